import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeOrders, takePeer } from '../../lib/db/intake.ts';
import { KebanDatabase } from '../../lib/db/database.ts';
import { newestOrders } from '../../lib/db/newest-orders.ts';
import { refreshOrders } from '../../lib/db/refresh-orders.ts';
import { orderByNo, ORDERS_PER_ROW, ordersOf, ordersOfMany, ownersOf } from '../../lib/db/orders.ts';
import { aCustomer, anOrder, putCustomers, putOrders, SHOP } from '../support/customers.ts';
import { faults } from '../support/edits.ts';

let db: KebanDatabase;
let made = 0;
beforeEach(() => {
  db = new KebanDatabase(`orders-${made++}`);
});
afterEach(() => db.delete());

const no = (n: number): string => String(45_123_001_870_000n + BigInt(n));

describe('orders of a customer', () => {
  it('spread over rows, are found by number and shrink without leaving rows behind', async () => {
    await putCustomers(db, aCustomer('c_1', '甲'));
    const many = Array.from({ length: ORDERS_PER_ROW * 2 + 5 }, (_, i) => anOrder(no(i), { createdAt: 1000 + i }));
    await putOrders(db, 'c_1', ...many);
    expect(await db.orders.count()).toBe(3);
    expect((await ordersOf('c_1', db)).map((o) => o.createdAt)).toEqual(many.map((o) => o.createdAt).toReversed());
    for (const n of [0, 104, 204]) expect((await orderByNo(no(n), db))?.order.createdAt).toBe(1000 + n);
    expect((await ordersOfMany(['c_1', 'c_none'], db)).get('c_1')).toHaveLength(many.length);
    expect([...(await ownersOf([no(3), no(9999)], db)).keys()]).toEqual([no(3)]);
    expect(await faults(db)).toEqual([]);
  });

  it('given twice under one number are one order', async () => {
    await putCustomers(db, aCustomer('c_1', '甲'));
    await putOrders(db, 'c_1', anOrder(no(1)), anOrder(no(1), { state: 'done' }));
    expect((await ordersOf('c_1', db)).map((o) => o.state)).toEqual(['done']);
    expect((await db.customers.get('c_1'))?.stats.count).toBe(1);
  });
});

describe('newestOrders', () => {
  it('are the newest of all customers, however many one of them has', async () => {
    const customers = Array.from({ length: 30 }, (_, i) => aCustomer(`c_${i}`, `买家${i}`));
    await putCustomers(db, ...customers);
    await putOrders(
      db,
      'c_0',
      ...Array.from({ length: 90 }, (_, i) => anOrder(no(i), { createdAt: 1000 + i })),
      anOrder(no(90), { createdAt: 99_000 }),
    );
    for (let i = 1; i < 30; i++) await putOrders(db, `c_${i}`, anOrder(no(100 + i), { createdAt: 50_000 + i }));
    const found = await newestOrders(SHOP, 'paid', 30, db);
    expect(found.map((f) => f.order.createdAt)).toEqual([99_000, ...Array.from({ length: 29 }, (_, i) => 50_029 - i)]);
    expect(await newestOrders(SHOP, 'closed', 30, db)).toEqual([]);
  });
});

describe('the newest orders that have ended', () => {
  const DONE = { state: 'done' } as const;
  const times = (found: Awaited<ReturnType<typeof newestOrders>>): unknown[] => found.map(({ order }) => order.createdAt);

  it('are those of the customers who bought last, also where the newest of them bought something else since', async () => {
    // Sixty customers whose newest order is not done, each with an older one that is; then three who only have old ones.
    for (let i = 0; i < 60; i++) {
      await putCustomers(db, aCustomer(`c_${i}`, `买家${i}`));
      await putOrders(
        db,
        `c_${i}`,
        anOrder(no(i), { createdAt: 90_000 + i }),
        anOrder(no(100 + i), { ...DONE, createdAt: 1000 + i }),
      );
    }
    for (let i = 60; i < 63; i++) {
      await putCustomers(db, aCustomer(`c_${i}`, `买家${i}`));
      await putOrders(db, `c_${i}`, anOrder(no(200 + i), { ...DONE, createdAt: 2000 + i }));
    }
    expect(times(await newestOrders(SHOP, 'done', 4, db))).toEqual([2062, 2061, 2060, 1059]);
    expect(times(await newestOrders(SHOP, 'done', 1, db))).toEqual([2062]);
    expect(await newestOrders(SHOP, 'done', 1000, db)).toHaveLength(63);
    expect(await newestOrders('taobao|别的店', 'done', 5, db)).toEqual([]);
    expect(await newestOrders(SHOP, 'done', 0, db)).toEqual([]);
    expect(await newestOrders(SHOP, 'closed', 5, db)).toEqual([]);
    await putOrders(db, 'c_3', anOrder(no(300), { state: 'closed', createdAt: 500 }));
    await putOrders(db, 'c_4', anOrder(no(301), { state: 'closed', createdAt: 600 }));
    expect(times(await newestOrders(SHOP, 'closed', 5, db))).toEqual([600, 500]);
  });

  it('are found in rows that older code gave no marks of closed orders, once those are refreshed', async () => {
    await putCustomers(db, aCustomer('c_1', '甲'));
    await putOrders(db, 'c_1', anOrder(no(1), { state: 'closed', createdAt: 500 }));
    await db.orders.toCollection().modify((row) => {
      row.marks = [];
    });
    expect(await newestOrders(SHOP, 'closed', 5, db)).toEqual([]);
    await refreshOrders(db);
    expect(times(await newestOrders(SHOP, 'closed', 5, db))).toEqual([500]);
  });

  it('are of the shop whose page has shown them, also when a file had brought them into another', async () => {
    const done = {
      kind: 'order' as const,
      no: no(1),
      state: 'done' as const,
      createdAt: 5000,
      items: [{ title: '卫衣' }],
      buyer: { nick: '甲' },
    };
    await putCustomers(db, aCustomer('c_1', '乙', { shopId: 'taobao|别的店' }));
    await putOrders(db, 'c_1', {
      ...anOrder(no(1), { state: 'done', createdAt: 5000 }),
      shopId: 'taobao|别的店',
      importId: 'i_1',
    });
    await takeOrders({ site: 'taobao', shopId: SHOP, at: 1_800_000_000_000 }, [{ ...done, state: 'shipped' }], db);
    for (const { customerId, list } of await db.orders.toArray()) {
      const shop = (await db.customers.get(customerId))?.shopId;
      for (const order of list) expect(order.shopId).toBe(shop);
    }
    const found = [...(await newestOrders(SHOP, 'done', 5, db)), ...(await newestOrders('taobao|别的店', 'done', 5, db))];
    expect(found.map(({ order }) => order.no)).toEqual([no(1)]);
  });

  it('count in with a time that is not known, last', async () => {
    await putCustomers(db, aCustomer('c_1', '甲'), aCustomer('c_2', '乙'));
    await putOrders(db, 'c_1', { ...anOrder(no(1), DONE), createdAt: undefined });
    await putOrders(db, 'c_2', anOrder(no(2), { ...DONE, createdAt: 5000 }));
    expect(times(await newestOrders(SHOP, 'done', 1, db))).toEqual([5000]);
    expect(times(await newestOrders(SHOP, 'done', 2, db))).toEqual([5000, undefined]);
  });
});

describe('one chat read by two tabs at once', () => {
  it('makes one customer and one order of it', async () => {
    const source = { site: 'taobao' as const, shopId: SHOP, at: 1_760_000_000_000 };
    const seen = { kind: 'peer' as const, peer: { name: '林间小雨', nick: '林间小雨' }, orderNos: [no(1), no(2), no(2)] };
    const taken = await Promise.all([takePeer(source, seen, db), takePeer(source, seen, db), takePeer(source, seen, db)]);
    expect(new Set(taken.map((t) => t.customerId)).size).toBe(1);
    expect(await db.customers.count()).toBe(1);
    expect(await ordersOf(taken[0]?.customerId ?? '', db)).toHaveLength(2);
    expect(await faults(db)).toEqual([]);
  });
});
