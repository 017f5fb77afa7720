/** A part of a title that the query hit, in UTF-16 units, `end` exclusive. */
export type Hit = readonly [start: number, end: number];

/** A unit of a title with everything it may be typed as: itself and its pinyin readings. */
export interface SpeltToken {
  start: number;
  end: number;
  spellings: string[];
}

/** A title made ready: its units, and the first letters of each one's spellings as bits, which settle most titles. */
export interface SpeltTitle {
  tokens: readonly SpeltToken[];
  heads: readonly number[];
  anyHead: number;
}

/** Makes the units of a title ready for `matchTokens`. */
export function spell(tokens: readonly SpeltToken[]): SpeltTitle {
  const heads = tokens.map(({ spellings }) => spellings.reduce((bits, spelling) => bits | headBit(spelling), 0));
  return { tokens, heads, anyHead: heads.reduce((all, bits) => all | bits, 0) };
}

/**
 * Returns the bit of a text's first letter: one each for a–z, one for digits and signs, one for Chinese, Japanese and
 * Korean; the letters of all other scripts share four, so that a Russian word does not meet every title with a character.
 */
export function headBit(text: string): number {
  const code = text.charCodeAt(0);
  if (code >= 97 && code < 123) return 1 << (code - 97);
  if (code < 128) return 1 << 26;
  return 1 << (code >= 0x2e80 ? 27 : 28 + (code & 3));
}

/** Bits in which the neighbouring letters of a title's spellings are noted. */
const PAIR_BITS = 256;
/** Whole numbers that hold them. */
export const PAIR_WORDS = PAIR_BITS / 32;

const pairBit = (a: number, b: number): number => (a * 31 + b * 7) & (PAIR_BITS - 1);

/**
 * Notes in `bits`, from `at` on, which letters can follow each other when a title is typed: within a spelling, and from
 * any letter of it (where its beginning may end) to the first of the next unit. A word with a pair that is not noted
 * runs through no units of this title.
 */
export function notePairs(tokens: readonly SpeltToken[], bits: Int32Array, at: number): void {
  const note = (a: number, b: number): void => {
    const bit = pairBit(a, b);
    bits[at + (bit >> 5)] = (bits[at + (bit >> 5)] ?? 0) | (1 << (bit & 31));
  };
  for (const [i, { spellings }] of tokens.entries()) {
    const next = tokens[i + 1]?.spellings ?? [];
    for (const spelling of spellings) {
      for (let k = 0; k < spelling.length; k++) {
        const letter = spelling.charCodeAt(k);
        if (k + 1 < spelling.length) note(letter, spelling.charCodeAt(k + 1));
        for (const following of next) note(letter, following.charCodeAt(0));
      }
    }
  }
}

/** Returns the bits that a word needs, each once. */
export function pairsOf(word: string): number[] {
  const bits = new Set<number>();
  for (let i = 0; i + 1 < word.length; i++) bits.add(pairBit(word.charCodeAt(i), word.charCodeAt(i + 1)));
  return [...bits];
}

/** Tells whether all these bits are noted for the title whose bits begin at `at`. */
export function hasPairs(pairs: Int32Array, at: number, needed: readonly number[]): boolean {
  for (const bit of needed) if (((pairs[at + (bit >> 5)] ?? 0) & (1 << (bit & 31))) === 0) return false;
  return true;
}

/** Where a typed word runs through the units of a title: from unit `first` to unit `last`. */
export interface SpellingMatch {
  first: number;
  last: number;
  hits: Hit[];
}

/**
 * Finds the first run of neighbouring units that a word spells, each unit by the beginning of one of its spellings:
 * `fahuo`, `fh`, `fahsx` and `发h` all run through 发货时效. Returns null when there is none.
 */
export function matchTokens({ tokens, heads, anyHead }: SpeltTitle, typed: string): SpellingMatch | null {
  // Input methods show what is being composed as fa'huo.
  const word = typed.includes("'") ? typed.replaceAll("'", '') : typed;
  if (!word) return null;
  const head = headBit(word);
  if ((anyHead & head) === 0) return null;
  // A short word cannot branch often enough to be worth remembering.
  const dead = word.length > 8 ? new Set<number>() : null;
  for (let first = 0; first < heads.length; first++) {
    if (((heads[first] ?? 0) & head) === 0) continue;
    const last = run(tokens, first, word, 0, dead);
    if (last >= 0) return { first, last, hits: tokens.slice(first, last + 1).map(({ start, end }): Hit => [start, end]) };
  }
  return null;
}

/** Returns the unit in which the rest of the word ends, or -1; `dead` remembers what led nowhere. */
function run(tokens: readonly SpeltToken[], index: number, word: string, at: number, dead: Set<number> | null): number {
  if (at === word.length) return index - 1;
  const token = tokens[index];
  const key = index * 64 + at;
  if (!token || dead?.has(key)) return -1;
  for (const spelling of token.spellings) {
    for (let length = commonLength(spelling, word, at); length > 0; length--) {
      const last = run(tokens, index + 1, word, at + length, dead);
      if (last >= 0) return last;
    }
  }
  dead?.add(key);
  return -1;
}

function commonLength(spelling: string, word: string, at: number): number {
  let length = 0;
  while (length < spelling.length && at + length < word.length && spelling[length] === word[at + length]) length += 1;
  return length;
}
