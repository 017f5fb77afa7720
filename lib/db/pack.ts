/**
 * Objects of known fields as a few bytes: each text once, numbers as short as they are, and for every object which of
 * its fields there are. A list of orders takes a third of the bytes of structured clones, and half the time to read.
 *
 * Bytes: the form (1, or 2 where a text is broken), three for where the texts begin, the number of objects, the objects,
 * the number of texts, their lengths (UTF-16), the texts in UTF-8. Whole numbers are seven bits a byte, the lowest first,
 * negative ones in between (0, -1, 1, -2 …).
 */

/** What a field holds: a text, a whole number, yes or no, an object, texts, objects, or anything that JSON can say. */
type Kind = 'text' | 'whole' | 'flag' | 'object' | 'texts' | 'objects' | 'any';

/** A field: what it holds and, where that is objects, which fields they have. */
export interface Field {
  kind: Kind;
  part?: Layout | undefined;
  /** Hardly any two objects have the same text here, so none is looked for. */
  own?: true | undefined;
}

/** The texts that a field held last, of which one mostly comes again: faster to find than in a table of all. */
interface Recent {
  texts: string[];
  /** Where each of them is. */
  places: number[];
  /** Where the next one goes. */
  next: number;
  /** Number of the list they were in. */
  run: number;
}

/** Texts that are remembered of a field. */
const RECENT = 8;

/** The fields of a kind of object, in the order in which they are written. */
export interface Layout {
  keys: readonly string[];
  fields: readonly (Field & Recent)[];
  /** Bytes that say which fields there are; the highest bit says that others follow as JSON. */
  bytes: number;
}

/** Returns a layout whose objects say in so many bytes which of the fields they have; at most 8 a byte less one. */
export function layout(bytes: number, fields: Readonly<Record<string, Field>>): Layout {
  const keys = Object.keys(fields);
  if (keys.length >= bytes * 8) throw new RangeError(`${keys.length} fields in ${bytes} bytes`);
  // All of one shape, which is read faster.
  const whole = ({ kind, part, own }: Field): Layout['fields'][number] => ({
    kind,
    part,
    own,
    texts: [],
    places: [],
    next: 0,
    run: 0,
  });
  return { keys, fields: Object.values(fields).map(whole), bytes };
}

const WHOLE_TEXT = 1;
const BROKEN_TEXT = 2;
const HEAD = 4;
/** Bytes that a number takes at most. */
const LONGEST = 8;
/** Whole numbers beyond it do not fit, doubled, where numbers are exact. */
const LARGEST = 2 ** 51;

// One list is written or read at a time, without waiting in between; what is gathered is kept here, which is faster.
let bytes = new Uint8Array(1 << 16);
let input = new Uint8Array();
let at = 0;
let run = 0;
let texts: string[] = [];

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
  writeCount(texts.length);
  for (const text of texts) writeCount(text.length);
  const whole = texts.join('');
  const isSound = whole.isWellFormed();
  writeBytes(isSound ? whole : JSON.stringify(texts));
  bytes.set([isSound ? WHOLE_TEXT : BROKEN_TEXT, end & 255, (end >>> 8) & 255, end >>> 16]);
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
  at += new TextEncoder().encodeInto(text, bytes.subarray(at)).written;
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
  const others = Object.keys(value).length > known ? othersOf(value, keys, mask) : null;
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

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);

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

/** Returns the objects that `pack` has written with this layout, or one with fewer fields; throws where the form is none of its. */
export function unpack(of: Layout, packed: Uint8Array<ArrayBuffer>): object[] {
  const form = packed[0];
  if (form !== WHOLE_TEXT && form !== BROKEN_TEXT) throw new Error(`packed in form ${form}, which is not known`);
  input = packed;
  at = (packed[1] as number) | ((packed[2] as number) << 8) | ((packed[3] as number) << 16);
  const lengths = readList(readCount);
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(packed.subarray(at));
  texts = form === WHOLE_TEXT ? cutText(text, lengths) : (JSON.parse(text) as string[]);
  at = HEAD;
  return readList(() => readObject(of));
}

function cutText(text: string, lengths: readonly number[]): string[] {
  let from = 0;
  return lengths.map((length) => text.slice(from, (from += length)));
}

function readCount(): number {
  let value = 0;
  let factor = 1;
  for (;;) {
    const byte = input[at++] as number;
    if (byte < 128) return value + byte * factor;
    value += (byte & 127) * factor;
    factor *= 128;
  }
}

function readList<T>(readOne: () => T): T[] {
  const list: T[] = [];
  for (let left = readCount(); left > 0; left--) list.push(readOne());
  return list;
}

const readText = (): string => texts[readCount()] as string;

function readObject({ keys, fields, bytes: size }: Layout): object {
  let mask = 0;
  for (let i = 0; i < size; i++) mask |= (input[at++] as number) << (8 * i);
  const hasOthers = (mask & (1 << (8 * size - 1))) !== 0;
  const value: Record<string, unknown> = {};
  for (let i = 0; i < keys.length; i++) if (mask & (1 << i)) value[keys[i] as string] = readField(fields[i] as Field);
  return hasOthers ? Object.assign(value, JSON.parse(readText())) : value;
}

function readField({ kind, part }: Field): unknown {
  if (kind === 'text') return readText();
  if (kind === 'object') return readObject(part as Layout);
  if (kind === 'any') return JSON.parse(readText());
  if (kind === 'texts') return readList(readText);
  if (kind === 'objects') return readList(() => readObject(part as Layout));
  const count = readCount();
  if (kind === 'whole') return count % 2 === 1 ? -(count + 1) / 2 : count / 2;
  return count === 1;
}
