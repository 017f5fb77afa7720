import type { PageReader, PayloadReader } from '../site.ts';
import { chatReader } from './chat.ts';
import { clipboardReader } from './clipboard.ts';
import { orderReader } from './order-detail.ts';
import { oldOrderReader } from './order-detail-old.ts';
import { ordersReader } from './orders.ts';
import { oldOrdersReader } from './orders-old.ts';
import { disputesReader, reviewRowsReader } from './payload-cases.ts';
import { historyListReader, historyMessagesReader } from './payload-history.ts';
import { clientMessagesReader, imReader } from './payload-im.ts';
import { mainOrderReader } from './payload-order-detail.ts';
import { priceModuleReader, tmallOrderReader } from './payload-order-tmall.ts';
import { asyncSoldReader, tradeQueryReader } from './payload-orders.ts';
import { riskReader } from './payload-risk.ts';
import { recordsReader } from './records.ts';
import { caseReader, casesReader } from './refunds.ts';
import { oldCasesReader } from './refunds-old.ts';
import { reviewsReader } from './reviews.ts';
import { shellReader } from './shell.ts';

/** Readers of the site's pages, newest generation first; the shell last, because it is around all of them. */
export const taobaoReaders: readonly PageReader[] = [
  chatReader,
  ordersReader,
  oldOrdersReader,
  orderReader,
  oldOrderReader,
  casesReader,
  caseReader,
  oldCasesReader,
  reviewsReader,
  recordsReader,
  shellReader,
];

/** Readers of the site's responses and of copied text; the site's protection first, because it comes in place of data. */
export const taobaoPayloads: readonly PayloadReader[] = [
  riskReader,
  asyncSoldReader,
  mainOrderReader,
  tmallOrderReader,
  priceModuleReader,
  tradeQueryReader,
  disputesReader,
  reviewRowsReader,
  historyListReader,
  historyMessagesReader,
  clientMessagesReader,
  imReader,
  clipboardReader,
];
