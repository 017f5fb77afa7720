import * as fc from 'fast-check';
import { absorbCustomer } from '../../lib/db/absorb.ts';
import { addNote, editNote } from '../../lib/db/notes.ts';
import { addReminder, completeReminder, snoozeReminder } from '../../lib/db/reminders.ts';
import { addTag, removeTag } from '../../lib/db/customers.ts';
import { change } from '../../lib/db/changes.ts';
import { orderByNo } from '../../lib/db/orders.ts';
import { saveTemplate } from '../../lib/db/templates.ts';
import type { KebanDatabase } from '../../lib/db/database.ts';
import type { Change } from '../../lib/domain/change.ts';
import { aCustomer, anOrder, putCustomers, SHOP } from './customers.ts';

/** One thing a person, a page or an import may do; the numbers pick what it is done to. */
export interface Edit {
  kind: (typeof kinds)[number];
  a: number;
  b: number;
}

const kinds = [
  'make',
  'tag',
  'untag',
  'recolor',
  'dropTag',
  'note',
  'editNote',
  'dropNote',
  'remind',
  'snooze',
  'complete',
  'order',
  'order',
  'moveOrder',
  'dropOrder',
  'absorb',
  'rename',
  'template',
  'forget',
] as const;

/** Sequences of edits, on few customers, tags and orders so that they meet. */
export const edits = (max: number): fc.Arbitrary<Edit[]> =>
  fc.array(fc.record({ kind: fc.constantFrom(...kinds), a: fc.nat(7), b: fc.nat(7) }), { minLength: 1, maxLength: max });

const TAGS = ['大码', '老客', '退货多'];
const pick = <T>(list: readonly T[], n: number): T | undefined => (list.length === 0 ? undefined : list[n % list.length]);
const noOf = (n: number): string => `45123001870002045${String(n).padStart(2, '0')}`;
const info = (key: string) => ({ actor: 'staff' as const, label: { key } });

/** Carries out an edit on what is there; returns its change, or null when there was nothing to do. */
export async function carryOut(edit: Edit, database: KebanDatabase): Promise<Change | null> {
  const { a, b } = edit;
  const ids = await database.customers.toCollection().primaryKeys();
  const id = pick(ids, a);
  if (edit.kind === 'make') return makeCustomer(a, ids, database);
  if (edit.kind === 'template')
    return saveTemplate({ title: `t${a}`, body: `b${b}`, folder: '', language: 'zh', pinyin: [], initials: [] }, database);
  if (edit.kind === 'recolor' || edit.kind === 'dropTag') return editTag(edit, database);
  if (!id) return null;
  if (edit.kind === 'tag')
    return addTag(
      ids.filter((_, i) => (i + a) % 3 !== 0),
      TAGS[b % 3] ?? '',
      database,
    );
  if (edit.kind === 'untag') return removeTag([id], TAGS[b % 3] ?? '', database);
  if (edit.kind === 'note') return addNote(id, `备注 ${b}`, database);
  if (edit.kind === 'remind') return addReminder({ customerId: id, shopId: SHOP, text: `跟进 ${b}`, dueAt: 1000 * b }, database);
  if (edit.kind === 'rename') return rename(id, b, database);
  if (edit.kind === 'forget') return forget(id, database);
  return (await editOrders(edit, id, pick(ids, b), database)) ?? editRow(edit, database);
}

async function makeCustomer(n: number, ids: readonly string[], database: KebanDatabase): Promise<Change | null> {
  const customer = aCustomer(`c_${n}`, `买家${n}`);
  // Whoever absorbed that customer holds its key now; the product makes no second holder.
  const held = await database.customers.where('keys').anyOf(customer.keys).count();
  return ids.includes(customer.id) || held > 0 ? null : putCustomers(database, customer);
}

async function editTag({ kind, a, b }: Edit, database: KebanDatabase): Promise<Change | null> {
  const tag = pick(await database.tags.toArray(), a);
  if (!tag) return null;
  return change(
    info(kind),
    async (draft) => {
      if (kind === 'recolor') return draft.put('tags', { ...tag, color: ['grey', 'red', 'blue'][b % 3] ?? 'grey' });
      for (const customer of await database.customers.where('tags').equals(tag.id).toArray()) {
        await draft.put('customers', { ...customer, tags: customer.tags.filter((t) => t !== tag.id) });
      }
      return draft.remove('tags', tag.id);
    },
    database,
  );
}

function rename(id: string, n: number, database: KebanDatabase): Promise<Change | null> {
  return change(
    info('rename'),
    async (draft) => {
      const customer = await draft.get('customers', id);
      if (customer)
        await draft.put('customers', { ...customer, name: `新名${n}`, aliases: [customer.name], updatedAt: Date.now() });
    },
    database,
  );
}

/** Removes a customer with everything that belongs to it. */
function forget(id: string, database: KebanDatabase): Promise<Change | null> {
  return change(
    info('forget'),
    async (draft) => {
      await draft.setOrders(id, []);
      for (const note of await database.notes.toArray()) if (note.customerId === id) await draft.remove('notes', note.id);
      for (const r of await database.reminders.toArray()) if (r.customerId === id) await draft.remove('reminders', r.id);
      await draft.remove('customers', id);
    },
    database,
  );
}

async function editOrders(
  { kind, a, b }: Edit,
  id: string,
  other: string | undefined,
  database: KebanDatabase,
): Promise<Change | null> {
  if (!['order', 'moveOrder', 'dropOrder', 'absorb'].includes(kind)) return null;
  const no = noOf(b);
  return change(
    info(kind),
    async (draft) => {
      const owner = (await orderByNo(no, database))?.customerId;
      if (kind === 'order') {
        const holder = owner ?? id;
        const list = (await draft.orders(holder)).filter((o) => o.no !== no);
        await draft.setOrders(holder, [
          ...list,
          anOrder(no, { state: a % 2 ? 'paid' : 'done', createdAt: 5000 + (b % 3), seenAt: 6000 + a }),
        ]);
      } else if (kind === 'absorb') {
        if (other && other !== id) await absorbCustomer(draft, id, other);
      } else if (owner) {
        const moved = (await draft.orders(owner)).filter((o) => o.no === no);
        await draft.setOrders(
          owner,
          (await draft.orders(owner)).filter((o) => o.no !== no),
        );
        if (kind === 'moveOrder')
          await draft.setOrders(id, [...(await draft.orders(id)), ...moved.map((o) => (a % 2 ? { ...o, memo: `m${a}` } : o))]);
      }
    },
    database,
  );
}

async function editRow({ kind, a, b }: Edit, database: KebanDatabase): Promise<Change | null> {
  const note = pick(await database.notes.toArray(), a);
  if (note && kind === 'editNote') return editNote(note.id, `改 ${b}`, database);
  if (note && kind === 'dropNote') return editNote(note.id, '', database);
  const reminder = pick(await database.reminders.toArray(), a);
  if (reminder && kind === 'snooze') return snoozeReminder(reminder.id, 5000 + b, database);
  if (reminder && kind === 'complete') return completeReminder(reminder.id, database);
  return null;
}

/** Returns what is wrong in a database: counts that are off, rows without an owner, orders that cannot be found, twins. */
export async function faults(database: KebanDatabase): Promise<string[]> {
  const found: string[] = [];
  const customers = await database.customers.toArray();
  const ids = new Set(customers.map((c) => c.id));
  const counts = new Map<string, number>();
  for (const tag of customers.flatMap((c) => c.tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  const tags = await database.tags.toArray();
  for (const tag of tags)
    if (tag.count !== (counts.get(tag.id) ?? 0)) found.push(`tag ${tag.id}: ${tag.count} is not ${counts.get(tag.id) ?? 0}`);
  for (const id of counts.keys()) if (!tags.some((t) => t.id === id)) found.push(`tag ${id} has no row`);
  const keys = customers.flatMap((c) => c.keys);
  if (new Set(keys).size < keys.length) found.push('two customers with one key');
  for (const row of [...(await database.notes.toArray()), ...(await database.reminders.toArray())]) {
    if (!ids.has(row.customerId)) found.push(`${row.id} has no customer`);
  }
  found.push(...(await orderFaults(database, ids)));
  return found;
}

async function orderFaults(database: KebanDatabase, ids: ReadonlySet<string>): Promise<string[]> {
  const found: string[] = [];
  const rows = await database.orders.toArray();
  const nos = rows.flatMap((row) => row.list.map((o) => o.no));
  if (new Set(nos).size < nos.length) found.push('an order twice');
  for (const row of rows) {
    if (!ids.has(row.customerId)) found.push(`orders ${row.id} have no customer`);
    for (const order of row.list) {
      const hit = await orderByNo(order.no, database);
      if (hit?.customerId !== row.customerId) found.push(`order ${order.no} is not found by number`);
    }
  }
  for (const customer of await database.customers.toArray()) {
    const list = rows.filter((row) => row.customerId === customer.id).flatMap((row) => row.list);
    if (customer.stats.count !== list.length)
      found.push(`${customer.id} counts ${customer.stats.count} of ${list.length} orders`);
  }
  return found;
}
