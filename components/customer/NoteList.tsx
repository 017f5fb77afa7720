import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button, IconButton } from '#components/ui/Button.tsx';
import { TextArea } from '#components/ui/Input.tsx';
import { Moment } from '#components/ui/Moment.tsx';
import { Banner } from '#components/ui/states.tsx';
import { db } from '#lib/db/database.ts';
import { editNote } from '#lib/db/notes.ts';
import type { Note } from '#lib/domain/note.ts';
import { LIMITS } from '#lib/domain/text.ts';
import { t } from '#lib/i18n.ts';
import { useDraft } from '#lib/ui/drafts.ts';
import { doing } from '#lib/ui/notices.ts';

/** Notes, newest first, each to be changed or deleted. */
export function NoteList({ notes }: { notes: readonly Note[] }): JSX.Element {
  const [editing, setEditing] = useState<string | null>(null);
  return (
    <ul class="notes" aria-label={t('panel.notes')}>
      {notes.map((note) => (
        <li key={note.id} class="note">
          {editing === note.id ? (
            <NoteChange key={note.id} note={note} onClose={() => setEditing(null)} />
          ) : (
            <NoteItem note={note} onEdit={() => setEditing(note.id)} />
          )}
        </li>
      ))}
    </ul>
  );
}

function NoteItem({ note, onEdit }: { note: Note; onEdit: () => void }): JSX.Element {
  return (
    <>
      <p class="note__text private">{note.text}</p>
      <div class="row note__foot">
        <Moment at={note.at} class="small secondary" />
        {note.editedAt !== undefined && <span class="small secondary">{t('panel.edited')}</span>}
        <span class="spring" />
        <IconButton icon="edit" label={t('panel.editNote')} onClick={onEdit} />
        <IconButton icon="trash" label={t('panel.deleteNote')} onClick={() => doing(() => editNote(note.id, ''))} />
      </div>
    </>
  );
}

function NoteChange({ note, onClose }: { note: Note; onClose: () => void }): JSX.Element {
  const [draft, setDraft] = useDraft(`edit:${note.id}`);
  // What the draft was made from: another window may change the note meanwhile.
  const [base, setBase] = useDraft(`edit-of:${note.id}`);
  const [touched, setTouched] = useState(false);
  const text = touched || draft ? draft : note.text;
  const close = (): void => {
    setDraft('');
    setBase('');
    onClose();
  };
  const save = async (): Promise<void> => {
    if (text === note.text) close();
    else if (await doing(() => editNote(note.id, text, db, note.text))) close();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
    else return;
    event.preventDefault();
  };
  const isChanged = text === draft && base !== '' && base !== note.text && text !== note.text;
  return (
    <>
      {isChanged && (
        <Banner tone="warn">
          {t('panel.noteChanged')}
          <p class="note__text private">{note.text}</p>
        </Banner>
      )}
      <TextArea
        label={t('panel.editNote')}
        hideLabel
        rows={3}
        maxLength={LIMITS.note}
        value={text}
        autoFocus
        onInput={(event) => {
          if (!touched && !draft) setBase(note.text);
          setTouched(true);
          setDraft(event.currentTarget.value);
        }}
        onKeyDown={onKeyDown}
      />
      <div class="row note__foot">
        <span class="spring" />
        <Button size="small" tone="quiet" onClick={close}>
          {t('ui.cancel')}
        </Button>
        <Button size="small" tone="primary" onClick={save}>
          {t('ui.save')}
        </Button>
      </div>
    </>
  );
}
