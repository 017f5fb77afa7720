import { aliexpressReaders } from './aliexpress/readers.ts';
import { siblingReaders } from './siblings.ts';
import type { PageReader, PageSource } from './site.ts';
import { taobaoReaders } from './taobao/readers.ts';

/** The page readers of all sites, newest generation first within a site. */
export const pageReaders: readonly PageReader[] = [...taobaoReaders, ...aliexpressReaders, ...siblingReaders];

/** Returns the reader that knows the page, or null when no site reads it. */
export function readerFor(source: PageSource): PageReader | null {
  return pageReaders.find((reader) => reader.recognises(source)) ?? null;
}
