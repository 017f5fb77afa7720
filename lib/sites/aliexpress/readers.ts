import type { PageReader } from '../site.ts';
import { aliexpressAftersalesReaders } from './readers-aftersales.ts';
import { aliexpressChatReaders } from './readers-chat.ts';
import { aliexpressPageReaders } from './readers-pages.ts';

/** All page readers of AliExpress; at most one recognises a page. */
export const aliexpressReaders: readonly PageReader[] = [
  ...aliexpressChatReaders,
  ...aliexpressPageReaders,
  ...aliexpressAftersalesReaders,
];
