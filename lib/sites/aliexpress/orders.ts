import { lineOf } from '../../dom/text-of.ts';
import type { OrderItem, OrderSeen } from '../../domain/observation.ts';
import { orderStateOf } from '../../domain/order-state.ts';
import { LIMITS } from '../../domain/text.ts';
import { only, present, REFUSED, type Found, type Tally } from '../found.ts';
import { amountIn, countIn, momentIn, orderNoIn, peerOf, upTo, values } from './fields.ts';
import { allOf, field, lineIn, outermost, pageReader } from './page.ts';
import { OLD_ORDERS, ORDERS, type Selectors } from './selectors.ts';

/** The elements (a table, or a header row and the rows below it) that belong to one order. */
export type OrderBlock = readonly Element[];

/** Returns the orders of a list: a table each, or rows grouped under a header row or by the number they show. */
function orderBlocks(document: Document): OrderBlock[] {
  const tables = outermost(document, ORDERS.table);
  if (tables.length > 0) return tables.map((table) => [table]);
  const blocks: Element[][] = [];
  for (const row of document.querySelectorAll(`${ORDERS.groupHeader}, ${ORDERS.row}`)) {
    const before = blocks.at(-1);
    const begins = row.matches(ORDERS.groupHeader) || field(row, ORDERS.no, orderNoIn) !== null;
    // Rows of another table never continue the order above.
    if (before && !begins && before[0]?.closest('table') === row.closest('table')) before.push(row);
    else blocks.push([row]);
  }
  return blocks;
}

/** Returns the only value of a field over all parts of an order; parts that differ refuse it. */
function across<T>(block: OrderBlock, selectors: Selectors, parse: (text: string) => T | null): Found<T> {
  const found = block.map((part) => field(part, selectors, parse));
  return found.includes(REFUSED) ? REFUSED : only(found.flatMap((each) => values(each)));
}

/** The creation time is labelled; without a label only a header that shows one single time is believed. */
function createdIn(block: OrderBlock): Found<number> {
  const cells = block.flatMap((part) => ORDERS.time.flatMap((selector) => outermost(part, selector)));
  const labelled = cells.filter((cell) => /^(?:下单时间|Order (?:time|date))/i.test(lineIn(cell.previousElementSibling ?? cell)));
  return only((labelled.length > 0 ? labelled : cells).flatMap((cell) => momentIn(lineIn(cell)) ?? []));
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
  const rows = block.flatMap((part) => ORDERS.title.flatMap((selector) => [...part.querySelectorAll(selector)]));
  return [...new Set(rows.flatMap((title) => title.closest('tr') ?? []))];
}

function quantityIn(row: Element): Found<number> {
  const exact = field(row, [ORDERS.quantity[0]], countIn);
  return values(exact).length > 0 ? exact : only(allOf(row, [ORDERS.quantity[1]], countIn));
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
    title: tally.take('item.title', field(row, ORDERS.title, upTo(LIMITS.title))),
    sku: tally.take('item.sku', pick(0)),
    code: tally.take('item.code', pick(1)),
    quantity: tally.take('item.quantity', quantityIn(row)),
    price: tally.take('item.price', field(row, ORDERS.price, amountIn)),
  });
}

function orderIn(block: OrderBlock, tally: Tally): OrderSeen | null {
  const no = tally.take('order.no', across(block, ORDERS.no, orderNoIn));
  if (no === undefined) return null;
  const words = tally.take('order.state', across(block, ORDERS.state, upTo(LIMITS.tag)));
  const name = tally.take('order.buyer', across(block, ORDERS.buyer, upTo(LIMITS.name)));
  const tags = [...new Set(block.flatMap((part) => allOf(part, ORDERS.tag, upTo(LIMITS.tag))))];
  return present<OrderSeen>({
    kind: 'order',
    no,
    state: orderStateOf('aliexpress', words ?? ''),
    stateText: words,
    createdAt: tally.take('order.createdAt', createdIn(block)),
    paid: tally.take('order.paid', across(block, ORDERS.amount, amountIn)),
    items: productRows(block).map((row) => itemIn(row, tally)),
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
  anchors: [ORDERS.table, ORDERS.groupHeader, ...ORDERS.no],
  knows: ({ document }) => document.querySelector(OLD_ORDERS.info[0]) === null,
  observe: ({ document }, tally) =>
    eachOnce(
      orderBlocks(document).flatMap((block) => orderIn(block, tally) ?? []),
      tally,
    ),
});
