/** Elements that begin a line of their own. */
const BLOCK = new Set('DIV P LI UL OL DL DT DD TR TD TH TABLE SECTION HEADER FOOTER ARTICLE ASIDE H1 H2 H3 H4'.split(' '));
/** Icons are drawn: what their titles say is shown nowhere. */
const SILENT = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'NOSCRIPT', 'svg']);

/** Tells whether a node is an element that begins a line of its own. */
export const isBlock = (node: Node): boolean => BLOCK.has((node as Element).tagName);

/** Tells whether a node is an element whose text nobody sees. */
export const isSilent = (node: Node): boolean => node.nodeType === 1 && SILENT.has((node as Element).tagName);

/** Returns the text of an element that holds nothing else, null for any other: it need not be walked over. */
export function bareText(element: Element): string | null {
  const isBare = element.firstChild !== null && element.firstElementChild === null && !isSilent(element);
  return isBare ? element.textContent : null;
}

/**
 * Walks over everything below a node in document order. `enter` tells whether to go into an element, `leave` is told of
 * each element that is over. It needs no stack of calls, because a page may nest as deeply as it likes.
 */
export function walk(root: Node, enter: (node: Node) => boolean, leave?: (element: Element) => void): void {
  let node: Node | null = enter(root) ? root.firstChild : null;
  while (node && node !== root) {
    const inside: Node | null = enter(node) ? node.firstChild : null;
    if (inside) {
      node = inside;
      continue;
    }
    if (node.nodeType === 1) leave?.(node as Element);
    let at: Node = node;
    while (!at.nextSibling && at.parentNode && at.parentNode !== root) {
      at = at.parentNode;
      leave?.(at as Element);
    }
    node = at.nextSibling;
  }
}

/** Returns all text nodes below a node that are not blank, in document order. */
export function textNodesOf(root: Node): Node[] {
  const nodes: Node[] = [];
  walk(root, (node) => {
    if (node.nodeType === 3 && /\S/.test(node.nodeValue ?? '')) nodes.push(node);
    return !isSilent(node);
  });
  return nodes;
}
