import { parseMoney, type Money } from '../../domain/money.ts';
import type { PageState, PeerRef, Reading, ShopRef } from '../../domain/observation.ts';
import { cleanLine, isMasked } from '../../domain/text.ts';
import { parseTime } from '../../domain/time.ts';
import { only, parsed, REFUSED, type Found, type Tally } from '../found.ts';

/** The zone in which every AliExpress seller page prints times. */
export const ZONE = 'America/Los_Angeles';

/** Returns the value that was found, or undefined when it is missing or refused. */
export function known<T>(found: Found<T>): T | undefined {
  return found === null || found === REFUSED ? undefined : found;
}

/** Returns the values that were found, for flattening. */
export function values<T>(found: Found<T>): T[] {
  return found === null || found === REFUSED ? [] : [found];
}

/** Returns the order number (15–17 digits) that is the whole text or stands alone in it, or null; two are refused. */
export function orderNoIn(text: string): string | null {
  return known(only(text.match(/(?<!\d)\d{15,17}(?!\d)/g) ?? [])) ?? null;
}

/** Returns the only order number among the texts of an element; refused where none or two of them are one. */
export function orderNoAmong(texts: readonly string[]): Found<string> {
  return only(texts.flatMap((text) => orderNoIn(text) ?? [])) ?? (texts.length > 0 ? REFUSED : null);
}

/** A currency without its number: the number beside it is none of another. */
const CURRENCY = /^(?:[A-Z]{0,3} ?\p{Sc}|US|CN|[A-Z]{2}[BDKLNPRY])$/u;

/**
 * Returns the only value that the texts parse to, refused where an empty one leaves it open. Words without a digit beside
 * a number, as those of a tag, do not count.
 */
export function parsedAmong<T>(texts: readonly string[], parse: (text: string) => T | null): Found<T> {
  if (texts.includes('')) return REFUSED;
  const told = texts.filter((text) => /\d/.test(text) || CURRENCY.test(text) || parse(text) !== null);
  return parsed(told.length > 0 ? told : texts, parse);
}

/** Returns the instant of a printed date **and** time (US Pacific), or null: a bare day is not a moment. */
export function momentIn(text: string): number | null {
  const found = known(only(text.match(/(?<!\d)\d{4}-\d{2}-\d{2} \d{2}:\d{2}(?::\d{2})?(?![\d:])/g) ?? []));
  return found === undefined ? null : parseTime(found, ZONE);
}

/** Returns the amount printed with a currency (`CN￥ 1,242.35`, `US $24.60`); a bare number takes the shop's CNY. */
export function amountIn(text: string): Money | null {
  return parseMoney(text, 'CNY');
}

/** Returns the count printed as `1` or `x2`, or null. */
export function countIn(text: string): number | null {
  const digits = /^[x×*]?\s?(\d{1,6})$/i.exec(text)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** Returns a parser that takes any text as one line of at most `max` characters. */
export function upTo(max: number): (text: string) => string | null {
  return (text) => cleanLine(text, max) || null;
}

/** Returns the buyer by the shown name; a masked name (`J**n`) is flagged. */
export function peerOf(name: string): PeerRef {
  return isMasked(name) ? { name, masked: true } : { name };
}

/** Returns a reading of a page that could be read. */
export function readingOf(reader: string, tally: Tally, observations: Reading['observations'], shop?: ShopRef): Reading {
  return { reader, state: 'ready', ...(shop ? { shop } : {}), zone: ZONE, observations, health: tally.health };
}

/** Returns a reading that holds nothing but the reason why. */
export function nothingRead(reader: string, state: PageState, shop?: ShopRef): Reading {
  return { reader, state, ...(shop ? { shop } : {}), zone: ZONE, observations: [], health: {} };
}
