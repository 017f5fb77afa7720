import type { Change } from '../domain/change.ts';
import { newId } from '../domain/ids.ts';
import { purchaseTimes } from '../domain/purchases.ts';
import { purchaseCycle, type Repeat } from '../domain/recurrence.ts';
import { followingOf } from '../domain/reminder-series.ts';
import { movedTo, type Reminder } from '../domain/reminder.ts';
import { cleanText, LIMITS } from '../domain/text.ts';
import { change } from './changes.ts';
import { CustomerGone } from './customer-gone.ts';
import { db, type KebanDatabase } from './database.ts';
import type { Draft } from './draft.ts';

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

/** What a follow-up is made of besides its own bookkeeping. */
export type ReminderInput = Pick<Reminder, 'customerId' | 'shopId' | 'text' | 'dueAt'> & Partial<ReminderExtras>;
/** What a follow-up may have more. */
export type ReminderExtras = Pick<
  Reminder,
  'orderNo' | 'caseNo' | 'repeat' | 'owner' | 'priority' | 'templateId' | 'awaits' | 'awaitSince' | 'promise'
>;

/**
 * Sets a follow-up on a customer. `id` makes it the same one however often it is set. Refuses an empty text, a moment that
 * is no number with an Error, and a customer that is not there with `CustomerGone`.
 */
export function addReminder(input: ReminderInput & { id?: string }, database: KebanDatabase = db): Promise<Change | null> {
  const text = cleanText(input.text, LIMITS.note);
  if (!text || !Number.isSafeInteger(input.dueAt)) throw new Error('a follow-up needs a text and a moment');
  return change(
    { actor: 'staff', label: { key: 'change.reminderAdded', params: { text } } },
    async (draft) => {
      if (!(await draft.get('customers', input.customerId))) throw new CustomerGone();
      const at = Date.now();
      const id = input.id ?? newId('r', at);
      if (await draft.get('reminders', id)) return;
      await draft.put('reminders', { ...input, text, id, state: 'open', createdAt: at });
    },
    database,
  );
}

/** Marks a follow-up done and, if it comes again, sets its next occurrence; null when it was already or is gone. */
export function completeReminder(id: string, database: KebanDatabase = db): Promise<Change | null> {
  return change(
    { actor: 'staff', label: { key: 'change.reminderDone' } },
    async (draft) => finish(draft, await draft.get('reminders', id), Date.now()),
    database,
  );
}

/** Marks several follow-ups done in one change; what comes again gets its next occurrence. */
export function completeReminders(ids: readonly string[], database: KebanDatabase = db): Promise<Change | null> {
  return change(
    { actor: 'staff', label: { key: 'change.remindersDone', params: { n: ids.length } } },
    async (draft) => {
      for (const id of ids) await finish(draft, await draft.get('reminders', id), Date.now());
    },
    database,
  );
}

/**
 * Ends an open follow-up at `now` (epoch ms) in a draft; what comes again gets its next occurrence. `answeredAt` is when
 * the buyer wrote, if that is what ended it.
 */
export async function finish(draft: Draft, row: Reminder | null, now: number, answeredAt?: number): Promise<void> {
  if (row?.state !== 'open') return;
  const { awaits: _awaits, awaitSince: _since, anyContact: _any, ...rest } = row;
  const inTime = row.promise && now <= row.promise.until;
  const kept = row.promise && !row.kept ? { kept: inTime ? ('kept' as const) : ('late' as const) } : {};
  const answered = answeredAt === undefined ? {} : { answeredAt };
  await draft.put('reminders', { ...rest, ...kept, ...answered, state: 'done', doneAt: now });
  if (!row.repeat) return;
  const bought = row.repeat.unit === 'cycle' ? purchaseTimes(await draft.orders(row.customerId)) : [];
  const next = followingOf(row, repeatNow(row.repeat, bought), now, bought.length > 0 ? Math.max(...bought) : undefined);
  if (!(await draft.get('reminders', next.id))) await draft.put('reminders', next);
}

/** The customer's own cycle may have changed since the follow-up was set. */
const repeatNow = (repeat: Repeat, bought: readonly number[]): Repeat =>
  repeat.unit === 'cycle' ? { ...repeat, every: purchaseCycle(bought) ?? repeat.every } : repeat;

/** Where a follow-up is moved to: a moment, and what the buyer's writing does to it before that. */
export type SnoozeTo = Pick<Reminder, 'dueAt'> & Partial<Pick<Reminder, 'awaits'>>;

/** Moves a follow-up to another moment (epoch ms), so that it fires again. */
export function snoozeReminder(id: string, to: number | SnoozeTo, database: KebanDatabase = db): Promise<Change | null> {
  return snooze([id], to, { key: 'change.reminderSnoozed' }, database);
}

/** Moves several follow-ups to another moment in one change; those that are done or gone are left alone. */
export function snoozeReminders(
  ids: readonly string[],
  to: number | SnoozeTo,
  database: KebanDatabase = db,
): Promise<Change | null> {
  return snooze(ids, to, { key: 'change.remindersSnoozed', params: { n: ids.length } }, database);
}

function snooze(
  ids: readonly string[],
  to: number | SnoozeTo,
  label: Change['label'],
  database: KebanDatabase,
): Promise<Change | null> {
  const { dueAt, awaits } = typeof to === 'number' ? { dueAt: to } : to;
  return change(
    { actor: 'staff', label },
    async (draft) => {
      const now = Date.now();
      for (const id of ids) {
        const reminder = await draft.get('reminders', id);
        if (reminder?.state !== 'open') continue;
        await draft.put('reminders', {
          ...movedTo(reminder, dueAt),
          ...(awaits ? { awaits, awaitSince: now } : stillAwaited(reminder)),
        });
      }
    },
    database,
  );
}

/** Only put off, keeping in touch is still needless once there was contact; whatever a person waited for is over. */
const stillAwaited = ({ awaits, awaitSince, anyContact }: Reminder): Partial<Reminder> =>
  anyContact && awaits && awaitSince !== undefined ? { awaits, awaitSince, anyContact } : {};

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
