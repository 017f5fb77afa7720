import type { OrderState } from '../domain/observation.ts';
import { byNewest, type Order } from '../domain/order.ts';
import { ofShop } from './by-activity.ts';
import { db, type KebanDatabase } from './database.ts';
import { ordersOfMany, UNMARKED } from './orders.ts';

/** An order and whose it is. */
export interface OwnedOrder {
  order: Order;
  customerId: string;
}

/**
 * Returns the newest orders of a shop in a state, newest first, with their owners. The newest `limit` orders lie in the
 * `limit` rows whose newest order of that state is newest, so only those rows are read. For `UNMARKED` see `newestOfLast`.
 */
export async function newestOrders(
  shopId: string,
  state: OrderState,
  limit = 20,
  database: KebanDatabase = db,
): Promise<OwnedOrder[]> {
  if (limit < 1) return [];
  if (state === UNMARKED) return newestOfLast(shopId, limit, database);
  const marks = `${shopId}|${state}|`;
  // One request from the end of the index; a browser older than Chromium 141 walks a cursor for it.
  const rows = await database.orders.where('marks').between(marks, `${marks}\uffff`).reverse().limit(limit).toArray();
  const found = rows.flatMap(({ customerId, list }) => list.map((order) => ({ order, customerId })));
  return newestIn(found, shopId, state, limit);
}

function newestIn(found: readonly OwnedOrder[], shopId: string, state: OrderState, limit: number): OwnedOrder[] {
  return found
    .filter(({ order }) => order.state === state && order.shopId === shopId)
    .toSorted((a, b) => byNewest(a.order, b.order))
    .slice(0, limit);
}

/**
 * Returns the newest orders of a shop in the state that has no marks. No order is newer than the `activeAt` of its customer:
 * once the customers looked at bought longer ago than all that were found, nothing is missing.
 */
async function newestOfLast(shopId: string, limit: number, database: KebanDatabase): Promise<OwnedOrder[]> {
  const lastFirst = ofShop(shopId, Infinity, database).reverse();
  let found: OwnedOrder[] = [];
  for (let [from, most] = [0, 2 * limit]; ; from += most, most *= 3) {
    const customers = await lastFirst.clone().offset(from).limit(most).toArray();
    const ids = customers.flatMap(({ id, stats }) => (stats.paidCount > 0 ? [id] : []));
    const lists = [...(await ordersOfMany(ids, database))];
    const orders = lists.flatMap(([customerId, list]) => list.map((order) => ({ order, customerId })));
    found = newestIn([...found, ...orders], shopId, UNMARKED, limit);
    const isWhole = (found[limit - 1]?.order.createdAt ?? -1) > (customers.at(-1)?.activeAt ?? Infinity);
    if (isWhole || customers.length < most) return found;
  }
}
