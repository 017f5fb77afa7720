import '#assets/guard.css';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { Banner } from '#components/ui/states.tsx';
import { recheck, type GuardState } from '#lib/db/guard.ts';
import { t } from '#lib/i18n.ts';
import { useGuard } from '#lib/ui/use-guard.ts';
import { RestoreDialog } from './RestoreDialog.tsx';
import { whenText } from './when.ts';

/** Stands above the content of every page while the database must not be written to: says why and what to do. */
export function GuardBanner(): JSX.Element | null {
  const state = useGuard();
  const [restoring, setRestoring] = useState(false);
  if (!state || (state.kind === 'ready' && !restoring)) return null;
  return (
    <>
      {state.kind !== 'ready' && <Notice state={state} onRestore={() => setRestoring(true)} />}
      {restoring && <RestoreDialog onClose={() => setRestoring(false)} />}
    </>
  );
}

interface NoticeProps {
  state: Exclude<GuardState, { kind: 'ready' }>;
  onRestore: () => void;
}

function Notice({ state, onRestore }: NoticeProps): JSX.Element {
  if (state.kind === 'lost') {
    return (
      <Banner
        tone="bad"
        actions={
          <Button tone="primary" size="small" onClick={onRestore}>
            {t('guard.restore')}
          </Button>
        }
      >
        {lostText(state)}
      </Banner>
    );
  }
  const again = (
    <Button size="small" onClick={() => void recheck()}>
      {t('guard.again')}
    </Button>
  );
  return (
    <Banner tone="warn" actions={again}>
      {stuckText(state)}
    </Banner>
  );
}

function lostText({ interrupted, at, rows }: Extract<GuardState, { kind: 'lost' }>): string {
  if (interrupted) return t('guard.interrupted');
  return rows > 0 ? t('guard.lostRows', { when: whenText(at), n: rows }) : t('guard.lost', { when: whenText(at) });
}

function stuckText(state: Exclude<GuardState, { kind: 'ready' | 'lost' }>): string {
  if (state.kind === 'newer') return t('guard.newer');
  return state.kind === 'blocked' ? t('guard.blocked') : t('guard.failed', { reason: state.reason });
}
