import { meaningOf } from './cell.ts';

/**
 * Returns the form of a column name that is compared: full-width brackets and signs made narrow, without white space,
 * line feeds, byte order marks and underscores (what a database driver makes of a line feed), lower case.
 */
export function headerKey(header: string): string {
  return meaningOf(header.replace(/^\ufeff/, ''))
    .normalize('NFKC')
    .replace(/[\s_\u200b-\u200f\ufeff]+/g, '')
    .toLowerCase();
}

/** Returns the column name as a person reads it: one line, without `="…"` and blanks at the ends. */
export function headerText(header: string): string {
  return meaningOf(header.replace(/^\ufeff/, '')).replace(/\s+/g, ' ');
}

/** The header row of a file. */
export interface Headers {
  /** Line of the file the header row is on. */
  line: number;
  texts: string[];
  keys: string[];
}

/** Returns the header row in all the forms that are needed. */
export function headersOf(cells: readonly string[], line: number): Headers {
  return { line, texts: cells.map(headerText), keys: cells.map(headerKey) };
}

/** Returns all columns of one name; more than one when the file has the name twice. */
export function columnsNamed(headers: Headers, key: string): number[] {
  return headers.keys.flatMap((found, i) => (found === key && found ? [i] : []));
}

/** Returns the names that stand more than once in the header row. */
export function duplicateHeaders(headers: Headers): string[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  headers.keys.forEach((key, i) => {
    if (key && seen.has(key)) twice.add(headers.texts[i] ?? key);
    seen.add(key);
  });
  return [...twice];
}

/** Returns a short text that is the same for files with the same column names in any order: the key of a saved mapping. */
export function headerFingerprint(headers: Headers): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (const char of [...headers.keys].sort().join('\u0001')) {
    const code = char.codePointAt(0) ?? 0;
    a = Math.imul(a ^ code, 2_654_435_761);
    b = Math.imul(b ^ code, 1_597_334_677);
  }
  const hex = (n: number): string => (n >>> 0).toString(16).padStart(8, '0');
  return `${headers.keys.length}-${hex(a)}${hex(b)}`;
}
