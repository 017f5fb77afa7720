import { hashOf } from './hash.ts';
import { RECORD_FIELDS, recordOf, type TemplateRecord } from './template-record.ts';
import type { Template } from './template.ts';

/** What a file says of a pack: templates that travel together under a name and a version. */
export interface PackHead {
  id: string;
  name: string;
  /** Counts up with every saving of a changed pack. */
  version: number;
  author: string;
  /** What is in it, or what has changed. */
  note?: string;
}

/** A pack that was made here or loaded from a file. */
export interface Pack extends PackHead {
  /** Made here: saving it again may raise its version. */
  own?: true;
  /** Only for a shop (`taobao|…`); absent: for all. */
  shopId?: string;
  /** Epoch ms. */
  createdAt: number;
  updatedAt: number;
}

/** Returns a short text that is the same for templates that say the same: by it an edit of what came with a pack is seen. */
export function packHash(record: TemplateRecord, pictures: readonly string[] = []): string {
  const told = RECORD_FIELDS.map((field) => record[field] ?? null);
  const text = JSON.stringify([told, pictures]);
  return `${hashOf(text).toString(36)}-${hashOf(`${text.length}|${text}`).toString(36)}`;
}

/** Returns what a template says after a record of a pack was taken in: no folder and no group mean those it has. */
export function filledRecord(record: TemplateRecord, stored: Pick<Template, 'folder' | 'group'> | null): TemplateRecord {
  const folder = record.folder || (stored?.folder ?? '');
  const group = stored?.group ?? record.group;
  return { ...record, folder, ...(group !== undefined && { group }) };
}

/** Tells whether a template that came with a pack was edited since. */
export function isEditedHere(template: Template, pictures: readonly string[] = []): boolean {
  return template.pack !== undefined && template.pack.base !== packHash(recordOf(template), pictures);
}

/** Returns the only shop that a template is for without its pack, which is for `packShop`; absent: all. */
export function ownShop({ shopId, pack }: Pick<Template, 'shopId' | 'pack'>, packShop: string | undefined): string | undefined {
  return shopId === packShop ? pack?.shopBefore : shopId;
}
