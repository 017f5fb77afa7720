import { moveColumns } from './columns.ts';
import { insertBlocks, insertColumn, insertRivalName } from './inserts.ts';
import type { Mutate } from './mutation.ts';
import type { Random } from './random.ts';

/** Returns all elements of the page's body, in document order. */
export function elementsOf(document: Document): Element[] {
  return [...(document.body?.querySelectorAll('*') ?? [])];
}

/** Replaces the class tokens for which `rename` gives another one; equal tokens become equal tokens. */
function renameClasses(elements: readonly Element[], rename: (token: string) => string | null): number {
  const seen = new Map<string, string | null>();
  let changed = 0;
  for (const element of elements) {
    const tokens = (element.getAttribute('class') ?? '').split(/\s+/).filter(Boolean);
    const renamed = tokens.map((token) => {
      if (!seen.has(token)) seen.set(token, rename(token));
      return seen.get(token) ?? token;
    });
    if (renamed.every((token, index) => token === tokens[index])) continue;
    element.setAttribute('class', renamed.join(' '));
    changed += 1;
  }
  return changed;
}

const HASHED = /^(.*[a-z\d])(_{2,3}|--)((?=\w*[\dA-Z])\w{1,10})$/;

/** Gives every module class (`name--a1B2c`, `name__x1`) the hash of another build; its stem stays. */
const renameHashes: Mutate = (document, random) => {
  const changed = renameClasses(elementsOf(document), (token) => {
    const parts = HASHED.exec(token);
    return parts ? `${parts[1]}${parts[2]}${random.word(3)}${random.int(10)}X` : null;
  });
  return changed > 0 ? { what: `other hashes on ${changed} elements` } : null;
};

function stemOf(token: string): string {
  return HASHED.exec(token)?.[1] ?? token;
}

/** Calls one class something else on the whole page, with everything that begins with it (`row`, `row-name`). */
const renameStem: Mutate = (document, random) => {
  const elements = elementsOf(document);
  const stems = [...new Set(elements.flatMap((element) => [...element.classList].map(stemOf)))];
  if (stems.length === 0) return null;
  const stem = random.pick(stems);
  const other = random.word(7);
  renameClasses(elements, (token) =>
    token === stem || (token.startsWith(stem) && /^[-_]/.test(token.slice(stem.length)))
      ? `${other}${token.slice(stem.length)}`
      : null,
  );
  return { what: `class ${stem} is called ${other}` };
};

/** Redesigns one block: every class inside it gets another name, here and in its siblings of the same kind. */
const renameBlock: Mutate = (document, random) => {
  const elements = elementsOf(document);
  const blocks = elements.filter(
    (element) => element.classList.length > 0 && element.querySelectorAll('*').length <= elements.length / 3,
  );
  if (blocks.length === 0) return null;
  const block = random.pick(blocks);
  const shape = signatureOf(block);
  // What is called alike is drawn alike: a list's rows are renamed together, with the one that is marked.
  const [base] = block.classList;
  const alike = elements.filter((element) => base !== undefined && element.classList.contains(base));
  const inside = alike.flatMap((element) => [element, ...element.querySelectorAll('*')]);
  const stems = new Map<string, string>();
  renameClasses(inside, (token) => {
    const stem = stemOf(token);
    if (!stems.has(stem)) stems.set(stem, random.word(7));
    return `${stems.get(stem)}${token.slice(stem.length)}`;
  });
  return { what: `all classes in ${shape} are called otherwise` };
};

/** Returns tag and classes, by which siblings of the same kind are told. */
function signatureOf(element: Element): string {
  return [element.tagName.toLowerCase(), ...[...element.classList].map(stemOf)].join('.');
}

const TABLE_PARTS = /^(?:TABLE|THEAD|TBODY|TFOOT|TR|TD|TH|COL|COLGROUP|LI|OPTION|SCRIPT|STYLE|TEXTAREA|INPUT|BR|SVG|PATH)$/;
const BLOCKS = /^(?:DIV|SECTION|HEADER|FOOTER|P|UL|OL|PRE|TABLE|H\d|LI|TD)$/;

function wrapOutside(element: Element, random: Random): void {
  const wrapper = element.ownerDocument.createElement(BLOCKS.test(element.tagName) ? 'div' : 'span');
  wrapper.setAttribute('class', `${random.word(5)}-wrap`);
  element.replaceWith(wrapper);
  wrapper.append(element);
}

function wrapInside(element: Element, random: Random): void {
  const inner = element.ownerDocument.createElement(BLOCKS.test(element.tagName) && element.tagName !== 'P' ? 'div' : 'span');
  inner.setAttribute('class', `${random.word(5)}-inner`);
  inner.append(...element.childNodes);
  element.append(inner);
}

/** Puts new elements around some elements, and around what is inside some others. */
export const addWrappers: Mutate = (document, random) => {
  const elements = elementsOf(document).filter((element) => !element.closest('textarea, [contenteditable], script, svg'));
  const outside = random.some(
    elements.filter((element) => !TABLE_PARTS.test(element.tagName) || element.tagName === 'TABLE'),
    1 + random.int(6),
  );
  const inside = random.some(
    elements.filter((element) => !/^(?:TABLE|THEAD|TBODY|TR|UL|OL|IMG|INPUT|IFRAME|BR)$/.test(element.tagName)),
    1 + random.int(6),
  );
  for (const element of outside) wrapOutside(element, random);
  for (const element of inside) wrapInside(element, random);
  const names = [...outside, ...inside].map(signatureOf);
  return names.length > 0 ? { what: `wrappers at ${names.join(', ')}` } : null;
};

function textNodes(element: Element): Node[] {
  return [...element.childNodes].filter((node) => node.nodeType === 3 && (node.nodeValue ?? '').trim() !== '');
}

function reorder(parent: Element, children: readonly Element[], random: Random): void {
  const places = children.map((child) => {
    const place = parent.ownerDocument.createComment('');
    child.replaceWith(place);
    return place;
  });
  for (const [index, child] of random.shuffled(children).entries()) places[index]?.replaceWith(child);
}

/** Where messages and reviews are written. */
const BUBBLES = [
  '.message-item-line .content',
  '.im-message-item',
  '[class*="chatTextLeft"], [class*="chatText--"]',
  '.rate-content',
];

/** The children of an element that may change places: blocks each of its own kind, or facts that carry their label. */
function exchangeable(parent: Element): Element[] {
  // What was written in a message is read from top to bottom.
  if (BUBBLES.some((selector) => parent.closest(selector))) return [];
  if (textNodes(parent).length > 0 || /^(?:TR|TABLE|TBODY|THEAD|UL|OL|PRE)$/.test(parent.tagName)) return [];
  const blocks = [...parent.children].filter((child) => /^(?:DIV|SECTION|FOOTER|TABLE|BUTTON)$/.test(child.tagName));
  if (blocks.length < 2) return [];
  const shapes = new Set(blocks.map(signatureOf));
  if (shapes.size === blocks.length) return blocks;
  // A message begins with a name and a colon as well, and its place carries a meaning.
  const labelled = blocks.filter(
    (child) =>
      !child.matches(BUBBLES.join(', ')) &&
      !child.querySelector('img, pre') &&
      /^[^:：\d]{2,12}[:：]/.test((child.textContent ?? '').trim()),
  );
  return labelled.length > 1 ? labelled : [];
}

/** Exchanges blocks that have nothing to do with each other, and facts of one list. */
const reorderBlocks: Mutate = (document, random) => {
  const parents = elementsOf(document).filter((element) => exchangeable(element).length > 1);
  if (parents.length === 0) return null;
  const chosen = random.some(parents, 1 + random.int(3));
  for (const parent of chosen) reorder(parent, exchangeable(parent), random);
  return { what: `other order inside ${chosen.map(signatureOf).join(', ')}` };
};

/** Sorts a list otherwise: elements of one kind that each show a number of 15 digits or more of their own. */
const reorderRecords: Mutate = (document, random) => {
  const lists = elementsOf(document).filter((parent) => {
    const children = [...parent.children];
    const numbers = children.map((child) => /\d{15,}/.exec(child.textContent ?? '')?.[0]);
    const alike = new Set(children.map(signatureOf)).size === 1;
    return (
      children.length > 1 &&
      alike &&
      numbers.every(Boolean) &&
      new Set(numbers).size === children.length &&
      !/^TR$/.test(parent.tagName)
    );
  });
  if (lists.length === 0) return null;
  const list = random.pick(lists);
  reorder(list, [...list.children], random);
  return { what: `rows of ${signatureOf(list)} sorted otherwise` };
};

const DROPPABLE = /^(?:data-.*|aria-.*|title|alt|role|view-name|spellcheck|tabindex|target|autocomplete)$/;

/** Takes some of the attributes away that carry no function. */
export const dropAttributes: Mutate = (document, random) => {
  const elements = elementsOf(document);
  const names = [...new Set(elements.flatMap((element) => [...element.attributes].map((attribute) => attribute.name)))].filter(
    (name) => DROPPABLE.test(name),
  );
  const chosen = names.filter(() => random.chance(0.6));
  if (chosen.length === 0) return null;
  for (const element of elements) for (const name of chosen) element.removeAttribute(name);
  return { what: `no ${chosen.join(', ')}` };
};

/** Empties some bubbles, as a virtual list does with those outside the view. */
const emptyBubbles: Mutate = (document, random) => {
  const bubbles = BUBBLES.flatMap((selector) => [...document.querySelectorAll(selector)]).filter((bubble) =>
    /\S/.test(bubble.textContent ?? ''),
  );
  if (bubbles.length === 0) return null;
  const chosen = random.some(bubbles, 1 + random.int(3));
  const removed = chosen.map((bubble) => bubble.textContent ?? '');
  for (const bubble of chosen) {
    bubble.replaceChildren();
    if (bubble.hasAttribute('title')) bubble.setAttribute('title', '');
  }
  return { what: `${chosen.length} bubbles emptied`, removed };
};

/** Every mutation by its name. Emptying comes first, because it looks for bubbles by the names they have now. */
export const MUTATORS: Readonly<Record<string, Mutate>> = {
  emptyBubbles,
  insertRivalName,
  insertColumn,
  insertBlocks,
  moveColumns,
  reorderBlocks,
  reorderRecords,
  dropAttributes,
  renameHashes,
  renameStem,
  renameBlock,
  addWrappers,
};
