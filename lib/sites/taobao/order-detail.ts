import type { OrderItem, OrderSeen } from '#lib/domain/observation.ts';
import { orderStateOf } from '#lib/domain/order-state.ts';
import { LIMITS } from '#lib/domain/text.ts';
import { all, first } from '#lib/dom/first.ts';
import { besideLabel, leavesOf } from '#lib/dom/text-of.ts';
import { valuesOf } from '#lib/dom/values-of.ts';
import { createTally, type Found, only, present, REFUSED, type Tally } from '../found.ts';
import type { PageReader, PageSource } from '../site.ts';
import { recipientIn } from './address.ts';
import { rowReader, type TableRow } from './columns.ts';
import { flagAmong, itemsIn, propertiesIn, queryIn } from './orders.ts';
import { isPage, readingOf, stateOf } from './page.ts';
import { ORDER, ORDERS } from './selectors.ts';
import { countIn, flagOfPicture, itemIdIn, lineIn, moneyIn, numberIn, peerIn, timeIn } from './shape.ts';
import { shopIn } from './shell.ts';
import { besideTags } from './shown.ts';

/** The number on the page; refused while the page still shows another order than its address (nodes are reused). */
function numberOf(source: PageSource, facts: Element): Found<string> {
  const asked = (source.topUrl ?? source.url).searchParams.get('bizOrderId') ?? source.url.searchParams.get('bizOrderId');
  const shown = numberIn(besideTags(besideLabel(facts, NUMBER), asked).flatMap((text) => /^\d+/.exec(text)?.[0] ?? []));
  return typeof shown === 'string' && asked && asked !== shown ? REFUSED : shown;
}

const NUMBER = /订单编号\s*[:：]/;
/** Words of the header line of the items, in the order of 2026; the last four share one cell. */
const COLUMNS = ['宝贝', '宝贝属性', '状态', '服务', '单价', '数量', '优惠', '商品总价'] as const;
type Row = TableRow<(typeof COLUMNS)[number]>;

function itemOf(row: Row, tally: Tally): OrderItem {
  const links = all(row.cell('宝贝') ?? row.element, ORDER.title);
  const properties = row.cell('宝贝属性');
  const status = row.cell('状态');
  const total = first(row.element, ORDER.total);
  const parts = leavesOf(total ?? row.element);
  return present({
    itemId: tally.take('item.itemId', itemIdIn(links.map((link) => queryIn(link, 'id')))),
    title: tally.take('item.title', lineIn(links.flatMap((link) => valuesOf(link)))),
    sku: tally.take('item.sku', properties ? propertiesIn(properties) : null),
    price: tally.take('item.price', moneyIn(parts.filter((text) => /^[￥¥]/.test(text)))),
    quantity: tally.take('item.quantity', countIn(parts.filter((text) => /^[×xX]\s*\d/.test(text)))),
    refund: tally.take(
      'item.refund',
      lineIn(status ? leavesOf(status).filter((text) => /^[^:：]*(?:退款|退货)[^:：]*$/.test(text)) : []),
    ),
  });
}

/** Rows of items: by their class, otherwise those whose first column links to an item. */
function itemRows(document: Document): Row[] {
  const rowsIn = rowReader(document, COLUMNS);
  const rows = [...document.querySelectorAll('table')].flatMap((table) => rowsIn(table)).filter((row) => !row.isLine);
  const marked = new Set(all(document, ORDER.item));
  return rows.filter((row) => (marked.size > 0 ? marked.has(row.element) : row.cell('宝贝')?.querySelector(ORDERS.itemLink)));
}

/** An address that is drawn in parts: each begins or ends with the comma that parts them. */
function joined(parts: readonly string[]): readonly string[] {
  const isPart = (part: string, index: number): boolean =>
    index === 0 || /^[，,]/.test(part) || /[，,]$/.test(parts[index - 1] ?? '');
  return parts.every(isPart) ? [parts.join('')] : parts;
}

function addressIn(document: Document, facts: Element): ReturnType<typeof recipientIn> {
  const marked = all(document, ORDER.address).flatMap((element) => joined(valuesOf(element, LIMITS.address)));
  if (marked.length > 0) return only(marked) === REFUSED ? REFUSED : recipientIn(marked[0] ?? '');
  const behind = besideLabel(facts, /收货地址\s*[:：]/).map(recipientIn);
  return only(behind.filter((found) => found !== null && found !== REFUSED));
}

function flagIn(document: Document): Found<NonNullable<OrderSeen['flag']>> {
  const marked = first(document, ORDER.flag);
  return marked ? flagOfPicture(marked.getAttribute('src')) : flagAmong([...document.querySelectorAll('img')]);
}

function orderOf(source: PageSource, tally: Tally): OrderSeen | null {
  const { document } = source;
  const facts = factsIn(document) ?? document.body;
  const no = tally.take('order.no', numberOf(source, facts));
  if (!no) return null;
  const time = (label: RegExp) => timeIn(besideLabel(facts, label));
  const shown = lineIn(besideLabel(document.body, /订单状态\s*[:：]/));
  const stateText = tally.take('order.stateText', shown);
  const nicks = [...facts.querySelectorAll(ORDER.nick)].map((element) => element.getAttribute('data-nick') ?? '');
  return present({
    kind: 'order' as const,
    no,
    state: stateText ? orderStateOf('taobao', stateText) : ('unknown' as const),
    stateText,
    createdAt: tally.take('order.createdAt', time(/创建时间\s*[:：]/)),
    paidAt: tally.take('order.paidAt', time(/付款时间\s*[:：]/)),
    shippedAt: tally.take('order.shippedAt', time(/发货时间\s*[:：]/)),
    receivedAt: tally.take('order.receivedAt', time(/确认收货时间\s*[:：]/)),
    // Two states mean that the page shows another order as well, whose amount could pass for this one's.
    paid: tally.take('order.paid', shown === REFUSED ? REFUSED : moneyIn(besideLabel(document.body, /实收款\s*[:：]/))),
    items: itemsIn(
      itemRows(document).map((row) => itemOf(row, tally)),
      tally,
    ),
    buyer: tally.take('order.buyer', peerIn(nicks.some(Boolean) ? nicks : nickIn(facts))),
    recipient: tally.take('order.recipient', addressIn(document, facts)),
    flag: tally.take('order.flag', flagIn(document)),
    memo: tally.take('order.memo', lineIn(valuesOf(first(document, ORDER.memo), LIMITS.note), LIMITS.note)),
    buyerNote: tally.take('order.buyerNote', lineIn(besideLabel(facts, /买家留言\s*[:：]/), LIMITS.note)),
  });
}

/** Nick behind `昵称`; the words of the chat icon may stand between. */
function nickIn(facts: Element): string[] {
  return besideLabel(facts, /昵称\s*[:：]/).filter((text) => !/^旺旺(?:在线|离线)$/.test(text));
}

function factsIn(document: Document): Element | null {
  const marked = first(document, ORDER.facts) ?? first(document, ORDER.item)?.closest('div') ?? null;
  return marked?.textContent.includes('订单编号') ? marked : null;
}

/** Without its class the page is known by the number its address asks for. */
function hasSign(source: PageSource): boolean {
  const asked = (source.topUrl ?? source.url).searchParams.get('bizOrderId');
  const { document } = source;
  return factsIn(document) !== null || (!!asked && besideLabel(document.body, NUMBER).some((text) => text.startsWith(asked)));
}

/** The order detail of the workbench (`tp/detail`); address and phone stay as masked as the page shows them. */
export const orderReader: PageReader = {
  id: 'taobao/order-2023',
  site: 'taobao',
  kind: 'order',
  recognises: (source) => isPage(source, 'order', hasSign(source)),
  read(source) {
    const state = stateOf(source, hasSign(source));
    if (state !== 'ready') return readingOf(orderReader.id, state);
    const tally = createTally();
    const order = orderOf(source, tally);
    return readingOf(orderReader.id, state, { observations: order ? [order] : [], tally, shop: shopIn(source.document) });
  },
};
