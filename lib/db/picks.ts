import type { Intent } from '../domain/intent.ts';
import { pickedOnce, weightOfPick, type PickCount } from '../domain/pick.ts';
import { db, type KebanDatabase } from './database.ts';

/** Rows that count less than this are forgotten. */
const LEAST = 0.05;
/** Most rows that are returned. */
const MOST = 400;

/**
 * Learns that a template was picked when a buyer wanted something, or with `by` -1 that it was taken back. A repeated
 * command counts once. Not a change of anybody's data: nothing of it is in the history, and undoing works around it.
 */
export async function notePick(
  picked: { templateId: string; intents: readonly Intent[]; commandId: string; by?: 1 | -1 },
  database: KebanDatabase = db,
): Promise<void> {
  const { templateId, intents, commandId, by = 1 } = picked;
  const id = `${commandId}-pick`;
  const now = Date.now();
  await database.transaction('rw', database.picks, database.processed, async () => {
    if (intents.length === 0 || (await database.processed.get(id))) return;
    await database.processed.put({ id, at: now, answer: null });
    for (const intent of new Set(intents)) {
      const next = pickedOnce(await database.picks.get(`${intent}|${templateId}`), { intent, templateId }, now, by);
      if (next.n >= LEAST) await database.picks.put(next);
      else await database.picks.delete(next.id);
    }
  });
}

/** Returns what was learned, the weightiest first, at most some hundred rows. */
export async function allPicks(database: KebanDatabase = db): Promise<PickCount[]> {
  const now = Date.now();
  const rows = (await database.picks.toArray()).filter((pick) => weightOfPick(pick, now) >= LEAST);
  return rows.toSorted((a, b) => weightOfPick(b, now) - weightOfPick(a, now)).slice(0, MOST);
}

/** Forgets everything that was learned; returns it, so that it can be brought back. */
export async function clearPicks(database: KebanDatabase = db): Promise<PickCount[]> {
  return database.transaction('rw', database.picks, async () => {
    const rows = await database.picks.toArray();
    await database.picks.clear();
    return rows;
  });
}

/** Brings back what was forgotten; what was learned since stays. */
export async function restorePicks(rows: readonly PickCount[], database: KebanDatabase = db): Promise<void> {
  await database.transaction('rw', database.picks, async () => {
    for (const row of rows) if (!(await database.picks.get(row.id))) await database.picks.put(row);
  });
}
