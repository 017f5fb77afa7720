import { sameValue, withFields } from '../domain/change.ts';
import { searchTokens, type Customer } from '../domain/customer.ts';
import { isStub } from '../domain/intake.ts';
import { byNewest, statsOf, type Order } from '../domain/order.ts';
import { rowsWithAny } from './bulk-lookup.ts';
import type { ImportRow, ImportUndoRow, KebanDatabase, OrderRow } from './database.ts';
import { orderRowsOf, ordersOfMany, tailOf } from './orders.ts';
import { heirOf } from './split.ts';

/** What taking a chunk back led to. */
export interface ChunkUndone {
  /** Number of orders and customers that stayed because they were changed since. */
  kept: number;
  /** What stayed, as a chunk of its own; null for nothing. */
  left: ImportUndoRow | null;
  /** Imports whose orders were put back or whose customers lost orders: what stayed of one that is undone may go now. */
  concerned: Set<string>;
}

/** Takes one chunk back, inside one transaction. */
export class UndoChunk {
  #database: KebanDatabase;
  #import: ImportRow;
  #chunk: ImportUndoRow;
  #lists = new Map<string, Map<string, Order>>();
  #before = new Map<string, Order[]>();
  #touched = new Set<string>();
  #kept = 0;
  #left: ImportUndoRow;
  #concerned = new Set<string>();

  constructor(database: KebanDatabase, row: ImportRow, chunk: ImportUndoRow) {
    this.#database = database;
    this.#import = row;
    this.#chunk = chunk;
    this.#left = { ...chunk, createdCustomers: [], createdOrders: [], replaced: [], learned: [] };
  }

  /** Takes back what is as the import left it. */
  async run(): Promise<ChunkUndone> {
    const { createdOrders, replaced, createdCustomers, learned } = this.#chunk;
    const nos = [...createdOrders, ...replaced.map((r) => r.order.no)];
    const wanted = new Set(nos);
    const rows = await rowsWithAny(this.#database.orders, 'tails', nos.map(tailOf));
    const ownerOf = new Map<string, string>();
    for (const row of rows) for (const { no } of row.list) if (wanted.has(no)) ownerOf.set(no, row.customerId);
    const placed = await this.#places(replaced, ownerOf);
    const ids = [...new Set([...ownerOf.values(), ...placed.values(), ...createdCustomers, ...learned.map((l) => l.id)])];
    const [customers, lists] = await Promise.all([this.#database.customers.bulkGet(ids), ordersOfMany(ids, this.#database)]);
    this.#before = lists;
    for (const [id, list] of lists) this.#lists.set(id, new Map(list.map((o) => [o.no, o])));
    for (const no of createdOrders) if (this.#take(no, ownerOf.get(no)) === 'changed') this.#left.createdOrders.push(no);
    for (const one of replaced) {
      const { order } = one;
      const place = placed.get(order.no);
      const took = place ? this.#take(order.no, ownerOf.get(order.no)) : 'gone';
      if (place && took === 'taken') this.#put(place, order);
      else if (took === 'changed') this.#left.replaced.push(one);
    }
    const byId = new Map(customers.filter((c): c is Customer => c !== undefined).map((c) => [c.id, c]));
    const changed = this.#unlearn(byId);
    await this.#writeOrders(byId, changed);
    await this.#database.customers.bulkPut([...changed.values()]);
    await this.#removeCustomers(byId);
    return { kept: this.#kept, left: this.#leftRow(), concerned: this.#concerned };
  }

  #leftRow(): ImportUndoRow | null {
    const { createdCustomers, createdOrders, replaced, learned } = this.#left;
    return createdCustomers.length + createdOrders.length + replaced.length + learned.length > 0 ? this.#left : null;
  }

  /**
   * Says whose a replaced order is to be. An import takes only a bare number from its owner, so that goes back to that
   * one, or to who has become of them; any other stays where it is, whatever customers were joined or taken apart since.
   */
  async #places(replaced: ImportUndoRow['replaced'], ownerOf: ReadonlyMap<string, string>): Promise<Map<string, string>> {
    const places = new Map<string, string>();
    for (const { customerId, order } of replaced) {
      const owner = ownerOf.get(order.no);
      const place = isStub(order) && owner !== customerId ? ((await heirOf(customerId, this.#database)) ?? owner) : owner;
      if (place) places.set(order.no, place);
    }
    return places;
  }

  /** Takes an order out, unless something else has changed it since. */
  #take(no: string, ownerId: string | undefined): 'taken' | 'changed' | 'gone' {
    const list = this.#lists.get(ownerId ?? '');
    const order = list?.get(no);
    if (!list || !order || !ownerId) return 'gone';
    if (order.importId !== this.#import.id || order.seenAt !== this.#import.at) {
      this.#kept += 1;
      return 'changed';
    }
    list.delete(no);
    this.#touched.add(ownerId);
    return 'taken';
  }

  #put(customerId: string, order: Order): void {
    const list = this.#lists.get(customerId);
    if (!list) return;
    list.set(order.no, order);
    this.#touched.add(customerId);
    this.#concern(order.importId);
  }

  #concern(importId: string | undefined): void {
    if (importId !== undefined && importId !== this.#import.id) this.#concerned.add(importId);
  }

  /** Gives customers the fields back that the file changed, where they still have the file's value. */
  #unlearn(byId: Map<string, Customer>): Map<string, Customer> {
    const changed = new Map<string, Customer>();
    for (const { id, before, after } of this.#chunk.learned) {
      const customer = byId.get(id);
      if (!customer) continue;
      const now = customer as unknown as Record<string, unknown>;
      const still = Object.keys(before).filter((field) => sameValue(now[field] ?? null, after[field] ?? null));
      const stays = Object.keys(before).filter((field) => field !== 'updatedAt' && !still.includes(field));
      if (stays.length > 0) this.#left.learned.push({ id, before: only(before, stays), after: only(after, stays) });
      const restored = withFields(now, only(before, still)) as unknown as Customer;
      changed.set(id, { ...restored, tokens: searchTokens(restored) });
    }
    return changed;
  }

  async #writeOrders(byId: Map<string, Customer>, changed: Map<string, Customer>): Promise<void> {
    const rows: OrderRow[] = [];
    const gone: string[] = [];
    for (const id of this.#touched) {
      const orders = [...(this.#lists.get(id)?.values() ?? [])].toSorted(byNewest);
      const kept = orderRowsOf(id, orders);
      rows.push(...kept);
      gone.push(
        ...orderRowsOf(id, this.#before.get(id) ?? [])
          .slice(kept.length)
          .map((row) => row.id),
      );
      const customer = changed.get(id) ?? byId.get(id);
      if (!customer) continue;
      this.#concern(customer.importId);
      const stats = statsOf(orders);
      changed.set(id, { ...customer, stats, activeAt: stats.lastAt ?? customer.createdAt });
    }
    await Promise.all([this.#database.orders.bulkPut(rows), this.#database.orders.bulkDelete(gone)]);
  }

  /** Removes the customers the chunk created, as long as nothing stands on them: no order, note, follow-up, tag or chat. */
  async #removeCustomers(byId: Map<string, Customer>): Promise<void> {
    const created = this.#chunk.createdCustomers.filter((id) => byId.has(id)).toSorted();
    const [first, last] = [created[0], created.at(-1)];
    if (first === undefined || last === undefined) return;
    const noted = await this.#database.notes.where('[customerId+at]').between([first, 0], [last, Infinity], true, true).toArray();
    const due = await this.#database.reminders
      .where('[customerId+state]')
      .between([first, ''], [last, '\uffff'], true, true)
      .toArray();
    const talked = await this.#database.threads
      .where('[customerId+mark]')
      .between([first, ''], [last, '\uffff'], true, true)
      .toArray();
    const held = new Set([...noted, ...due, ...talked].map((row) => row.customerId));
    const free = created.filter((id) => {
      const customer = byId.get(id);
      const bare = customer && !isTouched(customer);
      return bare && !held.has(id) && (this.#lists.get(id)?.size ?? 0) === 0;
    });
    this.#kept += created.length - free.length;
    this.#left.createdCustomers = created.filter((id) => !free.includes(id));
    await this.#database.customers.bulkDelete(free);
  }
}

function only(row: Readonly<Record<string, unknown>>, fields: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field, row[field]]));
}

/** Tells whether a chat or a person has added something to a customer that no order tells. */
function isTouched({ tags, chatAt, remark, birthday, apart }: Customer): boolean {
  return tags.length > 0 || [chatAt, remark, birthday, apart].some((value) => value !== undefined);
}
