import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Button, IconButton } from '#components/ui/Button.tsx';
import { ErrorState, Skeleton } from '#components/ui/states.tsx';
import type { ReadOrderFileOptions } from '#lib/files/order-file.ts';
import type { OrderMapping } from '#lib/files/recognise.ts';
import { t, tAny } from '#lib/i18n.ts';
import { keepMapping, openImport, storedMapping, type OpenedFile } from '#lib/ui/open-import.ts';
import { FileFacts } from './FileFacts.tsx';
import { KebanCard } from './KebanCard.tsx';
import { MappingForm } from './MappingForm.tsx';
import { OrdersImport } from './OrdersImport.tsx';

/** One chosen file, from the first look to the report. */
export function FileCard({ file, onRemove }: { file: File; onRemove: () => void }): JSX.Element {
  const [looked, setLooked] = useState<Looked | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [how, setHow] = useState<ReadOrderFileOptions>({});
  useEffect(() => {
    let gone = false;
    setError(null);
    void look(file, how).then(
      (found) => gone || setLooked(found),
      (reason: unknown) => gone || setError(reason),
    );
    return () => {
      gone = true;
    };
  }, [file, how]);
  const { opened = null, mapping } = looked ?? {};
  const onMapping = (next: OrderMapping): void => {
    if (opened?.kind === 'unmapped') keepMapping(opened.file.fingerprint, next);
    setHow({ mapping: next });
  };
  return (
    <section class="card" aria-label={file.name} data-file={file.name} data-kind={opened?.kind}>
      <header class="row">
        <h2 class="ellipsis" title={file.name}>
          {file.name}
        </h2>
        <span class="small secondary">{sizeText(file.size)}</span>
        <span class="spring" />
        <IconButton icon="close" label={t('import.remove', { file: file.name })} onClick={onRemove} />
      </header>
      {error ? <ErrorState error={error} title={t('import.unreadable')} /> : null}
      {!opened && !error && <Skeleton lines={3} />}
      {opened?.kind === 'refused' && (
        <div class="stack" role="alert">
          <p class="bad-text">{tAny(opened.problem.key, opened.problem.params)}</p>
          <p class="small secondary">{t('import.refusedHint')}</p>
        </div>
      )}
      {opened?.kind === 'unmapped' && <MappingForm file={opened.file} again={how.ask === true} onMapping={onMapping} />}
      {opened?.kind === 'keban' && <KebanCard file={file} content={opened.content} />}
      {opened?.kind === 'orders' && (
        <>
          <FileFacts opened={opened} />
          {mapping && (
            <div class="row">
              <Button size="small" tone="quiet" onClick={() => setHow({ mapping, ask: true })}>
                {t('import.mapAgain')}
              </Button>
            </div>
          )}
          <OrdersImport key={JSON.stringify(mapping)} file={file} opened={opened} />
        </>
      )}
    </section>
  );
}

interface Looked {
  opened: OpenedFile;
  /** The columns a person named that are in use, now or before. */
  mapping?: OrderMapping | undefined;
}

/** Looks into the file; columns that were named by hand before are named the same way again. */
async function look(file: File, how: ReadOrderFileOptions): Promise<Looked> {
  const opened = await openImport(file, how);
  const mapping = opened.kind === 'unmapped' && !how.mapping ? storedMapping(opened.file.fingerprint) : how.mapping;
  return mapping && !how.mapping ? { opened: await openImport(file, { mapping }), mapping } : { opened, mapping };
}

function sizeText(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
