import type { PageReader, PageSource } from '../sites/site.ts';

/** Returns the reader that completes a page's own by what a person has taught, or null where nothing was. */
type TaughtHook = (reader: PageReader | undefined, source: PageSource) => PageReader | undefined;

declare global {
  /** Set by the script with the taught rules, which is put only into pages for which there are some. */
  var __kebanTaught: TaughtHook | undefined;
}

/** Returns the reader for a page: the built-in one, completed by taught rules where there are some. */
export function completed(reader: PageReader | undefined, source: PageSource): PageReader | undefined {
  return globalThis.__kebanTaught ? globalThis.__kebanTaught(reader, source) : reader;
}
