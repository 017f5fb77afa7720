import { sameValue } from './change.ts';
import type { ReviewSeen } from './observation.ts';

/** What a buyer wrote about an order, as it is kept with it. */
export interface OrderReview {
  /** Number of the review, or of the line of the order it is about; absent where the page tells neither. */
  id?: string;
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
  const facts = {
    id: seen.orderLineNo ?? seen.id,
    rating: seen.rating,
    text: seen.text,
    appendText: seen.appendText,
    at: seen.at,
  };
  return { ...Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== undefined)), seenAt: at };
}

/** Several lines of one page that cannot be told apart count as the worst of them. */
function worst(reviews: readonly OrderReview[]): OrderReview[] {
  const rank = ({ rating }: OrderReview): number => (rating ? WORST_FIRST.indexOf(rating) : WORST_FIRST.length);
  return reviews.toSorted((a, b) => rank(a) - rank(b)).slice(0, 1);
}

/** Reviews kept of one order. */
const MOST = 20;

/** Returns the reviews of an order brought up to date by one reading: what it does not name stays. */
export function mergedReviews(known: readonly OrderReview[], seen: readonly OrderReview[]): OrderReview[] {
  const merged = [...known];
  for (const each of [...seen.filter(({ id }) => id !== undefined), ...worst(seen.filter(({ id }) => id === undefined))]) {
    const at = merged.findIndex(({ id }) => id === each.id);
    const before = merged[at];
    if (!before) merged.push(each);
    else if (!sameValue({ ...before, ...each, seenAt: 0 }, { ...before, seenAt: 0 })) merged[at] = { ...before, ...each };
  }
  return merged.slice(-MOST);
}
