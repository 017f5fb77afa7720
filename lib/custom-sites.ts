import { allActiveChats, endChat } from './session.ts';
import { customMetaOf } from './sites/custom/meta.ts';
import { declaredMetas, originsOf, siblingMetas } from './sites/registry.ts';
import type { SiteMeta } from './sites/site.ts';

/**
 * Chat sites of the user's own. One is on when the user added its host, the browser grants that host and holds our
 * script for it.
 */
const KEY = 'custom-sites';
const MOST = 30;
const scriptId = (host: string): string => `custom-${host}`;

/** Returns the hosts the user has added. */
export async function customHosts(): Promise<string[]> {
  const stored = (await chrome.storage.local.get(KEY))[KEY];
  return Array.isArray(stored) ? stored.filter((host): host is string => typeof host === 'string' && isHost(host)) : [];
}

function isHost(host: string): boolean {
  return host.length <= 120 && /^(?=.*[a-z])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}$/.test(host);
}

/** Why an address cannot be made a site of one's own. */
export type HostProblem = 'no-address' | 'not-secure' | 'known';

/** Returns the host of an address that a person typed (`web.whatsapp.com`, `https://…/chat`), or why it cannot be one. */
export function hostOfAddress(text: string): { host: string } | { problem: HostProblem } {
  const trimmed = text.trim();
  if (/^http:/i.test(trimmed)) return { problem: 'not-secure' };
  const address = /^https:/i.test(trimmed) ? trimmed : `https://${trimmed}`;
  if (!trimmed || !URL.canParse(address)) return { problem: 'no-address' };
  const { hostname, protocol, port } = new URL(address);
  if (protocol !== 'https:' || port !== '' || !isHost(hostname)) return { problem: 'no-address' };
  const known = [...declaredMetas, ...siblingMetas].flatMap((site) => site.matches).map((pattern) => pattern.split('/')[2] ?? '');
  const isKnown = known.some((host) => host === hostname || (host.startsWith('*.') && hostname.endsWith(host.slice(1))));
  return isKnown ? { problem: 'known' } : { host: hostname };
}

async function registered(): Promise<ReadonlySet<string>> {
  return new Set((await chrome.scripting.getRegisteredContentScripts()).map(({ id }) => id));
}

async function register(host: string): Promise<void> {
  if ((await registered()).has(scriptId(host))) return;
  const { matches } = customMetaOf(host);
  await chrome.scripting.registerContentScripts([
    {
      id: scriptId(host),
      js: ['taught.js'],
      matches: [...matches],
      allFrames: true,
      runAt: 'document_start',
      persistAcrossSessions: true,
    },
  ]);
}

async function unregister(host: string): Promise<void> {
  if ((await registered()).has(scriptId(host))) await chrome.scripting.unregisterContentScripts({ ids: [scriptId(host)] });
  for (const chat of await allActiveChats()) if (chat.shopId === `custom|${host}`) await endChat(chat.tabId);
}

/** Returns the user's own sites that are on. */
export async function customSitesOn(): Promise<SiteMeta[]> {
  const hosts = await customHosts();
  if (hosts.length === 0) return [];
  const scripts = await registered();
  const on: SiteMeta[] = [];
  for (const site of hosts.filter((host) => scripts.has(scriptId(host))).map(customMetaOf)) {
    if (await chrome.permissions.contains({ origins: originsOf(site) })) on.push(site);
  }
  return on;
}

/**
 * Asks the user for a host and makes it a site of their own. To be called straight from a click: the browser asks only
 * then. Returns whether it is on; nothing is changed when the user declines.
 */
export async function addCustomSite(host: string): Promise<boolean> {
  if (!(await chrome.permissions.request({ origins: originsOf(customMetaOf(host)) }))) return false;
  await register(host);
  const others = (await customHosts()).filter((each) => each !== host);
  await chrome.storage.local.set({ [KEY]: [...others, host].slice(-MOST) });
  return true;
}

/** Leaves a site and gives its host back; customers and notes stay. */
export async function removeCustomSite(host: string): Promise<void> {
  await unregister(host);
  const others = (await customHosts()).filter((each) => each !== host);
  await chrome.storage.local.set({ [KEY]: others });
  await chrome.permissions
    .remove({ origins: originsOf(customMetaOf(host)) })
    // Hosts that a policy grants cannot be given back; without a script nothing is read there all the same.
    .catch((error: unknown) => console.debug('host not given back', error));
}

/** Brings scripts and wishes together again: after an update, or when the browser's own settings took a host away. */
export async function restoreCustomSites(): Promise<void> {
  for (const host of await customHosts()) {
    const granted = await chrome.permissions.contains({ origins: originsOf(customMetaOf(host)) });
    await (granted ? register(host) : unregister(host));
  }
}

/** Calls back when the user's own sites may have changed; returns what stops it. */
export function watchCustomSites(changed: () => void): () => void {
  const stored = (changes: Record<string, chrome.storage.StorageChange>, area: string): void => {
    if (area === 'local' && KEY in changes) changed();
  };
  chrome.storage.onChanged.addListener(stored);
  chrome.permissions.onRemoved.addListener(changed);
  return () => {
    chrome.storage.onChanged.removeListener(stored);
    chrome.permissions.onRemoved.removeListener(changed);
  };
}
