import { defined } from './defined.ts';
import type { Money } from './money.ts';
import { sumByCurrency } from './money.ts';
import type { OrderSeen, OrderState } from './observation.ts';
import { mergeItems, renewItems } from './order-items.ts';
import { mergedCases, type OrderCase } from './order-case.ts';
import { mergedReviews, type OrderReview } from './order-review.ts';

/** An order as it is kept: what was last read of it, without `kind` and buyer, plus where it came from. */
export interface Order extends Omit<OrderSeen, 'kind' | 'buyer'> {
  shopId: string;
  /** Name of the buyer as this order showed it; often masked. */
  buyerName?: string;
  /**
   * An item report brought its list of items, which may be only some (`list`), or all that is known of it (`all`): state
   * and amount are those of the listed items then. Absent where a page or order report speaks of the whole order.
   */
  ofItems?: 'all' | 'list';
  /** The import that brought or last changed it, if one did. */
  importId?: string;
  /** Refunds and disputes that pages have shown of it. */
  cases?: OrderCase[];
  /** What the buyer wrote about it. */
  reviews?: OrderReview[];
  /** Epoch ms of the last reading. */
  seenAt: number;
  /** Epoch ms at which state and amount were so, where that is not simply `seenAt`: a file is as old as it is. */
  asOf?: number;
}

/** Figures about a customer's orders, kept up to date in the transaction that changes the orders. */
export interface OrderStats {
  count: number;
  /** Orders that were paid and not closed. */
  paidCount: number;
  /** Money paid in orders that were not closed, one amount per currency. */
  paid: Money[];
  firstAt?: number;
  lastAt?: number;
  lastNo?: string;
  lastState?: OrderState;
}

const COUNTED: ReadonlySet<OrderState> = new Set(['paid', 'shipped', 'done', 'refunding']);

/** Returns the figures of a list of orders; unpaid, closed and unknown orders count in `count` only. */
export function statsOf(orders: readonly Order[]): OrderStats {
  const counted = orders.filter((o) => COUNTED.has(o.state));
  const stats: OrderStats = {
    count: orders.length,
    paidCount: counted.length,
    paid: sumByCurrency(counted.flatMap((o) => (o.paid ? [o.paid] : []))),
  };
  for (const order of orders) {
    const at = order.createdAt;
    if (at === undefined) continue;
    if (stats.firstAt === undefined || at < stats.firstAt) stats.firstAt = at;
    if (stats.lastAt === undefined || at > stats.lastAt) {
      stats.lastAt = at;
      stats.lastNo = order.no;
      stats.lastState = order.state;
    }
  }
  if (stats.lastNo === undefined && orders[0]) {
    stats.lastNo = orders[0].no;
    stats.lastState = orders[0].state;
  }
  return stats;
}

/** Tells whether a newly read text may take the place of the stored one: a masked one never replaces a full one. */
function betterText(stored: string | undefined, seen: string | undefined): string | undefined {
  if (seen === undefined) return stored;
  return stored !== undefined && seen.includes('*') && !stored.includes('*') ? stored : seen;
}

/** How far an order has come; a refund is aside, and closed and done are both the end. */
const STEPS: Readonly<Partial<Record<OrderState, number>>> = { unpaid: 0, paid: 1, refunding: 1, shipped: 2, done: 3, closed: 3 };

/** Tells whether a reading stands at a step that the order has left, by its state or its times. */
function isOlder(stored: Order, seen: Pick<Order, 'state'>): boolean {
  const step = STEPS[seen.state];
  if (step === undefined || seen.state === 'refunding' || seen.state === stored.state) return false;
  const byTimes = stored.receivedAt ? 3 : stored.shippedAt || stored.paidAt ? 1 : 0;
  return step < Math.max(STEPS[stored.state] ?? 0, byTimes);
}

const isPlain = ({ importId, cases, reviews }: Order): boolean => importId === undefined && !cases && !reviews;

/** Returns when state and amount of an order were last seen, epoch ms; undefined where only something else may have been. */
function stateSeenAt(order: Order): number | undefined {
  return order.asOf ?? (isPlain(order) ? order.seenAt : undefined);
}

/** Tells whether a file of a moment (epoch ms) tells of an order what was seen to be otherwise, or the same, since. */
export function isOutdated(stored: Order, fileAt: number | undefined): boolean {
  const since = stateSeenAt(stored);
  return fileAt !== undefined && since !== undefined && stored.state !== 'unknown' && fileAt < since;
}

const isBare = ({ state, items }: Order): boolean => state === 'unknown' && items.length === 0;

/** Tells whether the items of an item report may be only some of the order's. */
function isPart(stored: Order, seen: Pick<Order, 'items' | 'ofItems'>): boolean {
  if (!seen.ofItems || isBare(stored)) return false;
  const mayBeSome = stored.ofItems === 'list' || (stored.items.length === 0 && !stored.ofItems);
  return mayBeSome || seen.items.length < stored.items.length;
}

/**
 * Tells how a reading stands to what is known: `new` takes its place; `older` is of a step that the order has left, and
 * adds only what nobody knew; `part` is of some of the items, and tells of these alone. Platforms go back only out of a
 * refund, into one after the end, and between done and closed: none of these is older by itself; with `outdated` it is
 * known to be.
 */
export function readingOf(
  stored: Order,
  seen: Pick<Order, 'state' | 'items' | 'ofItems'>,
  outdated = false,
): 'new' | 'older' | 'part' {
  return isPart(stored, seen) ? 'part' : outdated || isOlder(stored, seen) ? 'older' : 'new';
}

/**
 * Returns the stored order brought up to date by a new reading. Fields the reading does not have stay; a masked text
 * never replaces a full one; items are brought up to date as `mergeItems` says; an unknown state never replaces a known
 * one, nor a sum of items the amount of the order. For readings that are older, also `outdated` ones, or of a part see
 * `readingOf`.
 */
export function mergeOrder(stored: Order | undefined, seen: Order, outdated = false): Order {
  if (!stored) return { ...seen, items: mergeItems([], seen.items), ...newsOf(undefined, seen) };
  const reading = readingOf(stored, seen, outdated);
  const isNew = reading === 'new';
  const merged: Order = { ...stored, ...(isNew ? defined(seen) : unknownIn(stored, seen)), ...newsOf(stored, seen) };
  merged.state = isNew && seen.state !== 'unknown' ? seen.state : stored.state;
  if (seen.ofItems && !stored.ofItems && stored.paid?.minor) merged.paid = stored.paid;
  merged.items = itemsOf(stored, seen, reading);
  const ofItems = scopeOf(stored, seen);
  if (ofItems) merged.ofItems = ofItems;
  else delete merged.ofItems;
  const name = betterText(stored.buyerName, seen.buyerName);
  if (name !== undefined) merged.buyerName = name;
  if (stored.recipient && seen.recipient) merged.recipient = recipientOf(stored.recipient, seen.recipient, !isNew);
  const at = isNew && seen.state !== 'unknown' ? seen.seenAt : stateSeenAt(stored);
  delete merged.asOf;
  return at === undefined || (isPlain(merged) && at === merged.seenAt) ? merged : { ...merged, asOf: at };
}

function itemsOf(stored: Order, seen: Order, reading: ReturnType<typeof readingOf>): Order['items'] {
  if (reading === 'part' && seen.items.length < stored.items.length) return renewItems(stored.items, seen.items);
  return mergeItems(stored.items, reading === 'older' ? seen.items.map(({ refund: _then, ...item }) => item) : seen.items);
}

/** Returns what is known only by its items once both are put together. */
function scopeOf(stored: Order, seen: Order): Order['ofItems'] {
  if (seen.ofItems) return isBare(stored) ? 'all' : (stored.ofItems ?? (stored.items.length === 0 ? 'list' : undefined));
  if (!stored.ofItems || seen.items.length > 0) return undefined;
  return seen.state === 'unknown' ? stored.ofItems : 'list';
}

/**
 * Returns what is known with what else a reading has; what was paid at a step that the order has left, or for some items,
 * is not what was paid, but it is nearer than the sum of an item report. When it was seen is the reading's: an undo goes by
 * that.
 */
function unknownIn(stored: Order, seen: Order): Partial<Order> {
  const { paid, stateText, ...rest } = seen;
  const money = seen.ofItems || isOlder(stored, seen) ? {} : { paid };
  const text = seen.ofItems || seen.state !== stored.state ? {} : { stateText };
  const whole = stored.ofItems === 'all' && !seen.ofItems && seen.state !== 'unpaid' && paid?.minor ? { paid } : {};
  return { ...defined({ ...rest, ...money, ...text }), ...stored, ...whole, seenAt: seen.seenAt };
}

type Recipient = NonNullable<Order['recipient']>;

function recipientOf(stored: Recipient, seen: Recipient, isOlder: boolean): Recipient {
  const fields = { ...stored, ...defined(seen) };
  for (const key of Object.keys(fields) as (keyof Recipient)[]) {
    const [was, is] = [stored[key], seen[key]];
    const kept = isOlder && was !== undefined && !was.includes('*') ? was : betterText(was, is);
    if (kept !== undefined) fields[key] = kept;
  }
  return fields;
}

/** Cases and reviews are told one by one, each by its number. */
function newsOf(stored: Order | undefined, seen: Order): Pick<Order, 'cases' | 'reviews'> {
  return {
    ...(seen.cases ? { cases: mergedCases(stored?.cases ?? [], seen.cases) } : {}),
    ...(seen.reviews ? { reviews: mergedReviews(stored?.reviews ?? [], seen.reviews) } : {}),
  };
}

/** Orders newest first by creation; orders of unknown time last, then by number. */
export function byNewest(a: Order, b: Order): number {
  return (b.createdAt ?? -1) - (a.createdAt ?? -1) || (a.no < b.no ? 1 : -1);
}

/**
 * Tells whether an order of which nothing but the number is known may be newer than all that are known. Numbers of Taobao
 * have grown with time in every page and file at hand (16 digits in 2016, 18 in 2018, 19 since 2020), so a smaller one is
 * older; elsewhere nothing is known of that.
 */
export function mayBeNewest(no: string, known: readonly Pick<Order, 'no' | 'state' | 'createdAt' | 'shopId'>[]): boolean {
  const dated = known.filter(({ state, createdAt }) => state !== 'unknown' && createdAt !== undefined);
  const [newest] = dated.toSorted((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0));
  if (!newest?.shopId.startsWith('taobao|') || !/^\d+$/.test(no)) return true;
  return no.length > newest.no.length || (no.length === newest.no.length && no > newest.no);
}
