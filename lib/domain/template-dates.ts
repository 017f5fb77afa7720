import type { DateShift } from './template-parts.ts';
import { epochOf, wallTimeOf } from './time.ts';

const HOUR = 3_600_000;

/**
 * Moves a moment (epoch ms) as a calendar in `zone` does: a day is the same hour of another day, also over a change of
 * the clocks; a month keeps the day where there is one (31 January + 1 month is the last of February); working days are
 * Monday to Friday.
 */
export function shiftDate(at: number, { by, unit }: DateShift, zone: string): number {
  if (unit === 'hour') return at + by * HOUR;
  const { year, month, day, hour, minute, second } = wallTimeOf(at, zone);
  const on = (y: number, m: number, d: number): number => epochOf({ year: y, month: m, day: d, hour, minute, second }, zone);
  if (unit === 'month') {
    const last = new Date(Date.UTC(year, month + by, 0)).getUTCDate();
    const moved = new Date(Date.UTC(year, month - 1 + by, Math.min(day, last)));
    return on(moved.getUTCFullYear(), moved.getUTCMonth() + 1, moved.getUTCDate());
  }
  const days =
    unit === 'workday' ? workdays(new Date(Date.UTC(year, month - 1, day)).getUTCDay(), by) : unit === 'week' ? by * 7 : by;
  const moved = new Date(Date.UTC(year, month - 1, day + days));
  return on(moved.getUTCFullYear(), moved.getUTCMonth() + 1, moved.getUTCDate());
}

/** Returns how many calendar days so many working days are, counted from a weekday (0 is Sunday). */
function workdays(weekday: number, by: number): number {
  const step = Math.sign(by);
  let days = 0;
  for (let left = Math.abs(by), at = weekday; left > 0;) {
    days += step;
    at = (at + step + 7) % 7;
    if (at !== 0 && at !== 6) left -= 1;
  }
  return days;
}
