import { countUse } from '../db/templates.ts';
import type { CustomerCard } from '../db/customer-card.ts';
import {
  sureMark,
  type ActiveChat,
  type ChatBinding,
  type InsertOutcome,
  type PicturesOutcome,
  type Rendered,
} from '../domain/chat.ts';
import { newId } from '../domain/ids.ts';
import { factsOfShop, type ShopFact } from '../domain/shop-facts.ts';
import type { ShopGround } from '../domain/shop-ground.ts';
import type { TemplateBrief } from '../domain/template.ts';
import { firstOf } from '../domain/template-messages.ts';
import { factsFrom } from '../domain/template-facts.ts';
import { includes, lookUpIn, seedOf } from '../domain/template-include.ts';
import { renderTemplate } from '../domain/template-render.ts';
import { sendMessage } from '../messaging.ts';
import { activeChat, keepWaiting, type WaitingReply } from '../session.ts';
import { zoneOf } from '../sites/registry.ts';

/** Where a reply goes and whom it is about; `card` is null when the chat shows nobody that is known. */
export interface ReplyTarget {
  chat: ActiveChat;
  card: CustomerCard | null;
}

/** Why no reply can be put into the chat: none is open, or the panel shows somebody else. */
export type ReplyBlock = 'no-chat' | 'other-customer' | null;

/** Tells whether a reply made for the customer on show belongs into the open chat. */
export function replyBlock(chat: ActiveChat | null, card: CustomerCard | null): ReplyBlock {
  if (!chat?.fingerprint || !chat.shopId || chat.state !== 'ready') return 'no-chat';
  if (!card) return chat.customerId === null ? null : 'other-customer';
  if (chat.customerId === card.customer.id) return null;
  // Somebody a person picked for a chat that identifies nobody: only under the name the chat shows.
  const { customer } = card;
  const shown = chat.peer?.name;
  const picked = chat.customerId === null && customer.shopId === chat.shopId && shown !== undefined;
  return picked && [customer.name, ...customer.aliases].includes(shown) ? null : 'other-customer';
}

/** What a template may take in beside the customer's facts: other templates, and what the shops state. */
export interface ReplyGround {
  all: readonly TemplateBrief[];
  facts: readonly ShopFact[];
  /** What is on the clipboard, where that is known. */
  clipboard?: string | undefined;
  /** Where the shop works, see `shopGround`. */
  work?: ShopGround;
}

/** Fills a template with the facts of the customer and the chat. */
export function fillReply(
  template: TemplateBrief,
  { chat, card }: ReplyTarget,
  answers: Record<string, string>,
  { all, facts, clipboard, work }: ReplyGround = { all: [], facts: [] },
): Rendered {
  const now = Date.now();
  const goal = { language: template.language, shopId: chat.shopId, at: now };
  return renderTemplate(
    template.body,
    factsFrom({
      customer: card?.customer ?? null,
      peer: chat.peer,
      orders: card?.orders ?? [],
      shop: chat.shop ?? null,
      now,
      zone: zoneOf(chat.site),
      own: factsOfShop(facts, chat.shopId),
      ...(clipboard !== undefined && { clipboard }),
      ...(work && { work }),
    }),
    answers,
    { lookUp: lookUpIn(includes(template.body) ? all : [], goal), seed: seedOf(template, card?.customer.id) },
  );
}

/** A filled template. */
export type Filled = Rendered & { outcome: 'ready' };

/** What became of a reply; `no-page` when the chat page does not answer (it has to be reloaded). */
export type ReplyOutcome = InsertOutcome['outcome'] | 'no-page';

/**
 * Puts a text into the editor of the chat it was made for. The chat is looked up again first, and the page compares its
 * conversation once more: a text for one buyer never lands with another. Nothing is sent. `kept` is a message that
 * waits already: it stays where it waits, and pictures and the count of uses belong to the first one of a reply.
 */
export async function insertReply(
  template: Pick<TemplateBrief, 'id'>,
  filled: Filled,
  { chat }: ReplyTarget,
  kept?: WaitingReply,
): Promise<ReplyOutcome> {
  const { text, cursors } = firstOf(filled);
  const binding = bindingOf(chat);
  if (!binding) return 'wrong-chat';
  const now = await activeChat(chat.tabId);
  const messages = filled.messages ?? [filled.text];
  const first = !kept || kept.pictures === true;
  const wait = async (from = 0): Promise<void> => {
    if (!kept) await keepWaiting(partsOf(messages, from, waitingFor(template.id, chat, binding)));
  };
  if (!now || !isSameChat(binding, now)) {
    await wait();
    return 'wrong-chat';
  }
  let outcome: InsertOutcome['outcome'];
  try {
    outcome = (
      await sendMessage(
        'insert',
        { text, binding, ...(cursors.length > 0 && { cursors }) },
        { tabId: now.tabId, frameId: now.frameId },
      )
    ).outcome;
  } catch (error) {
    console.warn('the chat page does not answer', error);
    return 'no-page';
  }
  if (outcome === 'wrong-chat') await wait();
  if (outcome === 'inserted' || outcome === 'copied') {
    await wait(1);
    if (first) await countUse(template.id, newId('use'));
  }
  return outcome;
}

/** Puts the pictures of a template, whose text is in, into the same chat; `failed` when the page does not answer. */
export async function insertPictures(templateId: string, { chat }: Pick<ReplyTarget, 'chat'>): Promise<PicturesOutcome> {
  const binding = bindingOf(chat);
  const now = await activeChat(chat.tabId);
  if (!binding || !now || !isSameChat(binding, now)) return { outcome: 'wrong-chat', count: 0 };
  try {
    return await sendMessage('insertPictures', { templateId, binding }, { tabId: now.tabId, frameId: now.frameId });
  } catch (error) {
    console.warn('the chat page does not answer', error);
    return { outcome: 'failed', count: 0 };
  }
}

/** Returns what a text for this chat is bound to, or null where it is not known whose chat it is. */
function bindingOf({ site, shopId, fingerprint, customerId }: ActiveChat): ChatBinding | null {
  return shopId && fingerprint ? { site, shopId, fingerprint, customerId } : null;
}

/** Tells whether a chat is the one that a text was made for. */
function isSameChat(binding: ChatBinding, chat: ActiveChat): boolean {
  return (
    chat.site === binding.site &&
    chat.shopId === binding.shopId &&
    chat.fingerprint === binding.fingerprint &&
    chat.customerId === binding.customerId
  );
}

type Whose = Omit<WaitingReply, 'id' | 'text' | 'pictures' | 'at'>;

function waitingFor(templateId: string, chat: ActiveChat, binding: ChatBinding): Whose {
  const { peer } = chat;
  const mark = sureMark(chat);
  const name = peer?.nick ?? peer?.name ?? '';
  return { templateId, name, binding, ...(mark !== undefined && { mark }) };
}

/** The messages of a reply from one on, each a moment after the one before: that is their order. */
function partsOf(messages: readonly string[], from: number, whose: Whose): WaitingReply[] {
  const now = Date.now();
  const parts = messages.map((text, i): WaitingReply => {
    const at = now + i;
    return { ...whose, id: newId('w', at), text, at, ...(i === 0 && { pictures: true }) };
  });
  return parts.slice(from);
}
