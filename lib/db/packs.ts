import type { Change } from '../domain/change.ts';
import { newId } from '../domain/ids.ts';
import { isEditedHere, ownShop, packHash, type Pack } from '../domain/template-pack.ts';
import { recordOf } from '../domain/template-record.ts';
import type { Template } from '../domain/template.ts';
import { cleanLine } from '../domain/text.ts';
import { change } from './changes.ts';
import { db, type KebanDatabase } from './database.ts';

/** A pack with the templates that belong to it, and how many of them were edited here since it came or was last saved. */
export interface PackOverview {
  pack: Pack;
  templates: Template[];
  edited: number;
}

/** Returns the packs, by name. */
export async function packsWithTemplates(database: KebanDatabase = db): Promise<PackOverview[]> {
  const [packs, templates] = await Promise.all([database.packs.toArray(), database.templates.toArray()]);
  return packs
    .toSorted((a, b) => a.name.localeCompare(b.name, 'zh-CN'))
    .map((pack) => {
      const own = templates.filter((template) => template.pack?.id === pack.id);
      return { pack, templates: own, edited: own.filter((template) => isEditedHere(template, template.pictures)).length };
    });
}

/** What a person writes of a pack of their own. */
export interface PackInput {
  name: string;
  author: string;
  note?: string;
  /** Only offered in this shop's chats. */
  shopId?: string | undefined;
  /** Ids of its templates; one that is in another pack moves over. */
  templateIds: readonly string[];
}

/** Makes a pack of templates that are here. Refuses one without a name or templates with an Error. */
export function makePack(input: PackInput, database: KebanDatabase = db): Promise<Change | null> {
  const name = cleanLine(input.name, 60);
  if (!name || input.templateIds.length === 0) throw new Error('a pack needs a name and templates');
  const label = { key: 'change.packMade', params: { name, n: input.templateIds.length } };
  return change(
    { actor: 'staff', label },
    async (draft) => {
      const at = Date.now();
      const id = newId('p', at);
      const { shopId } = input;
      const author = cleanLine(input.author, 60);
      const note = cleanLine(input.note ?? '', 500);
      await draft.put('packs', {
        id,
        name,
        author,
        version: 1,
        own: true,
        ...(note && { note }),
        ...(shopId && { shopId }),
        createdAt: at,
        updatedAt: at,
      });
      for (const templateId of input.templateIds) {
        const template = await draft.get('templates', templateId);
        if (!template) continue;
        const base = packHash(recordOf(template), template.pictures);
        const left = template.pack && (await draft.get('packs', template.pack.id));
        const pack = { id, version: 1, key: template.id, base };
        await draft.put('templates', { ...joined(outOf(template, left), pack, shopId), updatedAt: at });
      }
    },
    database,
  );
}

/** Puts a template into one of the own packs, or takes it out of its pack (null). */
export function setPackOf(templateId: string, packId: string | null, database: KebanDatabase = db): Promise<Change | null> {
  return change(
    { actor: 'staff', label: { key: packId ? 'change.packJoined' : 'change.packLeft' } },
    async (draft) => {
      const template = await draft.get('templates', templateId);
      const pack = packId ? await draft.get('packs', packId) : null;
      if (!template) return;
      const left = template.pack && (await draft.get('packs', template.pack.id));
      const free = outOf(template, left);
      // The base of one that has just joined is none, so that the pack counts as changed.
      const from = pack && { id: pack.id, version: pack.version, key: template.id, base: '' };
      await draft.put('templates', { ...(from ? joined(free, from, pack.shopId) : free), updatedAt: Date.now() });
    },
    database,
  );
}

/** Returns a template that is in no pack as one of a pack, which may be for a shop only. */
function joined(free: Template, pack: NonNullable<Template['pack']>, shopId: string | undefined): Template {
  if (!shopId) return { ...free, pack };
  return { ...free, pack: { ...pack, ...(free.shopId && { shopBefore: free.shopId }) }, shopId };
}

/** Returns a template without its pack; the shop it is for is what it was without the pack. */
function outOf(template: Template, left: Pack | null | undefined): Template {
  const { pack: _pack, shopId: _shopId, ...free } = template;
  const shopId = template.pack ? ownShop(template, left?.shopId) : template.shopId;
  return { ...free, ...(shopId && { shopId }) };
}

/**
 * Raises the version of an own pack whose templates have changed, before it is saved as a file; `force` raises it in any
 * case (templates were taken out). Returns the pack as it is to be saved, and the change that can be undone.
 */
export async function nextVersion(
  id: string,
  force: boolean,
  database: KebanDatabase = db,
): Promise<{ pack: Pack; change: Change | null } | null> {
  const found = (await packsWithTemplates(database)).find(({ pack }) => pack.id === id);
  if (!found) return null;
  const { pack, templates, edited } = found;
  if (!pack.own || (edited === 0 && !force)) return { pack, change: null };
  const next = { ...pack, version: pack.version + 1 };
  const label = { key: 'change.packVersion', params: { name: pack.name, version: next.version } };
  const written = await change(
    { actor: 'staff', label },
    async (draft) => {
      await draft.put('packs', { ...next, updatedAt: Date.now() });
      for (const { id: templateId } of templates) {
        const template = await draft.get('templates', templateId);
        if (!template?.pack) continue;
        const base = packHash(recordOf(template), template.pictures);
        await draft.put('templates', { ...template, pack: { ...template.pack, version: next.version, base } });
      }
    },
    database,
  );
  return { pack: next, change: written };
}

/** Takes a pack away; its templates stay unless `withTemplates`. */
export function removePack(id: string, withTemplates: boolean, database: KebanDatabase = db): Promise<Change | null> {
  return change(
    { actor: 'staff', label: { key: 'change.packRemoved' } },
    async (draft) => {
      const left = await draft.get('packs', id);
      await draft.remove('packs', id);
      for (const template of await database.templates.toArray()) {
        if (template.pack?.id !== id) continue;
        if (withTemplates) await draft.remove('templates', template.id);
        else await draft.put('templates', { ...outOf(template, left), updatedAt: Date.now() });
      }
    },
    database,
  );
}
