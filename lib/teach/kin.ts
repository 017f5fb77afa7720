/** Elements looked at around one row; a list is read in part rather than not at all. */
const MOST = 400;

/** Tells whether two elements are of one kind: one tag, and a class they share (or no class on either). */
function isLike(a: Element, b: Element): boolean {
  const { length } = a.classList;
  const share = length > 0 ? [...a.classList].some((token) => b.classList.contains(token)) : b.classList.length === 0;
  return share && a.tagName === b.tagName;
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
 * Returns what stands in another row where the element stands in its own: of several of one kind the one at the same
 * place, null where there is none.
 */
export function counterpart(element: Element, row: Element, other: Element): Element | null {
  return alongIn(element, row, other)[alongIn(element, row, row).indexOf(element)] ?? null;
}
