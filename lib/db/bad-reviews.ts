import type { Customer } from '../domain/customer.ts';
import { hashOf } from '../domain/hash.ts';
import type { Order } from '../domain/order.ts';
import { BAD_FOR, isUnanswered, type OrderReview } from '../domain/order-review.ts';
import { db, type KebanDatabase } from './database.ts';
import { ordersReviewedBadly } from './orders.ts';
import type { ReminderInput } from './reminders.ts';

const MOST = 50;

/** A bad review of which no page says that it was answered. */
export interface BadReview {
  /** Id that the follow-up about it gets; the same for the same review. */
  id: string;
  order: Order;
  customer: Customer | undefined;
  review: OrderReview;
}

/** Returns the id of the follow-up about a review; another one once the buyer has added to it. */
function followUpId({ no }: Order, { id, itemId, appendText = '' }: OrderReview): string {
  return `rv_${no}_${hashOf(`${id ?? itemId ?? ''}|${appendText}`).toString(36)}`;
}

/**
 * Returns the bad reviews of all shops that wait for an answer at `now` (epoch ms), or may, see `isUnanswered`: those that
 * can soon not be answered any more first. Without those of which a person has made a follow-up, or did not want one.
 */
export async function badReviews(now: number, database: KebanDatabase = db): Promise<BadReview[]> {
  const shops = await database.shops.toCollection().primaryKeys();
  const orders = (await Promise.all(shops.map((id) => ordersReviewedBadly(id, now - BAD_FOR, database)))).flat();
  const all = orders.flatMap(({ order, customerId }) =>
    (order.reviews ?? [])
      .filter((review) => isUnanswered(review, now) !== null)
      .map((review) => ({ id: followUpId(order, review), order, customerId, review })),
  );
  const known = await database.reminders.bulkGet(all.map(({ id }) => id));
  const left = all
    .filter((_, i) => known[i] === undefined)
    .toSorted((a, b) => (a.review.replyBy ?? Infinity) - (b.review.replyBy ?? Infinity) || b.review.seenAt - a.review.seenAt)
    .slice(0, MOST);
  const customers = await database.customers.bulkGet(left.map(({ customerId }) => customerId));
  return left.map(({ id, order, review }, i) => ({ id, order, review, customer: customers[i] }));
}

/**
 * Returns the follow-up that a bad review becomes, due with the next shift (epoch ms), earlier where it can not be answered
 * so long; `text` is what it says.
 */
export function reviewFollowUp(
  { id, order, review, customer }: BadReview & { customer: Customer },
  text: string,
  nextShift: number,
): ReminderInput & { id: string } {
  const dueAt = Math.min(nextShift, review.replyBy ?? nextShift);
  return { id, customerId: customer.id, shopId: customer.shopId, text, dueAt, orderNo: order.no };
}
