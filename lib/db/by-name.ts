import type { Customer } from '../domain/customer.ts';
import { nickKey } from '../domain/identity.ts';
import type { Query } from './bulk-lookup.ts';
import type { KebanDatabase } from './database.ts';

/**
 * Returns the queries that together find the customers one of whose names, or a later word of it, begins with a folded
 * text, in one shop or in all that are noted: a nick stands in the keys of its shop, everything else among the words to
 * search by, which are those of all shops.
 */
export async function namedFrom(folded: string, shopId: string | undefined, database: KebanDatabase): Promise<Query<Customer>[]> {
  const { customers, shops } = database;
  const known = shopId ? [shopId] : await shops.toCollection().primaryKeys();
  return [
    () => customers.where('tokens').startsWith(folded),
    ...known.map((shop) => () => customers.where('keys').startsWith(nickKey(shop, folded))),
  ];
}

/** Returns the queries that together find the customers of a shop that may have a folded text for a whole name. */
export function namedAs(folded: string, shopId: string, { customers }: KebanDatabase): Query<Customer>[] {
  return [() => customers.where('tokens').equals(folded), () => customers.where('keys').equals(nickKey(shopId, folded))];
}

/** Returns what `read` finds by several queries, each customer once. */
export async function foundBy(
  queries: readonly Query<Customer>[],
  read: (query: Query<Customer>) => Promise<Customer[]>,
): Promise<Customer[]> {
  const found = await Promise.all(queries.map(read));
  return [...new Map(found.flat().map((customer) => [customer.id, customer])).values()];
}
