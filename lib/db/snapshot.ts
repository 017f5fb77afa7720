import type { Table } from 'dexie';
import type { Change } from '../domain/change.ts';
import { db, SCHEMA, type KebanDatabase, type OrderRow, type PictureRow } from './database.ts';
import { truncateJournal } from './journal.ts';
import { pictureLines } from './picture-lines.ts';
import { fileNames, folder, isLocked, removeFile, withLock } from './opfs.ts';
import {
  chainHash,
  listSnapshots,
  snapshotName,
  type SnapshotInfo,
  type SnapshotHeader,
  type SnapshotLine,
  type SnapshotReason,
  type SnapshotTrailer,
} from './snapshot-file.ts';

/** Edits, and milliseconds with at least one edit, after which a snapshot is due. */
const DUE_EDITS = 200;
const DUE_AFTER = 30 * 60_000;
/** Snapshots kept: the newest, and beyond those one a day for a week. */
const KEEP_NEWEST = 3;
const KEEP_DAYS = 7;
const DAY = 86_400_000;
/** Rows read at once; rows with orders or messages are large. */
const CHUNK = 500;
const CHUNK_OF: Partial<Record<string, number>> = { orders: 200, messages: 100, pictures: 2 };

/** Tables a snapshot holds: all but the commands of the last day, and services with their keys. */
export const SNAPSHOT_TABLES = [
  'meta',
  'shops',
  'customers',
  'orders',
  'notes',
  'tags',
  'reminders',
  'templates',
  'changes',
  'imports',
  'importUndo',
  'threads',
  'messages',
  'packs',
  'facts',
  'pictures',
  'answers',
  'picks',
  'wording',
  'habits',
  'cadenceLog',
  'waitRules',
] as const;

/** Writes blocks of lines, each followed by its hash, through gzip into a file; holds one block in memory. */
class BlockWriter {
  #out: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>;
  #done: Promise<void>;
  #hash = '';

  constructor(file: FileSystemWritableFileStream) {
    const gzip = new CompressionStream('gzip');
    this.#out = gzip.writable.getWriter() as WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>;
    this.#done = gzip.readable.pipeTo(file);
    // A failing file shows in the next `block` or in `close`; until then it must not count as unhandled.
    this.#done.catch(() => undefined);
  }

  /** Writes one block; waits until the file has taken what came before. */
  async block(lines: readonly string[]): Promise<void> {
    const text = lines.join('\n');
    this.#hash = await chainHash(this.#hash, text);
    await this.#out.ready;
    await this.#out.write(new TextEncoder().encode(`${text}\n#${this.#hash}\n`));
  }

  /** Ends the file, which comes into being at this moment. */
  async close(): Promise<void> {
    await this.#out.close();
    await this.#done;
  }
}

async function metaNumber(database: KebanDatabase, key: string): Promise<number> {
  const value = (await database.meta.get(key))?.value;
  return typeof value === 'number' ? value : 0;
}

/**
 * Takes a snapshot now; returns it, or null where there is no private file system. Writers are not held up: rows are
 * read in chunks, and the changes made meanwhile are added at the end, to be carried out again by a restore.
 */
export function snapshotNow(reason: SnapshotReason, database: KebanDatabase = db): Promise<SnapshotInfo | null> {
  return withLock('snapshot', () => take(reason, database));
}

async function take(reason: SnapshotReason, database: KebanDatabase): Promise<SnapshotInfo | null> {
  const dir = await folder('snapshots');
  if (!dir) return null;
  const at = Date.now();
  const [epoch, seq] = await Promise.all([metaNumber(database, 'epoch'), metaNumber(database, 'seq')]);
  const part = await dir.getFileHandle(`${at}.part`, { create: true });
  const writer = new BlockWriter(await part.createWritable());
  const header: SnapshotHeader = { kind: 'keban-snapshot', version: 1, schema: SCHEMA, epoch, seq, at };
  await writer.block([JSON.stringify(header)]);
  const counts: Record<string, number> = {};
  let orders = 0;
  for (const name of SNAPSHOT_TABLES) {
    counts[name] = 0;
    for await (const rows of chunksOf(database.table(name), CHUNK_OF[name] ?? CHUNK)) {
      counts[name] += rows.length;
      if (name === 'orders') orders += rows.reduce((sum: number, row) => sum + (row as OrderRow).list.length, 0);
      const lines = name === 'pictures' ? await pictureLines(rows as PictureRow[]) : rows;
      await writer.block(lines.map((row) => JSON.stringify([name, row] satisfies SnapshotLine)));
      await stayAwake();
    }
  }
  const late = await changesAfter(seq, database);
  const trailer: SnapshotTrailer = { end: true, counts, seq: late.seq, orders };
  await writer.block([...late.changes.map((c) => JSON.stringify(['~', c] satisfies SnapshotLine)), JSON.stringify(trailer)]);
  await writer.close();
  const info = { at, seq: late.seq, epoch, customers: counts['customers'] ?? 0, orders, reason };
  const name = snapshotName(info);
  await rename(part, name);
  await tidy(dir);
  return { ...info, name };
}

let awakeAt = 0;

/** Asks the browser something every few seconds: a worker that does not is stopped after thirty, in the middle of a file. */
async function stayAwake(): Promise<void> {
  if (Date.now() - awakeAt < 5000) return;
  awakeAt = Date.now();
  await globalThis.chrome?.runtime?.getPlatformInfo?.();
}

/** Reads a table by ranges of its primary key, each in a transaction of its own. */
async function* chunksOf(table: Table<unknown, string>, size: number): AsyncGenerator<unknown[]> {
  const keyPath = table.schema.primKey.keyPath as string;
  let after: string | null = null;
  for (;;) {
    const range = after === null ? table.toCollection() : table.where(keyPath).above(after);
    const rows: unknown[] = await range.limit(size).toArray();
    if (rows.length > 0) yield rows;
    if (rows.length < size) return;
    after = (rows.at(-1) as Record<string, string>)[keyPath] ?? null;
  }
}

/** Returns the changes committed after a sequence number, in order, and the present one. */
function changesAfter(since: number, database: KebanDatabase): Promise<{ seq: number; changes: Change[] }> {
  return database.transaction('r', database.changes, database.meta, async () => {
    const seq = await metaNumber(database, 'seq');
    const changes: Change[] = [];
    // Newest first; as many as the sequence number has moved on, wherever a wrong clock has put them.
    await database.changes
      .toCollection()
      .reverse()
      .until(() => changes.length >= seq - since)
      .each((change) => {
        if ((change.seq ?? 0) > since) changes.push(change);
      });
    return { seq, changes: changes.toSorted((a, b) => (a.seq ?? 0) - (b.seq ?? 0)) };
  });
}

/** Gives a finished file its name; the call is missing from the DOM types. */
async function rename(file: FileSystemFileHandle, name: string): Promise<void> {
  await (file as FileSystemFileHandle & { move(name: string): Promise<void> }).move(name);
}

/** Removes unfinished files, snapshots beyond those to be kept, and the journal that every kept newest one holds. */
async function tidy(dir: FileSystemDirectoryHandle): Promise<void> {
  const all = await listSnapshots();
  const kept = new Set(keptSnapshots(all, Date.now()).map((s) => s.name));
  for (const name of await fileNames(dir)) if (!kept.has(name)) await removeFile(dir, name);
  const oldest = all[KEEP_NEWEST - 1];
  if (oldest) await truncateJournal(oldest.seq);
}

/** Returns which snapshots are kept: the newest three, and the newest of each of the last seven days (local time). */
export function keptSnapshots(newestFirst: readonly SnapshotInfo[], now: number): SnapshotInfo[] {
  const days = new Set<string>();
  return newestFirst.filter((snapshot, i) => {
    const day = new Date(snapshot.at).toDateString();
    const firstOfDay = !days.has(day);
    days.add(day);
    return i < KEEP_NEWEST || (firstOfDay && now - snapshot.at < KEEP_DAYS * DAY);
  });
}

/** Tells whether the journal still reaches back to a snapshot, the list being newest first. */
export function journalReaches(newestFirst: readonly SnapshotInfo[], name: string): boolean {
  return newestFirst.findIndex((s) => s.name === name) < KEEP_NEWEST;
}

/** Takes a snapshot if enough was edited since the last, and no import is running. Cheap to call when none is due. */
export async function snapshotIfDue(database: KebanDatabase = db, now: number = Date.now()): Promise<SnapshotInfo | null> {
  const [last] = await listSnapshots();
  const edits = (await metaNumber(database, 'seq')) - (last?.seq ?? 0);
  const due = edits >= DUE_EDITS || (edits > 0 && now - (last?.at ?? 0) >= DUE_AFTER);
  // An import writes without recorded changes, so that a snapshot beside it would hold half of it.
  return due && !(await isLocked('import')) ? snapshotNow('edits', database) : null;
}

/** Takes a snapshot if anything was edited since the last one. */
export async function snapshotIfEdited(reason: SnapshotReason, database: KebanDatabase = db): Promise<SnapshotInfo | null> {
  const [last] = await listSnapshots();
  return (await metaNumber(database, 'seq')) > (last?.seq ?? 0) ? snapshotNow(reason, database) : null;
}
