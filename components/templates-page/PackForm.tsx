import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { Dialog } from '#components/ui/Dialog.tsx';
import { Input, Select } from '#components/ui/Input.tsx';
import type { ShopRow } from '#lib/db/database.ts';
import { makePack } from '#lib/db/packs.ts';
import { allTemplates } from '#lib/db/templates.ts';
import { folderTree, isInFolder } from '#lib/domain/template-folders.ts';
import { countText } from '#lib/format.ts';
import { t } from '#lib/i18n.ts';
import { doing } from '#lib/ui/notices.ts';
import { useLive } from '#lib/ui/use-live.ts';
import { ShopSelect } from './ShopSelect.tsx';

const ALL = '*';

/** Makes a pack of a folder, or of everything that is here. */
export function PackForm({ shops, onClose }: { shops: readonly ShopRow[]; onClose: () => void }): JSX.Element {
  const [name, setName] = useState('');
  const [author, setAuthor] = useState('');
  const [note, setNote] = useState('');
  const [what, setWhat] = useState(ALL);
  const [shopId, setShopId] = useState('');
  const templates = useLive(() => allTemplates(), []).value ?? [];
  const chosen = templates.filter(({ folder }) => what === ALL || isInFolder(folder, what));
  const make = async (event: Event): Promise<void> => {
    event.preventDefault();
    const templateIds = chosen.map(({ id }) => id);
    if (await doing(() => makePack({ name, author, note, shopId: shopId || undefined, templateIds }))) onClose();
  };
  return (
    <Dialog
      title={t('packs.make')}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button tone="primary" type="submit" form="pack-form" disabled={!name.trim() || chosen.length === 0}>
            {t('packs.create', { n: countText(chosen.length) })}
          </Button>
        </>
      }
    >
      <form id="pack-form" class="stack" onSubmit={(event) => void make(event)}>
        <Input
          label={t('packs.name')}
          value={name}
          maxLength={60}
          required
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <Input
          label={t('packs.author')}
          value={author}
          maxLength={60}
          onInput={(event) => setAuthor(event.currentTarget.value)}
        />
        <Input label={t('packs.note')} value={note} maxLength={500} onInput={(event) => setNote(event.currentTarget.value)} />
        <Select
          label={t('packs.what')}
          value={what}
          onChange={setWhat}
          options={[
            { value: ALL, label: t('packs.whatAll') },
            ...folderTree(templates.map(({ folder }) => folder))
              .filter(({ path }) => path !== '')
              .map(({ path, all }) => ({ value: path, label: `${path}（${countText(all)}）` })),
          ]}
        />
        <ShopSelect label={t('exchange.packShop')} shops={shops} value={shopId} onChange={setShopId} />
      </form>
    </Dialog>
  );
}
