import type { Money } from '#lib/domain/money.ts';
import type { OrderItem, OrderSeen } from '#lib/domain/observation.ts';
import { orderStateOf } from '#lib/domain/order-state.ts';
import { LIMITS } from '#lib/domain/text.ts';
import { createTally, type Found, present, REFUSED, type Tally } from '../found.ts';
import type { PayloadReader } from '../site.ts';
import { distinctOrders } from './distinct.ts';
import { type Json, objectOf, objectsOf, stringOf, under } from './json.ts';
import { readingOf } from './page.ts';
import { countIn, flagOfNumber, itemIdIn, lineIn, moneyIn, numberIn, peerIn, shippingIn, skuOf, timeIn } from './shape.ts';

/** Returns the number of an id that may be a JSON number; one that JSON can have rounded is refused. */
export function idIn(value: unknown): Found<string> {
  if (value === undefined || value === null || value === '') return null;
  const id = stringOf(value);
  return id ? numberIn([id]) : REFUSED;
}

interface Line {
  item: OrderItem;
  /** What the answer calls the real total; the sources do not agree on whether it is of one piece or of the line. */
  total: Found<Money>;
}

function lineOfOrder(sub: Json, tally: Tally): Line {
  const info = objectOf(sub.itemInfo);
  const url = stringOf(info.itemUrl);
  const codes = objectsOf(info.extra).filter((extra) => extra.name === '商家编码');
  const refunds = objectsOf(sub.operations).map((operation) => stringOf(operation.text));
  const item = present({
    lineNo: tally.take('item.lineNo', idIn(sub.idStr ?? sub.id)),
    itemId: tally.take('item.itemId', itemIdIn([/item\.htm\?(?:.*&)?id=(\d+)/.exec(url)?.[1] ?? ''])),
    title: tally.take('item.title', lineIn([stringOf(info.title)])),
    sku: tally.take(
      'item.sku',
      skuOf(info.skuText, 'name', (sku) => sku.value),
    ),
    code: tally.take('item.code', lineIn(codes.map((extra) => stringOf(extra.value)))),
    quantity: tally.take('item.quantity', countIn([stringOf(sub.quantity)])),
    refund: tally.take('item.refund', lineIn(refunds.filter((text) => /退款|退货/.test(text)))),
  });
  return { item, total: moneyIn([stringOf(under(sub, 'priceInfo', 'realTotal'))]) };
}

/** Tells how the totals add up to what was paid for the goods: as prices of one piece or as sums of the line. */
function readingOfTotals(lines: readonly Line[], goods: number | undefined): 'piece' | 'line' | 'open' {
  let asLine = 0;
  let asPiece = 0;
  for (const { item, total } of lines) {
    if (total === null || total === REFUSED || item.quantity === undefined) return 'open';
    asLine += total.minor;
    asPiece += total.minor * item.quantity;
  }
  if (goods === undefined || asLine === asPiece) return 'open';
  return goods === asPiece ? 'piece' : goods === asLine ? 'line' : 'open';
}

function pricesOf(lines: readonly Line[], goods: number | undefined, tally: Tally): OrderItem[] {
  const meaning = readingOfTotals(lines, goods);
  return lines.map(({ item, total }) => {
    const quantity = item.quantity ?? 0;
    let price = total;
    if (total !== null && total !== REFUSED && quantity !== 1 && meaning !== 'piece') {
      const minor = total.minor / quantity;
      price = meaning === 'line' && Number.isSafeInteger(minor) ? { ...total, minor } : REFUSED;
    }
    return present({ ...item, price: tally.take('item.price', price) });
  });
}

function orderOf(main: Json, tally: Tally): OrderSeen | null {
  const number = idIn(main.id);
  const inner = idIn(under(main, 'orderInfo', 'id'));
  const no = tally.take('order.no', typeof inner === 'string' && inner !== number ? REFUSED : number);
  if (!no) return null;
  const stateText = tally.take('order.stateText', lineIn([stringOf(under(main, 'statusInfo', 'text'))]));
  const paid = tally.take('order.paid', moneyIn([stringOf(under(main, 'payInfo', 'actualFee'))]));
  const shipping = tally.take('order.shipping', shippingIn(stringOf(under(main, 'payInfo', 'postType'))));
  const extra = objectOf(main.extra);
  const lines = objectsOf(main.subOrders).map((sub) => lineOfOrder(sub, tally));
  const buyer = objectOf(main.buyer);
  return present({
    kind: 'order' as const,
    no,
    state: stateText ? orderStateOf('taobao', stateText) : ('unknown' as const),
    stateText,
    createdAt: tally.take('order.createdAt', timeIn([stringOf(under(main, 'orderInfo', 'createTime'))])),
    paid,
    shipping,
    items: pricesOf(lines, paid && paid.minor - (shipping?.minor ?? 0), tally),
    buyer: tally.take('order.buyer', peerIn([stringOf(buyer.nick)], { enc: stringOf(buyer.encodeId) })),
    flag: tally.take('order.flag', flagOfNumber(extra.sellerFlag, stringOf(extra.sellerFlagPic))),
  });
}

/** `asyncSold`: the order list's data since 2017, with the full nick until about 2021 and a masked one since. */
export const asyncSoldReader: PayloadReader = {
  id: 'taobao/async-sold',
  site: 'taobao',
  recognises(payload) {
    const orders = under(payload, 'mainOrders');
    return Array.isArray(orders) && objectsOf(orders).every((order) => 'statusInfo' in order && 'payInfo' in order);
  },
  read(payload) {
    const tally = createTally();
    const orders = objectsOf(under(payload, 'mainOrders')).map((main) => orderOf(main, tally));
    if (orders.length === 0) return readingOf(asyncSoldReader.id, 'empty');
    const observations = distinctOrders(
      orders.filter((order) => order !== null),
      tally,
    );
    return readingOf(asyncSoldReader.id, 'ready', { observations, tally });
  },
};

function clientItem(item: Json, tally: Tally): OrderItem {
  return present({
    lineNo: tally.take('item.lineNo', idIn(item.subOrderId)),
    title: tally.take('item.title', lineIn([stringOf(item.auctionTitle)])),
    sku: tally.take('item.sku', lineIn([stringOf(item.sku)])),
    quantity: tally.take('item.quantity', countIn([stringOf(item.buyAmount)])),
    price: tally.take('item.price', moneyIn([stringOf(item.price)])),
    refund: tally.take('item.refund', lineIn([stringOf(item.refundStatus)])),
  });
}

function clientOrder(order: Json, enc: string, tally: Tally): OrderSeen | null {
  const no = tally.take('order.no', idIn(order.bizOrderId));
  if (!no) return null;
  const paidAt = tally.take('order.paidAt', timeIn([stringOf(order.payTime)]));
  const name = tally.take('order.recipient', lineIn([stringOf(order.receiverName)], LIMITS.name));
  // The price of an order that nobody has paid is not what the buyer paid.
  const paid = paidAt === undefined ? null : moneyIn([stringOf(order.orderPrice)]);
  return present({
    kind: 'order' as const,
    no,
    state: 'unknown' as const,
    createdAt: tally.take('order.createdAt', timeIn([stringOf(order.createTime)])),
    paidAt,
    paid: tally.take('order.paid', paid),
    shipping: tally.take('order.shipping', moneyIn([stringOf(order.postFee)])),
    items: objectsOf(order.itemList).map((item) => clientItem(item, tally)),
    buyer: enc ? { enc } : undefined,
    recipient: name ? { name } : undefined,
    flag: tally.take('order.flag', flagOfNumber(order.sellerFlag)),
    memo: tally.take('order.memo', lineIn([stringOf(order.sellerMemo)], LIMITS.note)),
  });
}

/** `cs.trade.query`: the orders beside a chat of the desktop client; it names no state. */
export const tradeQueryReader: PayloadReader = {
  id: 'taobao/trade-query',
  site: 'taobao',
  recognises: (payload) => {
    const orders = objectsOf(under(payload, 'data', 'orders'));
    return orders.length > 0 && orders.every((order) => 'bizOrderId' in order && 'itemList' in order);
  },
  read(payload) {
    const tally = createTally();
    const enc = stringOf(under(payload, 'request', 'securityBuyerUid'));
    const orders = objectsOf(under(payload, 'data', 'orders')).map((order) => clientOrder(order, enc, tally));
    const observations = distinctOrders(
      orders.filter((order) => order !== null),
      tally,
    );
    return readingOf(tradeQueryReader.id, 'ready', { observations, tally });
  },
};
