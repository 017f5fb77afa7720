import type { OrderNews } from '../domain/intake.ts';
import type { Order } from '../domain/order.ts';
import { layout, type Field } from './pack-layout.ts';
import { pack } from './pack.ts';
import { unpack } from './unpack.ts';

const text: Field = { kind: 'text' };
const ownText: Field = { kind: 'text', own: true };
const whole: Field = { kind: 'whole' };
const texts: Field = { kind: 'texts' };

// What is stored goes by the places of the fields: new ones only at the end, none is ever moved or removed.
const money: Field = { kind: 'object', part: layout(1, { minor: whole, currency: text }) };
const ITEM = layout(2, {
  itemId: text,
  title: text,
  sku: text,
  code: text,
  quantity: whole,
  price: money,
  lineNo: ownText,
  refund: text,
});
const RECIPIENT = layout(2, {
  name: text,
  phone: text,
  address: ownText,
  zip: text,
  city: text,
  region: text,
  country: text,
  email: text,
});
const PEER = layout(2, {
  name: ownText,
  nick: ownText,
  masked: { kind: 'flag' },
  uid: text,
  enc: text,
  country: text,
  language: text,
});
const ORDER = layout(4, {
  no: ownText,
  state: text,
  createdAt: whole,
  paidAt: whole,
  paid: money,
  items: { kind: 'objects', part: ITEM },
  recipient: { kind: 'object', part: RECIPIENT },
  carrier: text,
  tracking: { kind: 'texts', own: true },
  shopId: text,
  seenAt: whole,
  buyerName: text,
  importId: text,
  asOf: whole,
  stateText: text,
  shippedAt: whole,
  receivedAt: whole,
  shipping: money,
  flag: text,
  memo: ownText,
  buyerNote: ownText,
  tags: texts,
  ofItems: text,
  cases: { kind: 'any' },
  reviews: { kind: 'any' },
  kind: text,
  buyer: { kind: 'object', part: PEER },
});

/** Returns orders, kept ones or as a file tells of them, as bytes. */
export function packOrders(orders: readonly (Order | OrderNews)[]): Uint8Array<ArrayBuffer> {
  return pack(ORDER, orders);
}

/** Returns the orders that were packed. Fields that were undefined are absent; their order is that of the layout. */
export function unpackOrders<T extends Order | OrderNews>(packed: Uint8Array<ArrayBuffer>): T[] {
  return unpack(ORDER, packed) as T[];
}
