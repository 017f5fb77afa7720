import { dayNumber, dayOfNumber, weekdayOfNumber } from './calendar-day.ts';
import { lunarInYear } from './lunar.ts';

/** When something is, in a year: a fixed day, a day of the Chinese calendar, or the `nth` weekday of a month and days after. */
type Rule =
  | { on: readonly [month: number, day: number] }
  | { lunar: readonly [month: number, day: number] }
  | { nth: readonly [month: number, nth: number, weekday: number, after: number] };

/** A festival or shopping day; without countries it is one for every buyer. */
export interface Occasion {
  key: string;
  kind: 'festival' | 'season';
  countries?: readonly string[];
  rule: Rule;
}

const CHINESE = ['CN', 'HK', 'MO', 'TW'] as const;
const RUSSIAN = ['RU', 'BY', 'KZ'] as const;
const SPANISH = ['ES', 'MX', 'CL', 'CO', 'PE', 'AR'] as const;
const WESTERN = [...SPANISH, 'US', 'CA', 'GB', 'DE', 'FR', 'IT', 'PT', 'BR', 'PL', 'NL', 'AU'] as const;

/** What shops greet for or sell on; the names are in the locale as `occasion.<key>`. */
export const OCCASIONS: readonly Occasion[] = [
  { key: 'newYear', kind: 'festival', rule: { on: [1, 1] } },
  { key: 'springFestival', kind: 'festival', countries: CHINESE, rule: { lunar: [1, 1] } },
  { key: 'lantern', kind: 'festival', countries: CHINESE, rule: { lunar: [1, 15] } },
  { key: 'dragonBoat', kind: 'festival', countries: CHINESE, rule: { lunar: [5, 5] } },
  { key: 'qixi', kind: 'festival', countries: CHINESE, rule: { lunar: [7, 7] } },
  { key: 'midAutumn', kind: 'festival', countries: CHINESE, rule: { lunar: [8, 15] } },
  { key: 'doubleNinth', kind: 'festival', countries: CHINESE, rule: { lunar: [9, 9] } },
  { key: 'nationalDay', kind: 'festival', countries: ['CN'], rule: { on: [10, 1] } },
  { key: 'valentine', kind: 'festival', rule: { on: [2, 14] } },
  { key: 'womensDay', kind: 'festival', countries: [...CHINESE, ...RUSSIAN], rule: { on: [3, 8] } },
  { key: 'defender', kind: 'festival', countries: RUSSIAN, rule: { on: [2, 23] } },
  { key: 'ruNewYear', kind: 'season', countries: RUSSIAN, rule: { on: [12, 31] } },
  { key: 'kings', kind: 'season', countries: SPANISH, rule: { on: [1, 6] } },
  { key: 'christmas', kind: 'season', countries: WESTERN, rule: { on: [12, 25] } },
  { key: 'shop618', kind: 'season', countries: CHINESE, rule: { on: [6, 18] } },
  { key: 'shop1111', kind: 'season', rule: { on: [11, 11] } },
  { key: 'shop1212', kind: 'season', countries: CHINESE, rule: { on: [12, 12] } },
  { key: 'blackFriday', kind: 'season', countries: [...WESTERN, ...RUSSIAN], rule: { nth: [11, 4, 4, 1] } },
  { key: 'cyberMonday', kind: 'season', countries: WESTERN, rule: { nth: [11, 4, 4, 4] } },
];

/** Returns the number of the day on which a rule falls in a year, or null. */
function dayIn(rule: Rule, year: number): number | null {
  if ('on' in rule) return dayNumber({ year, month: rule.on[0], day: rule.on[1] });
  if ('lunar' in rule) return lunarInYear(year, rule.lunar[0], rule.lunar[1]);
  const [month, nth, weekday, after] = rule.nth;
  const first = dayNumber({ year, month, day: 1 });
  return first + ((weekday - weekdayOfNumber(first) + 7) % 7) + (nth - 1) * 7 + after;
}

/** A festival or shopping day with the number of the day it is on. */
export interface OccasionDay extends Occasion {
  day: number;
}

const years = new Map<number, OccasionDay[]>();

/** Returns all festivals and shopping days of a year, worked out once. */
function ofYear(year: number): OccasionDay[] {
  let found = years.get(year);
  if (!found) {
    found = OCCASIONS.flatMap((occasion) => {
      const day = dayIn(occasion.rule, year);
      return day === null ? [] : [{ ...occasion, day }];
    });
    years.set(year, found);
  }
  return found;
}

/** Returns the festivals and shopping days from one day to another (numbers, both included) for a buyer's country, earliest first. */
export function occasionsBetween(from: number, to: number, country: string): OccasionDay[] {
  const list: OccasionDay[] = [];
  for (let year = dayOfNumber(from).year; year <= dayOfNumber(to).year; year++) list.push(...ofYear(year));
  return list
    .filter(({ day, countries }) => day >= from && day <= to && (!countries || countries.includes(country)))
    .toSorted((a, b) => a.day - b.day);
}
