import { dayNumber, weekdayOfNumber } from './calendar-day.ts';
import { lunarInYear } from './lunar.ts';
import { easterDay, feastDays, type FEASTS } from './moving-feasts.ts';

/**
 * When something is, in a year: a fixed day, a day of the Chinese calendar and days after, the `nth` weekday of a month and
 * days after, so many days after Easter, or as the tables have it.
 */
export type YearlyRule =
  | { easter: number; orthodox?: true }
  | { table: keyof typeof FEASTS }
  | { on: readonly [month: number, day: number] }
  | { lunar: readonly [month: number, day: number, after?: number] }
  | { nth: readonly [month: number, nth: number, weekday: number, after: number] };

/** Returns the numbers of the days on which a rule falls in a year: none where the tables end, with some of them two. */
export function yearlyDays(rule: YearlyRule, year: number): number[] {
  if ('on' in rule) return [dayNumber({ year, month: rule.on[0], day: rule.on[1] })];
  if ('lunar' in rule) {
    const [month, day, after = 0] = rule.lunar;
    return [lunarInYear(year, month, day)].flatMap((n) => (n === null ? [] : n + after));
  }
  if ('easter' in rule) return [easterDay(year, rule.orthodox) + rule.easter];
  if ('table' in rule) return feastDays(rule.table, year);
  const [month, nth, weekday, after] = rule.nth;
  const first = dayNumber({ year, month, day: 1 });
  return [first + ((weekday - weekdayOfNumber(first) + 7) % 7) + (nth - 1) * 7 + after];
}
