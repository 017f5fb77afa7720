import { dayNumber, dayOfNumber, dayText, weekdayOfNumber } from './calendar-day.ts';

/**
 * Days off and make-up workdays of mainland China, by year: months and days. From the State Council's notices on the
 * arrangement of holidays (国务院办公厅关于部分节假日安排的通知): 国办发明电〔2024〕12号 for 2025, 国办发明电〔2025〕7号
 * for 2026; a year is announced in the November before. Ranges are written `0128-0204`.
 */
const CHINA: Readonly<Record<number, { off: string; work: string }>> = {
  2025: {
    off: '0101 0128-0204 0404-0406 0501-0505 0531-0602 1001-1008',
    work: '0126 0208 0427 0928 1011',
  },
  2026: {
    off: '0101-0103 0215-0223 0404-0406 0501-0505 0619-0621 0925-0927 1001-1007',
    work: '0104 0214 0228 0509 0920 1010',
  },
};

/** Last day for which the calendar of China is known, `2026-12-31`. */
export const CALENDAR_UNTIL = `${Math.max(...Object.keys(CHINA).map(Number))}-12-31`;

let table: Map<number, boolean> | null = null;

/** Returns for each day number that is not what its weekday says whether one works on it. */
function exceptions(): Map<number, boolean> {
  if (table) return table;
  table = new Map();
  for (const [year, { off, work }] of Object.entries(CHINA)) {
    for (const [list, works] of [
      [off, false],
      [work, true],
    ] as const) {
      for (const range of list.split(' ')) {
        const [from = '', to = from] = range.split('-');
        const number = (text: string): number =>
          dayNumber({ year: Number(year), month: Number(text.slice(0, 2)), day: Number(text.slice(2)) });
        for (let n = number(from); n <= number(to); n++) table.set(n, works);
      }
    }
  }
  return table;
}

/** Tells whether the calendar of a day (its number) is known; beyond it only Saturdays and Sundays are days off. */
export function calendarKnows(n: number): boolean {
  return dayOfNumber(n).year in CHINA;
}

/**
 * Tells whether one works on a day (its number) in the shop's country: in China by the official arrangement of the years
 * that are known, otherwise Monday to Friday.
 */
export function isWorkday(n: number, country = 'CN'): boolean {
  const weekday = weekdayOfNumber(n);
  const plain = weekday !== 0 && weekday !== 6;
  return country === 'CN' ? (exceptions().get(n) ?? plain) : plain;
}

/**
 * Returns the number of the day `by` workdays after a day's number (before it, when negative); 0 is the day itself.
 * `known` is false when the way there leads through days whose calendar is not known.
 */
export function addWorkdays(n: number, by: number, country = 'CN'): { day: number; known: boolean } {
  const step = Math.sign(by);
  let day = n;
  let known = country !== 'CN' || calendarKnows(n);
  for (let left = Math.abs(by); left > 0;) {
    day += step;
    known &&= country !== 'CN' || calendarKnows(day);
    if (isWorkday(day, country)) left -= 1;
  }
  return { day, known };
}

/** Returns the official days off of a known year as `2026-10-01`, for tests and lists; make-up workdays with `works`. */
export function officialDays(year: number, works: boolean): string[] {
  return [...exceptions()]
    .filter(([n, isWork]) => isWork === works && dayOfNumber(n).year === year)
    .map(([n]) => dayText(dayOfNumber(n)));
}
