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
  return `{${name}${fallback ? `|${slotText(fallback)}` : ''}}`;
}

/**
 * Returns a slot that is asked for, named as the other program calls it: `contact.email` becomes `{contact email}`, and
 * `amount`, which would be filled with what the buyer paid here, `{填写 amount}`.
 */
export function askedSlot(name: string, fallback = ''): string {
  return `{${askedName(name) || '内容'}${fallback ? `|${slotText(fallback)}` : ''}}`;
}

/** Returns a name of another program as one that nothing but a person fills. */
function askedName(name: string): string {
  const clean = slotText(name.replace(/[._-]+/g, ' '))
    .slice(0, 36)
    .trim();
  const [slot] = slotsOf(`{${clean}}`);
  return !clean || (slot?.name === clean && slot.fact === null) ? clean : `填写 ${clean}`;
}

/** Returns today, or a day so many days from it. */
export function daySlot(days: number, language: string): string {
  const name = isChinese(language) ? '今天' : 'today';
  const unit = isChinese(language) ? '天' : ' days';
  return days === 0 ? `{${name}}` : `{${name}${days > 0 ? '+' : '-'}${Math.abs(days)}${unit}}`;
}

/** Returns a slot that chooses one of several values, or asks when there is only one. */
export function choiceSlot(name: string, values: readonly string[]): string {
  const clean = values.map(optionText).filter(Boolean);
  return clean.length > 1 ? `{${askedName(name) || '选项'}:单选 ${clean.join('/')}}` : askedSlot(name, clean[0] ?? '');
}

/** Returns variants of which one is taken. */
export function variantSlot(values: readonly string[]): string {
  const clean = values.map(optionText).filter(Boolean);
  return clean.length > 1 ? `{随机:${clean.join('/')}}` : escapeBraces(clean[0] ?? '');
}

/** What stands in braces cannot hold these. */
function slotText(text: string): string {
  return text
    .replace(/[{}|:：\n]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

const optionText = (text: string): string => slotText(text).replace(/[/／]/g, '-');

/** Returns a text in which no brace means anything. */
export function escapeBraces(text: string): string {
  return text.replace(/[{}]/g, '$&$&');
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
