import type { Change } from '../domain/change.ts';
import { setByHand, type Reminder } from '../domain/reminder.ts';
import { cleanText, LIMITS } from '../domain/text.ts';
import { change } from './changes.ts';
import { db, type KebanDatabase } from './database.ts';
import { finish, type ReminderExtras, type ReminderInput } from './reminders.ts';

/** What can be changed of an open follow-up; `null` takes a field away. */
export type ReminderEdit = Partial<Pick<Reminder, 'text' | 'dueAt'>> & {
  [F in 'repeat' | 'owner' | 'priority' | 'templateId' | 'orderNo' | 'caseNo']?: ReminderExtras[F] | null;
};

/** Changes an open follow-up; one that is moved fires again. An empty text is refused with an Error. */
export function editReminder(id: string, edit: ReminderEdit, database: KebanDatabase = db): Promise<Change | null> {
  const text = edit.text === undefined ? undefined : cleanText(edit.text, LIMITS.note);
  if (text === '') throw new Error('a follow-up needs a text');
  return change(
    { actor: 'staff', label: { key: 'change.reminderEdited' } },
    async (draft) => {
      const before = await draft.get('reminders', id);
      if (before?.state !== 'open') return;
      const isMoved = edit.dueAt !== undefined && edit.dueAt !== before.dueAt;
      const next: Record<string, unknown> = isMoved ? setByHand(before) : { ...before };
      for (const [field, value] of Object.entries(edit)) {
        if (value === null) delete next[field];
        else if (value !== undefined) next[field] = field === 'text' ? text : value;
      }
      if (isMoved) delete next['firedAt'];
      await draft.put('reminders', next as unknown as Reminder);
    },
    database,
  );
}

/** Closes an open promise as not kept. */
export function breakPromise(id: string, database: KebanDatabase = db): Promise<Change | null> {
  return change(
    { actor: 'staff', label: { key: 'change.promiseBroken' } },
    async (draft) => {
      const row = await draft.get('reminders', id);
      if (row?.promise) await finish(draft, { ...row, kept: 'broken' }, Date.now());
    },
    database,
  );
}

/** Notes that a proposed follow-up is not wanted, so that it is not proposed again. */
export function declineProposal(proposal: ReminderInput & { id: string }, database: KebanDatabase = db): Promise<Change | null> {
  return change(
    { actor: 'staff', label: { key: 'change.proposalDeclined' } },
    async (draft) => {
      if (await draft.get('reminders', proposal.id)) return;
      await draft.put('reminders', { ...proposal, state: 'declined', createdAt: Date.now() });
    },
    database,
  );
}
