import { sureMark, type ActiveChat } from '../domain/chat.ts';
import type { WaitingReply } from '../session.ts';

/** Who the customers that replies were made for are by now, by the id they had; null when they are gone. */
export type Heirs = ReadonlyMap<string, string | null>;

/**
 * Tells whether a kept reply belongs into the open chat: whether that is with the buyer it was made for. Where both have an
 * id of the conversation or the buyer, that alone counts: customers are joined and taken apart, a conversation stays who it
 * is with. Else one made for a known customer goes to that customer or who it was joined into; one made while nobody was
 * known goes to the same marks while nobody is known yet. In doubt it does not belong.
 */
export function belongsInto({ binding, mark }: Pick<WaitingReply, 'binding' | 'mark'>, chat: ActiveChat, heirs: Heirs): boolean {
  if (chat.site !== binding.site || chat.shopId !== binding.shopId || !chat.fingerprint || chat.state !== 'ready') return false;
  const now = sureMark(chat);
  if (mark !== undefined && now !== undefined) return mark === now;
  const sameMarks = chat.fingerprint === binding.fingerprint;
  const { customerId } = binding;
  if (customerId === null) return chat.customerId === null && sameMarks;
  if (chat.customerId === null) return false;
  // On pages that a person taught, a customer is known by the shown name alone.
  const isBuyer = chat.customerId === customerId || chat.customerId === heirs.get(customerId);
  return isBuyer && (sameMarks || chat.site !== 'custom');
}
