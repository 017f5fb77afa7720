import { Dexie } from 'dexie';
import { sameValue } from '../domain/change.ts';
import { hintsOf } from '../domain/merge-hints.ts';
import { byNewest, type Order } from '../domain/order.ts';
import type { OrderState } from '../domain/observation.ts';
import { earliestDue, openCases } from '../domain/order-case.ts';
import { db, type KebanDatabase, type OrderRow } from './database.ts';

/** Most orders in one row; measured: larger rows make a single edit slower, smaller ones an import. */
export const ORDERS_PER_ROW = 100;

const rowId = (customerId: string, n: number): string => `${customerId}#${String(n).padStart(4, '0')}`;

/**
 * Returns the last six digits of an order number, under which its row is found. On Taobao all orders of a buyer usually
 * share them, so a row needs one index entry instead of one per order, which makes an import several times faster.
 * Nothing relies on that habit: a row is listed under every tail it holds, and the full number decides.
 */
export function tailOf(no: string): string {
  return no.slice(-6);
}

/** Returns the mark of an order, `shopId|state|<14 digits of creation>`; the newest of each state is indexed per row. */
export function markOf(order: Pick<Order, 'shopId' | 'state' | 'createdAt'>): string {
  return `${order.shopId}|${order.state}|${String(order.createdAt ?? 0).padStart(14, '0')}`;
}

/**
 * The state that nearly all orders end in: it has no marks, for which an import would take a twentieth longer. Who bought last
 * has the newest.
 */
export const UNMARKED: OrderState = 'done';

/** Stands in a mark in place of a state: the row holds an order with a refund or dispute that was last seen open. */
const CASE = 'case';
/** The same for a bad review, with the time of the newest one (14 digits). */
const BAD = 'bad';

const badMark = (shopId: string, at: number): string => `${shopId}|${BAD}|${String(at).padStart(14, '0')}`;

function marksOf(list: readonly Order[]): string[] {
  const newest = new Map<string, string>();
  const keep = (mark: string): void => {
    const group = mark.slice(0, -14);
    if (mark > (newest.get(group) ?? '')) newest.set(group, mark);
  };
  for (const order of list) {
    if (order.state !== UNMARKED) keep(markOf(order));
    if (order.cases?.some(({ state }) => state === 'open')) newest.set(`${order.shopId}|${CASE}|`, `${order.shopId}|${CASE}|`);
    for (const review of order.reviews ?? []) {
      if (review.rating === 'bad') keep(badMark(order.shopId, review.at ?? review.seenAt));
    }
  }
  return [...newest.values()];
}

/** Returns a row with its marks and hints as this code notes them; the same object where they are so already. */
export function refreshed(row: OrderRow): OrderRow {
  const [marks, hints] = [marksOf(row.list), hintsOf(row.list)];
  return sameValue([row.marks, row.hints], [marks, hints]) ? row : { ...row, marks, hints };
}

/** Returns the rows that hold a customer's orders, split into rows of at most `ORDERS_PER_ROW`. */
export function orderRowsOf(customerId: string, orders: readonly Order[]): OrderRow[] {
  const rows: OrderRow[] = [];
  for (let i = 0; i * ORDERS_PER_ROW < orders.length; i++) {
    const list = orders.slice(i * ORDERS_PER_ROW, (i + 1) * ORDERS_PER_ROW);
    const tails = [...new Set(list.map((o) => tailOf(o.no)))];
    rows.push({ id: rowId(customerId, i), customerId, list, tails, marks: marksOf(list), hints: hintsOf(list) });
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
  return (await ownersOf([no], database)).get(no) ?? null;
}

/** Returns the owners of those of the order numbers that are known. */
export async function ownersOf(
  nos: readonly string[],
  database: KebanDatabase = db,
): Promise<Map<string, { order: Order; customerId: string }>> {
  const tails = [...new Set(nos.map(tailOf))];
  const [only] = tails;
  // One value is one request; several are a cursor that moves from one to the next.
  const rows =
    tails.length === 1 && only !== undefined
      ? await database.orders.where('tails').equals(only).toArray()
      : await database.orders.where('tails').anyOf(tails).distinct().toArray();
  const wanted = new Set(nos);
  const owners = new Map<string, { order: Order; customerId: string }>();
  for (const row of rows) {
    for (const order of row.list) if (wanted.has(order.no)) owners.set(order.no, { order, customerId: row.customerId });
  }
  return owners;
}

/** Returns all orders of a shop with a refund or dispute that was last seen open, in no order. */
export async function ordersWithOpenCase(
  shopId: string,
  database: KebanDatabase = db,
): Promise<{ order: Order; customerId: string }[]> {
  const rows = await database.orders.where('marks').equals(`${shopId}|${CASE}|`).toArray();
  const isMeant = (order: Order): boolean =>
    order.shopId === shopId && order.cases?.some(({ state }) => state === 'open') === true;
  return rows.flatMap((row) => row.list.filter(isMeant).map((order) => ({ order, customerId: row.customerId })));
}

/** Returns up to `limit` orders of a shop with a refund or dispute that is open at `at` (epoch ms), the earliest deadline first, then the newest. */
export async function ordersWithCase(
  shopId: string,
  at: number,
  limit: number,
  database: KebanDatabase = db,
): Promise<{ order: Order; customerId: string }[]> {
  return (await ordersWithOpenCase(shopId, database))
    .filter(({ order }) => openCases(order, at).length > 0)
    .toSorted((a, b) => earliestDue(a.order, at) - earliestDue(b.order, at) || byNewest(a.order, b.order))
    .slice(0, limit);
}

/** Returns the orders of a shop with a bad review that was written, or first seen, since a moment (epoch ms). */
export async function ordersReviewedBadly(
  shopId: string,
  since: number,
  database: KebanDatabase = db,
): Promise<{ order: Order; customerId: string }[]> {
  const rows = await database.orders.where('marks').between(badMark(shopId, since), `${shopId}|${BAD}|\uffff`).toArray();
  const isMeant = (order: Order): boolean =>
    order.shopId === shopId &&
    order.reviews?.some(({ rating, at, seenAt }) => rating === 'bad' && (at ?? seenAt) >= since) === true;
  return rows.flatMap((row) => row.list.filter(isMeant).map((order) => ({ order, customerId: row.customerId })));
}

/** Replaces all orders of a customer; must run inside a transaction over `orders`. */
export async function writeOrders(customerId: string, orders: readonly Order[], database: KebanDatabase = db): Promise<void> {
  const rows = orderRowsOf(customerId, orders.toSorted(byNewest));
  if (rows.length > 0) await database.orders.bulkPut(rows);
  await database.orders.where('id').between(rowId(customerId, rows.length), `${customerId}#\uffff`, true, true).delete();
}

/** Smallest and largest key, for code that walks whole tables. */
export const WHOLE = [Dexie.minKey, Dexie.maxKey] as const;
