import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addTag } from '../../lib/db/customers.ts';
import { KebanDatabase, SCHEMA } from '../../lib/db/database.ts';
import { readJournal } from '../../lib/db/journal.ts';
import { messagesOf, storeMessages } from '../../lib/db/messages.ts';
import { addNote } from '../../lib/db/notes.ts';
import { withLock } from '../../lib/db/opfs.ts';
import { restore } from '../../lib/db/restore.ts';
import { keptSnapshots, snapshotIfDue, snapshotNow } from '../../lib/db/snapshot.ts';
import {
  listSnapshots,
  parseSnapshotName,
  SnapshotDamaged,
  snapshotFile,
  snapshotName,
  verifySnapshot,
} from '../../lib/db/snapshot-file.ts';
import type { MessageItem } from '../../lib/domain/message-stored.ts';
import type { MessageSeen } from '../../lib/domain/observation.ts';
import { aCustomer, anOrder, putCustomers, putOrders } from '../support/customers.ts';
import { dump } from '../support/dump.ts';
import { dropFakeFiles, useFakeFiles, useFakeLocks, type FakeFiles } from '../support/opfs.ts';

let files: FakeFiles;
let db: KebanDatabase;
let made = 0;
beforeEach(async () => {
  files = useFakeFiles();
  useFakeLocks();
  db = new KebanDatabase(`snapshot-${made++}`);
  await db.meta.put({ key: 'epoch', value: 1 });
});
afterEach(async () => {
  await db.delete();
  dropFakeFiles();
});

async function many(n: number): Promise<void> {
  const rows = Array.from({ length: n }, (_, i) => aCustomer(`c_${String(i).padStart(6, '0')}`, `买家${i}`));
  await db.customers.bulkPut(rows);
}

describe('a snapshot', () => {
  it('of more rows than are read at once restores every one of them', async () => {
    await many(1234);
    await putOrders(db, 'c_000007', anOrder('4512300187000204539'));
    await addTag(['c_000001', 'c_001233'], '老客', db);
    await db.meta.put({ key: 'settings', value: { lang: 'zh' } });
    const rows = await dump(db);
    const info = await snapshotNow('manual', db);
    expect(info).toMatchObject({ customers: 1234, orders: 1, seq: 2, epoch: 1 });
    await db.delete();
    await restore({ database: db });
    await db.open();
    expect(await dump(db)).toEqual(rows);
    expect(await db.changes.count()).toBe(2);
    expect((await db.meta.get('settings'))?.value).toEqual({ lang: 'zh' });
  });

  it('brings conversations and their messages back, in order', async () => {
    await putCustomers(db, aCustomer('c_talk', '林间小雨'));
    const items = Array.from({ length: 300 }, (_, i): MessageItem => ({
      message: {
        kind: 'message',
        side: i % 3 ? 'buyer' : 'seller',
        type: 'text',
        text: `第${i}句`,
        at: 1_760_000_000_000 + i * 1000,
      },
    }));
    for (let i = 0; i < items.length; i += 100) {
      await storeMessages({ customerId: 'c_talk', shopId: 's', mark: 'm' }, items.slice(i, i + 100), 1_760_000_900_000, db);
    }
    const before = await messagesOf('c_talk', db);
    expect(before.length).toBe(300);
    await snapshotNow('manual', db);
    await db.delete();
    await restore({ database: db });
    await db.open();
    expect(await messagesOf('c_talk', db)).toEqual(before);
    // The conversation goes on where it was, with no double of what is known.
    const next = items
      .slice(-2)
      .concat({ message: { ...items[0]?.message, text: '新的', at: 1_760_001_000_000 } as MessageSeen });
    await storeMessages({ customerId: 'c_talk', shopId: 's', mark: 'm' }, next, 1_760_001_000_000, db);
    expect((await messagesOf('c_talk', db)).length).toBe(301);
  });

  it('taken while edits go on holds a state that really was: the one at its end', async () => {
    await many(1500);
    await putCustomers(db, aCustomer('c_zz', '末'));
    const going = snapshotNow('manual', db);
    await addNote('c_000001', '之间', db);
    await putOrders(db, 'c_000001', anOrder('4512300187000204539'));
    await addTag(['c_000000', 'c_001499', 'c_zz'], '老客', db);
    await going;
    const rows = await dump(db);
    await db.delete();
    await restore({ database: db });
    await db.open();
    expect(await dump(db)).toEqual(rows);
  });

  it('is known to be damaged wherever it was cut or changed', async () => {
    await many(300);
    const info = await snapshotNow('manual', db);
    const name = info?.name ?? '';
    const folder = files.folders.get('snapshots') ?? new Map<string, Uint8Array>();
    const whole = folder.get(name) ?? new Uint8Array();
    await expect(verifySnapshot(await snapshotFile(name), SCHEMA)).resolves.toMatchObject({ trailer: { end: true } });
    for (const at of [0.02, 0.3, 0.7, 0.99]) {
      folder.set(name, whole.slice(0, Math.floor(whole.length * at)));
      await expect(verifySnapshot(await snapshotFile(name), SCHEMA)).rejects.toThrow(SnapshotDamaged);
      const flipped = whole.slice();
      const i = Math.floor(whole.length * at);
      flipped[i] = (flipped[i] ?? 0) ^ 0x10;
      folder.set(name, flipped);
      await expect(verifySnapshot(await snapshotFile(name), SCHEMA)).rejects.toThrow(SnapshotDamaged);
    }
    folder.set(name, whole);
    await expect(verifySnapshot(await snapshotFile(name), SCHEMA - 1)).rejects.toThrow('newer');
  });

  it('that failed leaves nothing that counts, and the next one clears up after it', async () => {
    await many(3);
    files.failWrites = true;
    await expect(snapshotNow('manual', db)).rejects.toThrow();
    files.failWrites = false;
    expect(await listSnapshots()).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 2));
    await snapshotNow('manual', db);
    expect([...(files.folders.get('snapshots')?.keys() ?? [])].filter((n) => n.endsWith('.part'))).toEqual([]);
  });
});

describe('snapshotIfDue', () => {
  it('waits for 200 edits, or half an hour with one', async () => {
    await putCustomers(db, aCustomer('c_1', '甲'));
    await snapshotNow('manual', db);
    expect(await snapshotIfDue(db)).toBeNull();
    expect(await snapshotIfDue(db, Date.now() + 3_600_000)).toBeNull();
    await addNote('c_1', '一', db);
    expect(await snapshotIfDue(db)).toBeNull();
    expect(await snapshotIfDue(db, Date.now() + 31 * 60_000)).toMatchObject({ seq: 2, reason: 'edits' });
    await db.meta.put({ key: 'seq', value: 201 });
    expect(await snapshotIfDue(db)).toBeNull();
    await db.meta.put({ key: 'seq', value: 202 });
    expect(await snapshotIfDue(db)).toMatchObject({ seq: 202 });
  });

  it('does not run beside an import', async () => {
    await putCustomers(db, aCustomer('c_1', '甲'));
    const later = Date.now() + 31 * 60_000;
    await withLock('import', async () => expect(await snapshotIfDue(db, later)).toBeNull());
    expect(await snapshotIfDue(db, later)).not.toBeNull();
  });
});

describe('what is kept', () => {
  const at = (daysAgo: number, seq: number) => {
    const info = {
      at: new Date(2026, 10, 21 - daysAgo, 12).getTime(),
      seq,
      epoch: 1,
      customers: 5,
      orders: 6,
      reason: 'edits' as const,
    };
    return { ...info, name: snapshotName(info) };
  };

  it('is the newest three and one a day for a week', () => {
    const all = [at(0, 90), at(0, 80), at(0, 70), at(0, 60), at(1, 50), at(1, 40), at(6, 30), at(8, 20)];
    expect(keptSnapshots(all, new Date(2026, 10, 21, 13).getTime()).map((s) => s.seq)).toEqual([90, 80, 70, 50, 30]);
  });

  it('can be read from the names', () => {
    const one = at(0, 90);
    expect(parseSnapshotName(one.name)).toEqual(one);
    expect(parseSnapshotName('123.part')).toBeNull();
  });

  it('leaves the journal back to the third snapshot, so that each of them can be caught up from', async () => {
    await putCustomers(db, aCustomer('c_1', '甲'));
    for (let i = 0; i < 4; i++) {
      await addNote('c_1', `${i}`, db);
      await snapshotNow('manual', db);
    }
    const seqs: number[] = [];
    await readJournal(0, async (e) => void seqs.push(e.seq));
    expect(seqs).toEqual([4, 5]);
  });
});

describe('restoring a chosen snapshot', () => {
  afterEach(() => void vi.useRealTimers());

  it('that is damaged or gone leaves the database as it is', async () => {
    await putCustomers(db, aCustomer('c_1', '甲'));
    const info = await snapshotNow('manual', db);
    await addNote('c_1', '之后', db);
    const rows = await dump(db);
    const folder = files.folders.get('snapshots');
    folder?.set(info?.name ?? '', (folder.get(info?.name ?? '') ?? new Uint8Array()).slice(0, 40));
    await expect(restore({ database: db, name: info?.name ?? '' })).rejects.toThrow(SnapshotDamaged);
    await expect(restore({ database: db, name: 'gone.ndjson.gz' })).rejects.toThrow(SnapshotDamaged);
    expect(await dump(db)).toEqual(rows);
  });

  it('of an earlier day does not mix later edits up with those that were left behind', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 9, 1) });
    await putCustomers(db, aCustomer('c_1', '甲'));
    const old = await snapshotNow('manual', db);
    vi.setSystemTime(Date.UTC(2026, 9, 3));
    for (let i = 0; i < 3; i++) {
      await addNote('c_1', `${i}`, db);
      await snapshotNow('manual', db);
    }
    // Beyond the newest snapshot: in the journal only.
    for (let i = 0; i < 4; i++) await addNote('c_1', `旧 ${i}`, db);
    await restore({ database: db, name: old?.name ?? '' });
    for (let i = 0; i < 4; i++) await addNote('c_1', `新 ${i}`, db);
    const notes = (await db.notes.toArray()).map((note) => note.text).toSorted();
    expect(notes).toEqual(['新 0', '新 1', '新 2', '新 3']);
    await db.delete();
    await restore({ database: db });
    await db.open();
    expect((await db.notes.toArray()).map((note) => note.text).toSorted()).toEqual(notes);
  });
});
