import { sendMessage } from '../messaging.ts';
import { isAlive, newCommandId, withRetry } from './send.ts';

declare global {
  /** Where a part that has just been loaded into this world is to be handed over, by its file. */
  var __kebanTake: Map<string, (part: unknown) => void> | undefined;
}

/** Hands a part that was loaded on demand to the script that watches this frame. `file` is the part's own. */
export function offerPart<T>(file: string, part: T): void {
  globalThis.__kebanTake?.get(file)?.(part);
}

/** Milliseconds before a part that did not come is asked for again, doubled each time, and how often. */
const AGAIN_MS = 500;
const AGAIN_TIMES = 8;

/**
 * A part of a script that only some pages need: asked for when one of them is shown, once in the life of a document.
 * The worker puts it into this frame's world, where the page can neither see nor reach it.
 */
export class OnDemand<T> {
  #file: string;
  #part: T | undefined;
  #signal: AbortSignal;
  #asked = false;
  #failures = 0;
  #arrived: (part: T) => void = () => undefined;

  constructor(file: string, signal: AbortSignal) {
    this.#file = file;
    this.#signal = signal;
    // A script of a former version is stopped by now, and its parts with it: the newest takes what comes.
    globalThis.__kebanTake ??= new Map();
    globalThis.__kebanTake.set(file, (part) => {
      // A request that was repeated because the worker died may be answered twice.
      if (this.#part || signal.aborted) return;
      this.#part = part as T;
      this.#arrived(this.#part);
    });
  }

  /** Returns the part if it is there, else undefined. */
  get part(): T | undefined {
    return this.#part;
  }

  /** Calls back once the part is there, at once if it already is. */
  whenThere(arrived: (part: T) => void): void {
    this.#arrived = arrived;
    if (this.#part) arrived(this.#part);
  }

  /** Asks for the part unless it is there or on its way. */
  want(): void {
    if (this.#asked || this.#part || this.#signal.aborted || !isAlive()) return;
    this.#asked = true;
    withRetry(() => sendMessage('loadPart', { commandId: newCommandId(), file: this.#file })).catch((error: unknown) => {
      console.debug('not loaded', this.#file, error);
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
