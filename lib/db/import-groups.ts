import { hashOf } from '../domain/hash.ts';
import { keysOf } from '../domain/identity.ts';
import type { OrderNews } from '../domain/intake.ts';
import { Aside } from './import-aside.ts';
import { tailOf } from './orders.ts';

/** A row of a file that holds an order. */
export interface OrderLine {
  line: number;
  order: OrderNews;
}

/** Rows kept as they are; a longer file is put aside in pieces by buyer, about 600 MB for a million orders. */
const IN_MEMORY = 100_000;
const PARTS = 64;
/** Rows that are gathered before they are put aside together, some hundred thousand characters. */
const PIECE = 512;

interface Part {
  waiting: OrderLine[];
  pieces: Awaited<ReturnType<Aside['put']>>[];
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
  #aside: Aside | null = null;
  /** Part by hash of the order number. Two numbers of one hash merely share a part. */
  #partOf = new Map<number, number>();
  count = 0;
  /** False once a buyer was named in two ways: then two groups may be about the same customer. */
  #separate = true;
  /** The chunk yielded last goes on with a buyer of the one before. */
  #goesOn = false;

  readonly #keep: number;
  readonly #room: number | undefined;

  /** Orders of a file for a shop; beyond `keep` they are put aside as text, `room` bytes of it in memory. */
  constructor(shopId: string, keep: number = IN_MEMORY, room?: number) {
    this.#shopId = shopId;
    this.#keep = keep;
    this.#room = room;
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
    if (this.count <= this.#keep) return;
    this.#aside = await Aside.open(this.#room);
    this.#parts = Array.from({ length: PARTS }, () => ({ waiting: [], pieces: [] }));
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
      part.waiting.push(row);
      if (part.waiting.length >= PIECE) await this.#flush(part);
    }
  }

  /** Who the order is of, as far as the file tells; an order of a masked buyer stands for itself. */
  #buyerOf(order: OrderNews): string {
    return keysOf(this.#shopId, order.buyer ?? {})[0] ?? `order|${tailOf(order.no)}|${order.no}`;
  }

  /** Yields everything in chunks of about `size` rows; a buyer's orders are in one chunk unless they fill several. */
  async *chunks(size: number): AsyncGenerator<OrderLine[]> {
    if (!this.#parts) {
      yield* this.#chunksOf(this.#inMemory, size);
      return;
    }
    for (const part of this.#parts) await this.#flush(part);
    for (const part of this.#parts) {
      const texts = await Promise.all(part.pieces.map((piece) => this.#aside?.take(piece) ?? ''));
      yield* this.#chunksOf(
        texts.flatMap((text) => JSON.parse(text) as OrderLine[]),
        size,
      );
    }
  }

  /** Puts aside what a part has gathered. */
  async #flush(part: Part): Promise<void> {
    if (!this.#aside || part.waiting.length === 0) return;
    const text = JSON.stringify(part.waiting);
    part.waiting = [];
    part.pieces.push(await this.#aside.put(text));
  }

  /** Removes what was put aside; nothing can be put in or taken out any more. */
  async close(): Promise<void> {
    await this.#aside?.close();
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
