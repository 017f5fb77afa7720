/** Returns the way up from an element to the part of a list it stands in: the list holds the other element as well. */
function wayUp(element: Element, other: Element): Element[] {
  const way: Element[] = [];
  for (let at: Element | null = element; at && !at.contains(other); at = at.parentElement) way.push(at);
  return way;
}

/** How many classes two elements share. */
const shared = (a: Element, b: Element): number => [...a.classList].filter((token) => b.classList.contains(token)).length;

/**
 * Opens another conversation the way a chat page does: the classes that only the row of `from` carries go over to the row
 * of `to`. Returns what opens the former one again.
 */
export function openOther(from: Element, to: Element): () => void {
  const [fromWay, toWay] = [wayUp(from, to), wayUp(to, from)];
  const before = [...fromWay, ...toWay].map((element) => [element, element.getAttribute('class')] as const);
  const known = new Set(toWay.flatMap((element) => [...element.classList]));
  for (const element of fromWay) {
    const own = [...element.classList].filter((token) => !known.has(token));
    const like = toWay.toSorted((a, b) => shared(b, element) - shared(a, element))[0];
    // What stands around one row only is no sign that comes and goes.
    if (!like || (shared(like, element) === 0 && element !== fromWay.at(-1))) continue;
    element.classList.remove(...own);
    like.classList.add(...own);
  }
  return () => {
    for (const [element, names] of before) {
      if (names === null) element.removeAttribute('class');
      else element.setAttribute('class', names);
    }
  };
}
