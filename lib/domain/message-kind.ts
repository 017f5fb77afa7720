import type { MessageSeen } from './observation.ts';

/** What a message is to somebody who reads the conversation. */
export type MessageKind =
  | 'person'
  | 'own'
  | 'card'
  | 'system'
  | 'robot'
  | 'withdrawn'
  | 'image'
  | 'file'
  | 'item'
  | 'order'
  | 'unknown';

type Told = Pick<MessageSeen, 'side' | 'type'> & { withdrawn?: true | undefined };

/** Returns what a message is: the buyer's words, the shop's own, a card, and so on. */
export function messageKind({ side, type, withdrawn }: Told): MessageKind {
  if (withdrawn) return 'withdrawn';
  if (type === 'empty') return 'unknown';
  if (type !== 'text') return type;
  if (side === 'system') return 'system';
  return side === 'seller' ? 'own' : 'person';
}

/** Tells whether a person of this side wrote or sent it: system cards, robots and withdrawn messages are nobody's answer. */
export function isFromPerson(message: Told): boolean {
  return !['card', 'system', 'robot', 'withdrawn', 'unknown'].includes(messageKind(message)) && message.side !== 'system';
}
