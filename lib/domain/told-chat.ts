import * as z from 'zod/mini';
import { itemsSchema, type MessageItem } from './message-stored.ts';
import { peerSchema, type PeerRef } from './observation.ts';

/** Part of a conversation that an answer or a record tells, beside which nobody has to be looked up on the page. */
export interface ToldChat {
  peer: PeerRef;
  /** The site's own id of the conversation. */
  conversation?: string | undefined;
  /** Oldest first, each with its time. */
  items: MessageItem[];
}

/** Shape of what the relay and the record search hand over. */
export const toldChatSchema = z.object({
  peer: peerSchema,
  conversation: z.optional(z.string().check(z.minLength(1), z.maxLength(128))),
  items: itemsSchema,
});
