import type { SiteId } from './observation.ts';

let lastTime = 0;
let counter = 0;

/**
 * Returns a new id that sorts by time of creation, such as `c_0mb2x8k1q0000f3a9k0ve`: prefix, milliseconds, counter, random.
 * Two ids made by one context are always in order; those of two contexts could only be the same if both were the n-th of one
 * millisecond, and then with one chance in 2^40. No longer than that: an id stands twice in every entry of every index.
 */
export function newId(prefix: string, at: number = Date.now()): string {
  counter = at <= lastTime ? counter + 1 : 0;
  lastTime = Math.max(at, lastTime);
  let random = '';
  for (const byte of randomBytes()) random += DIGITS[byte & 31];
  return `${prefix}_${lastTime.toString(36).padStart(9, '0')}${counter.toString(36).padStart(4, '0')}${random}`;
}

/** A digit for five bits. */
const DIGITS = '0123456789abcdefghijklmnopqrstuv';

/** Random bytes are asked for in stock: an import makes ids by the ten thousand. */
const stock = new Uint8Array(512);
let used = stock.length;

function randomBytes(): Uint8Array {
  if (used >= stock.length) {
    crypto.getRandomValues(stock);
    used = 0;
  }
  used += 8;
  return stock.subarray(used - 8, used);
}

/** Returns bytes as two hexadecimal digits each. */
export function hexOf(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += (byte < 16 ? '0' : '') + byte.toString(16);
  return text;
}

/** Returns the key of a shop, `taobao|青禾示例专卖店`. */
export function shopIdOf(site: SiteId, shopKey: string): string {
  return `${site}|${shopKey.replaceAll('|', '¦')}`;
}

/** Returns site and shop key of a shop id. */
export function splitShopId(shopId: string): { site: SiteId; key: string } {
  const bar = shopId.indexOf('|');
  return { site: shopId.slice(0, bar) as SiteId, key: shopId.slice(bar + 1) };
}
