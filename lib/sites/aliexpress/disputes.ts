import { afterLabel, leavesOf } from '../../dom/text-of.ts';
import type { Observation } from '../../domain/observation.ts';
import { LIMITS } from '../../domain/text.ts';
import { only, parsed, present, type Found, type Tally } from '../found.ts';
import { amountIn, countIn, momentIn, orderNoIn, peerOf, upTo } from './fields.ts';
import { allOf, field, pageReader } from './page.ts';
import { CASES } from './selectors.ts';

type CaseSeen = Extract<Observation, { kind: 'case' }>;

const CASE_LABELS = ['售后单号', '售后编号', '纠纷单号', '退款编号', 'Dispute ID', 'Reverse order ID'];
const ORDER_LABELS = ['订单号', '订单编号', 'Order ID', 'Order No.'];

/** Numbers are told apart by the label before them; the list prints case and order numbers of the same shape. */
function labelled(leaves: readonly string[], labels: readonly string[]): Found<string> {
  return parsed(
    labels.flatMap((label) => afterLabel(leaves, label)),
    orderNoIn,
  );
}

function lineNoIn(row: Element): Found<string> {
  return only(
    [...row.querySelectorAll("a[href*='reverseOrderLineId=']")].flatMap(
      (link) => orderNoIn(/reverseOrderLineId=(\d+)/.exec(link.getAttribute('href') ?? '')?.[1] ?? '') ?? [],
    ),
  );
}

function caseIn(row: Element, tally: Tally): CaseSeen[] {
  const leaves = leavesOf(row);
  const no = tally.take('case.no', labelled(leaves, CASE_LABELS));
  const lineNo = tally.take('case.lineNo', lineNoIn(row));
  const orderNo = tally.take('case.orderNo', labelled(leaves, ORDER_LABELS));
  const createdAt = tally.take('case.createdAt', only(allOf(row, CASES.time, momentIn)));
  const name = tally.take('case.buyer', field(row, CASES.buyer, upTo(LIMITS.name)));
  const amount = tally.take('case.amount', field(row, CASES.price, amountIn));
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
  observe: ({ document }, tally) => [...document.querySelectorAll(CASES.row)].flatMap((row) => caseIn(row, tally)),
});
