/** A letter or digit of a script that puts blanks between words: not of Chinese, Japanese or Thai. */
const WORD = '(?![\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}ー])[\\p{L}\\p{M}\\p{N}_]';
const STARTS = new RegExp(`^[¿¡]?${WORD}`, 'u');
const ENDS = new RegExp(`(?:${WORD}|[.,;:!?)،؛؟])$`, 'u');

/** Returns a text as it joins its neighbours: words are kept apart by one blank, blanks and empty lines are not doubled. */
export function fitted(before: string, text: string, after: string): string {
  let piece = text;
  if (/(?:^|\s)$/.test(before)) piece = piece.replace(/^\s+/, '');
  else if (ENDS.test(before) && STARTS.test(piece)) piece = ` ${piece}`;
  if (/^\s/.test(after)) piece = piece.replace(/\s+$/, '');
  else if (STARTS.test(after) && ENDS.test(piece)) piece = `${piece} `;
  return piece;
}
