import { cleanLine, cleanText, LIMITS } from '#lib/domain/text.ts';

const BLOCK = new Set(['DIV', 'P', 'LI', 'UL', 'OL', 'TR', 'TABLE', 'SECTION', 'H1', 'H2', 'H3', 'H4']);
const SILENT = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'NOSCRIPT']);

/** Returns the element's text as one clean line, '' for null. */
export function lineOf(element: Element | null | undefined, max: number = LIMITS.title): string {
  return cleanLine(element?.textContent ?? '', max);
}

/** Returns the texts of all non-empty text nodes in document order, each as one clean line. */
export function leavesOf(root: Node): string[] {
  const leaves: string[] = [];
  const walk = (node: Node): void => {
    if (node.nodeType === 3) {
      const text = cleanLine(node.nodeValue ?? '', LIMITS.note);
      if (text) leaves.push(text);
    } else if (!SILENT.has((node as Element).tagName)) {
      for (const child of node.childNodes) walk(child);
    }
  };
  walk(root);
  return leaves;
}

/**
 * Returns the text a person sees in an element that keeps its white space: line breaks stay, `br` and blocks break,
 * an inline picture gives its `alt`. Elements that `skip` matches are left out.
 */
export function shownText(root: Element, skip?: string, max: number = LIMITS.message): string {
  let out = '';
  const breakLine = (): void => {
    if (out && !out.endsWith('\n')) out += '\n';
  };
  const walk = (node: Node): void => {
    if (node.nodeType === 3) out += node.nodeValue ?? '';
    if (node.nodeType !== 1) return;
    const element = node as Element;
    if (SILENT.has(element.tagName) || (skip && element.matches(skip))) return;
    if (element.tagName === 'BR') out += '\n';
    if (element.tagName === 'IMG') out += element.getAttribute('alt') ?? '';
    const block = element !== root && BLOCK.has(element.tagName);
    if (block) breakLine();
    for (const child of element.childNodes) walk(child);
    if (block) breakLine();
  };
  walk(root);
  return cleanText(out, max);
}

/**
 * Returns what stands after a label such as `订单编号` (followed by a colon) in a run of leaf texts: the rest of the
 * same leaf, otherwise the next leaf unless that is a label itself. One entry per place where the label stands.
 */
export function afterLabel(leaves: readonly string[], label: string): string[] {
  const found: string[] = [];
  for (const [index, leaf] of leaves.entries()) {
    const rest = restAfter(leaf, label);
    if (rest === null) continue;
    const next = leaves[index + 1] ?? '';
    const value = rest || (/[:：]$/.test(next) ? '' : next);
    if (value) found.push(value);
  }
  return found;
}

function restAfter(leaf: string, label: string): string | null {
  if (!leaf.startsWith(label)) return null;
  const rest = leaf.slice(label.length).trimStart();
  return /^[:：]/.test(rest) ? rest.slice(1).trim() : null;
}

/**
 * Returns what stands behind a label inside the label's own element, or inside the one around it if that begins with
 * the label. Unlike `afterLabel` it never takes the text of a neighbour for the value of an empty label.
 */
export function besideLabel(root: Element, label: string): string[] {
  const found: string[] = [];
  for (const element of root.querySelectorAll('*')) {
    const own = [...element.childNodes].some(
      (node) => node.nodeType === 3 && restAfter(node.nodeValue?.trim() ?? '', label) !== null,
    );
    if (!own) continue;
    const value = restAfter(lineOf(element), label) || restAfter(lineOf(element.parentElement), label);
    if (value) found.push(value);
  }
  return found;
}
