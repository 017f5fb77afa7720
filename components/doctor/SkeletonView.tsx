import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import type { TabHealth } from '#lib/ui/health.ts';
import { skeletonReport } from '#lib/ui/health-examine.ts';
import { h } from '#lib/ui/health-words.ts';

type Step = { step: 'none' } | { step: 'making' } | { step: 'shown'; text: string; copied: boolean } | { step: 'failed' };

/** Makes the page's skeleton when asked, shows all of it, and copies it only after that. */
export function SkeletonView({ tabId, health }: { tabId: number; health: TabHealth }): JSX.Element {
  const [state, setState] = useState<Step>({ step: 'none' });
  const make = async (): Promise<void> => {
    setState({ step: 'making' });
    try {
      setState({ step: 'shown', text: await skeletonReport(tabId, health), copied: false });
    } catch (error) {
      console.warn('no skeleton', error);
      setState({ step: 'failed' });
    }
  };
  if (state.step !== 'shown') {
    return (
      <div class="doctor__skeleton">
        <Button size="small" icon="copy" disabled={state.step === 'making'} onClick={make}>
          {state.step === 'making' ? h('skeleton.make') : h('skeleton')}
        </Button>
        {state.step === 'failed' && (
          <p class="small secondary" role="alert">
            {h('skeleton.none')}
          </p>
        )}
      </div>
    );
  }
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(state.text);
    setState({ ...state, copied: true });
  };
  return (
    <section class="doctor__skeleton" aria-label={h('skeleton.title')}>
      <p class="small secondary">{h('skeleton.why')}</p>
      {/* Scrolled with the keyboard, too. */}
      <pre class="doctor__preview" tabIndex={0}>
        {state.text}
      </pre>
      <div class="row">
        <Button size="small" tone="primary" icon="copy" onClick={copy}>
          {h('skeleton.copy')}
        </Button>
        <span class="small secondary" role="status">
          {state.copied && h('skeleton.copied')}
        </span>
      </div>
    </section>
  );
}
