import type { JSX } from 'preact';
import { promiseFigures } from '#lib/db/promises.ts';
import { t } from '#lib/i18n.ts';
import { useLive } from '#lib/ui/use-live.ts';

const DAYS = 30;

/** How the promises of the last month ended; nothing while there are none. */
export function PromiseFigures({ now }: { now: number }): JSX.Element | null {
  const figures = useLive(() => promiseFigures(now, DAYS), [now]).value;
  if (!figures || figures.kept + figures.late + figures.broken + figures.open === 0) return null;
  return (
    <section aria-label={t('promise.figures')}>
      <h2>{t('promise.figures')}</h2>
      <ul class="people promise__figures">
        {(['kept', 'late', 'broken', 'open'] as const).map((key) => (
          <li key={key} class="people__row">
            <span class="spring">{t(`promise.${key}`)}</span>
            <b class="amount">{figures[key]}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}
