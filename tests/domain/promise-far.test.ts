import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mayReachFar } from '#lib/domain/promise-far.ts';
import { promisesIn } from '#lib/domain/promise.ts';
import { parseTime } from '#lib/domain/time.ts';

const ZONE = 'Asia/Shanghai';
const DAY = 86_400_000;
/** A Monday: what is promised by Friday is far. */
const SAID = parseTime('2026-11-23 09:05:00', ZONE)!;
const said = ['zh', 'en', 'ru', 'es', 'negated', 'fresh', 'shop'].flatMap((name) =>
  readFileSync(join(import.meta.dirname, 'promises', `${name}.txt`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.replace(/^(?:(?:\d )?\w\w )?[+-] /, '')),
);
const far = said.filter((text) => promisesIn(text, SAID, ZONE).some(({ until }) => until > SAID + 2.4 * DAY));

test.each([...far, '72小时内给您退款', '三天内给您退款', '节后给您发出', 'We will refund you by the 28th'])(
  '%s may be far',
  (text) => {
    expect(mayReachFar(text)).toBe(true);
  },
);

test('most of what is soon over is not read', () => {
  expect(far.length).toBeGreaterThan(30);
  const soon = ['今天给您发出', '明天给您发货', '亲，在的', "I'll reply today", 'Отправлю завтра', 'Te lo envío hoy'];
  expect(soon.filter(mayReachFar)).toEqual([]);
});
