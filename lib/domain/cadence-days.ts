import { awakeMoment } from './buyer-hours.ts';
import type { CadenceEvent } from './cadence-events.ts';
import type { CadenceRule } from './cadence-rules.ts';
import { dayOfNumber } from './calendar-day.ts';
import { WISHES } from './late-by-rule.ts';
import { isWorkday } from './workdays.ts';

/** Tells whether a rule is about the very day: a birthday, a festival. All others wait when the day is one of those. */
export const isWish = ({ kind }: Pick<CadenceRule, 'kind'>): boolean => WISHES.includes(kind);

/** Something a rule asks for, and the place of the rule in the shop's order. */
export interface Wanted {
  rule: CadenceRule;
  event: CadenceEvent;
  order: number;
}

/** Birthdays before festivals before whatever can be moved; those by their days, then as the shop has ordered its rules. */
export function byPrecedence(a: Wanted, b: Wanted): number {
  const rank = ({ rule: { kind } }: Wanted): number => (WISHES.includes(kind) ? WISHES.indexOf(kind) : WISHES.length);
  return rank(a) - rank(b) || a.event.day - b.event.day || a.order - b.order;
}

/** Most days by which something is done early: the longest weekend that make-up days leave. */
export const BACK = 9;

/** What may be done early because it can not be done late; everything else comes after what happened. */
export const EARLY: ReadonlySet<CadenceRule['kind']> = new Set(['birthday', 'festival', 'season', 'care']);

/** Days that are not to be had; a set, or a map by day. */
export interface DaysTaken {
  has: (day: number) => boolean;
}

/** Returns the first free workday from `start` to the event's last one, else the one before its day, not before `back`. */
export function freeDay(
  { day, until }: Pick<CadenceEvent, 'day' | 'until'>,
  taken: DaysTaken,
  country: string,
  { start, back }: { start: number; back: number },
): number | null {
  const free = (n: number): boolean => !taken.has(n) && isWorkday(n, country);
  for (let n = start; n <= Math.max(day, until); n++) if (free(n)) return n;
  // A birthday on a Sunday is greeted on the Friday before.
  for (let n = day - 1; n >= back; n--) if (free(n)) return n;
  return null;
}

/** Returns the day of a wish with all days free. */
export const wishDay = (event: CadenceEvent, country: string): number =>
  freeDay(event, new Set(), country, { start: event.day, back: event.day - BACK }) ?? event.day;

/** Where a follow-up by rule goes when its moment is missed, worked out while the calendars are at hand. */
export interface Room {
  /** Number of the last day that its rule allows. */
  until: number;
  /** Moments (epoch ms) on the workdays from its day to that one, those first that nothing else is wanted on. */
  spare: number[];
  /** Numbers of the days soon that belong to a birthday or a festival of the customer. */
  keep?: number[];
}

/** Most workdays that are remembered with a follow-up. */
const SPARE = 8;
/** Days ahead that are looked through for wishes. */
export const AHEAD = 45;

/**
 * Returns the room of a follow-up on a day, see `Room`: `made` are the days of what has been made, `wanted` those of what is
 * still to be made, which finds another one if it must; `momentOf` is the moment for it on another day, null where nobody may be
 * there then.
 */
export function roomOf(
  rule: CadenceRule,
  { day, until }: { day: number; until: number },
  { made, wanted, wishes, country }: { made: DaysTaken; wanted: DaysTaken; wishes: ReadonlySet<number>; country: string },
  momentOf: (day: number) => number | null,
): Room {
  const days: number[] = [];
  for (let n = day + 1; n <= until && days.length < SPARE && !isWish(rule); n++)
    if (!made.has(n) && !wishes.has(n) && isWorkday(n, country)) days.push(n);
  const spare = days.toSorted((a, b) => Number(wanted.has(a)) - Number(wanted.has(b)) || a - b).flatMap((n) => momentOf(n) ?? []);
  const keep = [...wishes].filter((n) => n > day && n < day + AHEAD);
  return { until: Math.max(day, until), spare, ...(keep.length > 0 && rule.kind !== 'birthday' ? { keep } : {}) };
}

/** Tells whether a follow-up would have come, with all days free, before its rule was switched on. */
export function wasBefore(rule: CadenceRule, event: CadenceEvent, country: string, zone: string): boolean {
  if (rule.since === undefined) return false;
  const day = freeDay(event, new Set(), country, { start: event.day, back: Infinity });
  return awakeMoment(dayOfNumber(day ?? event.day), rule.hour, zone, zone) <= rule.since;
}
