import { choiceOf, type SnoozeChoice } from '../domain/snooze.ts';
import { db, type KebanDatabase } from './database.ts';

/** Key in `meta` of what was last chosen when a follow-up was put off. */
const KEY = 'lastSnooze';

/** Returns what was last chosen when a follow-up was put off, or null. */
export async function lastSnooze(database: KebanDatabase = db): Promise<SnoozeChoice | null> {
  return choiceOf((await database.meta.get(KEY))?.value);
}

/** Keeps what was chosen, so that the same can be chosen again. */
export async function rememberSnooze(choice: SnoozeChoice, database: KebanDatabase = db): Promise<void> {
  await database.meta.put({ key: KEY, value: choice });
}
