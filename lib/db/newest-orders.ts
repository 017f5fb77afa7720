import type { Customer } from '../domain/customer.ts';
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
  let waiting: Customer[] = [];
  const isFull = (moment: number): boolean => (found[limit - 1]?.order.createdAt ?? -1) > moment;
  for (let [from, most] = [0, 2 * limit]; ; from += most, most *= 3) {
    const customers = await lastFirst.clone().offset(from).limit(most).toArray();
    const isEnd = customers.length < most;
    const unseen = isEnd ? -1 : (customers.at(-1)?.activeAt ?? -1);
    waiting.push(...customers.filter(({ stats }) => stats.paidCount > 0));
    for (let part = firstOf(waiting, limit); part.length > 0; part = firstOf(waiting, limit)) {
      if (isFull(part[0]?.activeAt ?? Infinity)) return found;
      waiting = waiting.slice(part.length);
      const ids = part.map(({ id }) => id);
      const orders = [...(await ordersOfMany(ids, database))].flatMap(([customerId, list]) =>
        list.map((order) => ({ order, customerId })),
      );
      found = newestIn([...found, ...orders], shopId, UNMARKED, limit);
    }
    if (isEnd || isFull(unseen)) return found;
  }
}

/** Returns the customers up to the one with whom `limit` are reached whose last order is of the state that has no marks. */
function firstOf(customers: readonly Customer[], limit: number): Customer[] {
  let left = limit;
  const end = customers.findIndex(({ stats }) => stats.lastState === UNMARKED && --left === 0);
  return customers.slice(0, end === -1 ? undefined : end + 1);
}
