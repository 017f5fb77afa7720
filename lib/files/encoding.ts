import type { ByteSource } from './byte-source.ts';
import { bytesOf, chunksOf } from './byte-source.ts';

export type TextEncoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';

export interface DetectedEncoding {
  encoding: TextEncoding;
  /** Bytes of the byte order mark at the beginning. */
  bom: number;
  /** False when no encoding reads every byte; U+FFFD then stands where bytes are lost. */
  clean: boolean;
}

async function decodes(source: ByteSource, encoding: TextEncoding, start: number): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const chunk of chunksOf(source, start)) decoder.decode(chunk, { stream: true });
    decoder.decode();
    return true;
  } catch (error) {
    // A TypeError is how a fatal decoder says "not this encoding"; everything else is a failure to read.
    if (error instanceof TypeError || (error as { code?: string }).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return false;
    throw error;
  }
}

/** Counts what UTF-8 loses and what it reads beyond ASCII. */
async function utf8Fit(source: ByteSource): Promise<{ lost: number; read: number }> {
  const decoder = new TextDecoder('utf-8');
  let lost = 0;
  let read = 0;
  const count = (text: string): void => {
    for (const char of text) {
      if (char === '\ufffd') lost++;
      else if (char > '\u007f') read++;
    }
  };
  for await (const chunk of chunksOf(source)) count(decoder.decode(chunk, { stream: true }));
  count(decoder.decode());
  return { lost, read };
}

/** A damaged UTF-8 file still reads far more characters than it loses; GBK bytes read as UTF-8 lose nearly all. */
const DAMAGED_RATIO = 20;

/**
 * Returns the encoding of a text file: by its byte order mark, else UTF-8 when every byte (or, in a damaged file, nearly
 * every one) fits, else GB18030, which holds GBK. Reads the whole source, a chunk at a time.
 */
export async function detectEncoding(source: ByteSource): Promise<DetectedEncoding> {
  const [a, b, c] = await bytesOf(source, 0, 3);
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', bom: 2, clean: await decodes(source, 'utf-16le', 2) };
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', bom: 2, clean: await decodes(source, 'utf-16be', 2) };
  const bom = a === 0xef && b === 0xbb && c === 0xbf ? 3 : 0;
  if (await decodes(source, 'utf-8', bom)) return { encoding: 'utf-8', bom, clean: true };
  if (bom) return { encoding: 'utf-8', bom, clean: false };
  const { lost, read } = await utf8Fit(source);
  if (read > lost * DAMAGED_RATIO) return { encoding: 'utf-8', bom: 0, clean: false };
  return { encoding: 'gb18030', bom: 0, clean: await decodes(source, 'gb18030', 0) };
}

export interface TextChunk {
  text: string;
  /** Bytes of the source read so far. */
  bytesRead: number;
}

/** Yields the text of a source in chunks; bytes that cannot be decoded become U+FFFD, never disappear. */
export async function* decodeChunks(source: ByteSource, found: DetectedEncoding): AsyncGenerator<TextChunk> {
  const decoder = new TextDecoder(found.encoding, { ignoreBOM: true });
  let bytesRead = found.bom;
  for await (const chunk of chunksOf(source, found.bom)) {
    bytesRead += chunk.byteLength;
    yield { text: decoder.decode(chunk, { stream: true }), bytesRead };
  }
  const rest = decoder.decode();
  if (rest) yield { text: rest, bytesRead };
}
