import type { Page } from 'playwright-core';

/** What a panel showed while it was watched. */
export interface Watched {
  /** Every customer id with every name that stood above it. */
  shown: [id: string, name: string][];
  /** Every chat the worker noted: who the page said it is, and whom it took that for. */
  chats: { nick: string; fingerprint: string | null; customerId: string | null }[];
}

/** Notes, from now on, everything the panel paints and every chat the worker resolves. */
export async function watchPanel(panel: Page): Promise<void> {
  await panel.evaluate(() => {
    const shown = new Set<string>();
    const chats: unknown[] = [];
    const look = (): void => {
      const root = document.querySelector<HTMLElement>('.panel');
      const name = document.querySelector('.customer-head__name')?.textContent ?? '';
      const id = root?.dataset['customerId'] ?? '';
      if (id || name) shown.add(JSON.stringify([id, name]));
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
    chrome.storage.session.onChanged.addListener((changes) => {
      for (const [key, { newValue }] of Object.entries(changes)) {
        if (!key.startsWith('chat:') || !newValue) continue;
        const chat = newValue as { peer?: { nick?: string }; fingerprint: string | null; customerId: string | null };
        chats.push({ nick: chat.peer?.nick ?? '', fingerprint: chat.fingerprint, customerId: chat.customerId });
      }
    });
    look();
    Object.assign(globalThis, { watched: () => ({ shown: [...shown].map((each) => JSON.parse(each) as unknown), chats }) });
  });
}

/** Returns what was noted since `watchPanel`. */
export function watched(panel: Page): Promise<Watched> {
  return panel.evaluate(() => (globalThis as unknown as { watched: () => Watched }).watched());
}
