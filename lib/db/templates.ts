import { defined } from '../domain/defined.ts';
import type { Change } from '../domain/change.ts';
import { newId } from '../domain/ids.ts';
import type { Template } from '../domain/template.ts';
import { cleanFolder } from '../domain/template-folders.ts';
import { cleanLine, cleanText, LIMITS } from '../domain/text.ts';
import { change } from './changes.ts';
import type { Draft } from './draft.ts';
import { db, type KebanDatabase } from './database.ts';

/** Returns all templates. */
export function allTemplates(database: KebanDatabase = db): Promise<Template[]> {
  return database.templates.toArray();
}

/** What a person writes of a template, plus its search keys. */
export type TemplateInput = Pick<Template, 'title' | 'body' | 'folder' | 'language' | 'pinyin' | 'initials'> & {
  [K in 'id' | 'code' | 'tags' | 'favourite' | 'group' | 'validFrom' | 'validUntil' | 'stages' | 'pictures' | 'shopId']?:
    | Template[K]
    | undefined;
} & {
  /** It says in its language what this template says: both get one group. */
  versionOf?: string;
};

/** Saves a new or changed template. Refuses an empty title or body, and a body too long, with an Error. */
export function saveTemplate({ versionOf, ...input }: TemplateInput, database: KebanDatabase = db): Promise<Change | null> {
  const title = cleanLine(input.title, 60);
  const body = cleanText(input.body, LIMITS.message + 1);
  if (!title || !body) throw new Error('a template needs a title and a body');
  if (body.length > LIMITS.message) throw new Error(`a template holds at most ${LIMITS.message} characters`);
  const label = { key: input.id ? 'change.templateEdited' : 'change.templateAdded', params: { title } };
  return change(
    { actor: 'staff', label },
    async (draft) => {
      const at = Date.now();
      const id = input.id ?? newId('t', at);
      const stored = await draft.get('templates', id);
      const folder = cleanFolder(input.folder);
      const group = versionOf === undefined ? null : await groupOf(draft, versionOf, at);
      const whole = { uses: 0, createdAt: at, ...stored, ...input, ...group, id, title, body, folder, updatedAt: at };
      // What was taken away is not there, rather than there without a value.
      await draft.put('templates', defined(whole) as Template);
    },
    database,
  );
}

/** Returns the group of a template, which gets one if it has none. */
async function groupOf(draft: Draft, id: string, at: number): Promise<Pick<Template, 'group'>> {
  const source = await draft.get('templates', id);
  if (!source || source.group) return source?.group ? { group: source.group } : {};
  const group = newId('g', at);
  await draft.put('templates', { ...source, group, updatedAt: at });
  return { group };
}

/** Removes a template. */
export function removeTemplate(id: string, database: KebanDatabase = db): Promise<Change | null> {
  return change({ actor: 'staff', label: { key: 'change.templateRemoved' } }, (draft) => draft.remove('templates', id), database);
}

/** Counts one use of a template; a repeated command counts once. */
export async function countUse(id: string, commandId: string, database: KebanDatabase = db): Promise<void> {
  await database.transaction('rw', database.templates, database.processed, async () => {
    if (await database.processed.get(commandId)) return;
    const at = Date.now();
    await database.processed.put({ id: commandId, at, answer: null });
    await database.templates
      .where('id')
      .equals(id)
      .modify((t) => {
        t.uses += 1;
        t.lastUsedAt = at;
      });
  });
}

/** Puts templates in that come with the product, unless any are there already. Returns how many were put in. */
export async function seedTemplates(starters: readonly Template[], database: KebanDatabase = db): Promise<number> {
  return database.transaction('rw', database.templates, async () => {
    if ((await database.templates.count()) > 0) return 0;
    await database.templates.bulkPut(starters as Template[]);
    return starters.length;
  });
}
