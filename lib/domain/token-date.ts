import { short } from './token-number.ts';

/** A day as it is compared: `2026-11-03`, or `--11-03` without a year. */
export type DayValue = string;

const two = (n: number): string => String(n).padStart(2, '0');

/** Returns the day, or null when there is none such (month 13, day 32). */
export function dayValue(year: string | undefined, month: number, day: number): DayValue | null {
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  return `${year ?? '-'}-${two(month)}-${two(day)}`;
}

const names = new Map<string, readonly [string, number][]>();

/** Returns the names of the months in a language with their number, longest first: long and short, alone and beside a day. */
function monthNames(language: string): readonly [string, number][] {
  const tag = short(language);
  const known = names.get(tag);
  if (known) return known;
  const found = new Map<string, number>();
  for (let month = 0; month < 12; month++) {
    const at = Date.UTC(2025, month, 15);
    for (const style of ['long', 'short'] as const) {
      for (const options of [{ month: style }, { month: style, day: 'numeric' as const }]) {
        const format = new Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC' });
        const name = format.formatToParts(at).find((part) => part.type === 'month')?.value ?? '';
        const plain = name.toLowerCase().replace(/\.$/, '');
        if (plain.length >= 3 && !/\d/.test(plain)) found.set(plain, month + 1);
      }
    }
  }
  const list = [...found].toSorted(([a], [b]) => b.length - a.length);
  names.set(tag, list);
  return list;
}

/**
 * Returns the months that a text names right before their year (`2027-3`), each as often as it does. Slavic languages have
 * more cases than CLDR tells: в марте, w marcu.
 */
export function monthsNamed(text: string, language: string): string[] {
  const hasCases = /^(?:ru|uk|pl|cs)$/.test(short(language));
  const names = monthNames(language);
  return [...text.toLowerCase().matchAll(/(?<!\p{L})(\p{L}{3,20})\.?,?\s(?:(?:del?|of)\s)?(\d{4})(?!\d)/gu)].flatMap(
    ([, word = '', year]) => {
      const named = names.find(([name]) => name === word || (hasCases && name.length > 3 && word.startsWith(name.slice(0, -1))));
      return named ? [`${year}-${named[1]}`] : [];
    },
  );
}

/** Letters of scripts that put blanks between words; in Chinese and Japanese a day may stand right beside a letter. */
const LETTERS = '\\p{Script=Latin}\\p{Script=Cyrillic}\\p{Script=Arabic}';

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const patterns = new Map<string, RegExp>();

/** Returns a pattern for days written with the name of a month (`Nov. 3rd`, `3 de noviembre de 2026`) in a language. */
export function namedDay(language: string): RegExp {
  const tag = short(language);
  const known = patterns.get(tag);
  if (known) return known;
  const name = monthNames(tag)
    .map(([word]) => escaped(word))
    .join('|');
  const year = `(?:,?\\s*(?:de\\s|del\\s)?\\s*(\\d{4})(?!\\d))?`;
  const source =
    `(?<![\\d${LETTERS}])(?:(\\d{1,2})(?:st|nd|rd|th|er|º|\\.)?\\s*(?:de\\s|of\\s)?\\s*(${name})(?![${LETTERS}])\\.?${year}` +
    `|(${name})\\.?\\s*(\\d{1,2})(?:st|nd|rd|th)?(?![\\d${LETTERS}:.]\\d|\\d)${year})`;
  const pattern = name ? new RegExp(source, 'giu') : /(?!)/g;
  patterns.set(tag, pattern);
  return pattern;
}

/** Returns the day that `namedDay` found, or null. */
export function namedDayValue(match: RegExpExecArray, language: string): DayValue | null {
  const [, dayFirst, nameAfter, yearAfter, nameFirst, dayAfter, yearLast] = match;
  const name = (nameAfter ?? nameFirst ?? '').toLowerCase();
  const month = monthNames(language).find(([word]) => word === name)?.[1];
  return month ? dayValue(yearAfter ?? yearLast, month, Number(dayFirst ?? dayAfter)) : null;
}

/** Writes a day out in a language, by the rules of CLDR; with a year in figures that mean the same everywhere. */
export function writeDay(value: DayValue, language: string): string {
  const [, year, month = '', day = ''] = /^(-|\d{4})-(\d\d)-(\d\d)$/.exec(value) ?? [];
  if (year !== '-') return value;
  const at = Date.UTC(2024, Number(month) - 1, Number(day));
  const tag = `${short(language)}-u-nu-latn`;
  return new Intl.DateTimeFormat(tag, { month: 'long', day: 'numeric', timeZone: 'UTC' }).format(at);
}
