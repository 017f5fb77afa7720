import type { Money } from '../../domain/money.ts';
import type { CaseSeen, Observation, OrderItem, OrderSeen, PeerRef } from '../../domain/observation.ts';
import { LIMITS } from '../../domain/text.ts';
import { formatTime } from '../../domain/time.ts';
import { askedOr, only, present, REFUSED, type Found, type Tally } from '../found.ts';
import type { Asked, PayloadReader } from '../site.ts';
import { amountIn, momentIn, peerOf, values, ZONE } from './fields.ts';
import { countAt, epochAt, idAt, lineAt, list, member, objectsWhere, textAt, type Json } from './json.ts';
import { payloadReader } from './payload.ts';
import { disputeIn, historyIn } from './payload-dispute.ts';
import { buyerOrders, shopList } from './payloads-shop.ts';

type Recipient = NonNullable<OrderSeen['recipient']>;

const ORDER = /^\d{15,17}$/;

/** The platform sends a moment as milliseconds and as US-Pacific text: when the two disagree neither is believed. */
function momentAt(line: Json, key: string): Found<number> {
  const stamp = epochAt(line, `${key}Timestamp`);
  const text = textAt(line, key, momentIn);
  if (stamp === REFUSED || text === REFUSED) return REFUSED;
  if (stamp === null || text === null) return stamp ?? text;
  return formatTime(stamp, ZONE) === String(line[key]).trim() ? stamp : REFUSED;
}

/** Reads `{cent, currency, formatMoney}`; figures and text must name the same amount. */
function moneyAt(owner: Json, key: string): Found<Money> {
  const money = member(owner, key);
  const text = textAt(money, 'formatMoney', amountIn);
  const cent = countAt(money, 'cent');
  const currency = idAt(money, 'currency', /^[A-Z]{3}$/);
  if (text === REFUSED || cent === REFUSED || currency === REFUSED) return REFUSED;
  const exact = cent === null || currency === null ? [] : [{ minor: cent, currency }];
  return only([...exact, ...values(text)]);
}

function buyerAt(line: Json, tally: Tally): PeerRef | undefined {
  const buyer = member(line, 'buyer');
  const name = tally.take('case.buyer', lineAt(buyer, 'fullName', LIMITS.name));
  const country = tally.take('case.buyerCountry', idAt(buyer, 'country', /^[A-Z]{2}$/));
  return name === undefined ? undefined : present({ ...peerOf(name), country });
}

/** The unit price is the amount at stake only where there is one piece; the sum to be refunded is not in the list. */
function stakeOf(item: Json, quantity: number | undefined): Found<Money> {
  const price = moneyAt(item, 'itemUnitPrice');
  return price !== null && quantity !== 1 ? REFUSED : price;
}

function caseIn(line: Json, tally: Tally): Observation[] {
  const orderNo = tally.take('case.orderNo', idAt(line, 'tradeOrderId', ORDER));
  const no = tally.take('case.no', idAt(line, 'reverseOrderId', ORDER));
  const buyer = buyerAt(line, tally);
  // A shortened entry still says whose order it is.
  if (no === undefined) return orderNo && buyer ? [{ kind: 'order', no: orderNo, state: 'unknown', items: [], buyer }] : [];
  const item = member(line, 'item');
  const quantity = tally.take('case.quantity', countAt(item, 'itemCount'));
  return [
    present<CaseSeen>({
      kind: 'case',
      no,
      lineNo: tally.take('case.lineNo', idAt(line, 'reverseOrderLineId', ORDER)),
      orderNo: orderNo,
      orderLineNo: tally.take('case.orderLineNo', idAt(line, 'tradeOrderLineId', ORDER)),
      type: tally.take('case.type', lineAt(line, 'reverseType', LIMITS.tag)),
      stateText: tally.take('case.state', lineAt(line, 'reverseStatus', LIMITS.tag)),
      amount: tally.take('case.amount', stakeOf(item, quantity)),
      quantity: quantity,
      createdAt: tally.take('case.createdAt', momentAt(line, 'gmtCreate')),
      orderCreatedAt: tally.take('case.orderCreatedAt', momentAt(line, 'tradeOrderGmtCreate')),
      itemId: tally.take('case.itemId', idAt(item, 'itemId', /^\d{5,20}$/)),
      title: tally.take('case.title', lineAt(item, 'itemTitle')),
      buyer,
    }),
  ];
}

const RECEIVER: readonly (readonly [keyof Recipient, string])[] = [
  ['name', 'receiverName'],
  ['phone', 'receiverMobile'],
  ['address', 'receiverAddressDetail'],
  ['zip', 'receiverZip'],
  ['city', 'receiverCity'],
  ['region', 'receiverProvince'],
  ['country', 'receiverCountry'],
];

function shipmentIn(row: Json, tally: Tally): OrderSeen[] {
  const no = tally.take('order.no', idAt(row, 'tradeOrderId', ORDER));
  if (no === undefined) return [];
  const recipient: Recipient = {};
  for (const [part, key] of RECEIVER) {
    const value = tally.take(`recipient.${part}`, lineAt(row, key, LIMITS.address));
    if (value !== undefined) recipient[part] = value;
  }
  const items = list(row, 'fulfillmentOrderItemList').map((item) =>
    present<OrderItem>({ code: tally.take('item.code', lineAt(item, 'itemCode')) }),
  );
  const told = Object.keys(recipient).length > 0;
  return [present<OrderSeen>({ kind: 'order', no, state: 'unknown', items, recipient: told ? recipient : undefined })];
}

const isLogistics = (object: Json): boolean => Object.keys(object).some((key) => key.startsWith('seller_pc_omd_logistics'));

/** The parcels of an order detail; they are reported only when the answer or its request names the one order. */
function parcelsIn(modules: Json[], tally: Tally, asked: Asked): OrderSeen[] {
  const holders = modules.flatMap((each) => objectsWhere(each, (object) => object['orderId'] !== undefined));
  const no = tally.take(
    'order.no',
    askedOr(only(holders.flatMap((holder) => values(idAt(holder, 'orderId', ORDER)))), asked.orderNos),
  );
  const rows = modules.flatMap((each) =>
    Object.keys(each)
      .filter((key) => key.startsWith('seller_pc_omd_logistics'))
      .flatMap((key) => list(member(member(each, key), 'fields'), 'dataSource')),
  );
  const tracking = rows.flatMap((row) => tally.take('order.tracking', idAt(row, 'logisticsNumber', /^[\w-]{4,64}$/)) ?? []);
  const carrier = tally.take('order.carrier', only(rows.flatMap((row) => values(lineAt(row, 'logisticsServiceName')))));
  if (no === undefined) return [];
  return [
    present<OrderSeen>({
      kind: 'order',
      no,
      state: 'unknown',
      items: [],
      carrier,
      tracking: tracking.length > 0 ? tracking.slice(0, 20) : undefined,
    }),
  ];
}

/** Order list of 2019: the number with a link that names it again, and the creation time beside it. */
function oldOrderIn(row: Json, tally: Tally): OrderSeen[] {
  const [head = {}, time = {}] = list(row, 'orderInfo');
  const linked = /[?&]orderId=(\d{15,17})(?:&|$)/.exec(String(head['href'] ?? ''))?.[1];
  const shown = idAt(head, 'content', ORDER);
  const no = tally.take('order.no', shown === REFUSED ? REFUSED : only([...values(shown), ...(linked ? [linked] : [])]));
  if (no === undefined) return [];
  const createdAt = tally.take('order.createdAt', textAt(time, 'content', momentIn));
  return [present<OrderSeen>({ kind: 'order', no, state: 'unknown', createdAt, items: [] })];
}

/** Disputes, shipments, parcels, the order list of 2019 and the list of shops. */
export const tradePayloads: readonly PayloadReader[] = [
  payloadReader(
    'aliexpress/json-disputes',
    (object) => Array.isArray(object['sellerReverseOrderLines']),
    (orders, tally) => orders.flatMap((order) => list(order, 'sellerReverseOrderLines')).flatMap((line) => caseIn(line, tally)),
  ),
  payloadReader('aliexpress/json-dispute', (object) => typeof object['reverseDetailStatusText'] === 'string', disputeIn),
  payloadReader(
    'aliexpress/json-dispute-history',
    (object) => Array.isArray(object['processSolutions']) && typeof object['actionTime'] === 'string',
    historyIn,
  ),
  payloadReader(
    'aliexpress/json-shipments',
    (object) => object['tradeOrderId'] !== undefined && Array.isArray(object['fulfillmentOrderItemList']),
    (rows, tally) => rows.flatMap((row) => shipmentIn(row, tally)),
  ),
  payloadReader('aliexpress/json-order', isLogistics, parcelsIn),
  payloadReader(
    'aliexpress/json-orders-2019',
    (object) => list(object, 'orderInfo').some((part) => typeof part['href'] === 'string'),
    (rows, tally) => rows.flatMap((row) => oldOrderIn(row, tally)),
  ),
  shopList,
  buyerOrders,
];
