import { isGenericName } from './identity.ts';

/** A stretch of a text, in UTF-16 units. */
export type Stretch = [start: number, end: number];

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const LETTER = /[\p{L}\p{N}]/u;
const MIN_CJK = 3;
const MIN_LATIN = 5;

/** Tells whether a name is one's own enough to be looked for: not masked, not one for everybody, not so short that it is a word like others. */
function isTelling(name: string): boolean {
  if (name.includes('*') || isGenericName(name)) return false;
  return CJK.test(name) ? [...name].length >= MIN_CJK : name.length >= MIN_LATIN;
}

/**
 * Returns where other people's names stand in a text, as whole words where they are of an alphabet. A name that is part of
 * one of the buyer's own (`own`) says nothing.
 */
export function namesIn(text: string, names: readonly string[], own: readonly string[]): Stretch[] {
  const folded = text.toLowerCase();
  // Some characters change their length in lower case; then nothing can be pointed at.
  if (folded.length !== text.length) return [];
  const ours = own.map((name) => name.toLowerCase());
  const found: Stretch[] = [];
  for (const name of new Set(names.map((each) => each.trim().toLowerCase()))) {
    if (!isTelling(name) || ours.some((each) => each.includes(name) || (isTelling(each) && name.includes(each)))) continue;
    const start = folded.indexOf(name);
    if (start < 0) continue;
    const end = start + name.length;
    const alone = !LETTER.test(text[start - 1] ?? '') && !LETTER.test(text[end] ?? '');
    if (CJK.test(name) || alone) found.push([start, end]);
  }
  return found;
}

/** Digits an order number has, on the platforms that are read. */
const ORDER_NUMBER = /(?<![\dA-Za-z])\d{12,20}(?![\dA-Za-z])/g;
const MOST_NUMBERS = 20;

/** Returns what may be order numbers in a text, with their places; at most twenty. */
export function orderNumbersIn(text: string): { no: string; place: Stretch }[] {
  return [...text.matchAll(ORDER_NUMBER)]
    .slice(0, MOST_NUMBERS)
    .map((match) => ({ no: match[0], place: [match.index, match.index + match[0].length] }));
}
