import type { PageReader } from '../site.ts';
import { ordersReader } from './orders.ts';
import { oldOrdersReader } from './orders-old.ts';
import { shellReader } from './shell.ts';

/** Readers of the workbench hosts that every page of theirs may need, newest generation first; the shell last, because it is around all of them. */
export const taobaoWorkbenchReaders: readonly PageReader[] = [ordersReader, oldOrdersReader, shellReader];
