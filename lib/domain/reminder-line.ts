import { dayAt, dayNumber, dayOfNumber, momentOn } from './calendar-day.ts';
import { nextOccurrence, type Repeat } from './recurrence.ts';
import { ofMovingFeast, repeatIn, type RepeatSaid } from './repeat-line.ts';
import { cleanLine, LIMITS } from './text.ts';
import { wallTimeOf } from './time.ts';
import { findDay, todayIn } from './when-days.ts';
import { addDays, addMonths, lastOf, lettered, type DayHit } from './when-hit.ts';
import { parseWhen, readWhen, type Reading, type When } from './when.ts';
import { workdaysIn } from './when-workdays.ts';
import { addWorkdays, isWorkday } from './workdays.ts';

/**
 * A line that was understood: its moment, what is left of it, and how it comes again. `byWeekends`: its working days lead
 * beyond the known calendar, so that there only Saturdays and Sundays were left out.
 */
export type Line =
  | (When & { outcome: 'ok'; repeat?: Repeat; byWeekends?: true })
  | (When & { outcome: 'refused' })
  | { outcome: 'refused'; reason: 'no-cycle' | 'moving-feast' };

/**
 * What is known where a line is written: the shop's country, the customer's own gap between purchases in days, and when the
 * last one was (epoch ms).
 */
export interface LineContext {
  zone: string;
  country: string;
  cycle: number | null;
  lastBought?: number | null;
}

const HOUR = 10;

/**
 * Understands a line of a follow-up at `now` (epoch ms): a moment as `parseWhen` does, and before it how it comes again.
 * A line that only says how often begins with the first such day at 10:00.
 */
export function parseLine(input: string, now: number, { zone, country, cycle, lastBought = null }: LineContext): Line {
  const repeated = repeatIn(input);
  const leap = onLeapDay(repeated);
  const said = leap ?? repeated;
  if (said !== null && ofMovingFeast(input, said)) return { outcome: 'refused', reason: 'moving-feast' };
  if (said === 'unread') return { outcome: 'refused', reason: 'half-read' };
  if (!said) return afterWorkdays(input, now, zone, country) ?? parseWhen(input, now, zone);
  if (said.unit === 'cycle' && cycle === null) return { outcome: 'refused', reason: 'no-cycle' };
  const every = said.unit === 'cycle' ? (cycle ?? 1) : said.every;
  const named = readWhen(
    said.day === undefined ? said.line.replace(/\s+/gu, ' ').trim() : said.line,
    now,
    zone,
    readingOf(said, now, zone),
  );
  if (named.outcome === 'refused') {
    // What comes again is not past: `每天 催昨天未付款的` is about yesterday, each day.
    if (named.reason !== 'none' && !(named.reason === 'past' && named.piece)) return named;
    const at = firstOf({ ...said, every, lastBought }, now, zone, country);
    return {
      outcome: 'ok',
      at,
      text: cleanLine(said.line, LIMITS.note),
      exact: false,
      repeat: repeatOf(said, every, at, { zone, country }),
    };
  }
  const { dated, dayOfMonth, clock, ...when } = named;
  const of = { unit: said.unit, every, lastBought };
  const at = dated ? when.at : onDayOf(of, when.at, now, { zone, country });
  const from = countedFrom(at, { unit: said.unit, every, zone, dayOfMonth, clock: clock ?? wallTimeOf(at, zone) });
  const repeat = repeatOf(said, every, leap ? leapDayBefore(from, zone) : from, { zone, country });
  return { ...when, at: leap ? nextOccurrence(repeat, now, now) : at, repeat };
}

/** Reads `3个工作日后` by the shop's calendar; null when a line says nothing of the kind. */
function afterWorkdays(input: string, now: number, zone: string, country: string): Line | null {
  const line = input.normalize('NFKC').trim();
  const found = workdaysIn(line);
  if (!found) return null;
  const { n, western, ...place } = found;
  const to = addWorkdays(dayNumber(dayAt(now, zone)), n, country);
  const day = dayOfNumber(to.day);
  const read = readWhen(line, now, zone, { day: { ...place, day, ...(western ? { western } : {}) } });
  if (read.outcome === 'refused') return read;
  const { dayOfMonth: _day, clock: _clock, dated: _dated, ...when } = read;
  return { ...when, ...(to.known ? {} : { byWeekends: true }) };
}

function repeatOf({ unit }: RepeatSaid, every: number, from: number, { zone, country }: Omit<LineContext, 'cycle'>): Repeat {
  return unit === 'workday' ? { unit, every, from, zone, country } : { unit, every, from, zone };
}

/** What the words of the repeat say of its first day. */
function readingOf({ unit, day, gap, part }: RepeatSaid, now: number, zone: string): Reading {
  const every: Reading = { again: true, ...(unit === 'month' || unit === 'year' ? { every: unit } : {}) };
  const found = day === undefined ? null : findDay(day, todayIn(now, zone));
  if (!found) return every;
  const { doubt: _doubt, ...rest } = found;
  const hit: DayHit = { ...rest, start: gap, end: gap, ...(part ? { part, rolls: 'day' as const } : {}) };
  return { ...every, day: { ...hit, ...(found.doubt && unit === 'week' ? { doubt: found.doubt } : {}) } };
}

const LEAP_DAY = lettered(
  '(?:2|二)月(?:29|二十九)|(?<!\\p{L})feb\\p{L}*\\.? 29(?:th)?(?!\\d)|(?<!\\d)29(?:th)?(?: of)? feb\\p{L}*|(?<!\\d)29 (?:февраля|de febrero)',
);

/** Returns a yearly repeat on 29 February as one on the 28th, which is read in its place; null for any other. */
function onLeapDay(said: RepeatSaid | 'unread' | null): RepeatSaid | null {
  if (said === null || said === 'unread' || said.unit !== 'year' || said.every !== 1) return null;
  if (!LEAP_DAY.test(said.day ?? said.line)) return null;
  const moved = (text: string): string => text.replace(LEAP_DAY, (day) => day.replace(/29|二十九/u, '28'));
  return said.day === undefined ? { ...said, line: moved(said.line) } : { ...said, day: moved(said.day) };
}

/** Returns 29 February of a leap year before a moment, at its hour: other years have the 28th. */
function leapDayBefore(at: number, zone: string): number {
  const { year, hour, minute } = wallTimeOf(at, zone);
  return momentOn({ year: year - 4 - (year % 4), month: 2, day: 29 }, hour, minute, zone);
}

interface Counted {
  unit: Repeat['unit'];
  every: number;
  zone: string;
  dayOfMonth: number | undefined;
  /** The time of day that was said. */
  clock: { hour: number; minute: number };
}

/**
 * Returns the moment from which a repeat is counted: the first one, a monthly one's as `monthsBack` says. Where the change
 * of the clocks leaves out the hour on that day, it is one step before, so that the others have the hour that was said.
 */
function countedFrom(at: number, { unit, every, zone, dayOfMonth, clock: { hour, minute } }: Counted): number {
  const from = unit === 'month' && dayOfMonth !== undefined ? monthsBack(at, dayOfMonth, every, zone) : at;
  if (wallTimeOf(from, zone).hour === hour % 24) return from;
  const day = dayAt(from, zone);
  const months = unit === 'month' ? every : unit === 'year' ? every * 12 : 0;
  const before = months > 0 ? addMonths(day, -months) : addDays(day, unit === 'week' ? -7 * every : -every);
  return momentOn(before, hour % 24, minute, zone);
}

/**
 * Returns the moment from which a monthly repeat is counted: on the day that was said (31 for the month's end), in the
 * last month that has it, so that after a short month the longer ones get their own day again.
 */
function monthsBack(at: number, dayOfMonth: number, every: number, zone: string): number {
  const { hour, minute } = wallTimeOf(at, zone);
  const first = dayAt(at, zone);
  for (let k = 0; k < 12; k++) {
    const { year, month } = addMonths({ ...first, day: 1 }, -k * every);
    if (lastOf(year, month) >= dayOfMonth) return momentOn({ year, month, day: dayOfMonth }, hour, minute, zone);
  }
  return at;
}

/** Returns the moment, moved on to the next workday at the same hour if it is on none. */
function onWorkday(at: number, zone: string, country: string): number {
  const { hour, minute } = wallTimeOf(at, zone);
  let day = dayNumber(dayAt(at, zone));
  while (!isWorkday(day, country)) day += 1;
  return momentOn(dayOfNumber(day), hour, minute, zone);
}

/** How often it comes again and, for a cycle, from when that is counted. */
interface Rhythm {
  unit: Repeat['unit'];
  every: number;
  lastBought: number | null;
}

/** Returns a time of day for which no day was said on the first day of a repeat. */
function onDayOf(of: Rhythm, at: number, now: number, { zone, country }: { zone: string; country: string }): number {
  if (of.unit === 'workday') return onWorkday(at, zone, country);
  if (of.unit !== 'cycle' || of.lastBought === null) return at;
  const { hour, minute } = wallTimeOf(at, zone);
  return momentOn(dayAt(firstOf(of, now, zone, country), zone), hour, minute, zone);
}

function firstOf({ unit, every, lastBought }: Rhythm, now: number, zone: string, country: string): number {
  const today = dayNumber(dayAt(now, zone));
  const next = dayOfNumber(today + 1);
  if (unit === 'workday') return momentOn(dayOfNumber(addWorkdays(today, every, country).day), HOUR, 0, zone);
  if (unit === 'cycle') {
    const from = lastBought === null ? today : dayNumber(dayAt(lastBought, zone));
    return momentOn(dayOfNumber(Math.max(today + 1, from + every)), HOUR, 0, zone);
  }
  return momentOn(next, HOUR, 0, zone);
}
