import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { Moment } from '#components/ui/Moment.tsx';
import { db, type ImportRow, type ShopRow } from '#lib/db/database.ts';
import { undoImport } from '#lib/db/import-undo.ts';
import { allImports, isImporting } from '#lib/db/imports.ts';
import { countText } from '#lib/format.ts';
import { t, tAny } from '#lib/i18n.ts';
import { showFailure, showNotice } from '#lib/ui/notices.ts';
import { shopLabel } from '#lib/ui/open-import.ts';
import { useLive } from '#lib/ui/use-live.ts';

/** All imports so far; each can be taken back as one, also one that was interrupted. */
export function ImportList(): JSX.Element | null {
  const imports = useLive(async () => ({ rows: await allImports(), shops: await db.shops.toArray() }), []);
  const busy = useLive(async () => {
    await db.imports.orderBy('at').last();
    return isImporting();
  }, []);
  const rows = imports.value?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <section class="card" aria-label={t('import.history')}>
      <h2>{t('import.history')}</h2>
      <ul class="imports">
        {rows.map((row) => (
          <ImportItem key={row.id} row={row} shops={imports.value?.shops ?? []} busy={busy.value === true} />
        ))}
      </ul>
    </section>
  );
}

function ImportItem({ row, shops, busy }: { row: ImportRow; shops: readonly ShopRow[]; busy: boolean }): JSX.Element {
  const [left, setLeft] = useState<number | null>(null);
  const unfinished = row.state === 'running' || row.state === 'undoing';
  const going = unfinished && busy;
  const state = going ? 'going' : unfinished ? 'unfinished' : row.state;
  const undo = async (): Promise<void> => {
    setLeft(row.chunks);
    try {
      const result = await undoImport(row.id, { onProgress: setLeft });
      showNotice({
        kind: 'done',
        label: result && result.kept > 0 ? { key: 'import.undoneKept', params: { n: result.kept } } : { key: 'import.undone' },
      });
    } catch (error) {
      showFailure(error);
    } finally {
      setLeft(null);
    }
  };
  const counts =
    row.kind === 'keban'
      ? t('import.kebanDone', {
          created: countText(row.customers),
          updated: countText(row.updated),
          unchanged: countText(row.unchanged),
        })
      : t('import.counts', {
          created: countText(row.created),
          updated: countText(row.updated),
          unchanged: countText(row.unchanged),
          bad: countText(row.bad),
        });
  const changed = row.created + row.updated + row.customers > 0 || unfinished;
  return (
    <li class="imports__row" data-import={row.id} data-state={state}>
      <div class="spring">
        <div class="ellipsis" title={row.fileName}>
          {row.fileName}
        </div>
        <div class="small secondary">
          {row.shopId ? `${shopLabel(row.shopId, shops)} · ` : ''}
          <Moment as="due" at={row.at} /> · {counts}
        </div>
        {state === 'unfinished' && <div class="small bad-text">{t('import.unfinished')}</div>}
      </div>
      <span class="small secondary">{tAny(`import.state.${state}`)}</span>
      {left !== null && (
        <span class="small secondary" role="status">
          {t('import.takingBack')} {left}
        </span>
      )}
      {row.state !== 'undone' && !going && changed && (
        <Button size="small" icon="undo" disabled={left !== null} onClick={undo}>
          {t('import.undo')}
        </Button>
      )}
    </li>
  );
}
