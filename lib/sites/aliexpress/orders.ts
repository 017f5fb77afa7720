import { besideLabel, leavesOf, lineOf, wordsOf } from '../../dom/text-of.ts';
import type { Money } from '../../domain/money.ts';
import type { OrderItem, OrderSeen } from '../../domain/observation.ts';
import { orderStateOf } from '../../domain/order-state.ts';
import { LIMITS } from '../../domain/text.ts';
import { only, parsed, present, REFUSED, type Found, type Tally } from '../found.ts';
import { amountIn, countIn, momentIn, orderNoIn, peerOf, upTo, values } from './fields.ts';
import { allOf, field, lineIn, outermost, pageReader } from './page.ts';
import { OLD_ORDERS, ORDERS, type Selectors } from './selectors.ts';

/** The elements (a table, or a header row and the rows below it) that belong to one order. */
export type OrderBlock = readonly Element[];

/** A row with a number of its own begins an order, also where no class says which number it is. */
function beginsOrder(row: Element): boolean {
  if (row.matches(ORDERS.groupHeader) || field(row, ORDERS.no, orderNoIn) !== null) return true;
  return row.querySelector(SIGNS) !== null && leavesOf(row).some((leaf) => /^\d{15,17}$/.test(leaf));
}

/** Parts of an order that are known by their class; a row without any may be anything. */
const SIGNS = [...ORDERS.title, ...ORDERS.price, ...ORDERS.skuCode, ...ORDERS.buyer, ...ORDERS.time].join(', ');

/** Tells whether a class has gone from the whole page, so that what it marked must be known by other signs. */
function isGone(block: OrderBlock, selectors: Selectors): boolean {
  const document = block[0]?.ownerDocument;
  return document !== undefined && selectors.every((selector) => document.querySelector(selector) === null);
}

const NUMBER = /^(?:订单号|Order (?:ID|No\.?|number))\s*(?:[:：]|$)/i;
const ANY_LABEL = /^(?:.{2,6}(?:号|时间)|[A-Z][a-z]+ (?:ID|No\.?|number|time|date))$/;
const TIME = /^(?:下单时间|Order (?:time|date))\s*(?:[:：]|$)/i;

/** Returns the orders of a list: a table each, or rows grouped under a header row or by the number they show. */
function orderBlocks(document: Document): OrderBlock[] {
  const tables = outermost(document, ORDERS.table);
  if (tables.length > 0) return tables.map((table) => [table]);
  const open = new Map<Element | null, Element[]>();
  const blocks: Element[][] = [];
  const marked = document.querySelector(`${ORDERS.groupHeader}, ${ORDERS.row}, ${ORDERS.no[0]}`) !== null;
  for (const row of marked ? document.querySelectorAll('tr') : []) {
    // Rows of another table never continue the order above.
    const table = row.closest('table');
    const before = open.get(table);
    if (before && !beginsOrder(row)) before.push(row);
    else {
      const block = [row];
      open.set(table, block);
      blocks.push(block);
    }
  }
  return blocks;
}

/** Returns the only value of a field over all parts of an order; parts that differ refuse it. */
function across<T>(block: OrderBlock, selectors: Selectors, parse: (text: string) => T | null): Found<T> {
  const found = block.map((part) => field(part, selectors, parse));
  return found.includes(REFUSED) ? REFUSED : only(found.flatMap((each) => values(each)));
}

/** What stands behind a label in the parts of an order, where no class tells. */
function behind(block: OrderBlock, label: RegExp): string[] {
  return block.flatMap((part) => besideLabel(part, label, ANY_LABEL));
}

function numberIn(block: OrderBlock): Found<string> {
  const marked = across(block, ORDERS.no, orderNoIn);
  if (marked !== null || !isGone(block, ORDERS.no)) return marked;
  const labelled = parsed(behind(block, NUMBER), orderNoIn);
  return labelled ?? only(leavesIn(block).filter((leaf) => /^\d{15,17}$/.test(leaf)));
}

function leavesIn(block: OrderBlock): string[] {
  return block.flatMap((part) => leavesOf(part));
}

/** The buyer: by the class, otherwise the only link in the head line. */
function buyerIn(block: OrderBlock): Found<string> {
  const marked = across(block, ORDERS.buyer, upTo(LIMITS.name));
  if (marked !== null || !isGone(block, ORDERS.buyer)) return marked;
  const heads = block
    .flatMap((part) => outermost(part.parentElement ?? part, ORDERS.groupHeader))
    .filter((head) => block.some((part) => part === head || part.contains(head)));
  return only(heads.flatMap((head) => [...head.querySelectorAll('a')]).flatMap((link) => upTo(LIMITS.name)(lineOf(link)) ?? []));
}

/** State words: by their class, otherwise the only words of the order that are a known state. */
function stateIn(block: OrderBlock): Found<string> {
  const marked = across(block, ORDERS.state, upTo(LIMITS.tag));
  if (marked !== null || !isGone(block, ORDERS.state)) return marked;
  const words = block.flatMap((part) => wordsOf(part));
  return only(words.filter((word) => orderStateOf('aliexpress', word) !== 'unknown'));
}

/** What was paid: by its class, otherwise the only amount with a currency that is no price of an item. */
function paidIn(block: OrderBlock): Found<Money> {
  const marked = across(block, ORDERS.amount, amountIn);
  if (marked !== null || !isGone(block, ORDERS.amount) || isGone(block, ORDERS.price)) return marked;
  const cells = block.flatMap((part) => [...part.querySelectorAll('td')]).filter((cell) => !cell.querySelector(ORDERS.price[0]));
  return only(
    cells.flatMap((cell) =>
      leavesOf(cell).flatMap((leaf) => (/^(?:CN\s?[￥¥]|US\s?\$|[€£])/.test(leaf) ? (amountIn(leaf) ?? []) : [])),
    ),
  );
}

/** The creation time is labelled; without a label only a header that shows one single time is believed. */
function createdIn(block: OrderBlock): Found<number> {
  const cells = block.flatMap((part) => ORDERS.time.flatMap((selector) => outermost(part, selector)));
  const labelled = cells.filter((cell) => /^(?:下单时间|Order (?:time|date))/i.test(lineIn(cell.previousElementSibling ?? cell)));
  const values = only((labelled.length > 0 ? labelled : cells).flatMap((cell) => momentIn(lineIn(cell)) ?? []));
  return cells.length > 0 || !isGone(block, ORDERS.time)
    ? values
    : only(behind(block, TIME).flatMap((text) => momentIn(text) ?? []));
}

/** A note is read only where a label says that it is one; the class alone was never proven. */
function memoIn(block: OrderBlock): Found<string> {
  const cells = block.flatMap((part) => ORDERS.memo.flatMap((selector) => outermost(part, selector)));
  if (cells.length === 0) return null;
  const labelled = cells.filter((cell) => /^(?:备注|Note|Remark)/i.test(lineIn(cell.previousElementSibling ?? cell)));
  const memo = only(labelled.flatMap((cell) => lineIn(cell) || []));
  return memo ?? REFUSED;
}

function productRows(block: OrderBlock): Element[] {
  const signs = [...ORDERS.title, ...ORDERS.price, ...ORDERS.skuCode].join(', ');
  const rows = block.flatMap((part) => [...part.querySelectorAll(signs)]);
  return [...new Set(rows.flatMap((sign) => sign.closest('tr') ?? []))];
}

function quantityIn(row: Element): Found<number> {
  const exact = field(row, [ORDERS.quantity[0]], countIn);
  return values(exact).length > 0 ? exact : only(allOf(row, [ORDERS.quantity[1]], countIn));
}

/** The title: by its class, otherwise what alone stands in the cell of the specification beside it. */
function titleIn(row: Element): Found<string> {
  const marked = field(row, ORDERS.title, upTo(LIMITS.title));
  if (marked !== null || !isGone([row], ORDERS.title)) return marked;
  const codes = outermost(row, ORDERS.skuCode[0]).map((code) => lineOf(code));
  const cell = outermost(row, ORDERS.skuCode[0])[0]?.closest('td');
  return cell ? only(leavesOf(cell).filter((leaf) => !codes.includes(leaf))) : null;
}

function itemIn(row: Element, tally: Tally): OrderItem {
  const codes = outermost(row, ORDERS.skuCode[0]).map((cell) => lineOf(cell));
  // Specification and code look alike; which one a single value is cannot be told.
  const pick = (index: number): Found<string> => {
    const value = codes[index];
    if (codes.length === 0) return null;
    return codes.length === 2 && value ? value : REFUSED;
  };
  const ids = [...row.querySelectorAll("a[href*='/item/']")].flatMap(
    (link) => /\/item\/(?:\w+\/)?(\d{5,20})\.html/.exec(link.getAttribute('href') ?? '')?.[1] ?? [],
  );
  return present({
    itemId: tally.take('item.itemId', only(ids)),
    title: tally.take('item.title', titleIn(row)),
    sku: tally.take('item.sku', pick(0)),
    code: tally.take('item.code', pick(1)),
    quantity: tally.take('item.quantity', quantityIn(row)),
    price: tally.take('item.price', field(row, ORDERS.price, amountIn)),
  });
}

function orderIn(block: OrderBlock, tally: Tally): OrderSeen | null {
  const no = tally.take('order.no', numberIn(block));
  if (no === undefined) return null;
  const words = tally.take('order.state', stateIn(block));
  const name = tally.take('order.buyer', buyerIn(block));
  const rows = productRows(block);
  if (rows.length === 0) tally.take('item.title', null);
  const tags = [...new Set(block.flatMap((part) => allOf(part, ORDERS.tag, upTo(LIMITS.tag))))];
  return present<OrderSeen>({
    kind: 'order',
    no,
    state: orderStateOf('aliexpress', words ?? ''),
    stateText: words,
    createdAt: tally.take('order.createdAt', createdIn(block)),
    paid: tally.take('order.paid', paidIn(block)),
    items: rows.map((row) => itemIn(row, tally)),
    buyer: name === undefined ? undefined : peerOf(name),
    memo: tally.take('order.memo', memoIn(block)),
    tags: tags.length > 0 ? tags.slice(0, 20) : undefined,
  });
}

/** Returns the orders each once; the same number twice with other facts is refused altogether. */
export function eachOnce(orders: OrderSeen[], tally: Tally): OrderSeen[] {
  return [...new Set(orders.map((order) => order.no))].flatMap((no) => {
    const same = only(orders.filter((order) => order.no === no));
    return tally.take('order.no', same) ?? [];
  });
}

/** Order list of csp and gsp (`m_apps/order-manage/orderList`), also while it is still loading. */
export const orders2026 = pageReader('aliexpress/orders-2026', 'orders', {
  anchors: [ORDERS.table, ORDERS.groupHeader, ...ORDERS.no, ...ORDERS.title, ...ORDERS.price],
  knows: ({ document }) => document.querySelector(OLD_ORDERS.info.join(', ')) === null,
  observe: ({ document }, tally) =>
    eachOnce(
      orderBlocks(document).flatMap((block) => orderIn(block, tally) ?? []),
      tally,
    ),
});
