import { FORM, HEAD, type Field, type Layout } from './pack-layout.ts';

// One list is read at a time, without waiting in between; where it stands is kept here, which is faster.
let input = new Uint8Array();
let at = 0;
let texts: string[] = [];

/** Returns the objects that `pack` has written with this layout, or one with fewer fields; throws where the form is none of its. */
export function unpack(of: Layout, packed: Uint8Array<ArrayBuffer>): object[] {
  const form = packed[0];
  if (form !== FORM.whole && form !== FORM.broken) throw new Error(`packed in form ${form}, which is not known`);
  input = packed;
  at = (packed[1] as number) | ((packed[2] as number) << 8) | ((packed[3] as number) << 16);
  const lengths = readList(readCount);
  const text = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true }).decode(packed.subarray(at));
  texts = form === FORM.whole ? cutText(text, lengths) : (JSON.parse(text) as string[]);
  at = HEAD;
  return readList(() => readObject(of));
}

function cutText(text: string, lengths: readonly number[]): string[] {
  let from = 0;
  const texts = lengths.map((length) => text.slice(from, (from += length)));
  if (from !== text.length) throw new Error('packed bytes end too soon');
  return texts;
}

function readCount(): number {
  let value = 0;
  let factor = 1;
  for (;;) {
    const byte = input[at++];
    if (byte === undefined) throw new Error('packed bytes end too soon');
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
  return hasOthers ? { ...value, ...(JSON.parse(readText()) as object) } : value;
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
