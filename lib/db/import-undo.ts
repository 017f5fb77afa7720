import { sameValue, withFields } from '../domain/change.ts';
import { nameTokens, type Customer } from '../domain/customer.ts';
import { byNewest, statsOf, type Order } from '../domain/order.ts';
import { rowsWithAny } from './bulk-lookup.ts';
import { recordEvent, undo } from './changes.ts';
import { db, type ImportRow, type ImportUndoRow, type KebanDatabase, type OrderRow } from './database.ts';
import { orderRowsOf, ordersOfMany, tailOf } from './orders.ts';

export interface UndoOptions {
  /** Hears how many chunks are left. */
  onProgress?: (chunksLeft: number) => void;
}

export interface UndoReport {
  row: ImportRow;
  /** Orders and customers left in place because somebody changed them since. */
  kept: number;
}

/**
 * Takes an import back as one: orders it created go, orders it replaced get their former values, customers it created
 * go when nothing else stands on them. What was changed since stays. Each chunk is one transaction that also strikes
 * the chunk off, so that an interrupted undo goes on where it stopped. Returns null for an import that is not there.
 */
export async function undoImport(
  importId: string,
  options: UndoOptions = {},
  database: KebanDatabase = db,
): Promise<UndoReport | null> {
  const row = await database.imports.get(importId);
  if (!row || row.state === 'undone') return row ? { row, kept: 0 } : null;
  await database.imports.update(importId, { state: 'undoing' });
  const kept = row.kind === 'keban' ? await undoChanges(importId, database) : await undoChunks(row, options, database);
  return { row: await close(row, database), kept };
}

async function undoChunks(row: ImportRow, options: UndoOptions, database: KebanDatabase): Promise<number> {
  const { customers, orders, notes, reminders, imports, importUndo } = database;
  let kept = 0;
  for (let left = row.chunks; left > 0; left--) {
    kept += await database.transaction('rw', [customers, orders, notes, reminders, imports, importUndo], async () => {
      const id = `${row.id}#${String(left - 1).padStart(6, '0')}`;
      const chunk = await importUndo.get(id);
      const stayed = chunk ? await new UndoChunk(database, row, chunk).run() : 0;
      await importUndo.delete(id);
      await imports.update(row.id, { chunks: left - 1 });
      return stayed;
    });
    options.onProgress?.(left - 1);
  }
  return kept;
}

/** Undoes the recorded changes of an exchange file, newest first; one that was changed since stays. */
async function undoChanges(importId: string, database: KebanDatabase): Promise<number> {
  const changes = await database.changes
    .where('importId')
    .equals(importId)
    .filter((c) => c.ops.length > 0 && c.actor === 'import')
    .sortBy('id');
  let kept = 0;
  for (const change of changes.toReversed()) {
    if ((await undo(change.id, database)).outcome === 'changed-since') kept += 1;
  }
  return kept;
}

/** Marks the import as undone, takes its shop away when nothing is left of it, and records the undoing. */
async function close(row: ImportRow, database: KebanDatabase): Promise<ImportRow> {
  const { customers, shops, imports, changes } = database;
  const done: ImportRow = { ...row, chunks: 0, state: 'undone' };
  const imported = await changes
    .where('importId')
    .equals(row.id)
    .filter((c) => c.actor === 'import' && c.ops.length === 0 && !c.undoneBy)
    .first();
  const info = {
    actor: 'undo' as const,
    label: { key: 'change.importUndone', params: { file: row.fileName } },
    importId: row.id,
    refs: [`imports:${row.id}`],
  };
  await recordEvent(
    imported ? { ...info, undoes: imported.id } : info,
    async () => {
      await imports.put(done);
      const shop = row.createdShop ? await shops.get(row.shopId) : undefined;
      const customer = await customers.where('[shopId+activeAt]').between([row.shopId, 0], [row.shopId, Infinity]).first();
      if (shop?.seenAt === row.at && !customer) await shops.delete(row.shopId);
      // An import that never finished leaves no trace in the history.
      return imported !== undefined;
    },
    database,
  );
  return done;
}

/** Takes one chunk back, inside one transaction. */
class UndoChunk {
  #database: KebanDatabase;
  #import: ImportRow;
  #chunk: ImportUndoRow;
  #lists = new Map<string, Map<string, Order>>();
  #before = new Map<string, Order[]>();
  #touched = new Set<string>();
  #kept = 0;

  constructor(database: KebanDatabase, row: ImportRow, chunk: ImportUndoRow) {
    this.#database = database;
    this.#import = row;
    this.#chunk = chunk;
  }

  /** Returns the number of orders and customers that stayed because they were changed since. */
  async run(): Promise<number> {
    const { createdOrders, replaced, createdCustomers, learned } = this.#chunk;
    const nos = [...createdOrders, ...replaced.map((r) => r.order.no)];
    const wanted = new Set(nos);
    const rows = await rowsWithAny(this.#database.orders, 'tails', nos.map(tailOf));
    const ownerOf = new Map<string, string>();
    for (const row of rows) for (const { no } of row.list) if (wanted.has(no)) ownerOf.set(no, row.customerId);
    const ids = [
      ...new Set([...ownerOf.values(), ...replaced.map((r) => r.customerId), ...createdCustomers, ...learned.map((l) => l.id)]),
    ];
    const [customers, lists] = await Promise.all([this.#database.customers.bulkGet(ids), ordersOfMany(ids, this.#database)]);
    this.#before = lists;
    for (const [id, list] of lists) this.#lists.set(id, new Map(list.map((o) => [o.no, o])));
    for (const no of createdOrders) this.#take(no, ownerOf.get(no));
    for (const { customerId, order } of replaced) if (this.#take(order.no, ownerOf.get(order.no))) this.#put(customerId, order);
    const byId = new Map(customers.filter((c): c is Customer => c !== undefined).map((c) => [c.id, c]));
    const changed = this.#unlearn(byId);
    await this.#writeOrders(byId, changed);
    await this.#database.customers.bulkPut([...changed.values()]);
    await this.#removeCustomers(byId);
    return this.#kept;
  }

  /** Takes an order out, unless something else has changed it since. */
  #take(no: string, ownerId: string | undefined): boolean {
    const list = this.#lists.get(ownerId ?? '');
    const order = list?.get(no);
    if (!list || !order || !ownerId) return false;
    if (order.importId !== this.#import.id || order.seenAt !== this.#import.at) {
      this.#kept += 1;
      return false;
    }
    list.delete(no);
    this.#touched.add(ownerId);
    return true;
  }

  #put(customerId: string, order: Order): void {
    const list = this.#lists.get(customerId);
    if (!list) return;
    list.set(order.no, order);
    this.#touched.add(customerId);
  }

  /** Gives customers the fields back that the file changed, where they still have the file's value. */
  #unlearn(byId: Map<string, Customer>): Map<string, Customer> {
    const changed = new Map<string, Customer>();
    for (const { id, before, after } of this.#chunk.learned) {
      const customer = byId.get(id);
      if (!customer) continue;
      const now = customer as unknown as Record<string, unknown>;
      const still = Object.keys(before).filter((field) => sameValue(now[field] ?? null, after[field] ?? null));
      const fields = Object.fromEntries(still.map((field) => [field, before[field]]));
      const restored = withFields(now, fields) as unknown as Customer;
      changed.set(id, { ...restored, tokens: nameTokens([restored.name, ...restored.aliases]) });
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
    const held = new Set([...noted, ...due].map((row) => row.customerId));
    const free = created.filter((id) => {
      const customer = byId.get(id);
      const bare = customer && customer.tags.length === 0 && customer.chatAt === undefined && customer.remark === undefined;
      return bare && !held.has(id) && (this.#lists.get(id)?.size ?? 0) === 0;
    });
    this.#kept += created.length - free.length;
    await this.#database.customers.bulkDelete(free);
  }
}
