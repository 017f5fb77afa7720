import { pairsOf, type SpeltTitle } from './spelling.ts';

/** Shorter words are not forgiven a slip: too many others are one slip away. */
export const SHORTEST = 4;

/**
 * Tells whether a word is one slip (a letter wrong, missing, doubled or swapped with its neighbour) away from a word of
 * a title, or from the pinyin of neighbouring characters. `head` is the word's first letter, see `headBit`.
 */
export function isNear(title: SpeltTitle, word: string, head: number): boolean {
  if (runsNear(title, word, head, likeliest)) return true;
  // Where characters have other readings, the last of each is tried too; that is enough for a slip.
  return title.tokens.some(({ spellings }) => spellings.length > 2) && runsNear(title, word, head, last);
}

/**
 * Returns what is noted, as pairs of letters, of every title that may be near: what is before the middle of the word, what
 * is behind it, or the word with the two letters of its middle swapped. Any slip leaves one of the three whole.
 */
export function pairsNear(word: string): { before: number[]; behind: number[]; swapped: number[] } {
  const middle = word.length >> 1;
  const [before, behind] = [word.slice(0, middle), word.slice(middle)];
  const swapped = before.slice(0, -1) + behind.charAt(0) + before.slice(-1) + behind.slice(1);
  return { before: pairsOf(before), behind: pairsOf(behind), swapped: pairsOf(swapped) };
}

/** Shorter words are not forgiven the first letter. */
export const SHORTEST_BEHIND = 5;

/** Like `isNear`, for a word of which only the first letter is wrong. */
export function isNearBehind({ tokens }: SpeltTitle, word: string): boolean {
  const [second, rest] = [word[1], word.slice(1)];
  for (const reading of [likeliest, last]) {
    for (let i = 0; i < tokens.length; i++) {
      let joined = reading(tokens[i]?.spellings ?? []) ?? '';
      if (joined.length > 1 && joined[1] !== second) continue;
      for (let j = i + 1; j < tokens.length && joined.length < word.length; j++)
        joined += reading(tokens[j]?.spellings ?? []) ?? '';
      if (joined.startsWith(rest, 1)) return true;
    }
  }
  return false;
}

type Reading = (spellings: readonly string[]) => string | undefined;
/** Behind the character itself stands the reading that fits its neighbours. */
const likeliest: Reading = (spellings) => spellings[1] ?? spellings[0];
const last: Reading = (spellings) => spellings.at(-1);

function runsNear({ tokens, heads }: SpeltTitle, word: string, head: number, reading: Reading): boolean {
  for (let i = 0; i < tokens.length; i++) {
    // The first letter is rarely the wrong one, and everything would be near everything else.
    if (((heads[i] ?? 0) & head) === 0) continue;
    let joined = reading(tokens[i]?.spellings ?? []) ?? '';
    if (joined.charCodeAt(0) !== word.charCodeAt(0)) continue;
    // Runs of neighbours as long as the word: pinyin is typed without gaps.
    for (let j = i + 1; ; j++) {
      if (joined.length >= word.length - 1 && startsOneSlipAway(joined, word)) return true;
      if (j >= tokens.length || joined.length > word.length) break;
      joined += reading(tokens[j]?.spellings ?? []) ?? '';
    }
  }
  return false;
}

/** Tells whether some beginning of `text` is at most one slip away from `word`. */
function startsOneSlipAway(text: string, word: string): boolean {
  let same = 0;
  while (same < word.length && text[same] === word[same]) same += 1;
  if (same === 0) return false;
  if (same >= word.length - 1) return true;
  const [a, b] = [word.slice(same), text.slice(same)];
  return (
    b.startsWith(a.slice(1), 1) || // a letter is wrong
    b.startsWith(a.slice(1)) || // one too many was typed
    b.startsWith(a, 1) || // one is missing
    (a[0] === b[1] && a[1] === b[0] && b.startsWith(a.slice(2), 2)) // two are swapped
  );
}
