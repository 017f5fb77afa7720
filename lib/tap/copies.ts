import type { Answer } from '../sites/answers.ts';
import { apply, cut, decodedBytes, has, hit, parsedJson } from './natives.ts';
import { channelsIn, hasSign, linesIn, ordersIn } from './match.ts';
import { redacted } from './redact.ts';
import { isRiskAnswer, isRiskPage } from './risk.ts';

/** Largest answer that is looked at, in bytes or characters. */
export const LARGEST = 2_000_000;
/** Answers that wait at the same time, and copies within a window (ms); more are counted and let go. */
const MOST_WAITING = 40;
const MOST_COPIES = 40;
const WINDOW = 10_000;

/** Why a copy was not handed on. */
type Refusal = 'secret' | 'shape' | 'size' | 'charset' | 'rate';

/** What the page's world tells the relay. */
export type Word =
  | { kind: 'copy'; id: string; text: string; channels: string[]; asked: string[]; lines: string[] }
  | { kind: 'refused'; id: string; why: Refusal }
  | { kind: 'risk' };

const idle = typeof requestIdleCallback === 'function' ? requestIdleCallback : null;
const later = setTimeout;
const clock = Date.now;

/** Runs something when the page has nothing to do, at the latest after two seconds. */
function whenIdle(act: () => void): void {
  if (idle) apply(idle, undefined, [act, { timeout: 2000 }]);
  else apply(later, undefined, [act, 0]);
}

let waiting = 0;

let since = 0;
let copies = 0;

/** Tells whether one more copy may be made now; a page that asks without end is not followed. */
export function hasRoom(row: Answer, say: (word: Word) => void): boolean {
  const now = clock();
  if (now - since > WINDOW) {
    since = now;
    copies = 0;
  }
  copies += 1;
  if (waiting < MOST_WAITING && copies <= MOST_COPIES) return true;
  say({ kind: 'refused', id: row.id, why: 'rate' });
  return false;
}

/** Does something with a copy when the page is idle; nothing of it reaches the page, not even a failure. */
export function afterwards(row: Answer, say: (word: Word) => void, act: () => void): void {
  waiting += 1;
  whenIdle(() => {
    waiting -= 1;
    try {
      act();
    } catch {
      say({ kind: 'refused', id: row.id, why: 'shape' });
    }
  });
}

/** Returns the charset that a content type declares, or the row's own, or UTF-8. */
export function charsetOf(contentType: string | null, row: Answer): string {
  return hit(/charset\s*=\s*"?([\w-]+)/i, contentType ?? '')?.[1] ?? row.charset ?? 'utf-8';
}

/** Returns the text of bytes in the charset, or null when the charset is unknown or the bytes are not of it. */
export function textOf(bytes: ArrayBuffer | ArrayBufferView, charset: string): string | null {
  try {
    return decodedBytes(bytes, charset, true);
  } catch {
    return null; // another charset than declared: a wrong name would be worse than none
  }
}

/** Returns the JSON of a text, also when it stands in a function call of a script. */
export function jsonIn(text: string): unknown {
  const bare = has(/^\s*[{[]/, text) ? text : (hit(/^\s*[\w$.]+\(([^]*)\)\s*;?\s*$/, text)?.[1] ?? '');
  return parsedJson(bare);
}

/** Takes the text of an answer: tells of the site's protection, of a refusal, or hands on what is left after redaction. */
export function takeText(row: Answer, url: string, text: string, say: (word: Word) => void): void {
  const refuse = (why: Refusal): void => say({ kind: 'refused', id: row.id, why });
  if (text.length > LARGEST) return refuse('size');
  if (isRiskPage(cut(text, 0, 20_000))) return say({ kind: 'risk' });
  const payload = jsonIn(text);
  if (payload !== undefined) return takePayload(row, url, payload, say);
  if (!row.socket) refuse('shape');
}

/** As `takeText`, for an answer that is parsed already. */
export function takePayload(row: Answer, url: string, payload: unknown, say: (word: Word) => void): void {
  if (isRiskAnswer(payload)) return say({ kind: 'risk' });
  if (!hasSign(payload, row.signs)) {
    // Sockets carry much else, and an answer may say that there is nothing.
    if (!row.socket) say({ kind: 'refused', id: row.id, why: 'shape' });
    return;
  }
  const clean = redacted(payload, row);
  // What the browser could not decode has become replacement characters.
  if (clean !== null && has(/\uFFFD/, clean)) say({ kind: 'refused', id: row.id, why: 'charset' });
  else if (clean === null) say({ kind: 'refused', id: row.id, why: 'secret' });
  else
    say({
      kind: 'copy',
      id: row.id,
      text: clean,
      ...(row.socket
        ? { channels: [], asked: [], lines: [] }
        : { channels: channelsIn(url), asked: ordersIn(url), lines: linesIn(url) }),
    });
}
