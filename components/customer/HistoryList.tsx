import type { JSX } from 'preact';
import { Button } from '#components/ui/Button.tsx';
import { Moment } from '#components/ui/Moment.tsx';
import { EmptyState, ErrorState, Skeleton } from '#components/ui/states.tsx';
import { historyOf } from '#lib/db/changes.ts';
import type { Change } from '#lib/domain/change.ts';
import { t, tAny } from '#lib/i18n.ts';
import { takeBack } from '#lib/ui/notices.ts';
import { useLive } from '#lib/ui/use-live.ts';

/** Who changed what of a customer and when, newest first; what staff did can be taken back here too. */
export function HistoryList({ customerId }: { customerId: string }): JSX.Element | null {
  const history = useLive(() => historyOf(customerId), [customerId]);
  if (history.error) return <ErrorState error={history.error} onRetry={history.retry} />;
  if (!history.value) return history.slow ? <Skeleton /> : null;
  if (history.value.length === 0) return <EmptyState text={t('panel.noHistory')} />;
  return (
    <ol class="history" aria-label={t('panel.tab.history')}>
      {history.value.map((change) => (
        <HistoryRow key={change.id} change={change} />
      ))}
    </ol>
  );
}

function HistoryRow({ change }: { change: Change }): JSX.Element {
  const name = tAny(change.label.key, change.label.params);
  const mine = change.actor === 'staff' && !change.undoneBy;
  return (
    <li class="history__row" data-undone={change.undoneBy ? '' : undefined}>
      <Moment at={change.at} as="due" class="small secondary" />
      <span class="spring">
        {change.actor === 'undo' ? t('panel.undid', { what: name }) : name}
        {change.actor !== 'staff' && change.actor !== 'undo' && (
          <span class="small secondary"> · {tAny(`panel.actor.${change.actor}`)}</span>
        )}
        {change.undoneBy && <span class="small secondary"> · {t('panel.undone')}</span>}
      </span>
      {mine && (
        <Button size="small" tone="quiet" aria-label={t('panel.undoWhat', { what: name })} onClick={() => takeBack(change.id)}>
          {t('ui.undo')}
        </Button>
      )}
    </li>
  );
}
