import { dayAt, dayNumber, dayOfNumber, momentOn } from './calendar-day.ts';
import type { Repeat } from './recurrence.ts';
import { ofMovingFeast, repeatIn, type RepeatSaid } from './repeat-line.ts';
import { cleanLine, LIMITS } from './text.ts';
import { wallTimeOf } from './time.ts';
import { findDay, todayIn } from './when-days.ts';
import { addMonths, lastOf, type DayHit } from './when-hit.ts';
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

/** What is known where a line is written: the shop's country, and the customer's own gap between orders in days. */
export interface LineContext {
  zone: string;
  country: string;
  cycle: number | null;
}

const HOUR = 10;

/**
 * Understands a line of a follow-up at `now` (epoch ms): a moment as `parseWhen` does, and before it how it comes again.
 * A line that only says how often begins with the first such day at 10:00.
 */
export function parseLine(input: string, now: number, { zone, country, cycle }: LineContext): Line {
  const said = repeatIn(input);
  if (said !== null && ofMovingFeast(input, said)) return { outcome: 'refused', reason: 'moving-feast' };
  if (said === 'unread') return { outcome: 'refused', reason: 'half-read' };
  if (!said) return afterWorkdays(input, now, zone, country) ?? parseWhen(input, now, zone);
  if (said.unit === 'cycle' && cycle === null) return { outcome: 'refused', reason: 'no-cycle' | 'moving-feast' };
  const every = said.unit === 'cycle' ? (cycle ?? 1) : said.every;
  const named = readWhen(
    said.day === undefined ? said.line.replace(/\s+/gu, ' ').trim() : said.line,
    now,
    zone,
    readingOf(said, now, zone),
  );
  if (named.outcome === 'refused') {
    if (named.reason !== 'none') return named;
    const at = firstOf({ ...said, every }, now, zone, country);
    return {
      outcome: 'ok',
      at,
      text: cleanLine(said.line, LIMITS.note),
      exact: false,
      repeat: repeatOf(said, every, at, { zone, country }),
    };
  }
  const { dated, dayOfMonth, ...when } = named;
  const at = said.unit === 'workday' && !dated ? onWorkday(when.at, zone, country) : when.at;
  const from = said.unit === 'month' && dayOfMonth !== undefined ? monthsBack(at, dayOfMonth, every, zone) : at;
  return { ...when, at, repeat: repeatOf(said, every, from, { zone, country }) };
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
  const { dayOfMonth: _day, dated: _dated, ...when } = read;
  return { ...when, ...(to.known ? {} : { byWeekends: true }) };
}

function repeatOf({ unit }: RepeatSaid, every: number, from: number, { zone, country }: Omit<LineContext, 'cycle'>): Repeat {
  return unit === 'workday' ? { unit, every, from, zone, country } : { unit, every, from, zone };
}

/** What the words of the repeat say of its first day. */
function readingOf({ unit, day, gap, part }: RepeatSaid, now: number, zone: string): Reading {
  const every = unit === 'month' || unit === 'year' ? { every: unit } : {};
  const found = day === undefined ? null : findDay(day, todayIn(now, zone));
  if (!found) return every;
  const { doubt: _doubt, ...rest } = found;
  const hit: DayHit = { ...rest, start: gap, end: gap, ...(part ? { part, rolls: 'day' as const } : {}) };
  return { ...every, day: { ...hit, ...(found.doubt && unit === 'week' ? { doubt: found.doubt } : {}) } };
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

function firstOf({ unit, every }: Pick<RepeatSaid, 'unit' | 'every'>, now: number, zone: string, country: string): number {
  const today = dayNumber(dayAt(now, zone));
  const next = dayOfNumber(today + 1);
  if (unit === 'workday') return momentOn(dayOfNumber(addWorkdays(today, every, country).day), HOUR, 0, zone);
  if (unit === 'cycle') return momentOn(dayOfNumber(today + every), HOUR, 0, zone);
  return momentOn(next, HOUR, 0, zone);
}
