import { writeFileSync } from 'node:fs';
import { dayOfNumber } from '#lib/domain/calendar-day.ts';
import { daysOffIn, LAWS } from './holidays/rules.ts';

/** Writes the days off of this year and the three after it into the product: `node scripts/make-holidays.ts`. */
const now = new Date();
const first = now.getUTCFullYear();
const last = first + 3;

const two = (n: number): string => String(n).padStart(2, '0');
const textOf = (n: number): string => two(dayOfNumber(n).month) + two(dayOfNumber(n).day);

/** Returns the days off of a year, rows of days that follow each other as `0101-0109`. */
function yearText(country: string, year: number): string {
  const rows: number[][] = [];
  for (const n of daysOffIn(country, year)) {
    const row = rows.at(-1);
    if (row?.at(-1) === n - 1) row.push(n);
    else rows.push([n]);
  }
  return rows.map((row) => [...new Set([row[0], row.at(-1)])].map((n) => textOf(n ?? 0)).join('-')).join(' ');
}

const lines = Object.entries(LAWS).flatMap(([country, { source, decreedUntil = last }]) => [
  `  // ${source}.`,
  `  ${country}: {`,
  `    until: ${Math.min(decreedUntil, last)},`,
  `    off: {`,
  ...Array.from({ length: last - first + 1 }, (_, i) => `      ${first + i}: '${yearText(country, first + i)}',`),
  '    },',
  '  },',
]);

const file = `/** Days off by year, rows of months and days as \`0101-0109\`. */
export interface YearsOff {
  /** Last year of which everything is known; years after it that are there have only what the law says. */
  until: number;
  off: Readonly<Record<number, string>>;
  /** Days that are worked although they are Saturdays or Sundays. */
  work?: Readonly<Record<number, string>>;
}

/**
 * Days off all over a country that are on Mondays to Fridays. Made by scripts/make-holidays.ts on ${now.toISOString().slice(0, 10)}, from the rules there.
 */
export const HOLIDAYS: Readonly<Record<string, YearsOff>> = {
${lines.join('\n')}
};
`;
writeFileSync(new URL('../lib/domain/holidays.ts', import.meta.url), file);
