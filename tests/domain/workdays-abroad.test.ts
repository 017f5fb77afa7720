import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayNumber, dayOfNumber, dayText, weekdayOfNumber } from '#lib/domain/calendar-day.ts';
import { HOLIDAYS } from '#lib/domain/holidays.ts';
import {
  addWorkdays,
  CALENDAR_COUNTRIES,
  calendarKnows,
  calendarUntil,
  isWorkday,
  lawGoesOn,
  officialDays,
} from '#lib/domain/workdays.ts';
import { daysOffIn } from '../../scripts/holidays/rules.ts';

const n = (text: string): number => {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  return dayNumber({ year, month, day });
};
const text = (number: number): string => dayText(dayOfNumber(number));
/** Days from Monday to Friday in a year on which a country does not work. */
const off = (country: string, year: number): string[] =>
  Array.from({ length: 366 }, (_, i) => n(`${year}-01-01`) + i)
    .filter((day) => dayOfNumber(day).year === year && ![0, 6].includes(weekdayOfNumber(day)) && !isWorkday(day, country))
    .map((day) => text(day).slice(5));

describe('days off by the lists of the countries', () => {
  test.each([
    // Производственный календарь на 2026 год: 247 workdays.
    ['RU', 2026, '01-01 01-02 01-05 01-06 01-07 01-08 01-09 02-23 03-09 05-01 05-11 06-12 11-04 12-31'],
    // service-public.fr, jours fériés 2026.
    ['FR', 2026, '01-01 04-06 05-01 05-08 05-14 05-25 07-14 11-11 12-25'],
    // Bundesweite Feiertage 2027; 1 May, 3 October and Christmas are on weekends.
    ['DE', 2027, '01-01 03-26 03-29 05-06 05-17'],
    // opm.gov, Federal Holidays 2027, and the new year of 2028, which is a Saturday.
    ['US', 2027, '01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31'],
    // 2027년 월력요항, with 대체공휴일.
    ['KR', 2027, '01-01 02-08 02-09 03-01 05-05 05-13 07-19 08-16 09-14 09-15 09-16 10-04 10-11 12-27'],
    // BOE, fiestas laborales 2026, those of all communities.
    ['ES', 2026, '01-01 01-06 04-03 05-01 10-12 12-08 12-25'],
    // 2026 resmi tatil günleri; the half days before a feast are worked.
    ['TR', 2026, '01-01 03-20 04-23 05-01 05-19 05-27 05-28 05-29 07-15 10-29'],
    // Portaria MGI, feriados nacionais 2026.
    ['BR', 2026, '01-01 04-03 04-21 05-01 09-07 10-12 11-02 11-20 12-25'],
    ['PL', 2026, '01-01 01-06 04-06 05-01 06-04 11-11 12-24 12-25'],
  ])('of %s in %i', (country, year, days) => {
    expect(off(country, year)).toEqual(days.split(' '));
  });

  test('a shop in Russia is closed at the new year, one in China in October', () => {
    const closed = (country: string, from: string, days: number): number =>
      Array.from({ length: days }, (_, i) => n(from) + i).filter((day) => !isWorkday(day, country)).length;
    for (const year of [2026, 2027, 2028]) expect([year, closed('RU', `${year}-01-01`, 8)]).toEqual([year, 8]);
    expect([closed('CN', '2026-01-05', 4), closed('RU', '2026-10-01', 2)]).toEqual([0, 0]);
    expect(closed('CN', '2026-10-01', 7)).toBe(7);
    expect(text(addWorkdays(n('2025-12-31'), 1, 'RU').day)).toBe('2026-01-12');
    expect(text(addWorkdays(n('2025-12-31'), 1, 'CN').day)).toBe('2026-01-04');
  });

  test('only China works on Saturdays and Sundays', () => {
    for (const country of CALENDAR_COUNTRIES) {
      const makeUp = [2026, 2027, 2028, 2029].flatMap((year) => officialDays(year, true, country));
      expect([country, makeUp.length]).toEqual([country, country === 'CN' ? 6 : 0]);
    }
  });
});

describe('how far days off are known', () => {
  test('is said for each country, and that of one without any there are none', () => {
    expect([calendarUntil('CN'), calendarUntil('RU'), calendarUntil('FR'), calendarUntil('VN')]).toEqual([
      '2026-12-31',
      '2026-12-31',
      '2029-12-31',
      null,
    ]);
    expect([lawGoesOn('CN'), lawGoesOn('RU'), lawGoesOn('FR'), lawGoesOn('VN')]).toEqual([false, true, false, false]);
    expect([
      calendarKnows(n('2027-01-01'), 'RU'),
      calendarKnows(n('2027-01-01'), 'FR'),
      calendarKnows(n('2030-01-01'), 'FR'),
    ]).toEqual([false, true, false]);
    expect(addWorkdays(n('2026-12-30'), 3, 'RU').known).toBe(false);
    expect(addWorkdays(n('2026-12-30'), 3, 'FR')).toEqual({ day: n('2027-01-05'), known: true });
  });

  test('a country without data rests on its weekend, and that is not taken for its calendar', () => {
    expect(addWorkdays(n('2026-09-04'), 1, 'VN')).toEqual({ day: n('2026-09-07'), known: false });
    // Friday and Saturday.
    expect(addWorkdays(n('2026-09-03'), 1, 'SA')).toEqual({ day: n('2026-09-06'), known: false });
  });

  test('what the product carries is what the rules make, from this year on', () => {
    for (const [country, { off: years }] of Object.entries(HOLIDAYS)) {
      for (const year of Object.keys(years).map(Number))
        expect([country, year, ...off(country, year)]).toEqual([
          country,
          year,
          ...daysOffIn(country, year).map((day) => text(day).slice(5)),
        ]);
    }
  });
});

test('without a country it is China: by its announcements, else Monday to Friday', () => {
  const free = new Set([2025, 2026].flatMap((year) => officialDays(year, false)).map(n));
  const worked = new Set([2025, 2026].flatMap((year) => officialDays(year, true)).map(n));
  const works = (day: number): boolean => worked.has(day) || (!free.has(day) && ![0, 6].includes(weekdayOfNumber(day)));
  fc.assert(
    fc.property(fc.integer({ min: n('2024-06-01'), max: n('2028-06-01') }), fc.integer({ min: -60, max: 60 }), (from, by) => {
      let day = from;
      let known = [2025, 2026].includes(dayOfNumber(day).year);
      for (let left = Math.abs(by); left > 0;) {
        day += Math.sign(by);
        known &&= [2025, 2026].includes(dayOfNumber(day).year);
        if (works(day)) left -= 1;
      }
      expect(addWorkdays(from, by)).toEqual({ day, known });
      expect(addWorkdays(from, by, 'CN')).toEqual({ day, known });
      expect(isWorkday(from)).toBe(works(from));
    }),
    { numRuns: 500 },
  );
});
