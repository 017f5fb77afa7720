import type { JSX } from 'preact';
import { picturesOf } from '#lib/db/pictures.ts';
import { idsOfKind } from '#lib/domain/attachments.ts';
import type { PictureRow } from '#lib/db/database.ts';
import { t } from '#lib/i18n.ts';
import { useBlobUrl } from '#lib/ui/use-blob-url.ts';
import { useLive } from '#lib/ui/use-live.ts';

/** Small views of pictures, in order. */
export function PictureStrip({ ids }: { ids: readonly string[] }): JSX.Element | null {
  const shown = idsOfKind(ids, 'picture');
  const rows = useLive(() => picturesOf(shown), [ids.join()]).value ?? [];
  if (rows.length === 0) return null;
  return (
    <ul class="pictures">
      {rows.map((row, i) => (
        <li key={row.id} class="pictures__item">
          <Thumbnail row={row} place={i + 1} />
        </li>
      ))}
    </ul>
  );
}

/** A picture of the database, drawn small. */
export function Thumbnail({ row, place }: { row: PictureRow; place: number }): JSX.Element {
  const url = useBlobUrl(row.id, row.blob);
  return url ? <img src={url} alt={t('pictures.alt', { n: place, name: row.name })} /> : <span />;
}
