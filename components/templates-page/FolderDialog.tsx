import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { Dialog } from '#components/ui/Dialog.tsx';
import { Input, Select } from '#components/ui/Input.tsx';
import { FolderRefused, moveFolder, moveTemplates } from '#lib/db/template-folders.ts';
import { folderTree } from '#lib/domain/template-folders.ts';
import type { Template } from '#lib/domain/template.ts';
import { countText } from '#lib/format.ts';
import { t } from '#lib/i18n.ts';
import { doing, offerUndo, showFailure } from '#lib/ui/notices.ts';

interface FolderDialogProps {
  all: readonly Template[];
  /** What the list shows now. */
  shown: readonly Template[];
  /** The folder that is open. */
  folder: string | null;
  onClose: () => void;
}

/** Renames, moves, joins and dissolves folders, and puts what is listed into another one. */
export function FolderDialog({ all, shown, folder, onClose }: FolderDialogProps): JSX.Element {
  const tree = folderTree(all.map((template) => template.folder)).filter(({ path }) => path !== '');
  const [from, setFrom] = useState(folder || (tree[0]?.path ?? ''));
  const [to, setTo] = useState(from);
  const [refused, setRefused] = useState(false);
  const [target, setTarget] = useState('');
  const choose = (path: string): void => {
    setFrom(path);
    setTo(path);
    setRefused(false);
  };
  const rename = async (event: Event): Promise<void> => {
    event.preventDefault();
    try {
      offerUndo(await moveFolder(from, to));
      onClose();
    } catch (error) {
      if (error instanceof FolderRefused) setRefused(true);
      else showFailure(error);
    }
  };
  const move = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (
      await doing(() =>
        moveTemplates(
          shown.map(({ id }) => id),
          target,
        ),
      )
    )
      onClose();
  };
  return (
    <Dialog title={t('folders.title')} onClose={onClose}>
      <div class="stack">
        <p class="secondary">{t('folders.help')}</p>
        {tree.length > 0 && (
          <form class="stack" onSubmit={(event) => void rename(event)}>
            <Select
              label={t('folders.from')}
              value={from}
              onChange={choose}
              options={tree.map((node) => ({
                value: node.path,
                label: `${'\u3000'.repeat(node.depth)}${node.name}（${countText(node.all)}）`,
              }))}
            />
            <Input
              label={t('folders.to')}
              hint={t('folders.toHint')}
              error={refused ? t('folders.refused') : null}
              value={to}
              maxLength={60}
              onInput={(event) => {
                setTo(event.currentTarget.value);
                setRefused(false);
              }}
            />
            <div class="row">
              <span class="spring" />
              <Button tone="primary" type="submit" disabled={to === from}>
                {t('folders.run')}
              </Button>
            </div>
          </form>
        )}
        {shown.length > 0 && (
          <form class="stack" onSubmit={(event) => void move(event)}>
            <Input
              label={t('folders.moveList', { n: countText(shown.length) })}
              value={target}
              maxLength={60}
              onInput={(event) => setTarget(event.currentTarget.value)}
            />
            <div class="row">
              <span class="spring" />
              <Button type="submit">{t('folders.moveRun')}</Button>
            </div>
          </form>
        )}
      </div>
    </Dialog>
  );
}
