import type { JSX } from 'preact';
import { IconButton } from '#components/ui/Button.tsx';
import { Chip } from '#components/ui/Chip.tsx';
import { Moment } from '#components/ui/Moment.tsx';
import { EmptyState } from '#components/ui/states.tsx';
import { formatMoney } from '#lib/domain/money.ts';
import type { Order } from '#lib/domain/order.ts';
import { t, tAny } from '#lib/i18n.ts';
import { copyText } from '#lib/ui/copy.ts';
import { CaseLine, openFirst, WorstReview } from './CaseLine.tsx';
import { orderHues } from './order-state.ts';

/** Orders of a customer, newest first. Rows out of sight are not laid out, so hundreds cost nothing. */
export function OrderList({ orders, onRemind }: { orders: readonly Order[]; onRemind?: (no: string) => void }): JSX.Element {
  if (orders.length === 0) return <EmptyState text={t('panel.noOrders')} />;
  return (
    <ul class="orders" aria-label={t('panel.orders')}>
      {orders.map((order) => (
        <OrderItem key={order.no} order={order} {...(onRemind ? { onRemind } : {})} />
      ))}
    </ul>
  );
}

/** Returns what an order is called: its first item and how many more there are; null when no item is known. */
function orderTitle(order: Order): string | null {
  const title = order.items.find((item) => item.title)?.title;
  if (!title) return null;
  return order.items.length > 1 ? t('panel.itemsMore', { title, n: order.items.length }) : title;
}

/** One order: what, how much, where it stands; number and tracking number to copy. `onRemind` begins a follow-up on it. */
export function OrderItem({ order, onRemind }: { order: Order; onRemind?: (no: string) => void }): JSX.Element {
  const title = orderTitle(order);
  const skus = order.items
    .map((item) =>
      [item.sku, item.quantity !== undefined && item.quantity > 1 ? `×${item.quantity}` : ''].filter(Boolean).join(' '),
    )
    .filter(Boolean);
  return (
    <li class="order" data-order-no={order.no}>
      <div class="row">
        <Chip
          text={order.stateText ?? tAny(`panel.order.${order.state}`)}
          hue={orderHues[order.state]}
          title={tAny(`panel.order.${order.state}`)}
        />
        <span class="spring" />
        {order.createdAt !== undefined && <Moment at={order.createdAt} class="small secondary" />}
        <b class="amount private">{order.paid ? formatMoney(order.paid) : '–'}</b>
      </div>
      <p
        class="order__title"
        title={order.items
          .map((item) => item.title ?? '')
          .filter(Boolean)
          .join('\n')}
      >
        {title ?? <span class="secondary">{t('panel.onlyNumber')}</span>}
      </p>
      {skus.length > 0 && (
        <p class="small secondary ellipsis" title={skus.join('\n')}>
          {skus.join(' / ')}
        </p>
      )}
      {openFirst(order)
        .slice(0, 2)
        .map((each) => (
          <CaseLine key={each.no ?? each.lineNo} of={each} />
        ))}
      <WorstReview of={order.reviews ?? []} />
      {order.memo && (
        <p class="small order__memo" title={order.memo}>
          <span class="secondary">{t('panel.memo')}</span> {order.memo}
        </p>
      )}
      <div class="row order__foot">
        <span class="small secondary ellipsis">{order.no}</span>
        <IconButton icon="copy" label={t('panel.copyNo', { no: order.no })} onClick={() => copyText(order.no)} />
        {onRemind && <IconButton icon="alarm" label={t('order.remind', { no: order.no })} onClick={() => onRemind(order.no)} />}
        <span class="spring" />
        {order.tracking?.map((number) => (
          <span key={number} class="row order__tracking">
            <span class="small secondary ellipsis" title={number}>
              {[order.carrier, number].filter(Boolean).join(' ')}
            </span>
            <IconButton icon="copy" label={t('panel.copyTracking', { no: number })} onClick={() => copyText(number)} />
          </span>
        ))}
      </div>
    </li>
  );
}
