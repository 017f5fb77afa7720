import { epochOf, wallTimeOf } from './time.ts';

/** When a shop answers, or a platform counts. Minutes after midnight; `to` at or before `from` ends on the next day. */
export interface Hours {
  from: number;
  to: number;
  /** Days on which they begin, 1 Monday to 7 Sunday. */
  days: readonly number[];
  zone: string;
}

const DAY_MINUTES = 1440;
/** Days that are looked ahead before giving up: hours without a day never open. */
const FAR = 15;

interface Span {
  start: number;
  end: number;
}

/** Returns the spans of hours that begin on the day before `at` and on the days after, earliest first. */
function* spansFrom(at: number, { from, to, days, zone }: Hours, count: number): Generator<Span> {
  const { year, month, day } = wallTimeOf(at, zone);
  const length = to > from ? to - from : to - from + DAY_MINUTES;
  for (let i = -1; i < count; i++) {
    const date = new Date(Date.UTC(year, month - 1, day + i));
    if (!days.includes(date.getUTCDay() || 7)) continue;
    const moment = (minutes: number): number => {
      const shifted = new Date(date.getTime() + minutes * 60_000);
      const parts = { year: shifted.getUTCFullYear(), month: shifted.getUTCMonth() + 1, day: shifted.getUTCDate() };
      return epochOf({ ...parts, hour: shifted.getUTCHours(), minute: shifted.getUTCMinutes(), second: 0 }, zone);
    };
    yield { start: moment(from), end: moment(from + length) };
  }
}

/** Tells whether a moment (epoch ms) lies within hours; without hours it always does. */
export function isOpenAt(at: number, hours: Hours | null): boolean {
  if (!hours) return true;
  for (const { start, end } of spansFrom(at, hours, 1)) if (at >= start && at < end) return true;
  return false;
}

/**
 * Returns the moment (epoch ms) at which `ms` have passed since another one, counting open hours only; null when the
 * hours never open.
 */
export function dueAfter(since: number, ms: number, hours: Hours | null): number | null {
  if (!hours) return since + ms;
  let left = ms;
  let reached = since;
  for (const { start, end } of spansFrom(since, hours, FAR + Math.ceil(ms / 3_600_000))) {
    const begin = Math.max(start, reached);
    if (end <= begin) continue;
    if (end - begin >= left) return begin + left;
    left -= end - begin;
    reached = end;
  }
  return null;
}

/** Returns how many milliseconds of open hours lie between two moments (epoch ms). */
export function openBetween(from: number, to: number, hours: Hours | null): number {
  if (to <= from) return 0;
  if (!hours) return to - from;
  let sum = 0;
  let reached = from;
  for (const { start, end } of spansFrom(from, hours, Math.ceil((to - from) / 86_400_000) + 2)) {
    const [begin, stop] = [Math.max(start, reached), Math.min(end, to)];
    if (stop <= begin) continue;
    sum += stop - begin;
    reached = stop;
  }
  return sum;
}
