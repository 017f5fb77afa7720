import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { undo } from '../../lib/db/changes.ts';
import { KebanDatabase } from '../../lib/db/database.ts';
import { acceptHandover, planHandover } from '../../lib/db/handover.ts';
import { importKeban } from '../../lib/db/import-keban.ts';
import { undoImport } from '../../lib/db/import-undo.ts';
import { takeOrders } from '../../lib/db/intake.ts';
import { mergeCustomers } from '../../lib/db/merges.ts';
import { addNote } from '../../lib/db/notes.ts';
import { addReminder } from '../../lib/db/reminders.ts';
import { heirOf } from '../../lib/db/split.ts';
import type { Change } from '../../lib/domain/change.ts';

const SHOP = 'taobao|青禾示例店';
const T0 = Date.UTC(2026, 10, 1, 2);
let n = 0;
let database: KebanDatabase;
let [a, b] = ['', ''];

/** Two masked customers, the second with a note and a follow-up. */
beforeEach(async () => {
  database = new KebanDatabase(`merged-away-${n++}`);
  const orders = ['4512288765001204539', '4512288765002304540'].map((no, i) => ({
    kind: 'order' as const,
    no,
    state: 'paid' as const,
    createdAt: T0 + i,
    items: [],
    buyer: { name: '林**', masked: true },
  }));
  await takeOrders({ site: 'taobao', shopId: SHOP, at: T0 }, orders, database);
  [a, b] = (await database.customers.toCollection().primaryKeys()) as [string, string];
  await addNote(b, '要发票', database);
  await addReminder({ customerId: b, shopId: SHOP, text: '回访', dueAt: T0 }, database);
});

const person = { site: 'taobao' as const, shopKey: '青禾示例店', name: '林**', masked: true };

/** The exchange file of both, as they are now. */
async function fileOf() {
  return {
    tags: [],
    customers: [a, b].map((id) => ({ id, ...person })),
    notes: await database.notes.toArray(),
    reminders: await database.reminders.toArray(),
  };
}

const handoverOf = (ref: string) => ({
  exportedAt: T0,
  nextShift: T0,
  note: '',
  people: [{ ref, ...person }],
  items: [{ id: 'r_0mb0000040000dddddddddddddddd', person: ref, kind: 'reminder' as const, text: '问尺码', dueAt: T0 }],
});

/** Customers, and whose the notes and follow-ups are. */
async function all(): Promise<unknown> {
  return {
    customers: await database.customers.toCollection().primaryKeys(),
    notes: (await database.notes.toArray()).map((note) => [note.customerId, note.text]),
    reminders: (await database.reminders.toArray()).map((one) => [one.customerId, one.text]),
  };
}

const merging = async (): Promise<Change> => (await mergeCustomers(a, b, database)) as Change;

describe('a customer that was joined with another one', () => {
  it('is not brought back by an exchange file, and can still be taken apart', async () => {
    const before = await all();
    const file = await fileOf();
    const merged = await merging();
    const joined = await all();
    expect(await importKeban(file, { fileName: 'a.json' }, database)).toMatchObject({ customers: 0, updated: 0, unchanged: 2 });
    expect(await all()).toEqual(joined);
    expect(await undo(merged.id, database)).toMatchObject({ outcome: 'undone' });
    expect(await all()).toEqual(before);
  });

  it('is the one it was joined with in a hand-over', async () => {
    const merged = await merging();
    expect(await planHandover(handoverOf(b), database)).toMatchObject([{ state: 'add', newcomer: false }]);
    await acceptHandover(handoverOf(b), T0, database);
    expect(await database.customers.toCollection().primaryKeys()).toEqual([a]);
    expect((await database.reminders.toArray()).map((one) => one.customerId)).toEqual([a, a]);
    expect(await undo(merged.id, database)).toMatchObject({ outcome: 'undone' });
  });
});

it('a customer that an undone import took away is nobody else when it comes again', async () => {
  const gone = `c_${'0'.repeat(20)}`;
  const file = {
    tags: [],
    customers: [
      { id: a, ...person, tags: ['大码'] },
      { id: gone, ...person },
    ],
    notes: [],
    reminders: [],
  };
  const row = await importKeban(file, { fileName: 'a.json' }, database);
  await undoImport(row.id, {}, database);
  expect(await database.customers.get(gone)).toBeUndefined();
  expect(await heirOf(gone, database)).toBeNull();
  expect(await importKeban(file, { fileName: 'a.json' }, database)).toMatchObject({ customers: 1, updated: 1 });
  expect(await database.customers.get(gone)).toMatchObject({ id: gone });
});
