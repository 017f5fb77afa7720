/** Elements looked at around one row, with each look at a page; a list is read in part rather than not at all. */
const MOST = 60;

/**
 * Tells whether two elements are of one kind: one tag, and most of their classes (or no class on either). Kits give
 * every block one that all share.
 */
function isLike(a: Element, b: Element): boolean {
  if (a.tagName !== b.tagName) return false;
  const shared = (): number => [...a.classList].filter((token) => b.classList.contains(token)).length;
  return a.className === b.className || shared() * 2 > Math.min(a.classList.length, b.classList.length);
}

/** Returns the children of an element that are of one kind with another one. */
const likesIn = (holder: Element, like: Element): Element[] => [...holder.children].filter((each) => isLike(each, like));

/** The element with what is beside it, or as deep in the same of its parent (`up` levels), and carries the same classes. */
function twinsOf(element: Element, up: number): Element[] {
  const parent = element.parentElement;
  if (!parent) return [element];
  const holders = up > 0 ? twinsOf(parent, up - 1) : [parent];
  return holders.flatMap((each) => likesIn(each, element)).filter((each) => each.className === element.className);
}

/**
 * Returns the rows an element is one of, itself among them: those like it beside it, and those below holders with the
 * same classes as its own (the groups of one list: pinned, all), where one holder has several. It asks no lasting names:
 * the classes that a build made also tell which rows are of one kind today.
 */
export function kinOf(row: Element): Element[] {
  const parent = row.parentElement as Element;
  const isList = parent.classList.length > 0 || /^[UO]L$|^TB/.test(parent.tagName);
  const groups = (isList ? twinsOf(parent, 1) : [parent]).map((each) => likesIn(each, row));
  return groups.some(({ length }) => length > 1) ? groups.flat().slice(0, MOST) : [row];
}

/** Returns the elements to which the way from a row to an element leads in another row: the same kinds, step by step. */
function alongIn(element: Element, row: Element, other: Element): Element[] {
  if (element === row) return [other];
  return alongIn(element.parentElement as Element, row, other).flatMap((each) => likesIn(each, element));
}

/**
 * Returns what stands in other rows where the element stands in its own: of several of one kind the one at the same
 * place, null where there is none, or where one that is alone would be one of several.
 */
export function counterparts(element: Element, row: Element, others: readonly Element[]): (Element | null)[] {
  const own = alongIn(element, row, row);
  return others.map((other) => {
    const there = alongIn(element, row, other);
    return own.length === 1 && there.length > 1 ? null : (there[own.indexOf(element)] ?? null);
  });
}
