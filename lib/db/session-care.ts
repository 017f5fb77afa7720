import { readCanary, rememberRows, writeCanary } from './canary.ts';
import type { KebanDatabase } from './database.ts';
import { clearAside } from './import-aside.ts';
import { rollLog } from './log-roll.ts';
import { isLocked, withLock } from './opfs.ts';
import { dropOldAnswers } from './last-answers.ts';
import { pruneMessages } from './messages.ts';
import { dropStrayPictures } from './pictures.ts';
import { snapshotIfEdited } from './snapshot.ts';
import { refreshOrders } from './refresh-orders.ts';
import { noteShops } from './shops.ts';

const DAY = 86_400_000;
/** How long readings of pages stay in the history; what people did stays. */
const KEEP_READINGS = 30 * DAY;
const CHUNK = 500;
const FLAG = 'session-care';

/**
 * Once per browser session: throws away what has served its time, takes a snapshot of edits that have none, and rolls
 * the storage engine's log. Every context may call it; one does it, the others wait for it. Returns whether it was done
 * by this call. A failing step does not keep the next from being tried.
 */
export function careOncePerSession(database: KebanDatabase): Promise<boolean> {
  return withLock('care', async () => {
    const session = globalThis.chrome?.storage?.session;
    const state = (await session?.get(FLAG))?.[FLAG];
    if (state === 'done') return false;
    await session?.set({ [FLAG]: 'begun' });
    const backUp = (d: KebanDatabase): Promise<unknown> => snapshotIfEdited('session', d);
    // The snapshot first, in case rolling fails; but if it was cut short before, the quick one must not wait for it again.
    const steps = state === 'begun' ? [rollLog, prune, countRows, backUp] : [prune, countRows, backUp, rollLog];
    for (const step of [...steps, noteShops, refreshOrders]) {
      await step(database).catch((error: unknown) => console.warn(`session care: ${step.name}`, error));
    }
    await session?.set({ [FLAG]: 'done' });
    return true;
  });
}

/** Removes commands older than a day, messages past their time, and readings of pages older than thirty days from the history. */
export async function prune(database: KebanDatabase, now: number = Date.now()): Promise<void> {
  await database.processed
    .where('at')
    .below(now - DAY)
    .delete();
  const before = `ch_${(now - KEEP_READINGS).toString(36).padStart(9, '0')}`;
  for (;;) {
    const old = database.changes
      .where('id')
      .below(before)
      .filter((change) => change.actor === 'page');
    const ids = await old.limit(CHUNK).primaryKeys();
    await database.changes.bulkDelete(ids);
    if (ids.length < CHUNK) break;
  }
  await pruneMessages(now, database);
  await dropOldAnswers(now, database);
  await dropStrayPictures(now, database);
  // What an import that was cut short has put aside.
  if (!(await isLocked('import'))) await clearAside();
}

/** Looks how many customers there are; the canary tells a person how much was lost. */
async function countRows(database: KebanDatabase): Promise<void> {
  const rows = await database.customers.count();
  rememberRows(rows);
  const canary = await readCanary();
  if (canary && canary.rows !== rows) await writeCanary({ epoch: canary.epoch, seq: canary.seq, rows });
}
