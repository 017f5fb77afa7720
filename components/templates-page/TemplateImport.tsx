import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { DropPage } from '#components/files/DropPage.tsx';
import { Button } from '#components/ui/Button.tsx';
import { Select } from '#components/ui/Input.tsx';
import { ErrorState, Skeleton } from '#components/ui/states.tsx';
import { TEMPLATE_LANGUAGES } from '#lib/domain/template.ts';
import { t, tAny } from '#lib/i18n.ts';
import { hrefOf } from '#lib/ui/router.ts';
import type { ColumnsAnswer } from '#lib/files/templates/unmapped.ts';
import { openTemplates, type LookedTemplates } from '#lib/ui/template-exchange.ts';
import { ColumnsForm } from './ColumnsForm.tsx';
import { ImportPreview } from './ImportPreview.tsx';

/** Brings templates in from a file: drop or choose it, look at what would change, take it in, take it back. */
export function TemplateImport(): JSX.Element {
  const [file, setFile] = useState<File | null>(null);
  return (
    <DropPage
      title={t('templates.import')}
      back={{ href: hrefOf('templates'), label: t('exchange.back') }}
      words={{ drop: t('exchange.drop'), kinds: t('exchange.kinds'), choose: t('exchange.choose') }}
      accept=".csv,.xlsx,.json,.txt,.yml,.yaml"
      multiple={false}
      chosen={file !== null}
      onFiles={([first]) => setFile(first ?? null)}
    >
      {file && <ImportFile key={`${file.name}|${file.size}|${file.lastModified}`} file={file} />}
    </DropPage>
  );
}

function ImportFile({ file }: { file: File }): JSX.Element {
  const [latin, setLatin] = useState('en');
  const [opened, setOpened] = useState<LookedTemplates | null>(null);
  const [answer, setAnswer] = useState<ColumnsAnswer | undefined>();
  const [error, setError] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);
  // A preview belongs to one reading: what was chosen in a former one is not in the next.
  const reading = useRef(0);
  useEffect(() => {
    let gone = false;
    setError(null);
    void openTemplates(file, latin, answer).then(
      (found) => {
        if (gone) return;
        reading.current += 1;
        setOpened(found);
      },
      (reason: unknown) => {
        if (!gone) setError(reason);
      },
    );
    return () => {
      gone = true;
    };
  }, [file, latin, answer, attempt]);
  const asksLanguage = opened?.kind === 'ready' && !['keban', 'keban-table'].includes(opened.file.source);
  return (
    <section
      class="card"
      aria-label={file.name}
      data-kind={opened?.kind}
      data-source={opened?.kind === 'ready' ? opened.file.source : undefined}
    >
      <header class="row">
        <h2 class="ellipsis" title={file.name}>
          {file.name}
        </h2>
        {opened?.kind === 'ready' && <span class="small secondary">{tAny(`exchange.source.${opened.file.source}`)}</span>}
      </header>
      {error ? <ErrorState error={error} title={t('import.unreadable')} onRetry={() => setAttempt(attempt + 1)} /> : null}
      {!opened && !error && <Skeleton lines={4} />}
      {opened?.kind === 'refused' && (
        <div role="alert">
          <p class="bad-text">{tAny(opened.problem.key, opened.problem.params)}</p>
        </div>
      )}
      {opened?.kind === 'unmapped' && (
        <ColumnsForm key={reading.current} file={opened.file} isAgain={answer?.again === true} onAnswer={setAnswer} />
      )}
      {opened?.kind === 'ready' && opened.file.columns && (
        <div class="row row--wrap">
          {opened.file.columns.left.length > 0 && (
            <span class="small secondary">{t('exchange.columnsLeft', { columns: opened.file.columns.left.join('、') })}</span>
          )}
          <Button
            size="small"
            tone="quiet"
            onClick={() => setAnswer({ sheet: '', columns: {}, isHeadless: false, ...answer, again: true })}
          >
            {t('import.mapAgain')}
          </Button>
        </div>
      )}
      {asksLanguage && (
        <div class="exchange__language">
          <Select
            label={t('exchange.latin')}
            hint={t('exchange.latinHint')}
            value={latin}
            onChange={setLatin}
            options={TEMPLATE_LANGUAGES.map((each) => ({ value: each, label: tAny(`dash.lang.${each}`) }))}
          />
        </div>
      )}
      {opened?.kind === 'ready' && (
        <ImportPreview key={reading.current} opened={opened} fileName={file.name} onUndone={() => setAttempt(attempt + 1)} />
      )}
    </section>
  );
}
