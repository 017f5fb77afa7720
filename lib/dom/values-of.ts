import { cleanLine, LIMITS } from '#lib/domain/text.ts';
import { bareText, isBlock, isSilent, walk } from './walk.ts';

/** A text that is drawn in one piece, and the element it stands in. */
export interface Part {
  text: string;
  host: Element | null;
}

/** Words of links and buttons that sites put beside a value, and marks of presence and reading. */
const ASIDE =
  /^[[(（]?(?:复制|修改|(?:重新)?编辑|翻译|展开(?:全文|更多)?|收起|查看(?:详情|更多)?|交易快照|在线|离线|[已未]读|copy|edit|(?:un)?read)[\])）]?$/i;
const CLOCK = /^\d{1,2}:\d\d(?::\d\d)?$/;
const DATE = /\d{4}\D\d{1,2}\D\d/;
/** What stands out inside a sentence belongs to it. */
const EMPHASIS = /^(?:EM|B|STRONG|FONT|U|S)$/;

/** Tells whether a text is a word of a button or a mark, or a time of day. */
export const isAside = (text: string): boolean => ASIDE.test(text) || CLOCK.test(text);

/**
 * Returns the parts without those that are known to be no value: an element of its own that says nothing but a word of
 * a button, a mark or a time of day. A time stays beside a date, and the last part always stays.
 */
export function withoutAsides(parts: readonly Part[]): Part[] {
  const dated = parts.some(({ text }) => DATE.test(text));
  const isKnown = ({ text, host }: Part): boolean =>
    host !== null &&
    !EMPHASIS.test(host.tagName) &&
    (ASIDE.test(text) || (!dated && CLOCK.test(text))) &&
    cleanLine(host.textContent ?? '') === text;
  const kept = parts.filter((part) => !isKnown(part));
  return kept.length > 0 ? kept : [...parts];
}

/** Returns the texts below an element as they stand, each with the element whose own words they are; `isThrough` elements part nothing. */
export function partsOf(root: Element, isThrough: (element: Element) => boolean): Part[] {
  const parts: Part[] = [];
  let open: Part | null = null;
  const hostOf = (node: Node): Element => {
    let at = node.parentElement ?? root;
    while (at !== root && isThrough(at) && at.parentElement) at = at.parentElement;
    return at;
  };
  walk(root, (node) => {
    if (node.nodeType === 3) {
      const [host, text] = [hostOf(node), node.nodeValue ?? ''];
      if (open?.host === host) open.text += text;
      else if (/\S/.test(text)) parts.push((open = { text, host }));
    }
    if (node.nodeType !== 1 || isSilent(node)) return false;
    if (node !== root && !isThrough(node as Element)) open = null;
    else if (open && (node as Element).tagName === 'BR') open.text += '\n';
    return true;
  });
  return parts;
}

/** An amount whose sign, yuan and fen stand in elements of their own; two numbers are none. */
const AMOUNT = /^(?:[A-Z]{0,3}[ \n]?\p{Sc}[ \n]?)?\d[\d,]*(?:\n?\.\n?\d\d)?(?:\n元)?$/u;

/** What holds words in the parent of an element, and the element itself. */
export function fullBeside(element: Element): ChildNode[] {
  const nodes = [...(element.parentElement?.childNodes ?? [])];
  return nodes.filter((node) => node === element || (node.nodeType !== 8 && /\S/.test(node.textContent ?? '')));
}

/** Tells whether bare words of the parent stand on one side of an element. */
function hasBeside(element: Element, side: 'previousSibling' | 'nextSibling'): boolean {
  for (let at = element[side]; at; at = at[side]) if (at.nodeType === 3 && /\S/.test(at.nodeValue ?? '')) return true;
  return false;
}

/**
 * Returns what an element says between its neighbours where it stands in the middle of a text, '' for any other: sites put
 * tags, counts and buttons at an end of what somebody wrote, never into the middle of it.
 */
export function amidst(element: Element): string {
  // Asked of every element of a message: most stand beside no bare words, and the rest need not be put together for them.
  if (isBlock(element) || !hasBeside(element, 'previousSibling') || !hasBeside(element, 'nextSibling')) return '';
  const nodes = fullBeside(element);
  const at = nodes.indexOf(element);
  return nodes
    .slice(at - 1, at + 2)
    .map((node) => (node.textContent ?? '').trim())
    .join('\n');
}

/** What a site does with a word that was searched for. */
export const isFound = ({ tagName, className }: Element): boolean =>
  /^(?:MARK|WBR|BR)$/.test(tagName) || /high-?light|keyword/i.test(className);

/** Tells whether an element parts no value: a word that was searched for, or one amidst words. Figures never run together. */
export function isWithin(element: Element): boolean {
  const words = amidst(element);
  return (
    isFound(element) ||
    (words !== '' && !isAside(cleanLine(element.textContent ?? '')) && !/[\d.,\p{Sc}]\n+[\d.,\p{Sc}]/u.test(words))
  );
}

/** Tells whether a text is more than characters of an icon font. */
const hasWords = (text: string): boolean => /[^\p{Co}]/u.test(text);

/** Returns the texts of parts, an amount that is drawn in several of them as one. */
export function textsIn(parts: readonly Part[]): string[] {
  const texts = parts.map(({ text }) => text);
  const whole = texts.join('\n');
  return texts.length > 1 && AMOUNT.test(whole) ? [whole.replaceAll('\n', '')] : texts;
}

/**
 * Returns what an element may say as the value of a field: one entry where it says one thing, an entry each where words
 * stand in several elements, so that a tag, a count or a link beside the value can be seen and refused. Words of buttons,
 * marks of reading, times of day and characters of an icon font are left out. `isThrough` elements part nothing.
 */
export function valuesOf(root: Element | null | undefined, max: number = LIMITS.title, isThrough = isWithin): string[] {
  if (!root) return [];
  const bare = bareText(root);
  if (bare !== null) return [cleanLine(bare, max)].filter(hasWords);
  const parts = partsOf(root, isThrough);
  const clean = parts.map(({ text, host }) => ({ text: cleanLine(text, max), host: host === root ? null : host }));
  return textsIn(withoutAsides(clean.filter(({ text }) => hasWords(text))));
}
