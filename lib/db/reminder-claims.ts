import { claim, overdueClaims, type Showing } from '../domain/reminder-claim.ts';
import type { Reminder } from '../domain/reminder.ts';
import { db, type KebanDatabase } from './database.ts';

/** Key in `meta` of the claimed follow-ups that are not known to have been shown. */
const SHOWING = 'showing';
/** Most that one transaction claims. */
const CLAIM_AT_ONCE = 500;

async function showing(database: KebanDatabase): Promise<Showing[]> {
  return ((await database.meta.get(SHOWING))?.value as Showing[] | undefined) ?? [];
}

/**
 * Claims the follow-ups that are due and have not fired, at most 500: marks them in one transaction and returns them, so
 * that two wakes of the worker never notify the same one twice. Those of a wake that did not come to `confirmShown` are
 * claimed again after a minute. `now` in epoch ms. Reads only what is due, however many are open.
 */
export async function claimDue(now: number, database: KebanDatabase = db): Promise<Reminder[]> {
  return database.transaction('rw', database.reminders, database.meta, async () => {
    const due = await database.reminders.where('wakeAt').belowOrEqual(now).limit(CLAIM_AT_ONCE).toArray();
    const before = await showing(database);
    const stopped = overdueClaims(before, now);
    if (due.length === 0 && stopped.length === 0) return [];
    const next = claim(due, await database.reminders.bulkGet(stopped), before, now);
    if (next.claimed.length > 0) await database.reminders.bulkPut(next.claimed);
    await database.meta.put({ key: SHOWING, value: next.showing });
    return next.claimed;
  });
}

/** Notes that claimed follow-ups have been shown; without ids, all that are claimed. */
export async function confirmShown(ids: readonly string[] | null, database: KebanDatabase = db): Promise<void> {
  if (ids?.length === 0) return;
  await database.transaction('rw', database.meta, async () => {
    const before = await showing(database);
    const left = ids === null ? [] : before.filter(([id]) => !ids.includes(id));
    if (left.length < before.length) await database.meta.put({ key: SHOWING, value: left });
  });
}

/**
 * Returns the moment (epoch ms) of the next follow-up that has not fired, or null. One that fired, was not shown, and is
 * yet to come again at `now` because the clock was set back, counts too.
 */
export async function nextDue(now: number, database: KebanDatabase = db): Promise<number | null> {
  const [next, claims] = await Promise.all([database.reminders.orderBy('wakeAt').first(), showing(database)]);
  const claimed = claims.length > 0 ? await database.reminders.bulkGet(claims.map(([id]) => id)) : [];
  const again = claimed.flatMap((r) => (r?.state === 'open' && r.dueAt > now ? [r.dueAt] : []));
  const first = Math.min(next?.wakeAt ?? Infinity, ...again);
  return Number.isFinite(first) ? first : null;
}
