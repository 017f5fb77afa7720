/** Elements looked at around one row; a list is read in part rather than not at all. */
const MOST = 400;

/** Tells whether two elements are of one kind: one tag, and a class they share (or no class on either). */
function isLike(a: Element, b: Element): boolean {
  if (a.tagName !== b.tagName) return false;
  if (a.classList.length === 0 || b.classList.length === 0) return a.classList.length === b.classList.length;
  return [...a.classList].some((token) => b.classList.contains(token));
}

/** Tells whether two elements carry the same classes, in whatever order. */
function isTwin(a: Element, b: Element): boolean {
  return isLike(a, b) && a.classList.length === b.classList.length && [...a.classList].every((t) => b.classList.contains(t));
}

/** The parent with what is beside it (beside its own parent too, `up` levels) and carries the same classes. */
function twinsOf(element: Element, up: number): Element[] {
  const parent = element.parentElement;
  if (!parent || element.tagName === 'BODY') return [element];
  const holders = up > 0 ? twinsOf(parent, up - 1) : [parent];
  return holders.flatMap((each) => [...each.children].filter((child) => isTwin(child, element))).slice(0, MOST);
}

/**
 * Returns the rows an element is one of, itself among them: those like it beside it, and those below holders with the
 * same classes as its own (the groups of one list: pinned, all), where one holder has several. It asks no lasting names:
 * the classes that a build made also tell which rows are of one kind today.
 */
export function kinOf(row: Element): Element[] {
  const parent = row.parentElement;
  if (!parent) return [row];
  const likes = (holder: Element): Element[] => [...holder.children].filter((each) => isLike(each, row));
  const isList = parent.classList.length > 0 || /^(?:UL|OL|TBODY)$/.test(parent.tagName);
  const others = isList ? twinsOf(parent, 1).filter((each) => each !== parent) : [];
  const groups = [likes(parent), ...others.map(likes)];
  const several = groups.some(({ length }) => length > 1);
  return groups
    .slice(0, several ? MOST : 1)
    .flat()
    .slice(0, MOST);
}

/** Returns the elements to which the same way leads in another row: the same tags and kinds, step by step. */
function alongIn(row: Element, way: readonly Element[]): Element[] {
  return way.reduce<Element[]>((at, step) => at.flatMap((each) => [...each.children].filter((c) => isLike(c, step))), [row]);
}

/**
 * Returns what stands in another row where the element stands in its own: of several of one kind the one at the same
 * place, null where there is none.
 */
export function counterpart(element: Element, row: Element, other: Element): Element | null {
  const way: Element[] = [];
  for (let at: Element | null = element; at && at !== row; at = at.parentElement) way.unshift(at);
  return alongIn(other, way)[alongIn(row, way).indexOf(element)] ?? null;
}
