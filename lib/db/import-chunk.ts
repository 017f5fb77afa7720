import { fieldDiff, sameValue } from '../domain/change.ts';
import { isFoundAlike, searchTokens, type Customer } from '../domain/customer.ts';
import { broughtUp, learn, newCustomer, orderOf, placeOf, type OrderNews } from '../domain/intake.ts';
import type { SiteId } from '../domain/observation.ts';
import { byNewest, isOutdated, readingOf, statsOf, type Order } from '../domain/order.ts';
import { rowsWithAny } from './bulk-lookup.ts';
import { putMany } from './bulk-write.ts';
import type { ImportUndoRow, KebanDatabase } from './database.ts';
import type { KeyedLine } from './import-groups.ts';
import { orderRowsOf, ordersOfMany, tailOf, writeOrders } from './orders.ts';
import { storedRow } from './packed-orders.ts';

/**
 * Where the orders of a file come from. `at` is one moment for the whole import, `fileAt` the one after which nothing can
 * have come into the file, if that is known; epoch ms.
 */
export interface ImportSource {
  importId: string;
  site: SiteId;
  shopId: string;
  at: number;
  fileAt?: number | undefined;
}

/** What one chunk of orders led to. */
export interface ChunkOutcome {
  created: number;
  updated: number;
  unchanged: number;
  customers: number;
  /** Order numbers whose buyer contradicts the known owner, and the shop that has them. */
  refused: Map<string, string>;
  /** Orders whose state and amount were left, by number: the file is older than what is known, or has some items only. */
  left: [no: string, reading: 'older' | 'part'][];
  undo: Omit<ImportUndoRow, 'id' | 'importId'>;
}

interface Holder {
  before: Customer | null;
  now: Customer;
  /** Orders by number; `touched` when any came, went or changed. */
  orders: Map<string, Order>;
  countBefore: number;
  touched: boolean;
}

/**
 * Takes one chunk of orders in: everything that may be concerned is read first, decided in memory by the same rules as
 * orders read from pages, and written in bulk. Lives inside one transaction.
 */
export class ImportChunk {
  #database: KebanDatabase;
  #source: ImportSource;
  #holders = new Map<string, Holder>();
  #ownerOf = new Map<string, string>();
  /** Customer by identity key; null when several hold it. */
  #byKey = new Map<string, string | null>();
  #first = new Map<string, { customerId: string; order: Order } | null>();
  #outcome: ChunkOutcome = {
    created: 0,
    updated: 0,
    unchanged: 0,
    customers: 0,
    refused: new Map(),
    left: [],
    undo: { createdCustomers: [], createdOrders: [], replaced: [], learned: [] },
  };

  constructor(database: KebanDatabase, source: ImportSource) {
    this.#database = database;
    this.#source = source;
  }

  /** Reads what is known of the orders, decides and writes; returns what came of it. Runs inside a transaction. */
  async take(lines: readonly KeyedLine[]): Promise<ChunkOutcome> {
    await this.#load(
      lines.map(({ order }) => order.no),
      lines.flatMap(({ keys }) => keys),
    );
    return this.decide(lines).write();
  }

  /** Decides what becomes of the orders by what has been read, in memory. Without a reading: as if nothing were known. */
  decide(lines: readonly KeyedLine[]): this {
    for (const { order, keys } of lines) this.#takeOne(order, keys);
    return this;
  }

  /** What the decisions lead to; what customers learned is known only once it is written. */
  get outcome(): ChunkOutcome {
    return this.#outcome;
  }

  /** Writes what was decided, inside a transaction. */
  async write(): Promise<ChunkOutcome> {
    await this.#write();
    return this.#outcome;
  }

  async #load(nos: string[], keys: string[]): Promise<void> {
    const wantedNos = new Set(nos);
    const wantedKeys = new Set(keys);
    const [rows, customers] = await Promise.all([
      rowsWithAny(this.#database.orders, 'tails', nos.map(tailOf)),
      rowsWithAny(this.#database.customers, 'keys', wantedKeys),
    ]);
    for (const row of rows) for (const { no } of row.list) if (wantedNos.has(no)) this.#ownerOf.set(no, row.customerId);
    for (const { id, keys: held } of customers) {
      for (const key of held) if (wantedKeys.has(key)) this.#byKey.set(key, this.#byKey.has(key) ? null : id);
    }
    const ids = [...new Set([...this.#ownerOf.values(), ...this.#byKey.values()])].filter((id): id is string => id !== null);
    if (ids.length === 0) return;
    const [found, lists] = await Promise.all([this.#database.customers.bulkGet(ids), ordersOfMany(ids, this.#database)]);
    for (const customer of found) {
      if (!customer) continue;
      const list = lists.get(customer.id) ?? [];
      const orderMap = new Map(list.map((o) => [o.no, o]));
      this.#holders.set(customer.id, {
        before: customer,
        now: customer,
        orders: orderMap,
        countBefore: list.length,
        touched: false,
      });
    }
  }

  #takeOne(seen: OrderNews, keys: readonly string[]): void {
    const { shopId, at, importId, fileAt } = this.#source;
    const peer = seen.buyer ?? {};
    const owner = this.#holders.get(this.#ownerOf.get(seen.no) ?? '') ?? null;
    const stored = owner?.orders.get(seen.no);
    const place = placeOf(owner?.now ?? null, stored, peer, keys, shopId);
    if (place === 'refused' || place === 'elsewhere') {
      this.#outcome.refused.set(seen.no, owner?.now.shopId ?? shopId);
      return;
    }
    const holder = place === 'owner' && owner ? owner : this.#holderOf(seen, keys);
    // A key is held once: what another customer has stays there, and the chat that shows this number joins the two.
    const free = keys.filter((key) => !this.#byKey.has(key) || this.#byKey.get(key) === holder.now.id);
    holder.now = learn(holder.now, peer, free);
    for (const key of keys) if (!this.#byKey.has(key)) this.#byKey.set(key, holder.now.id);
    const known = place === 'owner' ? stored : undefined;
    const outdated = known !== undefined && isOutdated(known, fileAt);
    const reading = known ? readingOf(known, seen, outdated) : 'new';
    if (known && reading !== 'new' && isOtherwise(known, seen, outdated)) this.#outcome.left.push([seen.no, reading]);
    const merged = broughtUp(known, orderOf(seen, shopId, at), outdated);
    if (!merged) {
      this.#outcome.unchanged += 1;
      return;
    }
    this.#note(seen.no, owner && stored ? { customerId: owner.now.id, order: stored } : null);
    if (owner && owner !== holder) {
      owner.orders.delete(seen.no);
      owner.touched = true;
    }
    merged.importId = importId;
    // State and amount are as old as the file they are from.
    if (reading === 'new' && seen.state !== 'unknown' && fileAt !== undefined) merged.asOf = fileAt;
    holder.orders.set(seen.no, merged);
    holder.touched = true;
    this.#ownerOf.set(seen.no, holder.now.id);
  }

  /** Counts an order and remembers what it was before this chunk; a second row of the same order counts once. */
  #note(no: string, before: { customerId: string; order: Order } | null): void {
    if (this.#first.has(no)) return;
    this.#first.set(no, before);
    if (before) {
      this.#outcome.updated += 1;
      this.#outcome.undo.replaced.push(before);
    } else {
      this.#outcome.created += 1;
      this.#outcome.undo.createdOrders.push(no);
    }
  }

  /** Returns the one customer that holds one of the keys, or makes one: a masked buyer gets a customer of its own. */
  #holderOf(seen: OrderNews, keys: readonly string[]): Holder {
    const { site, shopId, at, importId } = this.#source;
    const ids = new Set(keys.flatMap((key) => (this.#byKey.has(key) ? [this.#byKey.get(key)] : [])));
    const [only] = ids;
    const known = ids.size === 1 && only ? this.#holders.get(only) : undefined;
    if (known) return known;
    const customer = { ...newCustomer(site, shopId, seen.buyer ?? {}, keys, at), importId };
    const holder: Holder = { before: null, now: customer, orders: new Map(), countBefore: 0, touched: true };
    this.#holders.set(customer.id, holder);
    this.#outcome.customers += 1;
    this.#outcome.undo.createdCustomers.push(customer.id);
    return holder;
  }

  async #write(): Promise<void> {
    const customers: Customer[] = [];
    const rows = [];
    for (const holder of this.#holders.values()) {
      const { before, now, touched } = holder;
      if (now === before && !touched) continue;
      const customer = finished(holder, this.#source.at);
      const learned = before && before !== now ? fieldDiff(plain(before), plain(customer)) : null;
      if (learned) this.#outcome.undo.learned.push({ id: customer.id, ...learned });
      customers.push(customer);
      if (!touched) continue;
      const list = [...holder.orders.values()].toSorted(byNewest);
      if (list.length < holder.countBefore) await writeOrders(customer.id, list, this.#database);
      else rows.push(...orderRowsOf(customer.id, list));
    }
    putMany(this.#database.customers, customers);
    putMany(this.#database.orders, rows, storedRow);
  }
}

/** Tells whether a file says something else of the state, or when it is outdated of the amount, than what is known. */
function isOtherwise(known: Order, seen: OrderNews, outdated: boolean): boolean {
  const paid = seen.paid && known.paid && !seen.ofItems && !known.ofItems && !sameValue(seen.paid, known.paid);
  return outdated ? (seen.state !== 'unknown' && seen.state !== known.state) || paid === true : seen.state !== known.state;
}

/** Returns the customer as it is to be stored: figures, activity and search tokens follow from orders and names. */
function finished({ before, now, orders, touched }: Holder, at: number): Customer {
  const customer: Customer = { ...now };
  if (touched) {
    customer.stats = statsOf([...orders.values()].toSorted(byNewest));
    customer.activeAt = customer.stats.lastAt ?? customer.createdAt;
  }
  if (before !== now && before) customer.updatedAt = at;
  if (!before || !isFoundAlike(before, now)) customer.tokens = searchTokens(now);
  return customer;
}

/** A customer without what follows from other fields, for remembering what a file changed. */
function plain(customer: Customer): Record<string, unknown> {
  const { stats: _stats, activeAt: _activeAt, tokens: _tokens, ...rest } = customer;
  return rest;
}
