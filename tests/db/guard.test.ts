import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KebanDatabase, MIN_READER, SCHEMA } from '../../lib/db/database.ts';
import { careDone, onGuardChange, openGuarded, recheck, type GuardState } from '../../lib/db/guard.ts';
import { addNote } from '../../lib/db/notes.ts';
import { ReadOnlyError, withWriteGate } from '../../lib/db/read-only.ts';
import { canRestore, restore, startEmpty } from '../../lib/db/restore.ts';
import { prune } from '../../lib/db/session-care.ts';
import { listSnapshots } from '../../lib/db/snapshot-file.ts';
import { snapshotNow } from '../../lib/db/snapshot.ts';
import { seedTemplates } from '../../lib/db/templates.ts';
import { dropFakeStorage, useFakeStorage, type FakeArea } from '../support/browser-storage.ts';
import { aCustomer, anOrder, putCustomers, putOrders } from '../support/customers.ts';
import { dump } from '../support/dump.ts';
import { dropFakeFiles, useFakeFiles, useFakeLocks, type FakeFiles } from '../support/opfs.ts';

let files: FakeFiles;
let areas: { local: FakeArea; session: FakeArea };
let name = '';
let made = 0;
const open: KebanDatabase[] = [];

/** A database handle as another page, or the next start of the browser, would have. */
function handle(): KebanDatabase {
  const database = withWriteGate(new KebanDatabase(name));
  open.push(database);
  return database;
}

/** What the loss of the whole store leaves: nothing of the database, all of the rest. */
async function loseEverything(): Promise<void> {
  for (const database of open.splice(0)) database.close();
  await new KebanDatabase(name).delete();
}

async function shopWithEdits(): Promise<{ database: KebanDatabase; rows: unknown }> {
  const database = handle();
  expect(await openGuarded(database)).toEqual({ kind: 'ready' });
  await putCustomers(database, aCustomer('c_1', '林间小雨'), aCustomer('c_2', '青禾'));
  await putOrders(database, 'c_1', anOrder('4512300187000204539'));
  await addNote('c_1', '喜欢蓝色', database);
  return { database, rows: await dump(database) };
}

beforeEach(() => {
  files = useFakeFiles();
  areas = useFakeStorage();
  useFakeLocks();
  name = `guard-${made++}`;
});
afterEach(async () => {
  await loseEverything();
  dropFakeFiles();
  dropFakeStorage();
});

describe('the first start', () => {
  it('is ready, sets the canary and closes local storage to content scripts', async () => {
    expect(await openGuarded(handle())).toEqual({ kind: 'ready' });
    expect(areas.local.values['canary']).toMatchObject({ epoch: 1, seq: 0, schema: SCHEMA });
    expect(areas.local.accessLevel).toBe('TRUSTED_CONTEXTS');
  });

  it('gives one epoch to a database that two contexts open at once', async () => {
    const [a, b] = [handle(), handle()];
    expect(await Promise.all([openGuarded(a), openGuarded(b)])).toEqual([{ kind: 'ready' }, { kind: 'ready' }]);
    expect((await a.meta.get('epoch'))?.value).toBe(1);
  });

  it('keeps the canary beside every edit, without a word of what was written', async () => {
    const { database } = await shopWithEdits();
    expect(areas.local.values['canary']).toMatchObject({ epoch: 1, seq: 3 });
    expect(JSON.stringify(areas.local.values)).not.toMatch(/喜欢|林间|4512300187000204539/);
    expect((await database.meta.get('seq'))?.value).toBe(3);
  });
});

describe('a store that has come up empty', () => {
  it('is lost, and nothing is written into it: no edit, no default row', async () => {
    await shopWithEdits();
    await loseEverything();
    const database = handle();
    expect(await openGuarded(database)).toMatchObject({ kind: 'lost', interrupted: false, at: expect.any(Number) });
    await expect(addNote('c_1', 'neu', database)).rejects.toThrow(ReadOnlyError);
    await expect(seedTemplates([{ id: 't_1', title: 'x' } as never], database)).rejects.toThrow(ReadOnlyError);
    await expect(database.shops.put({ id: 's', site: 'taobao', key: 's', name: 's', seenAt: 0 })).rejects.toThrow(ReadOnlyError);
    for (const table of database.tables) expect(await table.count()).toBe(0);
    expect(areas.local.values['canary']).toMatchObject({ epoch: 1, seq: 3 });
  });

  it('is lost also when the canary is gone but a snapshot or a journal is there', async () => {
    await shopWithEdits();
    await loseEverything();
    areas.local.values = {};
    expect(await openGuarded(handle())).toMatchObject({ kind: 'lost' });
  });

  it('comes back from the journal alone, and the other contexts are ready again', async () => {
    const { rows } = await shopWithEdits();
    await loseEverything();
    const [page, worker] = [handle(), handle()];
    await Promise.all([openGuarded(page), openGuarded(worker)]);
    const heard: GuardState[] = [];
    onGuardChange((state) => heard.push(state), worker);
    const result = await restore({ database: page });
    expect(result).toMatchObject({ snapshot: null, edits: 3, missed: 0 });
    await vi.waitFor(() => expect(heard).toEqual([{ kind: 'ready' }]));
    expect(await dump(worker)).toEqual(rows);
    expect(await worker.shops.toArray()).toMatchObject([{ key: '青禾示例专卖店' }]);
    await addNote('c_1', '又能写了', worker);
    expect(areas.local.values['canary']).toMatchObject({ epoch: 2, seq: 4 });
    expect((await listSnapshots())[0]).toMatchObject({ epoch: 2, seq: 3, customers: 2, orders: 1, reason: 'restored' });
  });

  it('comes back from a snapshot and the edits after it', async () => {
    const { database } = await shopWithEdits();
    await snapshotNow('edits', database);
    await addNote('c_2', '只在日志里', database);
    const rows = await dump(database);
    await loseEverything();
    const next = handle();
    await openGuarded(next);
    expect(await restore({ database: next })).toMatchObject({ snapshot: { seq: 3 }, edits: 1, missed: 0, damaged: 0 });
    expect(await dump(next)).toEqual(rows);
  });

  it('passes a damaged snapshot over and loses nothing by it', async () => {
    const { database } = await shopWithEdits();
    // The care of the session takes a snapshot of its own, at whatever moment it comes to it.
    await careDone(database);
    await snapshotNow('edits', database);
    await addNote('c_2', '二', database);
    const second = await snapshotNow('edits', database);
    await addNote('c_2', '三', database);
    const rows = await dump(database);
    const folder = files.folders.get('snapshots');
    const bytes = folder?.get(second?.name ?? '');
    folder?.set(second?.name ?? '', new Uint8Array(bytes?.slice(0, bytes.length - 40) ?? []));
    await loseEverything();
    const next = handle();
    await openGuarded(next);
    expect(await restore({ database: next })).toMatchObject({ damaged: 1, snapshot: { seq: 3 }, edits: 2 });
    expect(await dump(next)).toEqual(rows);
  });

  it('counts as lost until a restore is complete, and can be restored again after an interruption', async () => {
    const { database, rows } = await shopWithEdits();
    await snapshotNow('edits', database);
    await loseEverything();
    const page = handle();
    await openGuarded(page);
    const killed = restore({
      database: page,
      onProgress: ({ phase }) => {
        if (phase === 'finishing') throw new Error('killed');
      },
    });
    await expect(killed).rejects.toThrow('killed');
    const next = handle();
    expect(await openGuarded(next)).toMatchObject({ kind: 'lost', interrupted: true });
    await expect(addNote('c_1', 'neu', next)).rejects.toThrow(ReadOnlyError);
    await restore({ database: next });
    expect(await recheck(next)).toEqual({ kind: 'ready' });
    expect(await dump(next)).toEqual(rows);
  });

  it('is left alone when there is nothing to restore, and can be begun anew', async () => {
    await shopWithEdits();
    await loseEverything();
    files.folders.clear();
    const database = handle();
    expect(await openGuarded(database)).toMatchObject({ kind: 'lost' });
    expect(await canRestore()).toBe(false);
    await expect(restore({ database })).rejects.toThrow('nothing to restore');
    expect(await recheck(database)).toMatchObject({ kind: 'lost', interrupted: false });
    await startEmpty(database);
    expect(await recheck(database)).toEqual({ kind: 'ready' });
    await putCustomers(database, aCustomer('c_1', '新'));
    expect(areas.local.values['canary']).toMatchObject({ epoch: 2, seq: 4 });
  });
});

describe('a database behind its canary', () => {
  it('takes the missing edits from the journal by itself', async () => {
    const { database } = await shopWithEdits();
    const last = (await database.changes.toArray()).find((c) => c.seq === 3);
    await database.changes.delete(last?.id ?? '');
    await database.notes.clear();
    await database.meta.put({ key: 'seq', value: 2 });
    const next = handle();
    expect(await openGuarded(next)).toEqual({ kind: 'ready' });
    expect((await next.notes.toArray()).map((n) => n.text)).toEqual(['喜欢蓝色']);
    expect((await next.meta.get('seq'))?.value).toBe(3);
  });

  it('is lost when the journal does not have them', async () => {
    const { database } = await shopWithEdits();
    await database.meta.put({ key: 'seq', value: 2 });
    files.folders.get('journal')?.clear();
    expect(await openGuarded(handle())).toMatchObject({ kind: 'lost' });
  });
});

describe('a database of a newer version', () => {
  it('says which code can read it, before and after data are restored', async () => {
    const { database } = await shopWithEdits();
    const told = async (): Promise<unknown> => (await database.meta.get('minReader'))?.value;
    expect(await told()).toBe(MIN_READER);
    await database.meta.put({ key: 'minReader', value: 1 });
    expect(await openGuarded(handle())).toEqual({ kind: 'ready' });
    expect(await told()).toBe(MIN_READER);
    // A snapshot of before this was noted must not take it back.
    await database.meta.put({ key: 'minReader', value: 1 });
    await snapshotNow('manual', database);
    await restore({ database });
    expect(await told()).toBe(MIN_READER);
    // Edits that only the journal has are brought back before the database counts as sound.
    await database.meta.bulkPut([
      { key: 'minReader', value: 1 },
      { key: 'seq', value: 0 },
    ]);
    files.folders.get('journal')?.clear();
    expect(await openGuarded(handle())).toMatchObject({ kind: 'lost' });
    expect(await told()).toBe(MIN_READER);
  });

  it('is read, not written', async () => {
    const { database } = await shopWithEdits();
    await database.meta.put({ key: 'minReader', value: SCHEMA + 1 });
    const next = handle();
    expect(await openGuarded(next)).toEqual({ kind: 'newer' });
    expect(await next.notes.count()).toBe(1);
    const refused = await addNote('c_1', 'x', next).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ReadOnlyError);
    expect((refused as ReadOnlyError).refusal).toBe('newer');
  });
});

describe('a database that another page holds', () => {
  it('is blocked, and ready by itself once the page lets go', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const holder = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open(name, 1);
        request.onsuccess = () => resolve(request.result);
      });
      const database = handle();
      const state = openGuarded(database);
      await vi.advanceTimersByTimeAsync(10_500);
      expect(await state).toEqual({ kind: 'blocked' });
      vi.useRealTimers();
      const later = new Promise<GuardState>((resolve) => onGuardChange(resolve, database));
      holder.close();
      expect(await later).toEqual({ kind: 'ready' });
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('the care of a session', () => {
  it('is taken once, by whoever comes first, and leaves a snapshot of edits that had none', async () => {
    const { database } = await shopWithEdits();
    expect(await careDone(database)).toBe(true);
    await addNote('c_1', '二', database);
    areas.session.values = {};
    const [a, b] = [handle(), handle()];
    expect((await Promise.all([careDone(a), careDone(b)])).filter(Boolean)).toHaveLength(1);
    expect((await listSnapshots())[0]).toMatchObject({ seq: 4, reason: 'session' });
    expect((await indexedDB.databases()).map((d) => d.name)).not.toContain('keban-scratch');
  });

  it('throws away old commands and old readings, and nothing a person did', async () => {
    const database = handle();
    const now = Date.now();
    const days = (n: number): number => now - n * 86_400_000;
    await database.processed.bulkPut([
      { id: 'old', at: days(2), answer: null },
      { id: 'new', at: days(0.5), answer: null },
    ]);
    const change = (actor: 'page' | 'staff', age: number) => ({
      id: `ch_${Math.round(days(age)).toString(36).padStart(9, '0')}0000${'f'.repeat(16)}`,
      at: days(age),
      actor,
      label: { key: 'x' },
      ops: [],
      refs: [],
    });
    const rows = [change('page', 40), change('staff', 39), change('page', 20)];
    await database.changes.bulkPut(rows);
    await prune(database, now);
    expect((await database.processed.toArray()).map((p) => p.id)).toEqual(['new']);
    expect((await database.changes.toArray()).map((c) => [c.actor, c.at])).toEqual([
      ['staff', days(39)],
      ['page', days(20)],
    ]);
  });
});
