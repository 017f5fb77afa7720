import { writeFileSync } from 'node:fs';
import { dayNumber, dayOfNumber, weekdayOfNumber } from '#lib/domain/calendar-day.ts';
import { daysOffIn, LAWS } from './holidays/rules.ts';

/** Writes the days off of this year and the three after it into the product: `node scripts/make-holidays.ts`. */
const now = new Date();
const first = now.getUTCFullYear();
const years = [first, first + 1, first + 2, first + 3];

const two = (n: number): string => String(n).padStart(2, '0');
const textOf = (n: number): string => two(dayOfNumber(n).month) + two(dayOfNumber(n).day);

/** Tells whether a day, `0109`, is a weekend in a year. */
function isWeekend(text: string, year: number): boolean {
  return [0, 6].includes(weekdayOfNumber(dayNumber({ year, month: Number(text.slice(0, 2)), day: Number(text.slice(2)) })));
}

/** Returns days, `0101 0102 0106`, with rows of them within a month as `0101-0102`. */
function rowsText(days: readonly string[]): string {
  const rows: string[][] = [];
  for (const day of days.toSorted()) {
    const row = rows.at(-1);
    if (row && Number(row.at(-1)) === Number(day) - 1) row.push(day);
    else rows.push([day]);
  }
  return rows.map((row) => [...new Set([row[0], row.at(-1)])].join('-')).join(' ');
}

const lines = Object.entries(LAWS).flatMap(([country, { source, decreedUntil = Infinity }]) => {
  const off = new Map(years.map((year) => [year, daysOffIn(country, year).map(textOf)]));
  const all = [...new Set([...off.values()].flat())];
  // Those that are off in every year, or on its weekend, are written once.
  const each = all.filter((day) => years.every((year) => off.get(year)?.includes(day) || isWeekend(day, year)));
  const ofYear = (year: number): string => rowsText((off.get(year) ?? []).filter((day) => !each.includes(day)));
  return [
    `  // ${source}.`,
    `  ${country}: {`,
    `    until: ${Math.min(decreedUntil, first + 3)},`,
    `    each: '${rowsText(each)}',`,
    `    off: {`,
    ...years.map((year) => `      ${year}: '${ofYear(year)}',`),
    '    },',
    '  },',
  ];
});

const file = `/** Days off by year, rows of months and days as \`0101-0109\`. Days that are no workdays anyway may be among them. */
export interface YearsOff {
  /** Last year of which everything is known; years after it that are there have only what the law says. */
  until: number;
  /** Days off of each of the years. */
  each?: string;
  off: Readonly<Record<number, string>>;
  /** Days that are worked although they are Saturdays or Sundays. */
  work?: Readonly<Record<number, string>>;
}

/**
 * Days off all over a country, so far as they are on Mondays to Fridays. Made by scripts/make-holidays.ts on
 * ${now.toISOString().slice(0, 10)}, from the rules there.
 */
export const HOLIDAYS: Readonly<Record<string, YearsOff>> = {
${lines.join('\n')}
};
`;
writeFileSync(new URL('../lib/domain/holidays.ts', import.meta.url), file);
