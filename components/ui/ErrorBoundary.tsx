import { Component, type ComponentChildren } from 'preact';
import { ErrorState } from './states.tsx';

interface Props {
  children: ComponentChildren;
}

/** Shows an error in place of what could not be drawn, so that the rest of the page stays usable. Give it a `key` of what it shows. */
export class ErrorBoundary extends Component<Props, { error: unknown }> {
  override state = { error: null };

  static override getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }

  override render(): ComponentChildren {
    const { error } = this.state;
    return error ? <ErrorState error={error} onRetry={() => this.setState({ error: null })} /> : this.props.children;
  }
}
