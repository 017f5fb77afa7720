import { skeletonWords } from './skeleton-words.ts';

/** Limits of a skeleton: how deep, how many of one kind side by side, how many elements looked at, how many characters. */
export interface SkeletonLimits {
  depth: number;
  alike: number;
  elements: number;
  characters: number;
}

const LIMITS: SkeletonLimits = { depth: 40, alike: 3, elements: 20_000, characters: 40_000 };

/** Attributes whose values are told, made plain; of all others only the name. */
const TOLD = /^(?:role|type|data-(?:test-?id|test|qa|cy|role|component))$/;
/** Elements whose inside says nothing about the page's structure. */
const CLOSED = new Set(['script', 'style', 'template', 'noscript', 'svg', 'iframe', 'object', 'head']);

/**
 * Returns a name with every part left out that is no word of structure: `conversation-header__x8Ks` becomes
 * `conversation-header__~`, a number `#`. What a page put into a name (a nick, an id, a token) does not get through.
 */
export function plainName(name: string, words: ReadonlySet<string> = skeletonWords): string {
  // A letter alone is a tag or a piece of a hash: it says something only when it is the whole name.
  const known = (part: string): boolean => (part.length > 1 || part === name) && words.has(part.toLowerCase());
  return name
    .slice(0, 120)
    .replace(/[A-Za-z]+|\d+|[^A-Za-z\d]/gu, (run) => {
      if (/^\d/.test(run)) return '#';
      if (!/^[A-Za-z]/.test(run)) return /^[-_:/]$/.test(run) ? run : '~';
      if (known(run)) return run;
      const parts = run.replace(/([a-z])([A-Z])/g, '$1 $2').split(' ');
      return parts.length > 1 && parts.every(known) ? run : '~';
    })
    .replace(/[#~]*~[#~]*/g, '~')
    .slice(0, 60);
}

interface Walk {
  words: ReadonlySet<string>;
  limits: SkeletonLimits;
  left: { elements: number; characters: number };
}

function headOf(element: Element, words: ReadonlySet<string>): string {
  const plain = (name: string): string => plainName(name, words);
  const id = element.getAttribute('id');
  const classes = [...new Set((element.getAttribute('class') ?? '').split(/\s+/).filter(Boolean).map(plain))].slice(0, 12);
  const attributes = element
    .getAttributeNames()
    .filter((name) => name !== 'id' && name !== 'class')
    .slice(0, 16)
    .map((name) => (TOLD.test(name) ? `${plain(name)}=${plain(element.getAttribute(name) ?? '')}` : plain(name)));
  const shown = [...new Set(attributes)].toSorted();
  return `${plain(element.localName)}${id ? `#${plain(id)}` : ''}${classes.map((name) => `.${name}`).join('')}${
    shown.length > 0 ? `[${shown.join(' ')}]` : ''
  }`;
}

/** Tells whether the element itself holds words; which and how many is not told. */
function hasText(element: Element): boolean {
  return [...element.childNodes].some((node) => node.nodeType === 3 && (node.nodeValue ?? '').trim() !== '');
}

function put(walk: Walk, lines: string[], line: string): boolean {
  walk.left.characters -= line.length + 1;
  if (walk.left.characters < 0) return false;
  lines.push(line);
  return true;
}

/** Groups neighbours by their head line; of each kind the first few are told, of the others only how many. */
function walkChildren(children: readonly Element[], depth: number, walk: Walk, lines: string[]): void {
  const seen = new Map<string, number>();
  const kept: [Element, string][] = [];
  for (const child of children) {
    walk.left.elements -= 1;
    if (walk.left.elements < 0) break;
    const head = headOf(child, walk.words);
    const count = (seen.get(head) ?? 0) + 1;
    seen.set(head, count);
    if (count <= walk.limits.alike) kept.push([child, head]);
  }
  const told = new Map<string, string>();
  for (const [child, head] of kept) {
    const own: string[] = [];
    walkElement(child, head, depth, walk, own);
    const text = own.join('\n');
    const before = told.get(head);
    // The same head over the same inside is told once.
    if (before === text) {
      walk.left.characters += text.length + 1;
      continue;
    }
    told.set(head, text);
    const total = seen.get(head) ?? 1;
    if (before === undefined && total > 1 && own[0] !== undefined) own[0] += ` ×${total}`;
    lines.push(...own);
  }
}

function walkElement(element: Element, head: string, depth: number, walk: Walk, lines: string[]): void {
  const text = !CLOSED.has(element.localName) && hasText(element) ? ' …' : '';
  if (!put(walk, lines, `${' '.repeat(depth)}${head}${text}`) || CLOSED.has(element.localName)) return;
  if (depth >= walk.limits.depth) {
    if (element.childElementCount > 0) put(walk, lines, `${' '.repeat(depth + 1)}(…)`);
    return;
  }
  const shadow = element.shadowRoot;
  if (shadow && put(walk, lines, `${' '.repeat(depth + 1)}(shadow)`)) {
    walkChildren([...shadow.children], depth + 2, walk, lines);
  }
  walkChildren([...element.children], depth + 1, walk, lines);
}

/**
 * Returns the address of a page with every part of its path left out that is no word of structure; no query, no hash.
 * A host that is not one of `hosts` may be named after its shop and is made plain, too.
 */
export function plainPath(url: URL, hosts: readonly string[], words: ReadonlySet<string> = skeletonWords): string {
  const plain = (part: string): string => plainName(part, words);
  const host = hosts.includes(url.hostname) ? url.hostname : url.hostname.split('.').map(plain).join('.');
  const path = url.pathname.split('/').map((part) => plain(part.replace(/\.html?$/, '')));
  return `${url.protocol}//${host}${path.join('/')}`;
}

/**
 * Returns the structure of a document for a report of a fault: tags, classes, ids, roles and the names of attributes,
 * one element a line, `…` where there is text, `×n` for alike neighbours. No text, no values, no addresses, and of
 * names only the words of structure (`extra` adds to them). It reads and changes nothing.
 */
export function skeletonOf(document: Document, extra: readonly string[] = [], limits: Partial<SkeletonLimits> = {}): string {
  const words = extra.length > 0 ? new Set([...skeletonWords, ...extra]) : skeletonWords;
  const all = { ...LIMITS, ...limits };
  const walk: Walk = { words, limits: all, left: { elements: all.elements, characters: all.characters } };
  const lines: string[] = [];
  const root = document.documentElement;
  if (root) walkElement(root, headOf(root, words), 0, walk, lines);
  if (walk.left.elements < 0 || walk.left.characters < 0) lines.push('(cut off)');
  return lines.join('\n');
}
