import { isQuiet } from '../domain/buyer-hours.ts';
import { dayAt, dayNumber } from '../domain/calendar-day.ts';
import { MISSED_AFTER, type Reminder } from '../domain/reminder.ts';
import { change } from './changes.ts';
import { db, type KebanDatabase } from './database.ts';
import { shopGround } from './shop-ground.ts';

const HOUR = 3_600_000;
/** Most that one change puts off. */
const AT_ONCE = 500;
/** What rules make of a day that somebody is wished well on. */
const WISH = /^cd_(?:birthday|festival)~/;

/**
 * Puts off what rules made and what is late at `now` (epoch ms), the browser having been closed, to the buyer's next
 * morning where it is night for them now. Wishes stay on their day as long as that lasts there. Harmless to repeat.
 */
export async function leaveAsleep(now: number, database: KebanDatabase = db): Promise<void> {
  for (;;) {
    const late = database.reminders.where('wakeAt').belowOrEqual(now - MISSED_AFTER);
    const asleep = await late
      .filter((row) => morningOf(row, now) !== null)
      .limit(AT_ONCE)
      .primaryKeys();
    // None may be left: whatever is due now is shown next.
    if (asleep.length === 0) return;
    await putOff(asleep, now, database);
  }
}

async function putOff(ids: readonly string[], now: number, database: KebanDatabase): Promise<void> {
  const { zone } = await shopGround(database);
  await change(
    { actor: 'system', label: { key: 'change.nightThere', params: { n: ids.length } } },
    async (draft) => {
      for (const id of ids) {
        const row = await draft.get('reminders', id);
        const morning = row?.state === 'open' && row.firedAt === undefined ? morningOf(row, now) : null;
        if (!row || morning === null) continue;
        await draft.put('reminders', { ...row, dueAt: morning });
        // Its new day is taken, the old one free again.
        await database.cadenceLog.update(id, { day: dayNumber(dayAt(morning, zone)) });
      }
    },
    database,
  );
}

/** Returns the first full hour after `now` that is none of the buyer's quiet ones, null where it need not wait for that. */
function morningOf({ id, rule, dueAt }: Reminder, now: number): number | null {
  const zone = rule?.zone;
  if (zone === undefined || !isQuiet(now, zone)) return null;
  const dayOf = (at: number): number => dayNumber(dayAt(at, zone));
  let morning = Math.ceil(now / HOUR) * HOUR;
  while (isQuiet(morning, zone)) morning += HOUR;
  return WISH.test(id) && dayOf(dueAt) === dayOf(now) && dayOf(morning) > dayOf(now) ? null : morning;
}
