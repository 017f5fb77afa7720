import { customSitesOn } from '../custom-sites.ts';
import { siblingsOn } from '../siblings.ts';
import { declaredMetas } from '../sites/registry.ts';
import { MESSAGES } from '../inpage/pack.ts';
import { WORDING, WORDING_CSS } from '../inpage/wording-hook.ts';
import type { SiteMeta } from '../sites/site.ts';
import type { Origin } from './gate.ts';

/**
 * Loads a part of the script that runs in the frame that asked: one that its site has, what collects messages, or
 * what looks through drafts. Not
 * ok for any other file.
 */
export async function injectPart(file: string, origin: Origin): Promise<{ ok: boolean }> {
  const { hostname } = new URL(origin.url);
  const own = declaredMetas
    .flatMap((site): SiteMeta['scripts'] => site.scripts)
    .filter(({ matches }) => matches.some((pattern) => pattern.split('/')[2] === hostname))
    .flatMap(({ parts = {} }) => Object.values(parts));
  if (file !== MESSAGES && file !== WORDING && !own.includes(file)) return { ok: false };
  // Without the lines the badge still tells.
  if (file === WORDING) await underline(origin).catch((error: unknown) => console.debug('no lines', error));
  await inject(origin, file);
  return { ok: true };
}

async function inject({ tabId, frameId }: Origin, file: string): Promise<void> {
  await chrome.scripting.executeScript({
    target: { tabId, frameIds: [frameId] },
    files: [`/${file}`],
    injectImmediately: true,
  });
}

/** Lets words be underlined in a frame, by a style of the user's own that the page neither sees nor changes. */
async function underline({ tabId, frameId }: Origin): Promise<void> {
  await chrome.scripting.insertCSS({ target: { tabId, frameIds: [frameId] }, css: WORDING_CSS, origin: 'USER' });
}

/** Loads the palette into the frame that asked for it; the page cannot see or reach it. */
export async function injectPalette(origin: Origin): Promise<{ ok: true }> {
  await inject(origin, 'palette.js');
  return { ok: true };
}

/** Puts the watching scripts into shop pages that were open before this version was installed. */
export async function reinject(): Promise<void> {
  for (const { file, matches } of [...declaredMetas, ...(await siblingsOn()), ...(await customSitesOn())].flatMap(
    (site) => site.scripts,
  )) {
    const frames = await chrome.tabs.query({ url: [...matches] });
    for (const tab of frames) {
      if (tab.id === undefined) continue;
      await chrome.scripting
        .executeScript({ target: { tabId: tab.id, allFrames: true }, files: [`/${file}`] })
        // A tab that shows an error page or was closed meanwhile needs no script.
        .catch((error: unknown) => console.debug('not injected', error));
    }
  }
}
