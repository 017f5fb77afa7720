import type { PageReader, SiteMeta } from '../sites/site.ts';
import { ChatOnDemand, type ChatPack } from './chat-pack.ts';
import { PageWatch } from './page-watch.ts';

const KEY = '__kebanWatch';

/** What runs in a frame: a site's readers, and its chats' part, which may have to be asked for. */
export interface Script {
  site: SiteMeta;
  readers: readonly PageReader[];
  chat?: ChatPack | 'on-demand';
}

/**
 * Starts watching this frame. A script that was injected before (the extension was updated while the page stayed open)
 * is stopped first. Nothing is announced to the page: this world is our own.
 */
export function startWatching({ site, readers, chat }: Script): void {
  const world = globalThis as { [KEY]?: AbortController };
  world[KEY]?.abort();
  const controller = new AbortController();
  const { signal } = controller;
  world[KEY] = controller;
  const later = chat === 'on-demand' ? new ChatOnDemand(signal) : undefined;
  // While the document is still coming the pack may come too.
  if (site.pageKind(new URL(location.href)) === 'chat') later?.want();
  const begin = (): void => {
    if (signal.aborted) return;
    const here = chat === 'on-demand' ? undefined : chat;
    const watch = new PageWatch({
      site,
      readers: () => [...((here ?? later?.pack)?.readers ?? []), ...readers],
      chatMissing: () => later?.want(),
      signal,
    });
    const beginChat = (pack: ChatPack): void => pack.begin(() => watch.openChat(), signal);
    if (here) beginChat(here);
    later?.whenThere(() => {
      if (!later.pack) return;
      beginChat(later.pack);
      watch.reread();
    });
  };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', begin, { signal });
  else begin();
}
