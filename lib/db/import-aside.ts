import { fileNames, folder, removeFile } from './opfs.ts';

/** Where a piece is: a stretch of the file in bytes, or its number among those in memory. */
type Piece = { from: number; to: number } | { at: number };

/**
 * Pieces of text that wait until a long file has been read: in a file of the private file system, which `close` removes,
 * or in memory where there is none. Not packed, which the browser does on the page's own thread, nor left to the browser
 * as Blobs, of which it loses some beyond a few hundred megabytes.
 */
export class Aside {
  #dir: FileSystemDirectoryHandle | null;
  #handle: FileSystemFileHandle | null;
  #stream: FileSystemWritableFileStream | null;
  #file: Promise<File> | null = null;
  #size = 0;
  #inMemory: Uint8Array<ArrayBuffer>[] = [];

  private constructor(
    dir: FileSystemDirectoryHandle | null,
    handle: FileSystemFileHandle | null,
    stream: FileSystemWritableFileStream | null,
  ) {
    this.#dir = dir;
    this.#handle = handle;
    this.#stream = stream;
  }

  /** Begins anew; what an import that was cut short has left is removed. Only one import at a time may do so. */
  static async open(): Promise<Aside> {
    await clearAside();
    const dir = await folder('import');
    const handle = (await dir?.getFileHandle('orders', { create: true })) ?? null;
    return new Aside(dir, handle, (await handle?.createWritable()) ?? null);
  }

  /** Puts a piece away; a full disk is a `QuotaExceededError`. */
  async put(text: string): Promise<Piece> {
    const bytes = new TextEncoder().encode(text);
    if (!this.#stream) return { at: this.#inMemory.push(bytes) - 1 };
    const from = this.#size;
    this.#size += bytes.length;
    await this.#stream.write(bytes);
    return { from, to: this.#size };
  }

  /** Returns a piece as it was put away; the first call ends the putting. */
  async text(piece: Piece): Promise<string> {
    if ('at' in piece) {
      const bytes = this.#inMemory[piece.at];
      return new TextDecoder().decode(bytes);
    }
    this.#file ??= this.#written();
    return (await this.#file).slice(piece.from, piece.to).text();
  }

  async #written(): Promise<File> {
    if (!this.#handle) throw new Error('nothing was put aside');
    // What was written is in the file once the stream is closed.
    await this.#stream?.close();
    this.#stream = null;
    return this.#handle.getFile();
  }

  /** Removes everything. */
  async close(): Promise<void> {
    const stream = this.#stream;
    this.#stream = null;
    this.#inMemory = [];
    // One that a full disk has broken is closed already.
    await stream?.abort().catch((error: unknown) => console.debug('nothing to abort', error));
    if (this.#dir) await removeFile(this.#dir, 'orders');
  }
}

/** Removes what an import that was cut short has put aside. None may be going on. */
export async function clearAside(): Promise<void> {
  const dir = await folder('import');
  for (const name of dir ? await fileNames(dir) : []) if (dir) await removeFile(dir, name);
}
