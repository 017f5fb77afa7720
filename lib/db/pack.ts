import { isObject } from '../domain/defined.ts';
import { FORM, HEAD, RECENT, type Field, type Layout, type Recent } from './pack-layout.ts';

/** Bytes that a number takes at most. */
const LONGEST = 8;
/** Whole numbers beyond it do not fit, doubled, where numbers are exact. */
const LARGEST = 2 ** 51;

// One list is written at a time, without waiting in between; what is gathered is kept here, which is faster.
let bytes = new Uint8Array(1 << 16);
let at = 0;
let run = 0;
let texts: string[] = [];
const encoder = new TextEncoder();

/**
 * Returns objects as bytes. Fields that are undefined are left out; those that the layout does not know, or that hold
 * something else than it says, are written as JSON.
 */
export function pack(of: Layout, list: readonly object[]): Uint8Array<ArrayBuffer> {
  run += 1;
  at = HEAD;
  texts = [];
  writeCount(list.length);
  for (const one of list) writeObject(of, one);
  const end = at;
  if (end >= 2 ** 24) throw new RangeError(`${end} bytes of objects`);
  writeCount(texts.length);
  for (const text of texts) writeCount(text.length);
  const whole = texts.join('');
  const isSound = whole.isWellFormed();
  writeBytes(isSound ? whole : JSON.stringify(texts));
  // One by one, for a list of them is read as any list might be, which takes a tenth of all this.
  bytes[0] = isSound ? FORM.whole : FORM.broken;
  bytes[1] = end & 255;
  bytes[2] = (end >>> 8) & 255;
  bytes[3] = end >>> 16;
  return bytes.slice(0, at);
}

/** Makes room for so many bytes more. */
function room(more: number): void {
  if (at + more <= bytes.length) return;
  const larger = new Uint8Array(Math.max(bytes.length * 2, at + more));
  larger.set(bytes);
  bytes = larger;
}

function writeBytes(text: string): void {
  room(text.length * 3);
  at += encoder.encodeInto(text, bytes.subarray(at)).written;
}

function writeCount(value: number): void {
  if (at + LONGEST > bytes.length) room(LONGEST);
  let left = value;
  // Operators of bits reach to 31 bits; four bytes at a time go beyond.
  while (left > 0x7fffffff) {
    const low = left % 0x10000000;
    bytes[at++] = (low & 127) | 128;
    bytes[at++] = ((low >>> 7) & 127) | 128;
    bytes[at++] = ((low >>> 14) & 127) | 128;
    bytes[at++] = (low >>> 21) | 128;
    left = (left - low) / 0x10000000;
  }
  while (left > 127) {
    bytes[at++] = (left & 127) | 128;
    left >>>= 7;
  }
  bytes[at++] = left;
}

function writeText(text: string): void {
  writeCount(texts.push(text) - 1);
}

function writeFieldText(field: Field & Recent, text: string): void {
  if (field.own) return writeText(text);
  if (field.run !== run) {
    field.run = run;
    field.next = 0;
    field.texts.length = 0;
  }
  const known = field.texts.indexOf(text);
  if (known !== -1) return writeCount(field.places[known] as number);
  field.texts[field.next] = text;
  field.places[field.next] = texts.length;
  field.next = (field.next + 1) % RECENT;
  writeText(text);
}

function writeObject({ keys, fields, bytes: size }: Layout, value: object): void {
  room(size);
  const from = at;
  at += size;
  let mask = 0;
  let known = 0;
  for (let i = 0; i < keys.length; i++) {
    const held = (value as Record<string, unknown>)[keys[i] as string];
    if (held === undefined || !writeField(fields[i] as Field & Recent, held)) continue;
    mask |= 1 << i;
    known += 1;
  }
  // Not with Object.keys, which makes a list of each.
  let left = -known;
  for (const _key in value) left += 1;
  const others = left > 0 ? othersOf(value, keys, mask) : null;
  if (others) writeText(others);
  for (let i = 0; i < size; i++) bytes[from + i] = (mask >>> (8 * i)) & 255;
  if (others) bytes[from + size - 1] = (bytes[from + size - 1] as number) | 128;
}

/** Returns the fields that are not written yet as JSON, or null if they are all undefined. */
function othersOf(value: object, keys: readonly string[], mask: number): string | null {
  const isWritten = (i: number): boolean => i >= 0 && (mask & (1 << i)) !== 0;
  const others = Object.entries(value).filter(([key, held]) => held !== undefined && !isWritten(keys.indexOf(key)));
  return others.length > 0 ? JSON.stringify(Object.fromEntries(others)) : null;
}

/** Writes what a field holds; returns false, with nothing written, where that is something else than the layout says. */
function writeField(field: Field & Recent, held: unknown): boolean {
  const { kind, part } = field;
  if (kind === 'text') {
    if (typeof held !== 'string') return false;
    writeFieldText(field, held);
  } else if (kind === 'whole') {
    if (!Number.isInteger(held) || Math.abs(held as number) >= LARGEST) return false;
    writeCount((held as number) < 0 ? -2 * (held as number) - 1 : 2 * (held as number));
  } else if (kind === 'object') {
    if (!isObject(held)) return false;
    writeObject(part as Layout, held);
  } else if (kind === 'flag') {
    if (typeof held !== 'boolean') return false;
    writeCount(held ? 1 : 0);
  } else if (kind === 'any') writeText(JSON.stringify(held));
  else return writeList(field, held);
  return true;
}

function writeList(field: Field & Recent, held: unknown): boolean {
  const { kind, part } = field;
  if (!Array.isArray(held)) return false;
  for (const one of held) if (kind === 'texts' ? typeof one !== 'string' : !isObject(one)) return false;
  writeCount(held.length);
  for (const one of held) {
    if (kind === 'texts') writeFieldText(field, one);
    else writeObject(part as Layout, one);
  }
  return true;
}
