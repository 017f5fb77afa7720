import { describe, expect, test } from 'vitest';
import { nextOccurrence } from '#lib/domain/recurrence.ts';
import { parseLine } from '#lib/domain/reminder-line.ts';
import { formatTime, parseTime } from '#lib/domain/time.ts';

const ZONE = 'Asia/Shanghai';

/** The first moment of a line and the following ones, each ended when it is due. */
function times(phrase: string, now: string, more: number): string[] {
  const line = parseLine(phrase, parseTime(now, ZONE)!, { zone: ZONE, country: 'CN', cycle: null });
  if (line.outcome === 'refused' || !line.repeat) return [line.outcome];
  const found = [line.at];
  for (let i = 0; i < more; i++) found.push(nextOccurrence(line.repeat, found.at(-1)!, found.at(-1)!));
  return found.map((at) => formatTime(at, ZONE).slice(0, 16));
}

describe('the end of the month stays the end of the month', () => {
  test.each([
    ['每月底 对账', ['2026-11-30 10:00', '2026-12-31 10:00', '2027-01-31 10:00', '2027-02-28 10:00', '2027-03-31 10:00']],
    ['每月31号 9:00', ['2026-11-30 09:00', '2026-12-31 09:00', '2027-01-31 09:00', '2027-02-28 09:00', '2027-03-31 09:00']],
    ['每月30号', ['2026-11-30 10:00', '2026-12-30 10:00', '2027-01-30 10:00', '2027-02-28 10:00', '2027-03-30 10:00']],
    ['end of every month', ['2026-11-30 10:00', '2026-12-31 10:00', '2027-01-31 10:00', '2027-02-28 10:00', '2027-03-31 10:00']],
    [
      '31 числа каждого месяца',
      ['2026-11-30 10:00', '2026-12-31 10:00', '2027-01-31 10:00', '2027-02-28 10:00', '2027-03-31 10:00'],
    ],
    ['每3个月 月底', ['2026-11-30 10:00', '2027-02-28 10:00', '2027-05-31 10:00', '2027-08-31 10:00', '2027-11-30 10:00']],
  ])('%s', (phrase, expected) => {
    expect(times(phrase, '2026-11-25 14:05:00', 4)).toEqual(expected);
  });
});

test.each([
  // Said in April, the day of this year has passed by more than a month.
  ['每年3月8日', '2026-04-10 12:00:00', ['2027-03-08 10:00', '2028-03-08 10:00']],
  ['每月5号', '2026-11-25 14:05:00', ['2026-12-05 10:00', '2027-01-05 10:00']],
  ['每隔一天', '2026-11-25 14:05:00', ['2026-11-26 10:00', '2026-11-28 10:00']],
  ['every other friday 10', '2026-11-25 14:05:00', ['2026-11-27 10:00', '2026-12-11 10:00']],
  // Friday afternoon: the next morning is no workday.
  ['每个工作日 9点', '2026-11-27 14:00:00', ['2026-11-30 09:00', '2026-12-01 09:00']],
  ['every weekday 9:00', '2026-11-27 14:00:00', ['2026-11-30 09:00', '2026-12-01 09:00']],
])('%s said at %s', (phrase, now, expected) => {
  expect(times(phrase, now, 1)).toEqual(expected);
});

/** 2026: days off from 15 to 23 February, make-up workdays on the 14th and the 28th. */
test.each([
  ['3个工作日后 催付', '2026-02-12 15:00:00', '2026-02-24 10:00', undefined],
  ['2个工作日后', '2026-02-12 15:00:00', '2026-02-14 10:00', undefined],
  ['in 5 business days at 3pm', '2026-02-24 09:00:00', '2026-03-02 15:00', undefined],
  ['20个工作日后', '2026-12-10 09:00:00', '2027-01-07 10:00', true],
])('%s said at %s', (phrase, now, at, byWeekends) => {
  const line = parseLine(phrase, parseTime(now, ZONE)!, { zone: ZONE, country: 'CN', cycle: null });
  expect(line).toMatchObject({ outcome: 'ok' });
  if (line.outcome === 'refused') return;
  expect([formatTime(line.at, ZONE).slice(0, 16), line.byWeekends]).toEqual([at, byWeekends]);
});

/** Said on a Saturday. */
test.each([
  ['every 2 weeks on mondays', ['2026-11-30 10:00', '2026-12-14 10:00']],
  ['every two weeks on monday 9:30 report', ['2026-11-30 09:30', '2026-12-14 09:30']],
  ['biweekly on fridays', ['2026-12-04 10:00', '2026-12-18 10:00']],
  ['fridays, every 2 weeks', ['2026-12-04 10:00', '2026-12-18 10:00']],
  ['каждые 2 недели по пятницам', ['2026-12-04 10:00', '2026-12-18 10:00']],
  ['по пятницам каждые 3 недели', ['2026-12-04 10:00', '2026-12-25 10:00']],
  ['раз в 2 недели по понедельникам', ['2026-11-30 10:00', '2026-12-14 10:00']],
  ['раз в две недели по средам в 9', ['2026-12-02 09:00', '2026-12-16 09:00']],
  ['cada 2 semanas los lunes', ['2026-11-30 10:00', '2026-12-14 10:00']],
  ['cada 2 semanas los sábados', ['2026-12-05 10:00', '2026-12-19 10:00']],
  ['los domingos cada dos semanas', ['2026-11-29 10:00', '2026-12-13 10:00']],
  ['every other week on mondays', ['2026-11-30 10:00', '2026-12-14 10:00']],
  ['every 2 weeks', ['2026-11-29 10:00', '2026-12-13 10:00']],
  ['每两周的周五', ['2026-12-04 10:00', '2026-12-18 10:00']],
  ['每周五下午3点和周一', ['refused']],
  ['every friday at 3pm and monday', ['refused']],
  ['every 3 months on mondays', ['refused']],
  ['every 2 weeks on mondays and fridays', ['refused']],
  ['每周五下午3点和仓库对账', ['2026-12-04 15:00', '2026-12-11 15:00']],
])('%s', (phrase, expected) => {
  expect(times(phrase, '2026-11-28 11:00:00', 1)).toEqual(expected);
});

/** A feast by the moon, by Easter or on the n-th Sunday has another date each year: a yearly repeat would keep the first one. */
describe('a yearly repeat of a moving feast', () => {
  const reason = (phrase: string): string => {
    const line = parseLine(phrase, parseTime('2026-11-29 20:05:00', ZONE)!, { zone: ZONE, country: 'CN', cycle: null });
    return line.outcome === 'refused' ? line.reason : `${formatTime(line.at, ZONE).slice(0, 16)} ${line.text}`;
  };
  test.each([
    '每年春节 祝福',
    '每年中秋节',
    '每年除夕 10点',
    '每年母亲节',
    '每年清明节',
    '每年感恩节',
    '每年农历八月十五',
    '每年正月十五',
    'every year on thanksgiving',
    "every year on mother's day",
    'yearly easter greeting',
    'каждый год на Пасху',
    'cada año en Semana Santa',
  ])('%s is refused', (phrase) => expect(reason(phrase)).toBe('moving-feast'));

  test.each([
    ['每年国庆节 祝福', '2027-10-01 10:00 祝福'],
    ['每年12月25日 圣诞祝福', '2026-12-25 10:00 圣诞祝福'],
    ['每年9月1日 备中秋礼盒', '2027-09-01 10:00 备中秋礼盒'],
    ['春节 祝福', '2027-02-06 10:00 祝福'],
  ])('%s: %s', (phrase, expected) => expect(reason(phrase)).toBe(expected));
});

describe('29 February each year', () => {
  test.each([
    ['每年2月29日 生日', ['2027-02-28 10:00', '2028-02-29 10:00', '2029-02-28 10:00']],
    ['每年2月29日 9:30 生日', ['2027-02-28 09:30', '2028-02-29 09:30', '2029-02-28 09:30']],
    ['every year on feb 29', ['2027-02-28 10:00', '2028-02-29 10:00', '2029-02-28 10:00']],
    ['каждый год 29 февраля', ['2027-02-28 10:00', '2028-02-29 10:00', '2029-02-28 10:00']],
    ['cada año el 29 de febrero', ['2027-02-28 10:00', '2028-02-29 10:00', '2029-02-28 10:00']],
  ])('%s', (phrase, expected) => expect(times(phrase, '2026-11-29 20:05:00', 2)).toEqual(expected));

  test('is the first one in a leap year', () => {
    expect(times('每年2月29日', '2028-01-05 12:00:00', 1)).toEqual(['2028-02-29 10:00', '2029-02-28 10:00']);
  });
});

test.each([
  ['每天2:30 对账', '2027-03-27 12:00:00', ['2027-03-28 03:30', '2027-03-29 02:30', '2027-03-30 02:30']],
  ['every sunday 2:30', '2027-03-27 12:00:00', ['2027-03-28 03:30', '2027-04-04 02:30']],
  ['每月28号 2:30', '2027-03-27 12:00:00', ['2027-03-28 03:30', '2027-04-28 02:30']],
  ['每天3:30', '2027-03-27 12:00:00', ['2027-03-28 03:30', '2027-03-29 03:30']],
])('an hour that the change of the clocks leaves out is kept for the next time: %s', (phrase, now, expected) => {
  const zone = 'Europe/Madrid';
  const line = parseLine(phrase, parseTime(now, zone)!, { zone, country: 'ES', cycle: null });
  if (line.outcome === 'refused' || !line.repeat) throw new Error(phrase);
  const found = [line.at];
  while (found.length < expected.length) found.push(nextOccurrence(line.repeat, found.at(-1)!, found.at(-1)!));
  expect(found.map((at) => formatTime(at, zone).slice(0, 16))).toEqual(expected);
});
