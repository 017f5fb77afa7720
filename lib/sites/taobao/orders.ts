import type { OrderItem, OrderSeen, PeerRef } from '#lib/domain/observation.ts';
import { orderStateOf } from '#lib/domain/order-state.ts';
import { joinedIn } from '#lib/dom/alike.ts';
import { all } from '#lib/dom/first.ts';
import { rowsOf } from '#lib/dom/grid.ts';
import { besideLabel, leavesOf, pairsIn, wordsOf } from '#lib/dom/text-of.ts';
import { valuesOf } from '#lib/dom/values-of.ts';
import { createTally, type Found, only, present, REFUSED, type Tally } from '../found.ts';
import type { PageReader } from '../site.ts';
import { rowReader, type TableRow } from './columns.ts';
import { distinctOrders } from './distinct.ts';
import { isPage, readingOf, stateOf } from './page.ts';
import { ORDERS } from './selectors.ts';
import { flagOfPicture, itemIdIn, lineIn, moneyIn, numberIn, numbersAfter, peerIn, shippingIn, skuIn, timeIn } from './shape.ts';
import { shopIn } from './shell.ts';
import { countAt, moneyAt } from './shown.ts';

/** What every order of a list has. */
export const IN_ALL = /^order\.(?:no|createdAt|paid|stateText|buyer)$|^item\.(?:title|price|quantity)$/;

/** Words of the header line, in the order of 2026. */
const COLUMNS = ['宝贝', '单价', '数量', '售后', '买家', '交易状态', '实收款'] as const;
type Row = TableRow<(typeof COLUMNS)[number]>;

/** Returns the value of `?name=` in a link, '' when it has none. */
export function queryIn(link: Element | null, name: string): string {
  const href = link?.getAttribute('href') ?? '';
  return new RegExp(`[?&]${name}=([^&#]*)`).exec(href)?.[1] ?? '';
}

/** Labels beside the properties of an item that are none. */
const NO_PROPERTY = /编[码号]|订单|单号|时间|金额|实收|买家|昵称|快递|地址|留言|状态/;

/** Returns the properties of an item (`颜色分类:红色;尺寸:M`); one with two candidates for its value refuses them all. */
export function propertiesIn(root: Element): Found<string> {
  const pairs = pairsIn(root).filter(({ label }) => !NO_PROPERTY.test(label));
  return pairs.some(({ values }) => values.length > 1)
    ? REFUSED
    : skuIn(pairs.map(({ label, values }) => [label, values[0] ?? ''] as const));
}

const CODE = /商家编码\s*[:：]/;

function hasCode(goods: Element): boolean {
  return leavesOf(goods).some((leaf) => /商家编码\s*[:：]\s*\S/.test(leaf));
}

/** Label and code stand in elements of their own. */
function hasLabel(goods: Element): boolean {
  return [...goods.querySelectorAll('span')].some((label) => /^商家编码\s*[:：]$/.test(label.textContent ?? ''));
}

/** What all orders of a page have in common. */
interface Page {
  rowsIn: (table: Element) => Row[];
  /** Codes stand in the text of their label: what stands beside an empty label is another thing. */
  codesInText: boolean;
}

function itemOf(row: Row, page: Page, tally: Tally): OrderItem | null {
  const goods = row.cell('宝贝');
  const links = [...(goods?.querySelectorAll(ORDERS.itemLink) ?? [])];
  // A row whose cells are not told from each other may hold an item all the same.
  if (!goods && row.element.querySelector(ORDERS.itemLink)) tally.take('item.title', REFUSED);
  if (!goods || links.length === 0) return null;
  return present({
    itemId: tally.take('item.itemId', itemIdIn(links.map((link) => queryIn(link, 'id')))),
    title: tally.take('item.title', lineIn(links.flatMap((link) => joinedIn(link)))),
    sku: tally.take('item.sku', propertiesIn(goods)),
    code: tally.take(
      'item.code',
      page.codesInText && !hasCode(goods) && !hasLabel(goods) ? null : lineIn(besideLabel(goods, CODE)),
    ),
    quantity: tally.take('item.quantity', countAt(row.cell('数量'))),
    price: tally.take('item.price', moneyAt(row.cell('单价'))),
    refund: tally.take('item.refund', lineIn(valuesOf(row.cell('售后')))),
  });
}

/** All texts with a blank between, so that figures of two elements never become one number. */
function spaced(texts: readonly string[]): string {
  return texts.join(' ');
}

/** Returns the number in the head lines of a table and in the links to the order; two different ones are refused. */
function numberOf(table: Element, heads: readonly Element[]): Found<string> {
  const links = [...table.querySelectorAll(ORDERS.detailLink)].map((link) => queryIn(link, 'bizOrderId'));
  return numberIn([...heads.flatMap((head) => numbersAfter(spaced(leavesOf(head)), '订单号')), ...links]);
}

/** Returns the only words that are a known state; of others only those that stand alone. */
export function statusIn(words: readonly string[]): Found<string> {
  const known = words.filter((word) => orderStateOf('taobao', word) !== 'unknown');
  return lineIn(known.length > 0 ? known : words);
}

function buyerOf(table: Element, main: Row | undefined): Found<PeerRef> {
  const nicks = [...table.querySelectorAll(ORDERS.nick)].map((element) => element.getAttribute('data-nick') ?? '');
  return peerIn(nicks.some(Boolean) ? nicks : wordsIn(main?.cell('买家') ?? null));
}

function wordsIn(cell: Element | null): string[] {
  return cell ? wordsOf(cell) : [];
}

function createdIn(table: Element, heads: readonly Element[]): Found<number> {
  const created = all(table, ORDERS.created).flatMap((element) => besideLabel(element, CREATED));
  return timeIn(created.length > 0 ? created : heads.flatMap((head) => besideLabel(head, CREATED)));
}

/** Returns the items of an order; that none was found is said, because there is no order without one. */
export function itemsIn(items: readonly (OrderItem | null)[], tally: Tally): OrderItem[] {
  const known = items.filter((item) => item !== null);
  if (known.length === 0) tally.take('item.title', null);
  return known;
}

function orderOf(table: Element, page: Page, tally: Tally): OrderSeen | null {
  const heads = headsOf(table);
  const no = tally.take('order.no', numberOf(table, heads));
  if (!no) return null;
  const rows = page.rowsIn(table).filter((row) => !row.isLine && !heads.includes(row.element));
  const main = rows.find((row) => row.cell('宝贝')?.querySelector(ORDERS.itemLink));
  const cell = main?.cell('实收款');
  const fee = cell ? feeTextOf(cell) : null;
  const stateText = tally.take('order.stateText', statusIn(wordsIn(main?.cell('交易状态') ?? null)));
  return present({
    kind: 'order' as const,
    no,
    state: stateText ? orderStateOf('taobao', stateText) : ('unknown' as const),
    stateText,
    createdAt: tally.take('order.createdAt', createdIn(table, heads)),
    paid: tally.take('order.paid', fee === null ? null : moneyIn(amountsIn(fee))),
    shipping: tally.take('order.shipping', fee === null ? null : shippingIn(fee)),
    items: itemsIn(
      rows.map((row) => itemOf(row, page, tally)),
      tally,
    ),
    buyer: tally.take('order.buyer', buyerOf(table, main)),
    flag: tally.take('order.flag', flagIn(table, heads)),
  });
}

/** What a cell says, its elements apart; an amount that is drawn in several of them is one. */
function feeTextOf(cell: Element): string {
  let at = cell;
  while (at.children.length === 1 && at.children[0]?.textContent === at.textContent) at = at.children[0];
  const parts = at.children.length > 0 && valuesOf(at).length > 1 ? [...at.childNodes] : [at];
  return spaced(parts.flatMap((part) => (part.nodeType === 1 ? valuesOf(part as Element) : leavesOf(part))));
}

/** Amounts of such a text outside brackets; in brackets stands the postage. */
function amountsIn(text: string): string[] {
  return text.replace(/[（(][^）)]*[）)]/g, ' ').match(/[￥¥]\s*[\d,]+(?:\.\d+)?/g) ?? [];
}

function flagIn(table: Element, heads: readonly Element[]): Found<NonNullable<OrderSeen['flag']>> {
  const marked = all(table, ORDERS.flag).map((image) => flagOfPicture(image.getAttribute('src')));
  if (marked.includes(REFUSED)) return REFUSED;
  return marked.length > 0 ? only(marked) : flagAmong(heads.flatMap((head) => [...head.querySelectorAll('img')]));
}

/** Returns the flag that one of the pictures is, where no class tells which picture is the flag. */
export function flagAmong(images: readonly Element[]): Found<NonNullable<OrderSeen['flag']>> {
  return only(images.map((image) => flagOfPicture(image.getAttribute('src'))).filter((flag) => typeof flag === 'string'));
}

const CREATED = /创建时间\s*[:：]\s*/;

/** The lines of an order's table that name it: one across the table, or above the first item. */
function headsOf(table: Element): Element[] {
  return rowsOf(table).filter((row) => row.textContent.includes('订单号') && !row.querySelector(ORDERS.itemLink));
}

/** A table that no class tells is an order's when its own head line has number and time of an order. */
function isOrder(table: Element): boolean {
  return headsOf(table).some((head) => /订单号\s*[:：]\s*\d{15}/.test(head.textContent) && CREATED.test(head.textContent));
}

function tablesIn(document: Document): Element[] {
  const tables = all(document, ORDERS.row).filter((table) => table.textContent.includes('订单号'));
  if (tables.length > 0) return tables;
  const others = [...document.querySelectorAll('table')].filter(isOrder);
  return others.filter((table) => !others.some((other) => other !== table && table.contains(other)));
}

/** The order list of the workbench (`tp/sold`): one table per order, its first line the head. */
export const ordersReader: PageReader = {
  id: 'taobao/orders-2025',
  site: 'taobao',
  kind: 'orders',
  recognises: (source) => isPage(source, 'orders', tablesIn(source.document).length > 0),
  read(source) {
    const tables = tablesIn(source.document);
    const state = stateOf(source, tables.length > 0);
    if (state !== 'ready') return readingOf(ordersReader.id, state);
    const tally = createTally(IN_ALL);
    const page = { rowsIn: rowReader(source.document, COLUMNS), codesInText: tables.some(hasCode) };
    const orders = tables.map((table) => orderOf(table, page, tally)).filter((order) => order !== null);
    const observations = distinctOrders(orders, tally);
    return readingOf(ordersReader.id, state, { observations, tally, shop: shopIn(source.document) });
  },
};
