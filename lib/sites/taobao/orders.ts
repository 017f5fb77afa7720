import type { OrderItem, OrderSeen } from '#lib/domain/observation.ts';
import { orderStateOf } from '#lib/domain/order-state.ts';
import { all } from '#lib/dom/first.ts';
import { afterLabel, besideLabel, leavesOf, lineOf } from '#lib/dom/text-of.ts';
import { createTally, type Found, only, present, REFUSED, type Tally } from '../found.ts';
import type { PageReader } from '../site.ts';
import { distinctOrders } from './distinct.ts';
import { isPage, readingOf, stateOf } from './page.ts';
import { ORDERS } from './selectors.ts';
import {
  countIn,
  flagOfPicture,
  itemIdIn,
  lineIn,
  moneyIn,
  numberIn,
  numbersAfter,
  peerIn,
  shippingIn,
  skuIn,
  timeIn,
} from './shape.ts';
import { shopIn } from './shell.ts';

/** Words of the header line; the columns are found by them, or stand where they stood in 2026. */
const COLUMNS = ['宝贝', '单价', '数量', '售后', '买家', '交易状态', '实收款'] as const;
type Column = (typeof COLUMNS)[number];

function columnsOf(document: Document): (row: Element, column: Column) => Element | null {
  const heads = all(document, ORDERS.header).map((head) => lineOf(head));
  return (row, column) => {
    const seen = heads.indexOf(column);
    return row.children[seen >= 0 ? seen : COLUMNS.indexOf(column)] ?? null;
  };
}

/** Returns the value of `?name=` in a link, '' when it has none. */
export function queryIn(link: Element | null, name: string): string {
  const href = link?.getAttribute('href') ?? '';
  return new RegExp(`[?&]${name}=([^&#]*)`).exec(href)?.[1] ?? '';
}

/** Returns the pairs `颜色分类：`, `红色 M` among the leaf texts of a cell; a label's value is the next leaf. */
export function pairsIn(leaves: readonly string[]): [string, string][] {
  return leaves.flatMap((leaf, index): [string, string][] => {
    const next = leaves[index + 1] ?? '';
    return /.[:：]$/.test(leaf) && !/商家编码/.test(leaf) && next && !/[:：]/.test(next) ? [[leaf, next]] : [];
  });
}

function itemOf(row: Element, cell: (row: Element, column: Column) => Element | null, tally: Tally): OrderItem | null {
  const links = [...row.querySelectorAll(ORDERS.itemLink)];
  if (links.length === 0) return null;
  const goods = cell(row, '宝贝');
  const leaves = goods ? leavesOf(goods) : [];
  return present({
    itemId: tally.take('item.itemId', itemIdIn(links.map((link) => queryIn(link, 'id')))),
    title: tally.take('item.title', lineIn(links.map((link) => lineOf(link)))),
    sku: tally.take('item.sku', skuIn(pairsIn(leaves))),
    code: tally.take('item.code', lineIn(goods ? besideLabel(goods, '商家编码') : [])),
    quantity: tally.take('item.quantity', countIn([lineOf(cell(row, '数量'))])),
    price: tally.take('item.price', moneyIn([lineOf(cell(row, '单价'))])),
    refund: tally.take('item.refund', lineIn([lineOf(cell(row, '售后'))])),
  });
}

function numberOf(table: Element): Found<string> {
  const head = lineOf(table.querySelector('tr'), 1000);
  const links = [...table.querySelectorAll(ORDERS.detailLink)].map((link) => queryIn(link, 'bizOrderId'));
  return numberIn([...numbersAfter(head, '订单号'), ...links]);
}

/** Status words of the cell: the first leaf that is not a link. */
function statusOf(cell: Element | null): Found<string> {
  const words = [...(cell?.children ?? [])].filter((child) => !child.closest('a, button')).map((child) => lineOf(child));
  return lineIn(words.slice(0, 1));
}

function orderOf(table: Element, cell: ReturnType<typeof columnsOf>, tally: Tally): OrderSeen | null {
  const no = tally.take('order.no', numberOf(table));
  if (!no) return null;
  const rows = [...table.querySelectorAll('tr')];
  const main = rows.find((row) => row.querySelector(ORDERS.itemLink)) ?? null;
  const leaves = leavesOf(rows[0] ?? table);
  const created = all(table, ORDERS.created).map((element) => lineOf(element).replace(/^创建时间\s*[:：]\s*/, ''));
  const fee = main && cell(main, '实收款');
  const stateText = tally.take('order.stateText', main ? statusOf(cell(main, '交易状态')) : null);
  const nicks = [...table.querySelectorAll(ORDERS.nick)].map((element) => element.getAttribute('data-nick') ?? '');
  return present({
    kind: 'order' as const,
    no,
    state: stateText ? orderStateOf('taobao', stateText) : ('unknown' as const),
    stateText,
    createdAt: tally.take('order.createdAt', timeIn(created.length > 0 ? created : afterLabel(leaves, '创建时间'))),
    paid: tally.take('order.paid', fee ? moneyIn(amountsIn(fee)) : null),
    shipping: tally.take('order.shipping', fee ? shippingIn(lineOf(fee)) : null),
    items: rows.map((row) => itemOf(row, cell, tally)).filter((item) => item !== null),
    buyer: tally.take('order.buyer', peerIn(nicks)),
    flag: tally.take('order.flag', flagIn(table)),
  });
}

/** Amounts of the cell outside brackets; in brackets stands the postage. */
function amountsIn(cell: Element): string[] {
  return (
    lineOf(cell)
      .replace(/[（(][^）)]*[）)]/g, ' ')
      .match(/[￥¥]\s*[\d,]+(?:\.\d+)?/g) ?? []
  );
}

function flagIn(table: Element): Found<NonNullable<OrderSeen['flag']>> {
  const flags = all(table, ORDERS.flag).map((image) => flagOfPicture(image.getAttribute('src')));
  const flag = only(flags.filter((found) => typeof found === 'string'));
  return flags.includes(REFUSED) ? REFUSED : flag;
}

function tablesIn(document: Document): Element[] {
  return all(document, ORDERS.row).filter((table) => (table.textContent ?? '').includes('订单号'));
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
    const tally = createTally();
    const cell = columnsOf(source.document);
    const orders = tables.map((table) => orderOf(table, cell, tally)).filter((order) => order !== null);
    const observations = distinctOrders(orders, tally);
    return readingOf(ordersReader.id, state, { observations, tally, shop: shopIn(source.document) });
  },
};
