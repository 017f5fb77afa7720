import { db } from '../db/database.ts';
import { remindersBetween } from '../db/reminders.ts';
import type { Reminder } from '../domain/reminder.ts';

export const reminderTabs = ['today', 'overdue', 'later', 'done'] as const;
export type ReminderTabKey = (typeof reminderTabs)[number];

/** A follow-up with the name of its customer. */
export interface NamedReminder {
  reminder: Reminder;
  name: string;
}

/** Most follow-ups read of one kind; what is beyond is said. */
export const MOST_REMINDERS = 500;

/** Returns the follow-ups of a tab, earliest first (done ones: latest first), with names. Days are those of this computer. */
export async function remindersOfTab(tab: ReminderTabKey, now: number): Promise<NamedReminder[]> {
  const tomorrow = new Date(now).setHours(24, 0, 0, 0);
  const found =
    tab === 'today'
      ? await remindersBetween('open', now, tomorrow, MOST_REMINDERS)
      : tab === 'overdue'
        ? await remindersBetween('open', 0, now, MOST_REMINDERS)
        : tab === 'later'
          ? await remindersBetween('open', tomorrow, Infinity, MOST_REMINDERS)
          : await doneReminders();
  const customers = await db.customers.bulkGet(found.map((r) => r.customerId));
  return found.map((reminder, i) => ({ reminder, name: customers[i]?.name ?? '' }));
}

async function doneReminders(): Promise<Reminder[]> {
  const latest = await db.reminders
    .where('[state+dueAt]')
    .between(['done', 0], ['done', Infinity])
    .reverse()
    .limit(MOST_REMINDERS)
    .toArray();
  return latest.toSorted((a, b) => (b.doneAt ?? b.dueAt) - (a.doneAt ?? a.dueAt));
}

/** Groups follow-ups by the day they are due (done ones: were done), in the order given. The key is that day's midnight. */
export function byDay(rows: readonly NamedReminder[]): { day: number; rows: NamedReminder[] }[] {
  const days = new Map<number, NamedReminder[]>();
  for (const row of rows) {
    const { state, doneAt, dueAt } = row.reminder;
    const day = new Date(state === 'done' ? (doneAt ?? dueAt) : dueAt).setHours(0, 0, 0, 0);
    days.set(day, [...(days.get(day) ?? []), row]);
  }
  return [...days].map(([day, list]) => ({ day, rows: list }));
}
