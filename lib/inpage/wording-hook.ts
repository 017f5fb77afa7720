import type { OpenChat } from './page-watch.ts';

/** The script that looks through what is typed, the same for all sites. */
export const WORDING = 'wording.js';

/** What looks through drafts, as the content script and the palette see it once it is loaded into the same world. */
export interface WordingHook {
  /**
   * Starts looking through the editor of the chats that are opened in this frame; ends with the signal. Returns what is to
   * be told of each document that the editor may stand in.
   */
  begin(openChat: () => OpenChat | null, signal: AbortSignal): (document: Document) => void;
  /** Resolves when the shop's list is there. Rejects when the extension cannot be reached. */
  ready(): Promise<void>;
  /** Returns in one line what a text says that it had better not, or an empty string; nothing until the list is there. */
  lineOf(text: string): string;
}

declare global {
  /** Set in our own world only, by the loaded script. */
  var __kebanWording: WordingHook | undefined;
}

/** Names of the browser's highlights by which words are underlined; the page may see that there are some. */
export const HIGHLIGHTS = { stop: 'note-a', care: 'note-b' } as const;

/** How highlights look; the worker gives it to the frame with the script, so that no style sheet lies in the page. */
export const WORDING_CSS = `::highlight(${HIGHLIGHTS.stop}){text-decoration:underline wavy #d3302f 1.5px;text-decoration-skip-ink:none}
::highlight(${HIGHLIGHTS.care}){text-decoration:underline wavy #d08700 1.5px;text-decoration-skip-ink:none}`;
