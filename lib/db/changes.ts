import type { Change, ChangeActor, ChangeOp } from '../domain/change.ts';
import { stillHas, withFields } from '../domain/change.ts';
import { newId } from '../domain/ids.ts';
import type { Order } from '../domain/order.ts';
import { db, type KebanDatabase } from './database.ts';
import { Draft, type DraftRows } from './draft.ts';
import { appendJournal } from './journal.ts';

/** What a change is called and who made it. */
export interface ChangeInfo {
  actor: ChangeActor;
  label: Change['label'];
  /** Id of the content script's command that asked for it; carried out once however often it arrives. */
  commandId?: string;
  importId?: string;
}

/** Returns the tables a change may touch, for the transaction. */
function scope(database: KebanDatabase) {
  const { customers, orders, notes, tags, reminders, templates, changes, processed, shops, meta } = database;
  return [customers, orders, notes, tags, reminders, templates, changes, processed, shops, meta];
}

/**
 * Carries out one change: `work` edits a draft; rows, counters, the record of the change and its sequence number are
 * written in one strict transaction, then the journal. Returns the change, or null when nothing was different.
 * Errors of `work` or of the database leave everything as it was.
 */
export async function change(
  info: ChangeInfo, work: (draft: Draft) => Promise<void>, database: KebanDatabase = db,
): Promise<Change | null> {
  const recorded = await database.transaction('rw', scope(database), async () => {
    const at = Date.now();
    if (info.commandId && (await database.processed.get(info.commandId))) return null;
    const draft = new Draft(database);
    await work(draft);
    const ops = await draft.flush(at);
    if (info.commandId) await database.processed.put({ id: info.commandId, at, answer: null });
    return ops.length > 0 ? await writeChange(database, info, ops, at) : null;
  });
  if (recorded) await appendJournal(recorded);
  return recorded;
}

async function writeChange(database: KebanDatabase, info: ChangeInfo, ops: ChangeOp[], at: number): Promise<Change> {
  const refs = [...new Set(ops.flatMap((op) => {
    const owners = [op.customerId?.before, op.customerId?.after].filter((id): id is string => !!id);
    return [`${op.table}:${op.key}`, ...owners.map((id) => `customers:${id}`), ...customersOf(op)];
  }))].slice(0, 100);
  const record: Change = { id: newId('ch', at), at, actor: info.actor, label: info.label, ops, refs };
  if (info.importId) record.importId = info.importId;
  await database.changes.put(record);
  const seq = (await database.meta.get('seq'))?.value;
  await database.meta.put({ key: 'seq', value: (typeof seq === 'number' ? seq : 0) + 1 });
  return record;
}

/** A note or follow-up also belongs to the history of its customer. */
function customersOf(op: ChangeOp): string[] {
  const id = op.after?.['customerId'] ?? op.before?.['customerId'];
  return typeof id === 'string' ? [`customers:${id}`] : [];
}

export type UndoOutcome = { outcome: 'undone'; change: Change } | { outcome: 'changed-since' | 'already' | 'unknown' };

class ChangedSince extends Error {}

/**
 * Takes a change back: each field it set gets its former value, if it still has the value the change gave it; if not,
 * nothing is touched and the outcome is `changed-since`. Undoing the undoing brings it back.
 */
export async function undo(changeId: string, database: KebanDatabase = db): Promise<UndoOutcome> {
  const original = await database.changes.get(changeId);
  if (!original) return { outcome: 'unknown' };
  if (original.undoneBy) return { outcome: 'already' };
  try {
    const undone = await database.transaction('rw', scope(database), async () => {
      const at = Date.now();
      const draft = new Draft(database);
      for (const op of original.ops.toReversed()) await invert(draft, op);
      const ops = await draft.flush(at);
      const record = await writeChange(database, { actor: 'undo', label: original.label }, ops, at);
      await database.changes.update(changeId, { undoneBy: record.id });
      return record;
    });
    await appendJournal(undone);
    return { outcome: 'undone', change: undone };
  } catch (error) {
    if (error instanceof ChangedSince) return { outcome: 'changed-since' };
    throw error;
  }
}

async function invert(draft: Draft, op: ChangeOp): Promise<void> {
  if (op.table === 'order') return invertOrder(draft, op);
  const current = (await draft.get(op.table, op.key)) as Record<string, unknown> | null;
  const rowOf = (row: Record<string, unknown>) => row as unknown as DraftRows[typeof op.table];
  if (op.before === null) {
    if (!current || !stillHas(current, derivedAside(op.table, op.after ?? {}))) throw new ChangedSince();
    await draft.remove(op.table, op.key);
  } else if (op.after === null) {
    if (current) throw new ChangedSince();
    await draft.put(op.table, rowOf(op.before));
  } else {
    if (!current || !stillHas(current, derivedAside(op.table, op.after))) throw new ChangedSince();
    await draft.put(op.table, rowOf(withFields(current, derivedAside(op.table, op.before))));
  }
}

/** Fields that follow from others; they are recomputed, not put back. */
const DERIVED: ReadonlySet<string> = new Set(['stats', 'activeAt', 'tokens', 'updatedAt', 'uses', 'lastUsedAt', 'chatAt', 'chatUrl']);

function derivedAside(table: ChangeOp['table'], fields: Record<string, unknown>): Record<string, unknown> {
  if (table !== 'customers' && table !== 'templates') return fields;
  return Object.fromEntries(Object.entries(fields).filter(([field]) => !DERIVED.has(field)));
}

async function invertOrder(draft: Draft, op: ChangeOp): Promise<void> {
  const from = op.customerId?.after ?? null;
  const to = op.customerId?.before ?? null;
  const list = from ? await draft.orders(from) : [];
  const current = list.find((o) => o.no === op.key) as unknown as Record<string, unknown> | undefined;
  if (op.after && (!current || !stillHas(current, withoutSeen(op.after)))) throw new ChangedSince();
  const base = current ?? {};
  if (from) await draft.setOrders(from, list.filter((o) => o.no !== op.key));
  if (!to) return;
  const row = withFields(base, op.before ?? {}) as unknown as Order;
  await draft.setOrders(to, [...(await draft.orders(to)).filter((o) => o.no !== op.key), row]);
}

function withoutSeen(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([field]) => field !== 'seenAt'));
}

/** Returns the history of a customer, newest first: every change that touched the customer, its orders, notes or follow-ups. */
export async function historyOf(customerId: string, limit = 50, database: KebanDatabase = db): Promise<Change[]> {
  const all = await database.changes.where('refs').equals(`customers:${customerId}`).toArray();
  return all.toSorted((a, b) => (a.id < b.id ? 1 : -1)).slice(0, limit);
}
