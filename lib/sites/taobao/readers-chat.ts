import type { ChatReader, PageReader } from '../site.ts';
import { chatReader } from './chat.ts';
import { chatOuterReader } from './chat-outer.ts';

/** Readers of the web chat. */
export const taobaoChatReaders: readonly ChatReader[] = [chatReader];

/** The page around the chat. */
export const taobaoChatOuterReaders: readonly PageReader[] = [chatOuterReader];
