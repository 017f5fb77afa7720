import type { SiteId } from '../domain/observation.ts';
import { type Money, parseMoney } from '../domain/money.ts';
import { cleanLine, cleanText, LIMITS } from '../domain/text.ts';
import { parseTime } from '../domain/time.ts';
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

/** Returns what a text says for a field, or null when it is not of that kind. Texts are never stored with a rule. */
export function valueIn(field: TeachField, text: string, print: Print): Value | null {
  switch (field) {
    case 'peer.name':
    case 'chat.row':
    case 'order.buyer':
      return nameIn(text);
    case 'peer.orderNos':
    case 'order.no':
      return orderNoIn(text);
    case 'order.createdAt': {
      const moment = onlyOne(text.match(MOMENT));
      return moment === null ? null : parseTime(moment.replace(/\s+/g, ' ').replace(/日 /, '日 '), print.zone);
    }
    case 'order.paid':
      return amountIn(text, print.currency);
    case 'order.stateText':
      return wordsIn(text);
    default:
      return cleanText(text, LIMITS.message) || null;
  }
}

/** Tells whether two values are the same. */
export function sameTaught(a: Value, b: Value): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Returns the order number a row shows: behind its label, else the only one in its text, else the only one in its links. */
export function numberInRow(row: Element): string | null {
  const text = row.textContent ?? '';
  const labelled = onlyOne(
    [...text.matchAll(/(?:订单编?号|Order\s?(?:No\.?|ID|number))\s*[:：]?\s*(\d{15,20})(?!\d)/gi)].map((m) => m[1] ?? ''),
  );
  if (labelled) return labelled;
  const shown = text.match(ORDER_NO);
  if (shown) return onlyOne(shown);
  const links = [...row.querySelectorAll('a[href]')].flatMap(
    (a) => /[?&](?:bizOrderId|orderId)=(\d{15,20})/.exec(a.getAttribute('href') ?? '')?.[1] ?? [],
  );
  return onlyOne(links);
}
