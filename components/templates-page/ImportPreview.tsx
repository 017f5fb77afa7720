import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { Select } from '#components/ui/Input.tsx';
import { Banner } from '#components/ui/states.tsx';
import { db } from '#lib/db/database.ts';
import type { TakenRow } from '#lib/db/import-templates.ts';
import type { Change } from '#lib/domain/change.ts';
import type { PlannedRow } from '#lib/domain/template-plan.ts';
import { countText } from '#lib/format.ts';
import { t, tAny } from '#lib/i18n.ts';
import { offerUndo, showFailure, takeBack } from '#lib/ui/notices.ts';
import { go, hrefOf } from '#lib/ui/router.ts';
import { takeChosen, type OpenedTemplates } from '#lib/ui/template-exchange.ts';
import { useLive } from '#lib/ui/use-live.ts';
import { ImportRowItem } from './ImportRowItem.tsx';

const KINDS = ['new', 'changed', 'same', 'bad'] as const;
type Kind = (typeof KINDS)[number];

/** Rows that are drawn of each kind. */
const MOST = 200;

/** Edits made here are not chosen by themselves: they would be written over. */
const chosenAtFirst = (row: PlannedRow): boolean => row.kind === 'new' || (row.kind === 'changed' && !row.edited);

interface ImportPreviewProps {
  opened: OpenedTemplates;
  fileName: string;
  onUndone: () => void;
}

/** What each row of a file would do, to be chosen one by one, and the button that does it. */
export function ImportPreview({ opened, fileName, onUndone }: ImportPreviewProps): JSX.Element {
  const { rows, file, known } = opened;
  const [chosen, setChosen] = useState<ReadonlySet<PlannedRow>>(() => new Set(rows.filter(chosenAtFirst)));
  const counts = useMemo(
    () => Object.fromEntries(KINDS.map((kind) => [kind, rows.filter((row) => row.kind === kind).length])),
    [rows],
  );
  const first = KINDS.find((kind) => kind !== 'same' && counts[kind]) ?? 'same';
  const [kind, setKind] = useState<Kind>(first);
  const [shopId, setShopId] = useState(known?.shopId ?? '');
  const [state, setState] = useState<{ running: boolean; done: Change | null | undefined }>({ running: false, done: undefined });
  const run = async (): Promise<void> => {
    setState({ running: true, done: undefined });
    try {
      const taken = rows.filter((row): row is TakenRow => row.kind !== 'bad' && (row.kind === 'same' || chosen.has(row)));
      const change = await takeChosen(taken, fileName, file.pack && { ...file.pack, ...(shopId && { shopId }) });
      offerUndo(change);
      setState({ running: false, done: change });
    } catch (error) {
      setState({ running: false, done: undefined });
      showFailure(error);
    }
  };
  if (state.done !== undefined) return <Done change={state.done} onUndone={onUndone} />;
  const shown = rows.filter((row) => row.kind === kind);
  const changeable = shown.filter((row) => row.kind === 'new' || row.kind === 'changed');
  const setAll = (on: boolean): void => {
    const next = new Set(chosen);
    for (const row of changeable) {
      if (on) next.add(row);
      else next.delete(row);
    }
    setChosen(next);
  };
  return (
    <div class="stack exchange">
      {file.unread && <Banner tone="warn">{t('exchange.unread', { n: file.unread })}</Banner>}
      {file.pack && <PackFacts opened={opened} shopId={shopId} onShop={setShopId} />}
      <div class="row row--wrap" role="group" aria-label={t('exchange.show')}>
        {KINDS.map((each) => (
          <button
            key={each}
            type="button"
            class={each === kind ? 'chip chip--on' : 'chip chip--outline'}
            aria-pressed={each === kind}
            disabled={!counts[each]}
            onClick={() => setKind(each)}
          >
            {t(`exchange.count.${each}`, { n: countText(counts[each] ?? 0) })}
          </button>
        ))}
        <span class="spring" />
        {changeable.length > 1 && (
          <>
            <Button size="small" tone="quiet" onClick={() => setAll(true)}>
              {t('exchange.takeAll')}
            </Button>
            <Button size="small" tone="quiet" onClick={() => setAll(false)}>
              {t('exchange.takeNone')}
            </Button>
          </>
        )}
      </div>
      <ul class="exchange__rows" data-rows={kind}>
        {shown.slice(0, MOST).map((row, i) => (
          <ImportRowItem
            key={`${row.line}|${i}`}
            row={row}
            unit={isList(file.source) ? 'item' : 'line'}
            chosen={chosen.has(row)}
            onChoose={(on) => {
              const next = new Set(chosen);
              if (on) next.add(row);
              else next.delete(row);
              setChosen(next);
            }}
          />
        ))}
      </ul>
      {shown.length > MOST && <p class="small secondary">{t('exchange.moreRows', { n: MOST })}</p>}
      <div class="row">
        {chosen.size === 0 && !file.pack && <span class="secondary">{t('exchange.nothing')}</span>}
        <Button
          tone="primary"
          icon="upload"
          disabled={state.running || (chosen.size === 0 && !file.pack)}
          aria-busy={state.running}
          onClick={() => void run()}
        >
          {state.running ? t('exchange.running') : t('exchange.run', { n: countText(chosen.size) })}
        </Button>
      </div>
    </div>
  );
}

/** Lists count their entries, tables and texts their lines. */
const isList = (source: OpenedTemplates['file']['source']): boolean =>
  source === 'keban' || source === 'prokeys' || source === 'chatwoot' || source === 'json';

function PackFacts({
  opened,
  shopId,
  onShop,
}: {
  opened: OpenedTemplates;
  shopId: string;
  onShop: (id: string) => void;
}): JSX.Element | null {
  const shops = useLive(() => db.shops.toArray(), []).value ?? [];
  const { known, gone, file } = opened;
  const { pack } = file;
  if (!pack) return null;
  return (
    <div class="stack">
      <p>
        <b>{t('exchange.pack', { name: pack.name, version: pack.version })}</b>{' '}
        {pack.author && <span class="secondary">{t('exchange.packBy', { author: pack.author })}</span>}
      </p>
      {pack.note && <p class="secondary">{pack.note}</p>}
      {known && known.version > pack.version && (
        <Banner tone="warn">{t('exchange.packOlder', { version: known.version })}</Banner>
      )}
      {gone > 0 && <p class="small secondary">{t('exchange.packGone', { n: gone })}</p>}
      {shops.length > 0 && (
        <div class="exchange__language">
          <Select
            label={t('exchange.packShop')}
            value={shopId}
            onChange={onShop}
            options={[{ value: '', label: t('exchange.allShops') }, ...shops.map(({ id, name }) => ({ value: id, label: name }))]}
          />
        </div>
      )}
    </div>
  );
}

function Done({ change, onUndone }: { change: Change | null; onUndone: () => void }): JSX.Element {
  const [undone, setUndone] = useState(false);
  if (!change) return <Banner>{t('exchange.unchanged')}</Banner>;
  const { created = 0, updated = 0 } = change.label.params ?? {};
  return (
    <Banner
      actions={
        <>
          <Button
            size="small"
            icon="undo"
            disabled={undone}
            onClick={() =>
              void takeBack(change.id)
                .then(() => setUndone(true))
                .then(onUndone)
            }
          >
            {t('exchange.undo')}
          </Button>
          <Button size="small" onClick={() => go(hrefOf('templates'))}>
            {t('exchange.open')}
          </Button>
        </>
      }
    >
      {tAny('exchange.done', { created, updated })}
    </Banner>
  );
}
