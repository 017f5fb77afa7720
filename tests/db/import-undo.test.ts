import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { undo } from '../../lib/db/changes.ts';
import { setBirthday } from '../../lib/db/birthday.ts';
import { addTag } from '../../lib/db/customers.ts';
import { KebanDatabase } from '../../lib/db/database.ts';
import { importKeban } from '../../lib/db/import-keban.ts';
import { undoImport } from '../../lib/db/import-undo.ts';
import { importOrders, isImporting, type ImportedBatch } from '../../lib/db/imports.ts';
import { takeOrders, takePeer } from '../../lib/db/intake.ts';
import { mergeCustomers } from '../../lib/db/merges.ts';
import { addNote } from '../../lib/db/notes.ts';
import { orderByNo, ordersOf } from '../../lib/db/orders.ts';
import type { OrderSeen } from '../../lib/domain/observation.ts';

const SHOP = 'taobao|青禾示例店';
const NO = '4512288765001204539';
const source = { site: 'taobao' as const, shopId: SHOP, at: 1_800_000_000_000 };
let n = 0;
let database: KebanDatabase;

beforeEach(async () => {
  database = new KebanDatabase(`import-undo-${n++}`);
  await database.shops.put({ id: SHOP, site: 'taobao', key: '青禾示例店', name: '青禾', seenAt: 1 });
});

const order = (extra: Partial<OrderSeen> = {}): OrderSeen => ({
  kind: 'order',
  no: NO,
  state: 'shipped',
  createdAt: 1_700_000_000_000,
  items: [{ title: '棉袜' }],
  buyer: { name: '林**', masked: true },
  ...extra,
});

async function* batchOf(...orders: OrderSeen[]): AsyncGenerator<ImportedBatch> {
  yield { rows: orders.map((one, i) => ({ line: i + 2, order: one })), bytesRead: 1, bytesTotal: 1 };
}

const importing = async (...orders: OrderSeen[]): Promise<string> =>
  (await importOrders(batchOf(...orders), { fileName: 'a.csv', shopId: SHOP }, database)).row.id;

/** Every order with its owner, who must be there. */
async function owners(): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const row of await database.orders.toArray()) {
    const owner = await database.customers.get(row.customerId);
    for (const { no } of row.list) found[no] = owner ? owner.name : `nobody (${row.customerId})`;
  }
  return found;
}

describe('an import undone after customers were joined or taken apart', () => {
  it('leaves an order it changed with who took its buyer over', async () => {
    await takeOrders(source, [order()], database);
    const id = await importing(order({ state: 'done' }));
    // The chat shows who it is: the masked buyer becomes 林间小雨.
    await takePeer(source, { kind: 'peer', peer: { nick: '林间小雨', name: '林间小雨' }, orderNos: [NO] }, database);
    expect(await owners()).toEqual({ [NO]: '林间小雨' });
    await undoImport(id, {}, database);
    expect(await owners()).toEqual({ [NO]: '林间小雨' });
    expect((await orderByNo(NO, database))?.order.state).toBe('shipped');
  });

  it('leaves an order it changed with its own customer after the two were taken apart again', async () => {
    await takePeer(source, { kind: 'peer', peer: { nick: '林间小雨', name: '林间小雨' }, orderNos: [] }, database);
    await takeOrders(source, [order()], database);
    const all = await database.customers.toArray();
    const [full, masked] = [all.find((c) => !c.masked)?.id ?? '', all.find((c) => c.masked)?.id ?? ''];
    const merged = await mergeCustomers(full, masked, database);
    const id = await importing(order({ state: 'done' }));
    await undo(merged?.id ?? '', database);
    expect((await ordersOf(masked, database)).map(({ no, state }) => [no, state])).toEqual([[NO, 'done']]);
    await undoImport(id, {}, database);
    expect((await ordersOf(masked, database)).map(({ no, state }) => [no, state])).toEqual([[NO, 'shipped']]);
    expect(await ordersOf(full, database)).toEqual([]);
  });

  it('gives a bare number that it moved to another buyer back to who has become of its former owner', async () => {
    const other = { nick: '青山', name: '青山' };
    await takePeer(source, { kind: 'peer', peer: { name: '林**', masked: true }, orderNos: [NO] }, database);
    const former = (await orderByNo(NO, database))?.customerId ?? '';
    const id = await importing(order({ buyer: { nick: '青山', name: '青山' } }));
    const moved = (await orderByNo(NO, database))?.customerId ?? '';
    await takePeer(source, { kind: 'peer', peer: other, orderNos: [] }, database);
    await undoImport(id, {}, database);
    const owner = (await orderByNo(NO, database))?.customerId;
    expect(owner).toBe(moved === former ? moved : former);
    expect(Object.values(await owners()).filter((name) => name.startsWith('nobody'))).toEqual([]);
  });
});

it('keeps a customer on whom a birthday was written', async () => {
  const id = await importing(order({ buyer: { nick: '林间小雨', name: '林间小雨' } }));
  const [customer] = await database.customers.toArray();
  await setBirthday(customer?.id ?? '', '03-08', database);
  expect((await undoImport(id, {}, database))?.kept).toBe(1);
  expect((await database.customers.toArray()).map((c) => c.birthday)).toEqual(['03-08']);
});

it('counts as importing while it is undone, and is followed by a snapshot', async () => {
  const id = await importing(order());
  const seen: boolean[] = [];
  await undoImport(id, { onProgress: () => void isImporting().then((busy) => seen.push(busy)) }, database);
  if (globalThis.navigator?.locks) expect(seen).toEqual([true]);
  expect(await isImporting()).toBe(false);
});

describe('an exchange file undone after an edit', () => {
  const customers = Array.from({ length: 250 }, (_, i) => ({
    id: `x${i}`,
    site: 'taobao' as const,
    shopKey: '青禾示例店',
    name: `甲${i}`,
    nick: `甲${i}`,
    tags: ['导入的'],
  }));
  const notes = customers.map(({ id }) => ({ customerId: id, text: `备注 ${id}`, at: 5 }));

  it('leaves only the customers that were edited, with what came with them', async () => {
    const row = await importKeban({ tags: [], customers, notes, reminders: [] }, { fileName: 'a.json' }, database);
    const all = await database.customers.toArray();
    const [tagged, noted] = [all.find((c) => c.name === '甲7')?.id ?? '', all.find((c) => c.name === '甲180')?.id ?? ''];
    await addTag([tagged], '大码', database);
    await addNote(noted, '要发票', database);
    const report = await undoImport(row.id, {}, database);
    expect(report?.kept).toBe(2);
    const left = await database.customers.toArray();
    expect(left.map((c) => [c.name, c.tags]).toSorted()).toEqual([
      ['甲180', ['导入的']],
      ['甲7', ['导入的', '大码']],
    ]);
    expect((await database.notes.toArray()).map(({ text }) => text).toSorted()).toEqual(['备注 x180', '备注 x7', '要发票']);
    expect((await database.tags.toArray()).map(({ id, count }) => [id, count]).toSorted()).toEqual([
      ['大码', 1],
      ['导入的', 2],
    ]);
    expect(
      await database.changes
        .where('importId')
        .equals(row.id)
        .filter((c) => !c.undoneBy && c.actor === 'import')
        .count(),
    ).toBe(0);
  });
});

describe('imports that overlap, undone in any order', () => {
  const buyer = { nick: '林间小雨', name: '林间小雨' };
  const other = order({ no: '4512288765002204539', buyer });

  it.each([
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 1, 0],
  ])('leave nothing: %d, %d, %d', async (...turns) => {
    const ids = [
      await importing(order({ buyer })),
      await importing(order({ buyer, state: 'done' }), other),
      await importing(order({ buyer, state: 'done', memo: '补发' })),
    ];
    for (const turn of turns) await undoImport(ids[turn] ?? '', {}, database);
    expect(await owners()).toEqual({});
    expect(await database.customers.count()).toBe(0);
    expect(await database.importUndo.count()).toBe(0);
    expect((await database.imports.toArray()).map(({ state }) => state)).toEqual(['undone', 'undone', 'undone']);
  });

  it('leave what a page had shown before them as it was', async () => {
    await takeOrders(source, [order({ buyer })], database);
    const [first, second] = [
      await importing(order({ buyer, state: 'done' })),
      await importing(order({ buyer, state: 'done', memo: '补发' })),
    ];
    expect((await undoImport(first, {}, database))?.kept).toBe(1);
    expect((await undoImport(second, {}, database))?.kept).toBe(0);
    expect((await orderByNo(NO, database))?.order).toMatchObject({ state: 'shipped', seenAt: source.at });
    expect(Object.values(await owners())).toEqual(['林间小雨']);
  });

  it('leave a buyer nothing that they told, in either order', async () => {
    for (const turns of [
      [0, 1],
      [1, 0],
    ]) {
      await takeOrders(source, [order()], database);
      const ids = [
        await importing(order({ buyer, state: 'done' })),
        await importing(order({ buyer: { ...buyer, uid: '2200001' }, state: 'done', memo: '补发' })),
      ];
      for (const turn of turns) await undoImport(ids[turn] ?? '', {}, database);
      expect((await database.customers.toArray()).map(({ name, masked, keys }) => [name, masked, keys])).toEqual([
        ['林**', true, []],
      ]);
      expect(await database.importUndo.count()).toBe(0);
    }
  });

  it('leave what a page has changed since', async () => {
    const [first, second] = [await importing(order({ buyer })), await importing(order({ buyer, state: 'done' }))];
    await takeOrders(source, [order({ buyer, memo: '补发' })], database);
    await undoImport(first, {}, database);
    await undoImport(second, {}, database);
    expect((await orderByNo(NO, database))?.order).toMatchObject({ memo: '补发' });
  });

  it('take an older file back as well', async () => {
    const first = await importing(order({ buyer, state: 'done' }));
    const second = await importing(order({ buyer, memo: '补发' }));
    expect((await orderByNo(NO, database))?.order).toMatchObject({ state: 'done', memo: '补发' });
    expect((await undoImport(second, {}, database))?.kept).toBe(0);
    expect((await orderByNo(NO, database))?.order).toMatchObject({ state: 'done' });
    expect((await orderByNo(NO, database))?.order.memo).toBeUndefined();
    await undoImport(first, {}, database);
    expect(await owners()).toEqual({});
  });

  it('take the shop away that the first of them brought', async () => {
    await database.shops.clear();
    const [first, second] = [await importing(order({ buyer })), await importing(order({ buyer, state: 'done' }))];
    await undoImport(first, {}, database);
    expect(await database.shops.count()).toBe(1);
    await undoImport(second, {}, database);
    expect(await database.shops.count()).toBe(0);
  });

  it.each([1, 0])('leave nothing when the undoing is cut short with %d chunks to go', async (stop) => {
    const first = await importing(order({ buyer }));
    const file = batchOf(order({ buyer, state: 'done' }), { ...other, buyer: { nick: '青山', name: '青山' } });
    const second = (await importOrders(file, { fileName: 'b.csv', shopId: SHOP, chunkRows: 1 }, database)).row;
    expect(second.chunks).toBe(2);
    await undoImport(first, {}, database);
    const onProgress = (left: number): void => {
      if (left === stop) throw new Error('killed');
    };
    await expect(undoImport(second.id, { onProgress }, database)).rejects.toThrow('killed');
    await undoImport(second.id, {}, database);
    expect(await owners()).toEqual({});
    expect(await database.customers.count()).toBe(0);
    expect(await database.importUndo.count()).toBe(0);
    expect((await database.imports.toArray()).map((row) => [row.state, row.concerned])).toEqual([
      ['undone', undefined],
      ['undone', undefined],
    ]);
  });

  it('take the shop away that an undone one brought, when others filled it', async () => {
    await database.shops.clear();
    const own = await importing(order({ buyer }));
    const next = await importing({ ...other, buyer: { nick: '青山', name: '青山' } });
    await undoImport(own, {}, database);
    expect(await database.shops.count()).toBe(1);
    await undoImport(next, {}, database);
    expect(await database.shops.count()).toBe(0);
  });

  it('take the shop away that an exchange file brought, and no other', async () => {
    const shopKey = '错店';
    const customers = [{ id: 'x1', site: 'taobao' as const, shopKey, name: '甲', nick: '甲' }];
    const row = await importKeban({ tags: [], customers, notes: [], reminders: [] }, { fileName: 'a.json' }, database);
    expect(await database.shops.count()).toBe(2);
    await undoImport(row.id, {}, database);
    expect((await database.shops.toArray()).map(({ id }) => id)).toEqual([SHOP]);
  });
});
