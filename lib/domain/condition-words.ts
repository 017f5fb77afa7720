import { isSameCarrier } from './carriers.ts';
import { isWithin } from './condition-dates.ts';
import { countryCode, inUnion, isNamed } from './country.ts';
import type { OrderState } from './observation.ts';
import { orderStateOf } from './order-state.ts';
import type { ConditionTest } from './template-parts.ts';
import type { FactName } from './template-slots.ts';
import { foldText } from './text.ts';

/**
 * Tells whether a fact's value is one of what a condition names, in whichever words: 退款 is 退款中, 欧盟 holds Spain,
 * 周日 is 星期日. Null where a word is none that the fact can have, or one that may or may not mean the value.
 */
export function isOneOf(fact: FactName | null, value: string, { values, wholes = [] }: ConditionTest): boolean | null {
  const known = foldText(value);
  if ([...values, ...wholes].some((each) => foldText(each) === known)) return true;
  if (fact === null) return false;
  const read =
    fact === 'sku' ? (wanted: string) => inVariant(known, wanted) : (wanted: string) => isMeant(fact, known, value, wanted);
  const found = (fact === 'sku' && wholes.length > 0 ? wholes : values).map(read);
  return found.includes(true) || (found.includes(null) ? null : false);
}

function isMeant(fact: FactName, known: string, value: string, wanted: string): boolean | null {
  const word = foldText(wanted);
  if (fact === 'country') return isCountry(value, wanted);
  if (fact === 'orderState' || fact === 'status') return isState(known, word);
  if (fact === 'weekday') return isWeekday(known, word);
  if (fact === 'paid' || fact === 'amount' || fact === 'quantity') return isNumber(known, word);
  if (fact === 'carrier') return isCarrier(known, word);
  return known.includes(word) || word.includes(known) ? null : false;
}

function isCountry(value: string, wanted: string): boolean | null {
  const [code, other] = [countryCode(value), countryCode(wanted)];
  if (code === null || other === null || !isNamed(other)) return null;
  return code === other || (other === 'EU' && inUnion(code));
}

/** What people say for the states of an order beside the words of pages. 已退款 and 退货 are none: pages do not tell them. */
const STATES: readonly (readonly [RegExp, OrderState])[] = [
  [/^(?:退款|售后|refund(?:ing)?|refund in progress)$/, 'refunding'],
  [/^(?:未支付|待支付|没付款|unpaid|not paid)$/, 'unpaid'],
  [/^(?:已支付|待发|没发货|备货中|paid|being prepared|not shipped|unshipped)$/, 'paid'],
  [/^(?:发货|已发出|已寄出|运输中|在途|shipped|sent|dispatched|in transit|on the way)$/, 'shipped'],
  [/^(?:已?收货|已?签收|完成|成功|done|complete|finished|received|delivered)$/, 'done'],
  [/^(?:取消|关闭|cancel)$/, 'closed'],
];

function stateIn(text: string): OrderState | null {
  const found = (['taobao', 'aliexpress'] as const).map((site) => orderStateOf(site, text));
  return found.find((state) => state !== 'unknown') ?? STATES.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

/** Pages write 卖家已发货 where people say 已发货; whether what was sent has arrived they do not say. */
function isState(known: string, word: string): boolean | null {
  const [state, other] = [stateIn(known), stateIn(word)];
  if (state === null || other === null || (state === 'shipped' && /签收|^delivered/.test(word))) return null;
  return state === other;
}

const WEEKDAYS = '日一二三四五六';
const ENGLISH = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** Days of the week that a word names, from Sunday (0); none for other words. */
function weekdaysIn(word: string): number[] {
  if (/^(?:周末|双休日?|weekends?)$/.test(word)) return [0, 6];
  const signs = word.replace(/星期|礼拜|周|[和与及]/g, '').replaceAll('天', '日');
  if (/^[日一二三四五六]+$/.test(signs)) return [...signs].map((sign) => WEEKDAYS.indexOf(sign));
  const [, first, last] = /^([日一二三四五六])[到至~-]([日一二三四五六])$/.exec(signs) ?? [];
  if (first && last) {
    const [from, to] = [WEEKDAYS.indexOf(first), WEEKDAYS.indexOf(last)];
    return Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, i) => (from + i) % 7);
  }
  const day = ENGLISH.indexOf(/^([a-z]{3})(?:(?:s|nes|rs|ur)?day|s|rs?)?$/.exec(word)?.[1] ?? '');
  return day < 0 ? [] : [day];
}

function isWeekday(known: string, word: string): boolean | null {
  const days = weekdaysIn(word);
  return days.length === 0 ? null : days.some((day) => weekdaysIn(known).includes(day));
}

/** What people write behind or before a limit, and how it is compared. */
const LIMITS: readonly (readonly [RegExp, ConditionTest['is']])[] = [
  [/(?:以上|起|\+)$|^(?:[满≥]|至少|不少于|不低于|[大高多]于(?:或者?)?等于)/, 'atLeast'],
  [/(?:以下|以内|之内)$|^(?:≤|最多|至多|不超过|不高于|[小低少]于(?:或者?)?等于)/, 'atMost'],
  [/^(?:>|超过|大于|多于|高于)/, 'more'],
  [/^(?:<|不到|不足|少于|小于|低于)/, 'less'],
];

/** What stands beside a plain number: a currency, a unit; 左右 and 多 make it another. */
const PLAIN = /^[\p{Sc}a-z\s]{0,5}[-\d.,]+\s*(?:\p{Sc}|元整|人民币|(?![多余来几])\p{Script=Han}|[a-z]{1,6})?$/u;

/** `100` is `¥100.00`, `2件` is `2`; `150以上` is a limit. */
function isNumber(known: string, word: string): boolean | null {
  const [number, other] = [numberIn(known), numberIn(word)];
  const limit = LIMITS.find(([sign]) => sign.test(word));
  if (number === null || other === null) return null;
  if (limit) return isWithin(limit[1], number, other);
  return PLAIN.test(word) ? number === other : null;
}

/** 顺丰 is 顺丰速运 and SF. Of one that is not known what is in Chinese and what is in letters may be the same. */
function isCarrier(known: string, word: string): boolean | null {
  if (holdsWord(known, word) || holdsWord(word, known)) return true;
  const isSame = isSameCarrier(known, word);
  if (isSame !== undefined) return isSame;
  return /\p{Script=Han}/u.test(known) === /\p{Script=Han}/u.test(word) ? false : null;
}

/** Tells whether a word stands in a text; one in letters as a whole word. */
function holdsWord(text: string, word: string): boolean {
  const apart = (each: string): string =>
    ` ${each
      .replace(/(?!(?<=\d)\.\d)[^\p{L}\d]|\p{Script=Han}/gu, ' ')
      .replace(/ +/g, ' ')
      .trim()} `;
  return text.includes(word) && (/\p{Script=Han}/u.test(word) || apart(text).includes(apart(word)));
}

/** Tells whether a variant (`颜色:红色;尺码:M`) has what a condition names, one thing or several at once: `红色,M`. */
function inVariant(known: string, wanted: string): boolean | null {
  const parts = splitVariant(known);
  const found = splitVariant(foldText(wanted)).map((part) => isPartOf(part, parts));
  if (found.every((each) => each === true)) return true;
  return found.every((each) => each === false) ? false : null;
}

/** Tells whether one thing that a condition names is a part of a variant, or several of its parts written as one. */
function isPartOf({ whole, label, forms }: VariantPart, parts: readonly VariantPart[]): boolean | null {
  const plain = withoutLabels(forms[0] ?? '', parts);
  const same = parts.filter((part) => part.whole === whole || part.forms.includes(plain));
  // 颜色 is 颜色分类; of a thing of another kind it cannot be told.
  if (same.length > 0) return same.some((part) => part.label.includes(label) || label.includes(part.label)) || null;
  const held = parts.flatMap((part) => part.forms).toSorted((a, b) => b.length - a.length);
  const rest = held.reduce((left, form) => {
    const at = holdsWord(left, form) ? left.indexOf(form) : -1;
    return at >= 0 ? `${left.slice(0, at)} ${left.slice(at + form.length)}` : left;
  }, plain);
  if (rest !== plain && /^[\s+\-_*×&]*$/.test(rest)) return true;
  return isNear(rest, plain, held) || held.some((form) => MEASURES.test(`${plain} ${form}`)) ? null : false;
}

/** Two measures that may be the same: 110, 110码 and 110cm, 500g and 500克; 75B and 75C are none. */
const MEASURES = /^([\d.]+)(?:[kcm]?[gm]|克|米|码)? \1(?:[kcm]?[gm]b?)(?![a-z])/;

/** Tells whether what is left of a thing may be meant by a part: 黑色 by 黑, `EU` by `EU plug`, 红色加绒 by 红色. */
function isNear(rest: string, plain: string, forms: readonly string[]): boolean {
  const word = rest.trim();
  const isHan = HAN.test(word);
  // Beside what the variant has another colour is another variant, and so is a shade: 军绿色 is not 绿色.
  const isOther =
    /.色$/.test(word) ||
    // So is 短袖 beside 长袖, 小码 beside 大码.
    forms.some(
      (form) =>
        form !== word && HAN.test(form) && word.length > 1 && form.length === word.length && form.slice(1) === word.slice(1),
    ) ||
    forms.some((form) => word.length === 1 && form.endsWith('色') && plain.includes(word + form));
  if (rest !== plain && isHan && !isOther) return true;
  return forms.some((form) => holdsWord(form, word) || (isHan && HAN.test(form) && word.includes(form)));
}

/** A part of a variant as written, what kind of thing it is, and the ways of writing what it is. */
interface VariantPart {
  whole: string;
  label: string;
  forms: string[];
}

const HAN = /\p{Script=Han}/u;
/** What says nothing beside a size or a colour: M码, 红色款, 尺码M. */
const KINDS = /(?<=色)款(?!式)|(?<=[a-z\d])码|^(?:尺码|尺寸|鞋码|颜色|size|colou?r)\s*(?=.)|\s+size$/g;

function withoutLabels(value: string, parts: readonly { label: string }[]): string {
  const bare = value.replace(KINDS, '');
  return parts.reduce((left, { label }) => (label && left.endsWith(` ${label}`) ? left.slice(0, -label.length - 1) : left), bare);
}

/** The parts of a variant, also without what stands in brackets and without the words for their kind. */
function splitVariant(text: string): VariantPart[] {
  const wholes = text.split(/[,，、;；/|]/).map((each) => each.trim());
  return wholes.filter(Boolean).map((whole) => {
    const [, label = '', value = whole] = /^([^:：]*)[:：]\s*(.*)$/.exec(whole) ?? [];
    const short = value.replace(/\s*[[【(（].*$/, '');
    return { whole, label, forms: [value, short, withoutLabels(short, [{ label }])].filter(Boolean) };
  });
}

/** Returns the only number in a text, thousands with commas, or null; of `1万`, `1千元` and `2k` as well, which are no plain numbers. */
export function numberIn(text: string): number | null {
  const [found, ...others] = text
    .normalize('NFKC')
    .matchAll(/(-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*([十百千万亿打](?![克米瓦卡焦赫伏帕])|[kw](?!\p{Script=Latin}))?/giu);
  return found?.[1] && !found[2] && others.length === 0 ? Number(found[1].replaceAll(',', '')) : null;
}
