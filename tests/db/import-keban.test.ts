import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { addTag } from '../../lib/db/customers.ts';
import { db, KebanDatabase } from '../../lib/db/database.ts';
import { importKeban } from '../../lib/db/import-keban.ts';
import { undoImport } from '../../lib/db/import-undo.ts';
import { importOrders } from '../../lib/db/imports.ts';
import { takeOrders, takePeer } from '../../lib/db/intake.ts';
import { addNote, editNote } from '../../lib/db/notes.ts';
import { promiseFigures } from '../../lib/db/promises.ts';
import { editReminder } from '../../lib/db/reminder-edit.ts';
import { addReminder, completeReminder } from '../../lib/db/reminders.ts';
import type { OrderSeen, PeerRef } from '../../lib/domain/observation.ts';
import type { KebanCustomer } from '../../lib/files/keban-json.ts';
import { exported } from '../support/exchange.ts';

const SHOP = 'taobao|青禾示例店';
let n = 0;
let target: KebanDatabase;

const order = (i: number, buyer: OrderSeen['buyer']): OrderSeen => ({
  kind: 'order',
  no: String(3_000_000_000_000_000 + i),
  state: 'done',
  createdAt: 1_700_000_000_000 + i,
  items: [],
  ...(buyer ? { buyer } : {}),
});

/** Three customers with all that people can put on them: one with a nick, one masked, one nameless. */
async function fillSource(): Promise<void> {
  for (const table of db.tables) await table.clear();
  await takeOrders({ site: 'taobao', shopId: SHOP, at: 1000 }, [
    order(1, { nick: '林间小雨', name: '林间小雨' }),
    order(2, { name: '林**', masked: true }),
    order(3, undefined),
  ]);
  const [first, second] = await db.customers.toArray();
  await addTag([first?.id ?? '', second?.id ?? ''], '大码');
  await db.tags.update('大码', { color: 'teal' });
  await addNote(first?.id ?? '', '要发票\n抬头见备注');
  await addReminder({ customerId: first?.id ?? '', shopId: SHOP, text: '回访', dueAt: Date.now() + 86_400_000 });
  await addReminder({ customerId: first?.id ?? '', shopId: SHOP, text: '补发', dueAt: Date.now() - 1000 });
  const [open] = await db.reminders.toArray();
  await completeReminder(open?.id ?? '');
}

async function tables(of: KebanDatabase): Promise<Record<string, unknown[]>> {
  const rows: Record<string, unknown[]> = {};
  for (const name of ['customers', 'notes', 'reminders', 'tags', 'orders', 'templates'])
    rows[name] = await of.table(name).toArray();
  return rows;
}

beforeEach(async () => {
  target = new KebanDatabase(`keban-${n++}`);
  await fillSource();
});

describe('importKeban', () => {
  it('brings customers, tags, notes and follow-ups into an empty database', async () => {
    const row = await importKeban(await exported(), { fileName: 'a.json' }, target);
    expect(row).toMatchObject({ rows: 3, customers: 3, updated: 0, state: 'done', kind: 'keban' });
    const person = (await target.customers.toArray()).find((c) => c.nick === '林间小雨');
    const source = (await db.customers.toArray()).find((c) => c.nick === '林间小雨');
    expect(person).toMatchObject({
      id: source?.id,
      standing: 'known',
      keys: source?.keys,
      tags: ['大码'],
      createdAt: source?.createdAt,
      tokens: source?.tokens,
    });
    expect((await target.notes.toArray()).map(({ customerId, text, at }) => [customerId, text, at])).toEqual(
      (await db.notes.toArray()).map(({ customerId, text, at }) => [customerId, text, at]),
    );
    expect((await target.reminders.toArray()).map((r) => [r.text, r.state]).toSorted()).toEqual([
      ['回访', 'done'],
      ['补发', 'open'],
    ]);
    expect(await target.tags.toArray()).toMatchObject([{ id: '大码', count: 2, color: 'teal' }]);
    expect((await target.customers.toArray()).filter((c) => c.standing === 'orders-only')).toHaveLength(2);
  });

  it('a promise is counted where it comes to', async () => {
    const [first] = await db.customers.toArray();
    const at = Date.now();
    const promise = { sentence: '三天内给您退款', saidAt: at - 1000, until: at + 72 * 3_600_000 };
    const dueAt = at + 70 * 3_600_000;
    await addReminder({ customerId: first?.id ?? '', shopId: SHOP, text: promise.sentence, dueAt, promise });
    await importKeban(await exported(), { fileName: 'a.json' }, target);
    expect(await promiseFigures(at, 30, target)).toMatchObject({ open: 1 });
  });

  it('changes nothing the second time', async () => {
    const file = await exported();
    await importKeban(file, { fileName: 'a.json' }, target);
    const before = await tables(target);
    const again = await importKeban(file, { fileName: 'a.json' }, target);
    expect(again).toMatchObject({ customers: 0, updated: 0, unchanged: 3 });
    expect(await tables(target)).toEqual(before);
    expect(await target.changes.count()).toBe(1);
  });

  it('changes nothing in the database it came from', async () => {
    const before = await tables(db);
    const row = await importKeban(await exported(), { fileName: 'a.json' }, db);
    expect(row).toMatchObject({ customers: 0, updated: 0, unchanged: 3 });
    expect(await tables(db)).toEqual(before);
  });

  /** Every note and follow-up as it reads. */
  const texts = async (of: KebanDatabase) => ({
    notes: (await of.notes.toArray()).map((note) => note.text),
    reminders: (await of.reminders.toArray()).map((one) => one.text).toSorted(),
  });
  const editNoteIn = async (of: KebanDatabase, text: string) => editNote((await of.notes.toArray())[0]?.id ?? '', text, of);
  const editBackIn = async (of: KebanDatabase) =>
    editReminder((await of.reminders.toArray()).find((one) => one.text === '补发')?.id ?? '', { text: '补发一双' }, of);

  it('knows a note and a follow-up again that were edited here since, and leaves them', async () => {
    for (const of of [target, db]) {
      const file = await exported();
      await importKeban(file, { fileName: 'a.json' }, of);
      await editNoteIn(of, '改过');
      await editBackIn(of);
      const row = await importKeban(file, { fileName: 'a.json' }, of);
      expect(row).toMatchObject({ customers: 0, updated: 0, unchanged: 3 });
      expect(await texts(of)).toEqual({ notes: ['改过'], reminders: ['回访', '补发一双'] });
    }
  });

  it.each([true, false])('takes the later edit of a note over from the next file (ids kept: %s)', async (kept) => {
    const noId = <T>(row: T): T => (kept ? row : { ...row, id: undefined });
    const file = async () => {
      const read = await exported();
      return { ...read, notes: read.notes.map(noId), reminders: read.reminders.map(noId) };
    };
    await importKeban(await file(), { fileName: 'a.json' }, target);
    await editNoteIn(db, '那边改的');
    await editBackIn(db);
    const next = await file();
    expect(await importKeban(next, { fileName: 'b.json' }, target)).toMatchObject({ customers: 0, updated: 1, unchanged: 2 });
    expect(await texts(target)).toEqual({ notes: ['那边改的'], reminders: ['回访', '补发'] });
    await editNoteIn(target, '这边又改的');
    expect(await importKeban(next, { fileName: 'b.json' }, target)).toMatchObject({ updated: 0, unchanged: 3 });
    expect((await texts(target)).notes).toEqual(['这边又改的']);
  });

  it('keeps several notes of one moment apart', async () => {
    const file = await exported();
    const [note] = file.notes;
    const many = { ...file, notes: ['一', '二', '三'].map((text) => ({ customerId: note!.customerId, text, at: note!.at })) };
    await importKeban(many, { fileName: 'a.json' }, target);
    expect((await texts(target)).notes.toSorted()).toEqual(['一', '三', '二'].toSorted());
  });

  it('adds to what is there and takes nothing away', async () => {
    await takeOrders({ site: 'taobao', shopId: SHOP, at: 2000 }, [order(9, { nick: '林间小雨', name: '林间小雨' })], target);
    const [own] = await target.customers.toArray();
    await addTag([own?.id ?? ''], '老客', target);
    await addNote(own?.id ?? '', '自己的备注', target);
    const row = await importKeban(await exported(), { fileName: 'a.json' }, target);
    expect(row).toMatchObject({ customers: 2, updated: 1 });
    const merged = await target.customers.get(own?.id ?? '');
    expect(merged).toMatchObject({ tags: ['老客', '大码'], stats: { count: 1 } });
    expect((await target.notes.toArray()).map((note) => note.text).toSorted()).toEqual(
      ['自己的备注', '要发票\n抬头见备注'].toSorted(),
    );
  });

  it('is taken back as one, also from another page', async () => {
    const before = await tables(target);
    const row = await importKeban(await exported(), { fileName: 'a.json' }, target);
    const { name } = target;
    target.close();
    const reopened = new KebanDatabase(name);
    await undoImport(row.id, {}, reopened);
    const after = await tables(reopened);
    expect({ ...after, tags: [] }).toEqual({ ...before, tags: [] });
    expect((await reopened.tags.toArray()).map((tag) => tag.count)).toEqual([0]);
    expect(await reopened.imports.get(row.id)).toMatchObject({ state: 'undone' });
  });

  it('leaves nothing when cancelled', async () => {
    const abort = new AbortController();
    const file = await exported();
    const many = {
      ...file,
      customers: Array.from({ length: 250 }, (_, i) => ({
        id: `x${i}`,
        site: 'taobao' as const,
        shopKey: '青禾示例店',
        name: `甲${i}`,
        nick: `甲${i}`,
      })),
    };
    const row = await importKeban(many, { fileName: 'a.json', signal: abort.signal, onProgress: () => abort.abort() }, target);
    expect(row.state).toBe('undone');
    expect(await target.customers.count()).toBe(0);
  });
});

describe('a record of an exchange file whose ids are held by several here', () => {
  const source = { site: 'taobao' as const, shopId: SHOP, at: 2000 };
  const chat = (peer: PeerRef) => takePeer(source, { kind: 'peer', peer, orderNos: [] }, target);
  const bring = (record: Partial<KebanCustomer>, refused: KebanCustomer[] = []) => {
    const customer = { id: 'x1', site: 'taobao' as const, shopKey: '青禾示例店', name: '', ...record };
    const content = { tags: [], customers: [customer], notes: [{ customerId: 'x1', text: '小心', at: 5 }], reminders: [] };
    return importKeban(content, { fileName: 'a.json', onRefused: (list) => refused.push(...list) }, target);
  };
  const people = async () => (await target.customers.toArray()).map((c) => [c.name, c.keys, c.tags]);

  it('is left out and told when they are different buyers', async () => {
    const first = await chat({ nick: '甲', name: '甲', uid: '2208812345678' });
    const second = await chat({ nick: '乙', name: '乙', uid: '2208899999999' });
    const before = await people();
    const refused: KebanCustomer[] = [];
    const row = await bring({ name: '乙', nick: '乙', uid: '2208812345678', tags: ['骗子'] }, refused);
    expect(row).toMatchObject({ rows: 1, customers: 0, updated: 0, bad: 1 });
    expect(refused.map(({ name }) => name)).toEqual(['乙']);
    expect(await people()).toEqual(before);
    expect(await target.notes.count()).toBe(0);
    expect(await chat({ nick: '甲', name: '甲', uid: '2208812345678' })).toMatchObject({ customerId: first.customerId });
    expect(await chat({ nick: '乙', name: '乙', uid: '2208899999999' })).toMatchObject({ customerId: second.customerId });
  });

  it('is left out when the one of its id is another buyer', async () => {
    const id = `c_${'0'.repeat(20)}`;
    await bring({ id, name: '甲', nick: '甲', uid: '2208812345678' });
    expect(await bring({ id, name: '丙', nick: '丙', uid: '2208877777777', tags: ['骗子'] })).toMatchObject({
      bad: 1,
      updated: 0,
    });
    expect(await people()).toMatchObject([['甲', { length: 2 }, []]]);
  });

  it('gives a key to nobody beside the one that has it', async () => {
    await chat({ nick: '小雨', name: '小雨' });
    await takeOrders(source, [order(1, { name: '小**', masked: true, enc: 'ENC123abc' })], target);
    const before = await tables(target);
    const row = await bring({ name: '小雨', nick: '小雨', enc: 'ENC123abc', tags: ['VIP'] });
    expect(row).toMatchObject({ customers: 0, updated: 1, bad: 0 });
    const keys = (await target.customers.toArray()).flatMap((c) => c.keys);
    expect(new Set(keys).size).toBe(keys.length);
    async function* file() {
      const orders = [{ line: 2, order: order(2, { nick: '小雨', name: '小雨' }) }];
      yield { rows: orders, bytesRead: 1, bytesTotal: 1 };
    }
    const later = await importOrders(file(), { fileName: 'b.csv', shopId: SHOP }, target);
    expect(await target.customers.count()).toBe(2);
    await undoImport(later.row.id, {}, target);
    await undoImport(row.id, {}, target);
    expect((await tables(target))['customers']).toEqual(before['customers']);
  });
});
