import { sendMessage } from '../messaging.ts';
import type { ChatReader } from '../sites/site.ts';
import type { OpenChat } from './page-watch.ts';
import { isAlive, newCommandId, withRetry } from './send.ts';

/** What a chat page needs beside being watched. */
export interface ChatPack {
  readers: readonly ChatReader[];
  /** Starts what a chat does beside being read; ends with the signal. */
  begin(openChat: () => OpenChat | null, signal: AbortSignal): void;
}

declare global {
  /** Where a pack that has just been loaded into this world is to be handed over. */
  var __kebanTakeChat: ((pack: ChatPack) => void) | undefined;
}

/** Hands a pack that was loaded on demand to the script that watches this frame. */
export function offerChat(pack: ChatPack): void {
  globalThis.__kebanTakeChat?.(pack);
}

/** Milliseconds before a pack that did not come is asked for again, doubled each time, and how often. */
const AGAIN_MS = 500;
const AGAIN_TIMES = 8;

/**
 * The chat's part of a script whose host shows chats among other pages: asked for when a chat's address is seen, once
 * in the life of a document. The worker puts it into this frame's world, where the page can neither see nor reach it.
 */
export class ChatOnDemand {
  #pack: ChatPack | undefined;
  #signal: AbortSignal;
  #asked = false;
  #failures = 0;
  #arrived: () => void = () => undefined;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
    const take = (pack: ChatPack): void => {
      // A request that was repeated because the worker died may be answered twice.
      if (this.#pack || signal.aborted) return;
      this.#pack = pack;
      this.#arrived();
    };
    // A script of a former version is stopped by now, and its pack with it: the newest takes what comes.
    globalThis.__kebanTakeChat = take;
  }

  /** Returns the pack if it is there, else undefined. */
  get pack(): ChatPack | undefined {
    return this.#pack;
  }

  /** Calls back once the pack is there, at once if it already is. */
  whenThere(arrived: () => void): void {
    this.#arrived = arrived;
    if (this.#pack) arrived();
  }

  /** Asks for the pack unless it is there or on its way. */
  want(): void {
    if (this.#asked || this.#pack || this.#signal.aborted || !isAlive()) return;
    this.#asked = true;
    withRetry(() => sendMessage('loadChat', { commandId: newCommandId() })).catch((error: unknown) => {
      console.debug('no chat pack', error);
      this.#failures += 1;
      if (this.#failures > AGAIN_TIMES) return;
      setTimeout(
        () => {
          this.#asked = false;
          this.want();
        },
        AGAIN_MS * 2 ** (this.#failures - 1),
      );
    });
  }
}
