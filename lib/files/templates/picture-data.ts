/** Returns bytes as base64 text. */
export function textOfBytes(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}

/** Returns the bytes of base64 text; none for what is no base64. */
export function bytesOfText(text: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  } catch {
    // Not base64: no picture, which the caller tells by the bytes.
    return new Uint8Array();
  }
}
