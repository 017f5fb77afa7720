/** Upper bounds (in UTF-16 units) for text that a page or a file gives; longer text is cut, never refused. */
export const LIMITS = { nick: 64, name: 64, title: 300, address: 512, message: 4000, note: 10_000, tag: 24 } as const;

/** Bidirectional overrides, zero-width and other format characters that can make a text look like another one. */
const INVISIBLE =
  // oxlint-disable-next-line no-control-regex -- these are the characters to take out
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]/g;

/** Returns the text without control, zero-width and bidi-override characters (joiners of emoji stay), cut to `max`. */
export function cleanText(raw: string, max: number = LIMITS.message): string {
  const clean = raw.replace(INVISIBLE, '').replaceAll('\u00a0', ' ').trim();
  if (clean.length <= max) return clean;
  // A character of two units is kept whole or not at all: half of one is no text and breaks files and addresses.
  return clean.slice(0, /[\ud800-\udbff]/.test(clean[max - 1] ?? '') ? max - 1 : max);
}

/** Returns a text without any white space, to compare what was only laid out otherwise. */
export const unspaced = (text: string): string => text.replace(/\s+/g, '');

/** Returns one line: like `cleanText`, with every run of white space turned into one blank. */
export function cleanLine(raw: string, max: number = LIMITS.title): string {
  return cleanText(raw.replace(/\s+/g, ' '), max);
}

/** Returns the form of a text used for comparing and searching: NFKC, lower case, one-blank. */
export function foldText(raw: string): string {
  return cleanLine(raw.normalize('NFKC'), LIMITS.note).toLowerCase();
}

/** Tells whether the platform has masked a value (`林**`, `Joh****`, `139****0001`): to be shown, never used as a key. */
export function isMasked(value: string): boolean {
  return value.includes('*');
}

/** Tells whether a list has cut a name with an ellipsis, so that only its beginning is known. */
export function isCut(value: string): boolean {
  return /(?:…|\.\.\.)$/.test(value);
}

/**
 * Tells whether a masked or cut form can belong to a full name: its visible beginning must fit.
 * Only good for rejecting; a fit proves nothing.
 */
export function fitsMask(full: string, shown: string): boolean {
  const head = shown.split(/\*|…|\.\.\./)[0] ?? '';
  return full.startsWith(head);
}
