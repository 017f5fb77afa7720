import { sameValue, type Change } from '../domain/change.ts';
import { newId } from '../domain/ids.ts';
import { filledRecord, ownShop, packHash, type Pack, type PackHead } from '../domain/template-pack.ts';
import type { PlannedRow } from '../domain/template-plan.ts';
import { recordOf, type TemplateRecord } from '../domain/template-record.ts';
import type { Template } from '../domain/template.ts';
import { change } from './changes.ts';
import { db, type KebanDatabase } from './database.ts';
import type { Draft } from './draft.ts';
import { keepPicture } from './pictures.ts';

/** Search keys of a title, made where the dictionary is at hand. */
type Keys = Pick<Template, 'pinyin' | 'initials'>;

export interface TakeOptions {
  fileName: string;
  keysOf: (title: string) => Keys;
  /**
   * The file is a pack: its templates remember that. With `shopId` they are offered in that shop's chats only; without it in
   * those of all shops, also if the pack was for one shop before.
   */
  pack?: PackHead & { shopId?: string };
}

/** A row that can be taken: new, or another version of a template that is there. */
export type TakenRow = Exclude<PlannedRow, { kind: 'bad' }>;

/**
 * Takes chosen rows of a file in as one change, which is undone as one. Rows that are the same change nothing, unless a
 * pack brings them, whose version they then have. Returns the change, or null when nothing was different.
 */
export async function takeTemplates(
  rows: readonly TakenRow[],
  options: TakeOptions,
  database: KebanDatabase = db,
): Promise<Change | null> {
  const pictures = new Map<TakenRow, string[]>();
  for (const row of rows) {
    if (!row.pictures) continue;
    pictures.set(row, await Promise.all(row.pictures.map((picture) => keepPicture(picture, database))));
  }
  const work = rows.filter((row) => row.kind !== 'same' || options.pack);
  const ids = work.map((row) => (row.kind === 'new' ? newTemplateId(row.record, options) : row.target.id));
  const count = (kind: TakenRow['kind']): number => rows.filter((row) => row.kind === kind).length;
  const params = { file: options.fileName, created: count('new'), updated: count('changed') };
  const label = options.pack
    ? { key: 'change.packTaken', params: { ...params, name: options.pack.name, version: options.pack.version } }
    : { key: 'change.templatesTaken', params };
  // What was left as it was is not named: the change would stand in its history.
  const refs: string[] = [];
  return change(
    { actor: 'import', label, refs },
    async (draft) => {
      const at = Date.now();
      const boundTo = options.pack && (await draft.get('packs', options.pack.id))?.shopId;
      for (const [i, row] of work.entries()) {
        const id = ids[i] ?? '';
        const isChanged = await takeRow(draft, row, { id, at, pictures: pictures.get(row), options, boundTo });
        if (isChanged) refs.push(`templates:${id}`);
      }
      if (options.pack && (await putPack(draft, options.pack, at))) refs.push(`packs:${options.pack.id}`);
    },
    database,
  );
}

/** A template keeps the id it has in a file of ours, so that the file finds it again; those of packs have their own. */
function newTemplateId(record: TemplateRecord, { pack }: TakeOptions): string {
  return !pack && record.id && /^[\w-]{8,80}$/.test(record.id) ? record.id : newId('t');
}

interface Taking {
  id: string;
  at: number;
  pictures: string[] | undefined;
  options: TakeOptions;
  /** The shop that the pack was for until now. */
  boundTo: string | undefined;
}

/** Takes a row in; tells whether the template is another one now. */
async function takeRow(draft: Draft, row: TakenRow, { id, at, pictures, options, boundTo }: Taking): Promise<boolean> {
  const stored = await draft.get('templates', id);
  // Removed since the preview was made: what a person has just done stays.
  if (row.kind !== 'new' && !stored) return false;
  const { id: key, derived, ...fields } = row.record;
  const { pack } = options;
  const title = derived && stored ? stored.title : fields.title;
  const folder = fields.folder || (stored?.folder ?? '');
  const group = stored?.group ?? fields.group;
  const keys = stored && stored.title === title ? { pinyin: stored.pinyin, initials: stored.initials } : options.keysOf(title);
  const next: Template = {
    uses: 0,
    createdAt: at,
    ...stored,
    ...(row.kind === 'same' ? {} : { ...fields, title, folder, ...keys, updatedAt: at }),
    ...(group !== undefined && { group }),
    ...(pictures && row.kind !== 'same' && { pictures }),
    id,
  } as Template;
  if (row.kind === 'changed') for (const field of row.cleared ?? []) delete next[field];
  if (pack && key) {
    // What the pack does not tell (a folder, a group) is no edit. An edit made here to what the pack has not changed is one.
    const told = packHash(filledRecord(row.record, stored ?? null), pictures ?? []);
    const base = stored?.pack?.base === told ? told : packHash(recordOf(next), next.pictures ?? []);
    const own = stored && ownShop(stored, stored.pack?.id === pack.id ? boundTo : undefined);
    const shopId = pack.shopId ?? own;
    next.pack = { id: pack.id, version: pack.version, key, base, ...(pack.shopId && own && { shopBefore: own }) };
    if (next.shopId !== shopId) next.updatedAt = at;
    if (shopId) next.shopId = shopId;
    else delete next.shopId;
  }
  if (sameValue(stored, next)) return false;
  await draft.put('templates', next);
  return true;
}

/** Writes what the file says of the pack; tells whether it said anything else before. */
async function putPack(
  draft: Draft,
  { id, name, version, author, note, shopId }: PackHead & { shopId?: string },
  at: number,
): Promise<boolean> {
  const stored = await draft.get('packs', id);
  const next: Pack = {
    ...(stored?.own && { own: true as const }),
    id,
    name,
    version,
    author,
    ...(note && { note }),
    ...(shopId && { shopId }),
    createdAt: stored?.createdAt ?? at,
    updatedAt: stored?.updatedAt ?? at,
  };
  if (sameValue(stored, next)) return false;
  await draft.put('packs', { ...next, updatedAt: at });
  return true;
}
