/** A unit of a title that has one spelling: a Chinese character, or a run of Latin letters or digits. */
export interface TitleToken {
  text: string;
  /** Place in the title, in UTF-16 units, `end` exclusive. */
  start: number;
  end: number;
  chinese: boolean;
}

const TOKEN = /(\p{Script=Han})|[\p{L}\p{N}]+?(?=\p{Script=Han}|[^\p{L}\p{N}]|$)/gu;

/** Returns the units of a title in order; blanks and punctuation belong to none. */
export function titleTokens(title: string): TitleToken[] {
  return [...title.matchAll(TOKEN)].map((found) => ({
    text: found[0].normalize('NFKC').toLowerCase(),
    start: found.index,
    end: found.index + found[0].length,
    chinese: found[1] !== undefined,
  }));
}
