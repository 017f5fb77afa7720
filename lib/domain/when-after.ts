import type { Day } from './calendar-day.ts';
import { epochOf, wallTimeOf } from './time.ts';
import { findDay } from './when-days.ts';
import { addDays, addMonths, type DayHit } from './when-hit.ts';
import type { Span } from './when-span.ts';

const MINUTE = 60_000;

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
