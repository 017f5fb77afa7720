import { Window } from 'happy-dom';

/** Returns a page with the given elements. */
export function pageOf(html: string): Document {
  return new new Window().DOMParser().parseFromString(html, 'text/html') as unknown as Document;
}
