import { leavesOf } from '../../dom/text-of.ts';
import type { Observation } from '../../domain/observation.ts';
import { only, REFUSED, type Found, type Tally } from '../found.ts';
import { orderNoIn } from './fields.ts';
import { orderNoAt, pageReader } from './page.ts';
import { REVIEWS } from './selectors.ts';

type Rating = 'good' | 'neutral' | 'bad';

function starsIn(product: Element): Element[] {
  return [...product.querySelectorAll(REVIEWS.star)];
}

/** Products that were rated; without their class, the rows in which two ratings are drawn. */
function productsIn(order: Element): Element[] {
  const marked = [...order.querySelectorAll(REVIEWS.product)];
  return marked.length > 0 ? marked : [...order.querySelectorAll('tr')].filter((row) => starsIn(row).length === 2);
}

/** Stars are drawn as a width in steps of 20 %; 0 % is "not rated yet". Four and five are good, three neutral. */
function ratingIn(product: Element): Found<Rating> {
  const stars = starsIn(product);
  if (stars.length === 0) return null;
  // The first is the seller's, the second the buyer's; with another number of them it cannot be told.
  const drawn = stars.length === 2 ? (stars[1]?.getAttribute('style') ?? '') : '';
  const width = /(?:^|;)\s*width:\s*(0|20|40|60|80|100)%/.exec(drawn)?.[1];
  if (width === undefined) return REFUSED;
  if (width === '0') return null;
  return Number(width) >= 80 ? 'good' : width === '60' ? 'neutral' : 'bad';
}

/** The number by its class; where that is gone from the page, the only text of the order that is nothing but a number. */
function numberIn(order: Element): Found<string> {
  const [sign] = REVIEWS.no;
  const marked = orderNoAt(order, REVIEWS.no);
  if (marked !== null || order.ownerDocument.querySelector(sign)) return marked;
  return only(leavesOf(order).filter((leaf) => orderNoIn(leaf) === leaf));
}

function reviewsIn(order: Element, tally: Tally): Observation[] {
  const no = tally.take('review.orderNo', numberIn(order));
  if (no === undefined) return [];
  const products = productsIn(order);
  if (products.length === 0) tally.take('review.rating', null);
  return products.flatMap((product): Observation[] => {
    const rating = tally.take('review.rating', ratingIn(product));
    return rating === undefined ? [] : [{ kind: 'review', orderNo: no, rating }];
  });
}

/** The classic feedback list (2019–2024). It names no shop. */
export const feedback2024 = pageReader('aliexpress/feedback-2024', 'reviews', {
  anchors: [REVIEWS.table],
  observe: ({ document }, tally) =>
    [...document.querySelectorAll(`${REVIEWS.table} > ${REVIEWS.order}`)].flatMap((order) => reviewsIn(order, tally)),
});
