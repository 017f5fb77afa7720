import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Choice } from '#components/table/Choice.tsx';
import { Button } from '#components/ui/Button.tsx';
import { Dialog } from '#components/ui/Dialog.tsx';
import { Banner } from '#components/ui/states.tsx';
import type { Template } from '#lib/domain/template.ts';
import { exportFormats, type ExportFormat } from '#lib/files/export-customers.ts';
import type { ExportReport } from '#lib/files/export-cells.ts';
import { countText } from '#lib/format.ts';
import { t, tAny } from '#lib/i18n.ts';
import { showFailure } from '#lib/ui/notices.ts';
import { dayForName, saveTemplates } from '#lib/ui/template-exchange.ts';

interface TemplateExportProps {
  all: readonly Template[];
  /** What the list shows now. */
  shown: readonly Template[];
  onClose: () => void;
}

/** Chooses which templates to save and how, and says what the format could not hold. */
export function TemplateExport({ all, shown, onClose }: TemplateExportProps): JSX.Element {
  const [scope, setScope] = useState<'all' | 'list'>(shown.length < all.length && shown.length > 0 ? 'list' : 'all');
  const [format, setFormat] = useState<ExportFormat>('xlsx');
  const [finished, setFinished] = useState<{ name: string; report: ExportReport } | null>(null);
  const wanted = scope === 'all' ? all : shown;
  const run = async (): Promise<void> => {
    setFinished(null);
    try {
      setFinished(await saveTemplates(wanted, format, { name: t('exchange.fileName', { day: dayForName() }) }));
    } catch (error) {
      showFailure(error);
    }
  };
  const count = (n: number): string => t('dash.templateCount', { n: countText(n) });
  const odd = finished ? [...finished.report.beyondGbk, ...finished.report.replaced] : [];
  return (
    <Dialog
      title={t('exchange.exportTitle')}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{finished ? t('ui.close') : t('ui.cancel')}</Button>
          <Button tone="primary" icon="download" disabled={wanted.length === 0} onClick={() => void run()}>
            {t('dash.export')}
          </Button>
        </>
      }
    >
      <div class="stack export">
        <Choice
          label={t('exchange.scope')}
          value={scope}
          onChange={setScope}
          options={[
            { value: 'all', label: t('exchange.scopeAll'), hint: count(all.length) },
            { value: 'list', label: t('exchange.scopeList'), hint: count(shown.length) },
          ]}
        />
        <Choice
          label={t('export.format')}
          value={format}
          onChange={setFormat}
          options={exportFormats.map((key) => ({
            value: key,
            label: tAny(`export.format.${key}`),
            hint: tAny(`exchange.formatHint.${key}`),
          }))}
        />
        {format !== 'json' && wanted.some(({ pictures }) => pictures?.length) && (
          <p class="small secondary">{t('exchange.pictureHint')}</p>
        )}
        {finished && (
          <div class="stack" role="status" data-export-rows={finished.report.rows}>
            <Banner>{t('export.done', { name: finished.name, n: countText(finished.report.rows) })}</Banner>
            {odd.length > 0 && (
              <Banner tone="warn">{t('export.beyondGbk', { n: odd.length, chars: odd.slice(0, 20).join(' ') })}</Banner>
            )}
            {finished.report.cut > 0 && <Banner tone="warn">{t('export.cut', { n: finished.report.cut })}</Banner>}
          </div>
        )}
      </div>
    </Dialog>
  );
}
