/** Code of a character: two bytes `0xHHLL` in GBK, or the number of a four-byte GB18030 code plus `FOUR`. */
const FOUR = 0x10000;
/** First linear number of the four-byte codes of characters above U+FFFF (bytes 90 30 81 30). */
const SUPPLEMENTARY = 189_000;
const BMP_FOUR_BYTE_CODES = 39_420;

/** The euro sign, which code page 936 and the Encoding Standard's GBK hold as one byte. */
const EURO = 0x20ac;
/**
 * Characters with a two-byte code in GB18030 that GBK (code page 936) does not have: later letters and ideographs,
 * upright punctuation, and the private ones.
 */
const LATER = /[\u01f9\u1e3f\u2e80-\u2fff\u303e\u3400-\u4dbf\u9fa6-\u9fff\ue000-\uf8ff\ufe10-\ufe19]/;

let table: Map<number, number> | undefined;

function fourBytes(pointer: number): [number, number, number, number] {
  const last = pointer % 10;
  const third = Math.floor(pointer / 10) % 126;
  const second = Math.floor(pointer / 1260) % 10;
  return [0x81 + Math.floor(pointer / 12_600), 0x30 + second, 0x81 + third, 0x30 + last];
}

function addTwoByteCodes(codes: Map<number, number>, decoder: TextDecoder): void {
  const pair = new Uint8Array(2);
  for (let high = 0x81; high <= 0xfe; high++) {
    for (let low = 0x40; low <= 0xfe; low++) {
      if (low === 0x7f) continue;
      pair.set([high, low]);
      const text = decoder.decode(pair);
      const point = text.codePointAt(0) ?? 0;
      if (text.length === 1 && point > 0x7f && point !== 0xfffd && !codes.has(point)) codes.set(point, (high << 8) | low);
    }
  }
}

function addFourByteCodes(codes: Map<number, number>, decoder: TextDecoder): void {
  const code = new Uint8Array(4);
  for (let pointer = 0; pointer < BMP_FOUR_BYTE_CODES; pointer++) {
    code.set(fourBytes(pointer));
    const text = decoder.decode(code);
    const point = text.codePointAt(0) ?? 0;
    if (text.length === 1 && point !== 0xfffd && !codes.has(point)) codes.set(point, FOUR + pointer);
  }
}

/** Built once from the platform's own decoder, so that encoding and decoding cannot disagree. */
function codes(): Map<number, number> {
  if (table) return table;
  const decoder = new TextDecoder('gb18030');
  table = new Map();
  addTwoByteCodes(table, decoder);
  addFourByteCodes(table, decoder);
  return table;
}

export interface GbkResult {
  bytes: Uint8Array<ArrayBuffer>;
  /** Characters outside GBK, written as GB18030 has them: read by today's programs, not by old ones. */
  beyondGbk: string[];
  /** Characters that no GB18030 code exists for (half of a surrogate pair); written as U+FFFD. */
  replaced: string[];
}

/** Encodes text to GBK, and to GB18030 where GBK has no code; says which characters those were. */
export function encodeGbk(text: string): GbkResult {
  const map = codes();
  const bytes = new Uint8Array(text.length * 4);
  const beyond = new Set<string>();
  const replaced = new Set<string>();
  let at = 0;
  for (const char of text) {
    let point = char.codePointAt(0) ?? 0;
    if (point < 0x80) {
      bytes[at++] = point;
      continue;
    }
    if (point === EURO) {
      bytes[at++] = 0x80;
      continue;
    }
    if (point >= 0xd800 && point <= 0xdfff) {
      replaced.add(char);
      point = 0xfffd;
    }
    const code = point > 0xffff ? FOUR + SUPPLEMENTARY + point - 0x10000 : (map.get(point) ?? FOUR + pointerOfReplacement());
    if (code < FOUR) {
      if (LATER.test(char)) beyond.add(char);
      bytes[at++] = code >> 8;
      bytes[at++] = code & 0xff;
      continue;
    }
    if (point !== 0xfffd && !map.has(point) && point <= 0xffff) replaced.add(char);
    else if (point !== 0xfffd) beyond.add(char);
    bytes.set(fourBytes(code - FOUR), at);
    at += 4;
  }
  return { bytes: bytes.slice(0, at), beyondGbk: [...beyond], replaced: [...replaced] };
}

/** Returns the linear number of U+FFFD itself (84 31 A4 37), which the table leaves out because decoders use it for errors. */
function pointerOfReplacement(): number {
  return (0x84 - 0x81) * 12_600 + (0x31 - 0x30) * 1260 + (0xa4 - 0x81) * 10 + (0x37 - 0x30);
}
