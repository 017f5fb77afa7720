import { ATTENTION_DEFAULT, type Attention } from '../domain/wait-attention.ts';
import { dayAt, dayNumber } from '../domain/calendar-day.ts';
import { wallTimeOf } from '../domain/time.ts';
import { withHour, workHoursOf, type OpenHours } from '../domain/work-hours.ts';
import { db, type KebanDatabase } from './database.ts';
import { shopGround } from './shop-ground.ts';

/** Key in `meta` of the hours in which the browser was open. */
const OPEN = 'openHours';

async function openHours(database: KebanDatabase): Promise<OpenHours> {
  return ((await database.meta.get(OPEN))?.value as OpenHours | undefined) ?? [];
}

/** Notes that the browser is open at `now` (epoch ms): one small read, and a write in each new hour of the shop's day. */
export async function noteOpen(now: number, database: KebanDatabase = db): Promise<void> {
  const { zone } = await shopGround(database);
  const before = await openHours(database);
  const after = withHour(before, dayNumber(dayAt(now, zone)), wallTimeOf(now, zone).hour);
  if (after !== before) await database.meta.put({ key: OPEN, value: after });
}

/** Returns the hours of the shop's day in which somebody is there, see `workHoursOf`; null while nothing is known. */
export async function workHours(database: KebanDatabase = db): Promise<number[] | null> {
  const rows = await database.waitRules.toArray();
  const watched = rows.find((row): row is Attention => row.id === ATTENTION_DEFAULT.id);
  const set = rows.flatMap((row) => ('hours' in row && row.hours.own && row.hours.value ? [row.hours.value] : []));
  return workHoursOf({ open: await openHours(database), quiet: { ...ATTENTION_DEFAULT, ...watched }, set });
}
