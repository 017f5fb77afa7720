import type { Change } from '../domain/change.ts';
import { newId } from '../domain/ids.ts';
import type { Reminder } from '../domain/reminder.ts';
import { cleanText, LIMITS } from '../domain/text.ts';
import { change } from './changes.ts';
import { db, type KebanDatabase } from './database.ts';

/** Returns a customer's follow-ups of a state, earliest first. */
export async function remindersOf(
  customerId: string,
  state: Reminder['state'],
  database: KebanDatabase = db,
): Promise<Reminder[]> {
  const found = await database.reminders.where('[customerId+state]').equals([customerId, state]).toArray();
  return found.toSorted((a, b) => a.dueAt - b.dueAt);
}

/** Returns open follow-ups due up to a moment, earliest first. */
export function openRemindersUntil(until: number, limit = 500, database: KebanDatabase = db): Promise<Reminder[]> {
  return database.reminders.where('[state+dueAt]').between(['open', 0], ['open', until], true, true).limit(limit).toArray();
}

/** Returns the number of open follow-ups due up to a moment, counted no further than `most`. */
export async function countOpenUpTo(until: number, most: number, database: KebanDatabase = db): Promise<number> {
  const open = database.reminders.where('[state+dueAt]').between(['open', 0], ['open', until], true, true);
  return (await open.limit(most).primaryKeys()).length;
}

/** Returns the number of open follow-ups due up to a moment. */
export function countOpenUntil(until: number, database: KebanDatabase = db): Promise<number> {
  return database.reminders.where('[state+dueAt]').between(['open', 0], ['open', until], true, true).count();
}

/** Sets a follow-up on a customer. Refuses an empty text, a moment that is no number and a customer that is not there with an Error. */
export function addReminder(
  input: Pick<Reminder, 'customerId' | 'shopId' | 'text' | 'dueAt'> & { orderNo?: string },
  database: KebanDatabase = db,
): Promise<Change | null> {
  const text = cleanText(input.text, LIMITS.note);
  if (!text || !Number.isSafeInteger(input.dueAt)) throw new Error('a follow-up needs a text and a moment');
  return change(
    { actor: 'staff', label: { key: 'change.reminderAdded', params: { text } } },
    async (draft) => {
      if (!(await draft.get('customers', input.customerId))) throw new Error('no such customer');
      const at = Date.now();
      await draft.put('reminders', { ...input, text, id: newId('r', at), state: 'open', createdAt: at });
    },
    database,
  );
}

/** Marks a follow-up done; null when it was already or is gone. */
export function completeReminder(id: string, database: KebanDatabase = db): Promise<Change | null> {
  return change(
    { actor: 'staff', label: { key: 'change.reminderDone' } },
    async (draft) => {
      const reminder = await draft.get('reminders', id);
      if (reminder?.state === 'open') await draft.put('reminders', { ...reminder, state: 'done', doneAt: Date.now() });
    },
    database,
  );
}

/** Moves a follow-up to another moment, so that it fires again. */
export function snoozeReminder(id: string, dueAt: number, database: KebanDatabase = db): Promise<Change | null> {
  return change(
    { actor: 'staff', label: { key: 'change.reminderSnoozed' } },
    async (draft) => {
      const reminder = await draft.get('reminders', id);
      if (!reminder || reminder.state !== 'open') return;
      const { firedAt: _fired, ...rest } = reminder;
      await draft.put('reminders', { ...rest, dueAt });
    },
    database,
  );
}

/** Moves several follow-ups to another moment in one change; those that are done or gone are left alone. */
export function snoozeReminders(ids: readonly string[], dueAt: number, database: KebanDatabase = db): Promise<Change | null> {
  return change(
    { actor: 'staff', label: { key: 'change.remindersSnoozed', params: { n: ids.length } } },
    async (draft) => {
      for (const id of ids) {
        const reminder = await draft.get('reminders', id);
        if (reminder?.state !== 'open') continue;
        const { firedAt: _fired, ...rest } = reminder;
        await draft.put('reminders', { ...rest, dueAt });
      }
    },
    database,
  );
}

/** Marks several follow-ups done in one change. */
export function completeReminders(ids: readonly string[], database: KebanDatabase = db): Promise<Change | null> {
  return change(
    { actor: 'staff', label: { key: 'change.remindersDone', params: { n: ids.length } } },
    async (draft) => {
      for (const id of ids) {
        const reminder = await draft.get('reminders', id);
        if (reminder?.state === 'open') await draft.put('reminders', { ...reminder, state: 'done', doneAt: Date.now() });
      }
    },
    database,
  );
}

/** Returns follow-ups of a state due from one moment up to (not including) another, earliest first, at most `limit`. */
export function remindersBetween(
  state: Reminder['state'],
  from: number,
  to: number,
  limit = 500,
  database: KebanDatabase = db,
): Promise<Reminder[]> {
  return database.reminders.where('[state+dueAt]').between([state, from], [state, to], true, false).limit(limit).toArray();
}
