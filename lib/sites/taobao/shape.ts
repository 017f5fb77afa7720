import { parseMoney, type Money } from '#lib/domain/money.ts';
import type { OrderSeen, PeerRef } from '#lib/domain/observation.ts';
import { cleanLine, isCut, isMasked, LIMITS } from '#lib/domain/text.ts';
import { chinaTime } from '#lib/domain/time-text.ts';
import { type Found, only, parsed, present, REFUSED } from '../found.ts';

/** The zone in which every page of this site prints times. */
export const ZONE = 'Asia/Shanghai';

type Flag = NonNullable<OrderSeen['flag']>;

/** Returns the order, case or line number if all non-blank texts are the same 15–19 digits. */
export function numberIn(texts: readonly string[]): Found<string> {
  return parsed(texts, (text) => (/^\d{15,19}$/.test(text) ? text : null));
}

/** Returns all order numbers that stand behind a label such as `订单号` in a text, colon and blanks aside. */
export function numbersAfter(text: string, label: string): string[] {
  return [...text.matchAll(new RegExp(`${label}\\s*[:：]\\s*(\\d+)`, 'g'))].map((match) => match[1] ?? '');
}

/** Returns the id of an item: 5–20 digits. */
export function itemIdIn(texts: readonly string[]): Found<string> {
  return parsed(texts, (text) => (/^\d{5,20}$/.test(text) ? text : null));
}

/** Returns the instant of China time texts; all must be the same. */
export function timeIn(texts: readonly string[]): Found<number> {
  return parsed(texts, (text) => (/^\d{4}\D/.test(text) ? chinaTime(text) : null));
}

/** Returns the instant of a millisecond number or string between 2003 and 2100. */
export function millisIn(value: unknown): Found<number> {
  if (value === undefined || value === null || value === '') return null;
  const at = typeof value === 'string' && /^\d{13}$/.test(value) ? Number(value) : value;
  return typeof at === 'number' && Number.isSafeInteger(at) && at > 1e12 && at < 4.1e12 ? at : REFUSED;
}

/** Returns the amount of texts such as `￥1,105.00`; exactly two decimals, yuan unless the text says otherwise. */
export function moneyIn(texts: readonly string[]): Found<Money> {
  return parsed(texts, (text) => (MONEY.test(text) ? parseMoney(text, 'CNY') : null));
}

/** An amount as pages print it: two decimals. */
export const MONEY = /^[￥¥]?\s*\d[\d,]*\.\d\d元?$/;

/** Returns a whole number of pieces (`2`, `×2`). */
export function countIn(texts: readonly string[]): Found<number> {
  return parsed(texts, (text) => {
    const digits = COUNT.exec(text)?.[1];
    return digits === undefined ? null : Number(digits);
  });
}

/** A number of pieces. */
export const COUNT = /^[×xX]?\s*(\d{1,7})$/;

/** Returns the only non-blank line of text. */
export function lineIn(texts: readonly string[], max: number = LIMITS.title): Found<string> {
  return only(texts.map((text) => cleanLine(text, max)).filter(Boolean));
}

/** Returns the buyer a page names: a nick identifies only when it is neither masked nor cut. */
export function peerIn(names: readonly string[], ids: { uid?: string; enc?: string } = {}): Found<PeerRef> {
  const name = lineIn(names.map(bareNick), LIMITS.nick);
  if (name === REFUSED) return REFUSED;
  const known = present({ uid: ids.uid || undefined, enc: ids.enc || undefined }) as PeerRef;
  if (name === null) return known.uid || known.enc ? known : null;
  if (isMasked(name)) return { name, masked: true, ...known };
  return isCut(name) ? { name, ...known } : { name, nick: name, ...known };
}

/** Returns the nick without the site prefix that chat protocols put before it. */
export function bareNick(nick: string): string {
  return cleanLine(nick, LIMITS.nick).replace(/^cntaobao(?=.)/, '');
}

/** Returns the main account of a staff account (`shop:sub` with either colon), or the name itself. */
export function mainNick(nick: string): string {
  return nick.split(/[:：]/)[0]?.trim() ?? '';
}

/** Returns `颜色分类:红色;尺寸:M` of the properties of an item; properties without a value are left out. */
export function skuIn(pairs: readonly (readonly [string, string])[]): Found<string> {
  const parts = pairs
    .map(([name, value]) => [cleanLine(name).replace(/\s*[:：]$/, ''), cleanLine(value)] as const)
    .filter(([, value]) => value)
    .map(([name, value]) => (name ? `${name}:${value}` : value));
  return parts.length > 0 ? cleanLine(parts.join(';')) : null;
}

/**
 * Returns the properties of a list in a response. They are refused as a whole when one of them has lost its name or its
 * value: half of them would be another article.
 */
export function skuOf(list: unknown, name: string, valueOf: (entry: Record<string, unknown>) => unknown): Found<string> {
  if (list === undefined || list === null) return null;
  if (!Array.isArray(list)) return REFUSED;
  const pairs = list.map((entry: unknown) => {
    const known = typeof entry === 'object' && entry !== null ? (entry as Record<string, unknown>) : {};
    return [known[name], valueOf(known)] as const;
  });
  const isText = (value: unknown): value is string => typeof value === 'string';
  const texts = pairs.flatMap(([label, value]) => (isText(label) && isText(value) ? [[label, value] as const] : []));
  return texts.length === pairs.length ? skuIn(texts) : REFUSED;
}

/** Part of the picture address → flag; other flags' pictures are not known yet. Seen 2023 … 2026-04. */
const FLAG_PICTURES: readonly (readonly [string, Flag])[] = [
  ['O1CN015SWzPn1ZYOkHKAWft', 'red'],
  ['O1CN01cXPJrS1BzNIMCmPdu', 'purple'],
  ['O1CN01kOL67z1j0BDjYiCKU', 'none'],
  ['O1CN01k51piZ1htTu279fNe', 'white'],
];

const FLAG_NUMBERS: readonly Flag[] = ['none', 'red', 'yellow', 'green', 'blue', 'purple'];

/** Returns the memo flag of its picture's address; a picture that is not known is refused. */
export function flagOfPicture(src: string | null | undefined): Found<Flag> {
  if (!src) return null;
  return FLAG_PICTURES.find(([id]) => src.includes(id))?.[1] ?? REFUSED;
}

/** Returns the memo flag of its number (0 none … 5 purple); a known picture that says otherwise refuses it. */
export function flagOfNumber(value: unknown, picture?: string): Found<Flag> {
  if (value === undefined || value === null || value === '') return flagOfPicture(picture);
  const isNumber = typeof value === 'number' || (typeof value === 'string' && /^\d$/.test(value));
  const flag = (isNumber && FLAG_NUMBERS[Number(value)]) || REFUSED;
  const shown = flagOfPicture(picture);
  return shown === null || shown === REFUSED || shown === flag ? flag : REFUSED;
}

/** Returns the postage in `(含快递:￥0.00)`; `(含快递)` names none. */
export function shippingIn(text: string): Found<Money> {
  return moneyIn([...text.matchAll(/快递\s*[:：]\s*([￥¥]?\s*[\d,.]+)/g)].map((match) => match[1] ?? ''));
}
