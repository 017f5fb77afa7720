import { describe, expect, it } from 'vitest';
import type { Repeat } from '#lib/domain/recurrence.ts';
import { editedRepeat, type RepeatEdit } from '#lib/domain/repeat-edit.ts';

const MONDAY = Date.UTC(2026, 10, 2, 2);
const PUT_OFF = MONDAY + 3 * 86_400_000;
const weekly: Repeat = { unit: 'week', every: 1, from: MONDAY, zone: 'Europe/Madrid' };
const edit = (more: Partial<RepeatEdit> = {}) =>
  editedRepeat({
    before: weekly,
    unit: 'week',
    every: 1,
    moved: null,
    dueAt: PUT_OFF,
    zone: 'Asia/Shanghai',
    country: 'CN',
    cycle: null,
    ...more,
  });

describe('a series in the dialog', () => {
  it('stays as it is when something else was changed, although it was put off', () => {
    expect(edit()).toBe(weekly);
  });

  it('keeps its day, hour and zone when only the step changes', () => {
    expect(edit({ every: 2 })).toEqual({ ...weekly, every: 2 });
    expect(edit({ unit: 'month' })).toEqual({ ...weekly, unit: 'month' });
    expect(edit({ unit: 'workday' })).toEqual({ ...weekly, unit: 'workday', country: 'CN' });
    expect(edit({ unit: 'none' })).toBeNull();
  });

  it('begins anew with a moment that was given', () => {
    const moved = { at: PUT_OFF + 1, zone: 'Asia/Shanghai' };
    expect(edit({ moved })).toEqual({ ...weekly, from: PUT_OFF + 1, zone: 'Asia/Shanghai' });
  });

  it('begins where the follow-up stands when it did not come again before', () => {
    expect(edit({ before: undefined })).toEqual({ ...weekly, from: PUT_OFF, zone: 'Asia/Shanghai' });
  });

  it('by the cycle stays when the cycle is not known any more, and needs one when it is new', () => {
    const cycle: Repeat = { unit: 'cycle', every: 30, from: MONDAY, zone: 'Asia/Shanghai' };
    expect(edit({ before: cycle, unit: 'cycle' })).toBe(cycle);
    expect(edit({ unit: 'cycle' })).toBeNull();
    expect(edit({ unit: 'cycle', cycle: 20 })).toEqual({ ...weekly, unit: 'cycle', every: 20 });
  });
});
