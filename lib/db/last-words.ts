import { languageOfAll } from '../domain/wording-language.ts';
import { db, type KebanDatabase } from './database.ts';
import { lastMessages, newestThread } from './messages.ts';

/** Messages of the buyer that tell how he writes. */
const MOST = 12;

/** Returns what a buyer wrote last in the newest conversation, oldest first, at most twelve texts. */
async function lastWordsOf(customerId: string, database: KebanDatabase = db): Promise<string[]> {
  const newest = await newestThread(customerId, database);
  if (!newest) return [];
  const messages = await lastMessages(newest.id, 2, database);
  return messages.flatMap(({ side, type, text }) => (side === 'buyer' && type === 'text' && text ? [text] : [])).slice(-MOST);
}

/** Returns the language a customer writes in by the last words (BCP 47), or null where they do not tell it. */
export async function spokenBy(customerId: string, database: KebanDatabase = db): Promise<string | null> {
  return languageOfAll(await lastWordsOf(customerId, database));
}
