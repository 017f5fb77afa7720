import type { SiteId } from '../domain/observation.ts';
import { type Money, parseMoney } from '../domain/money.ts';
import { cleanLine, cleanText, LIMITS } from '../domain/text.ts';
import { parseTime } from '../domain/time.ts';
import { piecesIn } from './find.ts';
import type { TeachField } from './rule.ts';

/** What a field may hold; texts that are not that are no value. */
export type Value = string | number | Money;

/** How a site prints times and amounts. */
export interface Print {
  site: SiteId;
  zone: string;
  currency: string;
}

const ORDER_NO = /(?<!\d)\d{15,20}(?!\d)/g;
const MOMENT = /(?<!\d)\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日? +\d{1,2}:\d{2}(?::\d{2})?(?![\d:])/g;
const AMOUNT = /(?:[A-Z]{2,3}\s?)?[￥¥$€£₽]\s?\d[\d,]*(?:\.\d+)?|\d[\d,]*\.\d{2}\s?元?/g;

function onlyOne(hits: readonly string[] | null): string | null {
  const distinct = [...new Set(hits ?? [])];
  return distinct.length === 1 ? (distinct[0] ?? null) : null;
}

/** Returns the only order number in a text, or null. */
function orderNoIn(text: string): string | null {
  return onlyOne(text.match(ORDER_NO));
}

/** A line that can be somebody's name: not a time, a number of an order, an amount or a count. */
function nameIn(text: string): string | null {
  if (
    text.trim().includes('\n') &&
    text
      .trim()
      .split('\n')
      .filter((line) => line.trim()).length > 1
  )
    return null;
  const line = cleanLine(text, LIMITS.name + 1);
  if (!line || line.length > LIMITS.name) return null;
  if (/^[\d:：/.\s-]{3,}$/.test(line) && /[:：/.-]/.test(line)) return null;
  if (/^\d{15,}$/.test(line) || /^[￥¥$€]/.test(line) || !/[\p{L}\p{N}]/u.test(line)) return null;
  return /^(?:\d{1,3}|在线|离线|昨天|今天|正在输入.*|online|offline|typing.*)$/i.test(line) ? null : line;
}

/** A short word of state: letters, no time, no amount. */
function wordsIn(text: string): string | null {
  const line = cleanLine(text, 41);
  return line && line.length <= 40 && /\p{L}/u.test(line) && !/\d{3}|[￥¥$]/.test(line) ? line : null;
}

function amountIn(text: string, currency: string): Money | null {
  // In brackets stands the postage.
  const found = onlyOne(text.replace(/[（(][^）)]*[）)]/g, ' ').match(AMOUNT));
  return found === null ? null : parseMoney(found, currency);
}

/** What kind of thing a field is. */
export type Kind = 'name' | 'number' | 'time' | 'money' | 'words' | 'text';

const KINDS: readonly (readonly [RegExp, Kind])[] = [
  [/(?:name|row|buyer)$/, 'name'],
  [/(?:\.no|orderNos?)$/, 'number'],
  [/(?:\.at|At)$/, 'time'],
  [/(?:paid|amount)$/, 'money'],
  [/stateText$/, 'words'],
];

/** Returns what kind of thing a field is: a text where it may be anything. */
export function kindOfField(field: TeachField): Kind {
  return KINDS.find(([names]) => names.test(field))?.[1] ?? 'text';
}

/** Returns what a text says for a field, or null when it is not of that kind. Texts are never stored with a rule. */
export function valueIn(field: TeachField, text: string, print: Print): Value | null {
  switch (kindOfField(field)) {
    case 'name':
      return nameIn(text);
    case 'number':
      return orderNoIn(text);
    case 'time': {
      const moment = onlyOne(text.match(MOMENT));
      return moment === null ? null : parseTime(moment.replace(/\s+/g, ' ').replace(/日 /, '日 '), print.zone);
    }
    case 'money':
      return amountIn(text, print.currency);
    case 'words':
      return wordsIn(text);
    case 'text':
      return cleanText(text, LIMITS.message) || null;
  }
}

/** Tells whether two values are the same. */
export function sameTaught(a: Value, b: Value): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

interface Signs {
  /** The number behind its label, at any place of a text. */
  label: RegExp;
  link: RegExp;
  /** A number without a label may be the one. */
  bare: boolean;
}

const OF_ORDER: Signs = {
  label: /(?:订单编?号|Order\s?(?:No\.?|ID|number))\s*[:：]?\s*(\d{15,20})(?!\d)/gi,
  link: /[?&](?:bizOrderId|orderId)=(\d{15,20})/,
  bare: true,
};
/** Cases show the number of their order as well, which has the same shape. */
const OF_CASE: Signs = {
  label: /(?:退款编?号|售后[单编]号|纠纷[单编]?号|(?:Dispute|Reverse order)\s?ID)\s*[:：]?\s*(\d{15,20})(?!\d)/gi,
  link: /[?&]disputeId=(\d{15,20})/,
  bare: false,
};

/** The numbers of a kind that a row shows. */
interface Numbers {
  /** Those behind its label, else in its text, else in its links. */
  told: readonly string[];
  /** All of them. */
  all: readonly string[];
}

function numbersOf(row: Element, field: TeachField): Numbers {
  const { label, link, bare } = field.startsWith('case.') ? OF_CASE : OF_ORDER;
  // Piece by piece: a number and what stands beside it are not one number.
  const pieces = piecesIn(row).map((piece) => piece.text);
  const text = pieces.join(' ');
  const labelled = [...text.matchAll(label)].map((m) => m[1] ?? '');
  const shown = bare ? (text.match(ORDER_NO) ?? []) : [];
  const links = [...row.querySelectorAll('a[href]')].flatMap((a) => link.exec(a.getAttribute('href') ?? '')?.[1] ?? []);
  const told = [labelled, shown, links].find((numbers) => numbers.length > 0) ?? [];
  return { told, all: [...labelled, ...shown, ...links] };
}

/** Tells whether a row shows another number beside its own: a card of something else was put into it. */
export function isAmbiguous(row: Element, field: TeachField): boolean {
  const { size } = new Set(numbersOf(row, field).told);
  return size > 1 && size < 4;
}

/**
 * Returns the number by which a row of a list is known (a case's for the fields of cases, else an order's). Of several the
 * only one that is `known`; without one of these the only one there is.
 */
export function numberInRow(row: Element, field: TeachField, known: ReadonlySet<string> = new Set()): string | null {
  const { told, all } = numbersOf(row, field);
  return onlyOne(all.filter((no) => known.has(no))) ?? onlyOne(told);
}
