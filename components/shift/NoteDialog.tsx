import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { Dialog } from '#components/ui/Dialog.tsx';
import { TextArea } from '#components/ui/Input.tsx';
import { addNote } from '#lib/db/notes.ts';
import { t } from '#lib/i18n.ts';
import { doing } from '#lib/ui/notices.ts';

/** Writes a note on somebody without leaving the step. */
export function NoteDialog({
  customerId,
  name,
  onClose,
}: {
  customerId: string;
  name: string;
  onClose: () => void;
}): JSX.Element {
  const [text, setText] = useState('');
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => area.current?.focus(), []);
  const save = (): void => {
    if (text.trim()) void doing(() => addNote(customerId, text)).then((done) => done && onClose());
  };
  return (
    <Dialog
      title={t('shift.noteFor', { name: name || t('panel.noName') })}
      onClose={onClose}
      foot={
        <Button tone="primary" disabled={!text.trim()} onClick={save}>
          {t('shift.saveNote')}
        </Button>
      }
    >
      <TextArea
        label={t('shift.note')}
        hideLabel
        rows={3}
        ref={area}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save();
        }}
      />
    </Dialog>
  );
}
