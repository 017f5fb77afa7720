import type { Collection } from 'dexie';
import type { Customer } from '../domain/customer.ts';
import { db, type KebanDatabase } from './database.ts';

/** A place in a list by activity: the last row of the page before. */
export type ActivityPlace = Pick<Customer, 'activeAt' | 'id'>;

/** What a list by activity is narrowed to. */
export interface ActivityRange {
  shopId?: string | undefined;
  /** Only what comes after this row. */
  after?: ActivityPlace | undefined;
  wanted?: (customer: Customer) => boolean;
}

/** Newest activity first; where many were active at one moment, the newest id first. */
export const byActivity = (a: ActivityPlace, b: ActivityPlace): number =>
  b.activeAt - a.activeAt || Number(a.id < b.id) - Number(a.id > b.id);

const INDEX = '[shopId+activeAt]';

/** Returns the shop that is meant, or if none is, all that have customers, one look at the index each. */
async function shopsOf(shopId: string | undefined, database: KebanDatabase): Promise<string[]> {
  if (shopId) return [shopId];
  const shops: string[] = [];
  for (;;) {
    const next = await database.customers
      .where(INDEX)
      .above([shops.at(-1) ?? '', Infinity])
      .first();
    if (!next) return shops;
    shops.push(next.shopId);
  }
}

/** The customers of a shop, the longest inactive first, up to those active at `upper` (epoch ms). */
export const ofShop = (shopId: string, upper: number, database: KebanDatabase): Collection<Customer, string> =>
  database.customers.where(INDEX).between([shopId, 0], [shopId, upper], true, true);

/** Returns at most `limit` customers, newest activity first: of one shop, or of all, each asked for its newest. */
export async function newestActive(
  limit: number,
  { shopId, after, wanted = () => true }: ActivityRange = {},
  database: KebanDatabase = db,
): Promise<Customer[]> {
  const shops = await shopsOf(shopId, database);
  const isMeant = (c: Customer): boolean => (!after || byActivity(after, c) < 0) && wanted(c);
  const upper = after?.activeAt ?? Infinity;
  const each = shops.map((shop) => ofShop(shop, upper, database).reverse().filter(isMeant).limit(limit).toArray());
  return (await Promise.all(each)).flat().toSorted(byActivity).slice(0, limit);
}

/**
 * Returns the ids of all customers of a shop, or of all shops, newest activity first. An index of its own for all shops would
 * cost every import a twentieth; so where there are several, all rows are read, which takes longer than ids alone.
 */
export async function idsByActivity(shopId?: string, database: KebanDatabase = db): Promise<string[]> {
  const shops = await shopsOf(shopId, database);
  const [only, another] = shops;
  if (only === undefined) return [];
  if (another === undefined) return (await ofShop(only, Infinity, database).primaryKeys()).toReversed();
  const places: ActivityPlace[] = [];
  for await (const rows of everyCustomer(database)) {
    for (const { id, activeAt } of rows) places.push({ id, activeAt });
  }
  return places.toSorted(byActivity).map(({ id }) => id);
}

/** Rows read at once while looking through the table. */
export const STEP = 2000;

/** Walks all customers by id in steps, so that other pages are not held up. */
export async function* everyCustomer(database: KebanDatabase = db): AsyncGenerator<Customer[]> {
  for (let after = ''; ;) {
    const rows = await database.customers.where('id').above(after).limit(STEP).toArray();
    yield rows;
    if (rows.length < STEP) return;
    after = rows.at(-1)?.id ?? '';
  }
}
