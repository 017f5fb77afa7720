/** White space and invisible marks that may stand before the first character a spreadsheet acts on. */
const BEFORE = '[\\s\\u00a0\\u200b-\\u200f\\u2060\\u3000\\ufeff]*';
const DANGEROUS = new RegExp(`^(?:${BEFORE}[=+\\-@\\uff1d\\uff0b\\uff0d\\uff20]|[\\t\\r])`);
/** What gets the mark: a dangerous beginning, also one that already carries marks, so that taking one off is exact. */
const GUARDED = new RegExp(`^'*(?:${BEFORE}[=+\\-@\\uff1d\\uff0b\\uff0d\\uff20]|[\\t\\r])`);

/** Tells whether a spreadsheet program could take a text for a formula. */
export function isFormulaLike(text: string): boolean {
  return DANGEROUS.test(text);
}

/** Returns a text with a leading `'` where a spreadsheet could take it for a formula; `unguardCell` undoes it. */
export function guardCell(text: string): string {
  return GUARDED.test(text) ? `'${text}` : text;
}

/** Returns a cell without the `'` that `guardCell` put there. */
export function unguardCell(cell: string): string {
  return cell.startsWith("'") && GUARDED.test(cell.slice(1)) ? cell.slice(1) : cell;
}

/** Most cells: nothing at either end, and nowhere, that would have to be taken off. */
const PLAIN = /^[0-9\u4e00-\u9fff][^\s]*$/;

/** Words that exports write for "nothing". */
const NOTHING = /^(?:null|undefined|--?|—)$/i;

/**
 * Returns what an exported cell means: `="4512…"` without its shell, a leading `'` before digits or signs removed, the
 * word `null` and dashes as empty, white space at both ends removed. Line breaks inside stay.
 */
export function meaningOf(cell: string): string {
  if (!cell || PLAIN.test(cell)) return cell;
  let text = cell.replaceAll('\r\n', '\n').trim();
  const shell = /^=\s*"([\s\S]*)"$/.exec(text);
  if (shell) text = (shell[1] ?? '').replaceAll('""', '"').trim();
  if (/^'\d/.test(text)) text = text.slice(1);
  text = unguardCell(text).trim();
  return NOTHING.test(text) ? '' : text;
}
