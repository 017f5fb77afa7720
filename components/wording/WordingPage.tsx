import type { JSX } from 'preact';
import { useMemo, useRef, useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { Input } from '#components/ui/Input.tsx';
import { EmptyState, ErrorState, Skeleton } from '#components/ui/states.tsx';
import { addWording, resetWording, wordingEdits } from '#lib/db/wording.ts';
import { WORDING_KINDS, type WordingKind, type WordingRow, wordingRows } from '#lib/domain/wording.ts';
import { WORDING_PACK } from '#lib/domain/wording-pack.ts';
import { t } from '#lib/i18n.ts';
import { useHotkeys } from '#lib/ui/hotkeys.ts';
import { doing } from '#lib/ui/notices.ts';
import { go, hrefOf } from '#lib/ui/router.ts';
import { useLive } from '#lib/ui/use-live.ts';
import { WordingFields } from './WordingFields.tsx';
import { WordingItem } from './WordingItem.tsx';
import { linesIn, wordsIn, type WordingText } from './wording-text.ts';

function passes({ words, better, kind }: WordingRow, query: string, wanted: WordingKind | null): boolean {
  if (wanted && kind !== wanted) return false;
  const part = query.trim().toLowerCase();
  return !part || [...words, ...better].some((word) => word.toLowerCase().includes(part));
}

/** The list of wordings that are reminded of: what comes with the product and what the shop changed and added. */
export function WordingPage(): JSX.Element {
  const [query, setQuery] = useState('');
  const [kind, setKind] = useState<WordingKind | null>(null);
  const [adding, setAdding] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  const edits = useLive(() => wordingEdits(), []);
  const rows = useMemo(() => wordingRows(WORDING_PACK, edits.value ?? []), [edits.value]);
  const shown = rows.filter((row) => passes(row, query, kind));
  const edited = rows.filter((row) => row.edited).length;
  useHotkeys({ '/': () => search.current?.focus(), n: () => setAdding(true), Escape: () => go(hrefOf('settings')) });
  return (
    <div class="page">
      <header class="page__head">
        <Button icon="back" tone="quiet" onClick={() => go(hrefOf('settings'))}>
          {t('wording.back')}
        </Button>
        <h1>{t('wording.title')}</h1>
        <span class="spring" />
        {edited > 0 && <Button onClick={() => void doing(() => resetWording())}>{t('wording.resetAll')}</Button>}
        <Button tone="primary" icon="add" aria-expanded={adding} onClick={() => setAdding(!adding)}>
          {t('wording.add')}
        </Button>
      </header>
      <p class="small secondary">
        {t('wording.text')} {t('wording.version', { version: WORDING_PACK.version, n: WORDING_PACK.entries.length, edited })}
      </p>
      {adding && <WordingAdd onDone={() => setAdding(false)} />}
      <Input
        label={t('wording.search')}
        hideLabel
        placeholder={t('wording.search')}
        value={query}
        ref={search}
        onInput={(event) => setQuery(event.currentTarget.value)}
      />
      <Kinds kind={kind} onKind={setKind} />
      {edits.error ? <ErrorState error={edits.error} onRetry={edits.retry} /> : null}
      {!edits.value && edits.slow && <Skeleton lines={8} />}
      {edits.value && shown.length === 0 && <EmptyState text={t('wording.noMatch')} />}
      <ul class="wording-list">
        {edits.value && shown.map((row) => <WordingItem key={row.id} row={row} pack={WORDING_PACK} />)}
      </ul>
    </div>
  );
}

function Kinds({ kind, onKind }: { kind: WordingKind | null; onKind: (kind: WordingKind | null) => void }): JSX.Element {
  return (
    <div class="row row--wrap folders" role="group" aria-label={t('wording.kind')}>
      {[null, ...WORDING_KINDS].map((each) => (
        <button
          key={each}
          type="button"
          class={each === kind ? 'chip chip--on' : 'chip chip--outline'}
          aria-pressed={each === kind}
          onClick={() => onKind(each)}
        >
          {each ? t(`wording.kind.${each}`) : t('wording.all')}
        </button>
      ))}
    </div>
  );
}

function WordingAdd({ onDone }: { onDone: () => void }): JSX.Element {
  const [value, setValue] = useState<WordingText>({ words: '', kind: 'promise', severity: 'care', better: '' });
  const words = wordsIn(value.words ?? '');
  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { kind, severity, better } = value;
    if (words.length > 0 && (await doing(() => addWording({ words, kind, severity, better: linesIn(better) })))) onDone();
  };
  return (
    <form class="wording-add" aria-label={t('wording.add')} onSubmit={save}>
      <WordingFields value={value} onChange={(change) => setValue({ ...value, ...change })} />
      <div class="row">
        <Button type="submit" tone="primary" disabled={words.length === 0}>
          {t('ui.save')}
        </Button>
        <Button onClick={onDone}>{t('ui.cancel')}</Button>
      </div>
    </form>
  );
}
