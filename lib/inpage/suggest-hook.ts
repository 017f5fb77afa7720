import type { suggestNow } from '../intent/load.ts';

declare global {
  /** What recognises a buyer's wishes, once it is loaded beside the palette. */
  var __kebanSuggest: typeof suggestNow | undefined;
}

/** The script that recognises them. */
export const INTENTS_FILE = 'intents.js';

/** Makes the recogniser known to the palette in the same world. */
export function offerSuggest(suggest: typeof suggestNow): void {
  globalThis.__kebanSuggest = suggest;
}
