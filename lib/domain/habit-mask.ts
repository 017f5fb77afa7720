import { factNamed } from './template-slots.ts';
import { parseTemplate } from './template-parts.ts';

/** What changes from one message to the next. */
export type MaskKind = 'buyer' | 'recipient' | 'order' | 'tracking' | 'date' | 'time' | 'amount' | 'number' | 'link';

/** A piece of a message: words, or something that changes. */
export type MaskPart = { text: string } | { kind: MaskKind; value: string };

/** How each kind is written in a template. Beside buyer, order and parcel these are names of no fact: a person fills them in. */
export const MASK_SLOTS: Readonly<Record<MaskKind, string>> = {
  buyer: '买家昵称',
  recipient: '收货人',
  order: '订单号',
  tracking: '快递单号',
  date: '日期',
  time: '时间',
  amount: '多少钱',
  number: '数字',
  link: '链接',
};

const KINDS = Object.keys(MASK_SLOTS) as MaskKind[];

/** Addresses of pages; without `https` they have a path. */
const LINK = String.raw`(?:https?:\/\/|www\.)[!-~]{0,300}[\w/#=&%-]|(?<![\w@.-])(?:[a-z\d-]{1,40}\.){1,4}[a-z]{2,6}\/[!-~]{0,300}[\w/#=&%-]`;
/** The parcel or the order that a page shows: `#nums=LP00…`, `?mailNoList=43…`, `?orderId=812…`. */
const SHOWN =
  /(?<=(?<![a-z])(?:nu(?:ms?)?|mail-?no(?:list)?|track\w{0,16}|waybill\w{0,8}|parcel\w{0,8}|awb|bill-number|code)[=/#])(?<tracking>(?=[A-Z]{0,4}\d)[A-Z\d]{10,30})(?![A-Z\d])|(?<=order_?id=)(?<order>\d{12,20})(?!\d)/i;

/*
 * One pass, each alternative bounded. Order numbers have 16 to 20 digits on the platforms that are read; 12 to 15 digits, or
 * letters before and behind (S10 of the Universal Postal Union), are parcels.
 */
const CHANGING = new RegExp(
  String.raw`(?<link>${LINK})|(?<order>(?<![\dA-Za-z])\d{16,20}(?![\dA-Za-z]))|(?<tracking>(?<![\dA-Za-z])(?:[A-Z]{1,4}\d{8,16}[A-Z]{0,2}|\d{12,15})(?![\dA-Za-z]))|(?<date>(?<!\d)(?:20\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}月\d{1,2}[日号]|\d{1,2}\.\d{1,2}\.20\d{2})(?!\d))|(?<time>(?<!\d)\d{1,2}:\d{2}(?!\d))|(?<amount>(?<=[¥￥$€]\s{0,1})\d{1,7}(?:\.\d{1,2})?|(?<![\d.])\d{1,7}(?:\.\d{1,2})?(?=\s{0,1}(?:元|块钱|块|美元|руб|usd|eur|\$|€)))|(?<number>(?<![\dA-Za-z.])\d{1,11}(?:\.\d{1,3})?(?![\dA-Za-z]))`,
  'giu',
);
const MIN_NAME = 2;

/** Splits a message into words and what changes; `names` are those of its buyer, `recipients` those on the buyer's parcels. */
export function maskText(text: string, names: readonly string[] = [], recipients: readonly string[] = []): MaskPart[] {
  const name = [...names, ...recipients]
    .filter((each) => each.length >= MIN_NAME)
    .toSorted((a, b) => b.length - a.length)
    .find((each) => text.includes(each));
  if (name !== undefined) {
    const kind: MaskKind = names.includes(name) ? 'buyer' : 'recipient';
    return text.split(name).flatMap((piece, i) => [...(i > 0 ? [{ kind, value: name }] : []), ...maskText(piece)]);
  }
  if (!/\d|\w\/\w|\/\//.test(text)) return text ? [{ text }] : [];
  const parts: MaskPart[] = [];
  let at = 0;
  for (const match of text.matchAll(CHANGING)) {
    const groups = match.groups ?? {};
    const kind = KINDS.find((each) => groups[each] !== undefined) ?? 'number';
    const before = text.slice(at, match.index);
    if (before) parts.push({ text: before });
    if (kind === 'link') parts.push(...linkParts(match[0]));
    else parts.push({ kind: namedKind(kind, match[0], before), value: match[0] });
    at = match.index + match[0].length;
  }
  if (at < text.length) parts.push({ text: text.slice(at) });
  return parts;
}

/** A link is one thing, which changes as a whole or not at all, but for the parcel or the order that it shows. */
function linkParts(link: string): MaskPart[] {
  const found = SHOWN.exec(link);
  if (!found) return [{ kind: 'link', value: link }];
  const [value] = found;
  return [
    { text: link.slice(0, found.index) },
    { kind: found.groups?.['order'] ? ('order' as const) : ('tracking' as const), value },
    { text: link.slice(found.index + value.length) },
  ].filter((part) => part.text !== '');
}

/** Ends with what a number of an order is called. */
const OF_ORDER = /(?:订单(?:单?号码?|编号)?|order|заказ\p{L}{0,3}|pedido)(?:\s?(?:id|no\b|number)(?:\sis\b)?|[\s:：.#№是为])*$/iu;
/** What the number of a parcel is called, and not the parcel. */
const OF_PARCEL =
  /(?:快递|物流|运|面)单?(?:号|编)|包裹单?号|运单|(?:tracking|waybill)[\s-]?(?:number|no\b|code|id\b|is\b|[:：#])|трек|отслеж|seguimiento|rastre/iu;
const BARE = /(?<!订单?)单号/;
/** What numbers of neither are called. */
const OF_OTHERS =
  /发票(?:号|代码|编号)|[税账帐卡群]号|开户|[账帐]户|(?:电话|手机|会员)号|退款(?:单|编)号|(?:^\s*|商品|宝贝|item |product )id\b|\b(?:(?:tax|invoice|account|phone) (?:id|no\b|number)|vat|iban)|(?:\bqq|群|银行卡|\binvoice|\baccount)[\s:：#]*$/iu;

/**
 * Returns what a number of an order or a parcel is where the words before it say otherwise; a bare 单号 is a parcel's. Orders
 * have hardly ever less than 16 digits, and parcels seldom more.
 */
function namedKind(kind: MaskKind, value: string, before: string): MaskKind {
  if ((kind !== 'order' && kind !== 'tracking') || !/^\d+$/.test(value)) return kind;
  const clause = before.slice(-40).replace(/^.*[，。,;；！!？?\n]/su, '');
  const [isOrder, isBare] = [OF_ORDER.test(clause), BARE.test(clause)];
  if (kind === 'order' && isOrder) return kind;
  if (OF_PARCEL.test(clause) || (isBare && (kind === 'tracking' || (value.length < 18 && !clause.includes('订单')))))
    return 'tracking';
  if (OF_OTHERS.test(clause)) return 'number';
  return isOrder ? 'order' : kind;
}

/** Characters of nobody's alphabet that stand for what changes. */
const markOf = (kind: MaskKind): string => String.fromCharCode(0xe000 + KINDS.indexOf(kind));
const UNSAID = /[^\p{L}\p{N}\ue000-\ue0ff]+/gu;

/** Returns a message with a character of private use (U+E000 and on) for each thing that changes. */
export function markedText(parts: readonly MaskPart[]): string {
  return parts.map((part) => ('text' in part ? part.text : markOf(part.kind))).join('');
}

/** Returns what two messages are compared by: letters and what changes, without signs, blanks and pictures. */
export function skeletonOf(parts: readonly MaskPart[]): string {
  return markedText(parts).normalize('NFKC').toLowerCase().replace(UNSAID, '');
}

/** How amounts were written before. */
const FORMER_AMOUNT = '金额';

const BY_FACT: Readonly<Record<string, MaskKind>> = {
  buyer: 'buyer',
  name: 'buyer',
  recipient: 'recipient',
  orderNo: 'order',
  tracking: 'tracking',
  orderDate: 'date',
  shippedDate: 'date',
  paid: 'amount',
  amount: 'amount',
};

/** Returns the words of a template, and its slots as what changes; a choice as its first word, or with `isOpen` as what changes too. */
export function maskTemplate(body: string, isOpen = false): MaskPart[] {
  const kindOf = (slot: string): MaskKind => {
    const base = slot.replace(/\d+$/, '');
    const own = base === FORMER_AMOUNT ? 'amount' : KINDS.find((kind) => MASK_SLOTS[kind] === base);
    return own ?? BY_FACT[factNamed(slot) ?? ''] ?? 'number';
  };
  return parseTemplate(body).flatMap((part): MaskPart[] => {
    if ('text' in part) return maskText(part.text);
    if ('slot' in part && part.form?.kind === 'choice' && !isOpen) return [{ text: part.form.options[0] ?? '' }];
    if ('slot' in part) return [{ kind: kindOf(part.slot), value: '' }];
    return 'variants' in part ? part.variants.map((text) => ({ text })) : [];
  });
}

/** Returns what a template is compared by, see `maskTemplate`. */
export function skeletonOfTemplate(body: string, isOpen = false): string {
  return skeletonOf(maskTemplate(body, isOpen));
}
