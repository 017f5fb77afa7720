import { customerById } from '../db/customers.ts';
import { splitShopId } from '../domain/ids.ts';
import { allActiveChats, pinCustomer } from '../session.ts';
import { siteMeta } from '../sites/registry.ts';

/** What opening a chat led to: an open one came to the front, one was opened, or there is no address for it. */
export type OpenOutcome = { outcome: 'focused' | 'opened'; tabId: number } | { outcome: 'no-address' };

/**
 * Brings the chat with a customer to the front because a person asked for it, and shows the profile beside it. An open
 * chat is focused; otherwise its address is opened in a new tab, so that a draft in another chat is not lost.
 */
export async function openChatOf(customerId: string): Promise<OpenOutcome> {
  const customer = await customerById(customerId);
  if (!customer) return { outcome: 'no-address' };
  const open = (await allActiveChats()).find((chat) => chat.customerId === customerId);
  const tab = open ? await chrome.tabs.get(open.tabId).catch(() => null) : null;
  if (tab?.id !== undefined) {
    await chrome.tabs.update(tab.id, { active: true });
    await chrome.windows.update(tab.windowId, { focused: true });
    return { outcome: 'focused', tabId: tab.id };
  }
  const { site, key } = splitShopId(customer.shopId);
  const url = siteMeta(site).chatUrl(key, customer, customer.chatUrl);
  if (!url) return { outcome: 'no-address' };
  const opened = await chrome.tabs.create({ url });
  if (opened.id === undefined) return { outcome: 'no-address' };
  await pinCustomer(opened.id, customerId);
  return { outcome: 'opened', tabId: opened.id };
}

/** Opens the side panel beside a tab; a browser without one gets the panel as a small window. */
export async function openPanelBeside(tabId: number): Promise<boolean> {
  if (chrome.sidePanel?.open) {
    await chrome.sidePanel.open({ tabId });
    return true;
  }
  const url = chrome.runtime.getURL(`/sidepanel.html?tab=${tabId}`);
  await chrome.windows.create({ url, type: 'popup', width: 400, height: 860 });
  return true;
}
