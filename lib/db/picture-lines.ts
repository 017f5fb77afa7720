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
      let binary = '';
      for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
      return { ...row, type: blob.type, data: btoa(binary) };
    }),
  );
}

/** Returns the rows of a snapshot's pictures. */
export function picturesFrom(lines: readonly unknown[]): PictureRow[] {
  return (lines as PictureLine[]).map(({ type, data, ...row }) => ({
    ...row,
    blob: new Blob([Uint8Array.from(atob(data), (char) => char.charCodeAt(0))], { type }),
  }));
}
