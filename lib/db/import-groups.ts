import { hashOf } from '../domain/hash.ts';
import { keysOf } from '../domain/identity.ts';
import type { OrderSeen } from '../domain/observation.ts';
import { tailOf } from './orders.ts';

/** A row of a file that holds an order. */
export interface OrderLine {
  line: number;
  order: OrderSeen;
}

/**
 * Rows kept as they are; a longer file is put aside in pieces by buyer, packed to about a tenth, so that a million orders
 * need some hundred megabytes. Not left to the browser as Blobs: beyond a few hundred megabytes it loses them.
 */
const IN_MEMORY = 100_000;
const PARTS = 64;
/** Characters of a piece that are gathered before it is packed. */
const PIECE = 256 * 1024;

interface Part {
  waiting: string[];
  size: number;
  packed: Promise<Uint8Array<ArrayBuffer>>[];
}

/**
 * Brings the orders of each buyer together, however far apart they stand in a file: a customer's orders are kept in one
 * row, so writing them at once is several times faster than adding them one by one. Files list orders by time, and a
 * buyer's next order comes years later. Rows of one buyer stay in the order of the file, and rows of one order stay
 * together whatever buyer they name.
 */
export class OrderGroups {
  #shopId: string;
  #inMemory: OrderLine[] = [];
  #parts: Part[] | null = null;
  /** Part by hash of the order number. Two numbers of one hash merely share a part. */
  #partOf = new Map<number, number>();
  count = 0;
  /** False once a buyer was named in two ways: then two groups may be about the same customer. */
  #separate = true;
  /** The chunk yielded last goes on with a buyer of the one before. */
  #goesOn = false;

  constructor(shopId: string) {
    this.#shopId = shopId;
  }

  /** Tells whether the chunk yielded last may be about customers or orders of an earlier one. */
  get overlaps(): boolean {
    return this.#goesOn || !this.#separate;
  }

  /** Puts rows in; resolves when there is room for more. */
  async add(rows: readonly OrderLine[]): Promise<void> {
    this.count += rows.length;
    this.#separate &&= rows.every(({ order }) => keysOf(this.#shopId, order.buyer ?? {}).length <= 1);
    if (this.#parts) return this.#putAside(rows);
    for (const row of rows) this.#inMemory.push(row);
    if (this.count <= IN_MEMORY) return;
    this.#parts = Array.from({ length: PARTS }, () => ({ waiting: [], size: 0, packed: [] }));
    const all = this.#inMemory;
    this.#inMemory = [];
    return this.#putAside(all);
  }

  async #putAside(rows: readonly OrderLine[]): Promise<void> {
    for (const row of rows) {
      const no = hashOf(row.order.no);
      const at = this.#partOf.get(no) ?? hashOf(this.#buyerOf(row.order)) % PARTS;
      this.#partOf.set(no, at);
      const part = this.#parts?.[at];
      if (!part) continue;
      const text = JSON.stringify(row);
      part.waiting.push(text);
      part.size += text.length;
      if (part.size >= PIECE) await flush(part);
    }
  }

  /** Who the order is of, as far as the file tells; an order of a masked buyer stands for itself. */
  #buyerOf(order: OrderSeen): string {
    return keysOf(this.#shopId, order.buyer ?? {})[0] ?? `order|${tailOf(order.no)}|${order.no}`;
  }

  /** Yields everything in chunks of about `size` rows; a buyer's orders are in one chunk unless they fill several. */
  async *chunks(size: number): AsyncGenerator<OrderLine[]> {
    if (!this.#parts) {
      yield* this.#chunksOf(this.#inMemory, size);
      return;
    }
    for (const part of this.#parts) {
      void flush(part);
      const pieces = await Promise.all(part.packed.map(async (packed) => unpack(await packed)));
      part.packed = [];
      yield* this.#chunksOf(
        pieces.flatMap((text) => JSON.parse(text) as OrderLine[]),
        size,
      );
    }
  }

  *#chunksOf(rows: readonly OrderLine[], size: number): Generator<OrderLine[]> {
    let chunk: OrderLine[] = [];
    for (const group of this.#groupsOf(rows)) {
      if (chunk.length > 0 && chunk.length + group.length > size) {
        yield chunk;
        this.#goesOn = false;
        chunk = [];
      }
      // Not spread into push: a group may hold more rows than a call takes arguments.
      for (const row of group) {
        if (chunk.length >= size) {
          yield chunk;
          this.#goesOn = true;
          chunk = [];
        }
        chunk.push(row);
      }
    }
    if (chunk.length > 0) yield chunk;
    this.#goesOn = false;
  }

  #groupsOf(rows: readonly OrderLine[]): Iterable<OrderLine[]> {
    const groups = new Map<string, OrderLine[]>();
    const groupOf = new Map<string, OrderLine[]>();
    for (const row of rows) {
      const buyer = this.#buyerOf(row.order);
      const joined = groupOf.get(row.order.no);
      if (joined && joined !== groups.get(buyer)) this.#separate = false;
      const group = joined ?? groups.get(buyer) ?? [];
      if (group.length === 0) groups.set(buyer, group);
      group.push(row);
      groupOf.set(row.order.no, group);
    }
    return groups.values();
  }
}

/** Packs what a part has gathered; resolves when that is done. */
async function flush(part: Part): Promise<void> {
  if (part.waiting.length === 0) return;
  const packed = through(new CompressionStream('deflate-raw'), new TextEncoder().encode(`[${part.waiting.join(',')}]`));
  part.waiting = [];
  part.size = 0;
  part.packed.push(packed);
  await packed;
}

async function unpack(packed: Uint8Array<ArrayBuffer>): Promise<string> {
  return new TextDecoder().decode(await through(new DecompressionStream('deflate-raw'), packed));
}

/** Sends bytes through a stream and returns all that comes out. */
async function through(
  stream: CompressionStream | DecompressionStream,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  const writer = stream.writable.getWriter();
  const [out] = await Promise.all([new Response(stream.readable).arrayBuffer(), writer.write(bytes), writer.close()]);
  return new Uint8Array(out);
}
