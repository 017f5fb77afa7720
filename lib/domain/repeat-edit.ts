import type { Repeat, RepeatUnit } from './recurrence.ts';

/** What a person has set in the dialog of a follow-up, and what it was before. */
export interface RepeatEdit {
  before: Repeat | undefined;
  unit: RepeatUnit | 'none';
  every: number;
  /** The moment (epoch ms) that was given anew, with the zone it was given in; null when it was left as it is. */
  moved: { at: number; zone: string } | null;
  /** Where the follow-up stands now, which is what a series that begins here goes by. */
  dueAt: number;
  zone: string;
  country: string;
  /** The customer's own gap between orders in days, null when it is not known. */
  cycle: number | null;
}

/**
 * Returns how a follow-up comes again after an edit, null for not at all. A series keeps its days, hour and zone unless
 * the moment was given anew: one that was only put off goes on where it was. A cycle that is not known any more stays as
 * long as it was when it was set.
 */
export function editedRepeat({ before, unit, every, moved, dueAt, zone, country, cycle }: RepeatEdit): Repeat | null {
  if (unit === 'none') return null;
  const kept = before && !moved ? { from: before.from, zone: before.zone } : null;
  const base = kept ?? { from: moved?.at ?? dueAt, zone: moved?.zone ?? zone };
  if (unit === 'cycle') {
    if (before?.unit === 'cycle') return kept ? before : { ...before, ...base };
    return cycle === null ? null : { unit, every: cycle, ...base };
  }
  if (kept && before?.unit === unit && before.every === every) return before;
  return unit === 'workday' ? { unit, every, ...base, country } : { unit, every, ...base };
}
