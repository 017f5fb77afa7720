import type { PageReader } from '../site.ts';
import { orderReader } from './order-detail.ts';
import { oldOrderReader } from './order-detail-old.ts';
import { ordersReader } from './orders.ts';
import { oldOrdersReader } from './orders-old.ts';
import { caseReader, casesReader } from './refunds.ts';
import { oldCasesReader } from './refunds-old.ts';
import { reviewsReader } from './reviews.ts';
import { shellReader } from './shell.ts';

/** Readers of the workbench hosts, newest generation first; the shell last, because it is around all of them. */
export const taobaoWorkbenchReaders: readonly PageReader[] = [
  ordersReader,
  oldOrdersReader,
  orderReader,
  oldOrderReader,
  casesReader,
  caseReader,
  oldCasesReader,
  reviewsReader,
  shellReader,
];
