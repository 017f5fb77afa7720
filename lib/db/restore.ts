import type { Change } from '../domain/change.ts';
import { readCanary, writeCanary } from './canary.ts';
import { catchUp } from './catch-up.ts';
import { db, KebanDatabase, MIN_READER, SCHEMA } from './database.ts';
import { journalState, truncateJournal } from './journal.ts';
import { withLock } from './opfs.ts';
import { picturesFrom } from './picture-lines.ts';
import { redo, redoScope } from './redo.ts';
import { refreshOrders } from './refresh-orders.ts';
import { noteShops } from './shops.ts';
import { journalReaches, SNAPSHOT_TABLES, snapshotNow } from './snapshot.ts';
import {
  listSnapshots,
  readBlocks,
  SnapshotDamaged,
  snapshotFile,
  verifySnapshot,
  type SnapshotInfo,
  type SnapshotTrailer,
} from './snapshot-file.ts';

/** How far a restore has come; `total` is 0 while unknown. */
export interface RestoreProgress {
  phase: 'checking' | 'rows' | 'edits' | 'finishing';
  done: number;
  total: number;
}

/** What a restore brought back. */
export interface RestoreResult {
  /** The snapshot that was used; null when only the journal was there. */
  snapshot: SnapshotInfo | null;
  /** Newer snapshots that were damaged and passed over. */
  damaged: number;
  /** Edits after the snapshot that the journal brought back. */
  edits: number;
  /** Operations of those edits that found no row. */
  missed: number;
}

export interface RestoreOptions {
  /** File name of the snapshot wanted; the newest sound one without. */
  name?: string;
  /** A backup file that a person chose, perhaps of another computer: what was edited here does not follow it. */
  file?: Blob;
  onProgress?: (progress: RestoreProgress) => void;
  database?: KebanDatabase;
}

/** Keys of `meta` that describe this copy of the data, not the data. */
const OWN_META: ReadonlySet<string> = new Set(['epoch', 'seq', 'minReader', 'restoring']);

/**
 * Replaces what is in the database by the newest sound snapshot and the journalled edits after it. Until everything is
 * in place the database counts as lost, so that an interrupted restore is offered again. Returns null when another page
 * has restored meanwhile. Throws when there is nothing to restore, or not what was asked for, leaving the database as it was.
 */
export async function restore(options: RestoreOptions = {}): Promise<RestoreResult | null> {
  const known = (await readCanary())?.epoch ?? 0;
  return withLock('care', async () => {
    if (((await readCanary())?.epoch ?? 0) !== known) return null;
    const target = await openForRestore((options.database ?? db).name);
    try {
      return await restoreInto(target, options);
    } finally {
      target.close();
    }
  });
}

/** Opens the database past the write gate; one that cannot be opened any more is made anew. */
async function openForRestore(name: string): Promise<KebanDatabase> {
  const target = new KebanDatabase(name);
  try {
    await target.open();
  } catch (error) {
    console.warn('the database cannot be opened and is made anew', error);
    await target.delete();
    await target.open();
  }
  return target;
}

async function restoreInto(target: KebanDatabase, options: RestoreOptions): Promise<RestoreResult> {
  const report = options.onProgress ?? (() => undefined);
  report({ phase: 'checking', done: 0, total: 0 });
  const all = await listSnapshots();
  const { chosen, damaged } = options.file
    ? { chosen: await soundFile(options.file), damaged: 0 }
    : await firstSound(options.name ? all.filter((s) => s.name === options.name) : all);
  const journal = await journalState();
  // The journal alone stands in for lost snapshots, never for one that was asked for: it may hold only the last edits.
  if (!chosen && (options.name !== undefined || journal.files === 0)) throw new SnapshotDamaged('nothing to restore');
  await empty(target);
  if (chosen) await loadRows(target, chosen, report);
  const base = chosen?.trailer.seq ?? 0;
  const replay = !options.file && (!chosen || journalReaches(all, chosen.info.name));
  const edits = { edits: 0, missed: 0, seq: base };
  if (replay) Object.assign(edits, await catchUp(base, target, (done) => report({ phase: 'edits', done, total: 0 })));
  report({ phase: 'finishing', done: 0, total: 0 });
  // Beyond everything that is kept: what was left behind must never pass for an edit that came afterwards.
  await finish(target, Math.max(edits.seq, journal.lastSeq, ...all.map((s) => s.seq)));
  return { snapshot: chosen?.info ?? null, damaged, edits: edits.edits, missed: edits.missed };
}

interface Sound {
  info: SnapshotInfo;
  trailer: SnapshotTrailer;
  file: Blob;
}

/** What a backup file holds, for a person to look at before it takes the place of what is here. */
export interface BackupContent {
  /** Epoch ms at which it was made. */
  at: number;
  /** Rows per table. */
  counts: Record<string, number>;
  orders: number;
}

/** Reads a backup file through without using it. Throws `SnapshotDamaged` when it is none, damaged, or of a newer version. */
export async function readBackup(file: Blob): Promise<BackupContent> {
  const { info, trailer } = await soundFile(file);
  return { at: info.at, counts: trailer.counts, orders: info.orders };
}

async function soundFile(file: Blob): Promise<Sound> {
  const { header, trailer } = await verifySnapshot(file, SCHEMA);
  const { counts, seq, orders = 0 } = trailer;
  const { at, epoch } = header;
  return { info: { name: '', at, seq, epoch, customers: counts['customers'] ?? 0, orders, reason: 'manual' }, trailer, file };
}

async function firstSound(candidates: readonly SnapshotInfo[]): Promise<{ chosen: Sound | null; damaged: number }> {
  for (const [damaged, info] of candidates.entries()) {
    try {
      const file = await snapshotFile(info.name);
      const { trailer } = await verifySnapshot(file, SCHEMA);
      return { chosen: { info, trailer, file }, damaged };
    } catch (error) {
      // Whatever makes one snapshot unreadable, an older one may still be good.
      console.warn(`snapshot ${info.name} is passed over`, error);
    }
  }
  return { chosen: null, damaged: candidates.length };
}

/** Marks the restore as begun, in the same transaction that empties the first table, then empties the rest. */
async function empty(target: KebanDatabase): Promise<void> {
  await target.transaction('rw', target.meta, async () => {
    await target.meta.clear();
    await target.meta.bulkPut([
      { key: 'restoring', value: Date.now() },
      { key: 'minReader', value: MIN_READER },
    ]);
  });
  for (const table of target.tables) if (table.name !== 'meta') await table.clear();
}

async function loadRows(target: KebanDatabase, { file, trailer }: Sound, report: (p: RestoreProgress) => void): Promise<void> {
  const total = Object.values(trailer.counts).reduce((a, b) => a + b, 0);
  let done = 0;
  for await (const block of readBlocks(file)) {
    const { rows, changes } = parseBlock(block);
    for (const [table, list] of rows) await target.table(table).bulkPut(table === 'pictures' ? picturesFrom(list) : list);
    if (changes.length > 0) await redoAll(target, changes);
    done += block.length;
    report({ phase: 'rows', done: Math.min(done, total), total });
  }
  await target.meta.put({ key: 'seq', value: trailer.seq });
}

function parseBlock(block: readonly string[]): { rows: Map<string, unknown[]>; changes: Change[] } {
  const rows = new Map<string, unknown[]>();
  const changes: Change[] = [];
  for (const text of block) {
    const line: unknown = JSON.parse(text);
    if (!Array.isArray(line)) continue;
    const [table, row] = line as [string, unknown];
    if (table === '~') changes.push(row as Change);
    else if (isWanted(table, row)) (rows.get(table) ?? rows.set(table, []).get(table))?.push(row);
  }
  return { rows, changes };
}

function isWanted(table: string, row: unknown): boolean {
  if (table === 'meta') return !OWN_META.has((row as { key: string }).key);
  return (SNAPSHOT_TABLES as readonly string[]).includes(table);
}

function redoAll(target: KebanDatabase, changes: readonly Change[]): Promise<void> {
  return target.transaction('rw', redoScope(target), async () => {
    for (const change of changes) await redo(change, target);
  });
}

/** Gives the data a new epoch, secures them by a snapshot, and only then lets the database count as whole. */
async function finish(target: KebanDatabase, seq: number): Promise<void> {
  // A backup may be of code of before, and the care of this session may be over.
  await noteShops(target);
  await refreshOrders(target);
  const epoch = ((await readCanary())?.epoch ?? 0) + 1;
  const newest = Math.max(0, ...(await listSnapshots()).map((s) => s.epoch));
  const next = Math.max(epoch, newest + 1);
  await target.meta.bulkPut([
    { key: 'epoch', value: next },
    { key: 'seq', value: seq },
  ]);
  await snapshotNow('restored', target);
  const rows = await target.customers.count();
  await target.meta.delete('restoring');
  await writeCanary({ epoch: next, seq, rows });
}

/** Tells whether there is anything a restore could use. */
export async function canRestore(): Promise<boolean> {
  return (await listSnapshots()).length > 0 || (await journalState()).files > 0;
}

/**
 * Begins anew with an empty database, for when nothing can be restored. The journal is dropped, since it does not
 * continue an empty database; snapshots stay.
 */
export async function startEmpty(database: KebanDatabase = db): Promise<void> {
  await withLock('care', async () => {
    const [canary, all, journal] = await Promise.all([readCanary(), listSnapshots(), journalState()]);
    const seq = Math.max(canary?.seq ?? 0, journal.lastSeq, ...all.map((s) => s.seq));
    const target = await openForRestore(database.name);
    try {
      await empty(target);
      await truncateJournal(Number.MAX_SAFE_INTEGER);
      await finish(target, seq);
    } finally {
      target.close();
    }
  });
}
