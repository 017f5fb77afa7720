import type { Change } from '../domain/change.ts';
import { newId } from '../domain/ids.ts';
import { cleanLine } from '../domain/text.ts';
import type { WordingEdit } from '../domain/wording.ts';
import { change } from './changes.ts';
import { db, type KebanDatabase } from './database.ts';

/** Whether drafts are looked through, a row of `meta`. */
const ON = 'wordingOn';
const MOST_WORDS = 40;
const LONGEST = 60;

/** Tells whether what is typed in chats is looked through. It is unless somebody switched it off. */
export async function isWordingOn(database: KebanDatabase = db): Promise<boolean> {
  return (await database.meta.get(ON))?.value !== false;
}

/** Switches looking through drafts on or off. */
export async function setWordingOn(on: boolean, database: KebanDatabase = db): Promise<void> {
  await database.meta.put({ key: ON, value: on });
}

/** Returns what the shop changed of the list that comes with the product. */
export function wordingEdits(database: KebanDatabase = db): Promise<WordingEdit[]> {
  return database.wording.toArray();
}

const cleaned = (list: readonly string[]): string[] =>
  [...new Set(list.map((each) => cleanLine(each, LONGEST)))].slice(0, MOST_WORDS);

/** Changes one entry of the list, or with `null` has it again as it came; an own entry is removed then. */
export function editWording(
  id: string,
  edit: Omit<WordingEdit, 'id' | 'at'> | null,
  database: KebanDatabase = db,
): Promise<Change | null> {
  const key = edit === null ? 'change.wordingReset' : edit.off ? 'change.wordingOff' : 'change.wordingEdited';
  return change(
    { actor: 'staff', label: { key } },
    async (draft) => {
      if (edit === null) return draft.remove('wording', id);
      const at = (await draft.get('wording', id))?.at ?? Date.now();
      const { words, without, better, ...rest } = edit;
      await draft.put('wording', {
        id,
        ...rest,
        ...(words && { words: cleaned(words).filter(Boolean) }),
        ...(without && { without }),
        ...(better && { better: cleaned(better) }),
        at,
      });
    },
    database,
  );
}

/** Adds an entry of the shop's own. Refuses one without words with an Error. */
export async function addWording(
  edit: Required<Pick<WordingEdit, 'words' | 'kind' | 'severity' | 'better'>>,
  database: KebanDatabase = db,
): Promise<Change | null> {
  const words = cleaned(edit.words).filter(Boolean);
  if (words.length === 0) throw new Error('an entry needs a word');
  const at = Date.now();
  const row = { id: newId('w', at), ...edit, words, better: cleaned(edit.better), at };
  const label = { key: 'change.wordingAdded', params: { word: words[0] ?? '' } };
  return change({ actor: 'staff', label }, (draft) => draft.put('wording', row), database);
}

/** Has the whole list again as it came. */
export async function resetWording(database: KebanDatabase = db): Promise<Change | null> {
  const ids = await database.wording.toCollection().primaryKeys();
  const label = { key: 'change.wordingResetAll', params: { n: ids.length } };
  return change(
    { actor: 'staff', label },
    async (draft) => {
      for (const id of ids) await draft.remove('wording', id);
    },
    database,
  );
}
