import 'fake-indexeddb/auto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Dexie } from 'dexie';
import { afterEach, describe, expect, it } from 'vitest';
import { historyOf, undo } from '../../lib/db/changes.ts';
import { addTag, customersByKeys, pageOfCustomers, searchCustomers } from '../../lib/db/customers.ts';
import { KebanDatabase, SCHEMA } from '../../lib/db/database.ts';
import { notesOf } from '../../lib/db/notes.ts';
import { newestOrders } from '../../lib/db/newest-orders.ts';
import { orderByNo, ordersOf } from '../../lib/db/orders.ts';
import { remindersOf } from '../../lib/db/reminders.ts';
import { faults } from '../support/edits.ts';

/*
 * Every released version of the database stays here as a file: its stores as they were declared, and a few rows as it
 * wrote them. The present code must open each and find everything.
 *
 * To add a version:
 * 1. In lib/db/database.ts leave the released `version(n).stores(…)` as it is and add the next block; give only the
 *    stores that change. An `upgrade` may fill small tables; anything that walks customers or orders is done lazily
 *    outside (the upgrade holds up every page until it is through).
 * 2. If rows get a new shape that older code would spoil, raise SCHEMA and MIN_READER: opening notes the latter in
 *    `meta.minReader`, and older code opens the database read-only. Snapshots carry SCHEMA too; let
 *    lib/db/restore.ts bring rows of older snapshots into the new shape.
 * 3. Add tests/db/versions/v<n>.json with the new `stores` and rows; never edit the files that are there.
 */
interface Version {
  version: number;
  stores: Record<string, string>;
  rows: Record<string, unknown[]>;
}

/** What JSON cannot hold stands as `{ "bytes": "<base64>" }`. */
const revived = (_key: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && 'bytes' in value
    ? new Uint8Array(Buffer.from(String(value.bytes), 'base64'))
    : value;

const folder = join(import.meta.dirname, 'versions');
const versions = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8'), revived) as Version);

async function writeOld({ version, stores, rows }: Version, name: string): Promise<void> {
  const old = new Dexie(name);
  old.version(version).stores(stores);
  for (const [table, list] of Object.entries(rows)) await old.table(table).bulkPut(list);
  old.close();
}

const SHOP = 'taobao|青禾示例专卖店';
const NO = '4512300187000204539';
let db: KebanDatabase;
afterEach(() => db.delete());

describe.each(versions)('a database of version $version', (version) => {
  it('is opened by the present code with every row found and every verb working', async () => {
    const name = `schema-${version.version}`;
    await writeOld(version, name);
    db = new KebanDatabase(name);
    const id = 'c_0mb0000010000aaaaaaaaaaaaaaaa';
    // Files of the first versions have their keys written otherwise than any code has.
    const keys = [`${SHOP}|nick|林间小雨`, `nick|${SHOP}|林间小雨`];
    expect((await customersByKeys(keys, db)).map((c) => c.id)).toEqual([id]);
    for (const part of ['林间', '林间小雨', '小雨']) expect((await searchCustomers(part, 20, db)).map((c) => c.id)).toEqual([id]);
    expect(await orderByNo(NO, db)).toMatchObject({ customerId: id, order: { state: 'shipped' } });
    expect(await ordersOf(id, db)).toHaveLength(2);
    expect((await newestOrders(SHOP, 'done', 5, db)).map((o) => o.order.no)).toEqual(['4512288765001204539']);
    expect((await pageOfCustomers({}, 1, undefined, db)).map((c) => c.id)).toEqual([id]);
    expect((await notesOf(id, db)).map((n) => n.text)).toEqual(['喜欢蓝色']);
    expect((await remindersOf(id, 'open', db)).map((r) => r.text)).toEqual(['问尺码']);
    expect(await faults(db)).toEqual([]);
    const [last] = await historyOf(id, 50, db);
    expect(await undo(last?.id ?? '', db)).toMatchObject({ outcome: 'undone' });
    expect(await addTag([id], '新客', db)).toMatchObject({ seq: 4 });
    expect(await faults(db)).toEqual([]);
  });
});

describe('the versions that are kept', () => {
  it('reach up to the present one, whose stores are those of the code', async () => {
    db = new KebanDatabase('schema-now');
    await db.open();
    const newest = versions.toSorted((a, b) => b.version - a.version)[0];
    expect(newest?.version).toBe(db.verno);
    expect(SCHEMA).toBeLessThanOrEqual(db.verno);
    for (const table of db.tables) {
      const declared = [table.schema.primKey, ...table.schema.indexes].map((index) => index.src).join(', ');
      expect([table.name, newest?.stores[table.name]]).toEqual([table.name, declared]);
    }
  });
});
