import { eachHit } from './haystack.ts';
import { hasPairs, headBit, matchTokens, PAIR_WORDS, pairsOf } from './spelling.ts';
import type { Prepared, TemplateIndex } from './template-index.ts';
import { pairsNear, isNear, isNearBehind, SHORTEST, SHORTEST_BEHIND } from './typo.ts';

/** How good a hit is; a better kind always comes before a worse one, however often that is used. */
export const QUALITY = {
  codeExact: 100,
  titleExact: 95,
  titleStart: 90,
  codeStart: 85,
  titleInside: 75,
  spelling: 72,
  spellingStart: 70,
  spellingInside: 55,
  initials: 50,
  folder: 35,
  body: 30,
  typo: 10,
  none: 0,
} as const;

const HAN_ONLY = /^\p{Script=Han}+$/u;

/** Returns how well a word fits each template of the index. */
export function qualitiesOf(index: TemplateIndex, word: string): Uint8Array {
  const { items, titles, bodies, codes, folders, initialled } = index;
  const quality = new Uint8Array(items.length);
  const better = (i: number, value: number): void => {
    if (value > (quality[i] ?? 0)) quality[i] = value;
  };
  eachHit(bodies, word, (i) => better(i, QUALITY.body));
  eachHit(folders, word, (i) => better(i, QUALITY.folder));
  for (const i of initialled) if (items[i]?.initials.some((each) => each.startsWith(word))) better(i, QUALITY.initials);
  eachHit(titles, word, (i, at) => better(i, inTitle(items[i], word, at)));
  // Characters alone are spelt as they stand in the title.
  if (!HAN_ONLY.test(word))
    eachSpelt(index, word, (i) => {
      if ((quality[i] ?? 0) < QUALITY.spelling) better(i, spelt(items[i], word));
    });
  // Codes such as en-ship are found by either part.
  eachHit(codes, `-${word}`, (i, at) => {
    const whole = codes.starts[i] ?? 0;
    const length = (codes.starts[i + 1] ?? 0) - whole - 1;
    better(i, at === 0 && length === word.length + 1 ? QUALITY.codeExact : QUALITY.codeStart);
  });
  return quality;
}

/** Calls with the number of every title that a word may run through, by what is noted of its letters. */
function eachSpelt(index: TemplateIndex, typed: string, visit: (i: number) => void): void {
  const word = typed.replaceAll("'", '');
  const head = headBit(word);
  eachWithPairs(index, word, (i) => ((index.heads[i] ?? 0) & head) !== 0 && visit(i));
}

/** Calls with the number of every title in which the letters of a word can follow each other. */
function eachWithPairs({ items, pairs }: TemplateIndex, word: string, visit: (i: number) => void): void {
  const needed = pairsOf(word);
  for (let i = 0; i < items.length; i++) if (hasPairs(pairs, i * PAIR_WORDS, needed)) visit(i);
}

function inTitle(item: Prepared | undefined, word: string, at: number): number {
  if (at > 0) return QUALITY.titleInside;
  return item?.title.text.length === word.length ? QUALITY.titleExact : QUALITY.titleStart;
}

function spelt(item: Prepared | undefined, word: string): number {
  const run = item && matchTokens(item.spelt, word);
  if (!run) return QUALITY.none;
  if (run.first > 0) return QUALITY.spellingInside;
  return run.last === item.spelt.tokens.length - 1 ? QUALITY.spelling : QUALITY.spellingStart;
}

/**
 * Returns which templates hold a word that is one slip away from the word typed; for when nothing fits as it stands. Only
 * where none does with the first letter as it was typed may that be the wrong one.
 */
export function slipsOf(index: TemplateIndex, word: string): Uint8Array {
  const { items, heads, pairs } = index;
  const quality = new Uint8Array(items.length);
  if (word.length < SHORTEST) return quality;
  const head = headBit(word);
  const { before, behind, swapped } = pairsNear(word);
  let some = false;
  for (let i = 0; i < heads.length; i++) {
    if (((heads[i] ?? 0) & head) === 0) continue;
    const at = i * PAIR_WORDS;
    if (!hasPairs(pairs, at, before) && !hasPairs(pairs, at, behind) && !hasPairs(pairs, at, swapped)) continue;
    const item = items[i];
    if (!item || !isNear(item.spelt, word, head)) continue;
    quality[i] = QUALITY.typo;
    some = true;
  }
  if (!some && word.length >= SHORTEST_BEHIND) markFirstLetterWrong(index, word, quality);
  return quality;
}

function markFirstLetterWrong(index: TemplateIndex, word: string, quality: Uint8Array): void {
  const { items } = index;
  eachWithPairs(index, word.slice(1), (i) => {
    const item = items[i];
    if (item && isNearBehind(item.spelt, word)) quality[i] = QUALITY.typo;
  });
  const swapped = word.charAt(1) + word.charAt(0) + word.slice(2);
  eachSpelt(index, swapped, (i) => {
    if (spelt(items[i], swapped) !== QUALITY.none) quality[i] = QUALITY.typo;
  });
}
