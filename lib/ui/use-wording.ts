import { useMemo } from 'preact/hooks';
import { wordingEdits } from '../db/wording.ts';
import { wordingInForce } from '../domain/wording.ts';
import { WordingChecker } from '../domain/wording-check.ts';
import { WORDING_PACK } from '../domain/wording-pack.ts';
import { useLive } from './use-live.ts';

/** Returns what looks through texts with the shop's list, or null until it is read. */
export function useWording(): WordingChecker | null {
  const edits = useLive(() => wordingEdits(), []).value;
  return useMemo(() => (edits ? new WordingChecker(wordingInForce(WORDING_PACK, edits)) : null), [edits]);
}
