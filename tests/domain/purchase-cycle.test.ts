import { expect, test } from 'vitest';
import { nextOccurrence } from '#lib/domain/recurrence.ts';
import { purchaseTimes } from '#lib/domain/purchases.ts';
import { parseLine } from '#lib/domain/reminder-line.ts';
import { formatTime, parseTime } from '#lib/domain/time.ts';

const ZONE = 'Asia/Shanghai';
const at = (time: string): number => parseTime(`${time}:00`, ZONE)!;
const NOW = at('2026-11-29 20:05');

test.each([
  // Bought 25 days ago, every 30 days.
  ['按购买周期 回访', '2026-11-04 23:10', '2026-12-04 10:00'],
  ['按购买周期 15:00 回访', '2026-11-04 23:10', '2026-12-04 15:00'],
  ['按购买周期 明天 9:00 回访', '2026-11-04 23:10', '2026-11-30 09:00'],
  // That day has passed: as soon as can be.
  ['按购买周期 回访', '2026-10-01 12:00', '2026-11-30 10:00'],
  ['按购买周期 回访', null, '2026-12-29 10:00'],
])('%s, bought last at %s, begins at %s', (line, bought, first) => {
  const lastBought = bought === null ? null : at(bought);
  const read = parseLine(line, NOW, { zone: ZONE, country: 'CN', cycle: 30, lastBought });
  expect(read).toMatchObject({ outcome: 'ok', text: '回访', repeat: { unit: 'cycle', every: 30 } });
  expect(read.outcome === 'ok' && formatTime(read.at, ZONE).slice(0, 16)).toBe(first);
});

test('the next one is counted from what was bought meanwhile, without it from when the last one ended', () => {
  const repeat = { unit: 'cycle', every: 30, from: at('2026-11-01 10:00'), zone: ZONE } as const;
  const next = (bought?: string): string =>
    formatTime(nextOccurrence(repeat, NOW - 1, NOW, bought === undefined ? undefined : at(bought)), ZONE).slice(0, 16);
  expect(next('2026-11-27 08:00')).toBe('2026-12-27 10:00');
  expect(next('2026-10-20 08:00')).toBe('2026-12-29 10:00');
  expect(next()).toBe('2026-12-29 10:00');
});

test('what was not paid or was closed was not bought', () => {
  const states = ['paid', 'shipped', 'done', 'refunding', 'unpaid', 'closed', 'unknown'] as const;
  const orders = states.map((state, i) => ({ state, createdAt: i, ...(state === 'paid' ? { paidAt: 9 } : {}) }));
  expect(purchaseTimes(orders)).toEqual([9, 1, 2, 3]);
});
