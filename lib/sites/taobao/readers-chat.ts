import type { ChatReader, PageReader } from '../site.ts';
import { chatReader } from './chat.ts';
import { chatOuterReader } from './chat-outer.ts';
import { recordsReader } from './records.ts';

/** Readers of the web chat. */
export const taobaoChatReaders: readonly ChatReader[] = [chatReader];

/** The other pages of the chat's host (market.m.taobao.com): the records frame of the workbench, the page around the chat. */
export const taobaoRecordsReaders: readonly PageReader[] = [recordsReader, chatOuterReader];
