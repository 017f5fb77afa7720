import { dayNumber, dayOfNumber, weekdayOfNumber } from '#lib/domain/calendar-day.ts';
import { yearlyDays, type YearlyRule } from '#lib/domain/yearly-day.ts';

/** What becomes of a day off that falls on a weekend or on another one. */
type Moved =
  /** Saturday's is on the Friday before, Sunday's on the Monday after. */
  | 'nearest'
  /** The first workday after is off as well; `sunday`: not for one that falls on a Saturday. */
  | 'weekend'
  | 'sunday';

/** A day off; `days`: so many in a row, from `before` days before it. */
interface DayOff {
  rule: YearlyRule;
  days?: number;
  before?: number;
  moved?: Moved;
  from?: number;
}

/** The laws of a country: where they stand, its days off, and what is decreed for single years, as `0109`. */
interface Law {
  source: string;
  off: readonly DayOff[];
  decreed?: Readonly<Record<number, readonly string[]>>;
  /** Last year whose decree is known; absent: nothing is decreed year by year. */
  decreedUntil?: number;
}

const on = (month: number, day: number, more: Omit<DayOff, 'rule'> = {}): DayOff => ({ rule: { on: [month, day] }, ...more });
/** Days that are the same every year, `0101 0106`. */
const fixed = (list: string, more: Omit<DayOff, 'rule'> = {}): DayOff[] =>
  list.split(' ').map((text) => on(Number(text.slice(0, 2)), Number(text.slice(2)), more));
/** Days by how many they come after Easter Sunday. */
const easter = (...days: number[]): DayOff[] => days.map((after) => ({ rule: { easter: after } }));
const nth = (month: number, n: number, weekday: number, after = 0): DayOff => ({ rule: { nth: [month, n, weekday, after] } });
/** The last Monday of May is a week before the Monday on which, or before which, June begins. */
const lastMondayOfMay: DayOff = nth(6, 1, 1, -7);
const WEEKEND = { moved: 'weekend' } as const;
const NEAREST = { moved: 'nearest' } as const;

/** Days off all over a country, by its laws as they stood in November 2026. Half days are workdays. */
export const LAWS: Readonly<Record<string, Law>> = {
  RU: {
    source: 'Трудовой кодекс РФ ст. 112; Постановление Правительства РФ от 24.09.2025 № 1466 for 2026',
    off: [on(1, 1, { days: 8 }), ...fixed('0223 0308 0501 0509 0612 1104', WEEKEND)],
    decreed: { 2026: ['0109', '1231'] },
    decreedUntil: 2026,
  },
  ES: {
    source: 'Estatuto de los Trabajadores art. 37.2; Real Decreto 2001/1983 art. 45, those of the whole country',
    off: [...fixed('0101 0106 0501 0815 1012 1101 1206 1208 1225'), ...easter(-2)],
  },
  IT: {
    source: 'Legge 27 maggio 1949 n. 260; Legge 8 ottobre 2025 n. 151 (4 October)',
    off: [...fixed('0101 0106 0425 0501 0602 0815 1101 1208 1225 1226'), ...easter(1), on(10, 4, { from: 2026 })],
  },
  FR: {
    source: 'Code du travail art. L3133-1',
    off: [...fixed('0101 0501 0508 0714 0815 1101 1111 1225'), ...easter(1, 39, 50)],
  },
  TR: {
    source: 'Ulusal Bayram ve Genel Tatiller Hakkında Kanun no. 2429; the feasts as the Diyanet has them',
    off: [
      ...fixed('0101 0423 0501 0519 0715 0830 1029'),
      { rule: { table: 'eidFitr' }, days: 3 },
      { rule: { table: 'eidAdha' }, days: 4 },
    ],
  },
  PL: {
    source: 'Ustawa z dnia 18 stycznia 1951 r. o dniach wolnych od pracy; of 6 December 2024 (24 December)',
    off: [...fixed('0101 0106 0501 0503 0815 1101 1111 1224 1225 1226'), ...easter(1, 60)],
  },
  DE: {
    source: 'Feiertagsgesetze der Länder, those that all of them have; Einigungsvertrag art. 2',
    off: [...fixed('0101 0501 1003 1225 1226'), ...easter(-2, 1, 39, 50)],
  },
  BR: {
    source: 'Lei 662/1949, Lei 6.802/1980, Lei 9.093/1995, Lei 14.759/2023; carnival is no holiday by law',
    off: [...fixed('0101 0421 0501 0907 1012 1102 1115 1120 1225'), ...easter(-2)],
  },
  KR: {
    source: '관공서의 공휴일에 관한 규정; 공휴일에 관한 법률; 노동절 제정에 관한 법률; 공직선거법 제34조 (elections)',
    off: [
      { rule: { table: 'seollal' }, days: 3, before: 1, moved: 'sunday' },
      { rule: { lunar: [8, 15] }, days: 3, before: 1, moved: 'sunday' },
      { rule: { lunar: [4, 8] }, ...WEEKEND },
      ...fixed('0101 0501 0606'),
      ...fixed('0301 0505 0815 1003 1009 1225', WEEKEND),
      on(7, 17, { ...WEEKEND, from: 2026 }),
    ],
    decreed: { 2026: ['0603'], 2028: ['0412'] },
  },
  US: {
    source: '5 U.S.C. § 6103',
    off: [
      ...fixed('0101 0619 0704 1111 1225', NEAREST),
      nth(1, 3, 1),
      nth(2, 3, 1),
      lastMondayOfMay,
      nth(9, 1, 1),
      nth(10, 2, 1),
      nth(11, 4, 4),
    ],
  },
  NL: {
    source: 'Algemene termijnenwet art. 3; 5 May is a day off for most only every fifth year',
    off: [...fixed('0101 0427 1225 1226'), ...easter(1, 39, 50)],
  },
  BE: {
    source: 'Koninklijk besluit van 18 april 1974 (feestdagen)',
    off: [...fixed('0101 0501 0721 0815 1101 1111 1225'), ...easter(1, 39, 50)],
  },
};

/** From Saturday to Friday, from Sunday to Monday. */
const NEARER: Readonly<Record<number, number>> = { 6: -1, 0: 1 };

const isWeekend = (n: number): boolean => [0, 6].includes(weekdayOfNumber(n));

/** Returns the days of a rule that may be off in a year, each row of them. */
function rowsOf({ rule, days = 1, before = 0, from = 0 }: DayOff, year: number): number[][] {
  const firsts = year < from ? [] : yearlyDays(rule, year);
  return firsts.map((first) => Array.from({ length: days }, (_, i) => first - before + i));
}

/** Tells whether the first workday after a row is off in its place; `off`: the days off that were there before it. */
function isOwed(row: readonly number[], moved: Moved | undefined, off: ReadonlySet<number>): boolean {
  if (moved !== 'weekend' && moved !== 'sunday') return false;
  return row.some((n) => weekdayOfNumber(n) === 0 || (moved === 'weekend' && weekdayOfNumber(n) === 6) || off.has(n));
}

/** Returns the days off of a country in a year that are on Mondays to Fridays, earliest first, as numbers. */
export function daysOffIn(country: string, year: number): number[] {
  const { off: rules = [], decreed = {} } = LAWS[country] ?? {};
  const off = new Set<number>();
  const owed: number[] = [];
  // The new year of the next one may be made up for in this one.
  for (const each of [year, year + 1]) {
    for (const one of rules) {
      for (const row of rowsOf(one, each)) {
        if (isOwed(row, one.moved, off)) owed.push(row.at(-1) ?? 0);
        for (const n of row) off.add(one.moved === 'nearest' ? n + (NEARER[weekdayOfNumber(n)] ?? 0) : n);
      }
    }
    for (const text of decreed[each] ?? [])
      off.add(dayNumber({ year: each, month: Number(text.slice(0, 2)), day: Number(text.slice(2)) }));
  }
  for (const last of owed) {
    let n = last;
    while (isWeekend(n) || off.has(n)) n += 1;
    off.add(n);
  }
  return [...off].filter((n) => !isWeekend(n) && dayOfNumber(n).year === year).toSorted((a, b) => a - b);
}
