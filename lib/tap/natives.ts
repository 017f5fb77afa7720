/**
 * The language's own functions as they were before any script of the page ran. What runs in the page's world uses these
 * only: a page that replaces one of them later neither sees what we do nor changes it.
 */
const { apply, construct, ownKeys } = Reflect;
const { parse, stringify } = JSON;
const { isArray } = Array;
const { exec } = RegExp.prototype;
const { indexOf, slice, startsWith, toLowerCase } = String.prototype;
const { push, join } = Array.prototype;
const replace = RegExp.prototype[Symbol.replace];
const decodePart = decodeURIComponent;
const fromBase64 = atob;
const toBase64 = btoa;
const { charCodeAt } = String.prototype;
const fromCharCode = String.fromCharCode;
const Utf8 = TextDecoder;
const decodeBytes = TextDecoder.prototype.decode;
const encoder = new TextEncoder();
const encodeText = TextEncoder.prototype.encode;
const Bytes = Uint8Array;

export { apply, construct, isArray, ownKeys };

/** Returns the parsed JSON, or undefined when the text is none. */
export function parsedJson(text: string): unknown {
  try {
    return parse(text) as unknown;
  } catch {
    return undefined; // not JSON is an answer, not a failure
  }
}

/** Returns the value as JSON text. */
export function jsonOf(value: unknown): string {
  return stringify(value) ?? '';
}

/** Returns the hit of a pattern (without the g flag) and its groups, or null. */
export function hit(pattern: RegExp, text: string): RegExpExecArray | null {
  return apply(exec, pattern, [text]) as RegExpExecArray | null;
}

/** Tells whether a pattern (without the g flag) is in the text. */
export function has(pattern: RegExp, text: string): boolean {
  return hit(pattern, text) !== null;
}

/** Returns the text with every hit of the pattern replaced. */
export function without(pattern: RegExp, text: string, by = ''): string {
  return apply(replace, pattern, [text, by]) as string;
}

/** Returns where `part` begins in the text, or -1. */
export function placeOf(text: string, part: string, from = 0): number {
  return apply(indexOf, text, [part, from]) as number;
}

/** Returns a part of the text. */
export function cut(text: string, from: number, to?: number): string {
  return apply(slice, text, [from, to]) as string;
}

/** Tells whether the text begins with `part`. */
export function begins(text: string, part: string): boolean {
  return apply(startsWith, text, [part]) as boolean;
}

/** Returns the text in lower case. */
export function lower(text: string): string {
  return apply(toLowerCase, text, []) as string;
}

/** Puts a value at the end of a list. */
export function add<T>(list: T[], value: T): void {
  apply(push, list, [value]);
}

/** Returns the texts one after the other. */
export function joined(list: readonly string[], separator: string): string {
  return apply(join, list, [separator]) as string;
}

/** Returns the text with its percent signs resolved, or null when they make no text. */
export function percentDecoded(text: string): string | null {
  try {
    return decodePart(text);
  } catch {
    return null; // a lone percent sign is no encoding
  }
}

/** Returns the UTF-8 text behind base64, or null when it is none. */
export function base64Text(text: string): string | null {
  const bytes = base64Bytes(text);
  try {
    return bytes && decodedBytes(bytes, 'utf-8', true);
  } catch {
    return null; // other bytes than text
  }
}

/** Returns the bytes behind base64, or null when it is none. */
export function base64Bytes(text: string): Uint8Array<ArrayBuffer> | null {
  const binary = base64Binary(text);
  if (binary === null) return null;
  const bytes = new Bytes(binary.length);
  for (let i = 0; i < binary.length; i += 1) bytes[i] = apply(charCodeAt, binary, [i]) as number;
  return bytes;
}

/** Returns the bytes behind base64 as one character each, or null. */
export function base64Binary(text: string): string | null {
  try {
    return fromBase64(text);
  } catch {
    return null; // not base64
  }
}

/** Returns the text as base64 of its UTF-8 bytes. */
export function asBase64(text: string): string {
  const bytes = apply(encodeText, encoder, [text]) as Uint8Array;
  const characters: string[] = [];
  for (let i = 0; i < bytes.length; i += 1) add(characters, fromCharCode(bytes[i] ?? 0));
  return toBase64(joined(characters, ''));
}

/** Returns the text of bytes in a charset; throws for an unknown charset, and when `strict` for bytes that are none. */
export function decodedBytes(bytes: ArrayBuffer | ArrayBufferView, charset: string, strict = false): string {
  return apply(decodeBytes, new Utf8(charset, { fatal: strict }), [bytes]) as string;
}
