import { dayNumber, dayOfNumber } from './calendar-day.ts';

/**
 * Months of the Chinese years 2024–2035: bits 15–4 tell which of the twelve months have 30 days (the first month highest),
 * the last digit is the month after which a leap month stands, bit 16 whether that has 30 days. From the conversion tables
 * of the Hong Kong Observatory. The browser's own Chinese calendar is not used: it puts the new year of 2027 a day late,
 * because the new moon is four minutes before midnight.
 */
const YEARS = [
  0x04b60, 0x0a6e6, 0x0a4e0, 0x0d260, 0x0ea65, 0x0d530, 0x05aa0, 0x076a3, 0x096d0, 0x04afb, 0x04ad0, 0x0a4d0,
] as const;
const FIRST_YEAR = 2024;
const FIRST_DAY = dayNumber({ year: 2024, month: 2, day: 10 });

/** Last year for which festivals of the Chinese calendar are known. */
export const LUNAR_UNTIL = FIRST_YEAR + YEARS.length - 1;

let starts: Map<string, { first: number; length: number }> | null = null;

/** Returns the first day's number and the length of each month, by `year-month`; leap months are passed over. */
function months(): Map<string, { first: number; length: number }> {
  if (starts) return starts;
  starts = new Map();
  let day = FIRST_DAY;
  for (const [i, bits] of YEARS.entries()) {
    for (let month = 1; month <= 12; month++) {
      const length = bits & (0x10000 >> month) ? 30 : 29;
      starts.set(`${FIRST_YEAR + i}-${month}`, { first: day, length });
      day += length;
      if (month === (bits & 0xf)) day += bits & 0x10000 ? 30 : 29;
    }
  }
  return starts;
}

/**
 * Returns the number of the day in a year (of the usual calendar) on which a day of the Chinese calendar falls, or null
 * when that year has none (the 30th of a short month) or its calendar is not known.
 */
export function lunarInYear(year: number, month: number, day: number): number | null {
  // The twelfth month mostly lies in the next year.
  for (const lunarYear of [year, year - 1]) {
    const found = months().get(`${lunarYear}-${month}`);
    if (!found || day > found.length) continue;
    const n = found.first + day - 1;
    if (dayOfNumber(n).year === year) return n;
  }
  return null;
}
