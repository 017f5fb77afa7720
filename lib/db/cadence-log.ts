import type { CadenceLogRow, KebanDatabase } from './database.ts';

/** Returns what of the log counts: not what was only noted with a follow-up taken in, once that has been taken back. */
export async function whatCounts(rows: readonly CadenceLogRow[], database: KebanDatabase): Promise<CadenceLogRow[]> {
  const noted = rows.filter(({ takenIn }) => takenIn !== undefined);
  if (noted.length === 0) return [...rows];
  const found = await database.reminders.bulkGet(noted.map(({ takenIn = '' }) => takenIn));
  const gone = new Set(noted.filter((_, i) => found[i] === undefined));
  return rows.filter((row) => !gone.has(row));
}

/** Returns whether a rule has made the follow-up with this id, or it was taken in. */
export async function isMade(id: string, database: KebanDatabase): Promise<boolean> {
  const row = await database.cadenceLog.get(id);
  return row !== undefined && (await whatCounts([row], database)).length > 0;
}
