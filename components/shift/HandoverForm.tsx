import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { TextArea } from '#components/ui/Input.tsx';
import { EmptyState } from '#components/ui/states.tsx';
import { noteHanded } from '#lib/db/handover-back.ts';
import { today } from '#lib/db/wait-rules.ts';
import { writeHandover, type HandoverItem } from '#lib/files/handover-json.ts';
import { t } from '#lib/i18n.ts';
import { saveBlob } from '#lib/ui/customer-export.ts';
import { showFailure, showNotice } from '#lib/ui/notices.ts';
import { handablesOf, handoverOf, type Handable, type SweepOnShow } from '#lib/ui/use-sweep.ts';

const wordsOf = ({ text, back }: HandoverItem): string =>
  back ? t(back.doneAt === undefined ? 'shift.item.moved' : 'shift.item.done', { text }) : text;

/** Chooses what is handed over and writes the file. */
export function HandoverForm({ shown }: { shown: SweepOnShow }): JSX.Element {
  const [all, setAll] = useState<readonly Handable[]>([]);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [note, setNote] = useState('');
  useEffect(() => {
    let gone = false;
    handablesOf(shown).then((found) => !gone && setAll(found), showFailure);
    return () => {
      gone = true;
    };
  }, [shown]);
  const chosen = all.filter(({ item }) => !left.has(item.id));
  const toggle = (id: string): void => {
    const next = new Set(left);
    if (!next.delete(id)) next.add(id);
    setLeft(next);
  };
  const save = (): void => {
    try {
      const text = writeHandover(handoverOf(chosen, shown.nextShift, note));
      saveBlob(new Blob([text], { type: 'application/json' }), `keban-handover-${today(Date.now())}.json`);
      showNotice({ kind: 'done', label: { key: 'shift.written' } });
      noteHanded(
        chosen.map(({ item }) => item),
        Date.now(),
      ).catch(showFailure);
    } catch (error) {
      showFailure(error);
    }
  };
  return (
    <div class="stack">
      <p>{t('shift.fileText')}</p>
      {all.length === 0 && <EmptyState text={t('shift.nothing')} />}
      {all.length > 0 && (
        <fieldset class="shift__pick">
          <legend>{t('shift.pick')}</legend>
          {all.map(({ item, customer }) => (
            <label key={item.id} class="check-line">
              <input type="checkbox" class="check" checked={!left.has(item.id)} onChange={() => toggle(item.id)} />
              <span class="private">
                {customer.name || t('panel.noName')} · {wordsOf(item)}
              </span>
            </label>
          ))}
        </fieldset>
      )}
      {shown.sweep.cut > 0 && <p>{t('shift.cut', { n: shown.sweep.cut })}</p>}
      <TextArea
        label={t('shift.message')}
        rows={2}
        maxLength={1000}
        value={note}
        onInput={(event) => setNote(event.currentTarget.value)}
      />
      <div class="row">
        <Button tone="primary" icon="download" disabled={chosen.length === 0 && !note.trim()} onClick={save}>
          {t('shift.write', { n: chosen.length })}
        </Button>
      </div>
    </div>
  );
}
