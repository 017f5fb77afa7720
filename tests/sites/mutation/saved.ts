import { readdirSync, readFileSync } from 'node:fs';
import type { SavedPage } from './mutant.ts';

const SITES = ['taobao', 'aliexpress'] as const;

/** Returns the saved pages in tests/sites with the address that stands in what is expected of them. */
export function savedPages(): SavedPage[] {
  return SITES.flatMap((site) => {
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
