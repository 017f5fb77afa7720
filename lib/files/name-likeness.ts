import { headerKey } from './headers.ts';

/** A column name in the forms that are compared. */
export interface NameForms {
  /** Whole, and without what stands in brackets: `商品总价(元)`. */
  keys: string[];
  /** Words of a name that has no Chinese in it, else empty. */
  words: string[];
  /** Pairs of neighbouring characters of each key. */
  pairs: string[][];
}

/** Returns the forms of a column name. */
export function nameForms(name: string): NameForms {
  const whole = headerKey(name);
  const bare = whole.replace(/\([^()]*\)/g, '');
  const words = /\p{Script=Han}/u.test(name) ? [] : wordsOf(name);
  const keys = bare && bare !== whole ? [whole, bare] : [whole];
  return { keys, words, pairs: keys.map(pairsOf) };
}

/** Words of a name, of `shippingCity` too; a single letter (`E-mail`, column `A`) is none. */
function wordsOf(name: string): string[] {
  const spaced = /^\p{L}+$/u.test(name) ? name.replace(/(\p{Ll}{2})(?=\p{Lu})/gu, '$1 ') : name;
  return (
    spaced
      .normalize('NFKC')
      .toLowerCase()
      .match(/\p{N}+|[\p{L}\p{N}]{2,}/gu) ?? []
  );
}

/** Returns what share of two lists both have, 0 to 1. */
function shareOf(a: readonly string[], b: readonly string[]): number {
  const [x, y] = [new Set(a), new Set(b)];
  return x.size && y.size ? (2 * [...x].filter((one) => y.has(one)).length) / (x.size + y.size) : 0;
}

function pairsOf(text: string): string[] {
  const chars = [...text];
  return chars.slice(1).map((char, i) => `${chars[i]}${char}`);
}

/** Less than an exact name. */
const ALMOST = 0.99;

/**
 * Returns the likeness of a column name to a known one, 0 to 0.99. Names written in words must have all words of the known
 * one (`Shipping City` is like `city`; `Shipping Cost` is not like `shipping time`, `Name` not like `buyer name`); Chinese
 * ones are compared by pairs of characters.
 */
export function nameLikeness(header: NameForms, known: NameForms): number {
  if (header.keys.some((key) => known.keys.includes(key))) return ALMOST;
  if (known.words.length) {
    const hasAll = known.words.every((word) => header.words.includes(word));
    return hasAll ? Math.min(ALMOST, shareOf(header.words, known.words)) : 0;
  }
  if (header.words.length) return 0;
  return Math.min(ALMOST, Math.max(...header.pairs.flatMap((x) => known.pairs.map((y) => shareOf(x, y)))));
}
