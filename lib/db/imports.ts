import type { Change } from '../domain/change.ts';
import { newId, splitShopId } from '../domain/ids.ts';
import type { OrderNews } from '../domain/intake.ts';
import { recordEvent } from './changes.ts';
import { db, type ImportRow, type KebanDatabase } from './database.ts';
import type { ImportSource } from './import-chunk.ts';
import { OrderGroups, type OrderLine } from './import-groups.ts';
import { newGround } from './import-ground.ts';
import { takeImportBack } from './import-undo.ts';
import { type Taken, writeChunks, type Writing } from './import-write.ts';
import { withLock } from './opfs.ts';
import { settleOrdered } from './reply-watch.ts';
import { snapshotIfEdited, snapshotNow } from './snapshot.ts';

/** Orders written in one transaction, some thousand rows with the customers: larger ones would hold up other pages. */
const CHUNK_ROWS = 5000;
/** Refused rows that are remembered for the report. */
const MAX_BAD = 20_000;

/** A row of a file: an order, perhaps with cells that were left out, or why it was refused. */
interface ImportedRow {
  line: number;
  order?: OrderNews;
  error?: Omit<BadRow, 'line'>;
  warnings?: readonly BadRow[];
}

/** A piece of a file, as `readOrderFile` yields it. */
export interface ImportedBatch {
  rows: readonly ImportedRow[];
  bytesRead: number;
  bytesTotal: number;
}

/** A row that was not taken, or a cell that was left out of one that was, with the message key of the reason. */
export interface BadRow {
  line: number;
  column: string;
  value: string;
  reason: { key: string; params: Record<string, string | number> };
}

export interface ImportProgress {
  importId: string;
  /** Rows read or written so far, refused ones included. */
  rows: number;
  /** How much of the whole work is done, 0 to 1. */
  share: number;
  /** Epoch ms of the beginning. */
  startedAt: number;
  phase: 'reading' | 'writing' | 'undoing';
}

export interface ImportReport {
  row: ImportRow;
  badRows: BadRow[];
  /** What was left out of orders that were taken: cells, or the state and amount of one that the file knows less of. */
  warnings: BadRow[];
  /** The recorded change; null when the file changed nothing or the import was cancelled. */
  change: Change | null;
}

export interface ImportOptions {
  fileName: string;
  shopId: string;
  /** Name to show when the shop was not known before. */
  shopName?: string;
  /** When the file was written last, epoch ms: what was seen since is not turned back by it. */
  fileAt?: number;
  signal?: AbortSignal;
  onProgress?: (progress: ImportProgress) => void;
  /** Orders in one transaction, `CHUNK_ROWS` if not given. */
  chunkRows?: number;
}

interface Run extends Writing {
  options: ImportOptions;
  bad: BadRow[];
  warnings: BadRow[];
  shopNames: ReadonlyMap<string, string>;
}

/**
 * Takes the orders of a file in, buyer by buyer, in strict transactions of some thousand, each with what is needed to
 * undo it. Rows that were refused are listed, good ones stay. Cancelling takes back what was written; an import that is interrupted (closed
 * page, killed browser) stays listed as `running` and can be undone, or finished by importing the same file again.
 */
export function importOrders(
  batches: AsyncIterable<ImportedBatch>,
  options: ImportOptions,
  database: KebanDatabase = db,
): Promise<ImportReport> {
  return withLock('import', async () => {
    // The edits so far are secured first: what an import writes is in no journal.
    await snapshotIfEdited('import', database);
    const run = await begin(database, options);
    await takeBatches(run, batches);
    if (options.signal?.aborted) {
      const tell = (left: number): void => tellProgress(run, 'undoing', run.row.rows, left / Math.max(run.row.chunks, 1));
      await takeImportBack(run.row.id, { onProgress: tell }, database);
      return { row: (await database.imports.get(run.row.id)) ?? run.row, badRows: run.bad, warnings: run.warnings, change: null };
    }
    const change = await finish(run);
    if (change) await settleOrdered(Date.now(), database);
    // Not waited for: it may take a while, and if it is cut short the next start of the browser takes it.
    if (change) snapshotNow('import', database).catch((error: unknown) => console.warn('snapshot after import', error));
    return { row: run.row, badRows: run.bad, warnings: run.warnings, change };
  });
}

async function begin(database: KebanDatabase, options: ImportOptions): Promise<Run> {
  const { site, key } = splitShopId(options.shopId);
  const at = Date.now();
  const id = newId('i', at);
  const row: ImportRow = {
    id,
    at,
    fileName: options.fileName,
    shopId: options.shopId,
    rows: 0,
    created: 0,
    updated: 0,
    unchanged: 0,
    customers: 0,
    bad: 0,
    chunks: 0,
    state: 'running',
    kind: 'orders',
  };
  const { imports, shops, customers, orders, meta } = database;
  const ground = await database.transaction('rw', imports, shops, customers, orders, meta, async () => {
    if (!(await database.shops.get(options.shopId))) {
      row.createdShop = true;
      await database.shops.put({ id: options.shopId, site, key, name: options.shopName ?? key, seenAt: at });
    }
    await database.imports.put(row);
    return newGround(database);
  });
  const source = { importId: id, site, shopId: options.shopId, at, fileAt: options.fileAt && Math.min(options.fileAt, at) };
  const shopNames = new Map((await shops.toArray()).map((shop) => [shop.id, shop.name]));
  return { database, options, row, bad: [], warnings: [], shopNames, source, ground, begun: [] };
}

/** Reading a file takes about this share of the whole work. */
const READING = 0.35;

/** Reads the whole file, then writes it buyer by buyer. */
async function takeBatches(run: Run, batches: AsyncIterable<ImportedBatch>): Promise<void> {
  const groups = new OrderGroups(run.options.shopId);
  try {
    await takeGroups(run, batches, groups);
  } finally {
    await groups.close();
  }
}

async function takeGroups(run: Run, batches: AsyncIterable<ImportedBatch>, groups: OrderGroups): Promise<void> {
  const { signal, chunkRows = CHUNK_ROWS } = run.options;
  for await (const { rows, bytesRead, bytesTotal } of batches) {
    const good: OrderLine[] = [];
    for (const { line, order, error, warnings } of rows) {
      if (error) refuse(run, { line, ...error });
      if (order) good.push({ line, order });
      if (order) run.source.fileAt = laterOf(run.source, order);
      if (warnings && run.warnings.length < MAX_BAD) run.warnings.push(...warnings);
    }
    await groups.add(good);
    if (signal?.aborted) return;
    tellProgress(run, 'reading', groups.count + run.row.bad, READING * (bytesTotal > 0 ? bytesRead / bytesTotal : 1));
  }
  let written = 0;
  const taken = ({ rows, refused, left }: Taken): void => {
    for (const { line, order } of rows) {
      const told = (reason: BadRow['reason']): BadRow => ({ line, column: '', value: copyOf(order.no), reason });
      const owner = refused.get(order.no);
      if (owner !== undefined) refuse(run, told(reasonOf(run, owner)));
      const why = left.get(order.no);
      if (why && run.warnings.length < MAX_BAD) run.warnings.push(told({ key: `import.left.${why}`, params: {} }));
    }
    written += rows.length;
    tellProgress(run, 'writing', written + run.row.bad, READING + (1 - READING) * (written / groups.count));
  };
  await writeChunks(run, groups, chunkRows, taken, signal);
}

/** A file that tells of something later than its own date has a wrong one; what is still to come, it cannot tell of. */
function laterOf(
  { fileAt, at }: ImportSource,
  { createdAt = 0, paidAt = 0, shippedAt = 0, receivedAt = 0 }: OrderNews,
): number | undefined {
  if (fileAt === undefined) return undefined;
  return Math.max(fileAt, ...[createdAt, paidAt, shippedAt, receivedAt].filter((time) => time <= at));
}

/** Returns a text of its own: one that was unpacked is a part of all the texts beside it, which would be kept with it. */
function copyOf(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string;
}

/** Says why an order was refused that is known already, with a buyer of the shop `owner`. */
function reasonOf({ options, shopNames }: Run, owner: string): BadRow['reason'] {
  if (owner === options.shopId) return { key: 'import.bad.otherBuyer', params: {} };
  return { key: 'import.bad.otherShop', params: { shop: shopNames.get(owner) ?? splitShopId(owner).key } };
}

/** Notes a refused row; the count in the row is written with the next chunk or at the end. */
function refuse(run: Run, bad: BadRow): void {
  run.row = { ...run.row, bad: run.row.bad + 1 };
  if (run.bad.length < MAX_BAD) run.bad.push(bad);
}

function tellProgress(run: Run, phase: ImportProgress['phase'], rows: number, share: number): void {
  run.options.onProgress?.({ importId: run.row.id, rows, share, startedAt: run.row.at, phase });
}

/** Marks the import as done and records it as one change; a file that changed nothing is not recorded. */
async function finish(run: Run): Promise<Change | null> {
  const { database } = run;
  const { fileName, created, updated, customers, chunks, id } = run.row;
  run.row = { ...run.row, state: 'done' };
  const label = { key: 'change.imported', params: { file: fileName, created, updated, customers } };
  return recordEvent(
    { actor: 'import', label, importId: id, refs: [`imports:${id}`] },
    async () => {
      await database.imports.put(run.row);
      return chunks > 0;
    },
    database,
  );
}

/** Returns all imports, newest first. */
export function allImports(database: KebanDatabase = db): Promise<ImportRow[]> {
  return database.imports.orderBy('at').reverse().toArray();
}

/** Tells whether an import or its undoing is going on in any page of this browser. */
export async function isImporting(): Promise<boolean> {
  const held = (await globalThis.navigator?.locks?.query())?.held ?? [];
  return held.some((lock) => lock.name === 'keban-import');
}
