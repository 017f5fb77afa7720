import type { Observation } from '#lib/domain/observation.ts';
import { all } from '#lib/dom/first.ts';
import { afterLabel, leavesOf, lineOf } from '#lib/dom/text-of.ts';
import { createTally, type Found, present, REFUSED, type Tally } from '../found.ts';
import type { PageReader, PageSource } from '../site.ts';
import { queryIn } from './orders.ts';
import { isPage, readingOf, stateOf } from './page.ts';
import { REFUND } from './selectors.ts';
import { itemIdIn, lineIn, moneyIn, numberIn, timeIn } from './shape.ts';
import { shopIn } from './shell.ts';

type CaseSeen = Extract<Observation, { kind: 'case' }>;

const TYPE = /^(?:仅退款|退货退款|退款|换货|补寄|维修|我要退款[^ ]*|我要退货退款)$/;
const DEADLINE = /还剩[\d\s天小时分秒]+/;

/** Texts of the cells of the body rows, without the cells that hold the item and the buttons. */
function cellsOf(rows: readonly Element[]): string[] {
  return rows
    .flatMap((row) => [...row.children])
    .filter((cell) => !cell.querySelector('a, button'))
    .map((cell) => lineOf(cell))
    .filter(Boolean);
}

function deadlineIn(texts: readonly string[]): Found<string> {
  return lineIn(texts.map((text) => DEADLINE.exec(text)?.[0] ?? ''));
}

function caseOf(table: Element, tally: Tally): CaseSeen | null {
  const [head, ...rows] = table.querySelectorAll('tr');
  const leaves = head ? leavesOf(head) : [];
  const details = [...table.querySelectorAll(REFUND.detailLink)].map((link) => queryIn(link, 'disputeId'));
  const no = tally.take('case.no', numberIn([...afterLabel(leaves, '退款编号'), ...details]));
  if (!no) return null;
  const orders = [...table.querySelectorAll(REFUND.orderLink)].map((link) => queryIn(link, 'bizOrderId'));
  const items = [...table.querySelectorAll(REFUND.itemLink)];
  const cells = cellsOf(rows);
  const amounts = cells.filter((text) => /^[￥¥]/.test(text));
  const types = cells.filter((text) => TYPE.test(text));
  const states = cells.filter((text) => !amounts.includes(text) && !types.includes(text) && !DEADLINE.test(text));
  return present({
    kind: 'case' as const,
    no,
    orderNo: tally.take('case.orderNo', numberIn([...afterLabel(leaves, '订单号'), ...orders])),
    type: tally.take('case.type', lineIn(types)),
    stateText: tally.take('case.stateText', lineIn(states)),
    amount: tally.take('case.amount', moneyIn(amounts)),
    createdAt: tally.take('case.createdAt', timeIn(afterLabel(leaves, '申请时间'))),
    deadlineText: tally.take('case.deadlineText', deadlineIn(cells)),
    itemId: tally.take('case.itemId', itemIdIn(items.map((link) => queryIn(link, 'id')))),
    title: tally.take('case.title', lineIn(items.map((link) => lineOf(link)))),
  });
}

/** The page holds two tables (overview and list); only rows that carry a case number count. */
function tablesIn(document: Document): Element[] {
  return all(document, REFUND.row).filter((table) => (table.textContent ?? '').includes('退款编号'));
}

/** The after-sales list of the workbench (`refund-list`). */
export const casesReader: PageReader = {
  id: 'taobao/cases-2022',
  site: 'taobao',
  kind: 'cases',
  recognises: (source) => isPage(source, 'cases', tablesIn(source.document).length > 0),
  read(source) {
    const tables = tablesIn(source.document);
    const state = stateOf(source, tables.length > 0);
    if (state !== 'ready') return readingOf(casesReader.id, state);
    const tally = createTally();
    const observations = tables.map((table) => caseOf(table, tally)).filter((seen) => seen !== null);
    return readingOf(casesReader.id, state, { observations, tally, shop: shopIn(source.document) });
  },
};

/** The case's number; refused while the page still shows another case than its address. */
function shownCase(source: PageSource, leaves: readonly string[]): Found<string> {
  const shown = numberIn(afterLabel(leaves, '退款编号'));
  const asked = source.url.searchParams.get('disputeId') ?? source.topUrl?.searchParams.get('disputeId');
  return typeof shown === 'string' && asked && asked !== shown ? REFUSED : shown;
}

function detailOf(source: PageSource, tally: Tally): CaseSeen | null {
  const { document } = source;
  const info = all(document, REFUND.info).flatMap((item) => leavesOf(item));
  const deal = all(document, REFUND.deal).flatMap((item) => leavesOf(item));
  const no = tally.take('case.no', shownCase(source, info));
  if (!no) return null;
  const counting = leavesOf(document.body).filter((leaf) => DEADLINE.test(leaf));
  return present({
    kind: 'case' as const,
    no,
    orderNo: tally.take('case.orderNo', numberIn(afterLabel(deal, '订单编号'))),
    type: tally.take('case.type', lineIn(afterLabel(info, '要求'))),
    stateText: tally.take('case.stateText', lineIn(counting.map((leaf) => leaf.split('还剩')[0] ?? ''))),
    amount: tally.take('case.amount', moneyIn(afterLabel(info, '退款金额'))),
    createdAt: tally.take('case.createdAt', timeIn(afterLabel(info, '申请时间'))),
    deadlineText: tally.take('case.deadlineText', deadlineIn(counting)),
  });
}

function hasCase({ document }: PageSource): boolean {
  return all(document, REFUND.info).some((item) => (item.textContent ?? '').includes('退款编号'));
}

/** One after-sales case (`refund-list/detail`); it does not tell when the order was created, only when it was struck. */
export const caseReader: PageReader = {
  id: 'taobao/case-2025',
  site: 'taobao',
  kind: 'case',
  recognises: (source) => isPage(source, 'case', hasCase(source)),
  read(source) {
    const state = stateOf(source, hasCase(source));
    if (state !== 'ready') return readingOf(caseReader.id, state);
    const tally = createTally();
    const seen = detailOf(source, tally);
    return readingOf(caseReader.id, state, { observations: seen ? [seen] : [], tally, shop: shopIn(source.document) });
  },
};
