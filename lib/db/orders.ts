import { Dexie } from 'dexie';
import { byNewest, type Order } from '../domain/order.ts';
import type { OrderState } from '../domain/observation.ts';
import { db, type KebanDatabase, type OrderRow } from './database.ts';

/** Most orders in one row; measured: larger rows make a single edit slower, smaller ones an import. */
export const ORDERS_PER_ROW = 100;

const rowId = (customerId: string, n: number): string => `${customerId}#${String(n).padStart(4, '0')}`;

/** Returns the mark under which an order is found by shop, state and creation. */
export function markOf(order: Pick<Order, 'shopId' | 'state' | 'createdAt'>): string {
  return `${order.shopId}|${order.state}|${String(order.createdAt ?? 0).padStart(14, '0')}`;
}

/** Returns the rows that hold a customer's orders, split into rows of at most `ORDERS_PER_ROW`. */
export function orderRowsOf(customerId: string, orders: readonly Order[]): OrderRow[] {
  const rows: OrderRow[] = [];
  for (let i = 0; i * ORDERS_PER_ROW < orders.length; i++) {
    const list = orders.slice(i * ORDERS_PER_ROW, (i + 1) * ORDERS_PER_ROW);
    rows.push({ id: rowId(customerId, i), customerId, list, nos: list.map((o) => o.no), marks: list.map(markOf) });
  }
  return rows;
}

/** Returns the orders of a customer, newest first. */
export async function ordersOf(customerId: string, database: KebanDatabase = db): Promise<Order[]> {
  const rows = await database.orders.where('id').between(`${customerId}#`, `${customerId}#\uffff`).toArray();
  return rows.flatMap((row) => row.list).toSorted(byNewest);
}

/** Returns the orders of several customers, by customer id. */
export async function ordersOfMany(customerIds: readonly string[], database: KebanDatabase = db): Promise<Map<string, Order[]>> {
  const found = new Map<string, Order[]>(customerIds.map((id) => [id, []]));
  const first = await database.orders.bulkGet(customerIds.map((id) => rowId(id, 0)));
  const more: string[] = [];
  for (const row of first) {
    if (!row) continue;
    found.get(row.customerId)?.push(...row.list);
    if (row.list.length >= ORDERS_PER_ROW) more.push(row.customerId);
  }
  for (const id of more) found.set(id, await ordersOf(id, database));
  return found;
}

/** Returns an order and its owner by order number, or null. */
export async function orderByNo(no: string, database: KebanDatabase = db): Promise<{ order: Order; customerId: string } | null> {
  const row = await database.orders.where('nos').equals(no).first();
  const order = row?.list.find((o) => o.no === no);
  return row && order ? { order, customerId: row.customerId } : null;
}

/** Returns the owners of those of the order numbers that are known. */
export async function ownersOf(nos: readonly string[], database: KebanDatabase = db): Promise<Map<string, { order: Order; customerId: string }>> {
  const rows = await database.orders.where('nos').anyOf(nos as string[]).distinct().toArray();
  const wanted = new Set(nos);
  const owners = new Map<string, { order: Order; customerId: string }>();
  for (const row of rows) {
    for (const order of row.list) if (wanted.has(order.no)) owners.set(order.no, { order, customerId: row.customerId });
  }
  return owners;
}

/** Returns the newest orders of a shop in a state, newest first, with their owners. */
export async function newestOrders(
  shopId: string, state: OrderState, limit = 50, database: KebanDatabase = db,
): Promise<{ order: Order; customerId: string }[]> {
  const prefix = `${shopId}|${state}|`;
  // The index is walked newest first, one entry an order: the first `limit` entries name all rows that can matter.
  const hits = await database.orders.where('marks').between(prefix, `${prefix}\uffff`).reverse().limit(limit).toArray();
  const rows = new Map(hits.map((row) => [row.id, row]));
  const found = [...rows.values()].flatMap(({ list, customerId }) =>
    list.filter((o) => o.state === state && o.shopId === shopId).map((order) => ({ order, customerId })));
  return found.toSorted((a, b) => byNewest(a.order, b.order)).slice(0, limit);
}

/** Replaces all orders of a customer; must run inside a transaction over `orders`. */
export async function writeOrders(customerId: string, orders: readonly Order[], database: KebanDatabase = db): Promise<void> {
  const rows = orderRowsOf(customerId, orders.toSorted(byNewest));
  if (rows.length > 0) await database.orders.bulkPut(rows);
  await database.orders
    .where('id')
    .between(rowId(customerId, rows.length), `${customerId}#\uffff`, true, true)
    .delete();
}

/** Smallest and largest key, for code that walks whole tables. */
export const WHOLE = [Dexie.minKey, Dexie.maxKey] as const;
