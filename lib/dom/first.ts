/** Returns the first element that one of the selectors matches, trying them in order, or null. */
export function first(root: ParentNode, selectors: readonly string[]): Element | null {
  for (const selector of selectors) {
    const found = root.querySelector(selector);
    if (found) return found;
  }
  return null;
}

/** Returns all matches of the first selector that matches anything; selectors are never mixed. */
export function all(root: ParentNode, selectors: readonly string[]): Element[] {
  for (const selector of selectors) {
    const found = [...root.querySelectorAll(selector)];
    if (found.length > 0) return found;
  }
  return [];
}

/** Tells whether neither the element nor one above it is switched off by `hidden` or an inline `display: none`. */
export function isShown(element: Element): boolean {
  for (let at: Element | null = element; at; at = at.parentElement) {
    if (at.hasAttribute('hidden') || /display\s*:\s*none/.test(at.getAttribute('style') ?? '')) return false;
  }
  return true;
}

/** Tells whether anything that one of the selectors matches is shown. */
export function shows(root: ParentNode, selectors: readonly string[]): boolean {
  return selectors.some((selector) => {
    const head = root.querySelector(selector);
    // Of a thousand messages the first one will do.
    return head !== null && (isShown(head) || [...root.querySelectorAll(selector)].some(isShown));
  });
}
