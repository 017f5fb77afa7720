import { dayAt, dayNumber, dayOfNumber, momentOn, type Day } from './calendar-day.ts';
import { wallTimeOf } from './time.ts';
import { addWorkdays } from './workdays.ts';

/**
 * How a follow-up comes again. `zone` is where its hour is meant: nine o'clock stays nine o'clock over a change of the
 * clocks and for somebody who travels.
 */
export type Repeat =
  /** The `from` moment fixes hour and, for months and years, the day of the month, which short months only borrow from. */
  | { unit: 'day' | 'week' | 'month' | 'year'; every: number; from: number; zone: string }
  | { unit: 'workday'; every: number; from: number; zone: string; country: string }
  /** The customer's own gap between orders, in days, as it was when the follow-up was set. */
  | { unit: 'cycle'; every: number; from: number; zone: string };

export type RepeatUnit = Repeat['unit'];

/** Months between the `from` day and the `k`-th occurrence. */
function monthsOn(day: Day, months: number): Day {
  const first = new Date(Date.UTC(day.year, day.month - 1 + months, 1));
  const year = first.getUTCFullYear();
  const month = first.getUTCMonth() + 1;
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return { year, month, day: Math.min(day.day, last) };
}

/**
 * Returns the first occurrence (epoch ms) after both `after`, the moment of the occurrence that ends, and `now`: what was
 * slept through is not made up for one by one. Workdays are counted from `now`'s day, every single one from that day itself
 * while its hour is to come; fixed steps from `from`, a cycle from the last purchase (`bought`, epoch ms) or, where that
 * leads to a day that has passed, from `now`'s day.
 */
export function nextOccurrence(repeat: Repeat, after: number, now: number, bought = 0): number {
  const { hour, minute } = wallTimeOf(repeat.from, repeat.zone);
  const start = dayAt(repeat.from, repeat.zone);
  const floor = Math.max(after, now);
  const floorDay = dayNumber(dayAt(floor, repeat.zone));
  const at = (day: Day): number => momentOn(day, hour, minute, repeat.zone);
  const every = Math.max(1, Math.round(repeat.every));
  if (repeat.unit === 'workday') {
    const isToCome = every === 1 && dayNumber(dayAt(after, repeat.zone)) < floorDay && at(dayOfNumber(floorDay)) > floor;
    return at(dayOfNumber(addWorkdays(isToCome ? floorDay - 1 : floorDay, every, repeat.country).day));
  }
  if (repeat.unit === 'cycle') {
    const due = dayNumber(dayAt(bought, repeat.zone)) + every;
    return at(dayOfNumber(due > floorDay ? due : floorDay + every));
  }
  if (repeat.unit === 'month' || repeat.unit === 'year') {
    const step = every * (repeat.unit === 'year' ? 12 : 1);
    const on = dayOfNumber(floorDay);
    const passed = (on.year - start.year) * 12 + on.month - start.month;
    for (let k = Math.max(1, Math.floor(passed / step)); ; k++) {
      const moment = at(monthsOn(start, k * step));
      if (moment > floor) return moment;
    }
  }
  const step = every * (repeat.unit === 'week' ? 7 : 1);
  const first = dayNumber(start);
  for (let k = Math.max(1, Math.floor((floorDay - first) / step)); ; k++) {
    const moment = at(dayOfNumber(first + k * step));
    if (moment > floor) return moment;
  }
}

/** Fewest gaps from which a customer's own cycle is told. */
const GAPS_NEEDED = 2;

/**
 * Returns the median number of whole days between a customer's purchases (epoch ms), or null with fewer than three
 * on different days. Several orders within a day are one purchase.
 */
export function purchaseCycle(orderTimes: readonly number[]): number | null {
  const DAY = 86_400_000;
  const times = orderTimes.toSorted((a, b) => a - b);
  const purchases: number[] = [];
  // Against the beginning of the last one: somebody who orders every few hours for a week buys seven times.
  for (const at of times) if (at - (purchases.at(-1) ?? -Infinity) >= DAY) purchases.push(at);
  const gaps = purchases.slice(1).map((at, i) => at - (purchases[i] ?? at));
  if (gaps.length < GAPS_NEEDED) return null;
  const sorted = gaps.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
  return Math.max(1, Math.round(median / DAY));
}

/** Returns a customer's cycle and the last purchase (epoch ms) of the times of all, null for what is not known. */
export function rhythmOf(bought: readonly number[]): { cycle: number | null; lastBought: number | null } {
  return { cycle: purchaseCycle(bought), lastBought: bought.length > 0 ? Math.max(...bought) : null };
}
