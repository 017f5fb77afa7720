import type { Reading, SiteId } from '../domain/observation.ts';
import type { RowMemo } from './row-memo.ts';

/** Shop key where a page names no account of its own: whoever is signed in in this browser profile. */
export const OWN_ACCOUNT = 'own';

/** The kinds of page a site has; one reader per kind and generation. */
export type PageKind = 'chat' | 'orders' | 'order' | 'cases' | 'case' | 'reviews' | 'records' | 'shell' | 'export';

/** DOM-free description of a site, small enough for the worker: which addresses belong to it and what they show. */
export interface SiteMeta {
  id: SiteId;
  /** Switched on by the user, who grants its hosts then; left out: declared in the manifest. */
  sibling?: true;
  /** Match patterns for the manifest and for the sender check. */
  matches: readonly string[];
  /** Which script of ours runs on which of the patterns; `parts` are put in beside it where a page of that kind is shown. */
  scripts: readonly { file: string; matches: readonly string[]; parts?: Partial<Record<PageKind, string>> }[];
  /** Zone in which the site prints times. */
  zone: string;
  /** Currency of amounts that are printed without one. */
  currency: string;
  /** Returns what the address shows, or null when this site does not read it. */
  pageKind(url: URL): PageKind | null;
  /** Returns the address that brings a buyer's chat up when a person asks for it, or null. `seenUrl` is where it was last seen. */
  chatUrl(shopKey: string, peer: { nick?: string; uid?: string }, seenUrl?: string): string | null;
}

/** Where a page's document and address come from; `topUrl` is the tab's address when the reader runs in a frame. */
export interface PageSource {
  document: Document;
  url: URL;
  topUrl?: URL;
  /** What rows of a message list said before; without it every row is read. */
  rows?: RowMemo | undefined;
  /** What was worked out in this very look, see `once`; only where the page cannot change before it is over. */
  look?: Map<unknown, unknown>;
  /** Whose chat is open, where a person has shown what tells it: in place of a name the reader doubts. */
  buyer?: string;
  /** The rows that a person has shown to be messages, each with whether it is one's own: in place of those the reader finds. */
  lines?: ReadonlyMap<Element, boolean>;
}

/** Works something out once for a look at the page, and anew each time where the source is not of one. */
export function once<T>(source: PageSource, make: (source: PageSource) => T): T {
  const { look } = source;
  if (!look) return make(source);
  if (!look.has(make)) look.set(make, make(source));
  return look.get(make) as T;
}

/** Reads one kind of page: a pure function from document to observations. It never writes, clicks, scrolls, fetches or sends. */
export interface PageReader {
  /** `taobao/orders-2026`: site, page, generation. */
  id: string;
  site: SiteId;
  kind: PageKind;
  /** Tells whether the document is the generation this reader knows (address and a sign in the DOM). */
  recognises(source: PageSource): boolean;
  read(source: PageSource): Reading;
}

/** What a chat page offers beside reading: its editor, and the marks by which a conversation is told apart. */
export interface ChatReader extends PageReader {
  kind: 'chat';
  /** Returns the message editor (textarea or contenteditable), or null. */
  editor(document: Document): HTMLElement | null;
  /**
   * Returns the marks of the open conversation (shown name, active row, order numbers, conversation id) as one string,
   * or null when none is open or the marks disagree. Equal strings mean the same conversation.
   */
  fingerprint(source: PageSource): string | null;
  /**
   * Returns the marks of the open conversation that stay as they are while it is open (none that comes late, as order
   * numbers do), or null. Left out: the buyer's nick, number or conversation id is enough.
   */
  thread?(source: PageSource): string | null;
  /** Returns the nearest stable container to observe. */
  root(document: Document): Element | null;
}

/** Reads a parsed response (JSON) or copied text; matched by shape, never only by name. */
export interface PayloadReader {
  id: string;
  site: SiteId;
  recognises(payload: unknown): boolean;
  read(payload: unknown, asked?: Asked): Reading;
}

/** What a response was asked for, where the request is known. */
export interface Asked {
  orderNos: readonly string[];
  /** Lines of disputes (AliExpress `reverseOrderLineId`). */
  lineNos?: readonly string[];
}
