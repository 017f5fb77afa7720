import { Dexie, type Collection } from 'dexie';
import type { Customer } from '../domain/customer.ts';
import { firstMeant } from './bulk-lookup.ts';
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

/** Returns the shops that have customers, one look at the index each. */
export async function shopsWithCustomers(database: KebanDatabase): Promise<string[]> {
  const shops: string[] = [];
  for (;;) {
    const next = await database.customers
      .where(INDEX)
      .above([shops.at(-1) ?? '', Dexie.maxKey])
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
  const shops = shopId ? [shopId] : await shopsWithCustomers(database);
  const isMeant = (c: Customer): boolean => (!after || byActivity(after, c) < 0) && wanted(c);
  const upper = after?.activeAt ?? Infinity;
  const portions = { limit, first: [limit + SPARE, 4 * limit + SPARE], most: limit };
  const each = shops.map((shop) => firstMeant(() => ofShop(shop, upper, database).reverse(), isMeant, portions));
  return (await Promise.all(each)).flat().toSorted(byActivity).slice(0, limit);
}

/** Rows asked for beyond those that are wanted: who was active at the very moment the page before ended with is left out. */
const SPARE = 10;

/** Returns the ids of all customers of a shop, newest activity first. */
export async function idsOfShop(shopId: string, database: KebanDatabase = db): Promise<string[]> {
  return (await ofShop(shopId, Infinity, database).primaryKeys()).toReversed();
}
