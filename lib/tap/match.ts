import { type Answer, answers } from '../sites/answers.ts';
import { begins, cut, has, hit, isArray, lower, ownKeys, percentDecoded, placeOf } from './natives.ts';

/** Names that are never looked at, whatever a table says: they hand out what logs in. */
const NEVER = /token|login|passport|oauth|secret|credential|cookie/;

interface Address {
  host: string;
  /** Name of the gateway's call, or the path, in lower case. */
  name: string;
  path: string;
}

function addressOf(url: string): Address | null {
  const found = hit(/^(?:https|wss):\/\/([a-z0-9.-]+)(?::443)?(\/[^?#]*)?/i, url);
  if (!found) return null;
  const path = lower(found[2] ?? '/');
  const api = hit(/^\/h5\/(mtop\.[\w.]+)\//, path);
  const name = api ? (api[1] ?? '') : path;
  return { host: lower(found[1] ?? ''), path, name: begins(name, 'mtop.csp.') ? `mtop.gsp.${cut(name, 9)}` : name };
}

function holds(list: readonly string[], text: string): boolean {
  for (let i = 0; i < list.length; i += 1) if (list[i] === text) return true;
  return false;
}

/** Returns the row of the table for the absolute address of an answer, or null: then it is not looked at. */
export function answerAt(url: string): Answer | null {
  const at = begins(url, 'https:') ? addressOf(url) : null;
  if (!at || has(NEVER, at.name)) return null;
  for (let i = 0; i < answers.length; i += 1) {
    const row = answers[i];
    if (row && !row.socket && holds(row.hosts, at.host) && holds(row.names, at.name)) return row;
  }
  return null;
}

/** Returns the row for the address of a socket, or null. */
export function socketAt(url: string): Answer | null {
  const at = begins(url, 'wss:') ? addressOf(url) : null;
  if (!at) return null;
  for (let i = 0; i < answers.length; i += 1) {
    const row = answers[i];
    if (row?.socket && holds(row.hosts, at.host) && begins(at.path, row.names[0] ?? '/')) return row;
  }
  return null;
}

/** Tells whether an address as a script wrote it (also a relative one) may turn out to be in the table. */
export function mayMatter(url: string): boolean {
  return has(/\/h5\/mtop\.|\/trade\/itemlist\/asyncsold|\/detail\/orderdetailqianniu|\/api\.order\.list\.get/i, url);
}

/** Tells whether one of the keys is somewhere in the payload, also in JSON that lies in it as text. */
export function hasSign(payload: unknown, signs: readonly string[], depth = 0): boolean {
  if (typeof payload !== 'object' || payload === null || depth > 12) return false;
  if (isArray(payload)) {
    // The rows of a list are alike.
    for (let i = 0; i < payload.length && i < 50; i += 1) if (hasSign(payload[i], signs, depth + 1)) return true;
    return false;
  }
  const keys = ownKeys(payload);
  for (let i = 0; i < keys.length; i += 1) if (holds(signs, keys[i] as string)) return true;
  for (let i = 0; i < keys.length; i += 1) {
    if (hasSign((payload as Record<string | symbol, unknown>)[keys[i] as string], signs, depth + 1)) return true;
  }
  return false;
}

/** Returns the shops (`channelId`) that the address of a request names, each as digits; an answer must be of the page's own. */
export function channelsIn(url: string): string[] {
  return namedIn(url, /channel-?id(?:__)?["\\]*\s*[=:]\s*["\\]*(\d{1,20})/i);
}

/** Returns the order numbers that the address of a request asks for: an answer about one order often does not repeat it. */
export function ordersIn(url: string): string[] {
  return namedIn(url, /(?<!\w)(?:biz|trade)?_?order_?id["\\]*\s*[=:]\s*["\\]*(\d{15,19})(?!\d)/i);
}

/** Returns the lines of disputes that the address of a request asks for: the answer names neither them nor their orders. */
export function linesIn(url: string): string[] {
  return namedIn(url, /reverse_?order_?line_?id["\\]*\s*[=:]\s*["\\]*(\d{15,17})(?!\d)/i);
}

function namedIn(url: string, pattern: RegExp): string[] {
  const text = percentDecoded(url) ?? url;
  const found: string[] = [];
  for (let rest = text, next = hit(pattern, rest); next !== null && found.length < 5; next = hit(pattern, rest)) {
    found[found.length] = next[1] ?? '';
    rest = cut(rest, placeOf(rest, next[0]) + next[0].length);
  }
  return found;
}
