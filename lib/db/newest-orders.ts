import type { Customer } from '../domain/customer.ts';
import type { OrderState } from '../domain/observation.ts';
import { byNewest, type Order } from '../domain/order.ts';
import { ofShop } from './by-activity.ts';
import { db, type KebanDatabase } from './database.ts';
import { ENDED, ordersOfMany } from './orders.ts';

/** An order and whose it is. */
export interface OwnedOrder {
  order: Order;
  customerId: string;
}

const newestFirst = (found: OwnedOrder[], limit: number): OwnedOrder[] =>
  found.toSorted((a, b) => byNewest(a.order, b.order)).slice(0, limit);

/**
 * Returns the newest orders of a shop in a state, newest first, with their owners. The newest `limit` orders lie in the
 * `limit` rows whose newest order of that state is newest, so only those rows are read. For states that are an end see
 * `newestEnded`.
 */
export async function newestOrders(
  shopId: string,
  state: OrderState,
  limit = 20,
  database: KebanDatabase = db,
): Promise<OwnedOrder[]> {
  if (limit < 1) return [];
  if (ENDED.has(state)) return newestEnded(shopId, state, limit, database);
  const marks = `${shopId}|${state}|`;
  // One request from the end of the index; a browser older than Chromium 141 walks a cursor for it.
  const rows = await database.orders.where('marks').between(marks, `${marks}\uffff`).reverse().limit(limit).toArray();
  const found = rows.flatMap(({ customerId, list }) => list.map((order) => ({ order, customerId })));
  return newestFirst(
    found.filter(({ order }) => order.state === state && order.shopId === shopId),
    limit,
  );
}

/** Returns a moment after which a customer has no order in a state that is an end; undefined where there is none at all. */
function latestOf({ stats, activeAt }: Customer, state: OrderState): number | undefined {
  if (state === 'done') return stats.paidCount > 0 ? activeAt : undefined;
  // Rows of older code do not say when.
  return stats.closedAt ?? (stats.count > stats.paidCount ? activeAt : undefined);
}

/**
 * Returns the newest orders of a shop in a state that has no marks: the customers are gone through from the one who bought
 * last, and the orders of those are read who may have the newest, until all others can only have older ones.
 */
async function newestEnded(shopId: string, state: OrderState, limit: number, database: KebanDatabase): Promise<OwnedOrder[]> {
  const lastFirst = ofShop(shopId, Infinity, database).reverse();
  let found: OwnedOrder[] = [];
  let waiting: { id: string; latest: number }[] = [];
  for (let [from, most] = [0, 2 * limit]; ; from += most, most = from) {
    const customers = await lastFirst.clone().offset(from).limit(most).toArray();
    const isEnd = customers.length < most;
    const unseen = isEnd ? -1 : (customers.at(-1)?.activeAt ?? -1);
    for (const customer of customers) {
      const latest = latestOf(customer, state);
      if (latest !== undefined) waiting.push({ id: customer.id, latest });
    }
    waiting = waiting.toSorted((a, b) => b.latest - a.latest);
    const isFull = (latest: number): boolean => (found[limit - 1]?.order.createdAt ?? -1) > latest;
    for (let next = waiting[0]; next && next.latest > unseen && !isFull(next.latest); next = waiting[0]) {
      const ids = waiting.splice(0, limit).map(({ id }) => id);
      found = newestFirst([...found, ...(await ofCustomers(ids, shopId, state, database))], limit);
    }
    if (isEnd || isFull(unseen)) return found;
  }
}

async function ofCustomers(
  ids: readonly string[],
  shopId: string,
  state: OrderState,
  database: KebanDatabase,
): Promise<OwnedOrder[]> {
  const lists = [...(await ordersOfMany(ids, database))];
  return lists.flatMap(([customerId, list]) =>
    list.filter((order) => order.state === state && order.shopId === shopId).map((order) => ({ order, customerId })),
  );
}
