import { describe, expect, it } from 'vitest';
import { broughtUp } from '#lib/domain/intake.ts';
import type { OrderState } from '#lib/domain/observation.ts';
import { mergeOrder, readingOf, statsOf, type Order } from '#lib/domain/order.ts';

const cny = (minor: number) => ({ minor, currency: 'CNY' });
const order = (state: OrderState, more: Partial<Order> = {}): Order => ({
  no: '11111111111111100',
  shopId: 'taobao|青禾示例店',
  state,
  items: [],
  seenAt: 1,
  ...more,
});

const monday = order('unpaid', { stateText: '等待买家付款', createdAt: 1000, paid: cny(0), items: [{ title: '袜' }] });
const friday = order('done', {
  stateText: '交易成功',
  createdAt: 1000,
  paidAt: 2000,
  receivedAt: 3000,
  paid: cny(11_000),
  items: [{ title: '袜', refund: '退款成功' }],
});

describe('a reading that is older than what is known', () => {
  it('turns nothing back', () => {
    expect(broughtUp(friday, monday)).toBeNull();
    expect(statsOf([mergeOrder(friday, monday)])).toMatchObject({ paidCount: 1, paid: [cny(11_000)], lastState: 'done' });
  });

  it('still tells what nobody knew: other fields, a fuller name, further items, but no refund', () => {
    const known = { ...friday, buyerName: 'q**', recipient: { name: '青**', city: '杭州' } };
    const older: Order = {
      ...monday,
      memo: '先发',
      buyerName: 'qinghe',
      recipient: { name: '青禾', city: '上海' },
      items: [{ title: '袜', sku: '红', refund: '退款中' }],
    };
    expect(mergeOrder(known, older)).toMatchObject({
      state: 'done',
      memo: '先发',
      buyerName: 'qinghe',
      recipient: { name: '青禾', city: '杭州' },
      items: [{ title: '袜', sku: '红', refund: '退款成功' }],
    });
  });

  it('does not take what was paid by then, even where nobody knows what was paid', () => {
    const { paid: _unknown, ...known } = friday;
    expect(mergeOrder(known, monday).paid).toBeUndefined();
  });

  it.each<[OrderState, OrderState, Partial<Order>, boolean]>([
    ['paid', 'unpaid', {}, true],
    ['shipped', 'paid', {}, true],
    ['done', 'shipped', {}, true],
    ['closed', 'unpaid', {}, true],
    ['closed', 'shipped', {}, true],
    ['unknown', 'unpaid', { paidAt: 5 }, true],
    // In a refund an order was paid at least; what its times tell is not taken back either.
    ['refunding', 'unpaid', {}, true],
    ['refunding', 'shipped', { receivedAt: 5 }, true],
    // Forwards, and what platforms do backwards: a refund that was withdrawn, one after the end, the end written anew.
    ['unpaid', 'paid', {}, false],
    ['paid', 'closed', {}, false],
    ['refunding', 'paid', {}, false],
    ['refunding', 'shipped', { shippedAt: 5 }, false],
    ['done', 'refunding', {}, false],
    ['done', 'closed', {}, false],
    ['closed', 'done', {}, false],
    // A deposit has its time of payment while the rest is still open; a part that was shipped leaves the order waiting.
    ['unpaid', 'unpaid', { paidAt: 5 }, false],
    ['paid', 'paid', { shippedAt: 5 }, false],
    ['done', 'unknown', {}, false],
  ])('%s, then %s with %o: %s', (was, is, times, older) => {
    expect(readingOf(order(was, times), order(is))).toBe(older ? 'older' : 'new');
    const expected = older || is === 'unknown' ? was : is;
    expect(mergeOrder(order(was, times), order(is)).state).toBe(expected);
  });
});
