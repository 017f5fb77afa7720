import type { OrderItem, OrderSeen, Reading } from '#lib/domain/observation.ts';
import { orderStateOf } from '#lib/domain/order-state.ts';
import { LIMITS } from '#lib/domain/text.ts';
import { createTally, type Found, only, present, REFUSED, type Tally } from '../found.ts';
import type { PayloadReader } from '../site.ts';
import { recipientIn } from './address.ts';
import { type Json, objectOf, objectsOf, stringOf, under } from './json.ts';
import { readingOf } from './page.ts';
import { idIn } from './payload-orders.ts';
import { countIn, itemIdIn, lineIn, moneyIn, numberIn, peerIn, shippingIn, skuIn, timeIn } from './shape.ts';
import { shopOf } from './shell.ts';

/** Parts of the lines the page is built of: texts and name–value pairs. */
function partsOf(lines: unknown): Json[] {
  return objectsOf(lines).flatMap((line) => objectsOf(line.content));
}

function textsOf(lines: unknown): string[] {
  return partsOf(lines)
    .filter((part) => part.type === 'text')
    .map((part) => stringOf(part.value));
}

function pairsOf(lines: unknown): [string, string][] {
  return partsOf(lines)
    .filter((part) => part.type === 'namevalue')
    .map((part) => {
      const { name, value } = objectOf(part.value);
      const text = Array.isArray(value)
        ? objectsOf(value)
            .map((member) => stringOf(member.value))
            .join('')
        : stringOf(value);
      return [stringOf(name), text];
    });
}

function valuesOf(pairs: readonly [string, string][], ...names: string[]): string[] {
  return pairs.filter(([name]) => names.includes(name.replace(/\s*[:：]$/, ''))).map(([, value]) => value);
}

function itemOf(sub: Json, tally: Tally): OrderItem {
  const info = objectOf(sub.itemInfo);
  const status = textsOf(sub.tradeStatus).filter((text) => /退款|退货/.test(text));
  const itemId = /item\.htm\?(?:.*&)?id=(\d+)/.exec(stringOf(info.auctionUrl))?.[1] ?? '';
  return present({
    lineNo: tally.take('item.lineNo', idIn(sub.id)),
    itemId: tally.take('item.itemId', itemIdIn([itemId])),
    title: tally.take('item.title', lineIn([stringOf(info.title)])),
    sku: tally.take('item.sku', skuIn(pairsOf(info.skuText))),
    quantity: tally.take('item.quantity', countIn([stringOf(sub.quantity)])),
    price: tally.take('item.price', moneyIn([stringOf(sub.priceInfo)])),
    refund: tally.take('item.refund', lineIn(status)),
  });
}

/** The memo behind `标记：` in the guide above the order. */
function memoIn(payload: unknown): Found<string> {
  const lines = objectsOf(under(payload, 'operationsGuide')).flatMap((group) => objectsOf(group.lines));
  const memos = lines.map((line) => textsOf([line])).filter(([head]) => /^标记\s*[:：]$/.test(head ?? ''));
  return lineIn(
    memos.map((texts) => texts.slice(1).join('')),
    LIMITS.note,
  );
}

function buyerIn(buyer: Json): ReturnType<typeof peerIn> {
  const uid = stringOf(buyer.id);
  if (buyer.id !== undefined && !/^\d{5,16}$/.test(uid)) return REFUSED;
  const peer = peerIn([stringOf(buyer.nick)], { uid });
  // A guest has no member name; what stands there is made up by the site.
  if (buyer.guestUser !== true || peer === null || peer === REFUSED) return peer;
  const { nick: _nick, ...rest } = peer;
  return rest;
}

function logisticsOf(payload: unknown): Json {
  return objectOf(objectsOf(under(payload, 'tabs')).find((tab) => tab.id === 'logistics')?.content);
}

function recipientOf(logistics: Json): ReturnType<typeof recipientIn> {
  // `newAddress` is what the buyer changed the address to after ordering.
  return recipientIn(stringOf(logistics.newAddress) || stringOf(logistics.address));
}

function orderOf(payload: unknown, tally: Tally): OrderSeen | null {
  const main = objectOf(under(payload, 'mainOrder'));
  const facts = pairsOf(under(main, 'orderInfo', 'lines'));
  const id = stringOf(main.id);
  const no = tally.take('order.no', main.id !== undefined && !id ? REFUSED : numberIn([id, ...valuesOf(facts, '订单编号')]));
  if (!no) return null;
  const status = stringOf(under(main, 'statusInfo', 'text')).replace(/^当前订单状态\s*[:：]\s*/, '');
  const stateText = tally.take('order.stateText', lineIn([status]));
  const logistics = logisticsOf(payload);
  const tracking = stringOf(logistics.logisticsNum).replace(/^-$/, '');
  const time = (field: string, ...names: string[]) => tally.take(field, timeIn(valuesOf(facts, ...names)));
  return present({
    kind: 'order' as const,
    no,
    state: stateText ? orderStateOf('taobao', stateText) : ('unknown' as const),
    stateText,
    createdAt: time('order.createdAt', '创建时间'),
    paidAt: time('order.paidAt', '付款时间'),
    shippedAt: time('order.shippedAt', '发货时间'),
    receivedAt: time('order.receivedAt', '确认时间', '确认收货时间'),
    paid: tally.take('order.paid', moneyIn([stringOf(under(main, 'payInfo', 'actualFee', 'value'))])),
    shipping: tally.take('order.shipping', shippingIn(textsOf(main.totalPrice).join(' '))),
    items: objectsOf(main.subOrders).map((sub) => itemOf(sub, tally)),
    buyer: tally.take('order.buyer', buyerIn(objectOf(main.buyer))),
    recipient: tally.take('order.recipient', recipientOf(logistics)),
    carrier: tally.take('order.carrier', lineIn([stringOf(logistics.logisticsName).replace(/^-$/, '')])),
    tracking: tally.take('order.tracking', tracking ? only([[tracking]]) : null),
    memo: tally.take('order.memo', memoIn(payload)),
  });
}

/** Tells whether the payload is the data of the old seller order detail. */
export function isMainOrder(payload: unknown): boolean {
  const main = objectOf(under(payload, 'mainOrder'));
  return 'orderInfo' in main && 'payInfo' in main && Array.isArray(main.subOrders);
}

/** Reads the old seller order detail (2016 – 2021): one order with all its lines, times, address and memo. */
export function readMainOrder(reader: string, payload: unknown): Reading {
  const tally = createTally();
  const order = orderOf(payload, tally);
  const shop = shopOf('', stringOf(logisticsOf(payload).nick));
  tally.take('shop.key', shop?.key ?? null);
  return readingOf(reader, 'ready', { observations: order ? [order] : [], tally, shop });
}

/** The data of the old seller order detail as such. */
export const mainOrderReader: PayloadReader = {
  id: 'taobao/main-order',
  site: 'taobao',
  recognises: isMainOrder,
  read: (payload) => readMainOrder(mainOrderReader.id, payload),
};
