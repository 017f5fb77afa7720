import { dayNumber } from './calendar-day.ts';
import type { DateShift } from './template-parts.ts';
import { epochOf, wallTimeOf } from './time.ts';
import { addWorkdays } from './workdays.ts';

const HOUR = 3_600_000;

/**
 * Moves a moment (epoch ms) as a calendar in `zone` does: a day is the same hour of another day, also over a change of
 * the clocks; a month keeps the day where there is one (31 January + 1 month is the last of February); working days are
 * those of `country` (China where none is said), see `isWorkday`.
 */
export function shiftDate(at: number, { by, unit }: DateShift, zone: string, country?: string): number {
  if (unit === 'hour') return at + by * HOUR;
  const { year, month, day, hour, minute, second } = wallTimeOf(at, zone);
  const on = (y: number, m: number, d: number): number => epochOf({ year: y, month: m, day: d, hour, minute, second }, zone);
  if (unit === 'month') {
    const last = new Date(Date.UTC(year, month + by, 0)).getUTCDate();
    const moved = new Date(Date.UTC(year, month - 1 + by, Math.min(day, last)));
    return on(moved.getUTCFullYear(), moved.getUTCMonth() + 1, moved.getUTCDate());
  }
  const today = dayNumber({ year, month, day });
  const days = unit === 'workday' ? addWorkdays(today, by, country).day - today : unit === 'week' ? by * 7 : by;
  const moved = new Date(Date.UTC(year, month - 1, day + days));
  return on(moved.getUTCFullYear(), moved.getUTCMonth() + 1, moved.getUTCDate());
}
