import type { KebanDatabase } from './database.ts';
import { readJournal, type JournalEntry } from './journal.ts';
import { recountTags, redo, redoScope } from './redo.ts';

/** Journalled changes carried out in one transaction. */
const BATCH = 50;

/** What carrying out the journal led to. */
export interface CaughtUp {
  /** Changes carried out. */
  edits: number;
  /** Operations whose row was missing. */
  missed: number;
  /** Sequence number of the last change. */
  seq: number;
}

/**
 * Carries out the journalled changes after a sequence number and counts tags anew if there were any. The sequence
 * number moves on in the same transactions, so that an interrupted run is continued by the next.
 */
export async function catchUp(afterSeq: number, database: KebanDatabase, onEdit?: (done: number) => void): Promise<CaughtUp> {
  const result: CaughtUp = { edits: 0, missed: 0, seq: afterSeq };
  let batch: JournalEntry[] = [];
  const flush = async (): Promise<void> => {
    const entries = batch;
    batch = [];
    result.missed += await redoAll(entries, database);
    result.edits += entries.length;
    result.seq = entries.at(-1)?.seq ?? result.seq;
    onEdit?.(result.edits);
  };
  await readJournal(afterSeq, async (entry) => {
    batch.push(entry);
    if (batch.length >= BATCH) await flush();
  });
  if (batch.length > 0) await flush();
  if (result.edits > 0) await database.transaction('rw', database.customers, database.tags, () => recountTags(database));
  return result;
}

function redoAll(entries: readonly JournalEntry[], database: KebanDatabase): Promise<number> {
  return database.transaction('rw', redoScope(database), async () => {
    let missed = 0;
    for (const entry of entries) missed += await redo(entry.change, database);
    const seq = entries.at(-1)?.seq;
    if (seq !== undefined) await database.meta.put({ key: 'seq', value: seq });
    return missed;
  });
}
