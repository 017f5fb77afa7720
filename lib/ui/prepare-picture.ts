import { keepPicture } from '../db/pictures.ts';
import { fittedSize, isPicture, MAX_PICTURE, PICTURE_TYPES } from '../domain/pictures.ts';

/** Why a picture cannot be taken. */
export type PictureFault = 'notPicture' | 'tooLarge';

/**
 * Keeps a picture for a template: as it is, or made smaller when its longer side is over 1,600 pixels or it has more than
 * 2 MB. Returns its id, or why it is not taken. An animation is never redrawn, which would leave its first frame.
 */
export async function takePicture(file: File): Promise<{ id: string } | { fault: PictureFault }> {
  const data = new Uint8Array(await file.arrayBuffer());
  const type = PICTURE_TYPES.find((each) => isPicture(data.subarray(0, 64), each));
  if (!type) return { fault: 'notPicture' };
  const bitmap = await decoded(new Blob([data], { type }));
  if (!bitmap) return { fault: 'notPicture' };
  try {
    const { width, height } = bitmap;
    const size = fittedSize(width, height);
    const smaller = size.width < width || size.height < height;
    if (type === 'image/gif' || (!smaller && data.byteLength <= MAX_PICTURE)) {
      if (data.byteLength > MAX_PICTURE) return { fault: 'tooLarge' };
      return { id: await keepPicture({ name: file.name, type, data, width, height }) };
    }
    const drawn = await redrawn(bitmap, size, type);
    if (!drawn || drawn.size > MAX_PICTURE) return { fault: 'tooLarge' };
    const bytes = new Uint8Array(await drawn.arrayBuffer());
    return { id: await keepPicture({ name: file.name, type: drawn.type, data: bytes, ...size }) };
  } finally {
    bitmap.close();
  }
}

async function decoded(blob: Blob): Promise<ImageBitmap | null> {
  try {
    return await createImageBitmap(blob);
  } catch {
    // Bytes that only begin like a picture.
    return null;
  }
}

/** Draws a picture smaller, in its own kind; one that is still too large then becomes JPEG. */
async function redrawn(bitmap: ImageBitmap, size: { width: number; height: number }, type: string): Promise<Blob | null> {
  const canvas = new OffscreenCanvas(size.width, size.height);
  const context = canvas.getContext('2d');
  if (!context) return null;
  context.drawImage(bitmap, 0, 0, size.width, size.height);
  const first = await canvas.convertToBlob({ type, quality: 0.9 });
  if (first.size <= MAX_PICTURE) return first;
  // What was see-through would turn black.
  context.globalCompositeOperation = 'destination-over';
  context.fillStyle = 'white';
  context.fillRect(0, 0, size.width, size.height);
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 });
}
