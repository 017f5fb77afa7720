import type { Change } from '../domain/change.ts';
import { newId } from '../domain/ids.ts';
import type { Note } from '../domain/note.ts';
import { cleanText, LIMITS } from '../domain/text.ts';
import { change } from './changes.ts';
import { CustomerGone } from './customer-gone.ts';
import { db, type KebanDatabase } from './database.ts';

/** Returns a customer's notes, newest first. */
export function notesOf(customerId: string, database: KebanDatabase = db): Promise<Note[]> {
  return database.notes.where('[customerId+at]').between([customerId, 0], [customerId, Infinity]).reverse().toArray();
}

/** Writes a note on a customer. Refuses an empty text with an Error, and a customer that is not there (any more) with `CustomerGone`. */
export function addNote(customerId: string, text: string, database: KebanDatabase = db): Promise<Change | null> {
  const clean = cleanText(text, LIMITS.note);
  if (!clean) throw new Error('empty note');
  return change(
    { actor: 'staff', label: { key: 'change.noteAdded' } },
    async (draft) => {
      // A customer may have been joined with another one meanwhile; a note on it would never be seen again.
      if (!(await draft.get('customers', customerId))) throw new CustomerGone();
      const at = Date.now();
      await draft.put('notes', { id: newId('n', at), customerId, text: clean, at });
    },
    database,
  );
}

/** A note is not what it was when somebody began to change it. */
export class NoteChanged extends Error {
  override name = 'NoteChanged';
}

/**
 * Changes the text of a note; an empty text removes the note. Throws `NoteChanged` where the note no longer has the text
 * that this one `replaces`.
 */
export function editNote(noteId: string, text: string, database: KebanDatabase = db, replaces?: string): Promise<Change | null> {
  const clean = cleanText(text, LIMITS.note);
  const label = { key: clean ? 'change.noteEdited' : 'change.noteRemoved' };
  return change(
    { actor: 'staff', label },
    async (draft) => {
      const note = await draft.get('notes', noteId);
      if (replaces !== undefined && note?.text !== replaces) throw new NoteChanged('note changed');
      if (!note) return;
      if (clean) await draft.put('notes', { ...note, text: clean, editedAt: Date.now() });
      else await draft.remove('notes', noteId);
    },
    database,
  );
}
