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
 * go when nothing else stands on them. What was changed since stays. Each chunk is one transaction that also strikes
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
  const kept = row.kind === 'keban' ? await undoChanges(importId, database) : await undoChunks(row, options, database);
  return { row: await close(row, database), kept };
}

async function undoChunks(row: ImportRow, options: UndoOptions, database: KebanDatabase): Promise<number> {
  const { customers, orders, notes, reminders, threads, imports, importUndo, changes } = database;
  const tables = [customers, orders, notes, reminders, threads, imports, importUndo, changes];
  let kept = 0;
  for (let left = row.chunks; left > 0; left--) {
    kept += await database.transaction('rw', tables, async () => {
      const id = `${row.id}#${String(left - 1).padStart(6, '0')}`;
      const chunk = await importUndo.get(id);
      const stayed = chunk ? await new UndoChunk(database, row, chunk).run() : 0;
      await importUndo.delete(id);
      await imports.update(row.id, { chunks: left - 1 });
      return stayed;
    });
    options.onProgress?.(left - 1);
  }
  return kept;
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

/** Marks the import as undone, takes its shop away when nothing is left of it, and records the undoing. */
async function close(row: ImportRow, database: KebanDatabase): Promise<ImportRow> {
  const { customers, shops, imports, changes } = database;
  const done: ImportRow = { ...row, chunks: 0, state: 'undone' };
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
      const shop = row.createdShop ? await shops.get(row.shopId) : undefined;
      const customer = await customers.where('[shopId+activeAt]').between([row.shopId, 0], [row.shopId, Infinity]).first();
      if (shop?.seenAt === row.at && !customer) await shops.delete(row.shopId);
      // An import that never finished leaves no trace in the history.
      return imported !== undefined;
    },
    database,
  );
  return done;
}
