import { isShown } from '../dom/first.ts';
import { shownText } from '../dom/text-of.ts';
import { cleanLine } from '../domain/text.ts';
import type { Candidate } from './rule.ts';
import { isSecret } from './secrets.ts';

/** Elements looked at for one selector; a rule that hits more than that is no rule. */
const MOST = 2000;

/** Returns the shown, outermost matches of a plain selector below a root; fields that must stay secret are none. */
export function matches(root: Document | Element, selector: string): Element[] {
  const scoped = selector.startsWith(':scope') && root.nodeType === 9 ? selector.replace(/^:scope > /, 'html > ') : selector;
  const hits = [...root.querySelectorAll(scoped)].slice(0, MOST);
  const all = new Set(hits);
  return hits.filter((hit) => !hasOuter(hit, all) && isShown(hit) && !isSecret(hit));
}

function hasOuter(hit: Element, all: ReadonlySet<Element>): boolean {
  for (let at = hit.parentElement; at; at = at.parentElement) if (all.has(at)) return true;
  return false;
}

/** Returns the text an element shows: never what is typed into a field. */
export function textIn(element: Element): string {
  return element.matches('input, textarea, select, script, style') ? '' : shownText(element);
}

const COLON = /\s*[:：]\s*$/;

/** Returns the form in which labels are compared: one line without its colon. */
export function labelOf(text: string): string {
  return cleanLine(text, 40).replace(COLON, '');
}

/** Returns the pieces of text below a root with the element each stands in, in order; none of hidden or secret parts. */
export function piecesIn(root: Document | Element): { text: string; element: Element }[] {
  const pieces: { text: string; element: Element }[] = [];
  const walk = (element: Element): void => {
    if (/^(?:SCRIPT|STYLE|NOSCRIPT|TEMPLATE|TEXTAREA|SELECT)$/.test(element.tagName)) return;
    for (const node of element.childNodes) {
      if (node.nodeType === 1) walk(node as Element);
      const text = node.nodeType === 3 ? cleanLine(node.nodeValue ?? '', 4000) : '';
      if (text) pieces.push({ text, element });
    }
  };
  const top = root.nodeType === 9 ? (root as Document).body : (root as Element);
  if (top) walk(top);
  return pieces;
}

/** Returns what stands behind a label: the rest of its piece, else the next piece. */
function behindLabel(root: Document | Element, label: string): string[] {
  const pieces = piecesIn(root);
  return pieces.flatMap(({ text }, index) => {
    if (labelOf(text) === label) {
      const next = pieces[index + 1]?.text ?? '';
      return next && !COLON.test(next) ? [next] : [];
    }
    const rest = text.startsWith(label) ? /^\s*[:：]\s*(.+)$/.exec(text.slice(label.length))?.[1] : undefined;
    return rest ? [rest] : [];
  });
}

/** Returns the words of a page's only row of column heads, or none when there are several. */
export function columnHeads(document: Document): string[] {
  const rows = [...document.querySelectorAll('thead tr')].filter((row) => row.querySelector('th') && isShown(row));
  return rows.length === 1 ? [...(rows[0]?.children ?? [])].map((head) => labelOf(head.textContent ?? '')) : [];
}

/** Returns the place of a cell in its row, counted in cells. */
export function columnOf(cell: Element): number {
  return [...(cell.parentElement?.children ?? [])].indexOf(cell);
}

/** Returns the cells of a row that stand in the column of a head. */
function textsUnder(root: Element, label: string): string[] {
  const heads = columnHeads(root.ownerDocument);
  const at = heads.indexOf(label);
  if (at < 0 || heads.lastIndexOf(label) !== at) return [];
  const rows = [root, ...root.querySelectorAll('tr')].filter(
    (row) => row.tagName === 'TR' && row.children.length === heads.length,
  );
  const cells = rows.flatMap((row) => row.children[at] ?? []).filter((cell) => !isSecret(cell));
  // Each piece by itself: two that both could be the value are no value. Links and buttons are things to do.
  return cells.flatMap((cell) =>
    piecesIn(cell)
      .filter(({ element }) => !element.closest('a, button'))
      .map(({ text }) => text),
  );
}

/** Returns the texts a candidate gives below a root, one per place it finds. */
export function textsOf(root: Document | Element, { selector, label, attr }: Candidate): string[] {
  if (label !== undefined && selector === 'td') return root.nodeType === 1 ? textsUnder(root as Element, label) : [];
  const scopes = selector === '' ? [root] : matches(root, selector);
  if (label !== undefined) return scopes.flatMap((scope) => behindLabel(scope, label));
  const { length } = scopes;
  if (length > 200) return [];
  return scopes.map((scope) => {
    if (scope.nodeType === 9) return '';
    return attr ? ((scope as Element).getAttribute(attr) ?? '') : textIn(scope as Element);
  });
}
