import type { ActiveChat } from '../domain/chat.ts';
import { allActiveChats, pinCustomer } from '../session.ts';

/** Whom to jump to. */
export interface JumpTo {
  customerId: string;
  shopId: string;
}

type Place = Pick<ActiveChat, 'tabId' | 'customerId' | 'shopId' | 'at'>;

/** Returns the open chat page where a buyer is, or else one of the same shop, the one used last; null when there is none. */
export function pageFor<T extends Place>({ customerId, shopId }: JumpTo, chats: readonly T[]): T | null {
  const newest = chats.toSorted((a, b) => b.at - a.at);
  return newest.find((chat) => chat.customerId === customerId) ?? newest.find((chat) => chat.shopId === shopId) ?? null;
}

/** What a jump led to: the buyer's own chat, a page of the shop in which a person must open it, or no page. */
export type JumpOutcome = 'chat' | 'tab' | 'none';

/**
 * Brings the tab to the front in which a buyer's chat is open, or another page of the shop with the buyer's profile beside
 * it. Nothing inside the page is opened, clicked or scrolled: that would mark the conversation read for the whole team.
 */
export async function jumpTo(to: JumpTo): Promise<JumpOutcome> {
  const page = pageFor(to, await allActiveChats());
  if (!page || !(await focusTab(page.tabId))) return 'none';
  if (page.customerId === to.customerId) return 'chat';
  await pinCustomer(page.tabId, to.customerId);
  return 'tab';
}

/** Brings a tab and its window to the front; returns whether it is there. */
export async function focusTab(tabId: number): Promise<boolean> {
  const tab = await chrome.tabs.get(tabId).catch(() => null);
  if (!tab) return false;
  await chrome.tabs.update(tabId, { active: true });
  await chrome.windows.update(tab.windowId, { focused: true });
  return true;
}
