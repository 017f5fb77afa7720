import type { Customer } from '../domain/customer.ts';
import { defined } from '../domain/defined.ts';
import { newId } from '../domain/ids.ts';
import { promiseIdOf } from '../domain/promise-id.ts';
import type { Reminder } from '../domain/reminder.ts';
import type { KebanNote, KebanReminder } from '../files/keban-json.ts';
import type { KebanDatabase } from './database.ts';
import type { Draft } from './draft.ts';

/**
 * Writes the notes of an exchange file that a customer does not have yet. One that is there under another text was edited
 * in one of the two places: the later edit stays. Returns how many were written.
 */
export async function addNotes(
  draft: Draft,
  customer: Customer,
  notes: readonly KebanNote[],
  database: KebanDatabase,
): Promise<number> {
  const incoming = notes.filter(({ text }) => text);
  if (incoming.length === 0) return 0;
  const stored = await database.notes.where('[customerId+at]').between([customer.id, 0], [customer.id, Infinity]).toArray();
  const known = sameRows(stored, incoming, ({ at }) => at);
  let written = 0;
  for (const note of incoming) {
    const { text, at, editedAt } = note;
    const own = known.get(note);
    if (own && (own.text === text || (editedAt ?? at) <= (own.editedAt ?? own.at))) continue;
    const id = own?.id ?? (await freeId(draft, 'notes', 'n', note.id, at));
    const edited = editedAt === undefined ? {} : { editedAt };
    await draft.put('notes', { id, customerId: customer.id, at, ...own, text, ...edited });
    written += 1;
  }
  return written;
}

/** Writes the follow-ups of an exchange file, read at `at` (epoch ms), that a customer does not have yet; those that are there stay. Returns how many were written. */
export async function addReminders(
  draft: Draft,
  customer: Customer,
  reminders: readonly KebanReminder[],
  { at, database }: { at: number; database: KebanDatabase },
): Promise<number> {
  const incoming = reminders.filter(({ text }) => text);
  if (incoming.length === 0) return 0;
  const stored = await database.reminders
    .where('[customerId+state]')
    .between([customer.id, ''], [customer.id, '\uffff'])
    .toArray();
  const known = sameRows(stored, incoming, ({ createdAt, dueAt }) => createdAt ?? dueAt);
  const fresh = incoming.filter((one) => !known.has(one));
  for (const { id, customerId: _owner, createdAt, dueAt, ...said } of fresh) {
    // What was due in the past has been told about where it comes from.
    const fired = dueAt <= at ? { firedAt: at } : {};
    const row = {
      id: said.promise ? await idOf(draft, customer.id, said.promise, at) : await freeId(draft, 'reminders', 'r', id, at),
      customerId: customer.id,
      shopId: customer.shopId,
      dueAt,
      createdAt: createdAt ?? dueAt,
      ...defined(said),
      ...fired,
    };
    await draft.put('reminders', row as Reminder);
  }
  return fresh.length;
}

/**
 * Returns which stored row of a customer each row of a file is: the one with its id, the one with its moment and text, or
 * the only one left of its moment. A row that came from a file of another place has an id of its own here.
 */
function sameRows<F extends { id?: string | undefined; text: string }, S extends F & { id: string }>(
  stored: readonly S[],
  incoming: readonly F[],
  momentOf: (row: F) => number,
): Map<F, S> {
  const saying = (row: F): string => `${momentOf(row)}|${row.text}`;
  const [byId, bySaying] = [new Map(stored.map((row) => [row.id, row])), new Map(stored.map((row) => [saying(row), row]))];
  const same = new Map<F, S>();
  for (const row of incoming) {
    const found = byId.get(row.id ?? '') ?? bySaying.get(saying(row));
    if (found) same.set(row, found);
  }
  const taken = new Set(same.values());
  const left = Map.groupBy(
    stored.filter((row) => !taken.has(row)),
    momentOf,
  );
  const without = incoming.filter((row) => !same.has(row));
  for (const [moment, [row, ...more]] of Map.groupBy(without, momentOf)) {
    const [found, ...others] = left.get(moment) ?? [];
    if (row && found && more.length + others.length === 0) same.set(row, found);
  }
  return same;
}

/** Returns the id that a row has in the file, so that the next file finds it by that; a new one if it is taken or not ours. */
async function freeId(
  draft: Draft,
  table: 'notes' | 'reminders',
  prefix: 'n' | 'r',
  id: string | undefined,
  at: number,
): Promise<string> {
  const isOwn = id?.startsWith(`${prefix}_`) === true && /^[nr]_[0-9a-z]{10,48}(?:~\d{1,6})?$/.test(id);
  return isOwn && !(await draft.get(table, id)) ? id : newId(prefix, at);
}

/** A promise is found by its id, see `promiseFigures`. */
async function idOf(
  draft: Draft,
  customerId: string,
  promise: NonNullable<KebanReminder['promise']>,
  at: number,
): Promise<string> {
  const id = promiseIdOf(customerId, promise);
  return (await draft.get('reminders', id)) ? `${id}${newId('', at).slice(1)}` : id;
}
