import type { PageReader } from '../site.ts';
import { orderReader } from './order-detail.ts';
import { oldOrderReader, tmallPageReader } from './order-detail-old.ts';

/** Readers of one order: in a script of their own, which is put into a frame only where one is shown. */
export const taobaoOrderReaders: readonly PageReader[] = [oldOrderReader, tmallPageReader, orderReader];
