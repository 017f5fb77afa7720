import type { Observation } from '#lib/domain/observation.ts';
import { LIMITS } from '#lib/domain/text.ts';
import { all, first } from '#lib/dom/first.ts';
import { leavesOf, lineOf } from '#lib/dom/text-of.ts';
import { createTally, type Found, only, present, type Tally } from '../found.ts';
import type { PageReader } from '../site.ts';
import { queryIn } from './orders.ts';
import { isPage, readingOf, stateOf } from './page.ts';
import { REVIEWS } from './selectors.ts';
import { itemIdIn, lineIn, numberIn, numbersAfter, peerIn, timeIn } from './shape.ts';
import { shopIn } from './shell.ts';

type ReviewSeen = Extract<Observation, { kind: 'review' }>;

const RATINGS = { 正面评价: 'good', 中性评价: 'neutral', 负面评价: 'bad' } as const;
const MASKED = /^[^*]{0,4}\*{1,3}$/;

/** Leaf texts of the row without the review's own text, which may say anything. */
function wordsOf(row: Element): string[] {
  const said = new Set(all(row, REVIEWS.content).flatMap((content) => leavesOf(content)));
  return leavesOf(row).filter((leaf) => !said.has(leaf));
}

function saidIn(row: Element | null): Found<string> {
  return row ? lineIn([lineOf(first(row, REVIEWS.content), LIMITS.note)], LIMITS.note) : null;
}

function daysIn(leaves: readonly string[], pattern: RegExp): Found<number> {
  return only(leaves.flatMap((leaf) => pattern.exec(leaf)?.[1] ?? []).map(Number));
}

function reviewOf(row: Element, tally: Tally): ReviewSeen | null {
  const next = row.nextElementSibling;
  const more = next?.classList.contains(REVIEWS.expanded) ? next : null;
  const leaves = wordsOf(row);
  const orderNo = tally.take('review.orderNo', numberIn(leaves.flatMap((leaf) => numbersAfter(leaf, '订单号'))));
  if (!orderNo) return null;
  const links = [...row.querySelectorAll(REVIEWS.itemLink)];
  const first = leaves.flatMap((leaf) => /^初次评价[:：]\s*(.+)$/.exec(leaf)?.[1] ?? []);
  const pictures = row.querySelectorAll(REVIEWS.picture).length || null;
  return present({
    kind: 'review' as const,
    orderNo,
    rating: tally.take('review.rating', only(leaves.flatMap((leaf) => RATINGS[leaf as keyof typeof RATINGS] ?? []))),
    at: tally.take('review.at', timeIn(first)),
    text: tally.take('review.text', saidIn(row)),
    appendText: tally.take('review.appendText', saidIn(more)),
    appendDays: tally.take('review.appendDays', daysIn(more ? wordsOf(more) : [], /收货后(\d{1,4})天/)),
    itemId: tally.take('review.itemId', itemIdIn(links.map((link) => queryIn(link, 'id')))),
    title: tally.take('review.title', lineIn(links.map((link) => lineOf(link)))),
    pictures: tally.take('review.pictures', pictures),
    replyDaysLeft: tally.take('review.replyDaysLeft', daysIn(leaves, /还有(\d{1,3})天可回复/)),
    buyer: tally.take('review.buyer', peerIn(leaves.filter((leaf) => MASKED.test(leaf)))),
  });
}

function rowsIn(document: Document): Element[] {
  return all(document, REVIEWS.row).filter((row) => /订单号\s*[:：]/.test(row.textContent ?? ''));
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
    const tally = createTally();
    const observations = rows.map((row) => reviewOf(row, tally)).filter((seen) => seen !== null);
    return readingOf(reviewsReader.id, state, { observations, tally, shop: shopIn(source.document) });
  },
};
