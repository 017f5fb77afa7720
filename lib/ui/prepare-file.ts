import { keepPicture } from '../db/pictures.ts';
import { fileName, fileType, idsOfKind, MAX_FILES, type FileFault } from '../domain/attachments.ts';
import { MAX_PICTURES } from '../domain/pictures.ts';
import { takePicture } from './prepare-picture.ts';

/** Keeps a file for a template as it is. Returns its id, or why it is not taken. */
async function takeFile(file: File): Promise<{ id: string } | { fault: FileFault }> {
  const data = new Uint8Array(await file.arrayBuffer());
  const found = fileType(file.name, data);
  if ('fault' in found) return found;
  return { id: await keepPicture({ name: fileName(file.name), type: found.type, data }) };
}

/** Some systems do not know the type of every picture. */
const isImage = ({ name, type }: File): boolean => type.startsWith('image/') || /\.(?:png|jpe?g|webp|gif)$/i.test(name);

/** Ids of what a template carries, and what is to be said of what was not taken (a key of the catalogue with its values). */
interface Taken {
  ids: string[];
  problem: { key: string; params: Record<string, string | number> } | null;
}

/**
 * Keeps files for a template, pictures as pictures, everything else as it is, after those it has. What is too much, too
 * large or of another kind is left out; the last such one is told of.
 */
export async function takeAttachments(ids: readonly string[], files: readonly File[]): Promise<Taken> {
  const taken: Taken = { ids: [...ids], problem: null };
  for (const file of files) {
    const kind = isImage(file) ? 'picture' : 'file';
    const most = kind === 'picture' ? MAX_PICTURES : MAX_FILES;
    const prefix = kind === 'picture' ? 'pictures' : 'files';
    if (idsOfKind(taken.ids, kind).length >= most) {
      taken.problem = { key: `${prefix}.tooMany`, params: { n: most } };
      continue;
    }
    const found = await (kind === 'picture' ? takePicture(file) : takeFile(file));
    if ('fault' in found) taken.problem = { key: `${prefix}.${found.fault}`, params: { name: file.name } };
    else if (!taken.ids.includes(found.id)) taken.ids.push(found.id);
  }
  return taken;
}
