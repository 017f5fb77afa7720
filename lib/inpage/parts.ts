import type { Observation, RecordSeen } from '../domain/observation.ts';

/** Orders, disputes, reviews or messages sent in one message, and their size in characters of JSON: the worker refuses messages of more than 64,000 as a whole. */
const MOST_RECORDS = 20;
const MOST_CHARACTERS = 48_000;

/** Returns them in parts that fit into one message each; one empty part when there are none. */
export function inParts<T>(records: readonly T[]): T[][] {
  const parts: T[][] = [];
  let part: T[] = [];
  let size = 0;
  for (const record of records) {
    const more = JSON.stringify(record).length;
    if (part.length > 0 && (part.length >= MOST_RECORDS || size + more > MOST_CHARACTERS)) {
      parts.push(part);
      part = [];
      size = 0;
    }
    part.push(record);
    size += more;
  }
  return [...parts, part];
}

/** Returns the address of a page without what may be long, secret or of no use: query and hash. */
export function bareAddress(url: URL): string {
  return `${url.origin}${url.pathname}`.slice(0, 2000);
}

/** Tells whether something seen is kept with an order: the order, a refund or dispute of it, or a review. */
export function isRecord(seen: Observation): seen is RecordSeen {
  return seen.kind === 'order' || seen.kind === 'case' || seen.kind === 'review';
}
