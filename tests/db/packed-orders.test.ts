import 'fake-indexeddb/auto';
import { liveQuery } from 'dexie';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KebanDatabase, type OrderRow } from '#lib/db/database.ts';
import { orderRowsOf, ordersOf, writeOrders } from '#lib/db/orders.ts';
import { anOrder } from '../support/customers.ts';

let db: KebanDatabase;
let n = 0;
beforeEach(() => {
  db = new KebanDatabase(`packed-orders-${n++}`);
});
afterEach(() => db.delete());

/** Rows as they lie in the store, past Dexie. */
async function raw(): Promise<Record<string, unknown>[]> {
  const store = db.backendDB().transaction('orders').objectStore('orders');
  const asking = store.getAll();
  return new Promise((resolve, reject) => {
    asking.onsuccess = () => resolve(asking.result);
    asking.onerror = () => reject(asking.error ?? new Error('not read'));
  });
}

async function putRaw(row: object): Promise<void> {
  const transaction = db.backendDB().transaction('orders', 'readwrite');
  transaction.objectStore('orders').put(row);
  await new Promise((resolve) => (transaction.oncomplete = resolve));
}

const rowOf = (customerId: string, ...nos: string[]): OrderRow =>
  orderRowsOf(
    customerId,
    nos.map((no) => anOrder(no)),
  )[0] as OrderRow;
const A = rowOf('c_1', '45123001870001', '45123001870002');
const B = rowOf('c_2', '45123001870103');

describe('rows of orders', () => {
  it('lie packed, whoever writes them', async () => {
    await db.orders.put(A);
    await db.orders.bulkAdd([B]);
    await db.transaction('rw', db.orders, () => writeOrders('c_3', A.list, db));
    await db.orders
      .where('id')
      .equals(A.id)
      .modify((row) => void (row.hints = ['x']));
    await db.orders.update(B.id, { hints: ['y'] });
    const rows = await raw();
    expect(rows).toHaveLength(3);
    for (const row of rows) {
      expect(row).not.toHaveProperty('list');
      expect(row['packed']).toBeInstanceOf(Uint8Array);
    }
    expect(await db.orders.get(A.id)).toEqual({ ...A, hints: ['x'] });
    expect(await db.orders.where('hints').equals('y').toArray()).toEqual([{ ...B, hints: ['y'] }]);
  });

  it('are read as lists by every way there is', async () => {
    await db.orders.bulkPut([A, B]);
    expect(await db.orders.get(A.id)).toEqual(A);
    expect(await db.orders.get('c_none')).toBeUndefined();
    expect(await db.orders.bulkGet([B.id, 'c_none'])).toEqual([B, undefined]);
    expect(await db.orders.toArray()).toEqual([A, B]);
    expect(await db.orders.orderBy('id').reverse().limit(1).toArray()).toEqual([B]);
    expect(
      await db.orders
        .where('tails')
        .anyOf([...A.tails, ...B.tails])
        .distinct()
        .toArray(),
    ).toEqual([A, B]);
    expect(await db.orders.filter((row) => row.list.length === 2).first()).toEqual(A);
    expect(await db.orders.toCollection().last()).toEqual(B);
    const each: OrderRow[] = [];
    await db.orders.each((row) => void each.push(row));
    expect(each).toEqual([A, B]);
    expect(await db.orders.toCollection().primaryKeys()).toEqual([A.id, B.id]);
    expect(
      await db.orders
        .where('tails')
        .equals(A.tails[0] ?? '')
        .keys(),
    ).toEqual([A.tails[0]]);
    expect(await db.orders.count()).toBe(2);
    expect(await db.orders.where('id').startsWith('c_1').delete()).toBe(1);
  });

  it('of older code, unpacked, are read as they are and packed when they are written', async () => {
    await db.open();
    await putRaw(A);
    expect(await ordersOf('c_1', db)).toEqual(A.list.toReversed());
    expect(await db.orders.toArray()).toEqual([A]);
    const [row] = await db.orders.toArray();
    await db.orders.put({ ...(row as OrderRow), hints: [] });
    expect(await raw()).toEqual([expect.objectContaining({ id: A.id, packed: expect.any(Uint8Array) })]);
  });

  it('are told to whoever watches them, also within a transaction and before it is over', async () => {
    const seen: (string[] | undefined)[] = [];
    const watching = liveQuery(() => db.orders.where('id').startsWith('c_1').toArray()).subscribe((rows) =>
      seen.push(rows[0]?.list.map(({ no }) => no)),
    );
    await expect.poll(() => seen).toEqual([undefined]);
    await db.transaction('rw', db.orders, async () => {
      await db.orders.put(A);
      expect((await db.orders.get(A.id))?.list).toHaveLength(2);
    });
    await expect.poll(() => seen.at(-1)).toEqual(A.list.map(({ no }) => no));
    // Outside a transaction Dexie shows what is being written before it is there.
    await db.orders.put({ ...A, list: A.list.slice(0, 1) });
    await expect.poll(() => seen.at(-1)).toEqual([A.list[0]?.no]);
    watching.unsubscribe();
  });
});
