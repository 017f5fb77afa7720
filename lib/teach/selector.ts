/** Words that say how an element is just now, not what it is. */
const STATE =
  /(?:^|[-_])(?:active|selected|current|hover|focus(?:ed)?|open(?:ed)?|unread|checked|disabled|online|offline|visible|show|enter|leave|first|last|odd|even)(?:[-_]|$)/i;

const NAME = '[A-Za-z_][\\w-]{0,60}';
const ATTRIBUTE =
  '\\[(?:class|id|role|name|type|placeholder|title|aria-label|aria-selected|aria-current|aria-checked|contenteditable|data-[a-z][a-z-]{0,40})(?:[*^~]?="[^"\\\\<>{};]{1,80}")?\\]';
const PART = `(?:\\.${NAME}|#${NAME}|${ATTRIBUTE}|:not\\(\\[type\\]\\)|:nth-(?:last-)?of-type\\(\\d{1,3}\\))`;
const COMPOUND = `(?:[a-z][a-z0-9-]{0,30}${PART}*|${PART}+)`;
const PATH = `(?::scope > )?${COMPOUND}(?:(?: > | )${COMPOUND}){0,11}`;
const SELECTOR = new RegExp(`^${PATH}$`);
/** Rows of a list that come in up to three shapes. */
const ROWS = new RegExp(`^${PATH}(?:, ${PATH}){0,2}$`);
const LONGEST = 600;

/** Tells whether a text is one of the plain selectors that rules are made of: tags, classes, a few attributes, places. */
export function isPlainSelector(text: string): boolean {
  return text.length <= LONGEST && SELECTOR.test(text);
}

/** Tells whether a text is up to three plain selectors that together find the rows of one list. */
export function areRowSelectors(text: string): boolean {
  return text.length <= LONGEST && ROWS.test(text);
}

/** Tells whether the end of a class name was made by a build: it changes with the next one. */
function isHash(end: string): boolean {
  if (end.length < 3 || end.length > 12 || !/^\w+$/.test(end)) return false;
  if (/\d/.test(end) && /[A-Za-z]/.test(end)) return true;
  if (/^\d+$/.test(end)) return true;
  if (!/[aeiouy]/i.test(end) && end.length > 3) return true;
  return end.length <= 9 && (end.match(/[a-z][A-Z]|[A-Z]{2}[a-z]/g)?.length ?? 0) >= 2;
}

/** Tells whether a whole class name is letters and figures mixed up (`a1B2c3`). */
function isMix(token: string): boolean {
  return !/[-_]/.test(token) && /\d[A-Za-z]/.test(token) && token.length < 13;
}

/** Returns the part of a selector that finds elements of a class, by its stem where the rest changes; null if it says nothing lasting. */
export function classPart(token: string, states = false): string | null {
  if (token.length > 60 || !/^[A-Za-z_][\w-]*$/.test(token) || (!states && STATE.test(token))) return null;
  const parts = /^(.+?(?:__|--|_|-))([A-Za-z\d]+)$/.exec(token);
  const cut = /^(.+)(__|--|_|-)(\w+)$/.exec(token);
  const [stem, end] = cut && isHash(cut[3] ?? '') ? [`${cut[1]}${cut[2]}`, cut[3]] : [parts?.[1] ?? '', parts?.[2] ?? ''];
  if (end && isHash(end)) {
    // What is left must still be a word: `css-1x2y3z` and `sc-aBcDe` are nothing but a hash.
    if (stem.replace(/[-_]+$/, '').length < 4 || /^(?:css|sc|jss|tw)[-_]/.test(stem)) return null;
    return `[class*="${stem}"]`;
  }
  return /\d{3}/.test(token) || isMix(token) ? null : `.${token}`;
}

/** Attributes that pages and their tests rely on, the most lasting first. */
const STABLE = [
  'data-testid',
  'data-test',
  'data-qa',
  'data-role',
  'role',
  'name',
  'type',
  'placeholder',
  'contenteditable',
  'aria-label',
];

/** A value that names a kind of thing, not one person or one order. */
function isGeneral(value: string): boolean {
  return /^[A-Za-z][\w:.-]{0,40}$/.test(value) && !/\d{3}/.test(value) && !isHash(value);
}

/** Returns the parts of a selector that find an element by attributes; values that may be somebody's are left out. */
export function attributeParts(element: Element): string[] {
  const parts: string[] = [];
  for (const name of STABLE) {
    const value = element.getAttribute(name);
    if (value === null) continue;
    if (name === 'placeholder' || name === 'aria-label') {
      const typed = element.matches('input, textarea, [contenteditable]');
      if (typed && /^[^"\\<>{};]{1,40}$/.test(value) && !/\d{3}/.test(value)) parts.push(`[${name}="${value}"]`);
    } else if (isGeneral(value)) parts.push(`[${name}="${value}"]`);
  }
  for (const { name, value } of element.attributes) {
    if (
      !/^data-[a-z][a-z-]{0,40}$/.test(name) ||
      /^data-(?:v|react|spm|aplus|track|appeared)/.test(name) ||
      STABLE.includes(name)
    )
      continue;
    parts.push(isGeneral(value) && value !== 'true' && value !== 'false' ? `[${name}="${value}"]` : `[${name}]`);
  }
  return parts;
}

/** Returns the parts of a selector that find an element by its classes, the longest stem first. */
export function classParts(element: Element): string[] {
  const parts = [...element.classList].flatMap((token) => classPart(token) ?? []);
  return [...new Set(parts)].toSorted((a, b) => b.length - a.length);
}

/** Returns `div`, `span` …: the element's tag as selectors write it. */
export function tagOf(element: Element): string {
  return element.tagName.toLowerCase();
}

/**
 * Returns the tag, of a field to type into with its kind (`input:not([type])` is a plain one): what finds it must never
 * find a password.
 */
export function kindOf(element: Element): string {
  const tag = tagOf(element);
  const type = element.getAttribute('type');
  if (tag !== 'input') return tag;
  return type === null ? 'input:not([type])' : /^(?:text|search)$/.test(type) ? `input[type="${type}"]` : tag;
}

/**
 * Returns the step to an element from its parent, counted from both ends (`div:nth-of-type(2):nth-last-of-type(1)`): one
 * more sibling and nothing is found any more, rather than the neighbour.
 */
function placeOf(element: Element): string {
  let [before, after] = [1, 1];
  for (let at = element.previousElementSibling; at; at = at.previousElementSibling)
    if (at.tagName === element.tagName) before += 1;
  for (let at = element.nextElementSibling; at; at = at.nextElementSibling) if (at.tagName === element.tagName) after += 1;
  return `${kindOf(element)}:nth-of-type(${before}):nth-last-of-type(${after})`;
}

/** Returns `:scope > …` from an ancestor down to an element, or null when it is not below it or too deep. */
export function pathFrom(ancestor: Element, element: Element, deepest = 8): string | null {
  const steps: string[] = [];
  for (let at: Element | null = element; at !== ancestor; at = at.parentElement) {
    if (!at || steps.length >= deepest) return null;
    steps.unshift(placeOf(at));
  }
  return steps.length === 0 ? null : steps.join(' > ');
}
