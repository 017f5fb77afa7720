import type { ChatReader } from '../site.ts';
import { chat2019, chat2024, chat2026 } from './chat.ts';

/** Readers of the chats, newest first: in a script of their own, which is put into a frame only where a chat is shown. */
export const aliexpressChatReaders: readonly ChatReader[] = [chat2026, chat2024, chat2019];
