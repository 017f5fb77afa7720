import { leavesOf, lineOf } from '../../dom/text-of.ts';
import type { CaseSeen } from '../../domain/observation.ts';
import { cleanLine, LIMITS } from '../../domain/text.ts';
import { only, parsed, present, REFUSED, type Found, type Tally } from '../found.ts';
import type { PageSource } from '../site.ts';
import { CASE_LABELS, labelled, labelOf, ORDER_LABELS } from './disputes.ts';
import { amountIn, momentIn, orderNoIn, parsedAmong, upTo, values } from './fields.ts';
import { behindLabel, pageReader } from './page.ts';

const STATE_LABELS = ['状态', '当前状态', '售后状态', '纠纷状态', '退款状态', 'Status', 'Dispute status'];
const TYPE_LABELS = ['售后类型', '纠纷类型', '退款类型', '申请类型', 'Dispute type'];
const AMOUNT_LABELS = ['退款金额', '申请退款金额', '申请金额', 'Refund amount'];
const TIME_LABELS = ['申请时间', '创建时间', 'Requested on'];
/** States that responses have named (2026-01 … 2026-09); of other words it is not known that they are one. */
const STATE = /^(?:等待(?:买家|卖家|平台)[^\s\d]{1,12}|平台介入处理中|已结束)$/;
const DEADLINE = /(?:还剩|剩余)(?:\s*\d{1,4}\s*(?:天|小?时|分钟?|秒)){1,4}/;

function behind(body: Element, labels: readonly string[]): string[] {
  return behindLabel(body, labelOf(labels));
}

/** One of several short texts in a row is a step that a dispute can come to. */
function isStep(element: Element): boolean {
  const row = [...(element.parentElement?.children ?? [])];
  const short = row.filter((each) => each.tagName === element.tagName && lineOf(each).length <= 12);
  return short.length > 2 || element.closest('li, [class*="step" i]') !== null;
}

/** The words of an element itself, not those of elements inside it, each text by itself. */
function leavesOfOwn(element: Element): string[] {
  const texts = [...element.childNodes].filter((node) => node.nodeType === 3);
  return texts.flatMap((node) => cleanLine(node.nodeValue ?? '') || []);
}

/** What the page says behind a label, else the one word for a state that it shows, the heading before others. */
function stateIn(body: Element): Found<string> {
  const said = parsedAmong(behind(body, STATE_LABELS), upTo(LIMITS.tag));
  const shown = [...body.querySelectorAll('*')].flatMap((element) => leavesOfOwn(element).map((words) => ({ element, words })));
  const states = shown.filter(({ element, words }) => STATE.test(words) && !isStep(element));
  const heads = states.filter(({ element }) => element.closest('h1, h2, h3'));
  return said ?? only((heads.length > 0 ? heads : states).map(({ words }) => words));
}

/** The line the address asks for; the frame and the tab must not name two. */
function askedLine({ url, topUrl }: PageSource): Found<string> {
  const named = [url, ...(topUrl ? [topUrl] : [])].flatMap((at) => at.searchParams.get('reverseOrderLineId') ?? []);
  return parsed(named, orderNoIn);
}

/**
 * A dispute is known by the number that the page itself shows: its address alone may already be that of the next one.
 * Where what is shown is the line of the address it is told as that.
 */
function caseIn(source: PageSource, tally: Tally): CaseSeen[] {
  const { body } = source.document;
  const shown = labelled(body, CASE_LABELS);
  const asked = askedLine(source);
  const isLine = typeof shown === 'string' && shown === asked;
  const no = tally.take('case.no', asked === REFUSED ? REFUSED : isLine ? null : shown);
  const lineNo = tally.take('case.lineNo', isLine ? shown : null);
  const facts = {
    orderNo: tally.take('case.orderNo', labelled(body, ORDER_LABELS)),
    type: tally.take('case.type', parsedAmong(behind(body, TYPE_LABELS), upTo(LIMITS.tag))),
    stateText: tally.take('case.stateText', stateIn(body)),
    amount: tally.take('case.amount', parsedAmong(behind(body, AMOUNT_LABELS), amountIn)),
    createdAt: tally.take('case.createdAt', parsedAmong(behind(body, TIME_LABELS), momentIn)),
    deadlineText: tally.take('case.deadlineText', only(leavesOf(body).flatMap((leaf) => DEADLINE.exec(leaf)?.[0].trim() ?? []))),
  };
  return no === undefined && lineNo === undefined ? [] : [present<CaseSeen>({ kind: 'case', no, lineNo, ...facts })];
}

/** Dispute detail; its classes are not known, so that only what stands behind a label is read. */
export const dispute2026 = pageReader('aliexpress/dispute-2026', 'case', {
  anchors: ["[class*='reverse']", "[class*='dispute']"],
  shows: ({ document }) => values(labelled(document.body, CASE_LABELS)).length > 0,
  observe: caseIn,
});
