import { hashOf } from '../domain/hash.ts';
import { keysOf } from '../domain/identity.ts';
import type { OrderNews } from '../domain/intake.ts';
import { Aside } from './import-aside.ts';
import { Places } from './import-places.ts';
import { packOrders, unpackOrders } from './order-pack.ts';
import { tailOf } from './orders.ts';

/** A row of a file that holds an order. */
export interface OrderLine {
  line: number;
  order: OrderNews;
}

/** The same, with the identity keys that the file gives for its buyer. */
export interface KeyedLine extends OrderLine {
  keys: readonly string[];
}

/** Rows kept as they are; a longer file is put aside in pieces by buyer, about 190 MB for a million orders. */
const IN_MEMORY = 20_000;
/** At most 255, see `Places`. */
const PARTS = 128;
/**
 * Rows that are gathered before they are put aside together, some ten thousand bytes. What waits here must not be more than
 * the engine keeps for new objects, or it moves them all: 4000 rows on average.
 */
const PIECE = 64;
/** The same where pieces go into a file, each of which is a writing and a reading. */
const PIECE_ON_DISK = 512;

/** Rows that were put aside: their lines, and where their orders are. */
interface Piece {
  lines: number[];
  orders: Awaited<ReturnType<Aside['put']>>;
}

interface Part {
  waiting: KeyedLine[];
  pieces: Piece[];
}

/**
 * Brings the orders of each buyer together, however far apart they stand in a file: a customer's orders are kept in one
 * row, so writing them at once is several times faster than adding them one by one. Files list orders by time, and a
 * buyer's next order comes years later. Rows of one buyer stay in the order of the file, and rows of one order stay
 * together whatever buyer they name.
 */
export class OrderGroups {
  #shopId: string;
  #inMemory: KeyedLine[] = [];
  #parts: Part[] | null = null;
  #aside: Aside | null = null;
  /** Part by order number. */
  #partOf = new Places();
  count = 0;
  /** False once a buyer was named in two ways: then two groups may be about the same customer. */
  #separate = true;
  /** The chunk yielded last goes on with a buyer of the one before. */
  #goesOn = false;

  readonly #keep: number;
  readonly #room: number | undefined;

  /** Orders of a file for a shop; beyond `keep` they are put aside as bytes, so many in memory as there is `room`. */
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
    const keyed = rows.map((row) => this.#keyed(row));
    this.#separate &&= keyed.every(({ keys }) => keys.length <= 1);
    if (this.#parts) return this.#putAside(keyed);
    for (const row of keyed) this.#inMemory.push(row);
    if (this.count <= this.#keep) return;
    this.#aside = await Aside.open(this.#room);
    this.#parts = Array.from({ length: PARTS }, () => ({ waiting: [], pieces: [] }));
    const all = this.#inMemory;
    this.#inMemory = [];
    return this.#putAside(all);
  }

  #keyed({ line, order }: OrderLine): KeyedLine {
    return { line, order, keys: keysOf(this.#shopId, order.buyer ?? {}) };
  }

  async #putAside(rows: readonly KeyedLine[]): Promise<void> {
    for (const row of rows) {
      const part = this.#parts?.[this.#partOf.keep(row.order.no, hashOf(buyerOf(row)) % PARTS)];
      if (!part) continue;
      part.waiting.push(row);
      if (part.waiting.length >= (this.#aside?.isOnDisk ? PIECE_ON_DISK : PIECE)) await this.#flush(part);
    }
  }

  /** Yields everything in chunks of about `size` rows; a buyer's orders are in one chunk unless they fill several. */
  async *chunks(size: number): AsyncGenerator<KeyedLine[]> {
    const aside = this.#aside;
    if (!this.#parts || !aside) {
      yield* this.#chunksOf(this.#groupsOf(this.#inMemory), size);
      return;
    }
    for (const part of this.#parts) await this.#flush(part);
    yield* this.#chunksOf(this.#groupsFrom(aside, this.#parts), size);
  }

  /** Yields the groups of each part, which holds all rows of its buyers. */
  async *#groupsFrom(aside: Aside, parts: readonly Part[]): AsyncGenerator<KeyedLine[]> {
    for (const { pieces } of parts) {
      const rows = await Promise.all(pieces.map((piece) => this.#take(piece, aside)));
      yield* this.#groupsOf(rows.flat());
    }
  }

  /** Puts aside what a part has gathered. */
  async #flush(part: Part): Promise<void> {
    if (!this.#aside || part.waiting.length === 0) return;
    const { waiting } = part;
    part.waiting = [];
    const orders = await this.#aside.put(packOrders(waiting.map((row) => row.order)));
    part.pieces.push({ lines: waiting.map((row) => row.line), orders });
  }

  async #take({ lines, orders }: Piece, aside: Aside): Promise<KeyedLine[]> {
    const taken = unpackOrders<OrderNews>(await aside.take(orders));
    return taken.map((order, i) => this.#keyed({ line: lines[i] ?? 0, order }));
  }

  /** Removes what was put aside; nothing can be put in or taken out any more. */
  async close(): Promise<void> {
    await this.#aside?.close();
  }

  async *#chunksOf(groups: Iterable<KeyedLine[]> | AsyncIterable<KeyedLine[]>, size: number): AsyncGenerator<KeyedLine[]> {
    let chunk: KeyedLine[] = [];
    for await (const group of groups) {
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

  #groupsOf(rows: readonly KeyedLine[]): Iterable<KeyedLine[]> {
    const groups = new Map<string, KeyedLine[]>();
    const groupOf = new Map<string, KeyedLine[]>();
    for (const row of rows) {
      const buyer = buyerOf(row);
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

/** Who an order is of, as far as the file tells; an order of a masked buyer stands for itself. */
function buyerOf({ order, keys }: KeyedLine): string {
  return keys[0] ?? `order|${tailOf(order.no)}|${order.no}`;
}
