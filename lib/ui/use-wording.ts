import { useMemo } from 'preact/hooks';
import { wordingEdits } from '../db/wording.ts';
import { type WordingEdit, wordingInForce } from '../domain/wording.ts';
import { WordingChecker } from '../domain/wording-check.ts';
import { WORDING_ENTRIES } from '../domain/wording-entries.ts';
import { useLive } from './use-live.ts';

/** Made once for all who ask in this page: the list is long, and parts of the panel start anew with each chat. */
let made: { by: string; checker: WordingChecker } | null = null;

function checkerOf(edits: readonly WordingEdit[]): WordingChecker {
  const by = JSON.stringify(edits);
  if (made?.by !== by) made = { by, checker: new WordingChecker(wordingInForce(WORDING_ENTRIES, edits)) };
  return made.checker;
}

/** Returns what looks through texts with the shop's list, or null until it is read. */
export function useWording(): WordingChecker | null {
  const edits = useLive(() => wordingEdits(), []).value;
  return useMemo(() => (edits ? checkerOf(edits) : null), [edits]);
}
