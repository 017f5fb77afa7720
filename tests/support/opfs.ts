/** A private file system in memory, with the part of the browser's that the product uses. A write shows only once it is closed. */
export interface FakeFiles {
  /** Folder → file name → bytes. */
  folders: Map<string, Map<string, Uint8Array>>;
  /** Makes the next writes fail, as a full disk does. */
  failWrites: boolean;
}

class Writable extends WritableStream<unknown> {
  #parts: BlobPart[];

  constructor(files: FakeFiles, folder: Map<string, Uint8Array>, name: string) {
    const parts: BlobPart[] = [];
    super({
      write: (chunk) => {
        if (files.failWrites) throw new DOMException('full', 'QuotaExceededError');
        parts.push(chunk as BlobPart);
      },
      close: async () => {
        if (files.failWrites) throw new DOMException('full', 'QuotaExceededError');
        folder.set(name, new Uint8Array(await new Blob(parts).arrayBuffer()));
      },
    });
    this.#parts = parts;
  }

  async write(chunk: unknown): Promise<void> {
    const writer = this.getWriter();
    try {
      await writer.write(chunk);
    } finally {
      writer.releaseLock();
    }
  }

  get size(): number {
    return this.#parts.length;
  }
}

function fileHandle(files: FakeFiles, folder: Map<string, Uint8Array>, name: string): unknown {
  let current = name;
  return {
    kind: 'file',
    get name() {
      return current;
    },
    getFile: async () => {
      const bytes = folder.get(current);
      if (!bytes) throw new DOMException('gone', 'NotFoundError');
      return new File([bytes as BlobPart], current);
    },
    createWritable: async () => new Writable(files, folder, current),
    move: async (to: string) => {
      folder.set(to, folder.get(current) ?? new Uint8Array());
      folder.delete(current);
      current = to;
    },
  };
}

function dirHandle(files: FakeFiles, folder: Map<string, Uint8Array>): unknown {
  return {
    kind: 'directory',
    async *keys() {
      yield* folder.keys();
    },
    getFileHandle: async (name: string, options?: { create?: boolean }) => {
      if (!folder.has(name)) {
        if (!options?.create) throw new DOMException('no such file', 'NotFoundError');
        folder.set(name, new Uint8Array());
      }
      return fileHandle(files, folder, name);
    },
    removeEntry: async (name: string) => {
      if (!folder.delete(name)) throw new DOMException('no such file', 'NotFoundError');
    },
  };
}

/** Gives this process a private file system and returns what is in it. */
export function useFakeFiles(): FakeFiles {
  const files: FakeFiles = { folders: new Map(), failWrites: false };
  const root = {
    getDirectoryHandle: async (name: string) => {
      const folder = files.folders.get(name) ?? new Map<string, Uint8Array>();
      files.folders.set(name, folder);
      return dirHandle(files, folder);
    },
  };
  Object.defineProperty(globalThis.navigator, 'storage', { configurable: true, value: { getDirectory: async () => root } });
  return files;
}

/** Takes the private file system away again. */
export function dropFakeFiles(): void {
  Object.defineProperty(globalThis.navigator, 'storage', { configurable: true, value: undefined });
}

/** Gives this process the lock manager that Node lacks: one holder per name, in the order of asking. */
export function useFakeLocks(): void {
  const tails = new Map<string, Promise<unknown>>();
  const held = new Set<string>();
  const request = (name: string, work: () => Promise<unknown>): Promise<unknown> => {
    const mine = (tails.get(name) ?? Promise.resolve()).then(work, work);
    tails.set(name, mine);
    held.add(name);
    void mine.finally(() => tails.get(name) === mine && held.delete(name)).catch(() => undefined);
    return mine;
  };
  const query = async (): Promise<{ held: { name: string }[] }> => ({ held: [...held].map((name) => ({ name })) });
  Object.defineProperty(globalThis.navigator, 'locks', { configurable: true, value: { request, query } });
}
