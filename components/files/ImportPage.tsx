import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { PasteArea } from '#components/paste/PasteArea.tsx';
import { newId } from '#lib/domain/ids.ts';
import { t } from '#lib/i18n.ts';
import { hrefOf } from '#lib/ui/router.ts';
import { DropPage } from './DropPage.tsx';
import { FileCard } from './FileCard.tsx';
import { ImportList } from './ImportList.tsx';

interface Chosen {
  id: string;
  file: File;
}

/** Brings order files and exchange files in: drop, look, import, and take back. */
export function ImportPage(): JSX.Element {
  const [chosen, setChosen] = useState<Chosen[]>([]);
  return (
    <DropPage
      title={t('import.title')}
      back={{ href: hrefOf('customers'), label: t('dash.customers') }}
      words={{ drop: t('import.drop'), kinds: t('import.kinds'), choose: t('import.choose') }}
      accept=".csv,.xlsx,.json,.txt"
      multiple
      chosen={chosen.length > 0}
      onFiles={(files) => setChosen((before) => [...before, ...files.map((file) => ({ id: newId('f'), file }))])}
    >
      {chosen.length === 0 && <PasteArea />}
      {chosen.map(({ id, file }) => (
        <FileCard key={id} file={file} onRemove={() => setChosen((before) => before.filter((c) => c.id !== id))} />
      ))}
      <ImportList />
    </DropPage>
  );
}
