import {
  add,
  asBase64,
  base64Binary,
  base64Text,
  cut,
  has,
  hit,
  isArray,
  joined,
  jsonOf,
  lower,
  ownKeys,
  parsedJson,
  percentDecoded,
  placeOf,
  without,
} from './natives.ts';

/** Deeper, larger or longer than this is nothing a shop page sends; it is refused whole. */
const DEEPEST = 24;
const MOST_VALUES = 200_000;
const LONGEST_TEXT = 200_000;

/** Keys that name a secret wherever they stand in a longer key; compared in lower case without `_`, `-` and the like. */
const SECRET_IN_KEY =
  /token|cookie|passw|secret|credential|authori[sz]|signature|umid|x5sec|csrf|captcha|sessionkey|mh5tk|sgext|wua|phone|mobile|alipay|idcard|certno|bankcard|accesskey/;
/** Keys that name a secret when they are the whole key. */
const SECRET_KEY =
  /^(?:sign|xsign|sid|session|sessionid|jsessionid|csessionid|sessid|ua|bxua|et|cna|isg|tfstk|unb|utdid|deviceid|regid|st|tel|fax|mail|email|ticket|nonce|auth|sec)$/;

const JWT = /eyJ[\w-]{8,}\.[\w-]{8,}/;
/** An MD5 by itself, as the gateway's sign and the head of its token cookie. */
const DIGEST = /(?<![\w-])[0-9a-f]{32}(?![0-9a-z])/i;
/** A name of a secret with its value behind it, as in cookies and addresses. */
const NAMED =
  /(?:_m_h5_tk(?:_enc)?|_tb_token_|tb_token|x5sec(?:data|tag)?|umid_?(?:token|id)?|(?:access|refresh|login|auth|csrf|xsrf)_?token|cookie2|sgcookie|session_?key|session_?id|j_?session_?id|passw(?:or)?d|(?<![a-z])(?:token|sign|sid|ticket|secret))["'\\]*\s*[=:]\s*["'\\]*[^\s"'&;,\\}]{3,}/i;
/** The same in an address, where it can be cut out. */
const PARAMETER = /(?<=[?&#;])(?:[\w-]*(?:token|x5sec|umid|session|secret|passw|_tk)[\w-]*|sign|sid|ticket|st)=[^&#\s"']*&?/gi;
/** Not the number that begins a conversation's code (`<uid>.1-<uid>.1#11001`). */
const PHONE = /(?<!\d)(?:\+?86[- ]?)?1[3-9]\d{9}(?!\d|\.1[-#@])/;
const PHONES = new RegExp(PHONE.source, 'g');
/** Letters and digits without a break, too long for a word, a code or a number of the shop's. */
const OPAQUE = /(?<![\w/.+-])(?=[\w+/-]*\d)(?=[\w+/-]*[A-Za-z])[\w+/-]{48,}={0,2}(?![\w/.])/;
const BASE64 = /^[A-Za-z0-9+/]{16,}={0,2}$/;
const BASE64_RUN = /[A-Za-z0-9+/]{16,}={0,2}/;

/** A payload that cannot be made safe. */
class Unsafe extends Error {}

/** What one kind of answer may keep. */
export interface Keeping {
  /** Keys (bare, lower case) that look like a session's and are a conversation's. */
  keeps?: readonly string[] | undefined;
  /** What is kept of packed bytes (base64 that holds no JSON); nothing when absent. */
  marks?: RegExp | undefined;
}

interface Walk {
  keeps: readonly string[];
  marks: RegExp | undefined;
  left: number;
}

/** Returns the key as it is compared: letters and digits only, in lower case. */
function bare(key: string): string {
  return without(/[^a-z0-9]/g, lower(key));
}

function isSecretKey(key: string, { keeps }: Walk): boolean {
  const name = bare(key);
  for (let i = 0; i < keeps.length; i += 1) if (keeps[i] === name) return false;
  return has(SECRET_KEY, name) || has(SECRET_IN_KEY, name);
}

/** Returns the text without what is secret in it; undefined when nothing may be left of it. */
function safeText(text: string, walk: Walk, depth: number): string | undefined {
  if (text.length > LONGEST_TEXT) return undefined;
  if (has(/^\s*[{[]/, text)) {
    const inner = parsedJson(text);
    if (inner !== undefined) return jsonOf(safeValue(inner, walk, depth + 1));
  }
  if (text.length % 4 === 0 && has(BASE64, text)) {
    const inner = base64Text(text);
    const value = inner === null ? undefined : parsedJson(inner);
    if (typeof value === 'object' && value !== null) return asBase64(jsonOf(safeValue(value, walk, depth + 1)));
    if (walk.marks) return marksIn(base64Binary(text) ?? '', walk.marks);
  }
  const trimmed = without(PHONES, without(PARAMETER, text), '***********');
  return looksSecret(trimmed) ? undefined : trimmed;
}

/** Returns what may be kept of packed bytes, packed again; undefined when there is nothing of it in them. */
function marksIn(binary: string, marks: RegExp): string | undefined {
  const found: string[] = [];
  for (let rest = binary, next = hit(marks, rest); next !== null; next = hit(marks, rest)) {
    add(found, next[0]);
    rest = cut(rest, placeOf(rest, next[0]) + next[0].length);
  }
  return found.length > 0 ? asBase64(joined(found, ' ')) : undefined;
}

/** Tells whether something secret can be seen in a text, plainly or behind percent signs. */
function looksSecret(text: string): boolean {
  if (has(JWT, text) || has(DIGEST, text) || has(NAMED, text) || has(OPAQUE, text)) return true;
  const decoded = has(/%[0-9a-f]{2}/i, text) ? percentDecoded(text) : null;
  return decoded !== null && decoded !== text && (looksSecret(decoded) || has(PHONE, decoded));
}

function safeValue(value: unknown, walk: Walk, depth: number): unknown {
  walk.left -= 1;
  if (depth > DEEPEST || walk.left < 0) throw new Unsafe('too large');
  if (typeof value === 'string') return safeText(value, walk, depth);
  if (typeof value === 'number') return has(PHONE, `${value}`) ? undefined : value;
  if (typeof value === 'boolean' || value === null) return value;
  if (typeof value !== 'object') return undefined;
  if (isArray(value)) {
    const list: unknown[] = [];
    // A hole would move the others to wrong places.
    for (let i = 0; i < value.length; i += 1) add(list, safeValue(value[i], walk, depth + 1) ?? null);
    return list;
  }
  return safeObject(value as Record<string, unknown>, walk, depth);
}

function safeObject(object: Record<string, unknown>, walk: Walk, depth: number): Record<string, unknown> {
  const clean: Record<string, unknown> = {};
  const keys = ownKeys(object);
  for (let i = 0; i < keys.length; i += 1) {
    const key = keys[i];
    if (typeof key !== 'string' || key === '__proto__' || isSecretKey(key, walk)) continue;
    if (looksSecret(key) || has(PHONE, key)) continue;
    const inner = safeValue(object[key], walk, depth + 1);
    if (inner !== undefined) clean[key] = inner;
  }
  return clean;
}

/**
 * Looks at the finished text once more, by its looks alone and through quotes, percent signs and base64: what the walk
 * over keys and values has missed must not go out.
 */
export function holdsSecret(text: string): boolean {
  const plain = without(/\\+(?=["\\/])/g, text);
  if (looksSecretIn(plain)) return true;
  let rest = plain;
  for (let found = firstRun(rest); found !== null; found = firstRun(rest)) {
    const inner = base64Text(found.run);
    if (inner !== null && has(/[{=:]/, inner) && looksSecretIn(without(/\\+(?=["\\/])/g, inner))) return true;
    rest = found.rest;
  }
  return false;
}

function looksSecretIn(text: string): boolean {
  const decoded = has(/%[0-9a-f]{2}/i, text) ? percentDecoded(text) : null;
  const seen = [text, decoded ?? ''];
  for (let i = 0; i < seen.length; i += 1) {
    const each = seen[i] ?? '';
    if (has(JWT, each) || has(DIGEST, each) || has(NAMED_FINAL, each) || has(PHONE, each)) return true;
  }
  return false;
}

/** As `NAMED`, without the short words that a conversation's id legally goes by. */
const NAMED_FINAL =
  /(?:_m_h5_tk|_tb_token_|tb_token|x5sec|umid|(?:access|refresh|login|auth|csrf|xsrf)_?token|cookie2|sgcookie|session_?key|jsession|passw(?:or)?d|(?<![a-z])(?:token|sign|secret))["'\\]*\s*[=:]\s*["'\\]*[^\s"'&;,\\}[{]{3,}/i;

function firstRun(text: string): { run: string; rest: string } | null {
  const found = hit(BASE64_RUN, text);
  if (!found) return null;
  const { index } = found;
  return { run: cut(found[0], 0, found[0].length - (found[0].length % 4)), rest: cut(text, index + found[0].length) };
}

/**
 * Returns the payload as JSON text without tokens, cookies, signatures, session ids, phone numbers and the like, or null
 * when it cannot be made safe.
 */
export function redacted(payload: unknown, { keeps = [], marks }: Keeping = {}): string | null {
  try {
    const text = jsonOf(safeValue(payload, { keeps, marks, left: MOST_VALUES }, 0));
    return text === '' || !has(/^[{[]/, text) || holdsSecret(text) ? null : text;
  } catch (error) {
    if (error instanceof Unsafe) return null;
    throw error;
  }
}
