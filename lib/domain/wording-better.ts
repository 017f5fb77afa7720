import { foldWording, stringOf } from './wording-fold.ts';

/**
 * Returns the better wordings that fit in the place of what was found: those for any wording, and those for this very one
 * (`最低价→优惠价`, of several `a|b→c`). A `*` stands for every ending, and keeps it on the right side (`最*→很*`).
 * Words left out without more (`百分百→`) leave a sentence only in Chinese; `omits` tells whether anything may be.
 */
export function betterFor(better: readonly string[], found: string, omits: boolean): string[] {
  const said = stringOf(foldWording(found).units);
  const fitting = better.flatMap((each) => {
    const [left = '', right] = each.split('→');
    if (right === undefined) return [each];
    const word = left.split('|').find((one) => (one.endsWith('*') ? said.startsWith(one.slice(0, -1)) : said === one));
    return word === undefined || (right === '' && !omits) ? [] : [right.replace('*', found.slice(word.length - 1))];
  });
  return fitting.slice(0, better.some((each) => each.includes('→')) ? 1 : undefined);
}
