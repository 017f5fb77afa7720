import { siteMetas } from '../sites/registry.ts';
import type { Origin } from './gate.ts';

/** Loads the palette into the frame that asked for it; the page cannot see or reach it. */
export async function injectPalette(origin: Origin): Promise<{ ok: true }> {
  await chrome.scripting.executeScript({
    target: { tabId: origin.tabId, frameIds: [origin.frameId] },
    files: ['/palette.js'],
    injectImmediately: true,
  });
  return { ok: true };
}

/** Puts the watching scripts into shop pages that were open before this version was installed. */
export async function reinject(): Promise<void> {
  for (const { file, matches } of siteMetas.flatMap((site) => site.scripts)) {
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
