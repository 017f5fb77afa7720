import { describe, expect, it } from 'vitest';
import { broughtUp } from '#lib/domain/intake.ts';
import type { OrderItem } from '#lib/domain/observation.ts';
import { mergeOrder, type Order } from '#lib/domain/order.ts';
import { anOrder } from '../support/customers.ts';
import { type Dice, dice } from '../support/dice.ts';

const NO = '2884920114572130001';
const ITEM = '610123456789';
const orderWith = (...items: OrderItem[]): Order => anOrder(NO, { items });
const merged = (stored: OrderItem[], seen: OrderItem[]): OrderItem[] =>
  mergeOrder(orderWith(...stored), orderWith(...seen)).items;

describe('two kinds of one item in an order', () => {
  const red = { lineNo: '2884920114572130002', itemId: ITEM, sku: '红 S', quantity: 1, refund: '退款成功' };
  const blue = { lineNo: '2884920114572130003', itemId: ITEM, sku: '蓝 M', quantity: 1, refund: '没有申请退款' };
  const { refund: _said, ...bare } = blue;

  it('keep their own refund when the same file comes twice', () => {
    const first = mergeOrder(undefined, orderWith(red, blue));
    expect(first.items).toEqual([red, bare]);
    expect(broughtUp(first, orderWith(red, blue))).toBeNull();
  });

  it('are told apart by kind where a page has no line numbers, in any order', () => {
    const page = [
      { itemId: ITEM, sku: '蓝 M', price: { minor: 200, currency: 'CNY' } },
      { itemId: ITEM, sku: '红 S' },
    ];
    expect(merged([red, bare], page)).toEqual([red, { ...bare, price: { minor: 200, currency: 'CNY' } }]);
  });

  it('are not mixed where neither line number nor kind tells which is which', () => {
    const known = [red, bare];
    expect(merged(known, [{ itemId: ITEM, price: { minor: 1, currency: 'CNY' } }, { itemId: ITEM }])).toEqual(known);
  });
});

describe('a refund', () => {
  it('goes when a later reading says that there is none, stays when it says nothing', () => {
    expect(merged([{ itemId: ITEM, refund: '退款中' }], [{ itemId: ITEM }])).toEqual([{ itemId: ITEM, refund: '退款中' }]);
    for (const none of ['没有申请退款', '无退款申请', '无', '-']) {
      expect(merged([{ itemId: ITEM, refund: '退款中' }], [{ itemId: ITEM, refund: none }])).toEqual([{ itemId: ITEM }]);
    }
  });
});

describe('items without a number', () => {
  const page = [
    { title: 'Red dress', itemId: '1005001', price: { minor: 100, currency: 'USD' } },
    { title: 'Blue hat', itemId: '1005002' },
  ];
  it('are not joined by their place in the list', () => {
    const file = [
      { code: 'HAT-BLUE', quantity: 1 },
      { code: 'DRESS-RED', quantity: 2 },
    ];
    expect(merged(page, file)).toEqual(page);
    expect(merged(file, page)).toEqual(page);
  });

  it('are joined by a code or a title that agrees, and when there is only one', () => {
    const known = [
      { title: 'Red dress', code: 'R' },
      { title: 'Blue hat', code: 'B' },
    ];
    expect(
      merged(known, [
        { code: 'B', quantity: 1 },
        { code: 'R', quantity: 2 },
      ]),
    ).toEqual([
      { title: 'Red dress', code: 'R', quantity: 2 },
      { title: 'Blue hat', code: 'B', quantity: 1 },
    ]);
    expect(merged([{ title: 'Red dress', itemId: '1005001' }], [{ code: 'R', quantity: 2 }])).toEqual([
      { title: 'Red dress', itemId: '1005001', code: 'R', quantity: 2 },
    ]);
  });
});

describe('orders of many shapes', () => {
  const anItem = (d: Dice): OrderItem => ({
    ...(d.chance(0.3) && { lineNo: `28849201145721300${d.int(10, 14)}` }),
    ...(d.chance(0.6) && { itemId: d.pick(['61001', '61002']) }),
    ...(d.chance(0.5) && { sku: d.pick(['红', '蓝']) }),
    ...(d.chance(0.4) && { title: d.pick(['裙', '帽']) }),
    ...(d.chance(0.3) && { code: d.pick(['A', 'B']) }),
    ...(d.chance(0.4) && { quantity: d.int(1, 2) }),
    ...(d.chance(0.3) && { price: { minor: d.int(1, 3), currency: 'CNY' } }),
    ...(d.chance(0.4) && { refund: d.pick(['退款成功', '没有申请退款']) }),
  });
  const some = (d: Dice): OrderItem[] => Array.from({ length: d.int(1, 4) }, () => anItem(d));

  it('change nothing when the same content comes again', () => {
    for (let seed = 1; seed <= 4000; seed++) {
      const d = dice(seed);
      const [known, seen] = [some(d), some(d)];
      const once = mergeOrder(mergeOrder(undefined, orderWith(...known)), orderWith(...seen));
      const again = broughtUp(once, orderWith(...seen));
      expect({ seed, items: again?.items ?? null }).toEqual({ seed, items: null });
      expect(once.items.every((item) => item.refund !== '没有申请退款')).toBe(true);
    }
  });
});
