/** Stand around the name of what is missing in a text; neither values nor written texts hold them. */
const OPEN = '\u0005';
const CLOSE = '\u0006';
// oxlint-disable-next-line no-control-regex -- see above
const NAMED = /\u0005([^\u0006]*)\u0006?/;

/** Returns how a slot without a value shows in a text where its name is wanted. */
export function namedGap(name: string): string {
  return OPEN + name + CLOSE;
}

/** Splits a text with such gaps: texts at the even places, names of what is missing at the odd ones. */
export function splitGaps(text: string): string[] {
  return text.split(NAMED);
}
