import type { OrderItem, OrderSeen, Reading } from '#lib/domain/observation.ts';
import { orderStateOf } from '#lib/domain/order-state.ts';
import { LIMITS } from '#lib/domain/text.ts';
import { askedOr, createTally, type Found, only, present, REFUSED, type Tally } from '../found.ts';
import type { PayloadReader } from '../site.ts';
import { recipientIn } from './address.ts';
import { findObjects, type Json, objectOf, objectsOf, stringOf, under } from './json.ts';
import { readingOf } from './page.ts';
import { idIn } from './payload-orders.ts';
import { countIn, lineIn, moneyIn, numberIn, skuOf, timeIn } from './shape.ts';

/** The text of all parts, undefined where one of them is none. */
function wholeText(content: unknown): string | undefined {
  const texts = textsOf(content);
  return Array.isArray(content) && content.length > 0 && texts.length === content.length ? texts.join('') : undefined;
}

function textsOf(content: unknown): string[] {
  return objectsOf(content).map((part) => stringOf(part.text));
}

function factsOf(payload: unknown, key: string): string[] {
  return objectsOf(under(payload, 'basic', 'lists'))
    .filter((entry) => stringOf(entry.key).replace(/\s*[:：]$/, '') === key)
    .map((entry) => textsOf(entry.content).join(''));
}

function stepTimes(payload: unknown, step: RegExp): string[] {
  return objectsOf(under(payload, 'stepbar', 'options'))
    .filter((option) => step.test(stringOf(option.content)))
    .map((option) => stringOf(option.time));
}

/** What the buyer paid: the sum named 实收款; other sums stand beside it. */
function paidIn(payload: unknown): ReturnType<typeof moneyIn> {
  const sums = findObjects(under(payload, 'amount'), (object) => 'money' in object && 'title' in object);
  const paid = sums.filter((sum) => /实收款/.test(stringOf(under(sum, 'title', 'text'))));
  return moneyIn(paid.map((sum) => stringOf(under(sum, 'money', 'text'))));
}

function itemOf(sub: Json, status: readonly string[], tally: Tally): OrderItem {
  const info = objectOf(sub.itemInfo);
  return present({
    title: tally.take('item.title', lineIn([stringOf(info.title)])),
    sku: tally.take(
      'item.sku',
      skuOf(info.skuText, 'key', (pair) => wholeText(pair.content)),
    ),
    quantity: tally.take('item.quantity', countIn([stringOf(sub.quantity)])),
    price: tally.take('item.price', moneyIn(textsOf(sub.priceInfo))),
    refund: tally.take('item.refund', lineIn(status.filter((text) => /退款|退货/.test(text)))),
  });
}

function itemsOf(payload: unknown, tally: Tally): OrderItem[] {
  return objectsOf(under(payload, 'orders', 'list'))
    .flatMap((entry) => objectsOf(entry.status))
    .flatMap((group) => objectsOf(group.subOrders).map((sub) => itemOf(sub, textsOf(group.statusInfo), tally)));
}

function orderOf(payload: unknown, tally: Tally, asked: readonly string[]): OrderSeen | null {
  const id = idIn(under(payload, 'orders', 'id'));
  const shown = numberIn(factsOf(payload, '订单编号'));
  const named = id === REFUSED || shown === REFUSED ? REFUSED : only([id, shown].filter((n) => n !== null));
  const no = tally.take('order.no', askedOr(named, asked));
  if (!no) return null;
  const status = textsOf(under(payload, 'overStatus', 'status', 'content'))
    .join('')
    .replace(/^当前订单状态\s*[:：]\s*/, '');
  const stateText = tally.take('order.stateText', lineIn([status]));
  return present({
    kind: 'order' as const,
    no,
    state: stateText ? orderStateOf('taobao', stateText) : ('unknown' as const),
    stateText,
    createdAt: tally.take('order.createdAt', timeIn([...factsOf(payload, '创建时间'), ...stepTimes(payload, /^买家下单$/)])),
    paidAt: tally.take('order.paidAt', timeIn([...factsOf(payload, '付款时间'), ...stepTimes(payload, /^买家付款$/)])),
    shippedAt: tally.take(
      'order.shippedAt',
      timeIn([...factsOf(payload, '发货时间'), ...stepTimes(payload, /^(?:卖家|商家)?发货$/)]),
    ),
    receivedAt: tally.take('order.receivedAt', timeIn(stepTimes(payload, /确认收货$/))),
    paid: tally.take('order.paid', paidIn(payload)),
    items: itemsOf(payload, tally),
    recipient: tally.take('order.recipient', recipientIn(factsOf(payload, '收货地址').join(''))),
    buyerNote: tally.take('order.buyerNote', lineIn(factsOf(payload, '买家留言'), LIMITS.note)),
  });
}

/** Tells whether the payload is the data of the Tmall form of the old order detail. */
export function isTmallOrder(payload: unknown): boolean {
  return (
    Array.isArray(under(payload, 'basic', 'lists')) &&
    Array.isArray(under(payload, 'orders', 'list')) &&
    under(payload, 'overStatus') !== undefined
  );
}

/** Reads it; where it does not name its order it is about the one of `asked`, the numbers that the address or request names. */
export function readTmallOrder(reader: string, payload: unknown, asked: readonly string[]): Reading {
  const tally = createTally();
  const order = orderOf(payload, tally, asked);
  return readingOf(reader, 'ready', { observations: order ? [order] : [], tally });
}

/** The Tmall form of the old order detail (2020); it does not name the buyer. */
export const tmallOrderReader: PayloadReader = {
  id: 'taobao/order-tmall-2020',
  site: 'taobao',
  recognises: isTmallOrder,
  read: (payload, asked) => readTmallOrder(tmallOrderReader.id, payload, asked?.orderNos ?? []),
};

/** Numbers under the keys the site uses for an order; the known part of the answer holds none. */
function orderNumberIn(payload: unknown): Found<string> {
  const holders = findObjects(payload, (object) => 'bizOrderId' in object || 'mainOrderId' in object, 12);
  const ids = holders.map((object) => idIn(object.mainOrderId ?? object.bizOrderId));
  return ids.includes(REFUSED) ? REFUSED : only(ids.filter((id) => typeof id === 'string'));
}

/**
 * `orderDetailQianNiu` (2026): only its price part is known; without an order number, its own or the request's, it is seen
 * but gives nothing.
 */
export const priceModuleReader: PayloadReader = {
  id: 'taobao/order-prices-2026',
  site: 'taobao',
  recognises: (payload) => Array.isArray(under(payload, 'soldDetailPriceModule')),
  read(payload, asked) {
    const tally = createTally();
    const entries = findObjects(under(payload, 'soldDetailPriceModule'), (object) => 'label' in object && 'value' in object, 14);
    const paid = entries.filter((entry) => /^实付款$/.test(stringOf(entry.label))).map((entry) => stringOf(entry.value));
    const amount = tally.take('order.paid', moneyIn(paid));
    const no = tally.take('order.no', askedOr(orderNumberIn(payload), asked?.orderNos ?? []));
    const order = no && present({ kind: 'order' as const, no, state: 'unknown' as const, paid: amount, items: [] });
    return readingOf(priceModuleReader.id, 'ready', { observations: order ? [order] : [], tally });
  },
};
