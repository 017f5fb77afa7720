import type { Repeat } from '#lib/domain/recurrence.ts';
import { isWorkday } from '#lib/domain/workdays.ts';

/*
 * When a follow-up comes again, by the clock on the wall of its zone: worked out day by day from the browser's calendar
 * alone, without the product's reckoning of times and repeats.
 */
const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

/** What the clock and the calendar on a wall say; month is 1–12. */
export interface Wall {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

const walls = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();

/** Returns the milliseconds by which a zone is ahead at a moment. They change at full quarters of an hour only. */
function aheadAt(at: number, zone: string): number {
  const quarter = Math.floor(at / (15 * MINUTE));
  const key = `${zone} ${quarter}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const format = walls.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  walls.set(zone, format);
  const moment = quarter * 15 * MINUTE;
  const ahead = Date.parse(`${format.format(moment).replace(' ', 'T')}Z`) - moment;
  offsets.set(key, ahead);
  return ahead;
}

/** Returns what a wall says at a moment (epoch ms). */
export function wallAt(at: number, zone: string): Wall {
  const date = new Date(at + aheadAt(at, zone));
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  return { year, month, day, hour: date.getUTCHours(), minute: date.getUTCMinutes() };
}

/** Returns the moments at which a wall says so, the first one first: none in a skipped hour, two in one that comes twice. */
export function momentsOf({ year, month, day, hour, minute }: Wall, zone: string): number[] {
  const there = Date.UTC(year, month - 1, day, hour, minute);
  const found = [there - DAY, there + DAY].map((around) => there - aheadAt(around, zone));
  return [...new Set(found)].filter((at) => at + aheadAt(at, zone) === there).toSorted((a, b) => a - b);
}

/** Returns the number of days since 1970 of what a calendar says. */
const numberOf = ({ year, month, day }: Pick<Wall, 'year' | 'month' | 'day'>): number => Date.UTC(year, month - 1, day) / DAY;

/** Returns the moment of an hour on a day's number; one that the clocks skip is as if they had not yet been changed. */
function momentOn(day: number, { hour, minute }: Wall, zone: string): number {
  const date = new Date(day * DAY);
  const wall = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), hour, minute };
  const there = day * DAY + (hour * 60 + minute) * MINUTE;
  return momentsOf(wall, zone)[0] ?? there - aheadAt(there - DAY, zone);
}

/** The days of a repeat that goes by the calendar, one after the other, from its first on. */
function* daysOf(repeat: Repeat, first: Wall): Generator<number> {
  const start = numberOf(first);
  for (let n = 1; ; n++) {
    if (repeat.unit === 'day') yield start + n * repeat.every;
    else if (repeat.unit === 'week') yield start + n * 7 * repeat.every;
    else {
      const months = first.month - 1 + n * repeat.every * (repeat.unit === 'year' ? 12 : 1);
      const last = new Date(Date.UTC(first.year, months + 1, 0)).getUTCDate();
      yield Date.UTC(first.year, months, Math.min(first.day, last)) / DAY;
    }
  }
}

/** Returns when (epoch ms) a follow-up due at `dueAt` that is done at `now` comes again. */
export function onTheWall(repeat: Repeat, dueAt: number, now: number): number {
  const first = wallAt(repeat.from, repeat.zone);
  const after = Math.max(dueAt, now);
  const moment = (day: number): number => momentOn(day, first, repeat.zone);
  const today = numberOf(wallAt(after, repeat.zone));
  if (repeat.unit === 'cycle') return moment(today + repeat.every);
  if (repeat.unit === 'workday') {
    const isOn = (day: number): boolean => isWorkday(day, repeat.country);
    // Every working day also means today, done late, while its hour is to come.
    if (repeat.every === 1 && numberOf(wallAt(dueAt, repeat.zone)) < today && isOn(today) && moment(today) > after)
      return moment(today);
    let day = today;
    for (let left = repeat.every; left > 0;) {
      day += 1;
      if (isOn(day)) left -= 1;
    }
    return moment(day);
  }
  for (const day of daysOf(repeat, first)) if (moment(day) > after) return moment(day);
  return Number.NaN;
}
