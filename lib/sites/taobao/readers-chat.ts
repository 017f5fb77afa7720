import type { PageReader } from '../site.ts';
import { chatReader } from './chat.ts';
import { recordsReader } from './records.ts';

/** Readers of the chat host (market.m.taobao.com): the web chat, and the records frame of the workbench. */
export const taobaoChatReaders: readonly PageReader[] = [chatReader, recordsReader];
