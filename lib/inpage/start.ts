import type { PageReader, SiteMeta } from '../sites/site.ts';
import { type OpenChat, PageWatch } from './page-watch.ts';

const KEY = '__kebanWatch';

/** What runs in a frame: a site's readers, and in chats what writes into the editor. */
export interface Script {
  site: SiteMeta;
  readers: readonly PageReader[];
  writing?: (openChat: () => OpenChat | null, signal: AbortSignal) => void;
}

/**
 * Starts watching this frame. A script that was injected before (the extension was updated while the page stayed open)
 * is stopped first. Nothing is announced to the page: this world is our own.
 */
export function startWatching({ site, readers, writing }: Script): void {
  const world = globalThis as { [KEY]?: AbortController };
  world[KEY]?.abort();
  const controller = new AbortController();
  const { signal } = controller;
  world[KEY] = controller;
  const begin = (): void => {
    if (signal.aborted) return;
    const watch = new PageWatch({ site, readers, signal });
    writing?.(() => watch.openChat(), signal);
  };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', begin, { signal });
  else begin();
}
