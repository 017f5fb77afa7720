import { joinedIn } from '../../dom/alike.ts';
import { leavesOf, wordsOf } from '../../dom/text-of.ts';
import { valuesOf } from '../../dom/values-of.ts';
import type { Money } from '../../domain/money.ts';
import type { OrderItem, OrderSeen } from '../../domain/observation.ts';
import { orderStateOf } from '../../domain/order-state.ts';
import { LIMITS } from '../../domain/text.ts';
import { only, present, REFUSED, type Found, type Tally } from '../found.ts';
import { amountIn, countIn, momentIn, orderNoIn, parsedAmong, peerOf, upTo, values } from './fields.ts';
import { isGone, isNumber, numberCells, orderBlocks, type OrderBlock } from './order-blocks.ts';
import { allOf, behindLabel, field, lineIn, orderNoAt, outermost, pageReader, textsAt } from './page.ts';
import { OLD_ORDERS, ORDERS } from './selectors.ts';
import { isState, stateAt } from './state-words.ts';

/** Parts that never stand in one cell with the title. */
const OTHERS = [...ORDERS.price, ...ORDERS.amount, ...ORDERS.state].join(', ');

const NUMBER = /^(?:订单号|Order (?:ID|No\.?|number))\s*(?:[:：]|$)/i;
const ANY_LABEL = /^(?:.{2,6}(?:号|时间)|[A-Z][a-z]+ (?:ID|No\.?|number|time|date))$/;
const TIME = /^(?:下单时间|Order (?:time|date))\s*(?:[:：]|$)/i;

/** Returns the only value of a field over all parts of an order; parts that differ refuse it. */
function across<T>(block: OrderBlock, read: (part: Element) => Found<T>): Found<T> {
  const found = block.map(read);
  return found.includes(REFUSED) ? REFUSED : only(found.flatMap((each) => values(each)));
}

/** What stands behind a label in the parts of an order, where no class tells. */
function behind(block: OrderBlock, label: RegExp): string[] {
  return block.flatMap((part) => behindLabel(part, label, ANY_LABEL));
}

/** The number by its class; otherwise what alone looks like one in the order, and stands behind a label if anything does. */
function numberIn(block: OrderBlock): Found<string> {
  const marked = across(block, (part) => orderNoAt(part, ORDERS.no));
  if (marked !== null) return marked;
  if (!isGone(block, ORDERS.no))
    return only(
      numberCells(block)
        .flat()
        .filter((text) => isNumber(text)),
    );
  const alone = leavesIn(block).filter((leaf) => isNumber(leaf));
  return parsedAmong([...behind(block, NUMBER), ...alone], orderNoIn);
}

function leavesIn(block: OrderBlock): string[] {
  return block.flatMap((part) => leavesOf(part));
}

/** The buyer: by the class, otherwise the only link in the head line. */
function buyerIn(block: OrderBlock): Found<string> {
  const marked = across(block, (part) => field(part, ORDERS.buyer, upTo(LIMITS.name), joinedIn));
  if (marked !== null || !isGone(block, ORDERS.buyer)) return marked;
  const heads = block
    .flatMap((part) => outermost(part.parentElement ?? part, ORDERS.groupHeader))
    .filter((head) => block.some((part) => part === head || part.contains(head)));
  return only(heads.flatMap((head) => [...head.querySelectorAll('a')]).flatMap((link) => valuesOf(link, LIMITS.name)));
}

/** State words: by their class, of several the only known ones; otherwise the only words of the order that are a known state. */
function stateIn(block: OrderBlock): Found<string> {
  const marked = across(block, (part) => stateAt(part));
  if (marked !== null || !isGone(block, ORDERS.state)) return marked;
  return only(block.flatMap((part) => wordsOf(part)).filter((word) => isState(word)));
}

/**
 * What was paid: by its class, otherwise the only amount with a currency that is no price of an item. Where prices have no
 * class either, it must be the only amount at all, alone in its cell.
 */
function paidIn(block: OrderBlock): Found<Money> {
  const marked = across(block, (part) => field(part, ORDERS.amount, amountIn));
  if (marked !== null || !isGone(block, ORDERS.amount)) return marked;
  const anyPlace = !isGone(block, ORDERS.price);
  const cells = block.flatMap((part) => [...part.querySelectorAll('td')]).filter((cell) => !cell.querySelector(ORDERS.price[0]));
  const leaves = cells.map((cell) => leavesOf(cell)).filter((each) => anyPlace || each.length === 1);
  return only(leaves.flat().flatMap((leaf) => (/^(?:CN\s?[￥¥]|US\s?\$|[€£])/.test(leaf) ? (amountIn(leaf) ?? []) : [])));
}

/** The times in an element; date and time of day may stand in elements of their own. */
function momentsIn(cell: Element): number[] {
  const texts = valuesOf(cell);
  const each = texts.flatMap((text) => momentIn(text) ?? []);
  return each.length > 0 ? each : [momentIn(texts.join(' ')) ?? []].flat();
}

/** The creation time is labelled; without a label only a header that shows one single time is believed. */
function createdIn(block: OrderBlock): Found<number> {
  const cells = block.flatMap((part) => ORDERS.time.flatMap((selector) => outermost(part, selector)));
  const labelled = cells.filter((cell) => /^(?:下单时间|Order (?:time|date))/i.test(lineIn(cell.previousElementSibling ?? cell)));
  const values = only((labelled.length > 0 ? labelled : cells).flatMap((cell) => momentsIn(cell)));
  if (cells.length > 0) return values;
  const said = isGone(block, ORDERS.time) ? behind(block, TIME) : [];
  return said.length > 0
    ? parsedAmong(said, momentIn)
    : only(
        numberCells(block)
          .flat()
          .flatMap((text) => momentIn(text) ?? []),
      );
}

/** A note is read only where a label says that it is one; the class alone was never proven. */
function memoIn(block: OrderBlock): Found<string> {
  const cells = block.flatMap((part) => ORDERS.memo.flatMap((selector) => outermost(part, selector)));
  if (cells.length === 0) return null;
  const labelled = cells.filter((cell) => /^(?:备注|Note|Remark)/i.test(lineIn(cell.previousElementSibling ?? cell)));
  const memo = only(labelled.flatMap((cell) => valuesOf(cell, LIMITS.note)));
  return memo ?? REFUSED;
}

function productRows(block: OrderBlock): Element[] {
  const signs = [...ORDERS.title, ...ORDERS.price, ...ORDERS.skuCode].join(', ');
  const rows = block.flatMap((part) => [...part.querySelectorAll(signs)]).flatMap((sign) => sign.closest('tr') ?? []);
  const lines = isGone(block, ORDERS.title) ? block.filter((part) => part.matches(ORDERS.row)) : [];
  return [...new Set([...rows, ...lines])];
}

function quantityIn(row: Element): Found<number> {
  const exact = textsAt(row, [ORDERS.quantity[0]]);
  if (exact.some((text) => countIn(text) !== null)) return parsedAmong(exact, countIn);
  const cells = outermost(row, ORDERS.quantity[1]).map((cell) => leavesOf(cell));
  return only(cells.flatMap(([leaf = '', ...more]) => (more.length > 0 ? [] : (countIn(leaf) ?? []))));
}

/** The title: by its class, otherwise what alone stands in the cell of the specification beside it, or in the first one. */
function titleIn(row: Element): Found<string> {
  const marked = field(row, ORDERS.title, upTo(LIMITS.title), joinedIn);
  if (marked !== null || !isGone([row], ORDERS.title)) return marked;
  const codes = outermost(row, ORDERS.skuCode[0]).flatMap((code) => leavesOf(code));
  const cell = (outermost(row, ORDERS.skuCode[0])[0] ?? row).closest('td') ?? row.querySelector('td');
  const own = cell && !cell.querySelector(OTHERS) ? cell : null;
  return own ? only(leavesOf(own).filter((leaf) => !codes.includes(leaf) && /\p{L}/u.test(leaf))) : null;
}

function itemIn(row: Element, tally: Tally): OrderItem {
  const codes = outermost(row, ORDERS.skuCode[0]).map((cell) => valuesOf(cell));
  // Specification and code look alike; which one a single value is cannot be told.
  const pick = (index: number): Found<string> => {
    const texts = codes[index] ?? [];
    // A property's name and value may stand in elements of their own.
    const [value, ...more] = texts.length === 2 && /[:：]$/.test(texts[0] ?? '') ? [texts.join(' ')] : texts;
    if (codes.length === 0) return null;
    return codes.length === 2 && value && more.length === 0 ? value : REFUSED;
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
