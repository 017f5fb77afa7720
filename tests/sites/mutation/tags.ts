import { fragmentOf } from './inserts.ts';
import { type Mutant, type SavedPage, sourceOf } from './mutant.ts';
import { type Random, randomOf } from './random.ts';

/** Small inline things as sites put them into a field or beside it; none of their words may ever come out of a reader. */
const BITS: Readonly<Record<string, readonly string[]>> = {
  tag: [
    '<span class="zq-tag">新客</span>',
    '<em class="zq-vip">88VIP</em>',
    '<span>A3</span>',
    '<i class="zq-help">?</i>',
    '<b>急</b>',
    '<span class="zq-tag">[预售]</span>',
  ],
  count: ['<i class="zq-count">3</i>', '<span class="zq-badge">12</span>', '<sup>99+</sup>', '<span>[3条]</span>'],
  link: [
    '<a class="zq-copy" href="javascript:;">复制</a>',
    '<a>展开</a>',
    '<a href="//vip.taobao.com/member">会员</a>',
    '<i class="zq-copy">Copy</i>',
    '<span class="zq-more">展开全文</span>',
  ],
  button: ['<button type="button">修改</button>', '<button type="button">拉黑</button>', '<span role="button">编辑</span>'],
  time: ['<span class="zq-time">10:22</span>', '<em>昨天</em>', '<span>2025-01-02 03:04:05</span>', '<span>剩余 3 天</span>'],
  read: ['<span class="zq-read">已读</span>', '<span>未读</span>', '<i>Read</i>'],
};
const KINDS = Object.keys(BITS);
const SILENT = 'script, style, title, option, textarea, button, [contenteditable="true"]';

/** How many seeds put every kind of thing four times. */
export const TAG_SEEDS = KINDS.length * 4;

/** Elements with words of their own: where the value of a field is written. */
function leavesOf(document: Document): Element[] {
  return [...document.body.querySelectorAll('*')].filter(
    (element) =>
      !element.closest(SILENT) && [...element.childNodes].some((node) => node.nodeType === 3 && /\S/.test(node.nodeValue ?? '')),
  );
}

interface Leaf {
  element: Element;
  words: string;
  /** Tag and class without what marks one of many. */
  kind: string;
}

function leafOf(element: Element): Leaf {
  const own = element.className.replaceAll(/\b(?:self|active)\b/g, '').trim();
  return { element, words: element.textContent ?? '', kind: `${element.tagName.toLowerCase()}.${own}` };
}

/** The leaf alone, all that say the same (the name in the header, in the row and on the lines), or all of the same kind. */
function alike(leaf: Leaf, leaves: readonly Leaf[], extent: string): Leaf[] {
  if (extent === 'alone') return [leaf];
  return leaves.filter((other) => (extent === 'same words' ? other.words === leaf.words : other.kind === leaf.kind));
}

/** Between the cells of a row nothing can stand: what is put beside one goes into it. */
const CELL = /^T[DH]$/;

const PLACES: Readonly<Record<string, (leaf: Element, bit: Node) => void>> = {
  'at the start of': (leaf, bit) => leaf.prepend(bit),
  'at the end of': (leaf, bit) => leaf.append(bit),
  before: (leaf, bit) => (CELL.test(leaf.tagName) ? leaf.prepend(bit) : leaf.before(bit)),
  behind: (leaf, bit) => (CELL.test(leaf.tagName) ? leaf.append(bit) : leaf.after(bit)),
};

function put(leaves: readonly Leaf[], kind: string, random: Random): string {
  const leaf = random.pick(leaves);
  const extent = random.pick(['alone', 'same words', 'same kind'] as const);
  const where = random.pick(Object.keys(PLACES));
  const markup = random.pick(BITS[kind] ?? []);
  for (const { element } of alike(leaf, leaves, extent)) PLACES[where]?.(element, fragmentOf(element.ownerDocument, markup));
  return `${markup} ${where} ${leaf.kind} "${leaf.words.trim().slice(0, 30)}" (${extent})`;
}

/** Returns the page with one to three small inline things inside or beside its values; the same seed gives the same page. */
export function taggedOf(page: SavedPage, seed: number): Mutant {
  const random = randomOf(seed);
  const source = sourceOf(page);
  const leading = KINDS[seed % KINDS.length] as string;
  const kinds = [
    leading,
    ...(random.chance(0.3) ? [random.pick(KINDS)] : []),
    ...(random.chance(0.3) ? [random.pick(KINDS)] : []),
  ];
  const leaves = leavesOf(source.document).map(leafOf);
  const names = leaves.length > 0 ? kinds : [];
  return { seed, source, names, done: names.map((kind) => put(leaves, kind, random)), removed: [] };
}
