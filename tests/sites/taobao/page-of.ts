import { Window } from 'happy-dom';
import type { PageSource } from '#lib/sites/site.ts';

/**
 * Returns a page as the readers get it. The markup is parsed by happy-dom's DOMParser: writing it into the window's
 * own document would load its frames and pictures.
 */
export function pageOf(html: string, url: string, topUrl?: string): PageSource {
  const window = new Window({ url });
  const document = new window.DOMParser().parseFromString(html, 'text/html') as unknown as Document;
  return { document, url: new URL(url), ...(topUrl && { topUrl: new URL(topUrl) }) };
}
