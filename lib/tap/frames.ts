import type { Answer } from '../sites/answers.ts';
import { jsonIn, takePayload, takeText, textOf, type Word } from './copies.ts';
import { apply, asBase64, base64Bytes } from './natives.ts';
import { readAll } from './stream.ts';

const Packed = Blob;
const Unpacking = DecompressionStream;
const streamOf = Blob.prototype.stream;
const through = ReadableStream.prototype.pipeThrough;

/**
 * Takes the text of a socket's frame. The content of a packed one (base64 of GZIP) is opened first: what cannot be looked
 * into cannot be cleaned, and is refused.
 */
export function takeFrame(row: Answer, text: string, say: (word: Word) => void): void {
  const frame = jsonIn(text) as Record<string, unknown> | null | undefined;
  if (typeof frame !== 'object' || frame?.['compressType'] !== 'GZIP' || typeof frame['data'] !== 'string') {
    return takeText(row, '', text, say);
  }
  const packed = base64Bytes(frame['data']);
  if (packed === null) return say({ kind: 'refused', id: row.id, why: 'shape' });
  const stream = apply(streamOf, new Packed([packed]), []) as ReadableStream;
  const opened = apply(through, stream, [new Unpacking('gzip')]) as ReadableStream;
  readAll(opened, (bytes) => {
    const content = bytes === null ? null : textOf(bytes, 'utf-8');
    // Damaged, or larger than anything a shop's chat sends.
    if (content === null) say({ kind: 'refused', id: row.id, why: 'shape' });
    else takePayload(row, '', { ...frame, compressType: 'COMMON', data: asBase64(content) }, say);
  });
}
