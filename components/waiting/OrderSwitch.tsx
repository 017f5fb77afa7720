import type { JSX } from 'preact';
import type { QueueOrder } from '#lib/domain/wait-queue.ts';
import { t } from '#lib/i18n.ts';

const orders = ['priority', 'deadline'] as const;

/** Puts the queue in another order. */
export function OrderSwitch({ by, onBy }: { by: QueueOrder; onBy: (by: QueueOrder) => void }): JSX.Element {
  return (
    <div class="row queue__by" role="group" aria-label={t('waiting.by')}>
      {orders.map((order) => (
        <button key={order} type="button" class="queue__order" aria-pressed={order === by} onClick={() => onBy(order)}>
          {t(`waiting.by.${order}`)}
        </button>
      ))}
    </div>
  );
}
