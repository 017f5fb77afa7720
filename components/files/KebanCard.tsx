import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { Moment } from '#components/ui/Moment.tsx';
import { Banner, ErrorState } from '#components/ui/states.tsx';
import type { ImportRow } from '#lib/db/database.ts';
import { importKeban } from '#lib/db/import-keban.ts';
import type { ImportProgress } from '#lib/db/imports.ts';
import { snapshotIfEdited } from '#lib/db/snapshot.ts';
import type { KebanCustomer, KebanFile } from '#lib/files/keban-json.ts';
import { countText } from '#lib/format.ts';
import { t, tAny } from '#lib/i18n.ts';
import { ImportProgressBar } from './ImportProgressBar.tsx';

/** Records named in a warning. */
const MOST_NAMES = 20;

/** An exchange file of this product: says what is in it and merges it in. */
export function KebanCard({ file, content }: { file: File; content: KebanFile }): JSX.Element {
  const [progress, setProgress] = useState<ImportProgress | 'starting' | null>(null);
  const [row, setRow] = useState<ImportRow | null>(null);
  const [refused, setRefused] = useState<KebanCustomer[]>([]);
  const [error, setError] = useState<unknown>(null);
  const abort = useRef(new AbortController());
  const run = async (): Promise<void> => {
    abort.current = new AbortController();
    setError(null);
    setRefused([]);
    setProgress('starting');
    try {
      await snapshotIfEdited('import');
      setRow(
        await importKeban(content, {
          fileName: file.name,
          bad: content.errors.length,
          signal: abort.current.signal,
          onProgress: setProgress,
          onRefused: (records) => setRefused((before) => [...before, ...records]),
        }),
      );
    } catch (reason) {
      setError(reason);
    } finally {
      setProgress(null);
    }
  };
  const { customers, notes, reminders } = content;
  return (
    <div class="stack">
      <p>
        {t('import.keban')}{' '}
        <span class="secondary">
          · <Moment as="due" at={content.exportedAt} />
        </span>
      </p>
      <p>
        {t('import.kebanHas', {
          customers: countText(customers.length),
          notes: countText(notes.length),
          reminders: countText(reminders.length),
        })}
      </p>
      {content.errors.length > 0 && (
        <Banner tone="warn">
          {t('import.kebanBad', {
            n: content.errors.length,
            first: content.errors
              .slice(0, 3)
              .map((e) => tAny(e.reason.key, e.reason.params))
              .join('；'),
          })}
        </Banner>
      )}
      {!row && !progress && (
        <div class="row">
          <Button tone="primary" icon="upload" disabled={customers.length === 0} onClick={run}>
            {t('import.merge')}
          </Button>
        </div>
      )}
      {progress && (
        <ImportProgressBar progress={progress === 'starting' ? null : progress} onCancel={() => abort.current.abort()} />
      )}
      {error ? <ErrorState error={error} title={t('import.failed')} onRetry={run} /> : null}
      {row && (
        <Banner>
          {row.state === 'undone'
            ? t('import.cancelled')
            : t('import.kebanDone', {
                created: countText(row.customers),
                updated: countText(row.updated),
                unchanged: countText(row.unchanged),
              })}
        </Banner>
      )}
      {row?.state === 'done' && refused.length > 0 && (
        <Banner tone="warn">
          {t('import.kebanRefused', {
            n: countText(refused.length),
            names: refused
              .slice(0, MOST_NAMES)
              .map(({ name }) => name)
              .join('、'),
          })}
        </Banner>
      )}
    </div>
  );
}
