import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { DropPage } from '#components/files/DropPage.tsx';
import { Select } from '#components/ui/Input.tsx';
import { ErrorState, Skeleton } from '#components/ui/states.tsx';
import { TEMPLATE_LANGUAGES } from '#lib/domain/template.ts';
import { t, tAny } from '#lib/i18n.ts';
import { hrefOf } from '#lib/ui/router.ts';
import { openTemplates, type OpenedTemplates } from '#lib/ui/template-exchange.ts';
import type { Problem } from '#lib/files/problem.ts';
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
  const [opened, setOpened] = useState<OpenedTemplates | { kind: 'refused'; problem: Problem } | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);
  // A preview belongs to one reading: what was chosen in a former one is not in the next.
  const reading = useRef(0);
  useEffect(() => {
    let gone = false;
    setError(null);
    void openTemplates(file, latin).then(
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
  }, [file, latin, attempt]);
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
