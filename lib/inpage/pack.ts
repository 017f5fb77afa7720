import type { ChatReader, PageReader } from '../sites/site.ts';
import type { MessageCollector } from './message-collector.ts';
import type { OpenChat } from './page-watch.ts';
import type { TouchedRows } from './touched-rows.ts';

/** Takes what is called, with the chat's reader, at each reading that shows somebody. */
export type WhenRead = (listener: (reader: ChatReader) => void) => void;

/** Readers of some kinds of page, with what such a page needs beside being read. */
export interface Pack {
  readers: readonly PageReader[];
  /** Starts what a chat does beside being read; ends with the signal. `whenRead` takes what is called at each reading. */
  begin?: (openChat: () => OpenChat | null, signal: AbortSignal, whenRead: WhenRead) => void;
}

/** What collects the messages of the chats that are opened in a frame. */
export interface Collecting {
  rows: TouchedRows;
  collector: MessageCollector;
}

/** The script that collects messages, the same for all sites. */
export const MESSAGES = 'messages.js';

/** The part that puts pictures into an editor, loaded when a template with pictures is first used. */
export const PICTURES = 'pictures.js';

/** What that part can do, see `lib/dom/insert-files.ts`. */
export interface PictureWays {
  insertFiles(editor: Element, files: readonly File[], allowed: () => boolean): Promise<'inserted' | 'unseen' | 'refused'>;
  copyPicture(editor: Element, files: readonly File[]): Promise<boolean>;
}
