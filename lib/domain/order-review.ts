import { sameValue } from './change.ts';
import { defined } from './defined.ts';
import type { ReviewSeen } from './observation.ts';

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
  /** Epoch ms of the reading that told something new. */
  seenAt: number;
}

const WORST_FIRST = ['bad', 'neutral', 'good'];

/** Returns what is kept of a review that a page or response showed at `at` (epoch ms). */
export function reviewOf(seen: ReviewSeen, at: number): OrderReview {
  const { itemId, title, rating, text, appendText, at: wroteAt } = seen;
  const facts = { id: seen.orderLineNo ?? seen.id, itemId, title, rating, text, appendText, at: wroteAt };
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

const flat = (text: string): string => text.replaceAll(/\s/g, '');

/**
 * Tells whether two readings are of one review: by its number where both tell it, else by item and text. Where a text is
 * missing, or the item, they must have the same rating: no rating changes by a row that may be another line's.
 */
function isSame(a: OrderReview, b: OrderReview): boolean {
  if (a.id !== undefined && b.id !== undefined) return a.id === b.id;
  const by = a.itemId !== undefined && b.itemId !== undefined ? 'itemId' : 'title';
  const isItem = a[by] !== undefined && a[by] === b[by];
  if (!isItem && a[by] !== undefined && b[by] !== undefined) return false;
  const isText = a.text !== undefined && b.text !== undefined && flat(a.text) === flat(b.text);
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
    else if (!sameValue({ ...before, ...each, seenAt: 0 }, { ...before, seenAt: 0 }))
      merged[merged.indexOf(before)] = { ...before, ...each };
  }
  const nameless = worstReview([...seen, ...known].filter((each) => isNameless(each)));
  // A rating that a line has already is most likely that line's.
  if (nameless && !merged.some(({ rating }) => rating === nameless.rating)) merged.push(nameless);
  return merged.slice(-MOST);
}
