import { leavesOf } from '../../dom/text-of.ts';
import type { Money } from '../../domain/money.ts';
import type { CaseSeen } from '../../domain/observation.ts';
import { LIMITS } from '../../domain/text.ts';
import { only, present, type Found, type Tally } from '../found.ts';
import { amountIn, countIn, momentIn, orderNoIn, parsedAmong, peerOf, upTo } from './fields.ts';
import { allOf, behindLabel, field, pageReader } from './page.ts';
import { CASES } from './selectors.ts';

/** Words before the number of a case. */
export const CASE_LABELS = ['售后单号', '售后编号', '纠纷单号', '退款编号', 'Dispute ID', 'Reverse order ID'];
/** Words before the number of an order. */
export const ORDER_LABELS = ['订单号', '订单编号', 'Order ID', 'Order No.'];

/** Returns the pattern of a label: one of the words, with a colon. */
export const labelOf = (words: readonly string[]): RegExp => new RegExp(`^(?:${words.join('|')})\\s*[:：]`, 'i');

/** Returns the number behind one of the labels: numbers are told apart by the label before them; the list prints case and order numbers of the same shape. */
export function labelled(row: Element, labels: readonly string[]): Found<string> {
  return parsedAmong(behindLabel(row, labelOf(labels)), orderNoIn);
}

function lineNoIn(row: Element): Found<string> {
  return only(
    [...row.querySelectorAll("a[href*='reverseOrderLineId=']")].flatMap(
      (link) => orderNoIn(/reverseOrderLineId=(\d+)/.exec(link.getAttribute('href') ?? '')?.[1] ?? '') ?? [],
    ),
  );
}

/** The time by its class, otherwise the only moment in the row; the same for the amount. */
function timeIn(row: Element): Found<number> {
  const marked = allOf(row, CASES.time, momentIn);
  return only(marked.length > 0 ? marked : leavesOf(row).flatMap((leaf) => momentIn(leaf) ?? []));
}

function priceIn(row: Element): Found<Money> {
  const amounts = leavesOf(row).filter((leaf) => /^(?:CN\s?[￥¥]|US\s?\$|[€£]|[A-Z]{3}\s)/.test(leaf));
  return field(row, CASES.price, amountIn) ?? only(amounts.flatMap((leaf) => amountIn(leaf) ?? []));
}

/** Rows of cases; without their class, rows of tables that show the number of a case. */
function rowsIn(document: Document): Element[] {
  const marked = [...document.querySelectorAll(CASES.row)];
  const label = labelOf(CASE_LABELS);
  const others = marked.length > 0 ? [] : [...document.querySelectorAll('tr')];
  return [...marked, ...others.filter((row) => row.childElementCount > 1 && behindLabel(row, label).length > 0)];
}

function caseIn(row: Element, tally: Tally): CaseSeen[] {
  const no = tally.take('case.no', labelled(row, CASE_LABELS));
  const lineNo = tally.take('case.lineNo', lineNoIn(row));
  const orderNo = tally.take('case.orderNo', labelled(row, ORDER_LABELS));
  const createdAt = tally.take('case.createdAt', timeIn(row));
  const name = tally.take('case.buyer', field(row, CASES.buyer, upTo(LIMITS.name)));
  const amount = tally.take('case.amount', priceIn(row));
  const quantity = tally.take('case.quantity', only(allOf(row, ['td'], (cell) => (/^[x×]/i.test(cell) ? countIn(cell) : null))));
  // Without its number a case cannot be told from another of the same buyer.
  if (no === undefined) return [];
  return [
    present<CaseSeen>({
      kind: 'case',
      no,
      lineNo: lineNo,
      orderNo: orderNo,
      amount: amount,
      quantity: quantity,
      createdAt: createdAt,
      buyer: name === undefined ? undefined : peerOf(name),
    }),
  ];
}

/** List of disputes (`m_apps/dispute-management/list`); a row without a labelled case number gives no observation. */
export const disputes2026 = pageReader('aliexpress/disputes-2026', 'cases', {
  anchors: [CASES.row],
  shows: ({ document }) => rowsIn(document).length > 0,
  observe: ({ document }, tally) => rowsIn(document).flatMap((row) => caseIn(row, tally)),
});
