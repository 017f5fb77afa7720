import { LARGEST } from './copies.ts';
import { add, apply } from './natives.ts';

const readerOf = ReadableStream.prototype.getReader;
const { read, cancel } = ReadableStreamDefaultReader.prototype;
const then = Promise.prototype.then;
const Bytes = Uint8Array;
const putBytes = Uint8Array.prototype.set;

/** Calls back with all bytes of a stream; gives up, and says so, at more than the largest answer. */
export function readAll(stream: ReadableStream, done: (bytes: Uint8Array | null) => void): void {
  const reader = apply(readerOf, stream, []) as ReadableStreamDefaultReader<Uint8Array>;
  const chunks: Uint8Array[] = [];
  let size = 0;
  const fail = (): void => done(null);
  const next = (): void => {
    apply(then, apply(read, reader, []), [taken, fail]);
  };
  const taken = (part: { done: boolean; value?: Uint8Array }): void => {
    if (part.done || !part.value) return done(together(chunks, size));
    size += part.value.length;
    if (size > LARGEST) {
      apply(then, apply(cancel, reader, []), [undefined, () => undefined]);
      return fail();
    }
    add(chunks, part.value);
    next();
  };
  next();
}

function together(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const all = new Bytes(size);
  for (let i = 0, at = 0; i < chunks.length; i += 1) {
    apply(putBytes, all, [chunks[i], at]);
    at += chunks[i]?.length ?? 0;
  }
  return all;
}
