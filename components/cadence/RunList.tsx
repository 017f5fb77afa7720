import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { Moment } from '#components/ui/Moment.tsx';
import { EmptyState } from '#components/ui/states.tsx';
import { cadenceRuns, undoCadenceRun } from '#lib/db/cadence-run.ts';
import { t } from '#lib/i18n.ts';
import { runCadence } from '#lib/ui/cadence.ts';
import { doing, showFailure, showNotice } from '#lib/ui/notices.ts';
import { useLive } from '#lib/ui/use-live.ts';

/** What the rules have made, run by run; each can be taken back as one. */
export function RunList(): JSX.Element {
  const runs = useLive(() => cadenceRuns(), []);
  const [running, setRunning] = useState(false);
  const run = async (): Promise<void> => {
    setRunning(true);
    try {
      const made = await runCadence();
      showNotice({ kind: 'done', label: { key: 'cadence.ran', params: { n: made } } });
    } catch (error) {
      showFailure(error);
    } finally {
      setRunning(false);
    }
  };
  return (
    <section class="card" aria-label={t('cadence.runs')}>
      <div class="row">
        <h2 class="spring">{t('cadence.runs')}</h2>
        <Button size="small" disabled={running} onClick={() => void run()}>
          {t('cadence.runNow')}
        </Button>
      </div>
      {runs.value?.length === 0 && <EmptyState text={t('cadence.noRuns')} />}
      <ul class="imports">
        {(runs.value ?? []).map(({ run: id, at, ids, left }) => (
          <li key={id} class="imports__row">
            <span class="spring">
              <Moment at={at} /> · {t('cadence.run', { n: ids.length, left })}
            </span>
            <Button size="small" icon="undo" disabled={left === 0} onClick={() => doing(() => undoCadenceRun(id))}>
              {t('cadence.undo')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
