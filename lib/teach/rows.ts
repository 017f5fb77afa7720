import { matches } from './find.ts';
import { isKeyField, isRecordField, type TeachField } from './rule.ts';
import { attributeParts, classParts, isPlainSelector, tagOf } from './selector.ts';
import { isAmbiguous, numberInRow } from './values.ts';

/** The row an element stands in, and the selector that finds all rows of its list. */
export interface RowOf {
  row: Element;
  selector: string;
  rows: Element[];
  /** Some belong to the order of the nearest row above that shows a number. */
  below?: true;
}

/** Lists an element may stand in that are looked at, the innermost; a message stands deep in its row. */
const MOST_LISTS = 12;
const MOST_OF_MESSAGES = 18;

/** Selectors under which an element and its likes are found, the most lasting first. */
function groupSelectors(element: Element): string[] {
  const tag = tagOf(element);
  const own = [...classParts(element), ...attributeParts(element)].map((part) => `${tag}${part}`);
  const parent = element.parentElement;
  const outer = parent
    ? [...classParts(parent), ...attributeParts(parent)].slice(0, 3).map((part) => `${tagOf(parent)}${part}`)
    : [];
  const grand = parent?.parentElement;
  const wide = grand
    ? classParts(grand)
        .slice(0, 2)
        .map((part) => `${tagOf(grand)}${part} > ${tagOf(parent as Element)} > ${tag}`)
    : [];
  const plain = outer.map((selector) => `${selector} > ${tag}`);
  const tags = ['tr', 'li', 'table', 'tbody'].includes(tag) ? [tag] : [];
  return [...own, ...plain, ...wide, ...tags, ...byDepth(element)].filter(isPlainSelector);
}

/** Everything as deep as the element below the nearest part with an id, by tags alone: for pages without any names. */
function byDepth(element: Element): string[] {
  const tags: string[] = [];
  for (let at: Element | null = element; at && tags.length < 11; at = at.parentElement) {
    if (at !== element && /^[A-Za-z_][A-Za-z_-]{2,40}$/.test(at.id)) return [`${tagOf(at)}#${at.id} > ${tags.join(' > ')}`];
    tags.unshift(tagOf(at));
    if (at.tagName === 'BODY') return [tags.join(' > ')];
  }
  return [];
}

/**
 * Returns the row that shows the number for a row of a flat table: itself, else the nearest above. Anything in between
 * that is neither of these rows may be the head of another order: then none.
 */
export function bearerOf(row: Element, selector: string, field: TeachField): Element | null {
  if (numberInRow(row, field) !== null) return row;
  for (let at = row.previousElementSibling; at; at = at.previousElementSibling) {
    if (numberInRow(at, field) !== null) return at;
    if (!at.matches(selector)) return null;
  }
  return null;
}

/** Tells whether a group of elements can be the rows of the list that the field stands in. */
function areRows(field: TeachField, rows: readonly Element[], row: Element): boolean {
  if (!rows.includes(row) || rows.length > 1000) return false;
  if (isRecordField(field)) {
    const numbers = rows.map((each) => numberInRow(each, field));
    const known = numbers.filter((no) => no !== null);
    // Heads and sums stand among the rows; each number only once, or several rows would be one order's.
    const most = isKeyField(field) || known.length * 2 >= rows.length;
    // A second number in one of several rows that are sure otherwise, or in a line of a table, is that of something put in.
    const isSure = rows.length === 1 ? row.tagName === 'TR' : known.length > 0 && known.length === rows.length - 1;
    const isNumbered = numberInRow(row, field) !== null || (isSure && isAmbiguous(row, field));
    return isNumbered && new Set(known).size === known.length && most;
  }
  return rows.length > 1 && rows.filter((each) => (each.textContent ?? '').trim() !== '').length * 2 >= rows.length;
}

const sameRows = (a: readonly Element[], b: readonly Element[]): boolean =>
  a.length === b.length && a.every((row, i) => row === b[i]);

/**
 * Returns the rows an element may stand in, the innermost first: groups of likes around it. For orders, cases and
 * reviews each row must show one number that no other row shows. Groups that `mayBe` rules out are not looked for.
 */
export function rowsAround(
  field: TeachField,
  element: Element,
  mayBe: (row: Element, selector: string) => boolean = () => true,
): RowOf[] {
  const found: RowOf[] = [];
  const document = element.ownerDocument;
  const most = field.startsWith('message.') ? MOST_OF_MESSAGES : MOST_LISTS;
  for (let at: Element | null = element; at && at !== document.body && found.length < most; at = at.parentElement) {
    const row = at;
    for (const selector of groupSelectors(row)) {
      const rows = mayBe(row, selector) ? matches(document, selector) : [];
      // The same rows by another name are no other list, and what is farther out must still have its turn.
      const isKnown = found.some((each) => each.row === row && sameRows(each.rows, rows));
      if (!isKnown && areRows(field, rows, row)) found.push({ row, selector, rows });
    }
  }
  return found.length > 0 || !isRecordField(field) ? found : rowsBelowHeads(field, element);
}

/** Rows of a flat table, some of which show no number of their own. */
function rowsBelowHeads(field: TeachField, element: Element): RowOf[] {
  const found: RowOf[] = [];
  for (let at: Element | null = element; at && at !== element.ownerDocument.body; at = at.parentElement) {
    for (const selector of groupSelectors(at)) {
      const row = at;
      const rows = matches(element.ownerDocument, selector);
      if (!rows.includes(row) || !/^(?:TR|LI|DIV|TBODY)$/.test(row.tagName)) continue;
      const borne = rows.filter((each) => bearerOf(each, selector, field) !== null);
      if (borne.includes(row) && borne.length * 2 >= rows.length) found.push({ row, selector, rows, below: true });
    }
  }
  return found;
}
