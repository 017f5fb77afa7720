import type { ActiveChat, ChatBinding } from './domain/chat.ts';
import type { ShopRef } from './domain/observation.ts';

/**
 * Facts of this browser session, in `storage.session`: they outlive the worker, not the browser, and content scripts
 * cannot read them. Each key is written by one place only; nothing is read, changed and written back.
 */
const chatKey = (tabId: number): string => `chat:${tabId}`;

/** Remembers what is open in a tab's chat. */
export function setActiveChat(chat: ActiveChat): Promise<void> {
  return chrome.storage.session.set({ [chatKey(chat.tabId)]: chat });
}

/** Forgets what is open in a tab's chat; a customer that a person asked to see stays. */
export function endChat(tabId: number): Promise<void> {
  return chrome.storage.session.remove([chatKey(tabId), unreadKey(tabId)]);
}

/** Forgets everything about a tab. */
export function clearActiveChat(tabId: number): Promise<void> {
  return chrome.storage.session.remove([
    chatKey(tabId),
    pinKey(tabId),
    askedKey(tabId),
    unreadKey(tabId),
    shopKey(tabId),
    handedKey(tabId),
  ]);
}

/** Returns what is open in a tab's chat, or null. */
export async function activeChat(tabId: number): Promise<ActiveChat | null> {
  const key = chatKey(tabId);
  return ((await chrome.storage.session.get(key))[key] as ActiveChat | undefined) ?? null;
}

/** Returns all open chats. */
export async function allActiveChats(): Promise<ActiveChat[]> {
  const all = await chrome.storage.session.get(null);
  return Object.entries(all)
    .filter(([key]) => key.startsWith('chat:'))
    .map(([, chat]) => chat as ActiveChat);
}

const shopKey = (tabId: number): string => `tabshop:${tabId}`;

/** Notes the shop that a page's own data names, for pages of this tab whose address names none; null forgets it. */
export async function setTabShop(tabId: number, shop: ShopRef | null): Promise<void> {
  if (shop) await chrome.storage.session.set({ [shopKey(tabId)]: { site: shop.site, key: shop.key } });
  else await chrome.storage.session.remove(shopKey(tabId));
}

/** Returns the shop noted for a tab, or null. */
export async function tabShop(tabId: number): Promise<ShopRef | null> {
  const key = shopKey(tabId);
  return ((await chrome.storage.session.get(key))[key] as ShopRef | undefined) ?? null;
}

/** Returns the host of an address, '' of what is none. */
export const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname : '');

const CHOSEN = 'shopat:';

/**
 * Notes which shop the pages of a host are of that name none, because a person said so. Only until the browser is closed:
 * the next login may be another shop's. Null forgets it.
 */
export async function setChosenShop(host: string, shop: ShopRef | null): Promise<void> {
  if (shop) await chrome.storage.session.set({ [CHOSEN + host]: { site: shop.site, key: shop.key } });
  else await chrome.storage.session.remove(CHOSEN + host);
}

/** Returns the shop that a person said the pages of a host are of, or null. */
export async function chosenShop(host: string): Promise<ShopRef | null> {
  return ((await chrome.storage.session.get(CHOSEN + host))[CHOSEN + host] as ShopRef | undefined) ?? null;
}

/** Returns the hosts for which a person said so, each with its shop. */
export async function chosenShops(): Promise<{ host: string; shop: ShopRef }[]> {
  const all = Object.entries(await chrome.storage.session.get(null)).filter(([key]) => key.startsWith(CHOSEN));
  return all.map(([key, shop]) => ({ host: key.slice(CHOSEN.length), shop: shop as ShopRef }));
}

const pinKey = (tabId: number): string => `pin:${tabId}`;

/** Shows a customer in the panel beside a tab whatever chat is open there, until the chat is switched. */
export function pinCustomer(tabId: number, customerId: string): Promise<void> {
  return chrome.storage.session.set({ [pinKey(tabId)]: customerId });
}

/** Returns the customer pinned beside a tab, or null. */
export async function pinnedCustomer(tabId: number): Promise<string | null> {
  const key = pinKey(tabId);
  return ((await chrome.storage.session.get(key))[key] as string | undefined) ?? null;
}

/** What changed beside a tab; null says that it is gone. */
export interface TabChange {
  chat?: ActiveChat | null;
  pinned?: string | null;
}

/** Calls back with what the chat or the pin of a tab has become when it changes; returns the function that stops it. */
export function watchTab(tabId: number, onChange: (change: TabChange) => void): () => void {
  return watchSession((changes) => {
    const chat = changes[chatKey(tabId)];
    const pin = changes[pinKey(tabId)];
    if (!chat && !pin) return;
    onChange({
      ...(chat && { chat: (chat.newValue as ActiveChat | undefined) ?? null }),
      ...(pin && { pinned: (pin.newValue as string | undefined) ?? null }),
    });
  });
}

/** Calls back with what changes in the browser's session; returns the function that stops it. */
function watchSession(onChange: (changes: Record<string, chrome.storage.StorageChange>) => void): () => void {
  chrome.storage.session.onChanged.addListener(onChange);
  return () => chrome.storage.session.onChanged.removeListener(onChange);
}

/** Takes the pin of a tab away. */
export function unpin(tabId: number): Promise<void> {
  return chrome.storage.session.remove(pinKey(tabId));
}

/** A reply that could not be put in because its chat was no longer open; it waits for that buyer. */
export interface WaitingReply {
  id: string;
  templateId: string;
  text: string;
  /** Name of the buyer as the chat showed it. */
  name: string;
  binding: ChatBinding;
  /** The chat's mark, where it is an id, see `sureMark`. */
  mark?: string;
  /** It is the first message of its template: pictures go with it, and it counts as a use. */
  pictures?: true;
  /** Epoch ms. */
  at: number;
}

const waitingKey = (id: string): string => `waiting:${id}`;

/** Most replies that wait at once; the oldest make room. */
const MAX_WAITING = 30;

/** Keeps replies until their buyer's chat is open again, at most until the browser is closed. */
export async function keepWaiting(replies: readonly WaitingReply[]): Promise<void> {
  await chrome.storage.session.set(Object.fromEntries(replies.map((reply) => [waitingKey(reply.id), reply])));
  for (const { id } of (await waitingReplies()).slice(0, -MAX_WAITING)) await dropWaiting(id);
}

/** Forgets a reply that waits. */
export function dropWaiting(id: string): Promise<void> {
  return chrome.storage.session.remove(waitingKey(id));
}

/** Returns the replies that wait, oldest first. */
export async function waitingReplies(): Promise<WaitingReply[]> {
  const all = await chrome.storage.session.get(null);
  return Object.entries(all)
    .filter(([key]) => key.startsWith('waiting:'))
    .map(([, reply]) => reply as WaitingReply)
    .toSorted((a, b) => a.at - b.at);
}

/** Calls back when a reply begins or ceases to wait; returns the function that stops it. */
export function watchWaiting(onChange: () => void): () => void {
  return watchSession((changes) => {
    if (Object.keys(changes).some((key) => key.startsWith('waiting:'))) onChange();
  });
}

const askedKey = (tabId: number): string => `asked:${tabId}`;

/** Remembers the chat for which the palette was opened in a tab. */
export function noteAsked(chat: ActiveChat): Promise<void> {
  return chrome.storage.session.set({ [askedKey(chat.tabId)]: chat });
}

/** Returns the chat for which the palette was opened last in a tab, or null. */
export async function askedChat(tabId: number): Promise<ActiveChat | null> {
  const key = askedKey(tabId);
  return ((await chrome.storage.session.get(key))[key] as ActiveChat | undefined) ?? null;
}

const handedKey = (tabId: number): string => `handed:${tabId}`;

/** A template with files that was put into a chat last: the files stay at hand beside it. */
export interface Handed {
  templateId: string;
  /** Marks of the conversation. */
  fingerprint: string;
}

/** Remembers which template with files was put into the chat of a tab last; null forgets it. */
export function noteHanded(tabId: number, handed: Handed | null): Promise<void> {
  return handed ? chrome.storage.session.set({ [handedKey(tabId)]: handed }) : chrome.storage.session.remove(handedKey(tabId));
}

/** Returns which template with files was put into the chat of a tab last, or null. */
export async function handedIn(tabId: number): Promise<Handed | null> {
  const key = handedKey(tabId);
  return ((await chrome.storage.session.get(key))[key] as Handed | undefined) ?? null;
}

/** Calls back when that changes; returns the function that stops it. */
export function watchHanded(tabId: number, onChange: () => void): () => void {
  return watchSession((changes) => {
    if (changes[handedKey(tabId)]) onChange();
  });
}

const toldKey = (threadId: string): string => `told:${threadId}`;

/** Remembers the question of a conversation that a notification was about, and how angry its buyer was. */
export function noteTold(threadId: string, question: string): Promise<void> {
  return chrome.storage.session.set({ [toldKey(threadId)]: question });
}

/** Returns what was remembered of a conversation by `noteTold` last, or null. */
export async function toldOf(threadId: string): Promise<string | null> {
  const key = toldKey(threadId);
  return ((await chrome.storage.session.get(key))[key] as string | undefined) ?? null;
}

const unreadKey = (tabId: number): string => `unread:${tabId}`;

/** Who has written in a tab without being read, as its list of conversations shows it. */
export interface UnreadList {
  tabId: number;
  shopId: string;
  rows: { name: string; unread: number }[];
}

/** Remembers what the list of a tab shows as not read; an empty list is forgotten. */
export function setUnread(list: UnreadList): Promise<void> {
  const key = unreadKey(list.tabId);
  return list.rows.length > 0 ? chrome.storage.session.set({ [key]: list }) : chrome.storage.session.remove(key);
}

/** Returns what the lists of all tabs show as not read. */
export async function allUnread(): Promise<UnreadList[]> {
  const all = await chrome.storage.session.get(null);
  return Object.entries(all)
    .filter(([key]) => key.startsWith('unread:'))
    .map(([, list]) => list as UnreadList);
}
