import type { CaseSeen, ReviewSeen } from '#lib/domain/observation.ts';
import { LIMITS } from '#lib/domain/text.ts';
import { createTally, type Found, only, present, REFUSED, type Tally } from '../found.ts';
import type { PayloadReader } from '../site.ts';
import { findObjects, type Json, objectOf, objectsOf, stringOf, under } from './json.ts';
import { readingOf } from './page.ts';
import { idIn } from './payload-orders.ts';
import { itemIdIn, lineIn, millisIn, moneyIn, peerIn } from './shape.ts';

function isDispute(object: Json): boolean {
  return 'bizOrderId' in object && typeof object.disputeBodyVO === 'object';
}

function caseOf(row: Json, tally: Tally): CaseSeen | null {
  const no = tally.take('case.no', idIn(row.disputeId));
  if (!no) return null;
  return present({
    kind: 'case' as const,
    no,
    orderNo: tally.take('case.orderNo', idIn(row.bizOrderId)),
    stateText: tally.take('case.stateText', lineIn([stringOf(row.statusDesc) || stringOf(row.statusText)])),
    amount: tally.take('case.amount', moneyIn([stringOf(under(row, 'disputeBodyVO', 'refundFee'))])),
  });
}

/** `disputelistv2`: the after-sales list; the list is found by the shape of its rows, its place differs by shop. */
export const disputesReader: PayloadReader = {
  id: 'taobao/disputes',
  site: 'taobao',
  recognises: (payload) =>
    findObjects(payload, isDispute).length > 0 || Array.isArray(under(payload, 'data', 'resultData', 'disputeGridVOList')),
  read(payload) {
    const rows = findObjects(payload, isDispute);
    if (rows.length === 0) return readingOf(disputesReader.id, 'empty');
    const tally = createTally();
    const observations = rows.map((row) => caseOf(row, tally)).filter((seen) => seen !== null);
    return readingOf(disputesReader.id, 'ready', { observations, tally });
  },
};

const RATINGS: Record<string, NonNullable<ReviewSeen['rating']>> = { 11: 'good', 12: 'neutral', 13: 'bad' };

function isReview(object: Json): boolean {
  return 'rateContent' in object && 'orderInfo' in object;
}

/** Pictures of the first and the appended review; refused when a list of them or one of its entries is not readable. */
function picturesIn(...rates: unknown[]): Found<number> {
  const lists = rates.filter((rate) => rate !== undefined && rate !== null).map((rate) => under(rate, 'mediaList'));
  const shown = lists.filter((list) => list !== undefined);
  if (!shown.every((list): list is unknown[] => Array.isArray(list))) return REFUSED;
  const kinds = shown.flat().map((media) => stringOf(under(media, 'uiType')));
  return kinds.includes('') ? REFUSED : kinds.filter((kind) => kind === 'image').length;
}

function replyDays(row: Json): Found<number> {
  const tips = objectsOf(under(row, 'operator', 'dataSource')).map((entry) => stringOf(entry.beforeTips));
  return only(tips.flatMap((tip) => /还有(\d{1,3})天可回复/.exec(tip)?.[1] ?? []).map(Number));
}

function ratingIn(row: Json): Found<NonNullable<ReviewSeen['rating']>> {
  const status = stringOf(under(row, 'emotionType', 'status'));
  return status ? (RATINGS[status] ?? REFUSED) : null;
}

function appendedDays(rate: unknown): Found<number> {
  const days = under(rate, 'days');
  if (days === undefined || days === null) return null;
  return Number.isSafeInteger(days) ? (days as number) : REFUSED;
}

function said(rate: unknown): Found<string> {
  return lineIn([stringOf(under(rate, 'content'))], LIMITS.note);
}

function reviewOf(row: Json, tally: Tally): ReviewSeen {
  const { mainRate, appendRate } = objectOf(row.rateContent);
  const order = objectOf(row.orderInfo);
  const user = objectOf(row.userInfo);
  const names = [stringOf(user.userName), stringOf(order.userName)];
  return present({
    kind: 'review' as const,
    id: tally.take('review.id', lineIn([stringOf(under(mainRate, 'feedId'))])),
    orderNo: tally.take('review.orderNo', idIn(order.mainOrderId)),
    orderLineNo: tally.take('review.orderLineNo', idIn(order.orderId)),
    rating: tally.take('review.rating', ratingIn(row)),
    at: tally.take('review.at', millisIn(under(mainRate, 'date'))),
    text: tally.take('review.text', said(mainRate)),
    appendText: tally.take('review.appendText', said(appendRate)),
    appendDays: tally.take('review.appendDays', appendedDays(appendRate)),
    itemId: tally.take('review.itemId', itemIdIn([stringOf(under(row, 'itemInfo', 'itemId'))])),
    title: tally.take('review.title', lineIn([stringOf(under(row, 'itemInfo', 'title'))])),
    pictures: tally.take('review.pictures', mainRate ? picturesIn(mainRate, appendRate) : null),
    replyDaysLeft: tally.take('review.replyDaysLeft', replyDays(row)),
    buyer: tally.take('review.buyer', peerIn(names, { enc: stringOf(user.securityuid) })),
  });
}

/** Rows of the review list; `pictures` counts those of the first and the appended review, films not. */
export const reviewRowsReader: PayloadReader = {
  id: 'taobao/review-rows',
  site: 'taobao',
  recognises: (payload) => findObjects(payload, isReview).length > 0,
  read(payload) {
    const tally = createTally();
    const observations = findObjects(payload, isReview).map((row) => reviewOf(row, tally));
    return readingOf(reviewRowsReader.id, 'ready', { observations, tally });
  },
};
