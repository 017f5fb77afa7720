import { recordEvent, undoByCustomer } from './changes.ts';
import { db, type ImportRow, type KebanDatabase } from './database.ts';
import { UndoChunk } from './import-undo-chunk.ts';
import { withLock } from './opfs.ts';
import { snapshotNow } from './snapshot.ts';

export interface UndoOptions {
  /** Hears how many chunks are left. */
  onProgress?: (chunksLeft: number) => void;
}

export interface UndoReport {
  row: ImportRow;
  /** Orders and customers left in place because somebody changed them since. */
  kept: number;
}

/**
 * Takes an import back as one: orders it created go, orders it replaced get their former values, customers it created
 * go when nothing else stands on them. What was changed since stays, until an import that changed it is undone too. Each chunk is one transaction that also strikes
 * the chunk off, so that an interrupted undo goes on where it stopped. Waits for an import that is going on. A snapshot
 * is begun afterwards: the journal does not hold what went. Returns null for an import that is not there.
 */
export function undoImport(
  importId: string,
  options: UndoOptions = {},
  database: KebanDatabase = db,
): Promise<UndoReport | null> {
  return withLock('import', async () => {
    const report = await takeImportBack(importId, options, database);
    if (report)
      snapshotNow('import', database).catch((error: unknown) => console.warn('snapshot after undoing an import', error));
    return report;
  });
}

/** Does what `undoImport` does, for the import that holds the lock itself because it is cancelled. */
export async function takeImportBack(
  importId: string,
  options: UndoOptions = {},
  database: KebanDatabase = db,
): Promise<UndoReport | null> {
  const row = await database.imports.get(importId);
  if (!row || row.state === 'undone') return row ? { row, kept: 0 } : null;
  await database.imports.update(importId, { state: 'undoing' });
  const kept = row.kind === 'keban' ? await undoChanges(importId, database) : await undoOrders(row, options, database);
  return { row: await close(row, database), kept };
}

async function undoOrders(row: ImportRow, options: UndoOptions, database: KebanDatabase): Promise<number> {
  const undoing: Undoing = { importId: row.id, concerned: new Set(row.concerned), database };
  let kept = 0;
  for (let left = row.chunks; left > 0; left--) {
    kept += await undoChunk(row, `${row.id}#${String(left - 1).padStart(6, '0')}`, left - 1, undoing);
    options.onProgress?.(left - 1);
  }
  await undoLeft(undoing);
  return kept;
}

/** An undoing that is going on, and the imports it concerns: stored with each chunk, for it may be interrupted. */
interface Undoing {
  importId: string;
  concerned: Set<string>;
  database: KebanDatabase;
}

/** Takes a chunk back and keeps a record of what stays; adds the imports this concerns. Returns how much stays. */
function undoChunk(row: ImportRow, id: string, chunks: number, undoing: Undoing): Promise<number> {
  const { importId, concerned, database } = undoing;
  const { customers, orders, notes, reminders, threads, imports, importUndo, changes } = database;
  const tables = [customers, orders, notes, reminders, threads, imports, importUndo, changes];
  return database.transaction('rw', tables, async () => {
    const chunk = await importUndo.get(id);
    const done = chunk ? await new UndoChunk(database, row, chunk).run() : null;
    if (done?.left) await importUndo.put(done.left);
    else await importUndo.delete(id);
    await imports.update(row.id, { chunks });
    for (const one of done?.concerned ?? []) concerned.add(one);
    await imports.update(importId, { concerned: [...concerned] });
    return done?.kept ?? 0;
  });
}

/**
 * Takes back what stayed of imports undone before because this one had changed it: undone in whatever order, nothing of
 * them is left. The newest first, each puts back what the one before it wrote.
 */
async function undoLeft(undoing: Undoing): Promise<void> {
  const { importId, concerned, database } = undoing;
  const seen = new Set([importId]);
  for (;;) {
    const next = [...concerned]
      .filter((id) => !seen.has(id))
      .toSorted()
      .at(-1);
    if (next === undefined) return;
    seen.add(next);
    const row = await database.imports.get(next);
    if (row?.state !== 'undone') continue;
    const ids = await database.importUndo.where('importId').equals(next).primaryKeys();
    for (const id of ids.toSorted().toReversed()) await undoChunk(row, id, 0, undoing);
  }
}

/** Takes away the shops that an undone import brought, this one or one before, when nothing is left of them. */
async function removeShops({ customers, imports, shops }: KebanDatabase): Promise<void> {
  const undone = (await imports.toArray()).filter(({ state }) => state === 'undone');
  for (const { id, seenAt } of await shops.toArray()) {
    const isBrought = ({ at, shopId, kind, createdShop }: ImportRow): boolean =>
      at === seenAt && (kind === 'keban' || (createdShop === true && shopId === id));
    if (!undone.some(isBrought)) continue;
    const customer = await customers.where('[shopId+activeAt]').between([id, 0], [id, Infinity]).first();
    if (!customer) await shops.delete(id);
  }
}

/** Undoes the recorded changes of an exchange file, newest first; a customer that was changed since stays. */
async function undoChanges(importId: string, database: KebanDatabase): Promise<number> {
  const changes = await database.changes
    .where('importId')
    .equals(importId)
    .filter((c) => c.ops.length > 0 && c.actor === 'import')
    .sortBy('id');
  let kept = 0;
  for (const change of changes.toReversed()) kept += await undoByCustomer(change.id, database);
  return kept;
}

/** Marks the import as undone, takes shops away of which nothing is left, and records the undoing. */
async function close(row: ImportRow, database: KebanDatabase): Promise<ImportRow> {
  const { imports, changes } = database;
  const { concerned: _concerned, ...rest } = row;
  const done: ImportRow = { ...rest, chunks: 0, state: 'undone' };
  const imported = await changes
    .where('importId')
    .equals(row.id)
    .filter((c) => c.actor === 'import' && c.ops.length === 0 && !c.undoneBy)
    .first();
  const info = {
    actor: 'undo' as const,
    label: { key: 'change.importUndone', params: { file: row.fileName } },
    importId: row.id,
    refs: [`imports:${row.id}`],
  };
  await recordEvent(
    imported ? { ...info, undoes: imported.id } : info,
    async () => {
      await imports.put(done);
      await removeShops(database);
      // An import that never finished leaves no trace in the history.
      return imported !== undefined;
    },
    database,
  );
  return done;
}
