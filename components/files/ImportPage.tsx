import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { PasteArea } from '#components/paste/PasteArea.tsx';
import { Button } from '#components/ui/Button.tsx';
import { Icon } from '#components/ui/Icon.tsx';
import { newId } from '#lib/domain/ids.ts';
import { t } from '#lib/i18n.ts';
import { go, hrefOf } from '#lib/ui/router.ts';
import { FileCard } from './FileCard.tsx';
import { ImportList } from './ImportList.tsx';

interface Chosen {
  id: string;
  file: File;
}

/** Brings order files and exchange files in: drop, look, import, and take back. */
export function ImportPage(): JSX.Element {
  const [chosen, setChosen] = useState<Chosen[]>([]);
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const add = (files: Iterable<File>): void =>
    setChosen((before) => [...before, ...[...files].map((file) => ({ id: newId('f'), file }))]);
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    add(event.dataTransfer?.files ?? []);
  };
  return (
    <div
      class="page"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <header class="page__head">
        <Button icon="back" tone="quiet" onClick={() => go(hrefOf('customers'))}>
          {t('dash.customers')}
        </Button>
        <h1>{t('import.title')}</h1>
      </header>
      <div class={over ? 'drop drop--over' : 'drop'}>
        <Icon name="upload" />
        <p>{t('import.drop')}</p>
        <p class="small secondary">{t('import.kinds')}</p>
        <Button tone={chosen.length > 0 ? 'normal' : 'primary'} onClick={() => input.current?.click()}>
          {t('import.choose')}
        </Button>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          accept=".csv,.xlsx,.json,.txt"
          aria-label={t('import.choose')}
          onChange={(event) => {
            add(event.currentTarget.files ?? []);
            event.currentTarget.value = '';
          }}
        />
      </div>
      {chosen.length === 0 && <PasteArea />}
      {chosen.map(({ id, file }) => (
        <FileCard key={id} file={file} onRemove={() => setChosen((before) => before.filter((c) => c.id !== id))} />
      ))}
      <ImportList />
    </div>
  );
}
