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

/** Done ones are found by when they were due: as many are read, so that one long overdue is among them. */
const MOST_DONE_READ = 10 * MOST_REMINDERS;

async function doneReminders(): Promise<Reminder[]> {
  const latest = await db.reminders
    .where('[state+dueAt]')
    .between(['done', 0], ['done', Infinity])
    .reverse()
    .limit(MOST_DONE_READ)
    .toArray();
  return latest.toSorted((a, b) => (b.doneAt ?? b.dueAt) - (a.doneAt ?? a.dueAt)).slice(0, MOST_REMINDERS);
}

/** Follow-ups that are listed together: those of a day, whose midnight is `day` (epoch ms), or of a customer (`day` null). */
export interface ReminderGroup {
  key: string;
  day: number | null;
  rows: NamedReminder[];
}

const WEIGHT = { high: 0, low: 2 } as const;
const weightOf = ({ reminder: { priority } }: NamedReminder): number => (priority ? WEIGHT[priority] : 1);

/** Groups follow-ups by the day they are due (done ones: were done), in the order given; in a day what is pressing is first. */
export function byDay(rows: readonly NamedReminder[]): ReminderGroup[] {
  const days = new Map<number, NamedReminder[]>();
  for (const row of rows) {
    const { state, doneAt, dueAt } = row.reminder;
    const day = new Date(state === 'done' ? (doneAt ?? dueAt) : dueAt).setHours(0, 0, 0, 0);
    const list = days.get(day);
    if (list) list.push(row);
    else days.set(day, [row]);
  }
  return [...days].map(([day, list]) => ({ key: String(day), day, rows: list.toSorted((a, b) => weightOf(a) - weightOf(b)) }));
}

/** Groups follow-ups by customer, those with the earliest first. */
export function byCustomer(rows: readonly NamedReminder[]): ReminderGroup[] {
  const people = new Map<string, NamedReminder[]>();
  for (const row of rows) {
    const list = people.get(row.reminder.customerId);
    if (list) list.push(row);
    else people.set(row.reminder.customerId, [row]);
  }
  return [...people].map(([key, list]) => ({ key, day: null, rows: list }));
}
