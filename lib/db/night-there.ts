import { Dexie } from 'dexie';
import { dayAt, dayNumber } from '../domain/calendar-day.ts';
import { isByRule, placeLate, type Placed } from '../domain/late-by-rule.ts';
import { MISSED_AFTER, type Reminder } from '../domain/reminder.ts';
import { whatCounts } from './cadence-log.ts';
import { change } from './changes.ts';
import { db, type CadenceLogRow, type KebanDatabase } from './database.ts';
import type { Draft } from './draft.ts';
import { shopGround } from './shop-ground.ts';

/** Most follow-ups that are read at once. */
const AT_ONCE = 500;

/**
 * Gives each of the follow-ups that rules made and that are late at `now` (epoch ms), the browser having been closed, its
 * day: one a day for a customer, and none in the buyer's night that can wait for the morning, see `placeLate`. Those of
 * today are left as they are and are shown next. Harmless to repeat; reads only what is late, and nothing more when
 * nothing is.
 */
export async function leaveAsleep(now: number, database: KebanDatabase = db): Promise<void> {
  const ids = await database.reminders
    .where('wakeAt')
    .belowOrEqual(now - MISSED_AFTER)
    .primaryKeys();
  const seen = new Set<string>();
  for (let i = 0; i < ids.length; i += AT_ONCE) {
    const rows = await database.reminders.bulkGet(ids.slice(i, i + AT_ONCE));
    const late = rows.filter((row): row is Reminder => row !== undefined && isByRule(row) && !seen.has(row.customerId));
    const customers = new Set(late.map(({ customerId }) => customerId));
    for (const id of customers) seen.add(id);
    if (customers.size > 0) await placeAll(customers, now, database);
  }
}

async function placeAll(customers: ReadonlySet<string>, now: number, database: KebanDatabase): Promise<void> {
  const { zone } = await shopGround(database);
  const params = { n: 0 };
  await change(
    { actor: 'system', label: { key: 'change.nightThere', params } },
    async (draft) => {
      // All at once: after a holiday there are thousands, and each asks twice.
      const places = (await Promise.all([...customers].map((id) => placesOf(id, now, zone, database)))).flat();
      params.n = places.filter(({ dueAt }) => dueAt !== undefined).length;
      await putAll(places, draft, database);
    },
    database,
  );
}

/** Returns where the late follow-ups of a customer go. */
async function placesOf(customerId: string, now: number, zone: string, database: KebanDatabase): Promise<Placed[]> {
  const open = await database.reminders.where('[customerId+state]').equals([customerId, 'open']).toArray();
  const byRule = open.filter(isByRule);
  const late = byRule.filter(({ dueAt }) => dueAt <= now - MISSED_AFTER);
  const today = dayNumber(dayAt(now, zone));
  const mine = new Set(late.map(({ id }) => id));
  const log = await logFrom(customerId, today, database);
  const others = log.filter(({ id, takenIn = '' }) => !mine.has(id) && !mine.has(takenIn));
  const pending = byRule.filter(({ id, dueAt }) => !mine.has(id) && dayNumber(dayAt(dueAt, zone)) === today);
  return placeLate(late, pending, { now, zone, taken: new Set(others.map(({ day }) => day)) });
}

/** Returns what rules have made for a customer, and for those joined into it, on a day (its number) and later. */
export async function logFrom(customerId: string, day: number, database: KebanDatabase): Promise<CadenceLogRow[]> {
  const customer = await database.customers.get(customerId);
  const rows: CadenceLogRow[] = [];
  for (const id of [customerId, ...(customer?.joined ?? [])])
    rows.push(...(await database.cadenceLog.where('[customerId+day]').between([id, day], [id, Dexie.maxKey]).toArray()));
  return whatCounts(rows, database);
}

/** Writes where follow-ups go. Their new days are taken, the old ones free again. */
export async function putAll(places: readonly Placed[], draft: Draft, database: KebanDatabase): Promise<void> {
  for (const { row, dueAt, asleep } of places) {
    const { rule } = row;
    if (dueAt !== undefined && rule)
      await draft.put('reminders', { ...row, dueAt, rule: asleep ? { ...rule, putOff: true } : rule });
  }
  await database.cadenceLog.bulkUpdate(places.map(({ row, day }) => ({ key: row.id, changes: { day } })));
}
