/** Names of the folders of the extension's private file system. */
export type FolderName = 'journal' | 'snapshots' | 'import';

/** Returns a folder of the private file system, made when it is missing, or null where there is no such file system or it is closed to us. */
export async function folder(name: FolderName): Promise<FileSystemDirectoryHandle | null> {
  const storage = globalThis.navigator?.storage;
  if (typeof storage?.getDirectory !== 'function') return null;
  try {
    return await (await storage.getDirectory()).getDirectoryHandle(name, { create: true });
  } catch (error) {
    if (error instanceof DOMException && (error.name === 'SecurityError' || error.name === 'NotAllowedError')) return null;
    throw error;
  }
}

/** Returns the names of the files in a folder, sorted. */
export async function fileNames(dir: FileSystemDirectoryHandle): Promise<string[]> {
  const names: string[] = [];
  for await (const name of dir.keys()) names.push(name);
  return names.toSorted();
}

/** Removes a file; one that has already gone is no error. */
export async function removeFile(dir: FileSystemDirectoryHandle, name: string): Promise<void> {
  try {
    await dir.removeEntry(name);
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'NotFoundError')) throw error;
  }
}

/** Runs work while holding a lock that all pages and the worker share; without lock support it just runs. */
export async function withLock<T>(name: string, work: () => Promise<T>): Promise<T> {
  const locks = globalThis.navigator?.locks;
  return locks ? ((await locks.request(`keban-${name}`, work)) as T) : work();
}

/** Tells whether any page or the worker holds a lock of this name; false without lock support. */
export async function isLocked(name: string): Promise<boolean> {
  const held = (await globalThis.navigator?.locks?.query())?.held ?? [];
  return held.some((lock) => lock.name === `keban-${name}`);
}
