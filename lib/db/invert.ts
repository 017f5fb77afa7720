import { Dexie } from 'dexie';
import { sameValue, stillHas, withFields, type ChangeOp } from '../domain/change.ts';
import type { Customer } from '../domain/customer.ts';
import { withoutChange } from '../domain/message-undo.ts';
import type { Order } from '../domain/order.ts';
import type { KebanDatabase } from './database.ts';
import type { Draft, DraftRows } from './draft.ts';
import { orderByNo } from './orders.ts';

type Row = Record<string, unknown>;

/** Something a change did has been changed again since, so that it cannot be taken back without loss. */
export class ChangedSince extends Error {}

/**
 * Fields that follow from others or are kept outside of recorded changes. They never stand in the way of an undo, and
 * get their former value back only if they still have the one the change gave them.
 */
const ASIDE: Readonly<Record<ChangeOp['table'], ReadonlySet<string>>> = {
  customers: new Set(['stats', 'activeAt', 'tokens', 'updatedAt', 'chatAt', 'chatUrl']),
  templates: new Set(['uses', 'lastUsedAt', 'updatedAt']),
  reminders: new Set(['firedAt', 'wakeAt']),
  tags: new Set(['count']),
  order: new Set(['seenAt', 'asOf']),
  notes: new Set(),
  threads: new Set(['also', 'count', 'newest', 'wait', 'waiting']),
  messages: new Set(['newest', 'pos']),
  packs: new Set(['updatedAt']),
  facts: new Set(['updatedAt']),
  wording: new Set(),
  habits: new Set(),
  waitRules: new Set(['updatedAt']),
};

/** Rows that belong to others, or that others belong to. */
const CHECKED: ReadonlySet<ChangeOp['table']> = new Set<ChangeOp['table']>([
  'customers',
  'order',
  'notes',
  'reminders',
  'threads',
]);

function withoutAside(table: ChangeOp['table'], fields: Row): Row {
  return Object.fromEntries(Object.entries(fields).filter(([field]) => !ASIDE[table].has(field)));
}

/** Returns the former values to be put back into a row: all, but of the fields aside only those not touched since. */
function formerOf(op: ChangeOp, current: Row): Row {
  const untouched = (field: string): boolean => sameValue(current[field] ?? null, op.after?.[field] ?? null);
  return Object.fromEntries(Object.entries(op.before ?? {}).filter(([field]) => !ASIDE[op.table].has(field) || untouched(field)));
}

/**
 * Takes the operations of a change back in a draft, last first. Throws `ChangedSince` when one of them cannot be, or
 * when the result would leave an order, note or follow-up without its customer or give two customers one identity.
 */
export async function invertAll(draft: Draft, ops: readonly ChangeOp[], database: KebanDatabase): Promise<void> {
  for (const op of ops.toReversed()) {
    if (op.table === 'order') await invertOrder(draft, op, database);
    else if (op.table === 'messages') await invertMessages(draft, op);
    else await invertRow(draft, op);
  }
  // Many waits in a row without a request would let the transaction end: what needs no check is not waited for.
  for (const op of ops) if (CHECKED.has(op.table)) await checkWhole(draft, op, database);
}

async function invertRow(draft: Draft, op: ChangeOp): Promise<void> {
  const table = op.table as keyof DraftRows;
  const current = (await draft.get(table, op.key)) as Row | null;
  const put = (row: Row): Promise<void> => draft.put(table, row as unknown as DraftRows[typeof table]);
  if (op.before === null) {
    if (!current || !sameValue(withoutAside(table, current), withoutAside(table, op.after ?? {}))) throw new ChangedSince();
    await draft.remove(table, op.key);
  } else if (op.after === null) {
    // A tag that came into being again by use, and that nobody carries any more, is as good as gone.
    if (current && !(table === 'tags' && current['count'] === 0)) throw new ChangedSince();
    await put(op.before);
  } else {
    const tags = table === 'customers' && current ? tagsWithout(op, current) : {};
    if (!current || !stillHas({ ...current, ...tags.left }, withoutAside(table, op.after))) throw new ChangedSince();
    await put(withFields(current, { ...formerOf(op, current), ...tags.former }));
  }
}

const tagsIn = (fields: Row | null): string[] => (fields?.['tags'] ?? []) as string[];

/**
 * Returns the tags of a customer without those a change gave and with those it took, where others came or went since: those
 * stay as they are and do not stand in the way.
 */
function tagsWithout(op: ChangeOp, current: Row): { left?: Row; former?: Row } {
  const [before, after, now] = [tagsIn(op.before), tagsIn(op.after), tagsIn(current)];
  if (!op.after || !('tags' in op.after) || sameValue(now, after)) return {};
  const kept = now.filter((tag) => before.includes(tag) || !after.includes(tag));
  const back = before.filter((tag) => !after.includes(tag) && !kept.includes(tag));
  return { left: { tags: op.after['tags'] }, former: { tags: [...kept, ...back] } };
}

async function invertMessages(draft: Draft, op: ChangeOp): Promise<void> {
  const row = withoutChange(await draft.get('messages', op.key), op.before, op.after);
  if (row) await draft.put('messages', row);
  else await draft.remove('messages', op.key);
}

async function invertOrder(draft: Draft, op: ChangeOp, database: KebanDatabase): Promise<void> {
  const from = op.customerId?.after ?? null;
  const to = op.customerId?.before ?? null;
  const list = from ? await draft.orders(from) : [];
  const current = list.find((o) => o.no === op.key) as unknown as Row | undefined;
  if (from === null ? await orderByNo(op.key, database) : !current || !isAsLeft(op, current)) throw new ChangedSince();
  if (from)
    await draft.setOrders(
      from,
      list.filter((o) => o.no !== op.key),
    );
  if (!to) return;
  const row = withFields(current ?? {}, current ? formerOf(op, current) : (op.before ?? {})) as unknown as Order;
  await draft.setOrders(to, [...(await draft.orders(to)).filter((o) => o.no !== op.key), row]);
}

function isAsLeft(op: ChangeOp, current: Row): boolean {
  const left = withoutAside('order', op.after ?? {});
  return op.before === null ? sameValue(withoutAside('order', current), left) : stillHas(current, left);
}

async function checkWhole(draft: Draft, op: ChangeOp, database: KebanDatabase): Promise<void> {
  if (op.table === 'customers') {
    const customer = await draft.get('customers', op.key);
    if (customer) await checkKeys(draft, customer, database);
    else await checkNothingLeft(draft, op.key, database);
  }
  if (op.table === 'threads' && !(await draft.get('threads', op.key))) await checkEmptied(draft, op.key, database);
  const owner = op.table === 'order' ? op.customerId?.before : await ownerOf(draft, op);
  if (owner && !(await draft.get('customers', owner))) throw new ChangedSince();
}

/** Returns the customer that a note or follow-up belongs to after the undo, if it is still there then. */
async function ownerOf(draft: Draft, op: ChangeOp): Promise<string | null> {
  if (op.table !== 'notes' && op.table !== 'reminders') return null;
  return (await draft.get(op.table, op.key))?.customerId ?? null;
}

/** A conversation that the undo takes away must not leave messages behind that pages have shown since. */
async function checkEmptied(draft: Draft, threadId: string, database: KebanDatabase): Promise<void> {
  const rows = database.messages.where('[threadId+pos]').between([threadId, Dexie.minKey], [threadId, Dexie.maxKey]);
  for (const id of await rows.primaryKeys()) if (await draft.get('messages', id)) throw new ChangedSince();
}

async function checkKeys(draft: Draft, customer: Customer, database: KebanDatabase): Promise<void> {
  if (customer.keys.length === 0) return;
  for (const other of await database.customers.where('keys').anyOf(customer.keys).distinct().primaryKeys()) {
    const held = other === customer.id ? null : await draft.get('customers', other);
    if (held?.keys.some((key) => customer.keys.includes(key))) throw new ChangedSince();
  }
}

/** A customer that the undo takes away must not leave anything behind that came later. */
async function checkNothingLeft(draft: Draft, customerId: string, database: KebanDatabase): Promise<void> {
  if ((await draft.orders(customerId)).length > 0) throw new ChangedSince();
  if ((await draft.belongings('threads', customerId)).length > 0) throw new ChangedSince();
  const notes = await database.notes.where('[customerId+at]').between([customerId, 0], [customerId, Infinity]).primaryKeys();
  for (const id of notes) if ((await draft.get('notes', id))?.customerId === customerId) throw new ChangedSince();
  const reminders = await database.reminders
    .where('[customerId+state]')
    .between([customerId, ''], [customerId, '\uffff'])
    .primaryKeys();
  for (const id of reminders) if ((await draft.get('reminders', id))?.customerId === customerId) throw new ChangedSince();
}
