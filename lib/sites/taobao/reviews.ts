import type { ReviewSeen } from '#lib/domain/observation.ts';
import { LIMITS } from '#lib/domain/text.ts';
import { all, first } from '#lib/dom/first.ts';
import { leavesOf } from '#lib/dom/text-of.ts';
import { valuesOf } from '#lib/dom/values-of.ts';
import { createTally, type Found, only, present, REFUSED, type Tally } from '../found.ts';
import type { PageReader } from '../site.ts';
import { queryIn } from './orders.ts';
import { isPage, readingOf, stateOf } from './page.ts';
import { REVIEWS } from './selectors.ts';
import { itemIdIn, lineIn, numberIn, numbersAfter, peerIn, timeIn } from './shape.ts';
import { shopIn } from './shell.ts';

const RATINGS = { 正面评价: 'good', 中性评价: 'neutral', 负面评价: 'bad' } as const;
const MASKED = /^[^*]{0,4}\*{1,3}$/;

/** Leaf texts of the row without the review's own text, which may say anything. */
function wordsOf(row: Element): string[] {
  const said = new Set(all(row, REVIEWS.content).flatMap((content) => leavesOf(content)));
  return leavesOf(row).filter((leaf) => !said.has(leaf));
}

function saidIn(row: Element | null): Found<string> {
  return row ? lineIn(valuesOf(first(row, REVIEWS.content), LIMITS.note), LIMITS.note) : null;
}

function daysIn(leaves: readonly string[], pattern: RegExp): Found<number> {
  return only(leaves.flatMap((leaf) => pattern.exec(leaf)?.[1] ?? []).map(Number));
}

/** The row below a review that holds what was added later: by its class, otherwise by its words and having no order. */
function isAppended(row: Element): boolean {
  const words = row.textContent;
  return row.classList.contains(REVIEWS.expanded) || (/追加评价\s*[:：]/.test(words) && !NUMBER.test(words));
}

/** Pictures of a review; a gallery that holds words as well holds something else. */
function picturesIn(row: Element): Found<number> {
  const galleries = [...row.querySelectorAll(REVIEWS.gallery)];
  if (galleries.some((gallery) => leavesOf(gallery).length > 0)) return REFUSED;
  return new Set(galleries.flatMap((gallery) => [...gallery.querySelectorAll('img')])).size || null;
}

const NUMBER = /订单号\s*[:：]/;

function reviewOf(row: Element, tally: Tally): ReviewSeen | null {
  const next = row.nextElementSibling;
  const more = next && isAppended(next) ? next : null;
  const leaves = wordsOf(row);
  const orderNo = tally.take('review.orderNo', numberIn(leaves.flatMap((leaf) => numbersAfter(leaf, '订单号'))));
  if (!orderNo) return null;
  const links = [...row.querySelectorAll(REVIEWS.itemLink)];
  const first = leaves.flatMap((leaf) => /^初次评价[:：]\s*(.+)$/.exec(leaf)?.[1] ?? []);
  return present({
    kind: 'review' as const,
    orderNo,
    rating: tally.take('review.rating', only(leaves.flatMap((leaf) => RATINGS[leaf as keyof typeof RATINGS] ?? []))),
    at: tally.take('review.at', timeIn(first)),
    text: tally.take('review.text', saidIn(row)),
    appendText: tally.take('review.appendText', saidIn(more)),
    appendDays: tally.take('review.appendDays', daysIn(more ? wordsOf(more) : [], /收货后(\d{1,4})天/)),
    itemId: tally.take('review.itemId', itemIdIn(links.map((link) => queryIn(link, 'id')))),
    title: tally.take('review.title', lineIn(links.flatMap((link) => valuesOf(link)))),
    pictures: tally.take('review.pictures', picturesIn(row)),
    replyDaysLeft: tally.take('review.replyDaysLeft', daysIn(leaves, /还有(\d{1,3})天可回复/)),
    buyer: tally.take('review.buyer', peerIn(leaves.filter((leaf) => MASKED.test(leaf)))),
  });
}

function rowsIn(document: Document): Element[] {
  const isReview = (row: Element): boolean => NUMBER.test(row.textContent);
  const marked = all(document, REVIEWS.row).filter(isReview);
  // Without the class: rows of several cells that name an order and say when they were written.
  return marked.length > 0
    ? marked
    : [...document.querySelectorAll('tr')].filter(
        (row) => row.childElementCount > 2 && isReview(row) && /初次评价\s*[:：]/.test(row.textContent),
      );
}

/** The review list (`comment-manage/list/…`); an appended review is the expanded row below its first one. */
export const reviewsReader: PageReader = {
  id: 'taobao/reviews-2024',
  site: 'taobao',
  kind: 'reviews',
  recognises: (source) => isPage(source, 'reviews', rowsIn(source.document).length > 0),
  read(source) {
    const rows = rowsIn(source.document);
    const state = stateOf(source, rows.length > 0);
    if (state !== 'ready') return readingOf(reviewsReader.id, state);
    const tally = createTally(/^review\.(?:orderNo|rating|at|buyer|title)$/);
    const observations = rows.map((row) => reviewOf(row, tally)).filter((seen) => seen !== null);
    return readingOf(reviewsReader.id, state, { observations, tally, shop: shopIn(source.document) });
  },
};
