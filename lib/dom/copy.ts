/**
 * Returns a copy of an element that belongs to no page: unlike a clone it fetches no picture and runs no handler that
 * stands in an attribute.
 */
export function inertCopy(element: Element): Element {
  const { content } = element.ownerDocument.createElement('template');
  return content.ownerDocument.importNode(element, true);
}
