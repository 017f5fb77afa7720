import { cleanLine, cleanText, LIMITS } from '#lib/domain/text.ts';
import { type Part, textsIn, valuesOf, withoutAsides } from './values-of.ts';
import { bareText, isBlock, isSilent, textNodesOf, walk } from './walk.ts';

/**
 * Returns the element's text as one clean line, '' for null. Blocks stand apart, as a person sees them: the figures of
 * two blocks never become one number.
 */
export function lineOf(element: Element | null | undefined, max: number = LIMITS.title): string {
  return element ? cleanLine(plainText(element, false), max) : '';
}

/** Returns the texts of all non-empty text nodes in document order, each as one clean line. */
export function leavesOf(root: Node): string[] {
  return textNodesOf(root).flatMap((node) => cleanLine(node.nodeValue ?? '', LIMITS.note) || []);
}

/** Returns the texts outside links and buttons and what else is known to be beside a value, each as one clean line. */
export function wordsOf(root: Element): string[] {
  const nodes = textNodesOf(root).filter((node) => !node.parentElement?.closest('a, button'));
  const parts = nodes.map((node) => ({ text: cleanLine(node.nodeValue ?? '', LIMITS.note), host: node.parentElement }));
  return withoutAsides(parts.filter(({ text }) => text)).map(({ text }) => text);
}

/**
 * Returns the text a person sees in an element that keeps its white space: line breaks stay, `br` and blocks break,
 * an inline picture gives its `alt`. Elements that `skip` matches are left out.
 */
export function shownText(root: Element, skip?: Skip, max: number = LIMITS.message): string {
  return cleanText(plainText(root, true, skip), max);
}

/** A selector, or the elements themselves. */
type Skip = string | readonly Element[];

const isSkipped = (element: Element, skip: Skip | undefined): boolean =>
  typeof skip === 'object' ? skip.includes(element) : !!skip && element.matches(skip);

function plainText(root: Element, pictures: boolean, skip?: Skip): string {
  const bare = isSkipped(root, skip) ? null : bareText(root);
  if (bare !== null) return bare;
  let out = '';
  const breakLine = (): void => {
    if (out && !out.endsWith('\n')) out += '\n';
  };
  const breaks = (node: Node): boolean => node !== root && isBlock(node);
  const enter = (node: Node): boolean => {
    if (node.nodeType === 3) out += node.nodeValue ?? '';
    if (node.nodeType !== 1) return false;
    const element = node as Element;
    if (isSilent(element) || isSkipped(element, skip)) return false;
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

const INLINE = new Set(['SPAN', 'LABEL', 'EM', 'B', 'STRONG', 'I', 'A', 'DT', 'TH', 'TD']);
const LABEL = /^[^:：\d]{2,12}[:：]/;

/** What stands behind a node inside its parent up to the next label, buttons left out; `label` is where that begins. */
interface Behind {
  parts: (Part & { block: boolean })[];
  label: Node | null;
}

function behind(node: Node, until?: RegExp): Behind {
  const parts: Behind['parts'] = [];
  for (let at = node.nextSibling; at; at = at.nextSibling) {
    const host = at.nodeType === 1 ? (at as Element) : null;
    const own = host ? valuesOf(host, LIMITS.note) : [at.nodeType === 3 ? cleanLine(at.nodeValue ?? '', LIMITS.note) : ''];
    const line = own.join('');
    if (host?.tagName === 'BUTTON' || (!line && !isSlot(host))) continue;
    if (LABEL.test(line) || until?.test(line)) return { parts, label: at };
    parts.push(...(line ? own : ['']).map((text) => ({ text, host, block: isBlock(at) })));
  }
  return { parts, label: null };
}

/**
 * Texts of what follows a node inside its parent, up to the next label. What stands in the same line as the label goes
 * before blocks below it.
 */
function followers(node: Node, until?: RegExp): string[] {
  const { parts, label } = behind(node, until);
  // A block between a label and its value leaves it open which of what follows is the value.
  if (parts.length === 0) return label && isBlock(label) ? ['', ''] : [];
  const below = parts.findIndex(({ block }) => block);
  const again = parts.findIndex(({ block }, index) => !block && below >= 0 && index > below);
  if (again >= 0) return textsIn(withoutAsides(parts.slice(0, again + 1)));
  return textsIn(withoutAsides(label || below <= 0 ? parts : parts.slice(0, below)));
}

/** What is whole by itself, whatever stands behind it. */
const WHOLE = /^(?:\d{15,20}|\d{4}-\d{1,2}-\d{1,2} \d{1,2}:\d\d(?::\d\d)?|[￥¥]\s*[\d,]+\.\d\d)$/;

/** Tells whether a value could stand in an element that is empty, so that what stands beside it is none. */
function isSlot(element: Element | null): boolean {
  if (!element || element.childElementCount > 0) return false;
  return /^(?:SPAN|B|STRONG|EM)$/.test(element.tagName) && !/icon|ww-|arrow|line|dot/.test(element.className);
}

/** What follows a value in its own line: a tag of the site or the rest of the value; '' for a place that is empty. */
function restOf(node: Node, value: string): string[] {
  const { parts } = behind(node);
  const below = parts.findIndex(({ block }) => block);
  const line = below < 0 ? parts : parts.slice(0, below);
  const rest = withoutAsides([{ text: value, host: null }, ...line]);
  return WHOLE.test(value) ? [] : rest.slice(1).map(({ text }) => text);
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
    const value = text.slice(match[0].length).trim();
    if (value) return [value, ...restOf(node, value).filter(Boolean)];
    const behind = valuesBehind(root, node, until);
    // The place of the value is empty: what stands behind it is another thing.
    return behind[0] === '' ? [] : behind.filter(Boolean);
  });
}

const isCell = (element: Element): boolean => /^T[DH]$|^DT$/.test(element.tagName);

function valuesBehind(root: Element, label: Node, until?: RegExp): string[] {
  let at: Node = label;
  for (;;) {
    const found = followers(at, until);
    const around: Element | null = at.parentElement;
    if (!around || around === root || !INLINE.has(around.tagName)) return found;
    // Inside the label's own element stands a value or a mark beside the label; then the value stands beside both.
    if (found.length > 0)
      return isCell(around) ? found : [...restOf(around, /^\d{15,20}$/.test(found.join()) ? found.join() : ''), ...found];
    // Only a label that fills its element can belong to what stands beside that element.
    if (valuesOf(around, LIMITS.note).join() !== cleanLine(label.nodeValue ?? '')) return ['', ''];
    at = around;
  }
}

/** Returns the pairs of a property list (`颜色分类：`, `红色`): every label that ends with a colon, and what may be its value; more than one where it is in doubt. */
export function pairsIn(root: Element): { label: string; values: string[] }[] {
  return textNodesOf(root).flatMap((node) => {
    const label = cleanLine(node.nodeValue ?? '', LIMITS.note);
    // A mark inside a label has torn it apart: there is a property, and it is not known which.
    if (/^[:：]/.test(label)) return [{ label, values: ['', ''] }];
    return /^[^:：]{1,30}[:：]$/.test(label) ? [{ label, values: valuesBehind(root, node) }] : [];
  });
}
