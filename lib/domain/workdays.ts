import { dayNumber, dayOfNumber, dayText, weekdayOfNumber } from './calendar-day.ts';
import { HOLIDAYS, type YearsOff } from './holidays.ts';
import { SHOP_GROUND } from './shop-ground.ts';

/**
 * Days off and make-up workdays of mainland China, by year: months and days. From the State Council's notices on the
 * arrangement of holidays (国务院办公厅关于部分节假日安排的通知): 国办发明电〔2024〕12号 for 2025, 国办发明电〔2025〕7号
 * for 2026; a year is announced in the November before. Ranges are written `0128-0204`.
 */
const CHINA: YearsOff = {
  until: 2026,
  off: {
    2025: '0101 0128-0204 0404-0406 0501-0505 0531-0602 1001-1008',
    2026: '0101-0103 0215-0223 0404-0406 0501-0505 0619-0621 0925-0927 1001-1007',
  },
  work: {
    2025: '0126 0208 0427 0928 1011',
    2026: '0104 0214 0228 0509 0920 1010',
  },
};

/** The country that is meant where none is said. */
const HOME = SHOP_GROUND.country;
/** Countries whose weekend is Friday and Saturday. */
const FRIDAYS = ['SA', 'IL', 'KW', 'QA', 'BH', 'OM', 'JO', 'EG'];

const yearsOf = (country: string): YearsOff | undefined => (country === HOME ? CHINA : HOLIDAYS[country]);

/** Countries whose days off are known, ISO codes. */
export const CALENDAR_COUNTRIES: readonly string[] = [HOME, ...Object.keys(HOLIDAYS)];

/** Returns the last day for which the days off of a country are known, `2026-12-31`, null when none are. */
export function calendarUntil(country: string): string | null {
  const years = yearsOf(country);
  return years ? `${years.until}-12-31` : null;
}

/** Tells whether the days off that the law names are known beyond `calendarUntil`, only not what is decreed each year. */
export function lawGoesOn(country: string): boolean {
  const { until, off = {} } = yearsOf(country) ?? {};
  return until !== undefined && until + 1 in off;
}

const tables = new Map<string, ReadonlyMap<number, boolean>>();

/** Returns for each day number that is not what its weekday says whether one works on it. */
function exceptions(country: string): ReadonlyMap<number, boolean> {
  const known = tables.get(country);
  if (known) return known;
  const table = new Map<number, boolean>();
  const { each = '', off = {}, work = {} } = yearsOf(country) ?? {};
  for (const [years, works] of [
    [off, false],
    [work, true],
  ] as const) {
    for (const [year, list] of Object.entries(years)) {
      const number = (text: string): number =>
        dayNumber({ year: Number(year), month: Number(text.slice(0, 2)), day: Number(text.slice(2)) });
      for (const range of `${works ? '' : each} ${list}`.split(' ').filter(Boolean)) {
        const [from = '', to = from] = range.split('-');
        for (let n = number(from); n <= number(to); n++) table.set(n, works);
      }
    }
  }
  tables.set(country, table);
  return table;
}

/** Tells whether the calendar of a day (its number) is known; beyond it days off may be overlooked. */
export function calendarKnows(n: number, country: string = HOME): boolean {
  const { until = 0, off = {} } = yearsOf(country) ?? {};
  const { year } = dayOfNumber(n);
  return year <= until && year in off;
}

/**
 * Tells whether one works on a day (its number) in the shop's country: by the official days off of the years that are
 * known, in China with the make-up workdays; otherwise on all days but the country's weekend.
 */
export function isWorkday(n: number, country: string = HOME): boolean {
  const weekday = weekdayOfNumber(n);
  const isFree = FRIDAYS.includes(country) ? weekday === 5 || weekday === 6 : weekday === 0 || weekday === 6;
  return exceptions(country).get(n) ?? !isFree;
}

/**
 * Returns the number of the day `by` workdays after a day's number (before it, when negative); 0 is the day itself.
 * `known` is false when the way there leads through days whose calendar is not known.
 */
export function addWorkdays(n: number, by: number, country: string = HOME): { day: number; known: boolean } {
  const step = Math.sign(by);
  let day = n;
  let known = calendarKnows(n, country);
  for (let left = Math.abs(by); left > 0;) {
    day += step;
    known &&= calendarKnows(day, country);
    if (isWorkday(day, country)) left -= 1;
  }
  return { day, known };
}

/** Returns the official days off of a known year as `2026-10-01`, for tests and lists; make-up workdays with `works`. */
export function officialDays(year: number, works: boolean, country: string = HOME): string[] {
  return [...exceptions(country)]
    .filter(([n, isWork]) => isWork === works && dayOfNumber(n).year === year)
    .map(([n]) => dayText(dayOfNumber(n)));
}
