import { dayNumber, dayOfNumber, type Day } from './calendar-day.ts';

/** Part of the day that words name; it decides between morning and afternoon and gives an hour when none is said. */
export type Part = 'dawn' | 'am' | 'noon' | 'pm' | 'dusk' | 'night' | 'late';

/** Where in the line a day was found and what it is. */
export interface DayHit {
  start: number;
  end: number;
  /** The day, `bad` when the line names one that does not exist. */
  day: Day | 'bad';
  /** What a day that has passed is moved by: a weekday to the next week, `25号` to the next month, `11-25` to the next year. */
  rolls?: 'day' | 'week' | 'month' | 'year';
  /** The day of the month that was said, 31 for its end: what repeats each month keeps to it. */
  dayOfMonth?: number;
  part?: Part;
  /** A festival or the year's end: with another day in the line it is more likely what that is about. */
  faint?: true;
  /** Last day of the week that was named. */
  last?: Day;
  /** A week or month, or a time some weeks off: a weekday, or a day of the month, beside it is meant in that of its day. */
  whole?: 'week' | 'month';
  /** The word is not Chinese, so that a bare figure after it is an hour (`fri 10`). */
  western?: boolean;
  doubt?: Doubt;
  /** With `bad`: the days that may be meant instead. */
  instead?: readonly Day[];
}

/** What a rule finds: a hit without its place. */
export type Found = Omit<DayHit, 'start' | 'end'>;

/** How a day is written and what is found there; null when it is none after all. */
export interface DayRule {
  pattern: RegExp;
  found: (m: RegExpExecArray, today: Day) => Found | null;
}

/**
 * What a line leaves open although a moment was taken: three o'clock at night or in the afternoon, 3/4 in March or in
 * April, a weekday that is today or `next friday` before this one has passed, another day that the line names as well;
 * eight o'clock tomorrow or tonight (`tonight`), a second time of day (`other-time`).
 */
export type Doubt = 'twelve' | 'day-month' | 'this-or-next' | 'other-day' | 'tonight' | 'other-time';

/** Returns the day `n` days after another. */
export function addDays(day: Day, n: number): Day {
  return dayOfNumber(dayNumber(day) + n);
}

/** Returns the same day of the month `n` months later, or that month's last day. */
export function addMonths(day: Day, n: number): Day {
  const first = dayOfNumber(dayNumber({ year: day.year, month: day.month + n, day: 1 }));
  return { ...first, day: Math.min(day.day, lastOf(first.year, first.month)) };
}

/** Returns the last day of a month, 28–31. */
export function lastOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Returns what may be meant by a day that its month does not have: the month's last one, and that day of the next month with it. */
export function nearDays({ year, month, day }: Day): Day[] {
  const next = [1, 2].map((k) => addMonths({ year, month, day: 1 }, k)).find((first) => lastOf(first.year, first.month) >= day);
  return [{ year, month, day: lastOf(year, month) }, ...(next && day <= 31 ? [{ ...next, day }] : [])];
}

/** Returns the day, or `bad` when the calendar has no such day. */
export function dayOf(year: number, month: number, day: number): Day | 'bad' {
  return month >= 1 && month <= 12 && day >= 1 && day <= lastOf(year, month) ? { year, month, day } : 'bad';
}

/** Marks what is not written in Chinese. */
export const western = { western: true } as const;

/** Letters of the languages that are written with spaces between words. */
const LETTERS = 'a-zà-öø-ÿа-яё';

/**
 * Returns the pattern of a source (flags `iu`) in which `\p{L}` stands for Latin and Cyrillic letters: a class of all
 * letters takes milliseconds to prepare each time it occurs, which is felt at the first key typed.
 */
export function lettered(source: string, flags = 'iu'): RegExp {
  return new RegExp(source.replaceAll('[\\p{L}', `[${LETTERS}`).replaceAll('\\p{L}', `[${LETTERS}]`), flags);
}

/** Tells whether anything but Chinese can be written in a line: if not, what other languages say is not looked for. */
export function hasLetters(line: string): boolean {
  return /[a-zà-öø-ÿа-яё]/i.test(line);
}

/** Surrounds a pattern so that it is a word of its own in Latin and Cyrillic writing. */
export const word = (source: string): RegExp => lettered(`(?<![\\p{L}\\d])(?:${source})(?!\\p{L})`);

/** Puts something that is neither a blank nor a letter in place of a piece of a line, so that nothing is read over the gap. */
export const masked = (line: string, { start, end }: { start: number; end: number }): string =>
  line.slice(0, start) + '\u0001'.repeat(end - start) + line.slice(end);
