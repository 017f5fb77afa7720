/** Where bytes come from: a chosen file (`File` is a `Blob`) or bytes in memory. */
export type ByteSource = Blob | Uint8Array;

/** Bytes read at a time: large enough to be quick, small enough to keep a page's heap small. */
export const CHUNK_BYTES = 1 << 20;

/** Returns the number of bytes of a source. */
export function sizeOf(source: ByteSource): number {
  return source instanceof Uint8Array ? source.byteLength : source.size;
}

/** Returns bytes `start` to `end` (exclusive) of a source. */
export async function bytesOf(source: ByteSource, start = 0, end = sizeOf(source)): Promise<Uint8Array> {
  if (source instanceof Uint8Array) return source.subarray(start, end);
  return new Uint8Array(await source.slice(start, end).arrayBuffer());
}

/** Yields a source from `start` on in chunks of `step` bytes. */
export async function* chunksOf(source: ByteSource, start = 0, step = CHUNK_BYTES): AsyncGenerator<Uint8Array> {
  const size = sizeOf(source);
  for (let at = start; at < size; at += step) yield await bytesOf(source, at, Math.min(at + step, size));
}
