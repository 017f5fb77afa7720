import { momentOn, dayAt, dayNumber, dayOfNumber } from './calendar-day.ts';
import type { Repeat } from './recurrence.ts';
import { repeatIn, type RepeatSaid } from './repeat-line.ts';
import { parseWhen, type When } from './when.ts';
import { addWorkdays } from './workdays.ts';

/** A line that was understood: its moment, what is left of it, and how it comes again. */
export type Line =
  | (When & { outcome: 'ok'; repeat?: Repeat })
  | (When & { outcome: 'refused' })
  | { outcome: 'refused'; reason: 'no-cycle' };

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
  if (!said) return parseWhen(input, now, zone);
  if (said.unit === 'cycle' && cycle === null) return { outcome: 'refused', reason: 'no-cycle' };
  const every = said.unit === 'cycle' ? (cycle ?? 1) : said.every;
  const named = parseWhen(said.line, now, zone);
  if (named.outcome === 'refused' && named.reason !== 'none') return named;
  const first: When & { outcome: 'ok' } =
    named.outcome === 'ok'
      ? named
      : { outcome: 'ok', at: firstOf({ ...said, every }, now, zone, country), text: said.line, exact: false };
  const base = { every, from: first.at, zone };
  return { ...first, repeat: said.unit === 'workday' ? { unit: 'workday', ...base, country } : { unit: said.unit, ...base } };
}

function firstOf({ unit, every }: Pick<RepeatSaid, 'unit' | 'every'>, now: number, zone: string, country: string): number {
  const today = dayNumber(dayAt(now, zone));
  const next = dayOfNumber(today + 1);
  if (unit === 'workday') return momentOn(dayOfNumber(addWorkdays(today, every, country).day), HOUR, 0, zone);
  if (unit === 'cycle') return momentOn(dayOfNumber(today + every), HOUR, 0, zone);
  return momentOn(next, HOUR, 0, zone);
}
