import type { Change } from '../domain/change.ts';
import type { Customer } from '../domain/customer.ts';
import { cleanLine, foldText, LIMITS } from '../domain/text.ts';
import { byActivity, newestActive, type ActivityPlace } from './by-activity.ts';
import { firstMeant, type Query } from './bulk-lookup.ts';
import { foundBy, namedFrom } from './by-name.ts';
import { change } from './changes.ts';
import { db, type KebanDatabase } from './database.ts';
import { orderByNo } from './orders.ts';

/** Returns a customer, or undefined. */
export function customerById(id: string, database: KebanDatabase = db): Promise<Customer | undefined> {
  return database.customers.get(id);
}

/** Returns the customers that hold any of the identity keys. */
export function customersByKeys(keys: readonly string[], database: KebanDatabase = db): Promise<Customer[]> {
  return keys.length === 0
    ? Promise.resolve([])
    : database.customers
        .where('keys')
        .anyOf(keys as string[])
        .distinct()
        .toArray();
}

/** Adds a tag to customers; returns the change, or null when all had it already. Refuses an empty tag with an Error. */
export function addTag(customerIds: readonly string[], tag: string, database: KebanDatabase = db): Promise<Change | null> {
  const name = cleanLine(tag, LIMITS.tag);
  if (!name) throw new Error('empty tag');
  const label = { key: 'change.tagAdded', params: { tag: name, n: customerIds.length } };
  return change(
    { actor: 'staff', label },
    async (draft) => {
      for (const id of customerIds) {
        const customer = await draft.get('customers', id);
        if (!customer || customer.tags.includes(name)) continue;
        await draft.put('customers', { ...customer, tags: [...customer.tags, name], updatedAt: Date.now() });
      }
    },
    database,
  );
}

/** Removes a tag from customers; returns the change, or null when none had it. */
export function removeTag(customerIds: readonly string[], tag: string, database: KebanDatabase = db): Promise<Change | null> {
  const label = { key: 'change.tagRemoved', params: { tag, n: customerIds.length } };
  return change(
    { actor: 'staff', label },
    async (draft) => {
      for (const id of customerIds) {
        const customer = await draft.get('customers', id);
        if (!customer?.tags.includes(tag)) continue;
        await draft.put('customers', { ...customer, tags: customer.tags.filter((t) => t !== tag), updatedAt: Date.now() });
      }
    },
    database,
  );
}

/** Returns all tags with their counts, most used first. */
export async function allTags(database: KebanDatabase = db): Promise<{ id: string; color: string; count: number }[]> {
  return (await database.tags.toArray()).toSorted((a, b) => b.count - a.count || a.id.localeCompare(b.id, 'zh-CN'));
}

/** Who may be found: those of a shop only, and those that are wanted. */
export interface SearchScope {
  shopId?: string | undefined;
  wanted?: (customer: Customer) => boolean;
}

/**
 * Finds customers by part of a name, or by an order number. Names are found by prefix or by any two neighbouring
 * characters; at most `limit` of those in `scope`, newest activity first.
 */
export async function searchCustomers(
  query: string,
  limit = 20,
  database: KebanDatabase = db,
  scope: SearchScope = {},
): Promise<Customer[]> {
  const { shopId, wanted: isWanted = () => true } = scope;
  const wanted = (c: Customer): boolean => (!shopId || c.shopId === shopId) && isWanted(c);
  const folded = foldText(query);
  if (!folded) return newestActive(limit, { shopId, wanted }, database);
  if (isOrderNo(folded)) {
    const found = await orderByNo(folded, database);
    const owner = found && (await database.customers.get(found.customerId));
    if (owner) return wanted(owner) ? [owner] : [];
  }
  const hit = (c: Customer): boolean => holds(c, folded) && wanted(c);
  const queries = await queriesFor(folded, shopId, database);
  const portions = { limit, first: [limit * 3, limit * 30], most: limit * 3 };
  const found = await foundBy(queries, (query) => firstMeant(query, hit, portions));
  return found.toSorted(byActivity).slice(0, limit);
}

/** Returns the queries that together find whoever's name may hold a folded text. */
async function queriesFor(folded: string, shopId: string | undefined, database: KebanDatabase): Promise<Query<Customer>[]> {
  const [first, second, third] = [...folded];
  const queries = await namedFrom(folded, shopId, database);
  // Two characters are themselves what a pair of neighbours begins with.
  if (third === undefined) return queries;
  return [...queries, () => database.customers.where('tokens').equals(`${first}${second}`)];
}

/** Tells whether a search is for an order by its whole number. */
export function isOrderNo(query: string): boolean {
  return /^\d{11,20}$/.test(foldText(query));
}

/** Returns the ids of all customers whose name may hold a text, of other shops too; `isNamed` decides. */
export async function maybeNamed(query: string, shopId?: string, database: KebanDatabase = db): Promise<string[]> {
  const queries = await queriesFor(foldText(query), shopId, database);
  return [...new Set((await Promise.all(queries.map((query) => query().primaryKeys()))).flat())];
}

/** Tells whether a name of a customer holds a text. */
export function isNamed(customer: Customer, query: string): boolean {
  return holds(customer, foldText(query));
}

function holds(customer: Customer, folded: string): boolean {
  return [customer.name, ...customer.aliases].some((name) => foldText(name).includes(folded));
}

/** What a list of customers is narrowed to. */
export interface CustomerFilter {
  shopId?: string;
  tag?: string;
  query?: string;
  minOrders?: number;
  country?: string;
}

/** Returns one page of customers, newest activity first, after the last row of the page before (`activeAt`, `id`). */
export async function pageOfCustomers(
  filter: CustomerFilter,
  limit: number,
  after?: ActivityPlace,
  database: KebanDatabase = db,
): Promise<Customer[]> {
  // A search gives its best hits at once; there is no page after them.
  if (filter.query)
    return after ? [] : searchCustomers(filter.query, limit, database, { shopId: filter.shopId, wanted: (c) => fits(c, filter) });
  if (filter.tag !== undefined) return pageOfTag(filter, limit, after, database);
  return newestActive(limit, { shopId: filter.shopId, after, wanted: (c) => fits(c, filter) }, database);
}

async function pageOfTag(
  filter: CustomerFilter,
  limit: number,
  after: ActivityPlace | undefined,
  database: KebanDatabase,
): Promise<Customer[]> {
  const start = after ? after.id : '';
  return database.customers
    .where('tags')
    .equals(filter.tag ?? '')
    .filter((c) => c.id > start && fits(c, filter))
    .limit(limit)
    .toArray();
}

/** Tells whether a customer passes the filter (its query aside). */
export function fits(customer: Customer, filter: CustomerFilter): boolean {
  return (
    (!filter.shopId || customer.shopId === filter.shopId) &&
    (!filter.tag || customer.tags.includes(filter.tag)) &&
    (!filter.country || customer.country === filter.country) &&
    (filter.minOrders === undefined || customer.stats.count >= filter.minOrders)
  );
}
