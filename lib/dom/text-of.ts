import { cleanLine, cleanText, LIMITS } from '#lib/domain/text.ts';

const BLOCK = new Set('DIV P LI UL OL DL DT DD TR TD TH TABLE SECTION HEADER FOOTER ARTICLE ASIDE H1 H2 H3 H4'.split(' '));
const SILENT = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'NOSCRIPT']);

/**
 * Returns the element's text as one clean line, '' for null. Blocks stand apart, as a person sees them: the figures of
 * two blocks never become one number.
 */
export function lineOf(element: Element | null | undefined, max: number = LIMITS.title): string {
  return element ? cleanLine(plainText(element, false), max) : '';
}

/**
 * Walks over everything below a node in document order. `enter` tells whether to go into an element. It needs no stack
 * of calls, because a page may nest as deeply as it likes.
 */
function walk(root: Node, enter: (node: Node) => boolean, leave?: (element: Element) => void): void {
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

const isSilent = (node: Node): boolean => node.nodeType === 1 && SILENT.has((node as Element).tagName);

/** Returns all text nodes below a node that are not blank, in document order. */
function textNodesOf(root: Node): Node[] {
  const nodes: Node[] = [];
  walk(root, (node) => {
    if (node.nodeType === 3 && /\S/.test(node.nodeValue ?? '')) nodes.push(node);
    return !isSilent(node);
  });
  return nodes;
}

/** Returns the texts of all non-empty text nodes in document order, each as one clean line. */
export function leavesOf(root: Node): string[] {
  return textNodesOf(root).flatMap((node) => cleanLine(node.nodeValue ?? '', LIMITS.note) || []);
}

/** Returns the texts outside links and buttons, each as one clean line. */
export function wordsOf(root: Element): string[] {
  const nodes = textNodesOf(root).filter((node) => !node.parentElement?.closest('a, button'));
  return nodes.flatMap((node) => cleanLine(node.nodeValue ?? '', LIMITS.note) || []);
}

/**
 * Returns the texts of an element that a person sees apart from each other, one entry if it holds a single text. Inline
 * parts are one text; a block beside other words is another.
 */
export function textsOf(root: Element | null, max: number = LIMITS.note): string[] {
  let at = root;
  for (;;) {
    const parts: Node[] = [...(at?.childNodes ?? [])].filter(
      (node) => node.nodeType !== 8 && !isSilent(node) && /\S/.test(node.textContent ?? ''),
    );
    const [first] = parts;
    if (!at || !first) return [];
    if (parts.length === 1 && first.nodeType === 1) {
      at = first as Element;
      continue;
    }
    const apart = parts.some((node) => BLOCK.has((node as Element).tagName) || hasBlock(node));
    return apart ? parts.map((node) => cleanLine(node.textContent ?? '', max)) : [lineOf(at, max)];
  }
}

function hasBlock(node: Node): boolean {
  return node.nodeType === 1 && [...BLOCK].some((tag) => (node as Element).querySelector(tag) !== null);
}

/**
 * Returns the text a person sees in an element that keeps its white space: line breaks stay, `br` and blocks break,
 * an inline picture gives its `alt`. Elements that `skip` matches are left out.
 */
export function shownText(root: Element, skip?: string, max: number = LIMITS.message): string {
  return cleanText(plainText(root, true, skip), max);
}

function plainText(root: Element, pictures: boolean, skip?: string): string {
  let out = '';
  const breakLine = (): void => {
    if (out && !out.endsWith('\n')) out += '\n';
  };
  const breaks = (node: Node): boolean => node !== root && BLOCK.has((node as Element).tagName);
  const enter = (node: Node): boolean => {
    if (node.nodeType === 3) out += node.nodeValue ?? '';
    if (node.nodeType !== 1) return false;
    const element = node as Element;
    if (isSilent(element) || (skip && element.matches(skip))) return false;
    if (element.tagName === 'BR') out += '\n';
    if (pictures && element.tagName === 'IMG') out += element.getAttribute('alt') ?? '';
    if (breaks(element)) breakLine();
    return true;
  };
  walk(root, enter, (element) => {
    if (breaks(element)) breakLine();
  });
  return out;
}

const isBlock = (node: Node): boolean => BLOCK.has((node as Element).tagName);
const INLINE = new Set(['SPAN', 'LABEL', 'EM', 'B', 'STRONG', 'I', 'A', 'DT', 'TH', 'TD']);

/**
 * Texts of what follows a node inside its parent, up to the next label; buttons are no values. What stands in the same
 * line as the label goes before blocks below it.
 */
function followers(node: Node, until?: RegExp): string[] {
  const inline: string[] = [];
  const blocks: string[] = [];
  for (let at = node.nextSibling; at; at = at.nextSibling) {
    const line = at.nodeType === 1 ? lineOf(at as Element, LIMITS.note) : cleanLine(at.nodeValue ?? '', LIMITS.note);
    if (at.nodeType === 8 || (at as Element).tagName === 'BUTTON' || !line) continue;
    if (/^[^:：\d]{2,12}[:：]/.test(line) || until?.test(line)) {
      // A block between a label and its value leaves it open which of what follows is the value.
      return inline.length + blocks.length === 0 && isBlock(at) ? ['', ''] : [...inline, ...blocks];
    }
    if (isBlock(at)) blocks.push(line);
    else if (blocks.length > 0) return [...inline, ...blocks, line];
    else inline.push(line);
  }
  return inline.length > 0 ? inline : blocks;
}

/**
 * Returns what stands behind a label that a text begins with: the rest of the same text, otherwise everything that
 * follows in the same line of the page, an entry each, so that two candidates can be seen and refused. An empty label
 * never takes the text of a neighbour. `until` knows the next label where labels have no colon.
 */
export function besideLabel(root: Element, label: RegExp, until?: RegExp): string[] {
  return textNodesOf(root).flatMap((node) => {
    const text = cleanLine(node.nodeValue ?? '', LIMITS.note);
    const match = label.exec(text);
    if (match?.index !== 0) return [];
    return text.slice(match[0].length).trim() || valuesBehind(root, node, until);
  });
}

function valuesBehind(root: Element, label: Node, until?: RegExp): string[] {
  let at: Node = label;
  for (;;) {
    const found = followers(at, until);
    const around: Element | null = at.parentElement;
    if (found.length > 0 || !around || around === root || !INLINE.has(around.tagName)) return found;
    // Only a label that fills its element can belong to what stands beside that element.
    if (lineOf(around) !== cleanLine(label.nodeValue ?? '')) return found;
    at = around;
  }
}

/** Returns the pairs of a property list (`颜色分类：`, `红色`): every label that ends with a colon, and what may be its value. */
export function pairsIn(root: Element): { label: string; values: string[] }[] {
  return textNodesOf(root).flatMap((node) => {
    const label = cleanLine(node.nodeValue ?? '', LIMITS.note);
    return /^[^:：]{1,30}[:：]$/.test(label) ? [{ label, values: valuesBehind(root, node) }] : [];
  });
}
