import { FILE_ID, MAX_ATTACHED } from '../domain/attachments.ts';
import type { RecordPicture } from '../domain/template-plan.ts';
import type { Template } from '../domain/template.ts';
import { db, type KebanDatabase, type PictureRow } from './database.ts';

/**
 * Returns the id of a picture or file: `pic_…`, the same for the same bytes; `file_…`, the same for the same bytes under
 * the same name, for a buyer sees a file's name.
 */
export async function pictureId({ name, type, data }: RecordPicture): Promise<string> {
  const isFile = !type.startsWith('image/');
  const told = isFile ? await new Blob([`${type}\n${name}\n`, data]).arrayBuffer() : data;
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', told));
  return `${isFile ? FILE_ID : 'pic_'}${[...hash.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** A picture or file that is to be kept; a picture with its size in pixels, where somebody has looked. */
export interface NewPicture extends RecordPicture {
  width?: number;
  height?: number;
}

/** Keeps a picture or file and returns its id; one that is there already is kept as it is. */
export async function keepPicture(picture: NewPicture, database: KebanDatabase = db): Promise<string> {
  const { name, type, data, width, height } = picture;
  const id = await pictureId(picture);
  const blob = new Blob([data], { type });
  const size = width && height ? { width, height } : {};
  await database.transaction('rw', database.pictures, async () => {
    if (!(await database.pictures.get(id)))
      await database.pictures.put({ id, name: name.slice(0, 80), blob, ...size, at: Date.now() });
  });
  return id;
}

/** Returns the pictures and files with these ids, in this order; missing ones are left out. */
export async function picturesOf(ids: readonly string[], database: KebanDatabase = db): Promise<PictureRow[]> {
  const rows = await database.pictures.bulkGet(ids.slice(0, MAX_ATTACHED));
  return rows.filter((row) => row !== undefined);
}

/** Returns a template's pictures and files as files carry them. */
export async function recordPictures(template: Template, database: KebanDatabase = db): Promise<RecordPicture[]> {
  const rows = await picturesOf(template.pictures ?? [], database);
  return Promise.all(
    rows.map(async ({ name, blob }) => ({ name, type: blob.type, data: new Uint8Array(await blob.arrayBuffer()) })),
  );
}

/** Pictures of templates that are gone stay so long, in milliseconds: an undo or an older version may need them. */
const KEEP = 90 * 86_400_000;

/** Takes away pictures that no template has had for 90 days. Returns how many. */
export function dropStrayPictures(now: number, database: KebanDatabase = db): Promise<number> {
  return database.transaction('rw', database.pictures, database.templates, async () => {
    const used = new Set((await database.templates.toArray()).flatMap((template) => template.pictures ?? []));
    const stray: string[] = [];
    await database.pictures.each(({ id, at }) => {
      if (!used.has(id) && now - at > KEEP) stray.push(id);
    });
    await database.pictures.bulkDelete(stray);
    return stray.length;
  });
}
