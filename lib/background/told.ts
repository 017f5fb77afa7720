import { buyerWrote } from '../db/reply-watch.ts';
import { storeTold, type ToldSource } from '../db/told-messages.ts';
import type { ToldChat } from '../domain/told-chat.ts';

/**
 * Keeps what an answer or a record tells of conversations, and settles the follow-ups that end with it. Nobody is
 * notified: most of it is of former days. Returns of how many customers something was told.
 */
export async function takeTold(source: ToldSource, chats: readonly ToldChat[]): Promise<number> {
  const customers = await storeTold(source, chats);
  for (const id of customers) {
    await buyerWrote(id, source.at).catch((error: unknown) => console.warn('follow-ups not settled', error));
  }
  return customers.length;
}
