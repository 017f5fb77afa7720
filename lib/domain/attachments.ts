import { isPicture, MAX_PICTURES, PICTURE_TYPES } from './pictures.ts';
import { cleanLine } from './text.ts';

/** Largest file of a template, in bytes, and most files of one beside its pictures. */
export const MAX_FILE = 5 * 1024 * 1024;
export const MAX_FILES = 3;
/** Most pictures and files of one template. */
export const MAX_ATTACHED = MAX_PICTURES + MAX_FILES;
const MAX_NAME = 80;

const OFFICE = 'application/vnd.openxmlformats-officedocument';

/** Endings of the files that templates carry, with the MIME type each is given. Whatever else there is may run: refused. */
export const FILE_TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  doc: 'application/msword',
  docx: `${OFFICE}.wordprocessingml.document`,
  xls: 'application/vnd.ms-excel',
  xlsx: `${OFFICE}.spreadsheetml.sheet`,
  txt: 'text/plain',
  zip: 'application/zip',
  mp4: 'video/mp4',
};

const ZIP = [0x50, 0x4b, 0x03, 0x04] as const;
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] as const;

/** What the bytes of each begin with: [offset, …bytes]. Text has no such sign. */
const MAGIC: Readonly<Record<string, readonly number[]>> = {
  pdf: [0, 0x25, 0x50, 0x44, 0x46, 0x2d],
  doc: [0, ...OLE],
  docx: [0, ...ZIP],
  xls: [0, ...OLE],
  xlsx: [0, ...ZIP],
  zip: [0, ...ZIP],
  mp4: [4, 0x66, 0x74, 0x79, 0x70],
};

/** Why a file cannot be taken. */
export type FileFault = 'notFile' | 'damaged' | 'fileTooLarge';

const endingOf = (name: string): string => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';

/**
 * Returns the name a file is kept under: without signs that file systems refuse or that turn the writing round (which
 * makes `gpj.exe` look like `exe.jpg`), at most 80 characters, its ending kept.
 */
export function fileName(raw: string): string {
  const clean = cleanLine(raw).replace(/[<>:"/\\|?*]+/g, '_');
  const ending = /\.[^.]{1,8}$/.exec(clean)?.[0] ?? '';
  const base = clean.slice(0, clean.length - ending.length);
  return `${cleanLine(base, MAX_NAME - ending.length)}${ending}`;
}

/** Returns the MIME type of a file by its name and bytes, or why it is not taken. */
export function fileType(name: string, bytes: Uint8Array): { type: string } | { fault: FileFault } {
  const ending = endingOf(fileName(name));
  const type = Object.hasOwn(FILE_TYPES, ending) ? FILE_TYPES[ending] : undefined;
  if (!type) return { fault: 'notFile' };
  if (bytes.byteLength > MAX_FILE) return { fault: 'fileTooLarge' };
  if (bytes.byteLength === 0) return { fault: 'damaged' };
  const magic = MAGIC[ending];
  if (!magic) return isText(bytes) ? { type } : { fault: 'damaged' };
  const [offset = 0, ...signs] = magic;
  return signs.every((byte, i) => bytes[offset + i] === byte) ? { type } : { fault: 'damaged' };
}

/** Tells whether what a file of templates brings along may be kept: a picture or a file of its kind and size. */
export function isAttachment({ name, type, data }: { name: string; type: string; data: Uint8Array }): boolean {
  if (PICTURE_TYPES.includes(type)) return isPicture(data, type);
  const found = fileType(name, data);
  return name === fileName(name) && 'type' in found && found.type === type;
}

/** Ids of files begin so; those of pictures with `pic_`. */
export const FILE_ID = 'file_';

/** Returns the ids of the files, or of the pictures, among what a template carries. */
export function idsOfKind(ids: readonly string[] | undefined, kind: 'file' | 'picture'): string[] {
  return (ids ?? []).filter((id) => id.startsWith(FILE_ID) === (kind === 'file'));
}

/** Text holds no zero byte, unless a mark at its beginning says that each character has two. */
function isText(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  return !bytes.subarray(0, 8192).includes(0);
}
