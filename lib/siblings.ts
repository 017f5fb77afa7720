import type { SiteId } from './domain/observation.ts';
import { allActiveChats, endChat } from './session.ts';
import { originsOf, siblingMetas } from './sites/registry.ts';
import type { SiteMeta } from './sites/site.ts';

/**
 * Switches of the sites that are off until the user wants them. A site is on when the user wished so, the browser holds
 * our script for it and grants its hosts; take any of these away and it is off.
 */
const KEY = 'siblings';
const scriptId = (id: SiteId): string => `sibling-${id}`;

async function wished(): Promise<SiteId[]> {
  const stored = (await chrome.storage.local.get(KEY))[KEY];
  return siblingMetas.map(({ id }) => id).filter((id) => Array.isArray(stored) && stored.includes(id));
}

async function wish(id: SiteId, on: boolean): Promise<void> {
  const others = (await wished()).filter((each) => each !== id);
  await chrome.storage.local.set({ [KEY]: on ? [...others, id] : others });
}

async function registered(): Promise<ReadonlySet<string>> {
  return new Set((await chrome.scripting.getRegisteredContentScripts()).map(({ id }) => id));
}

async function register(site: SiteMeta): Promise<void> {
  if ((await registered()).has(scriptId(site.id))) return;
  const [script] = site.scripts;
  if (!script) return;
  await chrome.scripting.registerContentScripts([
    {
      id: scriptId(site.id),
      js: [script.file],
      matches: [...script.matches],
      allFrames: true,
      runAt: 'document_start',
      persistAcrossSessions: true,
    },
  ]);
}

async function unregister(site: SiteMeta): Promise<void> {
  if ((await registered()).has(scriptId(site.id))) {
    await chrome.scripting.unregisterContentScripts({ ids: [scriptId(site.id)] });
  }
  // What was open there is not shown any longer; scripts that still run in open pages are refused at the gate.
  for (const chat of await allActiveChats()) if (chat.site === site.id) await endChat(chat.tabId);
}

/** Returns the sites that are on. */
export async function siblingsOn(): Promise<SiteMeta[]> {
  const scripts = await registered();
  const on: SiteMeta[] = [];
  for (const site of siblingMetas) {
    if (scripts.has(scriptId(site.id)) && (await chrome.permissions.contains({ origins: originsOf(site) }))) on.push(site);
  }
  return on;
}

/** Puts the scripts of a site into its pages that are open already; what is opened later gets them by itself. */
export async function injectSite(site: SiteMeta): Promise<void> {
  for (const { file, matches } of site.scripts) {
    for (const tab of await chrome.tabs.query({ url: [...matches] })) {
      if (tab.id === undefined) continue;
      await chrome.scripting
        .executeScript({ target: { tabId: tab.id, allFrames: true }, files: [`/${file}`] })
        // A tab that shows an error page or was closed meanwhile needs no script.
        .catch((error: unknown) => console.debug('not injected', error));
    }
  }
}

/**
 * Asks the user for the hosts of a site and reads it from now on. To be called straight from a click: the browser asks
 * only then. Returns whether the site is on; nothing is changed when the user declines.
 */
export async function switchOn(site: SiteMeta): Promise<boolean> {
  if (!(await chrome.permissions.request({ origins: originsOf(site) }))) return false;
  await register(site);
  await wish(site.id, true);
  await injectSite(site);
  return true;
}

/** Stops reading a site and gives its hosts back. */
export async function switchOff(site: SiteMeta): Promise<void> {
  await unregister(site);
  await chrome.permissions
    .remove({ origins: originsOf(site) })
    // Hosts that a policy grants cannot be given back; without a script nothing is read there all the same.
    .catch((error: unknown) => console.debug('hosts not given back', error));
  await wish(site.id, false);
}

/**
 * Brings scripts and wishes together: an update of the extension may drop registered scripts, and the user may have
 * taken the hosts away in the browser's own settings.
 */
export async function restoreSiblings(): Promise<void> {
  const wishes = await wished();
  for (const site of siblingMetas) {
    const granted = await chrome.permissions.contains({ origins: originsOf(site) });
    if (wishes.includes(site.id) && granted) await register(site);
    else await unregister(site);
  }
}

/** Calls back when a switch may have changed, here, in another window or in the browser's settings; returns what stops it. */
export function watchSiblings(changed: () => void): () => void {
  const stored = (changes: Record<string, chrome.storage.StorageChange>, area: string): void => {
    if (area === 'local' && KEY in changes) changed();
  };
  chrome.storage.onChanged.addListener(stored);
  chrome.permissions.onAdded.addListener(changed);
  chrome.permissions.onRemoved.addListener(changed);
  return () => {
    chrome.storage.onChanged.removeListener(stored);
    chrome.permissions.onAdded.removeListener(changed);
    chrome.permissions.onRemoved.removeListener(changed);
  };
}
