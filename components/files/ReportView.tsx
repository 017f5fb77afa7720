import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { Banner } from '#components/ui/states.tsx';
import { undoImport } from '#lib/db/import-undo.ts';
import type { BadRow, ImportReport } from '#lib/db/imports.ts';
import { blobOf, exportRows } from '#lib/files/export-customers.ts';
import { countText, localZone } from '#lib/format.ts';
import { t, tAny } from '#lib/i18n.ts';
import { saveBlob } from '#lib/ui/customer-export.ts';
import { showFailure, showNotice } from '#lib/ui/notices.ts';
import { go, hrefOf } from '#lib/ui/router.ts';

const SHOWN = 8;

/** What an import came to, with the rows that were refused; it can be taken back here. */
export function ReportView({ report, onAgain }: { report: ImportReport; onAgain: () => void }): JSX.Element {
  const { row, badRows, warnings } = report;
  const [undoing, setUndoing] = useState(false);
  const [undone, setUndone] = useState(row.state === 'undone');
  const undo = async (): Promise<void> => {
    setUndoing(true);
    try {
      const result = await undoImport(row.id);
      setUndone(true);
      showNotice({
        kind: 'done',
        label: result && result.kept > 0 ? { key: 'import.undoneKept', params: { n: result.kept } } : { key: 'import.undone' },
      });
    } catch (error) {
      showFailure(error);
    } finally {
      setUndoing(false);
    }
  };
  const figures = [
    ['import.created', row.created],
    ['import.updated', row.updated],
    ['import.unchanged', row.unchanged],
    ['import.newCustomers', row.customers],
    ['import.badRows', row.bad],
  ] as const;
  const nothing = row.created + row.updated === 0;
  return (
    <div class="stack" data-import-report={row.id} data-import-state={undone ? 'undone' : row.state}>
      {undone ? (
        <Banner>{t(row.state === 'undone' ? 'import.cancelled' : 'import.undone')}</Banner>
      ) : (
        <Banner>{t(nothing ? 'import.nothingNew' : 'import.done')}</Banner>
      )}
      {!(row.state === 'undone') && (
        <dl class="report" aria-label={t('import.report')}>
          {figures.map(([key, n]) => (
            <div key={key} data-figure={key}>
              <dt>{t(key)}</dt>
              <dd>{countText(n)}</dd>
            </div>
          ))}
        </dl>
      )}
      {badRows.length > 0 && <BadRows rows={badRows} fileName={row.fileName} total={row.bad} kind="bad" />}
      {warnings.length > 0 && <BadRows rows={warnings} fileName={row.fileName} total={warnings.length} kind="left" />}
      <div class="row">
        {!undone && (
          <Button tone="primary" onClick={() => go(hrefOf('customers', null, { shop: row.shopId }))}>
            {t('import.show')}
          </Button>
        )}
        {!undone && !nothing && (
          <Button icon="undo" disabled={undoing} onClick={undo}>
            {undoing ? t('import.takingBack') : t('import.undo')}
          </Button>
        )}
        {undone && <Button onClick={onAgain}>{t('import.again')}</Button>}
      </div>
    </div>
  );
}

interface BadRowsProps {
  rows: readonly BadRow[];
  fileName: string;
  total: number;
  /** Rows that were refused, or cells that were left out of rows that were taken. */
  kind: 'bad' | 'left';
}

/** Refused rows or cells: the first ones here, all of them as a file. */
function BadRows({ rows, fileName, total, kind }: BadRowsProps): JSX.Element {
  const save = async (): Promise<void> => {
    const records = rows.map((bad) => ({
      line: bad.line,
      reason: tAny(bad.reason.key, bad.reason.params),
      column: bad.column,
      value: bad.value,
    }));
    const columns = [
      { key: 'line', header: t('import.line'), type: 'number' as const },
      { key: 'reason', header: t('import.reason'), type: 'text' as const },
      { key: 'column', header: t('import.column'), type: 'text' as const },
      { key: 'value', header: t('import.value'), type: 'text' as const },
    ];
    const file = await exportRows('csv', records, columns, { zone: localZone(), exportedAt: Date.now(), keepDigits: true });
    saveBlob(
      await blobOf(file),
      `${t(kind === 'bad' ? 'import.badFile' : 'import.leftFile', { file: fileName.replace(/\.\w+$/, '') })}.csv`,
    );
  };
  return (
    <details open={rows.length <= SHOWN}>
      <summary>{t(kind === 'bad' ? 'import.badTitle' : 'import.leftTitle', { n: countText(total) })}</summary>
      <ul class="bad-rows">
        {rows.slice(0, SHOWN).map((bad, i) => (
          <li key={`${bad.line}-${i}`}>
            {t('import.badLine', { line: bad.line })} {tAny(bad.reason.key, bad.reason.params)}
            {bad.value && <code class="ellipsis">{bad.value}</code>}
          </li>
        ))}
      </ul>
      <Button size="small" icon="download" onClick={() => save().catch(showFailure)}>
        {t(kind === 'bad' ? 'import.saveBad' : 'import.saveLeft')}
      </Button>
    </details>
  );
}
