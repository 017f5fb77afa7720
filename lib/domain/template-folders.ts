import { cleanLine } from './text.ts';

/** Longest path of a folder, in UTF-16 units; most folders in one another. */
export const MAX_FOLDER = 60;
const MAX_DEPTH = 4;

/** Returns a folder's path in its one form: parts joined by `/`, no empty ones, at most four deep. */
export function cleanFolder(raw: string): string {
  const parts = raw
    .replaceAll('／', '/')
    .split('/')
    .map((part) => cleanLine(part, 20))
    .filter(Boolean);
  return cleanLine(parts.slice(0, MAX_DEPTH).join('/'), MAX_FOLDER);
}

/** A folder with how many templates stand in it and, with those below it, under it. */
export interface FolderNode {
  path: string;
  /** The last part of the path. */
  name: string;
  depth: number;
  own: number;
  all: number;
}

/** Returns the folders of a list of templates, those above them too, each before the ones in it; '' is none and comes last. */
export function folderTree(folders: readonly string[]): FolderNode[] {
  const nodes = new Map<string, FolderNode>();
  const node = (path: string): FolderNode => {
    const found = nodes.get(path);
    if (found) return found;
    const parts = path.split('/');
    const made = { path, name: parts.at(-1) ?? '', depth: parts.length - 1, own: 0, all: 0 };
    nodes.set(path, made);
    return made;
  };
  for (const folder of folders) {
    node(folder).own += 1;
    const parts = folder.split('/');
    for (let n = parts.length; n > 0; n--) node(parts.slice(0, n).join('/')).all += 1;
  }
  return [...nodes.values()].toSorted((a, b) => order(a.path, b.path));
}

/** By the parts of the paths, so that what is in a folder follows it; no folder last. */
function order(a: string, b: string): number {
  if (!a || !b) return a ? -1 : b ? 1 : 0;
  const [left, right] = [a.split('/'), b.split('/')];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const by = (left[i] ?? '').localeCompare(right[i] ?? '', 'zh-CN');
    if (by !== 0) return by;
  }
  return left.length - right.length;
}

/** Tells whether a template's folder is the given one or stands in it. */
export function isInFolder(folder: string, within: string): boolean {
  return folder === within || (within !== '' && folder.startsWith(`${within}/`));
}

/**
 * Returns the new path of a folder when `from` becomes `to`, with everything in it; null when it is not concerned.
 * A folder cannot be moved into itself: the caller checks with `canMove`.
 */
export function movedFolder(folder: string, from: string, to: string): string | null {
  if (!isInFolder(folder, from)) return null;
  return cleanFolder(`${to}${folder.slice(from.length)}`);
}

/** Tells whether a folder may get another path: not into itself, not deeper or longer than a path can be. */
export function canMove(folders: readonly string[], from: string, to: string): boolean {
  const target = cleanFolder(to);
  if (target === from || target.startsWith(`${from}/`)) return false;
  return folders.every((folder) => {
    if (!isInFolder(folder, from)) return true;
    const whole = `${target}${folder.slice(from.length)}`.replace(/^\//, '');
    return cleanFolder(whole) === whole;
  });
}
