import { customSitesOn, restoreCustomSites } from '../custom-sites.ts';
import { injectSite, restoreSiblings, siblingsOn } from '../siblings.ts';
import { declaredMetas } from '../sites/registry.ts';
import { MESSAGES, PICTURES } from '../inpage/pack.ts';
import { INTENTS_FILE } from '../inpage/suggest-hook.ts';
import { WORDING, WORDING_CSS } from '../inpage/wording-hook.ts';
import type { SiteMeta } from '../sites/site.ts';
import type { Origin } from './gate.ts';

/** Parts that every site has: what collects messages, looks through drafts, puts pictures in. */
const SHARED: readonly string[] = [MESSAGES, PICTURES, WORDING];

/**
 * Loads a part of the script that runs in the frame that asked: one that its site has, or one that every site has. Not
 * ok for any other file.
 */
export async function injectPart(file: string, origin: Origin): Promise<{ ok: boolean }> {
  const { hostname } = new URL(origin.url);
  const own = declaredMetas
    .flatMap((site): SiteMeta['scripts'] => site.scripts)
    .filter(({ matches }) => matches.some((pattern) => pattern.split('/')[2] === hostname))
    .flatMap(({ parts = {} }) => Object.values(parts));
  if (!SHARED.includes(file) && !own.includes(file)) return { ok: false };
  // Without the lines the badge still tells.
  if (file === WORDING) await underline(origin).catch((error: unknown) => console.debug('no lines', error));
  await inject(origin, file);
  return { ok: true };
}

async function inject({ tabId, frameId }: Origin, ...files: string[]): Promise<void> {
  await chrome.scripting.executeScript({
    target: { tabId, frameIds: [frameId] },
    files: files.map((file) => `/${file}`),
    injectImmediately: true,
  });
}

/** Lets words be underlined in a frame, by a style of the user's own that the page neither sees nor changes. */
async function underline({ tabId, frameId }: Origin): Promise<void> {
  await chrome.scripting.insertCSS({ target: { tabId, frameIds: [frameId] }, css: WORDING_CSS, origin: 'USER' });
}

/** Loads the palette into the frame that asked for it; the page cannot see or reach it. */
export async function injectPalette(origin: Origin): Promise<{ ok: true }> {
  // The palette opens first; what recognises the buyer's wishes is there by the time it has asked who is open.
  await inject(origin, 'palette.js', INTENTS_FILE);
  return { ok: true };
}

/** Puts the watching scripts into shop pages that were open before this version was installed. */
export async function reinject(): Promise<void> {
  await injectAll([...declaredMetas, ...(await userSitesOn())]);
}

async function injectAll(sites: readonly SiteMeta[]): Promise<void> {
  for (const site of sites) await injectSite(site);
}

const userSitesOn = async (): Promise<SiteMeta[]> => [...(await siblingsOn()), ...(await customSitesOn())];

let restored: Promise<void> = Promise.resolve();

/**
 * Brings scripts and wishes together for the platforms that are switched on and the user's own sites: an update or a
 * restart may drop registered scripts, and the user may have taken hosts away. One after the other, because a script can
 * be registered only once.
 */
export function restoreUserSites(): Promise<void> {
  const next = restored.then(restoreSiblings).then(restoreCustomSites);
  restored = next.catch(() => undefined);
  return next;
}

const RESTORED = 'user-sites-restored';

/**
 * At the first start of the worker in a browser session, whatever started it: restores the user's sites and reaches the
 * pages that came back with the browser before it knew their scripts. A script that is there gives way to the new one.
 */
export async function restoreOncePerSession(): Promise<void> {
  if ((await chrome.storage.session.get(RESTORED))[RESTORED]) return;
  await chrome.storage.session.set({ [RESTORED]: true });
  await restoreUserSites();
  await injectAll(await userSitesOn());
}
