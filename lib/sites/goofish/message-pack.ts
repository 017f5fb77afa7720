const DEEPEST = 12;
const MOST = 5000;

class Damaged extends Error {}

/** Reads MessagePack from front to back. Numbers that do not fit are given as digits, map keys as text. */
class Source {
  #view: DataView;
  #bytes: Uint8Array;
  #at = 0;
  #count = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get done(): boolean {
    return this.#at === this.#bytes.length;
  }

  #take(length: number): number {
    const at = this.#at;
    if (at + length > this.#bytes.length) throw new Damaged();
    this.#at += length;
    return at;
  }

  /** A length or an unsigned number of 1, 2 or 4 bytes. */
  #unsigned(bytes: 1 | 2 | 4): number {
    const at = this.#take(bytes);
    if (bytes === 1) return this.#view.getUint8(at);
    return bytes === 2 ? this.#view.getUint16(at) : this.#view.getUint32(at);
  }

  #text(length: number): string {
    const at = this.#take(length);
    return new TextDecoder('utf-8', { fatal: true }).decode(this.#bytes.subarray(at, at + length));
  }

  #list(length: number, depth: number): unknown[] {
    const list: unknown[] = [];
    for (let i = 0; i < length; i++) list.push(this.value(depth + 1));
    return list;
  }

  #map(length: number, depth: number): Record<string, unknown> {
    const entries: [string, unknown][] = [];
    for (let i = 0; i < length; i++) entries.push([String(this.value(depth + 1)), this.value(depth + 1)]);
    return Object.fromEntries(entries);
  }

  #skip(length: number): null {
    this.#take(length);
    return null;
  }

  #number(tag: number): unknown {
    if (tag === 0xca) return this.#view.getFloat32(this.#take(4));
    if (tag === 0xcb) return this.#view.getFloat64(this.#take(8));
    if (tag === 0xcc || tag === 0xcd || tag === 0xce) return this.#unsigned(tag === 0xcc ? 1 : tag === 0xcd ? 2 : 4);
    if (tag === 0xd0) return this.#view.getInt8(this.#take(1));
    if (tag === 0xd1) return this.#view.getInt16(this.#take(2));
    if (tag === 0xd2) return this.#view.getInt32(this.#take(4));
    const big = tag === 0xcf ? this.#view.getBigUint64(this.#take(8)) : this.#view.getBigInt64(this.#take(8));
    return Number.isSafeInteger(Number(big)) ? Number(big) : String(big);
  }

  /** Reads the next value; throws `Damaged` at what is none. */
  value(depth = 0): unknown {
    this.#count += 1;
    if (depth > DEEPEST || this.#count > MOST) throw new Damaged();
    const tag = this.#unsigned(1);
    if (tag <= 0x7f) return tag;
    if (tag >= 0xe0) return tag - 0x100;
    if (tag <= 0x8f) return this.#map(tag & 0x0f, depth);
    if (tag <= 0x9f) return this.#list(tag & 0x0f, depth);
    if (tag <= 0xbf) return this.#text(tag & 0x1f);
    if (tag === 0xc0) return null;
    if (tag === 0xc2 || tag === 0xc3) return tag === 0xc3;
    if (tag >= 0xc4 && tag <= 0xc6) return this.#skip(this.#unsigned(tag === 0xc4 ? 1 : tag === 0xc5 ? 2 : 4));
    if (tag >= 0xc7 && tag <= 0xc9) return this.#skip(this.#unsigned(tag === 0xc7 ? 1 : tag === 0xc8 ? 2 : 4) + 1);
    if (tag >= 0xca && tag <= 0xd3) return this.#number(tag);
    if (tag >= 0xd4 && tag <= 0xd8) return this.#skip(1 + 2 ** (tag - 0xd4));
    if (tag >= 0xd9 && tag <= 0xdb) return this.#text(this.#unsigned(tag === 0xd9 ? 1 : tag === 0xda ? 2 : 4));
    if (tag === 0xdc || tag === 0xdd) return this.#list(this.#unsigned(tag === 0xdc ? 2 : 4), depth);
    if (tag === 0xde || tag === 0xdf) return this.#map(this.#unsigned(tag === 0xde ? 2 : 4), depth);
    throw new Damaged();
  }
}

/** Returns the value of MessagePack bytes (binary and extension parts as null), or null when they are damaged or too many. */
export function decodeMessagePack(bytes: Uint8Array): unknown {
  const source = new Source(bytes);
  try {
    const value = source.value();
    return source.done ? value : null;
  } catch (error) {
    if (error instanceof Damaged || error instanceof TypeError) return null;
    throw error;
  }
}
