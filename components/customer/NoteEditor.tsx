import type { JSX, Ref } from 'preact';
import { Button } from '#components/ui/Button.tsx';
import { TextArea } from '#components/ui/Input.tsx';
import { Kbd } from '#components/ui/Kbd.tsx';
import { addNote } from '#lib/db/notes.ts';
import { LIMITS } from '#lib/domain/text.ts';
import { t } from '#lib/i18n.ts';
import { giveBack, useDraft } from '#lib/ui/drafts.ts';
import { doing } from '#lib/ui/notices.ts';

export interface NoteEditorProps {
  customerId: string;
  /** Ids of customers that were joined into this one: what was being written on them goes on here. */
  joined?: readonly string[] | undefined;
  ref?: Ref<HTMLTextAreaElement>;
}

/** Writes a note on one customer; render it with the customer's id as `key`. What is typed survives until it is saved. */
export function NoteEditor({ customerId, joined = [], ref }: NoteEditorProps): JSX.Element {
  const key = `note:${customerId}`;
  const [text, setText] = useDraft(
    key,
    joined.map((id) => `note:${id}`),
  );
  const save = async (): Promise<void> => {
    if (!text.trim()) return;
    // Emptied first, so that a second press writes nothing; given back when it could not be saved.
    setText('');
    if (!(await doing(() => addNote(customerId, text)))) setText(giveBack(key, text));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void save();
    } else if (event.key === 'Escape') (event.currentTarget as HTMLElement).blur();
  };
  return (
    <div class="note-editor" data-draft={key}>
      <TextArea
        label={t('panel.newNote')}
        hideLabel
        placeholder={t('panel.newNote')}
        rows={2}
        maxLength={LIMITS.note}
        value={text}
        ref={ref ?? null}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {text.trim() && (
        <div class="row">
          <Kbd keys="Ctrl+Enter" />
          <span class="spring" />
          <Button size="small" tone="primary" onClick={save}>
            {t('panel.saveNote')}
          </Button>
        </div>
      )}
    </div>
  );
}
