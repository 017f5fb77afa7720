/** Kinds of pictures that templates carry. */
export const PICTURE_TYPES: readonly string[] = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'];
/** Largest picture, in bytes; most pictures of one template; longest side in pixels, beyond which one is made smaller. */
export const MAX_PICTURE = 2 * 1024 * 1024;
export const MAX_PICTURES = 6;
const MAX_SIDE = 1600;

/** Returns the size a picture is drawn with: as it is, or so that its longer side is 1,600 pixels. */
export function fittedSize(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, MAX_SIDE / Math.max(width, height, 1));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

const starts = (bytes: Uint8Array, at: number, ...magic: number[]): boolean => magic.every((byte, i) => bytes[at + i] === byte);

/** Tells whether bytes begin like a picture of the kind they are called, and are not too many. */
export function isPicture(bytes: Uint8Array, type: string): boolean {
  if (bytes.byteLength <= 12 || bytes.byteLength > MAX_PICTURE) return false;
  if (type === 'image/png') return starts(bytes, 0, 0x89, 0x50, 0x4e, 0x47);
  if (type === 'image/jpeg') return starts(bytes, 0, 0xff, 0xd8, 0xff);
  if (type === 'image/gif') return starts(bytes, 0, 0x47, 0x49, 0x46, 0x38);
  return type === 'image/webp' && starts(bytes, 0, 0x52, 0x49, 0x46, 0x46) && starts(bytes, 8, 0x57, 0x45, 0x42, 0x50);
}
