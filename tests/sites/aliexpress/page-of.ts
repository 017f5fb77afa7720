import { Window } from 'happy-dom';
import type { PageSource } from '../../../lib/sites/site.ts';

/** Returns the page source of an HTML text at an address, as a reader gets it. */
export function pageOf(html: string, url: string, topUrl?: string): PageSource {
  const document = new new Window().DOMParser().parseFromString(html, 'text/html') as unknown as Document;
  return { document, url: new URL(url), ...(topUrl ? { topUrl: new URL(topUrl) } : {}) };
}
