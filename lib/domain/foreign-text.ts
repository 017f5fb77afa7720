import { FACT_NAMES, slotsOf, type FactName } from './template-slots.ts';

/** The languages whose templates name facts in Chinese. */
const isChinese = (language: string): boolean => language === 'zh';

/** Names for facts in templates that are not in Chinese; the others have none and go by their Chinese one. */
const ENGLISH: Partial<Record<FactName, string>> = {
  buyer: 'name',
  name: 'name',
  orderNo: 'order number',
  tracking: 'tracking number',
  carrier: 'carrier',
  item: 'item',
  sku: 'sku',
  quantity: 'quantity',
  paid: 'amount',
  orderState: 'status',
  recipient: 'recipient',
  address: 'address',
  country: 'country',
  shop: 'shop',
  staff: 'staff',
  today: 'today',
  tomorrow: 'tomorrow',
  clipboard: 'clipboard',
};

/** Returns a slot for a fact as templates of a language name it: `{买家昵称}`, `{name}`. */
export function factSlot(fact: FactName, language: string, fallback = ''): string {
  const name = isChinese(language) ? FACT_NAMES[fact][0] : (ENGLISH[fact] ?? FACT_NAMES[fact][0]);
  return `{${name}${fallback ? `|${valueText(fallback)}` : ''}}`;
}

/**
 * Returns a slot that is asked for, named as the other program calls it: `contact.email` becomes `{contact email}`, and
 * `amount`, which would be filled with what the buyer paid here, `{填写 amount}`.
 */
export function askedSlot(name: string, fallback = ''): string {
  return `{${askedName(name) || '内容'}${fallback ? `|${valueText(fallback)}` : ''}}`;
}

/** Returns a name of another program as one that nothing but a person fills. */
function askedName(name: string): string {
  const clean = slotText(name.replace(/[._-]+/g, ' '))
    .slice(0, 36)
    .trim();
  const [slot] = slotsOf(`{${clean}}`);
  return !clean || (slot?.name === clean && slot.fact === null) ? clean : `填写 ${clean}`;
}

/** Returns today, or a day so many days or months from it. */
export function daySlot(by: number, language: string, unit: 'day' | 'month' = 'day'): string {
  const name = isChinese(language) ? '今天' : 'today';
  const named = isChinese(language) ? { day: '天', month: '个月' } : { day: ' days', month: ' months' };
  return by === 0 ? `{${name}}` : `{${name}${by > 0 ? '+' : '-'}${Math.abs(by)}${named[unit]}}`;
}

/** Longest list that stands in braces, in UTF-16 units, see `parseTemplate`. */
const MAX_LIST = 500;

/** Returns a slot that chooses one of several values; it only asks when there is one, or when they cannot stand in a list here. */
export function choiceSlot(name: string, values: readonly string[]): string {
  const clean = values.map(valueText).filter(Boolean);
  if (clean.some((value) => /[/／|｜]/.test(value)) || clean.join('/').length > MAX_LIST) return askedSlot(name);
  return clean.length > 1 ? `{${askedName(name) || '选项'}:单选 ${clean.join('/')}}` : askedSlot(name, clean[0] ?? '');
}

/** Returns variants of which one is taken: those that can stand in a list here, else one of them as it is. */
export function variantSlot(values: readonly string[]): string {
  const all = values.map((value) => value.trim()).filter(Boolean);
  const clean = all.filter((value) => !/[/／{}｛｝\n]/.test(value));
  const list = clean.join('/');
  return clean.length > 1 && list.length <= MAX_LIST ? `{随机:${list}}` : escapeBraces(clean[0] ?? all[0] ?? '');
}

/** What a name in braces cannot hold. */
function slotText(text: string): string {
  return text
    .replace(/[{}｛｝|｜:：\n]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** What else stands in braces cannot hold. */
const valueText = (text: string): string =>
  text
    .replace(/[{}｛｝\n]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** Returns a text in which no brace means anything. */
export function escapeBraces(text: string): string {
  return text.replace(/[{}｛｝]/g, '$&$&');
}

/**
 * Rewrites what a pattern finds in a text of another program; everything between is taken literally. `replace` gets the
 * match and returns a piece of a template's body, or null to leave it as the text it is.
 */
export function rewrite(text: string, pattern: RegExp, replace: (found: RegExpExecArray) => string | null): string {
  let out = '';
  let from = 0;
  for (const found of text.matchAll(pattern)) {
    out += escapeBraces(text.slice(from, found.index));
    out += replace(found) ?? escapeBraces(found[0]);
    from = found.index + found[0].length;
  }
  return out + escapeBraces(text.slice(from));
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** Returns the text of a piece of HTML, a line for every block; never parsed as markup, only taken apart. */
export function textOfHtml(html: string): string {
  if (!/<[a-z!/]|&[a-z#]/i.test(html)) return html;
  return html
    .replace(/<!--[\s\S]*?-->|<(script|style)\b[\s\S]*?<\/\1>/gi, '')
    .replace(/\r\n?|\n/g, /<(?:div|p|br|li)\b/i.test(html) ? ' ' : '\n')
    .replace(/<(?:div|p|li)\b[^>]*>\s*<br\s*\/?>\s*<\/(?:div|p|li)>/gi, '\n')
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/<\/(?:div|p|li|tr|h[1-6]|blockquote|pre|ul|ol)\s*>/gi, '\n')
    .replace(/<li\b[^>]*>/gi, '- ')
    .replace(/<\/?[a-z][^>]*>/gi, '')
    .replace(/&(#x?[0-9a-f]+|[a-z]+);/gi, (whole, name: string) => entity(name) ?? whole)
    .split('\n')
    .map((line) => line.replace(/[ \t\u00a0]+/g, ' ').trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function entity(name: string): string | undefined {
  if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()];
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
