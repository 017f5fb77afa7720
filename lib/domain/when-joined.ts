import { dayNumber, weekdayOfNumber, type Day } from './calendar-day.ts';
import { addDays, dayOf, western, type DayHit } from './when-hit.ts';

/** Days since Monday. */
const placeInWeek = (day: Day): number => (weekdayOfNumber(dayNumber(day)) + 6) % 7;

/** A piece of a line. */
type Place = Pick<DayHit, 'start' | 'end'>;

/** Returns what stands between two places of a line. */
export function between(line: string, a: Place, b: Place): string {
  return line.slice(Math.min(a.end, b.end), Math.max(a.start, b.start));
}

/** Tells whether nothing stands between two places of a line but what joins a day and its time. */
export const isBeside = (line: string, a: Place, b: Place): boolean => /^[\s,，的]*$/u.test(between(line, a, b));

/**
 * Puts a week or month and a day of it beside it (`两周后的周五`, `next month on the 5th`) in one: nearer than the span was
 * long, it is in doubt.
 */
export function withDaysOf(line: string, hits: readonly DayHit[]): DayHit[] {
  const base = hits.find((hit) => hit.whole);
  const day = hits.find((hit) => hit !== base && hit.rolls === base?.whole && isBeside(line, hit, base ?? hit));
  if (!base || !day || base.day === 'bad' || day.day === 'bad') return [...hits];
  const [was, meant] = [placeInWeek(base.day), placeInWeek(day.day)];
  const joined: DayHit = {
    start: Math.min(base.start, day.start),
    end: Math.max(base.end, day.end),
    day: base.whole === 'week' ? addDays(base.day, meant - was) : dayOf(base.day.year, base.day.month, day.dayOfMonth ?? 0),
    ...(day.western ? western : {}),
    ...(base.whole === 'week' && meant < was ? { doubt: 'this-or-next' as const } : {}),
  };
  return [joined, ...hits.filter((hit) => hit !== base && hit !== day)];
}

const POINTED =
  /((?:[今明后][天日晚早]|[早晚上下中]午?上?|(?:周|星期|礼拜)[一二三四五六日天]|\d[日号]|(?<![a-z])(?:tomorrow|today|at))\s*)(\d|[01]\d|2[0-3])\.([0-5]\d)(?=(分?)(?:[\s,，。]|$))/giu;

/** Returns a line in which `明天10.30` is written as a time of day; a sum (`10.30元`) or a figure that follows no day stays. */
export const withColons = (line: string): string =>
  line.replace(
    POINTED,
    (_all, day: string, hour: string, minute: string, spoken: string) => `${day}${hour}${spoken ? '点' : ':'}${minute}`,
  );
