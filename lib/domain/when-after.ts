import type { Day } from './calendar-day.ts';
import { epochOf, wallTimeOf } from './time.ts';
import { findDay } from './when-days.ts';
import { addDays, addMonths, type DayHit, type Part } from './when-hit.ts';
import { endOfPart, type Clock } from './when-part.ts';
import type { Span } from './when-span.ts';

const MINUTE = 60_000;
const HALF_HOUR = 30 * MINUTE;

/** Returns the moment (epoch ms) of a time of day, 24:00 being the next day's midnight. */
export const epochOn = (day: Day, clock: Clock, zone: string): number =>
  epochOf({ ...(clock.hour === 24 ? addDays(day, 1) : day), hour: clock.hour % 24, minute: clock.minute, second: 0 }, zone);

/** Returns the moment (epoch ms) of an hour from 7 to 10, said without a part of the day, in the evening. */
export const inEvening = (day: Day, clock: Clock, zone: string): number =>
  epochOn(day, { ...clock, hour: clock.hour + 12 }, zone);

/**
 * Returns a moment (epoch ms) in what is left of a part of today whose own hour has passed: the next full hour at least
 * half an hour off, at most the end of the part; null when it is over.
 */
export function laterIn(part: Part, day: Day, now: number, zone: string): number | null {
  const end = epochOn(day, endOfPart(part), zone);
  const { minute, second, ...soon } = wallTimeOf(now + HALF_HOUR, zone);
  const full = epochOf({ ...soon, minute: 0, second: 0 }, zone) + (minute || second ? 2 * HALF_HOUR : 0);
  return end <= now ? null : Math.min(full, end);
}

/** Returns the day of a span, with a day beside it put in one (`两周后的周五`); any other day is what the line is about. */
export function daySpan(line: string, span: Span, today: Day): DayHit {
  const own = hitOfSpan(span, line, today);
  const hit = findDay(line, today, own);
  return hit && hit.start <= span.start && hit.end >= span.end ? hit : { ...own, doubt: 'other-day' };
}

/** Returns the moment (epoch ms) after a span with hours or minutes: its days by the calendar, the rest by the clock. */
export function afterSpan(span: Span, minutes: number, now: number, zone: string): number {
  const wall = wallTimeOf(now, zone);
  const day = addDays(addMonths(wall, span.months), span.days);
  const from = span.months || span.days ? epochOf({ ...wall, ...day }, zone) : now;
  return from + minutes * MINUTE;
}

function hitOfSpan({ start, end, months, days }: Span, line: string, today: Day): DayHit {
  const western = !/\p{Script=Han}/u.test(line.slice(start, end));
  const day = addDays(addMonths(today, months), days);
  return { start, end, day, ...(western ? { western } : {}), ...(days % 7 === 0 ? { whole: 'week' as const } : {}) };
}
