import { cleanText, LIMITS } from '../../domain/text.ts';

/** What the page appends below a translated message; the words of the buyer are everything before it. */
const FOOTERS = ['by Alibaba Auto Translation', 'Translated by Alibaba', 'Auto Translation', '由阿里AI翻译'] as const;

/** Footers nobody types by chance: cut off even when they share a line with the message. */
const CERTAIN = ['by Alibaba Auto Translation', 'Translated by Alibaba', '由阿里AI翻译'] as const;

const BLOCKS = new Set(['DIV', 'P', 'LI', 'SECTION', 'FOOTER', 'PRE', 'UL', 'OL', 'TABLE', 'TR']);
const SILENT = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'BUTTON', 'SVG']);

function isFooter(text: string): boolean {
  return FOOTERS.some((footer) => footer === text.trim());
}

/** A marked translation and its footer are the platform's words, not the writer's. */
function isSkipped(element: Element): boolean {
  if (SILENT.has(element.tagName.toUpperCase()) || isFooter(element.textContent ?? '')) return true;
  return [...element.classList].some((token) => /translat/i.test(token));
}

function collect(node: Node, lines: string[]): void {
  for (const child of node.childNodes) {
    if (child.nodeType === 3) {
      lines[lines.length - 1] += (child.nodeValue ?? '').replace(/\s+/g, ' ');
      continue;
    }
    if (child.nodeType !== 1) continue;
    const element = child as Element;
    const tag = element.tagName.toUpperCase();
    if (isSkipped(element)) continue;
    const block = BLOCKS.has(tag) || tag === 'BR';
    if (block) lines.push('');
    collect(element, lines);
    if (block && tag !== 'BR') lines.push('');
  }
}

/**
 * Returns what the writer of a message typed, lines kept, without the platform's translation footer; '' for a picture.
 * Null where several blocks of different kinds hold words: which of them are the writer's cannot be told.
 */
export function messageText(item: Element): string | null {
  if (severalKinds(item)) return null;
  const lines = [''];
  collect(item, lines);
  const kept = lines.map((line) => line.trim()).filter((line) => line !== '' && !isFooter(line));
  let text = kept.join('\n');
  for (const footer of CERTAIN) if (text.endsWith(footer)) text = text.slice(0, -footer.length);
  return cleanText(text, LIMITS.message);
}

/** Words in a block beside anything else, be it empty or a picture, may have been put there by the page. */
function severalKinds(item: Element): boolean {
  let at = item;
  for (;;) {
    const parts = [...at.childNodes].filter((node) => counts(node));
    const [head] = parts;
    if (parts.length === 1 && head?.nodeType === 1) {
      at = head as Element;
      continue;
    }
    const kinds = new Set(
      parts.map((node) => (isBlock(node) ? `${(node as Element).tagName}.${(node as Element).className}` : '')),
    );
    return kinds.size > 1;
  }
}

function isBlock(node: Node): boolean {
  return (
    node.nodeType === 1 && (BLOCKS.has((node as Element).tagName) || (node as Element).querySelector('div, p, table') !== null)
  );
}

function counts(node: Node): boolean {
  if (node.nodeType === 3) return /\S/.test(node.nodeValue ?? '') && !isFooter(node.nodeValue ?? '');
  return node.nodeType === 1 && (node as Element).tagName !== 'BR' && !isSkipped(node as Element);
}
