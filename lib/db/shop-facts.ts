import type { Change } from '../domain/change.ts';
import { newId } from '../domain/ids.ts';
import { factsOfShop, nameKey, type ShopFact } from '../domain/shop-facts.ts';
import { cleanLine } from '../domain/text.ts';
import { change } from './changes.ts';
import { db, type KebanDatabase } from './database.ts';

/** Former values that are remembered, newest first. */
const FORMER = 5;

/** Returns all facts of shops. */
export function allFacts(database: KebanDatabase = db): Promise<ShopFact[]> {
  return database.facts.toArray();
}

/** Returns what `{店铺.…}` slots are filled with in the chats of a shop, by the name's key. */
export async function ownFacts(shopId: string | null, database: KebanDatabase = db): Promise<ReadonlyMap<string, string>> {
  return factsOfShop(await allFacts(database), shopId);
}

/** What a person writes of a fact; without `shopId` it is for all shops. */
export type FactInput = Pick<ShopFact, 'name' | 'value'> & { id?: string; shopId?: string | undefined; words?: string[] };

/**
 * Saves a new or changed fact; a value that was there before is remembered as a former one. Refuses an empty name or
 * value, and a second fact of the same name for the same shop, with an Error.
 */
export function saveFact(input: FactInput, database: KebanDatabase = db): Promise<Change | null> {
  const name = cleanLine(input.name, 30).replace(/[{}|:：.]/g, '');
  const value = cleanLine(input.value, 120);
  if (!name || !value) throw new Error('a fact needs a name and a value');
  const label = { key: input.id ? 'change.factEdited' : 'change.factAdded', params: { name, value } };
  return change(
    { actor: 'staff', label },
    async (draft) => {
      const others = await database.facts.toArray();
      const twin = others.find(
        (each) => each.id !== input.id && nameKey(each.name) === nameKey(name) && each.shopId === input.shopId,
      );
      if (twin) throw new FactTwice(name);
      const at = Date.now();
      const id = input.id ?? newId('f', at);
      const stored = await draft.get('facts', id);
      const words = (input.words ?? stored?.words ?? []).map((word) => cleanLine(word, 20)).filter(Boolean);
      const changed = stored !== null && stored.value !== value;
      const former = changed ? [stored.value, ...(stored.former ?? [])].filter((each) => each !== value) : (stored?.former ?? []);
      const { shopId } = input;
      const row: ShopFact = { id, name, value, createdAt: stored?.createdAt ?? at, updatedAt: at };
      if (shopId) row.shopId = shopId;
      if (words.length > 0) row.words = [...new Set(words)].slice(0, 12);
      if (former.length > 0) row.former = [...new Set(former)].slice(0, FORMER);
      if (stored?.ignored && !changed) row.ignored = stored.ignored;
      await draft.put('facts', row);
    },
    database,
  );
}

/** A fact of this name is there already. */
export class FactTwice extends Error {}

/** Removes a fact; texts that use it will ask for it. */
export function removeFact(id: string, database: KebanDatabase = db): Promise<Change | null> {
  return change({ actor: 'staff', label: { key: 'change.factRemoved' } }, (draft) => draft.remove('facts', id), database);
}

/** Notes that a template is right as it stands (`hash` of its text), so that it is not listed again until it changes. */
export function ignoreContradiction(
  factId: string,
  templateId: string,
  hash: number,
  database: KebanDatabase = db,
): Promise<Change | null> {
  return change(
    { actor: 'staff', label: { key: 'change.factIgnored' } },
    async (draft) => {
      const fact = await draft.get('facts', factId);
      if (fact) await draft.put('facts', { ...fact, ignored: { ...fact.ignored, [templateId]: hash } });
    },
    database,
  );
}

/**
 * Puts a text in the place of another that begins at `at` (UTF-16 units) in a template's body; nothing happens when
 * something else stands there by now.
 */
export function fixTemplate(
  { id, title }: { id: string; title: string },
  { at, text }: { at: number; text: string },
  to: string,
  database: KebanDatabase = db,
): Promise<Change | null> {
  return change(
    { actor: 'staff', label: { key: 'change.templateFixed', params: { title } } },
    async (draft) => {
      const template = await draft.get('templates', id);
      if (!template?.body.startsWith(text, at)) return;
      const body = `${template.body.slice(0, at)}${to}${template.body.slice(at + text.length)}`;
      await draft.put('templates', { ...template, body, updatedAt: Date.now() });
    },
    database,
  );
}
