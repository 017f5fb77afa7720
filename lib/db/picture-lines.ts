import { base64Of, bytesOf } from '../domain/base64.ts';
import type { PictureRow } from './database.ts';

/** A picture as a line of JSON can hold it: its bytes as base64. */
interface PictureLine extends Omit<PictureRow, 'blob'> {
  type: string;
  data: string;
}

/** Returns pictures in the form in which a snapshot keeps them. */
export function pictureLines(rows: readonly PictureRow[]): Promise<PictureLine[]> {
  return Promise.all(
    rows.map(async ({ blob, ...row }) => {
      const bytes = new Uint8Array(await blob.arrayBuffer());
      return { ...row, type: blob.type, data: base64Of(bytes) };
    }),
  );
}

/** Returns the rows of a snapshot's pictures. */
export function picturesFrom(lines: readonly unknown[]): PictureRow[] {
  return (lines as PictureLine[]).map(({ type, data, ...row }) => ({
    ...row,
    blob: new Blob([bytesOf(data)], { type }),
  }));
}
