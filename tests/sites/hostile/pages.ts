import { Window } from 'happy-dom';
import type { Reading } from '#lib/domain/observation.ts';
import { readerFor } from '#lib/sites/readers.ts';
import type { PageSource } from '#lib/sites/site.ts';
import { savedPages } from '../mutation/saved.ts';
import { sourceOf } from '../mutation/mutant.ts';

/** Returns a saved page as a reader gets it, changed by somebody who means harm. */
export function hostilePage(name: string, change: (document: Document) => void = () => undefined): PageSource {
  const page = savedPages().find((each) => each.name === name);
  if (!page) throw new Error(`no saved page ${name}`);
  const source = sourceOf(page);
  change(source.document);
  return source;
}

/** Returns a page of a given markup at an address. */
export function pageOf(html: string, url: string): PageSource {
  const document = new new Window({ url }).DOMParser().parseFromString(html, 'text/html') as unknown as Document;
  return { document, url: new URL(url) };
}

/** Returns what the registry's reader makes of a page; throws when none knows it. */
export function readingOf(source: PageSource): Reading {
  const reader = readerFor(source);
  if (!reader) throw new Error(`nobody reads ${source.url.href}`);
  return reader.read(source);
}

/** Texts that a buyer, a shop or a page can choose freely. */
export const TEXTS = {
  markup: '<img src=x onerror="globalThis.pwned=1">',
  script: '"><script>globalThis.pwned=1</script>',
  long: 'W'.repeat(100_000),
  pairs: '😀'.repeat(60_000),
  bidi: '\u202e买\u200b家\u2066甲\u2069\u202c\ufeff',
  proto: '__proto__',
  constructor: 'constructor',
  formula: '=HYPERLINK("https://evil.example/","x")',
  nul: 'a\u0000b\u0007c',
} as const;
