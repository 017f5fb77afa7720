import type { PageKind, PageReader, SiteMeta } from '../sites/site.ts';
import { OnDemand } from './on-demand.ts';
import { type Collecting, MESSAGES, type Pack, type WhenRead } from './pack.ts';
import { PageWatch } from './page-watch.ts';

const KEY = '__kebanWatch';

/** What runs in a frame: a site's readers, and its chats' part where that is not loaded on demand (see `SiteMeta`). */
export interface Script {
  site: SiteMeta;
  readers: readonly PageReader[];
  chat?: Pack;
}

/** The parts of a site's scripts that are loaded when a page of their kind is shown. */
class Parts {
  #byKind = new Map<PageKind, OnDemand<Pack>>();
  #byFile = new Map<string, OnDemand<Pack>>();

  constructor(site: SiteMeta, signal: AbortSignal) {
    for (const [kind, file] of site.scripts.flatMap(({ parts = {} }) => Object.entries(parts))) {
      const part = this.#byFile.get(file) ?? new OnDemand<Pack>(file, signal);
      this.#byFile.set(file, part);
      this.#byKind.set(kind as PageKind, part);
    }
  }

  want(kind: PageKind | null): void {
    if (kind) this.#byKind.get(kind)?.want();
  }

  readers(): PageReader[] {
    return [...this.#byFile.values()].flatMap(({ part }) => part?.readers ?? []);
  }

  whenThere(arrived: (pack: Pack) => void): void {
    for (const part of this.#byFile.values()) part.whenThere(arrived);
  }
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
  const parts = new Parts(site, signal);
  const collecting = new OnDemand<Collecting>(MESSAGES, signal);
  // While the document is still coming the part may come too.
  parts.want(site.pageKind(new URL(location.href)));
  const begin = (): void => {
    if (signal.aborted) return;
    const listeners: Parameters<WhenRead>[0][] = [];
    const whenRead: WhenRead = (listener) => void listeners.push(listener);
    const watch = new PageWatch({
      site,
      readers: () => [...(chat?.readers ?? []), ...parts.readers(), ...readers],
      shown: (kind) => parts.want(kind),
      chatRead: (reader) => {
        collecting.want();
        for (const listener of listeners) listener(reader);
      },
      signal,
    });
    const openChat = (): ReturnType<typeof watch.openChat> => watch.openChat();
    chat?.begin?.(openChat, signal, whenRead);
    parts.whenThere((pack) => {
      pack.begin?.(openChat, signal, whenRead);
      watch.reread();
    });
    collecting.whenThere((found) => watch.collectWith(found));
  };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', begin, { signal });
  else begin();
}
