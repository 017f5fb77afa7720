import type { MessageItem } from '../domain/message-stored.ts';
import type { MessageSeen, Observation, PeerRef, Reading, RecordSeen } from '../domain/observation.ts';
import type { ToldChat } from '../domain/told-chat.ts';
import { inParts, isRecord } from '../inpage/parts.ts';

/** What of a reading is kept: orders with their disputes and reviews, buyers by a stable id, and messages with them. */
export interface Kept {
  orders: RecordSeen[];
  people: PeerRef[];
  chats: ToldChat[];
}

/** Buyers by the id of their conversation: many answers with messages do not name them. */
export type Buyers = Map<string, PeerRef>;

/** Conversations whose buyers are remembered. */
const MOST_BUYERS = 1000;

/** Answers that tell what has just happened; of others only the newest message of a listed conversation has. */
const LIVE = /\/json-(?:push|sync)/;

const idOf = ({ uid, enc, nick }: PeerRef): string | undefined => uid ?? enc ?? nick;

/** Returns what of a reading is kept; buyers without a stable id are left out, each of the others is there once. */
export function keptOf(reading: Reading, buyers: Buyers = new Map()): Kept {
  const orders = reading.observations.filter((seen) => isRecord(seen));
  const people = new Map<string, PeerRef>();
  for (const seen of reading.observations) {
    if (seen.kind !== 'conversation') continue;
    const id = idOf(seen.peer);
    if (id === undefined) continue;
    people.set(id, seen.peer);
    if (seen.conversation !== undefined) remember(buyers, seen.conversation, seen.peer);
  }
  return { orders, people: [...people.values()], chats: chatsIn(reading, buyers) };
}

function remember(buyers: Buyers, conversation: string, peer: PeerRef): void {
  // A push names only the number: what is known besides stays.
  if (buyers.get(conversation)?.name !== undefined && peer.name === undefined) return;
  buyers.delete(conversation);
  buyers.set(conversation, peer);
  for (const old of buyers.keys()) {
    if (buyers.size <= MOST_BUYERS) break;
    buyers.delete(old);
  }
}

const ID = /^[\w.@#:=+/-]{1,128}$/;

/** A message that is kept: it is known which one it is, when it was written and what it holds. */
type Sure = MessageSeen & { conversation: string };

function isSure(seen: Observation): seen is Sure {
  if (seen.kind !== 'message' || !ID.test(seen.id ?? '') || seen.at === undefined || seen.conversation === undefined)
    return false;
  return seen.type !== 'empty' && (seen.text !== undefined || !['text', 'robot'].includes(seen.type));
}

/** Returns the messages by their conversations; none where two shops wrote, or where it is not sure who the buyer is. */
function chatsIn({ reader, observations, health }: Reading, buyers: Buyers): ToldChat[] {
  if (health['shop.key'] === 'refused') return [];
  const newest = new Map(
    observations.flatMap((o) => (o.kind === 'conversation' && o.at ? [[o.conversation, o.at] as const] : [])),
  );
  const itemOf = ({ sender: _sender, ...message }: Sure): MessageItem => {
    const isNew = LIVE.test(reader) || (message.at ?? 0) >= (newest.get(message.conversation) ?? Infinity);
    return isNew ? { message, live: true } : { message, past: true };
  };
  const groups = Map.groupBy(observations.filter(isSure), ({ conversation }) => conversation);
  return [...groups].flatMap(([conversation, messages]) => {
    const senders = messages.flatMap(({ side, sender }) => (side === 'buyer' && sender ? [sender] : []));
    const peer = buyers.get(conversation) ?? senders[0];
    const isHers = senders.every((sender) => sender.uid === peer?.uid);
    return peer && idOf(peer) !== undefined && isHers ? [{ peer, conversation, items: messages.map(itemOf) }] : [];
  });
}

/** Returns the conversations in parts that fit into one message each. */
export function chatsInParts(chats: readonly ToldChat[]): ToldChat[][] {
  const lines = chats.flatMap((chat) => chat.items.map((item) => ({ ...chat, items: [item] })));
  return inParts(lines)
    .filter((part) => part.length > 0)
    .map((part) =>
      [...Map.groupBy(part, (line) => line.conversation)].flatMap(([, same]) => {
        const [first] = same;
        return first ? [{ ...first, items: same.flatMap(({ items }) => items) }] : [];
      }),
    );
}
