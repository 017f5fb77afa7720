import 'fake-indexeddb/auto';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { historyOf, undo } from '../../lib/db/changes.ts';
import { addTag, removeTag } from '../../lib/db/customers.ts';
import { KebanDatabase } from '../../lib/db/database.ts';
import { askLater, keepApart, mergeCustomers, recentMerges } from '../../lib/db/merges.ts';
import { addNote, editNote, notesOf } from '../../lib/db/notes.ts';
import { ordersOf } from '../../lib/db/orders.ts';
import { addReminder, completeReminder, remindersOf } from '../../lib/db/reminders.ts';
import { takeOrders, takePeer } from '../../lib/db/intake.ts';
import { heirOf } from '../../lib/db/split.ts';
import type { Change } from '../../lib/domain/change.ts';
import { statsOf } from '../../lib/domain/order.ts';
import { aCustomer, anOrder, putCustomers, putOrders, SHOP } from '../support/customers.ts';
import { dump } from '../support/dump.ts';
import { carryOut, edits, faults } from '../support/edits.ts';

let db: KebanDatabase;
let made = 0;
const fresh = (): KebanDatabase => new KebanDatabase(`merges-${made++}`);
const some = (value: Change | null): Change => {
  if (!value) throw new Error('nothing was changed');
  return value;
};
const DAY = 86_400_000;
const LIN = '4512300187000204539';
const MASKED = '4512288765001204539';

beforeEach(async () => {
  db = fresh();
  const lin = aCustomer('c_lin', '林间小雨88', { keys: [`nick|${SHOP}|林间小雨88`] });
  const masked = aCustomer('c_masked', '林**', { masked: true, standing: 'orders-only', keys: [] });
  const { nick: _nick, ...bare } = masked;
  await putCustomers(db, lin, bare);
  await putOrders(db, 'c_lin', anOrder(LIN));
  await putOrders(db, 'c_masked', anOrder(MASKED, { createdAt: 6000, buyerName: '林**' }));
});
afterEach(async () => {
  vi.useRealTimers();
  await db.delete();
});

/** Writes something of every kind on a customer. */
async function work(id: string, word: string): Promise<{ note: string; reminder: string }> {
  const note = some(await addNote(id, `备注${word}`, db));
  const reminder = some(await addReminder({ customerId: id, shopId: SHOP, text: `跟进${word}`, dueAt: 5 }, db));
  await addTag([id], `标签${word}`, db);
  return { note: note.ops[0]?.key ?? '', reminder: reminder.ops[0]?.key ?? '' };
}

const texts = async (id: string): Promise<string[]> => (await notesOf(id, db)).map((note) => note.text).toSorted();
const nos = async (id: string): Promise<string[]> => (await ordersOf(id, db)).map((order) => order.no).toSorted();
const tags = async (id: string): Promise<string[]> => (await db.customers.get(id))?.tags.toSorted() ?? [];

describe('joining two customers', () => {
  it('moves everything in one recorded change that both histories and the list of joinings show', async () => {
    await work('c_lin', '甲');
    await work('c_masked', '乙');
    const merged = some(await mergeCustomers('c_lin', 'c_masked', db));
    expect(await db.customers.toCollection().primaryKeys()).toEqual(['c_lin']);
    expect(await db.customers.get('c_lin')).toMatchObject({ name: '林间小雨88', stats: { count: 2, paidCount: 2 } });
    expect(await nos('c_lin')).toEqual([MASKED, LIN].toSorted());
    expect(await texts('c_lin')).toEqual(['备注乙', '备注甲'].toSorted());
    expect(await tags('c_lin')).toEqual(['标签乙', '标签甲'].toSorted());
    expect((await remindersOf('c_lin', 'open', db)).length).toBe(2);
    expect(merged).toMatchObject({
      actor: 'staff',
      label: { key: 'change.merged', params: { name: '林间小雨88', other: '林**' } },
    });
    expect((await historyOf('c_masked', 50, db))[0]?.id).toBe(merged.id);
    expect((await recentMerges(Date.now(), db)).map((one) => one.id)).toEqual([merged.id]);
    expect(await heirOf('c_masked', db)).toBe('c_lin');
    expect(await faults(db)).toEqual([]);
  });

  it('is refused for two buyers, for two shops, and for one that is gone', async () => {
    await putCustomers(db, aCustomer('c_sea', '海边', { keys: [`nick|${SHOP}|海边`] }));
    await putCustomers(db, aCustomer('c_far', '林间', { keys: [], shopId: 'taobao|别的店' }));
    const before = await dump(db);
    await expect(mergeCustomers('c_lin', 'c_sea', db)).rejects.toThrow('two-buyers');
    await expect(mergeCustomers('c_lin', 'c_far', db)).rejects.toThrow('other-shop');
    await expect(mergeCustomers('c_lin', 'c_lin', db)).rejects.toThrow('gone');
    await expect(mergeCustomers('c_lin', 'c_none', db)).rejects.toThrow('gone');
    expect(await dump(db)).toEqual(before);
  });
});

describe('taking it back', () => {
  it('leads back to the very rows when nothing came after, and joins again when that is taken back', async () => {
    await work('c_lin', '甲');
    await work('c_masked', '乙');
    const before = await dump(db);
    const merged = some(await mergeCustomers('c_lin', 'c_masked', db));
    const after = await dump(db);
    const back = await undo(merged.id, db);
    expect(back).toMatchObject({ outcome: 'undone', split: { kept: '林间小雨88', other: '林**', notesStay: 0, ordersStay: 0 } });
    expect(await dump(db)).toEqual(before);
    expect(await recentMerges(Date.now(), db)).toEqual([]);
    const again = await undo(back.outcome === 'undone' ? back.change.id : '', db);
    expect(again.outcome).toBe('undone');
    expect(await dump(db)).toEqual(after);
    const [listed] = await recentMerges(Date.now(), db);
    expect(await undo(listed?.id ?? '', db)).toMatchObject({ outcome: 'undone' });
    expect(await dump(db)).toEqual(before);
  });

  it('works after edits, keeps them, and says where what came since has gone', async () => {
    const mine = await work('c_lin', '甲');
    const theirs = await work('c_masked', '乙');
    const merged = some(await mergeCustomers('c_lin', 'c_masked', db));
    await editNote(theirs.note, '备注乙，改过', db);
    await completeReminder(theirs.reminder, db);
    await editNote(mine.note, '', db);
    await addNote('c_lin', '后来的', db);
    await addTag(['c_lin'], '后来的', db);
    await removeTag(['c_lin'], '标签乙', db);
    await addReminder({ customerId: 'c_lin', shopId: SHOP, text: '问那一单', dueAt: 9, orderNo: MASKED }, db);
    await putOrders(db, 'c_lin', anOrder('4512300187000204777', { buyerName: '林**' }));
    const back = await undo(merged.id, db);
    expect(back).toMatchObject({
      outcome: 'undone',
      split: { ordersStay: 1, ordersGo: 0, notesStay: 1, remindersStay: 0, remindersGo: 1 },
    });
    expect(await texts('c_masked')).toEqual(['备注乙，改过']);
    expect(await texts('c_lin')).toEqual(['后来的']);
    expect((await remindersOf('c_masked', 'done', db)).map((r) => r.text)).toEqual(['跟进乙']);
    expect((await remindersOf('c_masked', 'open', db)).map((r) => r.text)).toEqual(['问那一单']);
    expect(await tags('c_lin')).toEqual(['后来的', '标签甲'].toSorted());
    expect(await tags('c_masked')).toEqual([]);
    expect(await nos('c_lin')).toEqual([LIN, '4512300187000204777']);
    expect(await nos('c_masked')).toEqual([MASKED]);
    expect(await faults(db)).toEqual([]);
  });

  it('gives conversations back, and one that came since to the buyer it names', async () => {
    const thread = (id: string, customerId: string, mark: string) => ({
      id,
      customerId,
      shopId: SHOP,
      mark,
      count: 0,
      newest: 0,
    });
    await putCustomers(db, aCustomer('c_uid', '林间', { keys: [], uid: '168020453' }));
    await db.threads.bulkPut([thread('th_1', 'c_lin', '林间小雨88'), thread('th_2', 'c_uid', 'conv-7')]);
    const merged = some(await mergeCustomers('c_lin', 'c_uid', db));
    expect((await db.threads.toArray()).map((row) => row.customerId)).toEqual(['c_lin', 'c_lin']);
    await db.threads.bulkPut([thread('th_3', 'c_lin', '168020453.1-22.1#11001'), thread('th_4', 'c_lin', 'conv-8')]);
    expect(await undo(merged.id, db)).toMatchObject({ outcome: 'undone' });
    expect((await db.threads.toArray()).map((row) => [row.id, row.customerId])).toEqual([
      ['th_1', 'c_lin'],
      ['th_2', 'c_uid'],
      ['th_3', 'c_uid'],
      ['th_4', 'c_lin'],
    ]);
  });

  it('gives an order that came since to the one whose name stands on it', async () => {
    await putCustomers(db, aCustomer('c_by', '海边', { standing: 'by-name', keys: [] }));
    const merged = some(await mergeCustomers('c_lin', 'c_by', db));
    await putOrders(db, 'c_lin', anOrder('4512300187000999999', { buyerName: '海**' }), anOrder('4512300187000999998'));
    expect(await undo(merged.id, db)).toMatchObject({ split: { ordersGo: 1, ordersStay: 1 } });
    expect(await nos('c_by')).toEqual(['4512300187000999999']);
    expect(await db.customers.get('c_by')).toMatchObject({ stats: { count: 1 } });
    expect(await faults(db)).toEqual([]);
  });

  it('gives keys and names back, and a key learnt since to the one it does not contradict', async () => {
    await putCustomers(db, aCustomer('c_uid', '林间', { masked: false, keys: [`uid|${SHOP}|168020453`], uid: '168020453' }));
    await db.customers.update('c_uid', { nick: undefined });
    const merged = some(await mergeCustomers('c_masked', 'c_uid', db));
    expect(await db.customers.get('c_masked')).toMatchObject({ name: '林间', standing: 'known', uid: '168020453' });
    const nick = { nick: '林间', uid: '168020453' };
    await takePeer({ site: 'taobao', shopId: SHOP, at: Date.now() }, { kind: 'peer', peer: nick, orderNos: [] }, db);
    expect(await undo(merged.id, db)).toMatchObject({ outcome: 'undone' });
    expect(await db.customers.get('c_uid')).toMatchObject({ uid: '168020453', keys: [`uid|${SHOP}|168020453`] });
    expect(await db.customers.get('c_masked')).toMatchObject({ name: '林**', masked: true });
    expect((await db.customers.get('c_masked'))?.uid).toBeUndefined();
    expect(await faults(db)).toEqual([]);
  });

  it('finds the customer that stayed when that one was joined with a third since', async () => {
    await work('c_masked', '乙');
    await putCustomers(db, aCustomer('c_enc', '林*', { masked: true, keys: [`enc|${SHOP}|RAzN8B1`], standing: 'known' }));
    const first = some(await mergeCustomers('c_lin', 'c_masked', db));
    const second = some(await mergeCustomers('c_enc', 'c_lin', db));
    expect(await heirOf('c_masked', db)).toBe('c_enc');
    expect(await undo(first.id, db)).toMatchObject({ outcome: 'undone' });
    expect(await texts('c_masked')).toEqual(['备注乙']);
    expect(await nos('c_masked')).toEqual([MASKED]);
    expect(await db.customers.get('c_enc')).toMatchObject({ name: '林间小雨88', tags: [] });
    expect(await undo(second.id, db)).toMatchObject({ outcome: 'undone' });
    expect(await db.customers.get('c_lin')).toMatchObject({ name: '林间小雨88', keys: [`nick|${SHOP}|林间小雨88`] });
    expect(await db.customers.get('c_enc')).toMatchObject({ name: '林*', masked: true, keys: [`enc|${SHOP}|RAzN8B1`] });
    expect(await faults(db)).toEqual([]);
  });

  it('finds the customer that stayed when a page joined that one with another since', async () => {
    const merged = some(await mergeCustomers('c_masked', 'c_lin', db));
    await putCustomers(db, aCustomer('c_old', '林间小雨88', { keys: [`enc|${SHOP}|RAzN8B1`], createdAt: 1 }));
    const buyer = { name: '林**', masked: true, enc: 'RAzN8B1' };
    const order = { kind: 'order' as const, no: LIN, state: 'done' as const, items: [], buyer };
    await takeOrders({ site: 'taobao', shopId: SHOP, at: Date.now() }, [order], db);
    expect(await db.customers.toCollection().primaryKeys()).toEqual(['c_old']);
    expect(await undo(merged.id, db)).toMatchObject({ outcome: 'undone' });
    expect(await nos('c_lin')).toEqual([LIN]);
    expect(await nos('c_old')).toEqual([MASKED]);
    expect(await faults(db)).toEqual([]);
  });

  it('is possible for thirty days and refused after them', async () => {
    const merged = some(await mergeCustomers('c_lin', 'c_masked', db));
    vi.useFakeTimers({ toFake: ['Date'], now: merged.at + 30 * DAY - 1000 });
    expect(await recentMerges(Date.now(), db)).toHaveLength(1);
    vi.setSystemTime(merged.at + 30 * DAY + 1000);
    expect(await recentMerges(Date.now(), db)).toEqual([]);
    expect(await undo(merged.id, db)).toEqual({ outcome: 'too-late' });
    vi.setSystemTime(merged.at + 30 * DAY - 1000);
    expect(await undo(merged.id, db)).toMatchObject({ outcome: 'undone' });
  });

  it('is refused, with nothing touched, when the customer was thrown away since', async () => {
    const merged = some(await mergeCustomers('c_lin', 'c_masked', db));
    await db.customers.delete('c_lin');
    await db.changes.where('id').notEqual(merged.id).delete();
    expect(await undo(merged.id, db)).toEqual({ outcome: 'changed-since' });
  });
});

describe('saying that two are not one', () => {
  it('is recorded, taken back, and put off for a week at will', async () => {
    const apart = some(await keepApart('c_lin', 'c_masked', db));
    expect((await db.customers.get('c_lin'))?.apart).toEqual([{ id: 'c_masked' }]);
    await undo(apart.id, db);
    expect((await db.customers.get('c_lin'))?.apart).toBeUndefined();
    await askLater('c_lin', 'c_masked', 1000, db);
    expect((await db.customers.get('c_lin'))?.apart).toEqual([{ id: 'c_masked', until: 1000 + 7 * DAY }]);
  });
});

describe('any edits between joining and taking back', () => {
  const KEYLESS = ['c_0', 'c_1', 'c_2', 'c_3', 'c_4'];

  /** Notes, follow-ups, orders by number: each must be there exactly once. */
  async function belongings(database: KebanDatabase): Promise<Record<string, string[]>> {
    const orders = (await database.orders.toArray()).flatMap((row) => row.list.map((order) => order.no));
    return {
      orders: orders.toSorted(),
      notes: (await database.notes.toArray()).map((note) => `${note.id} ${note.text}`).toSorted(),
      reminders: (await database.reminders.toArray()).map((r) => `${r.id} ${r.state} ${r.dueAt}`).toSorted(),
      tags: [...new Set((await database.customers.toArray()).flatMap((customer) => customer.tags))].toSorted(),
    };
  }

  it('lose and double nothing: orders, notes, follow-ups and tags stay whole, figures right, rows with an owner', async () => {
    const pick = fc.nat(20);
    await fc.assert(
      fc.asyncProperty(edits(10), pick, pick, edits(12), pick, async (first, a, b, then, c) => {
        const database = fresh();
        try {
          // Without keys, so that any two may be one.
          await putCustomers(
            database,
            ...KEYLESS.map((id, i) => aCustomer(id, `买家${i}`, { keys: i === 0 ? [`nick|${SHOP}|买家0`] : [], tags: [] })),
          );
          for (const edit of first) if (edit.kind !== 'make') await carryOut(edit, database);
          const ids = await database.customers.toCollection().primaryKeys();
          const [kept, other] = [ids[a % ids.length] ?? '', ids[(a + 1 + (b % Math.max(1, ids.length - 1))) % ids.length] ?? ''];
          if (kept === other) return;
          const before = await dump(database);
          const merged = some(await mergeCustomers(kept, other, database));
          expect(await faults(database)).toEqual([]);
          const merges = [merged];
          for (const [i, edit] of then.entries()) {
            if (edit.kind === 'make') continue;
            await carryOut(edit, database);
            const left = await database.customers.toCollection().primaryKeys();
            if (i === 5 && left.length > 1 && c % 2)
              merges.push(some(await mergeCustomers(left[c % left.length] ?? '', left[(c + 1) % left.length] ?? '', database)));
          }
          for (const merge of c % 3 ? merges : merges.toReversed()) {
            const was = await belongings(database);
            const rows = await dump(database);
            const outcome = await undo(merge.id, database);
            expect(await faults(database)).toEqual([]);
            for (const customer of await database.customers.toArray())
              expect(customer.stats).toEqual(statsOf(await ordersOf(customer.id, database)));
            if (outcome.outcome === 'undone') expect(await belongings(database)).toEqual(was);
            else expect(await dump(database)).toEqual(rows);
          }
          if (then.length === 0) expect(await dump(database)).toEqual(before);
        } finally {
          await database.delete();
        }
      }),
      { numRuns: 80 },
    );
  });
});
