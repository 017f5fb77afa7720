import * as z from 'zod/mini';
import { messageSchema, type MessageSeen } from './observation.ts';

/** One message as it is kept. */
export interface StoredMessage extends Pick<MessageSeen, 'side' | 'type' | 'text' | 'at' | 'id' | 'staff'> {
  /** Its name within its thread; never given to another one. */
  m: string;
  /** Epoch ms at which it was first seen. Not when it was written: that is `at`, if anybody said so. */
  seen: number;
  /**
   * Epoch ms at which a page saw an own message without a time come: it appeared, with at most two others, right behind
   * what had been the end of the conversation at a look within the hour before. Then it was written since that look, if
   * not by somebody who had opened the conversation in its middle. Older ones that are loaded or pasted never have it.
   */
  came?: number;
  /**
   * Only a record of former days tells of it so far (the chat-record search, an answer with older messages): what came
   * after it may be missing, so by itself it makes nobody wait.
   */
  past?: true;
  /** It was there and was withdrawn since. */
  withdrawn?: true;
}

/** Messages of a conversation that lie together, oldest first: one row of the database. */
export interface MessageRow {
  id: string;
  threadId: string;
  /** Place among the rows of the thread. */
  pos: number;
  list: StoredMessage[];
  /** Epoch ms of the newest in `list`: when it was written, else when it was seen. */
  newest: number;
}

/** Why and since when a buyer waits for an answer. Times are epoch ms. */
export interface WaitMark {
  /** Names of the first line of the question and of the last one. */
  first: string;
  last: string;
  /** When its first line was written; absent when the page did not say. */
  since?: number;
  /** When its first line was first seen: the buyer has been waiting at least since then. */
  seen: number;
  /** Lines that ask something. */
  lines: number;
  /** The buyer's first question, or the first after a day without a word. Its answer is the first answer. */
  opening: boolean;
  /** A day without a word may have come before it: the times that would tell are not known. Then it is not `opening`. */
  unsure?: true;
  /** What the buyer asked, cut to 200 characters. */
  text: string;
}

/** One conversation with a buyer, as the page tells it apart. A buyer who was known as two has the threads of both. */
export interface Thread {
  id: string;
  customerId: string;
  shopId: string;
  /** The conversation's own id, or the buyer's nick or number. */
  mark: string;
  /** Other marks of the same conversation, where answers name some: pages may show one of those. */
  also?: string[];
  /** Number of messages kept. */
  count: number;
  /** Epoch ms of the newest message kept. */
  newest: number;
  /** There while the buyer waits for an answer. */
  wait?: WaitMark;
  /** Epoch ms since when at least, while the buyer waits: indexed, so that those who wait are found among all. */
  waiting?: number;
  /** Name of the buyer's last line when a person said that it needs no answer. */
  settled?: string;
  /** The same of questions before that one. */
  settledBefore?: string[];
}

/** Part of a conversation on its way to the database: names of messages it has, and what others say. */
export interface MessageItem {
  ref?: string | undefined;
  message?: MessageSeen | undefined;
  withdrawn?: true | undefined;
  came?: number | undefined;
  /** See `StoredMessage.past`. */
  past?: true | undefined;
  /** An answer of the site tells it as what has just happened. */
  live?: true | undefined;
}

const itemSchema = z.object({
  ref: z.optional(z.string().check(z.maxLength(20))),
  message: z.optional(messageSchema),
  withdrawn: z.optional(z.literal(true)),
  came: z.optional(z.number()),
  past: z.optional(z.literal(true)),
  live: z.optional(z.literal(true)),
});
/** Shape of what a content script sends of a conversation. */
export const itemsSchema = z.array(itemSchema).check(z.minLength(1), z.maxLength(120));

/** Returns the moment by which a message is old or new: when it was written, or else first seen. */
export function momentOf({ at, seen }: Pick<StoredMessage, 'at' | 'seen'>): number {
  return at ?? seen;
}
