import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { epochOf, formatTime, parseTime, wallTimeOf } from '#lib/domain/time.ts';
import { chinaTime } from '#lib/domain/time-text.ts';

const CHINA = 'Asia/Shanghai';
const PACIFIC = 'America/Los_Angeles';

describe('parseTime', () => {
  it.each([
    ['2026-09-27 10:01:02', CHINA, '2026-09-27T10:01:02+08:00'],
    ['2016/5/23 22:02', CHINA, '2016-05-23T22:02:00+08:00'],
    ['2019-03-10 10:01:02', CHINA, '2019-03-10T10:01:02+08:00'],
    ['01/16/2026 15:57', PACIFIC, '2026-01-16T15:57:00-08:00'],
    ['08/20/2025 02:11', PACIFIC, '2025-08-20T02:11:00-07:00'],
    // The hour that daylight saving skips (2026-03-08) and the one it repeats (2026-11-01, first occurrence).
    ['2026-03-08 01:59:59', PACIFIC, '2026-03-08T01:59:59-08:00'],
    ['2026-03-08 03:00:00', PACIFIC, '2026-03-08T03:00:00-07:00'],
    ['2026-03-08 02:30:00', PACIFIC, '2026-03-08T03:30:00-07:00'],
    ['2026-11-01 01:30:00', PACIFIC, '2026-11-01T01:30:00-07:00'],
    ['2026-11-01 02:30:00', PACIFIC, '2026-11-01T02:30:00-08:00'],
    ['2026-09-27', CHINA, '2026-09-27T00:00:00+08:00'],
  ])('reads %s in %s', (text, zone, iso) => {
    expect(parseTime(text, zone)).toBe(Date.parse(iso));
    if (zone === CHINA) expect(chinaTime(text)).toBe(Date.parse(iso));
  });

  it.each([
    '',
    '昨天',
    '10:22',
    '2026-02-30 10:00',
    '2026-13-01 10:00',
    '2026-09-27 25:00',
    '13/32/2026 10:00',
    '2026-09-27 10:00 2026-09-28 10:00',
  ])('refuses %j', (text) => {
    expect(parseTime(text, CHINA)).toBeNull();
    expect(chinaTime(text)).toBeNull();
  });

  it('agrees with the wall clock everywhere outside the skipped hour', () => {
    const zones = fc.constantFrom(CHINA, PACIFIC, 'America/Sao_Paulo', 'Europe/Warsaw', 'Asia/Kolkata', 'UTC');
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2012, 0), max: Date.UTC(2030, 0) }), zones, (raw, zone) => {
        const at = Math.floor(raw / 1000) * 1000;
        const back = epochOf(wallTimeOf(at, zone), zone);
        // In the repeated hour the first of the two instants is meant.
        expect([0, 3_600_000]).toContain(at - back);
        expect(wallTimeOf(back, zone)).toEqual(wallTimeOf(at, zone));
        expect(formatTime(back, zone)).toBe(formatTime(at, zone));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('wallTimeOf', () => {
  it('gives what the calendar gives, also where it does not ask the calendar', () => {
    for (const zone of [CHINA, 'UTC', PACIFIC]) {
      const calendar = new Intl.DateTimeFormat('en-US', {
        timeZone: zone,
        hourCycle: 'h23',
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
        hour: '2-digit',
        minute: '2-digit',
        second: '2-digit',
      });
      fc.assert(
        fc.property(fc.integer({ min: Date.UTC(1986, 0), max: Date.UTC(2037, 0) }), (at) => {
          const parts = Object.fromEntries(
            calendar
              .formatToParts(at)
              .filter((p) => p.type !== 'literal')
              .map((p) => [p.type, Number(p.value)]),
          );
          expect(wallTimeOf(at, zone)).toEqual(parts);
        }),
        { numRuns: 300 },
      );
    }
  });
});
