import { fileNames, folder, removeFile } from './opfs.ts';

/** Where a piece is: a stretch of the file in bytes, or its number among those in memory. */
type Piece = { from: number; to: number } | { at: number };

/** Bytes that are kept in memory for each gigabyte of the computer's memory: 640 MB of eight. */
const ROOM_PER_GIGABYTE = 80_000_000;
/** What is taken for the computer's memory where it is not told; Chromium never tells more than it needs. */
const USUAL_GIGABYTES = 4;

function usualRoom(): number {
  const told = (globalThis.navigator as (Navigator & { deviceMemory?: number }) | undefined)?.deviceMemory;
  return (told ?? USUAL_GIGABYTES) * ROOM_PER_GIGABYTE;
}

/**
 * Pieces of a file that wait until a long file has been read: in memory, and what does not fit there in a file of the
 * private file system, which `close` removes. Writing and reading the file costs an eighth of an import's processor
 * time. Not deflated, which costs more than it saves, nor left to the browser as Blobs, of which it loses some beyond a
 * few hundred megabytes.
 */
export class Aside {
  #dir: FileSystemDirectoryHandle | null = null;
  #handle: FileSystemFileHandle | null = null;
  #stream: FileSystemWritableFileStream | null = null;
  #file: Promise<File> | null = null;
  #size = 0;
  #inMemory: (Uint8Array<ArrayBuffer> | undefined)[] = [];
  /** Bytes that may still be kept in memory. */
  #room: number;

  private constructor(room: number) {
    this.#room = room;
  }

  /**
   * Begins anew with room for so many bytes in memory; what an import that was cut short has left is removed. Only one
   * import at a time may do so.
   */
  static async open(room: number = usualRoom()): Promise<Aside> {
    await clearAside();
    return new Aside(room);
  }

  /** Tells whether pieces go into the file by now: there few large ones are better. */
  get isOnDisk(): boolean {
    return this.#stream !== null;
  }

  /** Puts a piece away; a full disk is a `QuotaExceededError`. */
  async put(bytes: Uint8Array<ArrayBuffer>): Promise<Piece> {
    if (bytes.length > this.#room) await this.#openFile();
    if (!this.#stream) {
      this.#room -= bytes.length;
      return { at: this.#inMemory.push(bytes) - 1 };
    }
    const from = this.#size;
    this.#size += bytes.length;
    await this.#stream.write(bytes);
    return { from, to: this.#size };
  }

  /** From now on pieces go into the file; where there is no file system they stay in memory. */
  async #openFile(): Promise<void> {
    this.#dir ??= await folder('import');
    this.#handle ??= (await this.#dir?.getFileHandle('orders', { create: true })) ?? null;
    this.#stream ??= (await this.#handle?.createWritable()) ?? null;
  }

  /** Returns a piece as it was put away, and lets go of it: each is taken once. The first call ends the putting. */
  async take(piece: Piece): Promise<Uint8Array<ArrayBuffer>> {
    if ('at' in piece) {
      const bytes = this.#inMemory[piece.at];
      if (!bytes) throw new Error('taken already');
      this.#inMemory[piece.at] = undefined;
      return bytes;
    }
    this.#file ??= this.#written();
    return new Uint8Array(await (await this.#file).slice(piece.from, piece.to).arrayBuffer());
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
