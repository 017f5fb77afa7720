import { presetAt, type PresetKey } from './presets.ts';
import { parseLine } from './reminder-line.ts';
import type { Reminder } from './reminder.ts';
import { SHOP_GROUND } from './shop-ground.ts';
import { shiftDate } from './template-dates.ts';

/** Days without an answer after which one asks again. */
export const SILENCES = [3, 5, 7, 14] as const;
/** Days after which a follow-up that waits for the buyer comes back even if the buyer stays silent: nothing waits for ever. */
const WAIT_AT_MOST = 30;
/** What is read a week later leads to a week later, give or take so many days for months and days off; a date does not. */
const WEEK = 7 * 86_400_000;
const GIVE_OR_TAKE = 3 * 86_400_000;

/** What a person chose when putting a follow-up off; kept so that the same can be chosen again. */
export type SnoozeChoice =
  | { kind: 'preset'; key: PresetKey }
  /** The words of the moment as they were written, with the country whose working days are meant. */
  | { kind: 'line'; line: string; country?: string }
  /** Until the buyer writes. */
  | { kind: 'reply' }
  /** Comes back if the buyer has not written for so many days, and closes itself otherwise. */
  | { kind: 'silence'; days: number };

/** Where a choice leads from `now` (epoch ms) in `zone`; null when it leads nowhere any more (今晚 said at midnight). */
export function snoozeTo(
  choice: SnoozeChoice,
  now: number,
  zone: string,
): (Pick<Reminder, 'dueAt'> & Partial<Pick<Reminder, 'awaits'>>) | null {
  if (choice.kind === 'reply') return { dueAt: shiftDate(now, { by: WAIT_AT_MOST, unit: 'day' }, zone), awaits: 'wake' };
  if (choice.kind === 'silence') return { dueAt: shiftDate(now, { by: choice.days, unit: 'day' }, zone), awaits: 'end' };
  if (choice.kind === 'preset') {
    const at = presetAt(choice.key, now, zone);
    return at === null ? null : { dueAt: at };
  }
  const ground = { zone, country: choice.country ?? SHOP_GROUND.country };
  const dueAt = onlyMoment(choice.line, now, ground);
  const later = dueAt === null ? null : onlyMoment(choice.line, now + WEEK, ground);
  return dueAt === null || later === null || Math.abs(later - dueAt - WEEK) > GIVE_OR_TAKE ? null : { dueAt };
}

/** Returns where a line leads from `now` (epoch ms) that says a moment and nothing else, null for any other. */
function onlyMoment(line: string, now: number, ground: { zone: string; country: string }): number | null {
  const when = parseLine(line, now, { ...ground, cycle: null });
  return when.outcome === 'ok' && !when.repeat && when.text === '' ? when.at : null;
}

/**
 * Returns what is kept of a line that was written for one buyer at `now` (epoch ms) so that another can be put off to the
 * same: the words of its moment without what is to be done, which may name somebody. Null for a repeat and where a date is
 * meant, which is over one day.
 */
export function lineChoice(line: string, now: number, zone: string, country: string): SnoozeChoice | null {
  const when = parseLine(line, now, { zone, country, cycle: null });
  if (when.outcome !== 'ok') return null;
  const choice = { kind: 'line', line: line.normalize('NFKC').replace(when.text, '').trim(), country } as const;
  return snoozeTo(choice, now, zone)?.dueAt === when.at ? choice : null;
}

/** Returns a stored choice if it is one, else null. */
export function choiceOf(value: unknown): SnoozeChoice | null {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return null;
  const { kind } = value;
  if (kind === 'reply') return { kind };
  if (kind === 'silence' && 'days' in value && typeof value.days === 'number') return { kind, days: value.days };
  if (kind === 'line' && 'line' in value && typeof value.line === 'string')
    return { kind, line: value.line, ...('country' in value && typeof value.country === 'string' && { country: value.country }) };
  if (kind === 'preset' && 'key' in value && typeof value.key === 'string') return { kind, key: value.key as PresetKey };
  return null;
}
