import { presetAt, type PresetKey } from './presets.ts';
import type { Reminder } from './reminder.ts';
import { shiftDate } from './template-dates.ts';
import { parseWhen } from './when.ts';

/** Days without an answer after which one asks again. */
export const SILENCES = [3, 5, 7, 14] as const;
/** Days after which a follow-up that waits for the buyer comes back even if the buyer stays silent: nothing waits for ever. */
const WAIT_AT_MOST = 30;

/** What a person chose when putting a follow-up off; kept so that the same can be chosen again. */
export type SnoozeChoice =
  | { kind: 'preset'; key: PresetKey }
  | { kind: 'line'; line: string }
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
  const when = parseWhen(choice.line, now, zone);
  return when.outcome === 'ok' ? { dueAt: when.at } : null;
}

/** Returns a stored choice if it is one, else null. */
export function choiceOf(value: unknown): SnoozeChoice | null {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return null;
  const { kind } = value;
  if (kind === 'reply') return { kind };
  if (kind === 'silence' && 'days' in value && typeof value.days === 'number') return { kind, days: value.days };
  if (kind === 'line' && 'line' in value && typeof value.line === 'string') return { kind, line: value.line };
  if (kind === 'preset' && 'key' in value && typeof value.key === 'string') return { kind, key: value.key as PresetKey };
  return null;
}
