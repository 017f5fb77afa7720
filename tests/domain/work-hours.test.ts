import { describe, expect, it } from 'vitest';
import { awakeMoment, isQuiet } from '#lib/domain/buyer-hours.ts';
import { dayOfNumber } from '#lib/domain/calendar-day.ts';
import { formatTime } from '#lib/domain/time.ts';
import { withHour, workHoursOf, type OpenHours } from '#lib/domain/work-hours.ts';

const ZONE = 'Asia/Shanghai';
const DAY = 20_500;
const NIGHT = { quietFrom: 1380, quietTo: 480 };
const from = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, i) => first + i);
const openOn = (days: readonly number[], hours: readonly number[], before: OpenHours = []): OpenHours =>
  days.reduce((open, day) => hours.reduce((each, hour) => withHour(each, day, hour), open), before);

describe('the hours in which somebody is there', () => {
  it.each([
    ['nothing is known', [], [], null],
    ['of two days', openOn([1, 2], from(9, 17)), [], null],
    ['of three days', openOn([1, 2, 3], from(9, 17)), [], from(9, 17)],
    ['a late evening once', openOn([4], from(18, 22), openOn([1, 2, 3], from(9, 17))), [], from(9, 17)],
    ['two shifts', openOn([2, 4], from(14, 21), openOn([1, 3], from(8, 13))), [], from(8, 21)],
    ['a computer that is never off', openOn([1, 2, 3], from(0, 23)), [], from(8, 22)],
    ['set by a person', [], [{ from: 540, to: 1080 }], from(9, 17)],
    ['set over midnight', [], [{ from: 1080, to: 60 }], from(18, 22)],
    ['set for all day', [], [{ from: 0, to: 1440 }], from(8, 22)],
    ['seen otherwise than set', openOn([1, 2, 3], from(10, 19)), [{ from: 540, to: 1080 }], from(10, 19)],
    ['only in the night', openOn([1, 2, 3], from(0, 5)), [], null],
  ] as const)('%s', (_, open, set, expected) => {
    expect(workHoursOf({ open, quiet: NIGHT, set })).toEqual(expected);
  });

  it('are forgotten after two weeks, and noted once', () => {
    const open = openOn([1, 2, 3], [9]);
    expect(withHour(open, 3, 9)).toBe(open);
    expect(withHour(open, 16, 9).map(([day]) => day)).toEqual([3, 16]);
    // Of a clock that was ahead.
    expect(withHour(openOn([40, 41], [3]), 5, 9).map(([day]) => day)).toEqual([5]);
  });
});

describe('the hour that is chosen', () => {
  it.each([
    // Where both are awake: the nearest to the rule's.
    ['Asia/Shanghai', from(9, 17), '10:00', false],
    ['Asia/Shanghai', from(14, 21), '14:00', false],
    ['Europe/Moscow', from(9, 17), '14:00', false],
    ['Europe/Madrid', from(9, 17), '16:00', false],
    ['America/Chicago', from(9, 17), '10:00', false],
    ['America/Sao_Paulo', from(9, 21), '20:00', false],
    // Nobody would see it at another hour.
    ['America/Sao_Paulo', from(9, 17), '10:00', true],
    ['Europe/Madrid', from(9, 14), '10:00', true],
    // Unknown hours: never at night.
    ['America/Sao_Paulo', undefined, '20:00', false],
    ['Europe/Madrid', undefined, '16:00', false],
  ] as const)('for a buyer in %s', (zone, hours, expected, night) => {
    const at = awakeMoment(dayOfNumber(DAY), 10, ZONE, zone, hours);
    expect([formatTime(at, ZONE).slice(11, 16), isQuiet(at, zone)]).toEqual([expected, night]);
  });
});
