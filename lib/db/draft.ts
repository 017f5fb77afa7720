import { Dexie } from 'dexie';
import { fieldDiff, sameValue, type ChangeOp } from '../domain/change.ts';
import { isFoundAlike, searchTokens, type Customer } from '../domain/customer.ts';
import type { MessageRow, Thread } from '../domain/message-stored.ts';
import type { Note } from '../domain/note.ts';
import { byNewest, statsOf, type Order } from '../domain/order.ts';
import type { Reminder } from '../domain/reminder.ts';
import type { ShopFact } from '../domain/shop-facts.ts';
import type { Pack } from '../domain/template-pack.ts';
import type { Template } from '../domain/template.ts';
import type { HabitRow } from '../domain/habit-kept.ts';
import type { WordingEdit } from '../domain/wording.ts';
import type { WaitRuleRow } from '../domain/wait-attention.ts';
import type { KebanDatabase, TagRow } from './database.ts';
import { ordersOf, writeOrders } from './orders.ts';
import { noteShop } from './shops.ts';

/** Row types of the tables that a draft writes. */
export interface DraftRows {
  customers: Customer;
  notes: Note;
  tags: TagRow;
  reminders: Reminder;
  templates: Template;
  /** Only whose they are is changed in a draft. */
  threads: Thread;
  messages: MessageRow;
  packs: Pack;
  facts: ShopFact;
  wording: WordingEdit;
  habits: HabitRow;
  waitRules: WaitRuleRow;
}
type TableName = keyof DraftRows;
type Row = Record<string, unknown>;

interface Slot {
  table: TableName;
  key: string;
  before: Row | null;
  after: Row | null;
}

/**
 * Collects what a change does to rows, so that it is written, counted and recorded together. Lives inside one
 * transaction; nothing is written before `flush`.
 */
export class Draft {
  #database: KebanDatabase;
  #slots = new Map<string, Slot>();
  #orders = new Map<string, { before: Order[]; after: Order[] }>();

  constructor(database: KebanDatabase) {
    this.#database = database;
  }

  async #slot(table: TableName, key: string): Promise<Slot> {
    const id = `${table}:${key}`;
    let slot = this.#slots.get(id);
    if (!slot) {
      const row = ((await this.#database.table(table).get(key)) as Row | undefined) ?? null;
      slot = { table, key, before: row, after: row };
      this.#slots.set(id, slot);
    }
    return slot;
  }

  /** Returns the row as this draft leaves it, or null. */
  async get<T extends TableName>(table: T, key: string): Promise<DraftRows[T] | null> {
    return (await this.#slot(table, key)).after as DraftRows[T] | null;
  }

  /** Puts a row in place of the one with the same id. */
  async put<T extends TableName>(table: T, row: DraftRows[T]): Promise<void> {
    (await this.#slot(table, row.id)).after = row as unknown as Row;
  }

  /** Returns a customer that this draft has put and that holds one of the keys, or undefined. */
  newCustomerWith(keys: readonly string[]): Customer | undefined {
    return this.customersWith(keys)[0];
  }

  /** Returns the customers that this draft has read or put and that hold one of the keys as it leaves them. */
  customersWith(keys: readonly string[]): Customer[] {
    return [...this.#slots.values()]
      .map(({ table, after }) => (table === 'customers' ? (after as unknown as Customer | null) : null))
      .filter((customer) => customer !== null && customer.keys.some((key) => keys.includes(key))) as Customer[];
  }

  /** Returns a customer's notes, follow-ups or conversations as this draft leaves them. */
  async belongings<T extends 'notes' | 'reminders' | 'threads'>(table: T, customerId: string): Promise<DraftRows[T][]> {
    const index = { notes: '[customerId+at]', reminders: '[customerId+state]', threads: '[customerId+mark]' }[table];
    const range = this.#database.table(table).where(index).between([customerId, Dexie.minKey], [customerId, Dexie.maxKey]);
    // Reading a stored one makes it part of the draft, which may have moved it away or others here.
    for (const id of await range.primaryKeys()) await this.#slot(table, String(id));
    const rows = [...this.#slots.values()].filter((slot) => slot.table === table && slot.after?.['customerId'] === customerId);
    return rows.map((slot) => slot.after as unknown as DraftRows[T]);
  }

  /** Takes a row away; a missing one is no error. */
  async remove(table: TableName, key: string): Promise<void> {
    (await this.#slot(table, key)).after = null;
  }

  /** Returns a customer's orders as this draft leaves them, newest first. */
  async orders(customerId: string): Promise<Order[]> {
    let entry = this.#orders.get(customerId);
    if (!entry) {
      const before = await ordersOf(customerId, this.#database);
      entry = { before, after: before };
      this.#orders.set(customerId, entry);
    }
    return entry.after;
  }

  /** Replaces a customer's orders; the customer's figures follow at `flush`. */
  async setOrders(customerId: string, orders: Order[]): Promise<void> {
    await this.orders(customerId);
    // One number is one order, and the order of the list decides which of two orders of one second is the last.
    const after = [...new Map(orders.map((order) => [order.no, order])).values()].toSorted(byNewest);
    this.#orders.set(customerId, { before: this.#orders.get(customerId)?.before ?? [], after });
  }

  /** Writes everything and returns what changed; an empty list when nothing did. */
  async flush(at: number): Promise<ChangeOp[]> {
    const ops = await this.#flushOrders();
    await this.#flushRows(at, ops);
    return ops;
  }

  async #flushOrders(): Promise<ChangeOp[]> {
    const moved = new Map<string, ChangeOp>();
    for (const [customerId, { before, after }] of this.#orders) {
      if (!noteOrderOps(moved, customerId, before, after)) continue;
      await writeOrders(customerId, after, this.#database);
      const customer = await this.get('customers', customerId);
      if (!customer) continue;
      const stats = statsOf(after);
      await this.put('customers', { ...customer, stats, activeAt: stats.lastAt ?? customer.createdAt });
    }
    return [...moved.values()].filter((op) => op.customerId?.before !== op.customerId?.after || op.before || op.after);
  }

  async #flushRows(at: number, ops: ChangeOp[]): Promise<void> {
    const tagDelta = new Map<string, number>();
    const shops = new Set<string>();
    for (const slot of this.#slots.values()) {
      if (slot.table === 'tags') continue;
      if (slot.table === 'customers') {
        countTags(tagDelta, slot.before, -1);
        countTags(tagDelta, slot.after, +1);
        if (slot.after) refreshTokens(slot);
      }
      const diff = slot.before && slot.after ? fieldDiff(slot.before, slot.after) : { before: slot.before, after: slot.after };
      if (!diff || (!diff.before && !diff.after)) continue;
      if (slot.table === 'customers' && slot.after && !slot.before) shops.add((slot.after as unknown as Customer).shopId);
      if (slot.after) await this.#database.table(slot.table).put(slot.after);
      else await this.#database.table(slot.table).delete(slot.key);
      ops.push({ table: slot.table, key: slot.key, ...diff });
    }
    for (const id of shops) await noteShop(id, at, this.#database);
    await this.#flushTags(tagDelta, at, ops);
  }

  /** Tags last: their count follows from the customers, whatever was done to the tag itself. */
  async #flushTags(deltas: ReadonlyMap<string, number>, at: number, ops: ChangeOp[]): Promise<void> {
    const put = [...this.#slots.values()].filter((slot) => slot.table === 'tags').map((slot) => slot.key);
    for (const id of new Set([...deltas.keys(), ...put])) {
      const slot = await this.#slot('tags', id);
      const stored = slot.before as unknown as TagRow | null;
      const count = Math.max(0, (stored?.count ?? 0) + (deltas.get(id) ?? 0));
      const removed = stored !== null && slot.after === null && count === 0;
      // A tag that customers still carry stays; one that is carried for the first time comes into being.
      const kept = (slot.after ?? stored ?? (count > 0 ? { id, color: 'grey', createdAt: at } : null)) as Omit<
        TagRow,
        'count'
      > | null;
      const row = kept && !removed ? { ...kept, count } : null;
      if (removed) await this.#database.tags.delete(id);
      else if (row && !sameValue(row, stored)) await this.#database.tags.put(row);
      const op = tagOp(id, slot, removed);
      if (op) ops.push(op);
    }
  }
}

/** Returns what a draft did to a tag itself, or null: its count and its coming into being by use are not recorded. */
function tagOp(id: string, slot: Slot, removed: boolean): ChangeOp | null {
  if (removed) return { table: 'tags', key: id, before: slot.before, after: null };
  if (!slot.after) return null;
  if (!slot.before) return { table: 'tags', key: id, before: null, after: slot.after };
  const diff = fieldDiff({ ...slot.before, count: 0 }, { ...slot.after, count: 0 });
  return diff && { table: 'tags', key: id, ...diff };
}

function refreshTokens(slot: Slot): void {
  const customer = slot.after as unknown as Customer;
  const before = slot.before as unknown as Customer | null;
  if (before && before.tokens === customer.tokens && isFoundAlike(before, customer)) return;
  slot.after = { ...customer, tokens: searchTokens(customer) } as unknown as Row;
}

function countTags(delta: Map<string, number>, row: Row | null, by: number): void {
  for (const tag of (row as Customer | null)?.tags ?? []) delta.set(tag, (delta.get(tag) ?? 0) + by);
}

/** Notes which orders of one customer came, went or changed; returns whether any did. */
function noteOrderOps(ops: Map<string, ChangeOp>, customerId: string, before: Order[], after: Order[]): boolean {
  const old = new Map(before.map((o) => [o.no, o]));
  const kept = new Map(after.map((o) => [o.no, o]));
  let changed = false;
  for (const no of new Set([...old.keys(), ...kept.keys()])) {
    const was = old.get(no) as Row | undefined;
    const is = kept.get(no) as Row | undefined;
    const diff = was && is ? fieldDiff(was, is) : { before: was ?? null, after: is ?? null };
    if (!diff) continue;
    changed = true;
    const op = ops.get(no);
    const owner = {
      before: was ? customerId : (op?.customerId?.before ?? null),
      after: is ? customerId : (op?.customerId?.after ?? null),
    };
    const sides = op ? joinSides(op, was, is) : diff;
    ops.set(no, { table: 'order', key: no, before: sides.before, after: sides.after, customerId: owner });
  }
  return changed;
}

/** Joins "went from A" and "came to B" into one op of the order, with only the fields that changed on the way. */
function joinSides(op: ChangeOp, was: Row | undefined, is: Row | undefined): { before: Row | null; after: Row | null } {
  const before = was ?? op.before;
  const after = is ?? op.after;
  if (!before || !after) return { before: before ?? null, after: after ?? null };
  return fieldDiff(before, after) ?? { before: {}, after: {} };
}
