import { bytesOf } from '../../domain/base64.ts';

/** Returns the bytes of base64 text; none for what is no base64. */
export function bytesOfText(text: string): Uint8Array<ArrayBuffer> {
  try {
    return bytesOf(text);
  } catch {
    // Not base64: no picture, which the caller tells by the bytes.
    return new Uint8Array();
  }
}
