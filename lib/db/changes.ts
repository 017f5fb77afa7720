import type { Change, ChangeActor, ChangeOp, MergeRecord } from '../domain/change.ts';
import { newId } from '../domain/ids.ts';
import { MERGE_UNDO_MS } from '../domain/merge-split.ts';
import { advanceCanary } from './canary.ts';
import { db, EDITED, type KebanDatabase } from './database.ts';
import { Draft } from './draft.ts';
import { ChangedSince, invertAll } from './invert.ts';
import { appendJournal, type JournalEntry } from './journal.ts';
import { snapshotIfDue } from './snapshot.ts';
import { splitInto, type SplitReport } from './split.ts';

/** Changes after which it is asked whether a snapshot is due. */
const SNAPSHOT_EVERY = 50;

/** What a change is called and who made it. */
export interface ChangeInfo {
  actor: ChangeActor;
  label: Change['label'];
  /** Id of the content script's command that asked for it; carried out once however often it arrives. */
  commandId?: string;
  importId?: string;
  /** What it touched, when that is not told by rows: `imports:<id>`. */
  refs?: string[];
  /** It joins two customers; read when the change is written. */
  merge?: MergeRecord;
}

/** In `refs` of every joining made by a person: the list of them. */
export const MERGES = 'merges';

/** Returns the tables a change may touch, for the transaction. */
function scope(database: KebanDatabase) {
  return [...EDITED, 'threads', 'messages', 'changes', 'processed', 'shops', 'meta'].map((name) => database.table(name));
}

/**
 * Carries out one change: `work` edits a draft; rows, counters, the record of the change and its sequence number are
 * written in one strict transaction, then the journal. Returns the change, or null when nothing was different.
 * Errors of `work` or of the database leave everything as it was.
 */
export async function change(
  info: ChangeInfo,
  work: (draft: Draft) => Promise<void>,
  database: KebanDatabase = db,
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
  if (!recorded) return null;
  await keepOutside(recorded, database);
  return recorded.change;
}

/**
 * Records something that was written in bulk and keeps its own means of undoing (an import): `work` finishes it in the
 * same transaction and says whether anything happened at all. Returns the change, or null.
 */
export async function recordEvent(
  info: ChangeInfo & { undoes?: string },
  work: () => Promise<boolean>,
  database: KebanDatabase = db,
): Promise<Change | null> {
  const recorded = await database.transaction('rw', [...scope(database), database.imports], async () => {
    if (!(await work())) return null;
    const entry = await writeChange(database, info, [], Date.now());
    if (info.undoes) await database.changes.update(info.undoes, { undoneBy: entry.change.id });
    return entry;
  });
  if (!recorded) return null;
  await keepOutside(recorded, database);
  return recorded.change;
}

async function writeChange(
  database: KebanDatabase,
  info: ChangeInfo & { undoes?: string },
  ops: ChangeOp[],
  at: number,
): Promise<JournalEntry> {
  const refs =
    info.refs ??
    [
      ...new Set(
        ops.flatMap((op) => {
          const owners = [op.customerId?.before, op.customerId?.after].filter((id): id is string => !!id);
          return [`${op.table}:${op.key}`, ...owners.map((id) => `customers:${id}`), ...customersOf(op)];
        }),
      ),
    ].slice(0, 100);
  const [stored, epoch] = await database.meta.bulkGet(['seq', 'epoch']);
  const seq = (typeof stored?.value === 'number' ? stored.value : 0) + 1;
  const record: Change = { id: newId('ch', at), at, seq, actor: info.actor, label: info.label, ops, refs };
  if (info.importId) record.importId = info.importId;
  if (info.undoes) record.undoes = info.undoes;
  if (info.merge) record.merge = info.merge;
  await database.changes.put(record);
  await database.meta.put({ key: 'seq', value: seq });
  return { epoch: typeof epoch?.value === 'number' ? epoch.value : 0, seq, change: record };
}

/**
 * Keeps a committed change outside the database before it is reported done: the change itself in the journal, how far
 * the database has come in the canary.
 */
async function keepOutside(entry: JournalEntry, database: KebanDatabase): Promise<void> {
  await Promise.all([appendJournal(entry), advanceCanary(entry.epoch, entry.seq)]);
  for (const listener of listeners) listener(entry.change);
  if (entry.seq % SNAPSHOT_EVERY !== 0) return;
  // Not waited for: the edit is done and safe without it.
  snapshotIfDue(database).catch((error: unknown) => console.warn('snapshot', error));
}

const listeners = new Set<(change: Change) => void>();

/** Calls back after each change that this context has made and kept; returns the function that stops it. */
export function onRecorded(listener: (change: Change) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A note or follow-up also belongs to the history of its customer. */
function customersOf(op: ChangeOp): string[] {
  const id = op.after?.['customerId'] ?? op.before?.['customerId'];
  return typeof id === 'string' ? [`customers:${id}`] : [];
}

export type UndoOutcome =
  /** `split` tells where things went, when two joined customers were taken apart. */
  { outcome: 'undone'; change: Change; split?: SplitReport } | { outcome: 'changed-since' | 'already' | 'unknown' | 'too-late' };

/**
 * Takes a change back: each field it set gets its former value, if it still has the value the change gave it; if not,
 * nothing is touched and the outcome is `changed-since`. Undoing the undoing brings it back. The joining of two customers
 * is taken back for thirty days whatever came after it, and is `too-late` then.
 */
export async function undo(changeId: string, database: KebanDatabase = db): Promise<UndoOutcome> {
  let split: SplitReport | undefined;
  try {
    const done = await database.transaction('rw', scope(database), async () => {
      const original = await database.changes.get(changeId);
      // An import is taken back by `undoImport`.
      if (!original || (original.importId && original.ops.length === 0)) return 'unknown';
      if (original.undoneBy) return 'already';
      const at = Date.now();
      if (original.merge && at - original.at > MERGE_UNDO_MS) return 'too-late';
      const draft = new Draft(database);
      if (original.merge) split = await splitInto(draft, original, database);
      else await invertAll(draft, original.ops, database);
      const ops = await draft.flush(at);
      return writeUndo(original, ops, at, database);
    });
    if (typeof done === 'string') return { outcome: done };
    await keepOutside(done, database);
    return { outcome: 'undone', change: done.change, ...(split ? { split } : {}) };
  } catch (error) {
    if (error instanceof ChangedSince) return { outcome: 'changed-since' };
    throw error;
  }
}

/**
 * Takes a change back customer by customer: what was changed since stays with everything else of that customer, the rest
 * goes. Returns of how many customers something stayed; 0 for a change that is undone already or not there.
 */
export async function undoByCustomer(changeId: string, database: KebanDatabase = db): Promise<number> {
  let kept = 0;
  const done = await database.transaction('rw', scope(database), async () => {
    const original = await database.changes.get(changeId);
    if (!original || original.undoneBy) return null;
    const at = Date.now();
    const ops: ChangeOp[] = [];
    for (const part of Map.groupBy(original.ops, (op) => customersOf(op)[0] ?? `${op.table}:${op.key}`).values()) {
      const draft = new Draft(database);
      try {
        await invertAll(draft, part, database);
        ops.push(...(await draft.flush(at)));
      } catch (error) {
        if (!(error instanceof ChangedSince)) throw error;
        kept += 1;
      }
    }
    return writeUndo(original, ops, at, database);
  });
  if (done) await keepOutside(done, database);
  return kept;
}

/** Records, inside the transaction, that a change was taken back by these operations. */
async function writeUndo(original: Change, ops: ChangeOp[], at: number, database: KebanDatabase): Promise<JournalEntry> {
  const info = { actor: 'undo' as const, label: original.label, undoes: original.id };
  const written = await writeChange(database, { ...info, ...(await mergedAgain(original, database)) }, ops, at);
  await database.changes.update(original.id, { undoneBy: written.change.id });
  return written;
}

/** Undoing what took two customers apart joins them again, and can itself be taken back like the first joining. */
async function mergedAgain(undone: Change, database: KebanDatabase): Promise<Pick<ChangeInfo, 'merge' | 'refs'>> {
  const first = undone.undoes ? await database.changes.get(undone.undoes) : undefined;
  return first?.merge ? { merge: first.merge, refs: first.refs } : {};
}

/** Returns the history of a customer, newest first: every change that touched the customer, its orders, notes or follow-ups. */
export async function historyOf(customerId: string, limit = 50, database: KebanDatabase = db): Promise<Change[]> {
  const all = await database.changes.where('refs').equals(`customers:${customerId}`).toArray();
  return all.toSorted((a, b) => (a.id < b.id ? 1 : -1)).slice(0, limit);
}
