import { FILE_ID, MAX_ATTACHED } from '../domain/attachments.ts';
import type { Change } from '../domain/change.ts';
import { hexOf } from '../domain/ids.ts';
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
  return `${isFile ? FILE_ID : 'pic_'}${hexOf(hash.subarray(0, 16))}`;
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

/** Pictures of templates that are gone stay so long, in milliseconds: their removal may be undone. */
const KEEP = 90 * 86_400_000;
/** Changes that are read at once: one of them may name every template. */
const CHANGES = 50;

/**
 * Takes away pictures and files that nothing needs any more: no template, no former version of one that is there (a person
 * can have it back), and no change of the last 90 days (it can be undone). Returns how many.
 */
export function dropStrayPictures(now: number, database: KebanDatabase = db): Promise<number> {
  return database.transaction('rw', database.pictures, database.templates, database.changes, async () => {
    const templates = await database.templates.toArray();
    const used = new Set(templates.flatMap((template) => template.pictures ?? []));
    const old = new Set<string>();
    await database.pictures.each(({ id, at }) => {
      if (!used.has(id) && now - at > KEEP) old.add(id);
    });
    if (old.size === 0) return 0;
    const here = new Set(templates.map(({ id }) => id));
    const ids = [...new Set(await database.changes.where('refs').startsWith('templates:').primaryKeys())];
    for (let from = 0; from < ids.length && old.size > 0; from += CHANGES) {
      for (const change of await database.changes.bulkGet(ids.slice(from, from + CHANGES)))
        for (const id of change ? picturesBefore(change, now - change.at <= KEEP ? null : here) : []) old.delete(id);
    }
    await database.pictures.bulkDelete([...old]);
    return old.size;
  });
}

/** Returns the pictures that templates had until a change; with `of` only those of these templates. */
function picturesBefore({ ops }: Change, of: ReadonlySet<string> | null): string[] {
  return ops.flatMap(({ table, key, before }) => {
    const had = table === 'templates' && (!of || of.has(key)) ? before?.['pictures'] : undefined;
    return Array.isArray(had) ? had.filter((id) => typeof id === 'string') : [];
  });
}
