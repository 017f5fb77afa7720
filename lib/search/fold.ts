import { foldLetters } from '../domain/fold-letters.ts';
import { foldText } from '../domain/text.ts';

/** Letters with a stroke or without a dot, which come apart into nothing. */
const STROKES: Readonly<Record<string, string>> = { ł: 'l', ø: 'o', đ: 'd', ı: 'i' };
/** Most texts have none of these, and there are thousands of texts. */
const ACCENTED = /[\u00c0-\u024fё’`´]/;
const EACH = new RegExp(ACCENTED, 'g');
const known = new Map<string, string>();

function plain(letter: string): string {
  const before = known.get(letter);
  if (before !== undefined) return before;
  const folded = STROKES[letter] ?? foldLetters(letter);
  known.set(letter, folded);
  return folded;
}

/** Returns the letters of a lower-case text as they are typed without accents: `devolución` as `devolucion`. */
export function withoutAccents(text: string): string {
  return ACCENTED.test(text) ? text.replace(EACH, plain) : text;
}

/** Returns the form of a text that is searched and searched for: folded, without accents. */
export function foldSearch(text: string): string {
  return withoutAccents(foldText(text));
}
