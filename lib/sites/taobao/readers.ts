import type { PageReader, PayloadReader } from '../site.ts';
import { clipboardReader } from './clipboard.ts';
import { disputesReader, reviewRowsReader } from './payload-cases.ts';
import { exportFieldsReader } from './payload-export.ts';
import { historyListReader, historyMessagesReader } from './payload-history.ts';
import { clientMessagesReader, imReader } from './payload-im.ts';
import { mainOrderReader } from './payload-order-detail.ts';
import { priceModuleReader, tmallOrderReader } from './payload-order-tmall.ts';
import { asyncSoldReader, tradeQueryReader } from './payload-orders.ts';
import { riskReader } from './payload-risk.ts';
import { taobaoAftersalesReaders } from './readers-aftersales.ts';
import { taobaoChatOuterReaders, taobaoChatReaders } from './readers-chat.ts';
import { taobaoOrderReaders } from './readers-order.ts';
import { taobaoRecordsReaders } from './readers-records.ts';
import { taobaoWorkbenchReaders } from './readers-workbench.ts';

/** All page readers of the site; the first that recognises a page reads it. */
export const taobaoReaders: readonly PageReader[] = [
  ...taobaoChatReaders,
  ...taobaoRecordsReaders,
  ...taobaoChatOuterReaders,
  ...taobaoAftersalesReaders,
  ...taobaoOrderReaders,
  ...taobaoWorkbenchReaders,
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
  exportFieldsReader,
  clipboardReader,
];
