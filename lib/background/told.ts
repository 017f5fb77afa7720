import { buyerWrote } from '../db/reply-watch.ts';
import { storeTold, type ToldSource } from '../db/told-messages.ts';
import type { ToldChat } from '../domain/told-chat.ts';
import { tellLoud } from './louder.ts';

/** A message that has come within this time (ms) is worth a notification, if any is. */
const FRESH = 600_000;

/**
 * Keeps what an answer or a record tells of conversations, settles the follow-ups that end with it, and has it told when
 * somebody who is angry or comes first has just written; `tabId` is the tab it came to. Nobody is notified of former
 * days. Returns of how many customers something was told.
 */
export async function takeTold(source: ToldSource, chats: readonly ToldChat[], tabId: number): Promise<number> {
  let told = 0;
  for (const chat of chats) {
    const customerId = await storeTold(source, chat);
    if (customerId === null) continue;
    told += 1;
    await buyerWrote(customerId, source.at).catch((error: unknown) => console.warn('follow-ups not settled', error));
    if (chat.items.some(({ message, past }) => !past && (message?.at ?? 0) > source.at - FRESH))
      await tellLoud(customerId, tabId, source.at).catch((error: unknown) => console.warn('no notification', error));
  }
  return told;
}
