import type { JSX } from 'preact';
import { EmptyState } from '#components/ui/states.tsx';
import { nextTick } from '#lib/domain/wait-clock.ts';
import { inOrder } from '#lib/domain/wait-queue.ts';
import { t } from '#lib/i18n.ts';
import { useClock } from '#lib/ui/clock.ts';
import { hrefOf } from '#lib/ui/router.ts';
import type { QueueOnShow } from '#lib/ui/use-queue.ts';
import { momentsOf } from '#lib/ui/wait-words.ts';
import { WaitClock } from './WaitClock.tsx';

const SHOWN = 6;

/** Who is late next: those within their limit by the moment at which they are late. */
export function BurnList({ queue }: { queue: QueueOnShow }): JSX.Element {
  const soon = (at: number): typeof queue.lines =>
    inOrder(queue.lines, 'deadline')
      .filter(({ judged }) => judged.dueAt !== undefined && judged.dueAt >= at)
      .slice(0, SHOWN);
  const now = useClock((at) => nextTick(soon(at).flatMap(momentsOf), at));
  const lines = soon(now);
  return (
    <section class="card" aria-label={t('waiting.budget.next')}>
      <h2>{t('waiting.budget.next')}</h2>
      {lines.length === 0 && <EmptyState text={t('waiting.budget.nextNone')} />}
      <ul class="burn">
        {lines.map((line) => (
          <li key={line.threadId} class="burn__row">
            <a class="ellipsis private" href={hrefOf('customers', line.customerId)}>
              {line.name || t('panel.noName')}
            </a>
            <span class="spring" />
            <WaitClock line={line} now={now} />
          </li>
        ))}
      </ul>
    </section>
  );
}
