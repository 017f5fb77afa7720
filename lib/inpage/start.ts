import type { PageReader, SiteMeta } from '../sites/site.ts';
import { watchPage } from './page-watch.ts';

const KEY = '__kebanWatch';

/**
 * Starts watching this frame if its address belongs to the site. A script that was injected before (the extension was
 * updated while the page stayed open) is stopped first. Nothing is announced to the page: this world is our own.
 */
export function startWatching(site: SiteMeta, readers: readonly PageReader[]): void {
  const world = globalThis as { [KEY]?: AbortController };
  world[KEY]?.abort();
  const controller = new AbortController();
  world[KEY] = controller;
  const begin = (): void => {
    if (!controller.signal.aborted) watchPage({ site, readers, signal: controller.signal });
  };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', begin, { signal: controller.signal });
  else begin();
}
