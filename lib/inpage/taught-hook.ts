import type { PageKind, PageReader, SiteMeta } from '../sites/site.ts';

/** The site and the kind of page that an address shows. */
export interface ShownPage {
  site: SiteMeta;
  kind: PageKind;
}

/** Returns the reader that completes a page's own by what a person has taught for its kind of page. */
type TaughtHook = (reader: PageReader | undefined, page: ShownPage) => PageReader | undefined;

declare global {
  /** Set by the script with the taught rules, which is put only into pages for which there are some. */
  var __kebanTaught: TaughtHook | undefined;
}

/** Returns the reader for a page: the built-in one, completed by taught rules where there are some. */
export function completed(reader: PageReader | undefined, page: ShownPage): PageReader | undefined {
  return globalThis.__kebanTaught ? globalThis.__kebanTaught(reader, page) : reader;
}
