import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '#lib/i18n.ts';
import { Button } from './Button.tsx';
import { Icon, type IconName } from './Icon.tsx';

export interface EmptyStateProps {
  title?: string;
  /** What is missing and what to do about it. */
  text: ComponentChildren;
  /** The one next action. */
  children?: ComponentChildren;
  centre?: boolean;
}

/** Stands where there is nothing yet: says why and offers the next step. */
export function EmptyState({ title, text, children, centre }: EmptyStateProps): JSX.Element {
  return (
    <div class={centre ? 'empty empty--centre' : 'empty'}>
      {title && <h2>{title}</h2>}
      <div class="empty__text">{text}</div>
      {children && <div class="empty__actions">{children}</div>}
    </div>
  );
}

/** Stands where something is being read for longer than a moment. */
export function Skeleton({ lines = 4 }: { lines?: number }): JSX.Element {
  return (
    <div class="skeleton" role="status" aria-label={t('ui.loading')}>
      {Array.from({ length: lines }, (_, i) => (
        <div key={i} class="skeleton__line" />
      ))}
    </div>
  );
}

/** Returns what is copied from an error: its name, message and stack, without addresses of this machine. */
function errorDetails(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const stack = (error.stack ?? '')
    .split('\n')
    .slice(1, 8)
    .map((line) => line.trim().replace(/(?:chrome-extension|file|https?):\/\/[^/]+/g, ''));
  return [`${error.name}: ${error.message}`, ...stack].join('\n');
}

export interface ErrorStateProps {
  error: unknown;
  /** What did not work, if more can be said than "something". */
  title?: string;
  onRetry?: () => void;
}

/** Stands where something failed: what happened, what to do, details to copy. */
export function ErrorState({ error, title, onRetry }: ErrorStateProps): JSX.Element {
  const [copied, setCopied] = useState(false);
  const details = errorDetails(error);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(details);
    setCopied(true);
  };
  return (
    <div class="error-state" role="alert">
      <h2 class="error-state__title">
        <Icon name="warn" />
        {title ?? t('ui.errorTitle')}
      </h2>
      <p>{t('ui.errorText')}</p>
      <pre>{details}</pre>
      <div class="row">
        {onRetry && <Button onClick={onRetry}>{t('ui.retry')}</Button>}
        <Button icon="copy" onClick={copy}>
          {copied ? t('ui.copied') : t('ui.copyDetails')}
        </Button>
      </div>
    </div>
  );
}

export interface BannerProps {
  tone?: 'info' | 'warn' | 'bad';
  children: ComponentChildren;
  /** Buttons at the end. */
  actions?: ComponentChildren;
}

/** A quiet bar over the content: something to know, not to decide at once. */
export function Banner({ tone = 'info', children, actions }: BannerProps): JSX.Element {
  const icon: IconName = tone === 'info' ? 'info' : 'warn';
  return (
    <div class={`banner banner--${tone}`} role="status">
      <Icon name={icon} />
      <div class="spring">{children}</div>
      {actions}
    </div>
  );
}
