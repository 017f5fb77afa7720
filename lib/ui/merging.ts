import { useRef } from 'preact/hooks';
import type { Change } from '../domain/change.ts';
import { askLater, keepApart, mergeCustomers, MergeRefused } from '../db/merges.ts';
import { pairKey, type Pair } from '../db/suggestions.ts';
import { askChatsAgain } from './ask-chats.ts';
import { doing, showNotice } from './notices.ts';

/** What a person may say to two customers that look alike. */
export type Verdict = 'merge' | 'apart' | 'later';

const WORK: Record<Verdict, (a: string, b: string) => Promise<Change | null>> = {
  merge: (a, b) => mergeCustomers(a, b),
  apart: (a, b) => keepApart(a, b),
  later: (a, b) => askLater(a, b),
};

/** Carries out what a person said to two customers, with undo; returns whether it went through. A refusal is shown. */
async function decide(verdict: Verdict, { a, b }: Pick<Pair, 'a' | 'b'>): Promise<boolean> {
  let refused = false;
  const done = await doing(async () => {
    try {
      return await WORK[verdict](a.id, b.id);
    } catch (error) {
      if (!(error instanceof MergeRefused)) throw error;
      showNotice({ kind: 'failed', label: { key: `merge.refused.${error.message}` } });
      refused = true;
      return null;
    }
  });
  if (refused) return false;
  if (verdict === 'merge') await askChatsAgain();
  return done;
}

/**
 * Returns what answers for a pair. Until the pair has left the list, further answers to it are dropped: a key pressed
 * twice must not hit the same two again, nor a pair that nobody has seen yet.
 */
export function useVerdict(pairs: readonly Pair[]): (verdict: Verdict, pair: Pair | undefined) => Promise<boolean> {
  const answered = useRef<string | null>(null);
  if (!pairs.some((pair) => pairKey(pair) === answered.current)) answered.current = null;
  return async (verdict, pair) => {
    if (!pair || answered.current !== null) return false;
    answered.current = pairKey(pair);
    const done = await decide(verdict, pair);
    if (!done) answered.current = null;
    return done;
  };
}
