import { Dexie } from 'dexie';
import { languageOfAll } from '../domain/wording-language.ts';
import { db, type KebanDatabase } from './database.ts';

/** Messages of the buyer that tell how he writes. */
const MOST = 12;

/** Returns what a buyer wrote last in the newest conversation, oldest first, at most twelve texts. */
async function lastWordsOf(customerId: string, database: KebanDatabase = db): Promise<string[]> {
  const threads = await database.threads
    .where('[customerId+mark]')
    .between([customerId, Dexie.minKey], [customerId, Dexie.maxKey])
    .toArray();
  const [newest] = threads.toSorted((a, b) => b.newest - a.newest);
  if (!newest) return [];
  const rows = await database.messages
    .where('[threadId+pos]')
    .between([newest.id, Dexie.minKey], [newest.id, Dexie.maxKey])
    .reverse()
    .limit(2)
    .toArray();
  const messages = rows.toReversed().flatMap(({ list }) => list);
  return messages.flatMap(({ side, type, text }) => (side === 'buyer' && type === 'text' && text ? [text] : [])).slice(-MOST);
}

/** Returns the language a customer writes in by the last words (BCP 47), or null where they do not tell it. */
export async function spokenBy(customerId: string, database: KebanDatabase = db): Promise<string | null> {
  return languageOfAll(await lastWordsOf(customerId, database));
}
