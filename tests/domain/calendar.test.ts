import { describe, expect, test } from 'vitest';
import { dayNumber, dayOfNumber, dayText } from '#lib/domain/calendar-day.ts';
import { FEASTS_UNTIL, feastDays } from '#lib/domain/moving-feasts.ts';
import { occasionsBetween, OCCASIONS } from '#lib/domain/occasions.ts';
import { t } from '#lib/i18n.ts';
import { lunarInYear } from '#lib/domain/lunar.ts';
import { shiftDate } from '#lib/domain/template-dates.ts';
import { formatTime, parseTime } from '#lib/domain/time.ts';
import { addWorkdays, calendarKnows, calendarUntil, isWorkday, officialDays } from '#lib/domain/workdays.ts';

const n = (text: string): number => {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  return dayNumber({ year, month, day });
};
const text = (number: number | null): string => (number === null ? 'none' : dayText(dayOfNumber(number)));

describe('the official calendar of China', () => {
  test.each([
    [2025, 28, 5],
    [2026, 33, 6],
  ])('of %i has as many days off and make-up workdays as announced', (year, off, work) => {
    expect([officialDays(year, false).length, officialDays(year, true).length]).toEqual([off, work]);
  });

  test.each([
    ['2026-02-14', true],
    ['2026-02-15', false],
    ['2026-02-23', false],
    ['2026-02-24', true],
    ['2026-02-28', true],
    ['2026-10-01', false],
    ['2026-10-08', true],
    ['2026-10-10', true],
    ['2026-10-11', false],
    ['2026-11-28', false],
    ['2025-10-08', false],
  ])('%s', (day, works) => {
    expect(isWorkday(n(day))).toBe(works);
  });

  test.each([
    ['2026-02-13', 1, '2026-02-14', true],
    ['2026-02-14', 1, '2026-02-24', true],
    ['2026-09-30', 1, '2026-10-08', true],
    ['2026-09-30', 3, '2026-10-10', true],
    ['2026-10-08', -1, '2026-09-30', true],
    ['2026-12-31', 1, '2027-01-01', false],
    ['2026-12-30', 1, '2026-12-31', true],
    ['2027-03-01', 2, '2027-03-03', false],
  ])('%s and %i workdays is %s, known: %s', (from, by, to, known) => {
    const result = addWorkdays(n(from), by);
    expect([text(result.day), result.known]).toEqual([to, known]);
  });

  test('says how far it reaches', () => {
    expect(calendarUntil('CN')).toBe('2026-12-31');
    expect([calendarKnows(n('2026-12-31')), calendarKnows(n('2027-01-01')), calendarKnows(n('2024-12-31'))]).toEqual([
      true,
      false,
      false,
    ]);
  });

  test('counts for the dates in replies too', () => {
    const at = parseTime('2026-09-30 10:00:00', 'Asia/Shanghai')!;
    expect(formatTime(shiftDate(at, { by: 2, unit: 'workday' }, 'Asia/Shanghai'), 'Asia/Shanghai')).toBe('2026-10-09 10:00:00');
  });
});

describe('the Chinese calendar', () => {
  // Dates of the Hong Kong Observatory's conversion tables.
  test.each([
    [2025, 1, 1, '2025-01-29'],
    [2026, 1, 1, '2026-02-17'],
    [2026, 1, 15, '2026-03-03'],
    [2026, 5, 5, '2026-06-19'],
    [2026, 7, 7, '2026-08-19'],
    [2026, 8, 15, '2026-09-25'],
    [2026, 9, 9, '2026-10-18'],
    [2027, 1, 1, '2027-02-06'],
    [2027, 5, 5, '2027-06-09'],
    [2027, 8, 15, '2027-09-15'],
    [2028, 1, 1, '2028-01-26'],
    [2029, 1, 1, '2029-02-13'],
    [2030, 1, 1, '2030-02-03'],
    [2031, 1, 1, '2031-01-23'],
    [2032, 1, 1, '2032-02-11'],
    [2033, 1, 1, '2033-01-31'],
    [2034, 1, 1, '2034-02-19'],
    [2035, 1, 1, '2035-02-08'],
    [2026, 12, 8, '2026-01-26'],
    [2040, 1, 1, 'none'],
    [2028, 8, 15, '2028-10-03'],
    // 2025 has a second sixth month, which is passed over.
    [2025, 8, 15, '2025-10-06'],
    [2025, 6, 1, '2025-06-25'],
  ])('%i month %i day %i is %s', (year, month, day, expected) => {
    expect(text(lunarInYear(year, month, day))).toBe(expected);
  });
});

test('agrees with the calendar of the platform but for months that begin beside midnight', () => {
  const format = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'UTC', month: 'numeric', day: 'numeric' });
  let apart = 0;
  let all = 0;
  for (let year = 2025; year <= 2034; year++) {
    for (let month = 1; month <= 12; month++) {
      const day = lunarInYear(year, month, 1);
      if (day === null) continue;
      all += 1;
      const parts = format.formatToParts(new Date(day * 86_400_000));
      const is = parts.map(({ value }) => value).join('');
      if (is !== `${month}/1` && is !== `${month}/1bis`) apart += 1;
    }
  }
  expect(all).toBeGreaterThan(110);
  expect(apart).toBeLessThanOrEqual(3);
});

describe('festivals and shopping days', () => {
  test.each([
    [
      'CN',
      '2026-01-01',
      '2026-12-31',
      [
        'newYear',
        'springFestival',
        'lantern',
        'womensDay',
        'shop618',
        'dragonBoat',
        'qixi',
        'midAutumn',
        'nationalDay',
        'shop1111',
        'shop1212',
      ],
    ],
    ['RU', '2026-11-01', '2027-03-31', ['shop1111', 'blackFriday', 'newYear', 'ruNewYear', 'valentine', 'defender', 'womensDay']],
    ['ES', '2026-11-20', '2027-01-10', ['blackFriday', 'christmas', 'newYear', 'kings']],
    ['US', '2026-11-20', '2026-11-30', ['thanksgiving', 'blackFriday', 'cyberMonday']],
    ['KR', '2027-01-01', '2027-12-31', ['seollal', 'whiteDay', 'asiaChildren', 'krParents', 'chuseok', 'christmas']],
    ['JP', '2027-01-01', '2027-12-31', ['newYear', 'whiteDay', 'asiaChildren', 'mothers', 'christmas']],
    ['BR', '2027-01-01', '2027-12-31', ['brCarnival', 'easter', 'mothers', 'brLovers', 'brChildren', 'blackFriday', 'christmas']],
    ['FR', '2027-01-01', '2027-12-31', ['easter', 'frNational', 'blackFriday', 'christmas', 'christmasDay']],
    ['DE', '2027-01-01', '2027-12-31', ['easter', 'mothers', 'blackFriday', 'christmas']],
    ['IT', '2027-01-01', '2027-12-31', ['womensDay', 'easter', 'mothers', 'christmas']],
    ['PL', '2027-01-01', '2027-12-31', ['womensDay', 'easter', 'mothersPl', 'christmas']],
    ['SA', '2027-01-01', '2027-12-31', ['ramadan', 'eidFitr', 'eidAdha', 'saNational', 'blackFriday']],
    ['AR', '2027-01-01', '2027-12-31', ['kings', 'easter', 'mothersAr', 'christmas']],
  ])('of %s from %s to %s', (country, from, to, keys) => {
    const found = occasionsBetween(n(from), n(to), country).map(({ key }) => key);
    for (const key of keys) expect(found).toContain(key);
    expect(found.length).toBe(new Set(occasionsBetween(n(from), n(to), country).map((o) => `${o.key}${o.day}`)).size);
  });

  test('black Friday is the day after the fourth Thursday', () => {
    const day = (year: number) =>
      text(occasionsBetween(n(`${year}-11-01`), n(`${year}-12-05`), 'US').find(({ key }) => key === 'blackFriday')!.day);
    expect([day(2025), day(2026), day(2027), day(2028)]).toEqual(['2025-11-28', '2026-11-27', '2027-11-26', '2028-11-24']);
  });

  // By the calendars of the churches, of Korea (천문연구원) and of Saudi Arabia (Umm al-Qura).
  test.each([
    ['easter', 'DE', ['2026-04-05', '2027-03-28', '2028-04-16', '2029-04-01', '2030-04-21']],
    ['orthodoxEaster', 'RU', ['2026-04-12', '2027-05-02', '2028-04-16', '2029-04-08', '2030-04-28']],
    ['mothersRu', 'RU', ['2026-11-29', '2027-11-28', '2028-11-26', '2029-11-25', '2030-11-24']],
    ['mothersGb', 'GB', ['2026-03-15', '2027-03-07', '2028-03-26', '2029-03-11', '2030-03-31']],
    ['mothers', 'US', ['2026-05-10', '2027-05-09', '2028-05-14', '2029-05-13', '2030-05-12']],
    ['thanksgiving', 'US', ['2026-11-26', '2027-11-25', '2028-11-23', '2029-11-22', '2030-11-28']],
    ['brCarnival', 'BR', ['2026-02-17', '2027-02-09', '2028-02-29', '2029-02-13', '2030-03-05']],
    ['seollal', 'KR', ['2026-02-17', '2027-02-07', '2028-01-27', '2029-02-13', '2030-02-03']],
    ['springFestival', 'CN', ['2026-02-17', '2027-02-06', '2028-01-26', '2029-02-13', '2030-02-03']],
    ['chuseok', 'KR', ['2026-09-25', '2027-09-15', '2028-10-03', '2029-09-22', '2030-09-12']],
    ['eidFitr', 'SA', ['2026-03-20', '2027-03-09', '2028-02-26', '2029-02-14', '2030-02-04']],
    ['ramadan', 'SA', ['2026-02-18', '2027-02-08', '2028-01-28', '2029-01-16', '2030-01-05', '2030-12-26']],
  ])('%s of %s from 2026 on', (key, country, dates) => {
    const found = occasionsBetween(n('2026-01-01'), n('2030-12-31'), country).filter((one) => one.key === key);
    expect(found.map(({ day }) => text(day))).toEqual(dates);
  });

  test('the tables agree with the calendars of the platform, and end where it is said', () => {
    for (const [name, calendar, date] of [
      ['ramadan', 'islamic-umalqura', '9/1'],
      ['eidFitr', 'islamic-umalqura', '10/1'],
      ['eidAdha', 'islamic-umalqura', '12/10'],
      ['seollal', 'dangi', '1/1'],
    ] as const) {
      const format = new Intl.DateTimeFormat(`en-u-ca-${calendar}`, { timeZone: 'UTC', month: 'numeric', day: 'numeric' });
      const dateOf = (day: number): string =>
        format
          .formatToParts(day * 86_400_000)
          .filter(({ type }) => type === 'month' || type === 'day')
          .map(({ value }) => value)
          .join('/');
      const all = Array.from({ length: 11 }, (_, i) => feastDays(name, 2025 + i)).flat();
      expect(all.map(dateOf)).toEqual(all.map(() => date));
      expect(all.length).toBeGreaterThanOrEqual(11);
      expect(feastDays(name, FEASTS_UNTIL)).not.toEqual([]);
      expect(feastDays(name, FEASTS_UNTIL + 1)).toEqual([]);
    }
  });

  test('each has a name', () => {
    for (const { key } of OCCASIONS) expect([key, t(`occasion.${key}` as 'occasion.easter')]).not.toContain(`occasion.${key}`);
  });

  test('each has its own key', () => {
    expect(new Set(OCCASIONS.map(({ key }) => key)).size).toBe(OCCASIONS.length);
  });
});
