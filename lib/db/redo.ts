import { withFields, type Change, type ChangeOp } from '../domain/change.ts';
import { searchTokens, type Customer } from '../domain/customer.ts';
import type { Order } from '../domain/order.ts';
import { EDITED, type KebanDatabase } from './database.ts';
import { orderByNo, ordersOf, writeOrders } from './orders.ts';
import { noteShop } from './shops.ts';

type Row = Record<string, unknown>;

/** Tables that `redo` writes, for its transaction. */
export function redoScope(database: KebanDatabase) {
  return [...EDITED, 'threads', 'messages', 'changes', 'shops', 'meta'].map((name) => database.table(name));
}

/**
 * Carries a recorded change out again on restored rows, whether or not they already show it: every field it set gets
 * its value, every row it removed goes. Must run inside a transaction over `redoScope`. Returns the number of
 * operations that found nothing to change (their row is missing). Tag counts are not kept; count them at the end.
 */
export async function redo(change: Change, database: KebanDatabase): Promise<number> {
  let missed = 0;
  for (const op of change.ops) {
    const done = op.table === 'order' ? await redoOrder(op, database) : await redoRow(op, change.at, database);
    if (!done) missed += 1;
  }
  const stored = await database.changes.get(change.id);
  await database.changes.put(stored?.undoneBy && !change.undoneBy ? { ...change, undoneBy: stored.undoneBy } : change);
  if (change.undoes) await database.changes.update(change.undoes, { undoneBy: change.id });
  return missed;
}

async function redoRow(op: ChangeOp, at: number, database: KebanDatabase): Promise<boolean> {
  const table = database.table<Row, string>(op.table);
  if (op.after === null) {
    await table.delete(op.key);
    return true;
  }
  const stored = op.before === null ? null : await table.get(op.key);
  const base = stored ?? (op.before === null ? op.after : op.table === 'tags' ? emptyTag(op.key, at) : null);
  if (!base) return false;
  const row = withFields(base, op.after);
  if (op.table === 'customers') {
    const customer = row as unknown as Customer;
    await table.put({ ...row, tokens: searchTokens(customer) });
    // Shops are noted without a recorded change; the customer names enough of a lost one.
    await noteShop(customer.shopId, at, database);
  } else await table.put(row);
  return true;
}

/** The row of a tag that came into being by being used, which is not part of any change. */
function emptyTag(id: string, at: number): Row {
  return { id, color: 'grey', count: 0, createdAt: at };
}

async function redoOrder(op: ChangeOp, database: KebanDatabase): Promise<boolean> {
  const found = await orderByNo(op.key, database);
  const to = op.customerId?.after ?? null;
  const base = (op.before === null ? {} : (found?.order ?? null)) as Row | null;
  if (to && !base) return false;
  if (found && found.customerId !== to) {
    const left = (await ordersOf(found.customerId, database)).filter((o) => o.no !== op.key);
    await writeOrders(found.customerId, left, database);
  }
  if (!to || !base) return true;
  const row = withFields(base, op.after ?? {}) as unknown as Order;
  const others = (await ordersOf(to, database)).filter((o) => o.no !== op.key);
  await writeOrders(to, [...others, row], database);
  return true;
}

/** Counts the customers of every tag anew and writes the counts; must not run beside writers. */
export async function recountTags(database: KebanDatabase): Promise<void> {
  const counts = new Map<string, number>();
  await database.customers.each((customer) => {
    for (const tag of customer.tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  });
  const stored = await database.tags.toArray();
  const known = new Set(stored.map((tag) => tag.id));
  const fresh = [...counts.keys()]
    .filter((id) => !known.has(id))
    .map((id) => ({ id, color: 'grey', count: 0, createdAt: Date.now() }));
  await database.tags.bulkPut([...stored, ...fresh].map((tag) => ({ ...tag, count: counts.get(tag.id) ?? 0 })));
}
