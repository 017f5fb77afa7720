import type { JSX } from 'preact';
import { Moment } from '#components/ui/Moment.tsx';
import { formatMoney } from '#lib/domain/money.ts';
import type { Order } from '#lib/domain/order.ts';
import { openCases, type OrderCase } from '#lib/domain/order-case.ts';
import { type OrderReview, worstReview } from '#lib/domain/order-review.ts';
import { t, tAny } from '#lib/i18n.ts';

/** Returns the refunds and disputes of an order: the open ones, the earliest deadline first, otherwise the last one. */
export function openFirst(order: Order): OrderCase[] {
  const open = openCases(order, Date.now());
  return open.length > 0 ? open : (order.cases ?? []).slice(-1);
}

/** One line about a refund or dispute: what is asked for, where it stands, how much, and until when to act. */
export function CaseLine({ of }: { of: OrderCase }): JSX.Element {
  const { no, type, state, stateText, amount, dueAt } = of;
  const overdue = dueAt !== undefined && dueAt < Date.now();
  const words = [type, stateText ?? tAny(`order.case.${state}`), amount && formatMoney(amount)].filter(Boolean).join(' · ');
  return (
    <p class="small order__case" data-case={no} title={no && t('order.case.no', { no })}>
      <span class="secondary">{t('order.case')}</span> <span class="private">{words}</span>
      {dueAt !== undefined && (
        <span class={overdue ? 'is-bad' : undefined}>
          {' · '}
          {t(overdue ? 'order.case.overdue' : 'order.case.due')} <Moment at={dueAt} as="due" />
        </span>
      )}
    </p>
  );
}

/** One line about what the buyer wrote of an order: the worst review, and how many there are. */
export function WorstReview({ of: reviews }: { of: readonly OrderReview[] }): JSX.Element | null {
  const review = worstReview(reviews);
  if (!review) return null;
  const { rating, text, appendText, title, at } = review;
  const said = [text, appendText].filter(Boolean).join(' / ');
  return (
    <p class="small order__case ellipsis" title={[title, said].filter(Boolean).join('\n')}>
      <span class={rating === 'bad' ? 'is-bad' : 'secondary'}>{rating ? tAny(`order.review.${rating}`) : t('order.review')}</span>{' '}
      {reviews.length > 1 && <span class="secondary">{t('order.review.of', { n: reviews.length })} </span>}
      <span class="private">{said}</span>
      {at !== undefined && (
        <span class="secondary">
          {said && ' · '}
          <Moment at={at} />
        </span>
      )}
    </p>
  );
}
