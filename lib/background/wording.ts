import { customerById } from '../db/customers.ts';
import { db } from '../db/database.ts';
import { ownersOf } from '../db/orders.ts';
import { peakUntil } from '../db/peak.ts';
import { isWordingOn, wordingEdits } from '../db/wording.ts';
import type { ActiveChat } from '../domain/chat.ts';
import type { Customer } from '../domain/customer.ts';
import type { WordingEdit } from '../domain/wording.ts';
import { namesIn, orderNumbersIn, type Stretch } from '../domain/wording-others.ts';
import { spokenBy } from '../db/last-words.ts';
import { activeChat, allActiveChats } from '../session.ts';
import type { Origin } from './gate.ts';

/**
 * Returns whether drafts are looked through, which they are not on peak days, and what the shop changed of the list,
 * unless `revision` is the current one.
 */
export async function wordingFor(
  revision: string | undefined,
): Promise<{ revision: string; on: boolean; edits?: WordingEdit[] }> {
  const [wanted, edits, peak] = await Promise.all([isWordingOn(), wordingEdits(), peakUntil(Date.now())]);
  const on = wanted && peak === null;
  const current = JSON.stringify([on, edits]);
  // Long lists make long marks; their length and a sum tell them apart.
  let sum = 0;
  for (let i = 0; i < current.length; i++) sum = (sum * 31 + current.charCodeAt(i)) | 0;
  const mark = `${current.length}:${sum}`;
  return mark === revision ? { revision: mark, on } : { revision: mark, on, edits };
}

/** Conversations that may be mixed up with the one that is open: those with the newest messages and orders. */
const RECENT = 40;

/**
 * Tells where a draft names another buyer of the shop or another buyer's order, and the language in which its own buyer
 * writes. Only places in the draft are handed to the page, never a name or number of somebody else.
 */
export async function checkDraft(
  { fingerprint, text }: { fingerprint: string; text: string },
  { tabId, frameId }: Origin,
): Promise<{ others: Stretch[]; buyer: string | null } | null> {
  const chat = await activeChat(tabId);
  if (!chat || chat.frameId !== frameId || chat.fingerprint !== fingerprint) return null;
  const customer = chat.customerId ? await customerById(chat.customerId) : undefined;
  const [names, orders, buyer] = await Promise.all([
    namesOfOthers(chat),
    ordersOfOthers(chat, text),
    languageOfBuyer(chat, customer),
  ]);
  const own = [chat.peer?.nick, chat.peer?.name, customer?.name, customer?.nick, ...(customer?.aliases ?? [])];
  const shop = [chat.shop?.name, chat.shop?.staff, chat.shop?.key];
  const ours = [...own, ...shop].filter((name) => name !== undefined);
  return { others: [...namesIn(text, names, ours), ...orders], buyer };
}

async function namesOfOthers(chat: ActiveChat): Promise<string[]> {
  const { shopId, customerId, tabId } = chat;
  const open = (await allActiveChats()).filter((other) => other.tabId !== tabId && other.customerId !== customerId);
  const rows = await db.messages.orderBy('newest').reverse().limit(RECENT).toArray();
  const threads = await db.threads.bulkGet([...new Set(rows.map(({ threadId }) => threadId))]);
  const spoken = await db.customers.bulkGet(threads.flatMap((thread) => (thread ? [thread.customerId] : [])));
  const range = shopId ? db.customers.where('[shopId+activeAt]').between([shopId, 0], [shopId, Infinity]) : null;
  const ordered = range ? await range.reverse().limit(RECENT).toArray() : [];
  const others = [...spoken, ...ordered].filter(
    (each): each is Customer => !!each && each.id !== customerId && each.shopId === shopId,
  );
  const shown = open.flatMap(({ peer, site }) => (peer && site === chat.site ? [peer.nick, peer.name] : []));
  return [...others.flatMap(({ name, nick }) => [name, nick]), ...shown].filter((name) => name !== undefined);
}

async function ordersOfOthers({ customerId }: ActiveChat, text: string): Promise<Stretch[]> {
  const numbers = orderNumbersIn(text);
  if (numbers.length === 0 || !customerId) return [];
  const owners = await ownersOf(numbers.map(({ no }) => no));
  return numbers.flatMap(({ no, place }) => {
    const owner = owners.get(no);
    return owner !== undefined && owner.customerId !== customerId ? [place] : [];
  });
}

async function languageOfBuyer({ peer }: ActiveChat, customer: Customer | undefined): Promise<string | null> {
  return (customer && (await spokenBy(customer.id))) ?? peer?.language ?? customer?.language ?? null;
}
