import { epochOf, wallTimeOf } from './time.ts';

/** A calendar day; month is 1–12. */
export interface Day {
  year: number;
  month: number;
  day: number;
}

/** Returns the number of a day, counted from 1970-01-01; days follow each other without gap. */
export function dayNumber({ year, month, day }: Day): number {
  return Math.round(Date.UTC(year, month - 1, day) / 86_400_000);
}

/** Returns the day of a number. */
export function dayOfNumber(n: number): Day {
  const date = new Date(n * 86_400_000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** Returns 0 (Sunday) – 6 of a day's number. */
export function weekdayOfNumber(n: number): number {
  return (((n + 4) % 7) + 7) % 7;
}

/** Returns `2026-09-27`. */
export function dayText({ year, month, day }: Day): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Returns the day of an instant (epoch ms) in a zone. */
export function dayAt(at: number, zone: string): Day {
  const { year, month, day } = wallTimeOf(at, zone);
  return { year, month, day };
}

/** Returns the instant (epoch ms) of an hour and minute of a day in a zone; see `epochOf` for changes of the clocks. */
export function momentOn(day: Day, hour: number, minute: number, zone: string): number {
  return epochOf({ ...day, hour, minute, second: 0 }, zone);
}
