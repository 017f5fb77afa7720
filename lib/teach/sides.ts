/** In place of a word of the page, where it has none: one's own messages stand at this edge of their rows. */
export const sides = ['@left', '@right'] as const;
type Side = (typeof sides)[number];

/** Least share of a row's width by which its words must stand nearer to one edge. */
const CLEARLY = 0.1;

/** Tells whether the mark of one's own messages is an edge, not a word. */
export function isSide(mark: string): mark is Side {
  return (sides as readonly string[]).includes(mark);
}

/** Returns how far the words of an element reach to both sides, in pixels of the window; null when none are drawn. */
function reachOf(element: Element): { left: number; right: number } | null {
  const range = element.ownerDocument.createRange();
  const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let [left, right] = [Infinity, -Infinity];
  for (let at = walker.nextNode(); at; at = walker.nextNode()) {
    if (at.nodeValue?.trim() === '') continue;
    range.selectNodeContents(at);
    const box = range.getBoundingClientRect();
    if (box.width === 0) continue;
    left = Math.min(left, box.left);
    right = Math.max(right, box.right);
  }
  return left < right ? { left, right } : null;
}

/** Returns the edge of a row at which the words of an element in it stand, null when that is not clear. */
function sideIn(row: Element, element: Element = row): Side | null {
  const around = row.getBoundingClientRect();
  const reach = around.width === 0 ? null : reachOf(element);
  if (!reach) return null;
  const [left, right] = [reach.left - around.left, around.right - reach.right];
  if (Math.abs(left - right) < around.width * CLEARLY) return null;
  return left > right ? '@right' : '@left';
}

/** The edge that the classes around a message have been seen to mean in a document; null when it was now this, now that. */
const learnt = new WeakMap<Document, Map<string, Side | null>>();
/** Kinds of rows that are remembered at most: a page may give each row a name of its own. */
const MOST_KINDS = 200;

const kindOf = (row: Element, whole: Element): string => {
  const names: string[] = [];
  for (let at: Element | null = row; at; at = at === whole ? null : at.parentElement)
    names.push(`${at.tagName} ${at.getAttribute('class') ?? ''} ${at.getAttribute('style') ?? ''}`);
  return names.join('<');
};

/**
 * Returns the edge at which a message stands within its whole row. One that fills the row is told by the likes of it that
 * have been looked at before; null when none has.
 */
export function sideOf(row: Element, whole: Element): Side | null {
  const kinds = learnt.get(row.ownerDocument) ?? new Map<string, Side | null>();
  learnt.set(row.ownerDocument, kinds);
  const kind = kindOf(row, whole);
  const [seen, known] = [sideIn(whole, row), kinds.get(kind)];
  if (seen !== null && known !== seen && kinds.size < MOST_KINDS) kinds.set(kind, known === undefined ? seen : null);
  return seen ?? known ?? null;
}

/** Returns the edge at which a message stands in its row, null unless other rows of the list have theirs at the other one. */
export function edgeOf(element: Element, row: Element, rows: readonly Element[]): Side | null {
  const side = sideIn(row, element);
  const isAcross = (other: Element): boolean => {
    const theirs = other === row ? null : sideIn(other);
    return theirs !== null && theirs !== side;
  };
  return side !== null && rows.some(isAcross) ? side : null;
}
