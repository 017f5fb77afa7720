import { Dexie, type Collection } from 'dexie';
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
  const each = shops.map((shop) => newestMeant(ofShop(shop, upper, database).reverse(), limit, isMeant));
  return (await Promise.all(each)).flat().toSorted(byActivity).slice(0, limit);
}

/** Rows asked for beyond those that are wanted: who was active at the very moment the page before ended with is left out. */
const SPARE = 10;

/** Returns the first `limit` rows that are meant. One or two requests nearly always are enough; a cursor takes a step per row. */
async function newestMeant(
  range: Collection<Customer, string>,
  limit: number,
  isMeant: (customer: Customer) => boolean,
): Promise<Customer[]> {
  for (const most of [limit + SPARE, 4 * limit + SPARE]) {
    const rows = await range.clone().limit(most).toArray();
    const meant = rows.filter(isMeant);
    if (meant.length >= limit || rows.length < most) return meant.slice(0, limit);
  }
  return range.clone().filter(isMeant).limit(limit).toArray();
}

/** Returns the ids of all customers of a shop, newest activity first. */
export async function idsOfShop(shopId: string, database: KebanDatabase = db): Promise<string[]> {
  return (await ofShop(shopId, Infinity, database).primaryKeys()).toReversed();
}

/**
 * Returns the ids of all customers, newest activity first. An index of its own for all shops would cost every import a
 * twentieth; so where there are several shops, all rows are read, which takes longer than ids alone.
 */
export async function idsByActivity(database: KebanDatabase = db): Promise<string[]> {
  const [only, another] = await shopsWithCustomers(database);
  if (only === undefined) return [];
  if (another === undefined) return idsOfShop(only, database);
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
