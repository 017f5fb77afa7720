import { inertCopy } from '../../dom/copy.ts';
import { bareText } from '../../dom/walk.ts';
import { writtenText } from '../../dom/written-text.ts';
import { cleanLine, cleanText, LIMITS } from '../../domain/text.ts';

/** What the page appends below a translated message; the words of the buyer are everything before it. */
const FOOTERS = ['by Alibaba Auto Translation', 'Translated by Alibaba', 'Auto Translation', '由阿里AI翻译'] as const;

/** Footers nobody types by chance: cut off even when they share a line with the message. */
const CERTAIN = ['by Alibaba Auto Translation', 'Translated by Alibaba', '由阿里AI翻译'] as const;

const BLOCKS = new Set(['DIV', 'P', 'LI', 'SECTION', 'FOOTER', 'PRE', 'UL', 'OL', 'TABLE', 'TR']);
const SILENT = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'BUTTON', 'SVG']);

function isFooter(text: string): boolean {
  return (FOOTERS as readonly string[]).includes(text.trim());
}

/** A marked translation and its footer are the platform's words, not the writer's. */
function isSkipped(element: Element): boolean {
  if (SILENT.has(element.tagName.toUpperCase()) || isFooter(element.textContent ?? '')) return true;
  return [...element.classList].some((token) => /translat/i.test(token));
}

/** A copy of a message without what is not its writer's, and the kinds of the footers it had. */
interface Bare {
  bare: Element;
  footers: string[];
}

/** White space means nothing in a message, and pictures have no words. */
function bareOf(item: Element): Bare {
  const copy = inertCopy(item);
  const footers: string[] = [];
  for (const each of copy.querySelectorAll('*')) {
    if (!isSkipped(each)) {
      each.removeAttribute('alt');
      continue;
    }
    if (isFooter(each.textContent ?? '')) footers.push(kindOf(each));
    each.remove();
  }
  const texts = copy.ownerDocument.createTreeWalker(copy, 4);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) text.nodeValue = (text.nodeValue ?? '').replace(/\s+/g, ' ');
  return { bare: copy, footers };
}

/**
 * Returns what the writer of a message typed, lines kept, without the platform's translation footer; '' for a picture.
 * Null where words stand apart from others, in a block of another kind or in the same line: which of them are the
 * writer's cannot be told.
 */
export function messageText(item: Element): string | null {
  const words = wordsOf(item);
  if (words === null) return null;
  const lines = words.split('\n').map((line) => line.trim());
  let text = lines.filter((line) => line !== '' && !isFooter(line)).join('\n');
  for (const footer of CERTAIN) if (text.endsWith(footer)) text = text.slice(0, -footer.length);
  return cleanText(text, LIMITS.message);
}

function wordsOf(item: Element): string | null {
  // Nothing but text has nothing to be left out.
  const text = bareText(item);
  if (text !== null) return cleanLine(text, LIMITS.message);
  const { bare, footers } = bareOf(item);
  return severalKinds(bare, footers) ? null : writtenText(bare);
}

/**
 * Words in a block beside anything else, be it empty or a picture, may have been put there by the page; of several blocks
 * that look like the footer's, some are its translation.
 */
function severalKinds(item: Element, footers: readonly string[]): boolean {
  let at = item;
  for (;;) {
    const parts = [...at.childNodes].filter((node) => counts(node));
    const [head] = parts;
    if (parts.length === 1 && head?.nodeType === 1) {
      at = head as Element;
      continue;
    }
    const kinds = new Set(parts.map((node) => (isBlock(node) ? kindOf(node as Element) : '')));
    return kinds.size > 1 || (parts.length > 1 && footers.some((kind) => kinds.has(kind)));
  }
}

const kindOf = ({ tagName, className }: Element): string => `${tagName}.${className}`;

function isBlock(node: Node): boolean {
  return (
    node.nodeType === 1 && (BLOCKS.has((node as Element).tagName) || (node as Element).querySelector('div, p, table') !== null)
  );
}

function counts(node: Node): boolean {
  if (node.nodeType === 3) return /\S/.test(node.nodeValue ?? '') && !isFooter(node.nodeValue ?? '');
  return node.nodeType === 1 && (node as Element).tagName !== 'BR' && !isSkipped(node as Element);
}
