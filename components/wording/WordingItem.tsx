import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { editWording } from '#lib/db/wording.ts';
import type { WordingEdit, WordingPack, WordingRow } from '#lib/domain/wording.ts';
import { t } from '#lib/i18n.ts';
import { whatToDo } from '#lib/i18n-wording.ts';
import { doing } from '#lib/ui/notices.ts';
import { WordingFields } from './WordingFields.tsx';
import { rowFrom, textOf, type WordingText } from './wording-text.ts';

const SHOWN = 10;
const EXCEPTED = 8;

/** Returns what is kept of an entry as a person wants it: all of an own one, of others only what differs from the pack, or null. */
function editOf(row: WordingRow, pack: WordingPack, change: Partial<WordingRow>): Omit<WordingEdit, 'id' | 'at'> | null {
  const { words, kind, severity, better, off } = { ...row, ...change };
  const former = pack.entries.find(({ id }) => id === row.id);
  const list = [...better];
  const added = words.filter((word) => !former?.words.includes(word));
  const without = (former?.words ?? []).filter((word) => !words.includes(word));
  const edit = {
    ...(!former && { kind }),
    ...(added.length > 0 && { words: added }),
    ...(without.length > 0 && { without }),
    ...(severity !== former?.severity && { severity }),
    ...(JSON.stringify(list) !== JSON.stringify(former?.better) && { better: list }),
    ...(off && { off: true as const }),
  };
  return Object.keys(edit).length > 0 ? edit : null;
}

/** A word as staff read it: `$` means that the clause ends behind it. */
function shownWord(word: string): string {
  return word.endsWith('$') ? t('wording.atEnd', { word: word.slice(0, -1) }) : word;
}

/** A better wording as staff read it; `*→` leaves out what was found, whatever it is. */
function shownBetter(better: string): string {
  return better === '' || better === '*→' ? t('wording.delete') : t('wording.change', { better });
}

function dayOf(at: number | undefined): string {
  return at === undefined ? '' : new Date(at).toLocaleDateString('sv-SE');
}

/** One entry: its words, what to write instead, where it comes from; to be switched off, changed, and had back as it came. */
export function WordingItem({ row, pack }: { row: WordingRow; pack: WordingPack }): JSX.Element {
  const [editing, setEditing] = useState<WordingText | null>(null);
  const { id, words, except = [], better, severity, detect, off, own, edited, source } = row;
  const name = detect ? t(`wording.detect.${detect}`) : words.slice(0, SHOWN).map(shownWord).join('、');
  const from = pack.sources[source];
  const toggle = (): void => void doing(() => editWording(id, editOf(row, pack, { off: !off })));
  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (!editing) return;
    const edit = editOf(row, pack, rowFrom(editing, row));
    const isSame = !edited && edit === null;
    if (isSame || (await doing(() => editWording(id, edit)))) setEditing(null);
  };
  return (
    <li class={off ? 'wording-item wording-item--off' : 'wording-item'} data-wording={id}>
      <input
        type="checkbox"
        class="check"
        checked={!off}
        aria-label={t('wording.use', { word: detect ? name : (words[0] ?? '') })}
        onChange={toggle}
      />
      <div>
        <div class="wording-item__words">
          <span class={severity === 'stop' ? 'wording-mark wording-mark--stop' : 'wording-mark'}>
            {t(`wording.severity.${severity}`)}
          </span>{' '}
          {name}
          {words.length > SHOWN && <span class="secondary"> {t('wording.more', { n: words.length })}</span>}
        </div>
        {(better.length > 0 || !own) && (
          <div class="small">
            {better.length > 0 ? better.map(shownBetter).join(' / ') : whatToDo({ entry: id, kind: row.kind })}
          </div>
        )}
        <div class="small secondary">
          {own ? t('wording.own', { date: dayOf(row.at) }) : from && t('wording.source', { ...from })}
          {except.length > 0 &&
            ` · ${t('wording.except', { list: except.slice(0, EXCEPTED).join('、') })}${except.length > EXCEPTED ? '…' : ''}`}
        </div>
        {editing && (
          <form onSubmit={save}>
            <WordingFields value={editing} own={own} onChange={(change) => setEditing({ ...editing, ...change })} />
            <div class="row">
              <Button type="submit" tone="primary">
                {t('ui.save')}
              </Button>
              <Button onClick={() => setEditing(null)}>{t('ui.cancel')}</Button>
            </div>
          </form>
        )}
      </div>
      <div class="row row--wrap">
        {edited && (
          <Button size="small" tone="quiet" onClick={() => void doing(() => editWording(id, null))}>
            {t(own ? 'wording.remove' : 'wording.reset')}
          </Button>
        )}
        <Button size="small" aria-expanded={editing !== null} onClick={() => setEditing(editing ? null : textOf(row))}>
          {t('wording.edit')}
        </Button>
      </div>
    </li>
  );
}
