import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gunzipSync, gzipSync } from 'node:zlib';
import { KebanDatabase, SCHEMA } from '../../lib/db/database.ts';
import { newestOrders } from '../../lib/db/newest-orders.ts';
import { addNote } from '../../lib/db/notes.ts';
import { refreshOrders } from '../../lib/db/refresh-orders.ts';
import { readBackup, restore } from '../../lib/db/restore.ts';
import { snapshotNow } from '../../lib/db/snapshot.ts';
import { chainHash, listSnapshots, SnapshotDamaged, snapshotFile, SnapshotNewer } from '../../lib/db/snapshot-file.ts';
import { aCustomer, anOrder, putCustomers, putOrders, SHOP } from '../support/customers.ts';
import { dump } from '../support/dump.ts';
import { dropFakeFiles, useFakeFiles, useFakeLocks } from '../support/opfs.ts';

let made = 0;
let db: KebanDatabase;

/** A browser of its own: another private file system, another database. */
async function otherComputer(): Promise<void> {
  useFakeFiles();
  useFakeLocks();
  db = new KebanDatabase(`backup-${made++}`);
  await db.meta.put({ key: 'epoch', value: 1 });
}

/** The backup of a shop with two customers, three orders and a note, as bytes. */
async function backup(): Promise<Blob> {
  await otherComputer();
  await putCustomers(db, aCustomer('c_1', '林间小雨'), aCustomer('c_2', '青山', { keys: [] }));
  await putOrders(db, 'c_1', anOrder('4512300187000204539'), anOrder('4512300187000204538'));
  await putOrders(db, 'c_2', anOrder('4512288765001204511'));
  await addNote('c_1', '喜欢蓝色', db);
  const info = await snapshotNow('manual', db);
  return new Blob([await (await snapshotFile(info?.name ?? '')).arrayBuffer()]);
}

const texts = async (): Promise<string[]> => (await db.notes.toArray()).map(({ text }) => text).toSorted();

beforeEach(otherComputer);
afterEach(dropFakeFiles);

describe('a backup file', () => {
  it('tells what it holds before anything is changed', async () => {
    const file = await backup();
    expect(await readBackup(file)).toMatchObject({ orders: 3, counts: { customers: 2, notes: 1 } });
  });

  it('brings everything back on another computer, and nothing of what was edited there', async () => {
    const file = await backup();
    const there = await dump(db);
    await otherComputer();
    await putCustomers(db, aCustomer('c_9', '别人'));
    // More edits than the backup knows of: its place in the order of changes says nothing here.
    for (let i = 0; i < 9; i++) await addNote('c_9', `本机 ${i}`, db);
    await snapshotNow('manual', db);
    await addNote('c_9', '快照之后', db);
    const result = await restore({ database: db, file });
    expect(result).toMatchObject({ edits: 0, missed: 0, damaged: 0, snapshot: { customers: 2, orders: 3 } });
    expect(await dump(db)).toEqual(there);
    // And goes on from there: an edit, the loss of the store, and what this browser keeps brings both back.
    await addNote('c_1', '到新电脑以后', db);
    await db.delete();
    await restore({ database: db });
    await db.open();
    expect(await texts()).toEqual(['到新电脑以后', '喜欢蓝色']);
  });

  it('of code of before has the marks and shops that this code looks for afterwards', async () => {
    await otherComputer();
    await putCustomers(db, aCustomer('c_1', '林间小雨'));
    await putOrders(db, 'c_1', anOrder('4512300187000204539', { state: 'closed' }));
    await db.shops.clear();
    await db.orders.toCollection().modify((row) => {
      row.marks = [];
      delete row.hints;
    });
    const info = await snapshotNow('manual', db);
    const file = new Blob([await (await snapshotFile(info?.name ?? '')).arrayBuffer()]);
    await otherComputer();
    await refreshOrders(db);
    await restore({ database: db, file });
    expect((await newestOrders(SHOP, 'closed', 5, db)).map(({ order }) => order.no)).toEqual(['4512300187000204539']);
    expect((await db.shops.toArray()).map(({ id }) => id)).toEqual([SHOP]);
  });

  it('can be gone back from to the snapshot taken before', async () => {
    const file = await backup();
    await otherComputer();
    await putCustomers(db, aCustomer('c_9', '别人'));
    await addNote('c_9', '本机', db);
    const before = await snapshotNow('manual', db);
    await restore({ database: db, file });
    expect(await texts()).toEqual(['喜欢蓝色']);
    await restore({ database: db, name: before?.name ?? '' });
    expect(await texts()).toEqual(['本机']);
  });

  it('that is damaged, cut off, another file or of a newer version changes nothing', async () => {
    const file = await backup();
    const bytes = new Uint8Array(await file.arrayBuffer());
    const lines = gunzipSync(bytes).toString().split('\n');
    const header = { ...(JSON.parse(lines[0] ?? '') as object), schema: SCHEMA + 1 };
    const newer = [JSON.stringify(header), `#${await chainHash('', JSON.stringify(header))}`];
    const rest = lines.slice(2);
    // The chain of hashes begins with the header, so that the rest does not fit it: the header alone says "newer".
    const changed = lines.map((line) => line.replace('林间小雨', '林间大雨'));
    await otherComputer();
    await putCustomers(db, aCustomer('c_9', '别人'));
    const rows = await dump(db);
    const zipped = (text: string[]): Blob => new Blob([gzipSync(text.join('\n'))]);
    for (const bad of [bytes.slice(0, bytes.length - 40), new TextEncoder().encode('订单编号,买家\n'), gzipSync('{"a":1}\n')]) {
      await expect(restore({ database: db, file: new Blob([bad as BlobPart]) })).rejects.toThrow(SnapshotDamaged);
    }
    await expect(restore({ database: db, file: zipped(changed) })).rejects.toThrow(SnapshotDamaged);
    await expect(readBackup(zipped([...newer, ''])).then(String)).rejects.toThrow(SnapshotNewer);
    await expect(readBackup(zipped([...newer, ...rest]))).rejects.toThrow(SnapshotDamaged);
    expect(await dump(db)).toEqual(rows);
    expect(await listSnapshots()).toEqual([]);
  });
});
