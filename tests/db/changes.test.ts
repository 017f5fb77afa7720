import 'fake-indexeddb/auto';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { change, historyOf, undo } from '../../lib/db/changes.ts';
import { addTag, removeTag } from '../../lib/db/customers.ts';
import { KebanDatabase } from '../../lib/db/database.ts';
import { addNote, editNote } from '../../lib/db/notes.ts';
import { orderByNo, ordersOf } from '../../lib/db/orders.ts';
import { claimDue } from '../../lib/db/reminder-claims.ts';
import { addReminder, snoozeReminder } from '../../lib/db/reminders.ts';
import { countUse, saveTemplate } from '../../lib/db/templates.ts';
import { redo, redoScope, recountTags } from '../../lib/db/redo.ts';
import type { Change } from '../../lib/domain/change.ts';
import { aCustomer, anOrder, putCustomers, putOrders, SHOP } from '../support/customers.ts';
import { dump } from '../support/dump.ts';
import { carryOut, edits, faults } from '../support/edits.ts';

let db: KebanDatabase;
let made = 0;
const fresh = (): KebanDatabase => new KebanDatabase(`changes-${made++}`);
const some = (value: Change | null): Change => {
  if (!value) throw new Error('nothing was changed');
  return value;
};

beforeEach(() => {
  db = fresh();
});
afterEach(() => db.delete());

/** Runs a property, each time on a database of its own. */
async function onFresh(work: (database: KebanDatabase) => Promise<void>): Promise<void> {
  const database = fresh();
  try {
    await putCustomers(database, aCustomer('c_0', '买家0'), aCustomer('c_1', '买家1'), aCustomer('c_2', '买家2'));
    await work(database);
  } finally {
    await database.delete();
  }
}

describe('any sequence of edits', () => {
  it('keeps counts, owners and numbers right, and undone in reverse leads back through every former state', async () => {
    await fc.assert(
      fc.asyncProperty(edits(14), (list) =>
        onFresh(async (database) => {
          const states: { change: Change; before: unknown }[] = [];
          for (const edit of list) {
            const before = await dump(database);
            const done = await carryOut(edit, database);
            expect(await faults(database)).toEqual([]);
            if (done) states.push({ change: done, before });
          }
          for (const { change: made_, before } of states.toReversed()) {
            expect(await undo(made_.id, database)).toMatchObject({ outcome: 'undone' });
            expect(await dump(database)).toEqual(before);
            expect(await faults(database)).toEqual([]);
          }
        }),
      ),
      {
        numRuns: 60,
        // A tag that was deleted, used anew and taken off again.
        examples: [
          [
            [
              { kind: 'tag', a: 0, b: 2 },
              { kind: 'dropTag', a: 0, b: 0 },
              { kind: 'tag', a: 0, b: 2 },
            ],
          ],
        ],
      },
    );
  });

  it('undone in any order is either taken back or left untouched, and nothing is ever orphaned', async () => {
    await fc.assert(
      fc.asyncProperty(edits(12), fc.array(fc.nat(20), { maxLength: 8 }), (list, picks) =>
        onFresh(async (database) => {
          const changes: Change[] = [];
          for (const edit of list) {
            const done = await carryOut(edit, database);
            if (done) changes.push(done);
          }
          for (const n of picks) {
            const target = changes[n % Math.max(1, changes.length)];
            if (!target) return;
            const before = await dump(database);
            const outcome = await undo(target.id, database);
            expect(await faults(database)).toEqual([]);
            if (outcome.outcome === 'undone') changes.push(outcome.change);
            else expect(await dump(database)).toEqual(before);
          }
        }),
      ),
      { numRuns: 60 },
    );
  });

  it('carried out again from the record alone gives the same rows, also when part of them is already there', async () => {
    await fc.assert(
      fc.asyncProperty(edits(14), fc.nat(14), (list, from) =>
        onFresh(async (database) => {
          for (const edit of list) await carryOut(edit, database);
          const changes = (await database.changes.toArray()).toSorted((a, b) => (a.seq ?? 0) - (b.seq ?? 0));
          const again = (target: KebanDatabase, some_: Change[]) =>
            target.transaction('rw', redoScope(target), async () => {
              let missed = 0;
              for (const one of some_) missed += await redo(one, target);
              await recountTags(target);
              return missed;
            });
          const copy = fresh();
          expect(await again(copy, changes)).toBe(0);
          expect(await dump(copy)).toEqual(await dump(database));
          await again(copy, changes.slice(from));
          expect(await dump(copy)).toEqual(await dump(database));
          await copy.delete();
        }),
      ),
      { numRuns: 60 },
    );
  });
});

describe('change', () => {
  it('numbers the changes without a gap, also when many are made at once', async () => {
    await putCustomers(db, aCustomer('c_1', '甲'));
    await Promise.all(Array.from({ length: 20 }, (_, i) => addNote('c_1', `备注 ${i}`, db)));
    const seqs = (await db.changes.toArray()).map((c) => c.seq ?? 0).toSorted((a, b) => a - b);
    expect(seqs).toEqual(Array.from({ length: 21 }, (_, i) => i + 1));
    expect((await db.meta.get('seq'))?.value).toBe(21);
  });

  it('leaves no trace when its work fails or changes nothing', async () => {
    await putCustomers(db, aCustomer('c_1', '甲'));
    const before = await dump(db);
    await expect(
      change(
        { actor: 'staff', label: { key: 'x' } },
        async (draft) => {
          await draft.put('customers', aCustomer('c_2', '乙'));
          throw new Error('no');
        },
        db,
      ),
    ).rejects.toThrow('no');
    expect(await addTag(['c_1'], ' 新客 ', db)).not.toBeNull();
    expect(await addTag(['c_1'], '新客', db)).toBeNull();
    await removeTag(['c_1'], '新客', db);
    expect((await dump(db))['customers']).toMatchObject(
      before['customers']?.map((c) => ({ ...(c as object), updatedAt: expect.any(Number) })) ?? [],
    );
    expect(await db.changes.count()).toBe(3);
  });

  it('carries a command out once however often and however closely it arrives', async () => {
    await putCustomers(db, aCustomer('c_1', '甲'));
    const command = () =>
      change(
        { actor: 'page', label: { key: 'x' }, commandId: 'k1' },
        async (draft) => {
          await draft.setOrders('c_1', [
            ...(await draft.orders('c_1')),
            anOrder(`4512300187000${(await draft.orders('c_1')).length}`),
          ]);
        },
        db,
      );
    const done = await Promise.all([command(), command(), command()]);
    expect(done.filter(Boolean)).toHaveLength(1);
    expect(await ordersOf('c_1', db)).toHaveLength(1);
  });

  it('shows in the history of every customer concerned', async () => {
    await putCustomers(db, aCustomer('c_1', '甲'), aCustomer('c_2', '乙'));
    await putOrders(db, 'c_1', anOrder('4512300187000204539'));
    await addNote('c_2', '喜欢蓝色', db);
    expect((await historyOf('c_1', 50, db)).map((c) => c.ops[0]?.table)).toEqual(['order', 'customers']);
    expect((await historyOf('c_2', 50, db)).map((c) => c.ops[0]?.table)).toEqual(['notes', 'customers']);
  });
});

describe('undo', () => {
  beforeEach(async () => {
    await putCustomers(db, aCustomer('c_1', '甲'), aCustomer('c_2', '乙'));
  });

  it('loses nothing of what came after: the later edit stays', async () => {
    const note = some(await addNote('c_1', '一', db));
    await editNote(note.ops[0]?.key ?? '', '二', db);
    expect(await undo(note.id, db)).toEqual({ outcome: 'changed-since' });
    expect((await db.notes.toArray()).map((n) => n.text)).toEqual(['二']);
  });

  it('takes back the tags of a change, whatever other tags came or went since', async () => {
    await addTag(['c_1', 'c_2'], '旧', db);
    const bulk = some(await addTag(['c_1', 'c_2'], '双11', db));
    await addTag(['c_1'], '大码', db);
    await removeTag(['c_1'], '旧', db);
    await removeTag(['c_2'], '双11', db);
    const tags = async () => (await db.customers.bulkGet(['c_1', 'c_2'])).map((c) => c?.tags);
    const undone = await undo(bulk.id, db);
    expect(undone).toMatchObject({ outcome: 'undone' });
    expect(await tags()).toEqual([['大码'], ['旧']]);
    expect(await faults(db)).toEqual([]);
    if (undone.outcome === 'undone') await undo(undone.change.id, db);
    expect(await tags()).toEqual([['双11', '大码'], ['旧']]);
  });

  it('brings tags back that a change took, beside those that came since', async () => {
    await addTag(['c_1'], '大码', db);
    const removal = some(await removeTag(['c_1'], '大码', db));
    await addTag(['c_1'], 'VIP', db);
    expect(await undo(removal.id, db)).toMatchObject({ outcome: 'undone' });
    expect((await db.customers.get('c_1'))?.tags).toEqual(['VIP', '大码']);
  });

  it('does not take a customer away from its later notes, follow-ups or orders', async () => {
    const additions = [
      (id: string) => addNote(id, '重要', db),
      (id: string) => addReminder({ customerId: id, shopId: SHOP, text: '回访', dueAt: 1 }, db),
      (id: string) => putOrders(db, id, anOrder(`4512300187000${id.length}${id.at(-1)}11`)),
    ];
    for (const [i, add] of additions.entries()) {
      const id = `c_new${i}`;
      const creation = some(await putCustomers(db, aCustomer(id, `丙${i}`)));
      await add(id);
      expect(await undo(creation.id, db)).toEqual({ outcome: 'changed-since' });
    }
    expect(await faults(db)).toEqual([]);
  });

  it('does not bring back a customer whose identity another one has taken', async () => {
    const removal = some(await change({ actor: 'staff', label: { key: 'x' } }, (draft) => draft.remove('customers', 'c_1'), db));
    await putCustomers(db, aCustomer('c_9', '甲'));
    expect(await undo(removal.id, db)).toEqual({ outcome: 'changed-since' });
  });

  it('does not bring an order back that was read again since', async () => {
    await putOrders(db, 'c_1', anOrder('4512300187000204539'));
    const removal = some(await change({ actor: 'staff', label: { key: 'x' } }, (draft) => draft.setOrders('c_1', []), db));
    await putOrders(db, 'c_2', anOrder('4512300187000204539', { state: 'done' }));
    expect(await undo(removal.id, db)).toEqual({ outcome: 'changed-since' });
    expect(await orderByNo('4512300187000204539', db)).toMatchObject({ customerId: 'c_2', order: { state: 'done' } });
  });

  it('is not kept from it by what follows from other things: a notification, a use, a reading', async () => {
    const reminder = some(await addReminder({ customerId: 'c_1', shopId: SHOP, text: '回访', dueAt: 1 }, db));
    const id = reminder.ops[0]?.key ?? '';
    const snooze = some(await snoozeReminder(id, 2, db));
    await claimDue(10, db);
    expect(await undo(snooze.id, db)).toMatchObject({ outcome: 'undone' });
    expect(await db.reminders.get(id)).toMatchObject({ dueAt: 1, firedAt: 10 });
    const template = some(
      await saveTemplate({ title: '发货', body: '已发', folder: '', language: 'zh', pinyin: [], initials: [] }, db),
    );
    const key = template.ops[0]?.key ?? '';
    const edit = some(
      await saveTemplate({ id: key, title: '发货', body: '今天发', folder: '', language: 'zh', pinyin: [], initials: [] }, db),
    );
    await countUse(key, 'k', db);
    expect(await undo(edit.id, db)).toMatchObject({ outcome: 'undone' });
    expect(await db.templates.get(key)).toMatchObject({ body: '已发', uses: 1 });
  });

  it('happens once, even if asked for twice at once; undone itself it brings the change back', async () => {
    const tag = some(await addTag(['c_1', 'c_2'], '老客', db));
    const outcomes = (await Promise.all([undo(tag.id, db), undo(tag.id, db)])).map((o) => o.outcome);
    expect(outcomes.toSorted()).toEqual(['already', 'undone']);
    expect((await db.tags.get('老客'))?.count).toBe(0);
    const by = (await db.changes.get(tag.id))?.undoneBy ?? '';
    expect(await undo(by, db)).toMatchObject({ outcome: 'undone' });
    expect((await db.tags.get('老客'))?.count).toBe(2);
    expect(await undo('ch_none', db)).toEqual({ outcome: 'unknown' });
  });

  it('keeps the count of a tag that is removed altogether and brought back', async () => {
    await addTag(['c_1', 'c_2'], '大码', db);
    const removal = some(
      await change(
        { actor: 'staff', label: { key: 'x' } },
        async (draft) => {
          for (const id of ['c_1', 'c_2']) {
            const customer = await draft.get('customers', id);
            if (customer) await draft.put('customers', { ...customer, tags: [] });
          }
          await draft.remove('tags', '大码');
        },
        db,
      ),
    );
    expect(await db.tags.get('大码')).toBeUndefined();
    await undo(removal.id, db);
    expect((await db.tags.get('大码'))?.count).toBe(2);
  });
});

describe('claimDue', () => {
  it('reaches new follow-ups behind any number of old ones that have fired and stay open', async () => {
    const row = (i: number) => ({
      id: `r_${i}`,
      customerId: 'c_1',
      shopId: SHOP,
      text: 'x',
      dueAt: i,
      state: 'open' as const,
      createdAt: 0,
    });
    await db.reminders.bulkPut(Array.from({ length: 600 }, (_, i) => ({ ...row(i), firedAt: 1 })));
    await db.reminders.put(row(700));
    expect((await claimDue(1000, db)).map((r) => r.id)).toEqual(['r_700']);
    expect(await claimDue(1000, db)).toEqual([]);
  });
});
