import type { ComponentChildren, JSX } from 'preact';
import { Icon } from '#components/ui/Icon.tsx';
import type { PictureRow } from '#lib/db/database.ts';
import { picturesOf } from '#lib/db/pictures.ts';
import { idsOfKind } from '#lib/domain/attachments.ts';
import { sizeText } from '#lib/format.ts';
import { t } from '#lib/i18n.ts';
import { useBlobUrl } from '#lib/ui/use-blob-url.ts';
import { useLive } from '#lib/ui/use-live.ts';

interface FileLinksProps {
  /** What a template carries; its pictures are left out. */
  ids: readonly string[];
  /** What stands beside each. */
  beside?: (row: PictureRow) => ComponentChildren;
}

/**
 * The files among what a template carries: a click downloads one, and each can be dragged to the desktop or a folder. Not into
 * a web page: Chromium gives no page a file that comes from another one (`RenderWidgetHostImpl::FilterDropData`), and
 * `DownloadURL` is for other programs only.
 */
export function FileLinks({ ids, beside }: FileLinksProps): JSX.Element | null {
  const files = idsOfKind(ids, 'file');
  const rows = useLive(() => picturesOf(files), [ids.join()]).value ?? [];
  if (rows.length === 0) return null;
  return (
    <ul class="files" aria-label={t('files.list')}>
      {rows.map((row) => (
        <li key={row.id} class="files__item" data-file={row.id}>
          <FileLink row={row} />
          {beside?.(row)}
        </li>
      ))}
    </ul>
  );
}

function FileLink({ row }: { row: PictureRow }): JSX.Element {
  const url = useBlobUrl(row.id, row.blob);
  return (
    <a
      class="files__link"
      href={url}
      download={row.name}
      draggable
      aria-label={t('files.save', { name: row.name })}
      title={t('files.save', { name: row.name })}
      onDragStart={(event) => {
        // Else a page it is dropped on would write the link's address into its draft.
        event.dataTransfer?.clearData();
        // What a desktop takes a file from; the type is one of our own list and holds no colon, nor does a kept name.
        event.dataTransfer?.setData('DownloadURL', `${row.blob.type}:${row.name}:${url}`);
        if (event.dataTransfer) event.dataTransfer.effectAllowed = 'copy';
      }}
    >
      <Icon name="download" />
      <span class="ellipsis">{t('files.size', { name: row.name, size: sizeText(row.blob.size) })}</span>
    </a>
  );
}
