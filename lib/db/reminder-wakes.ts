import type { Dexie } from 'dexie';
import { wakeOf, type Reminder } from '../domain/reminder.ts';
import { withWritten } from './table-ways.ts';

/** Brings a follow-up's `wakeAt` in step with its other fields, in place. */
export function refreshWake(row: Reminder): void {
  const wake = wakeOf(row);
  if (wake === undefined) delete row.wakeAt;
  else row.wakeAt = wake;
}

const withWake = (row: Reminder): Reminder => {
  const next = { ...row };
  refreshWake(next);
  return next;
};

let beforeWrite: (() => void) | null = null;

/**
 * Has `listener` called in this page or worker whenever a follow-up that is yet to fire is about to be written, before
 * that is committed, whoever writes it. There is one listener; the last one counts.
 */
export function beforeWakes(listener: () => void): void {
  beforeWrite = listener;
}

/**
 * Makes a database keep `wakeAt` of follow-ups by itself, whoever writes them: verbs, undo, restore, import. What is
 * written past one of them would otherwise never be called.
 */
export function withWakes(database: Dexie): void {
  withWritten<Reminder>(database, 'reminders', (rows) => {
    const values = rows.map(withWake);
    if (values.some(({ wakeAt }) => wakeAt !== undefined)) beforeWrite?.();
    return values;
  });
}
