import { sameValue } from './change.ts';
import { defined } from './defined.ts';
import type { ReviewSeen } from './observation.ts';
import { unspaced } from './text.ts';

/** What a buyer wrote about an order, as it is kept with it. */
export interface OrderReview {
  /** Number of the line of the order it is about, or of the review; absent where the page tells neither. */
  id?: string;
  /** The item it is about, where the page tells it. */
  itemId?: string;
  title?: string;
  rating?: NonNullable<ReviewSeen['rating']>;
  text?: string;
  appendText?: string;
  /** Epoch ms. */
  at?: number;
  /** Epoch ms until which the page says that it, or what was added to it, can be answered. Absent: it does not say. */
  replyBy?: number;
  /** Epoch ms of the reading that told something new. */
  seenAt: number;
}

const DAY = 86_400_000;
/** A bad review is looked at for so long, and for so long where nobody knows whether it was answered (ms). */
export const BAD_FOR = 30 * DAY;
const UNKNOWN_FOR = 7 * DAY;

const WORST_FIRST = ['bad', 'neutral', 'good'];

/** Returns what is kept of a review that a page or response showed at `at` (epoch ms). */
export function reviewOf(seen: ReviewSeen, at: number): OrderReview {
  const { itemId, title, rating, text, appendText, at: wroteAt, replyDaysLeft } = seen;
  const replyBy = replyDaysLeft === undefined ? undefined : at + replyDaysLeft * DAY;
  const facts = { id: seen.orderLineNo ?? seen.id, itemId, title, rating, text, appendText, at: wroteAt, replyBy };
  return { ...(defined(facts) as Partial<OrderReview>), seenAt: at };
}

/** Returns the review with the worst rating, the newest of several; undefined without any. */
export function worstReview(reviews: readonly OrderReview[]): OrderReview | undefined {
  const rank = ({ rating }: OrderReview): number => (rating ? WORST_FIRST.indexOf(rating) : WORST_FIRST.length);
  return reviews.toReversed().toSorted((a, b) => rank(a) - rank(b))[0];
}

/** Tells whether nothing says which line of the order a review is about. */
function isNameless({ id, itemId, title, text }: OrderReview): boolean {
  return (id ?? itemId ?? title ?? text) === undefined;
}

/** Returns when a review was written, or else seen first (epoch ms). */
const momentOf = ({ at, seenAt }: OrderReview): number => at ?? seenAt;

/**
 * Tells whether a bad review of the last 30 days waits for an answer at `now` (epoch ms): `open` while the page counts down
 * to the end of it, `unknown` in its first week where no page says so, else null. Pages do not show answers themselves.
 */
export function isUnanswered(review: OrderReview, now: number): 'open' | 'unknown' | null {
  const age = now - momentOf(review);
  if (review.rating !== 'bad' || age >= BAD_FOR) return null;
  if (review.replyBy !== undefined) return review.replyBy > now ? 'open' : null;
  return age < UNKNOWN_FOR ? 'unknown' : null;
}

/** The countdown is in whole days: what differs by less than two is the same end. */
const SAME_END = 2 * DAY;

/** Returns the known review with what a later reading of it tells; a countdown that is gone is over, or was answered. */
function renewed(known: OrderReview, seen: OrderReview): OrderReview {
  const { replyBy: before, ...rest } = known;
  const { replyBy, ...news } = seen;
  const isEnd = before !== undefined && replyBy !== undefined && Math.abs(replyBy - before) < SAME_END;
  const end = isEnd ? before : replyBy;
  const next = { ...rest, ...news, ...(end === undefined ? {} : { replyBy: end }) };
  return sameValue({ ...next, seenAt: 0 }, { ...known, seenAt: 0 }) ? known : next;
}

/**
 * Tells whether two readings are of one review: by its number where both tell it, else by item and text. Where a text is
 * missing, or the item, they must have the same rating: no rating changes by a row that may be another line's.
 */
function isSame(a: OrderReview, b: OrderReview): boolean {
  if (a.id !== undefined && b.id !== undefined) return a.id === b.id;
  const by = a.itemId !== undefined && b.itemId !== undefined ? 'itemId' : 'title';
  const isItem = a[by] !== undefined && a[by] === b[by];
  if (!isItem && a[by] !== undefined && b[by] !== undefined) return false;
  const isText = a.text !== undefined && b.text !== undefined && unspaced(a.text) === unspaced(b.text);
  if (!isText && a.text !== undefined && b.text !== undefined) return false;
  if (isItem && isText) return true;
  return (isItem || isText) && (a.rating === b.rating || a.rating === undefined || b.rating === undefined);
}

/** Reviews kept of one order. */
const MOST = 20;

/**
 * Returns the reviews of an order brought up to date by one reading: what it does not name stays. Those that name no line
 * count as one, the worst of them.
 */
export function mergedReviews(known: readonly OrderReview[], seen: readonly OrderReview[]): OrderReview[] {
  const named = seen.filter((each) => !isNameless(each));
  const merged = known.filter((each) => !isNameless(each));
  for (const each of named) {
    const same = merged.filter((one) => isSame(one, each));
    const before = same.find(({ id }) => id === each.id) ?? same.find(({ rating }) => rating === each.rating) ?? same[0];
    if (!before) merged.push(each);
    else merged[merged.indexOf(before)] = renewed(before, each);
  }
  const nameless = worstReview([...seen, ...known].filter((each) => isNameless(each)));
  // A rating that a line has already is most likely that line's.
  if (nameless && !merged.some(({ rating }) => rating === nameless.rating)) merged.push(nameless);
  return merged.slice(-MOST);
}
