import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { Dialog } from '#components/ui/Dialog.tsx';
import { Banner } from '#components/ui/states.tsx';
import { Choice } from '#components/table/Choice.tsx';
import type { ShopRow } from '#lib/db/database.ts';
import { listCustomers, type ListFilter, type ListSort } from '#lib/db/customer-list.ts';
import type { ExportReport } from '#lib/files/export-cells.ts';
import { blobOf, exportFormats, type ExportFormat } from '#lib/files/export-customers.ts';
import { countText } from '#lib/format.ts';
import { t, tAny } from '#lib/i18n.ts';
import { customerFile, exportFileName, saveBlob } from '#lib/ui/customer-export.ts';
import type { ExportWhat } from '#lib/ui/export-columns.ts';
import { showFailure } from '#lib/ui/notices.ts';

const EVERYBODY = { filter: {}, sort: 'activeAt' as const };

type Scope = 'selected' | 'list' | 'all';

export interface ExportDialogProps {
  /** The list is narrowed, so that "all" is something else. */
  all: boolean;
  /** What the list is narrowed to, its order, and how many are in it as it is shown. */
  list: { filter: ListFilter; sort: ListSort; count: number };
  selected: readonly string[];
  /** All of the list is known. */
  complete: boolean;
  /** The list is the first part of what a search finds. */
  capped?: boolean;
  shops: readonly ShopRow[];
  shopId: string | null;
  onClose: () => void;
}

/** Chooses what to export and how, writes it with progress, and says what the format could not hold. */
export function ExportDialog(props: ExportDialogProps): JSX.Element {
  const { all, list, selected, complete, capped, shops, shopId, onClose } = props;
  const [scope, setScope] = useState<Scope>(selected.length > 0 ? 'selected' : 'list');
  const [what, setWhat] = useState<ExportWhat>('customers');
  const [format, setFormat] = useState<ExportFormat>('xlsx');
  const [notes, setNotes] = useState(true);
  const [running, setRunning] = useState<{ done: number; total: number } | null>(null);
  const [finished, setFinished] = useState<{ report: ExportReport; name: string } | null>(null);
  const abort = useRef(new AbortController());
  const run = async (): Promise<void> => {
    abort.current = new AbortController();
    setFinished(null);
    try {
      const { signal } = abort.current;
      setRunning({ done: 0, total: scope === 'selected' ? selected.length : list.count });
      // Asked anew: who was tagged or untagged since the list was made must be in the file, or not.
      const { filter, sort } = scope === 'list' ? list : EVERYBODY;
      const wanted = scope === 'selected' ? selected : (await listCustomers(filter, sort, { signal })).ids;
      signal.throwIfAborted();
      setRunning({ done: 0, total: wanted.length });
      const file = await customerFile({
        ids: wanted,
        choice: { what, format, notes },
        signal,
        onCustomers: (done) => setRunning({ done, total: wanted.length }),
      });
      const blob = await blobOf(file);
      const shop =
        shops.find((s) => s.id === shopId && scope !== 'all')?.name ??
        (shops.length === 1 ? shops[0]?.name : undefined) ??
        t('dash.allShops');
      const name = exportFileName(what, shop, file.extension);
      saveBlob(blob, name);
      setFinished({ report: file.report, name });
    } catch (error) {
      if (!abort.current.signal.aborted) showFailure(error);
    } finally {
      setRunning(null);
    }
  };
  const close = (): void => {
    abort.current.abort();
    onClose();
  };
  const people = (n: number): string => t('dash.count', { n: countText(n) });
  const scopes = [
    ...(selected.length > 0 ? [{ value: 'selected' as const, label: t('export.selected'), hint: people(selected.length) }] : []),
    { value: 'list' as const, label: t(all ? 'export.filtered' : 'export.everything'), hint: people(list.count) },
    ...(all ? [{ value: 'all' as const, label: t('export.everything') }] : []),
  ];
  const foot = running ? (
    <Button onClick={() => abort.current.abort()}>{t('ui.cancel')}</Button>
  ) : (
    <>
      <Button onClick={close}>{finished ? t('ui.close') : t('ui.cancel')}</Button>
      <Button tone="primary" icon="download" disabled={scope === 'list' && !complete} onClick={run}>
        {t('dash.export')}
      </Button>
    </>
  );
  return (
    <Dialog title={t('export.title')} onClose={close} foot={foot}>
      <div class="stack export" aria-busy={running !== null}>
        <Choice label={t('export.scope')} value={scope} options={scopes} onChange={setScope} />
        {capped && scope === 'list' && <Banner tone="warn">{t('export.capped', { n: countText(list.count) })}</Banner>}
        <Choice
          label={t('export.what')}
          value={what}
          onChange={setWhat}
          options={[
            { value: 'customers', label: t('export.customers'), hint: t('export.customersHint') },
            { value: 'orders', label: t('export.orders'), hint: t('export.ordersHint') },
          ]}
        />
        <Choice
          label={t('export.format')}
          value={format}
          onChange={setFormat}
          options={exportFormats.map((key) => ({
            value: key,
            label: tAny(`export.format.${key}`),
            hint: tAny(`export.formatHint.${key === 'json' ? `json-${what}` : key}`),
          }))}
        />
        {!(format === 'json' && what === 'customers') && (
          <label class="check-line">
            <input type="checkbox" class="check" checked={notes} onChange={() => setNotes(!notes)} />
            {t('export.withNotes')}
          </label>
        )}
        <p class="small secondary">{t('export.maskedHint')}</p>
        {running && <ExportProgress {...running} />}
        {finished && <Finished {...finished} />}
      </div>
    </Dialog>
  );
}

function ExportProgress({ done, total }: { done: number; total: number }): JSX.Element {
  return (
    <div class="stack" role="status">
      <progress max={Math.max(total, 1)} value={done} aria-label={t('export.title')} />
      <span class="secondary">{t('export.progress', { done: countText(done), total: countText(total) })}</span>
    </div>
  );
}

function Finished({ report, name }: { report: ExportReport; name: string }): JSX.Element {
  const odd = [...report.beyondGbk, ...report.replaced];
  return (
    <div class="stack" role="status" data-export-rows={report.rows}>
      <Banner>{t('export.done', { name, n: countText(report.rows) })}</Banner>
      {odd.length > 0 && (
        <Banner tone="warn">{t('export.beyondGbk', { n: odd.length, chars: odd.slice(0, 20).join(' ') })}</Banner>
      )}
      {report.cut > 0 && <Banner tone="warn">{t('export.cut', { n: report.cut })}</Banner>}
    </div>
  );
}
