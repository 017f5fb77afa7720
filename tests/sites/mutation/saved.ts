import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { readerFor } from '#lib/sites/readers.ts';
import { ADDRESSES } from '../saved-addresses.ts';
import { type SavedPage, sourceOf } from './mutant.ts';

const SITES = ['taobao', 'aliexpress'] as const;
const SIBLINGS = ['goofish', 'lazada', 'alibaba', 'alibaba1688'] as const;

/** Returns the saved pages in tests/sites with the address that stands in what is expected of them. */
export function savedPages(): SavedPage[] {
  return pagesOf(SITES);
}

/** Returns the saved pages of the sites that are switched on one by one. */
export function siblingPages(): SavedPage[] {
  return pagesOf(SIBLINGS);
}

function pagesOf(sites: readonly string[]): SavedPage[] {
  return sites.flatMap((site) => {
    const folder = new URL(`../${site}/`, import.meta.url);
    const names = readdirSync(folder).filter((name) => name.endsWith('.html'));
    return names.map((name) => {
      const expected = readFileSync(new URL(name.replace('.html', '.expected.json'), folder), 'utf8');
      const { url, topUrl } = JSON.parse(expected) as { url: string; topUrl?: string };
      const html = readFileSync(new URL(name, folder), 'utf8');
      return { name: `${site}/${name}`, html, url, ...(topUrl ? { topUrl } : {}) };
    });
  });
}

/** Returns the pages of a collection beside the checkout that a reader knows; none where there is no collection. */
export function collectedPages(): SavedPage[] {
  const folder = new URL('../../../../shared/pages/', import.meta.url);
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.html'));
  return names.flatMap((name) => {
    const url = ADDRESSES.find(([pattern]) => pattern.test(name))?.[1];
    const page = { name: `collected/${basename(name)}`, html: readFileSync(new URL(name, folder), 'utf8'), url: url ?? '' };
    return url && readerFor(sourceOf(page)) ? [page] : [];
  });
}
