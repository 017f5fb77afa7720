import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packOrders, unpackOrders } from '#lib/db/order-pack.ts';
import { layout } from '#lib/db/pack-layout.ts';
import { pack } from '#lib/db/pack.ts';
import { unpack } from '#lib/db/unpack.ts';
import type { OrderNews } from '#lib/domain/intake.ts';
import { orderSchema, peerSchema } from '#lib/domain/observation.ts';
import type { Order } from '#lib/domain/order.ts';

const SHOP = 'taobao|青禾示例专卖店';
const money = { minor: 12_900, currency: 'CNY' };

/** An order with every field there is. */
const WHOLE: Required<Order> = {
  no: '4512300187000204539',
  state: 'shipped',
  stateText: '卖家已发货',
  createdAt: 1_758_938_462_000,
  paidAt: 1_758_938_470_000,
  shippedAt: 1_759_000_000_000,
  receivedAt: 1_759_100_000_000,
  paid: money,
  shipping: { minor: 0, currency: 'CNY' },
  items: [
    {
      lineNo: '4512300187000204540',
      itemId: '752100000001',
      title: '秋冬新款 加绒连帽卫衣',
      sku: '颜色分类:雾霾蓝;尺码:M',
      code: 'A-1',
      quantity: 2,
      price: money,
      refund: '退款中',
    },
    { title: '秋冬新款 加绒连帽卫衣' },
  ],
  recipient: {
    name: '林**',
    phone: '139****0001',
    email: 'a@b.example',
    address: '青禾区 1 号',
    zip: '310000',
    city: '杭州市',
    region: '浙江省',
    country: 'CN',
  },
  carrier: '中通快递',
  tracking: ['7001', '7002'],
  flag: 'red',
  memo: '加急',
  buyerNote: '周末送',
  tags: ['催', '大件'],
  shopId: SHOP,
  buyerName: '林间小雨',
  ofItems: 'all',
  importId: 'i_1',
  cases: [{ no: '1', state: 'open', seenAt: 3 }],
  reviews: [{ rating: 'bad', text: '薄', seenAt: 4 }],
  seenAt: 1_760_000_000_000,
  asOf: 1_759_999_000_000,
};

const BUYER = { name: '林', masked: true, nick: '林间', uid: '22', enc: 'x', country: 'CN', language: 'zh' };

const optional = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
const text = fc.string({
  unit: fc.oneof(fc.constantFrom('林', '雨', '😀', '\ud83d', '\0', '\n', 'é'), fc.string({ maxLength: 1 })),
});
const number = fc.oneof(
  fc.maxSafeInteger(),
  fc.constantFrom(0, -1, 0.5, 2 ** 51, -(2 ** 52), 1_760_000_000_000),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
/** Orders as bad code might make them: any field may be missing, undefined, or of another kind. */
const anyOrder = fc.record(
  {
    no: text,
    state: text,
    createdAt: fc.oneof(number, text),
    paid: fc.oneof(fc.record({ minor: number, currency: text }), fc.constant(null), fc.array(text)),
    items: fc.array(
      fc.record(
        {
          title: optional(text),
          quantity: optional(number),
          price: optional(fc.record({ minor: number, currency: text })),
          odd: fc.jsonValue(),
        },
        { requiredKeys: [] },
      ),
    ),
    recipient: optional(fc.record({ name: optional(text), phone: optional(text) }, { requiredKeys: [] })),
    tracking: fc.array(fc.oneof(text, fc.constant(7))),
    tags: optional(fc.array(text)),
    cases: fc.jsonValue(),
    masked: fc.boolean(),
    odd: fc.jsonValue(),
  },
  { requiredKeys: [] },
);

/** What JSON makes of a value: undefined members are gone, and -0 is 0. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

describe('packOrders', () => {
  it('gives back every field of an order', () => {
    const seen: OrderNews = { ...WHOLE, kind: 'order', buyer: BUYER };
    expect(unpackOrders<Order>(packOrders([WHOLE, WHOLE]))).toEqual([WHOLE, WHOLE]);
    expect(unpackOrders<OrderNews>(packOrders([seen]))).toEqual([seen]);
    expect(unpackOrders(packOrders([]))).toEqual([]);
  });

  it('knows all fields that pages and files tell, so that none is written out as JSON', () => {
    const seen: OrderNews = { ...WHOLE, kind: 'order', buyer: BUYER };
    for (const field of Object.keys(orderSchema.shape)) expect(seen).toHaveProperty(field);
    for (const field of Object.keys(peerSchema.shape)) expect(BUYER).toHaveProperty(field);
    const { cases: _cases, reviews: _reviews, ...rest } = seen;
    expect(new TextDecoder().decode(packOrders([rest]))).not.toContain('{"');
  });

  it('keeps texts of any kind, halves of characters and numbers of any size, and what it does not expect', () => {
    fc.assert(
      fc.property(fc.array(anyOrder, { maxLength: 5 }), (orders) => {
        expect(unpackOrders(packOrders(orders as unknown as Order[]))).toEqual(plain(orders));
      }),
      { numRuns: 500 },
    );
  });

  it('takes a third of the bytes of JSON for ten orders of a buyer', () => {
    const orders = Array.from({ length: 10 }, (_, i) => ({
      ...WHOLE,
      no: `45123001870${i}0204539`,
      createdAt: WHOLE.createdAt + i,
    }));
    const json = new TextEncoder().encode(JSON.stringify(orders)).length;
    expect(packOrders(orders).length * 3).toBeLessThan(json);
  });

  it('makes room for more than fits at first', () => {
    const orders = Array.from({ length: 100 }, (_, i) => ({ ...WHOLE, memo: `${i}${'长'.repeat(9999)}` }));
    expect(unpackOrders(packOrders(orders))).toEqual(orders);
    const items = Array.from({ length: 30_000 }, (_, i) => ({ title: `商品${i}`, quantity: i }));
    expect(unpackOrders(packOrders([{ ...WHOLE, items }]))).toEqual([{ ...WHOLE, items }]);
  });

  it('refuses more than it can point into, and goes on', () => {
    const tags = Array.from({ length: 2 ** 24 }, () => 'x');
    expect(() => packOrders([{ ...WHOLE, tags }])).toThrow(RangeError);
    expect(unpackOrders(packOrders([WHOLE]))).toEqual([WHOLE]);
  });

  it('reads what was written once, whatever was added since', () => {
    // Written by the first code that packed; it lies in databases and must be read for ever.
    const hex =
      '0123000001370600800001e0dcb78eb16603c8c901020112000302048080e682b9660506130403020e0f3435313233303031383730303032303435333970616964434e59e58dabe8a1a374616f62616f7ce99d92e7a6bee7a4bae4be8be4b893e58d96e5ba977b226f6464223a7b2261223a317d7d';
    const order = {
      no: '4512300187000204539',
      state: 'paid',
      createdAt: 1_758_938_462_000,
      paid: money,
      items: [{ title: '卫衣', quantity: 1 }],
      shopId: SHOP,
      seenAt: 1_760_000_000_000,
      odd: { a: 1 },
    };
    expect(Buffer.from(packOrders([order as unknown as Order])).toString('hex')).toBe(hex);
    expect(unpackOrders(new Uint8Array(Buffer.from(hex, 'hex')))).toEqual([order]);
  });
});

describe('unpack', () => {
  const first = layout(1, { name: { kind: 'text' } });
  const later = layout(1, { name: { kind: 'text' }, at: { kind: 'whole' } });

  it('reads what a layout with fewer fields has written', () => {
    expect(unpack(later, pack(first, [{ name: '林' }, {}]))).toEqual([{ name: '林' }, {}]);
    // Written out as JSON before the field was known.
    expect(unpack(later, pack(first, [{ name: '林', at: 3 }]))).toEqual([{ name: '林', at: 3 }]);
  });

  it('refuses bytes of a form it does not know', () => {
    expect(() => unpack(first, new Uint8Array([9, 0, 0, 0]))).toThrow('form 9');
    expect(() => unpack(first, new Uint8Array())).toThrow('form undefined');
  });

  it('refuses bytes that were cut short, wherever', () => {
    const whole = pack(later, [{ name: '林间小雨', at: 1_760_000_000_000 }, { name: '海边的信' }]);
    for (let length = 0; length < whole.length; length++) expect(() => unpack(later, whole.slice(0, length))).toThrow();
  });

  it('refuses a layout with more fields than its bytes can name', () => {
    const fields = Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`f${i}`, { kind: 'text' as const }]));
    expect(() => layout(1, fields)).toThrow(RangeError);
    expect(() => layout(5, fields)).toThrow(RangeError);
    expect(unpack(layout(2, fields), pack(layout(2, fields), [{ f7: 'x', g: 1 }]))).toEqual([{ f7: 'x', g: 1 }]);
  });
});
