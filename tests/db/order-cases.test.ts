import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { undo } from '#lib/db/changes.ts';
import { KebanDatabase } from '#lib/db/database.ts';
import { takeOrders, takePeer } from '#lib/db/intake.ts';
import { storeMessages } from '#lib/db/messages.ts';
import { orderByNo } from '#lib/db/orders.ts';
import { sweepAt } from '#lib/db/shift.ts';
import { rememberShop } from '#lib/db/shops.ts';
import { queueAt } from '#lib/db/waiting.ts';
import { newsIn } from '#lib/domain/intake.ts';
import type { CaseSeen, OrderSeen } from '#lib/domain/observation.ts';

const KEY = '青禾示例专卖店';
const source = { site: 'taobao' as const, shopId: `taobao|${KEY}` };
const T0 = Date.UTC(2026, 10, 27, 2);
const HOUR = 3_600_000;
const NEXT = T0 + 12 * HOUR;
const [A, B, C] = ['4511977700004108246', '4512300187000204539', '4512288765001892301'];

const order = (no: string, name: string, state: OrderSeen['state'] = 'shipped'): OrderSeen => ({
  kind: 'order',
  no,
  state,
  createdAt: T0 - 100 * HOUR,
  items: [{ title: '示例商品A', quantity: 1 }],
  buyer: { name, nick: name },
});
const dispute = (orderNo: string, over: Partial<CaseSeen> = {}): CaseSeen => ({
  kind: 'case',
  no: `9${orderNo.slice(1)}`,
  orderNo,
  type: '仅退款',
  stateText: '待商家处理',
  amount: { minor: 10500, currency: 'CNY' },
  ...over,
});

let db: KebanDatabase;
let n = 0;
beforeEach(async () => {
  db = new KebanDatabase(`order-cases-${n++}`);
  await rememberShop({ site: 'taobao', key: KEY }, T0, db);
});
afterEach(() => db.delete());

const take = (seen: Parameters<typeof newsIn>[0], at = T0) => takeOrders({ ...source, at }, newsIn(seen, at), db);

describe('a refund or dispute that a page shows', () => {
  it('stays with its order, is written once and can be undone', async () => {
    await take([order(A, '林间小雨')]);
    const before = await db.changes.toCollection().primaryKeys();
    await take([dispute(A, { deadlineText: '还剩 0天 5时 0分' })]);
    const told = (await db.changes.toArray()).find(({ id }) => !before.includes(id));
    const found = await orderByNo(A, db);
    expect(found?.order).toMatchObject({ state: 'shipped', cases: [{ type: '仅退款', state: 'open', dueAt: T0 + 5 * HOUR }] });
    const changes = await db.changes.count();
    await take([dispute(A, { deadlineText: '还剩 0天 4时 59分' })], T0 + 50_000);
    expect(await db.changes.count()).toBe(changes);
    await undo(told?.id ?? '', db);
    expect((await orderByNo(A, db))?.order.cases).toBeUndefined();
    // What the order list shows later does not take it away.
    await take([dispute(A)], T0 + HOUR);
    await take([order(A, '林间小雨', 'done')], T0 + 2 * HOUR);
    expect((await orderByNo(A, db))?.order).toMatchObject({ state: 'done', cases: [{ state: 'open' }] });
  });

  it('makes an order known by its number, which goes on to whoever turns out to own it', async () => {
    await take([dispute(B)]);
    const stub = await orderByNo(B, db);
    expect(stub?.order).toMatchObject({ no: B, state: 'unknown', cases: [{ state: 'open' }] });
    await take([order(B, '海边的信')], T0 + 1);
    const owned = await orderByNo(B, db);
    expect(owned?.order).toMatchObject({ state: 'shipped', cases: [{ state: 'open' }] });
    expect(await db.customers.get(owned?.customerId ?? '')).toMatchObject({ nick: '海边的信' });
  });

  it('goes with a bare number that stood with the wrong buyer', async () => {
    await takePeer({ ...source, at: T0 }, { kind: 'peer', peer: { name: '林间小雨', nick: '林间小雨' }, orderNos: [A] }, db);
    await take([dispute(A)]);
    await take([order(A, '海边的信')], T0 + 1);
    const owned = await orderByNo(A, db);
    expect(owned?.order.cases).toHaveLength(1);
    expect(await db.customers.get(owned?.customerId ?? '')).toMatchObject({ nick: '海边的信' });
  });

  it('comes before the others at the end of a shift, the earliest deadline first, until it is over', async () => {
    await take([order(A, '甲'), order(B, '乙'), order(C, '丙', 'refunding')]);
    await take([dispute(A, { deadlineText: '还剩 3天' }), dispute(B, { deadlineText: '还剩 6时' })]);
    const shown = async () =>
      (await sweepAt(T0, NEXT, 'Asia/Shanghai', db)).disputes.map(({ order: { no }, dueAt }) => [
        no,
        dueAt && (dueAt - T0) / HOUR,
      ]);
    expect(await shown()).toEqual([
      [B, 6],
      [A, 72],
      [C, undefined],
    ]);
    await take([dispute(B, { stateText: '退款成功' })], T0 + 1);
    expect(await shown()).toEqual([
      [A, 72],
      [C, undefined],
    ]);
  });

  it('puts its buyer at the head of the queue while it is open', async () => {
    const names = ['先来的', '有纠纷的'];
    for (const [i, name] of names.entries()) {
      const { customerId } = await takePeer(
        { ...source, at: T0 },
        { kind: 'peer', peer: { name, nick: name }, orderNos: [] },
        db,
      );
      const message = { kind: 'message' as const, side: 'buyer' as const, type: 'text' as const, text: '在吗', at: T0 + i };
      await storeMessages({ customerId: customerId ?? '', shopId: source.shopId, mark: name }, [{ message }], T0, db);
    }
    await take([order(A, '有纠纷的'), dispute(A)]);
    const why = async () => {
      const { lines } = await queueAt(T0 + HOUR, db);
      return lines.find(({ name }) => name === '有纠纷的')?.why[0];
    };
    expect(await why()).toEqual({ kind: 'dispute', what: A });
    await take([dispute(A, { stateText: '退款关闭' })], T0 + 1);
    expect((await why())?.kind).not.toBe('dispute');
    // The order list was last seen while the refund ran, the refund itself later, closed.
    await take([order(A, '有纠纷的', 'refunding')], T0 + 2);
    expect((await why())?.kind).toBe('dispute');
    await take([dispute(A)], T0 + 3);
    await take([dispute(A, { stateText: '退款成功' })], T0 + 4);
    expect((await why())?.kind).not.toBe('dispute');
    expect((await sweepAt(T0 + HOUR, NEXT, 'Asia/Shanghai', db)).disputes).toEqual([]);
  });
});
