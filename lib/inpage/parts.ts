import type { OrderSeen } from '../domain/observation.ts';

/** Orders sent in one message, and their size in characters of JSON: the worker refuses messages of more than 64,000 as a whole. */
const MOST_ORDERS = 20;
const MOST_CHARACTERS = 48_000;

/** Returns the orders in parts that fit into one message each; one empty part when there are none. */
export function inParts(orders: readonly OrderSeen[]): OrderSeen[][] {
  const parts: OrderSeen[][] = [];
  let part: OrderSeen[] = [];
  let size = 0;
  for (const order of orders) {
    const more = JSON.stringify(order).length;
    if (part.length > 0 && (part.length >= MOST_ORDERS || size + more > MOST_CHARACTERS)) {
      parts.push(part);
      part = [];
      size = 0;
    }
    part.push(order);
    size += more;
  }
  return [...parts, part];
}

/** Returns the address of a page without what may be long, secret or of no use: query and hash. */
export function bareAddress(url: URL): string {
  return `${url.origin}${url.pathname}`.slice(0, 2000);
}
