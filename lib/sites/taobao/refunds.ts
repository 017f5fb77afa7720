import type { CaseSeen } from '#lib/domain/observation.ts';
import { all } from '#lib/dom/first.ts';
import { rowsOf } from '#lib/dom/grid.ts';
import { besideLabel, leavesOf, lineOf, wordsOf } from '#lib/dom/text-of.ts';
import { valuesOf } from '#lib/dom/values-of.ts';
import { createTally, type Found, present, REFUSED, type Tally } from '../found.ts';
import type { PageReader, PageSource } from '../site.ts';
import { queryIn } from './orders.ts';
import { isPage, readingOf, stateOf } from './page.ts';
import { REFUND } from './selectors.ts';
import { itemIdIn, lineIn, moneyIn, numberIn, timeIn } from './shape.ts';
import { shopIn } from './shell.ts';
import { besideTags } from './shown.ts';

/** Kinds of after-sales cases as the pages call them. */
export const TYPE = /^(?:仅退款|退货退款|退款|换货|补寄|维修|我要退款[^ ]*|我要退货退款)$/;
const DEADLINE = /还剩(?:\s*\d{1,4}\s*(?:天|小?时|分钟?|秒)){1,4}/;

/** Texts of the cells of the body rows, an entry each, without the cells that hold the item and the buttons. */
function cellsOf(rows: readonly Element[]): string[] {
  const cells = rows.filter((row) => row.childElementCount > 1).flatMap((row) => [...row.children]);
  const own = cells.filter((cell) => !cell.querySelector(`${REFUND.detailLink}, ${REFUND.itemLink}`));
  return own.flatMap((cell) => (cell.querySelector('a, button') ? wordsOf(cell) : valuesOf(cell)));
}

/** The state of a case: what is left of its cells, which must be one thing and speak of a case. */
function stateIn(left: readonly string[]): Found<string> {
  const isState = (text: string): boolean => /^[^:：]{2,40}$/.test(text) && STATE.test(text);
  return left.every(isState) ? lineIn(left) : REFUSED;
}

/** Words without which nothing is said about where a case stands. */
const STATE = /待|请|退|收|寄|发|换|补|修|处理|同意|拒绝|成功|完|结|关闭|撤销|取消|介入|协商|举证|申诉|维权|审核|超时|已|中$/;

function deadlineIn(texts: readonly string[]): Found<string> {
  return lineIn(texts.map((text) => DEADLINE.exec(text)?.[0] ?? ''));
}

/** What every case of a list has. */
export const IN_ALL = /^case\.(?:no|orderNo|type|stateText|amount|createdAt|title)$/;

const NUMBER = /退款编号\s*[:：]/;

function caseOf(table: Element, tally: Tally): CaseSeen | null {
  const all = rowsOf(table);
  const heads = all.filter((row) => NUMBER.test(row.textContent) && !row.querySelector(REFUND.itemLink));
  const rows = all.filter((row) => !heads.includes(row));
  const beside = (label: RegExp) => heads.flatMap((head) => besideLabel(head, label));
  const details = [...table.querySelectorAll(REFUND.detailLink)].map((link) => queryIn(link, 'disputeId'));
  const no = tally.take('case.no', numberIn([...beside(NUMBER), ...details]));
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
    orderNo: tally.take('case.orderNo', numberIn([...beside(/订单号\s*[:：]/), ...orders])),
    type: tally.take('case.type', lineIn(types)),
    stateText: tally.take('case.stateText', stateIn(states)),
    amount: tally.take('case.amount', moneyIn(amounts)),
    createdAt: tally.take('case.createdAt', timeIn(beside(/申请时间\s*[:：]/))),
    deadlineText: tally.take('case.deadlineText', deadlineIn(cells)),
    itemId: tally.take('case.itemId', itemIdIn(items.map((link) => queryIn(link, 'id')))),
    title: tally.take('case.title', lineIn(items.flatMap((link) => valuesOf(link)))),
  });
}

/** The page holds two tables (overview and list); only rows that carry a case number count. */
function tablesIn(document: Document): Element[] {
  const isCase = (table: Element): boolean => NUMBER.test(table.textContent);
  const marked = all(document, REFUND.row).filter(isCase);
  if (marked.length > 0) return marked;
  const others = [...document.querySelectorAll('table')].filter(
    (table) => isCase(table) && table.querySelector(REFUND.detailLink),
  );
  return others.filter((table) => !others.some((other) => other !== table && table.contains(other)));
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
    const tally = createTally(IN_ALL);
    const observations = tables.map((table) => caseOf(table, tally)).filter((seen) => seen !== null);
    return readingOf(casesReader.id, state, { observations, tally, shop: shopIn(source.document) });
  },
};

/** The case's number; refused while the page still shows another case than its address. */
function shownCase(source: PageSource, info: readonly Element[]): Found<string> {
  const asked = askedFor(source);
  const shown = numberIn(
    besideTags(
      info.flatMap((part) => besideLabel(part, NUMBER)),
      asked,
    ),
  );
  return typeof shown === 'string' && asked && asked !== shown ? REFUSED : shown;
}

function askedFor({ url, topUrl }: PageSource): string | null {
  return url.searchParams.get('disputeId') ?? topUrl?.searchParams.get('disputeId') ?? null;
}

/** What a page without a countdown is headed by: how a case ended, or whom it waits for. */
const HEADING =
  /^(?:(?:退款|退货退款|换货|补寄|维修)(?:成功|完成|已?关闭|已?撤销|已?取消)|(?:(?:商家|卖家)已同意[^。]{0,12}[，,]\s*)?(?:请?等待|待|请)(?:买家|商家|卖家|平台)(?:退货|寄回|处理|响应|确认|确认收货|收货|发货|修改|修改申请|介入)|平台介入处理中)$/;
/** Steps and records of a case name states that are over or yet to come. */
const ELSEWHERE = 'a, button, li, table, script, style, [class*="step" i], [class*="log" i], [class*="record" i]';

function headingIn(body: Element): string[] {
  const leaves = [...body.querySelectorAll('*')].filter((each) => each.childElementCount === 0 && !each.closest(ELSEWHERE));
  return leaves.map((leaf) => lineOf(leaf)).filter((text) => HEADING.test(text));
}

function detailOf(source: PageSource, tally: Tally): CaseSeen | null {
  const { document } = source;
  const parts = (selectors: readonly string[]): Element[] => {
    const marked = all(document, selectors);
    return marked.length > 0 ? marked : [document.body];
  };
  const [info, deal] = [parts(REFUND.info), parts(REFUND.deal)];
  const beside = (where: readonly Element[], label: RegExp) => where.flatMap((part) => besideLabel(part, label));
  const no = tally.take('case.no', shownCase(source, info));
  if (!no) return null;
  const counting = leavesOf(document.body).filter((leaf) => DEADLINE.test(leaf));
  const counted = counting.map((leaf) => leaf.split('还剩')[0] ?? '');
  return present({
    kind: 'case' as const,
    no,
    orderNo: tally.take('case.orderNo', numberIn(beside(deal, /订单编号\s*[:：]/))),
    type: tally.take('case.type', lineIn(beside(info, /要求\s*[:：]/))),
    stateText: tally.take('case.stateText', lineIn(counted.length > 0 ? counted : headingIn(document.body))),
    amount: tally.take('case.amount', moneyIn(beside(info, /退款金额\s*[:：]/))),
    createdAt: tally.take('case.createdAt', timeIn(beside(info, /申请时间\s*[:：]/))),
    deadlineText: tally.take('case.deadlineText', deadlineIn(counting)),
  });
}

/** Without its class the page is known by the number its address asks for. */
function hasCase(source: PageSource): boolean {
  const { document } = source;
  if (all(document, REFUND.info).some((item) => NUMBER.test(item.textContent))) return true;
  const asked = askedFor(source);
  return asked !== null && besideLabel(document.body, NUMBER).includes(asked);
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
