import type { Customer, CustomerStanding } from '../domain/customer.ts';
import { idsOfShop, shopsWithCustomers } from './by-activity.ts';
import { countryKey, withCountries } from './customer-country.ts';
import { fits, isNamed, isOrderNo, maybeNamed, searchCustomers, type CustomerFilter } from './customers.ts';
import { db, type KebanDatabase } from './database.ts';

/** What a long list of customers is narrowed to. Times are epoch ms, both ends included. */
export interface ListFilter extends CustomerFilter {
  standing?: CustomerStanding;
  lastFrom?: number;
  lastTo?: number;
}

export const listSorts = ['activeAt', 'name', 'orders', 'paid'] as const;
export type ListSort = (typeof listSorts)[number];

export interface CustomerList {
  /** Ids of all that fit, in order. */
  ids: string[];
  /** Rows that had to be looked at one by one because no index answers the question; null when an index did. */
  looked: number | null;
  /** The search gave as many as it may; there may be more. */
  capped: boolean;
}

export interface ListOptions {
  signal?: AbortSignal;
  /** Hears how many rows were looked at so far. */
  onLooked?: (rows: number) => void;
}

/** Rows read at once while looking through the table. */
const STEP = 2000;
/** Most results of a mere text search. */
const MOST_FOUND = 1000;

/**
 * Returns the ids of all customers that pass a filter, in order. An index has those of one shop by activity (one for all
 * shops would cost every import a twentieth); a tag, or else a text, is found by index and then looked through; anything else looks through the whole table in steps, so
 * that other pages are not held up.
 */
export async function listCustomers(
  filter: ListFilter,
  sort: ListSort,
  options: ListOptions = {},
  database: KebanDatabase = db,
): Promise<CustomerList> {
  const { query, shopId, ...rest } = filter;
  const isOnly = Object.values(rest).every((value) => value === undefined || value === '');
  const indexed = !query && sort === 'activeAt' && isOnly ? await shopAlone(shopId, database) : null;
  if (indexed) return { ids: await idsOfShop(indexed, database), looked: null, capped: false };
  const found: Entry[] = [];
  let looked = 0;
  let capped = false;
  const look = async (rows: readonly Customer[]): Promise<void> => {
    looked += rows.length;
    const fit = rows.filter((row) => passes(row, filter));
    for (const row of await inCountry(fit, filter.country, database)) found.push(entryOf(row, sort));
    options.onLooked?.(looked);
  };
  if (query && (isOrderNo(query) || (isOnly && !shopId))) {
    const rows = await searchCustomers(query, MOST_FOUND, database, { wanted: (row) => passes(row, filter) });
    capped = rows.length >= MOST_FOUND;
    await look(rows);
  } else if (filter.tag || query) {
    const ids = await (filter.tag
      ? database.customers.where('tags').equals(filter.tag).primaryKeys()
      : maybeNamed(query ?? '', shopId, database));
    for (let i = 0; i < ids.length && !options.signal?.aborted; i += STEP)
      await look(defined(await database.customers.bulkGet(ids.slice(i, i + STEP))));
  } else {
    await walk(database, look, options);
  }
  return { ids: sorted(found, sort), looked, capped };
}

async function walk(database: KebanDatabase, look: (rows: Customer[]) => Promise<void>, { signal }: ListOptions): Promise<void> {
  let after = '';
  for (;;) {
    if (signal?.aborted) return;
    const rows = await database.customers.where('id').above(after).limit(STEP).toArray();
    await look(rows);
    if (rows.length < STEP) return;
    after = rows.at(-1)?.id ?? '';
  }
}

/** Returns the shop that is meant, or the only one that has customers; null where there are several or none. */
async function shopAlone(shopId: string | undefined, database: KebanDatabase): Promise<string | null> {
  if (shopId) return shopId;
  const [only, another] = await shopsWithCustomers(database);
  return another === undefined ? (only ?? null) : null;
}

/** Returns those of the customers who live in a country, however that is written, or to which their newest order goes. */
async function inCountry(
  customers: readonly Customer[],
  named: string | undefined,
  database: KebanDatabase,
): Promise<Customer[]> {
  if (!named) return [...customers];
  const wanted = countryKey(named);
  return (await withCountries(customers, database)).filter(({ country }) => country && countryKey(country) === wanted);
}

/** Tells whether a customer passes a filter, its country aside. */
function passes(customer: Customer, filter: ListFilter): boolean {
  const { query, standing, lastFrom, lastTo, country: _country, ...rest } = filter;
  const { lastAt } = customer.stats;
  return (
    fits(customer, rest) &&
    (!query || isOrderNo(query) || isNamed(customer, query)) &&
    (!standing || customer.standing === standing) &&
    (lastFrom === undefined || (lastAt !== undefined && lastAt >= lastFrom)) &&
    (lastTo === undefined || (lastAt !== undefined && lastAt <= lastTo))
  );
}

interface Entry {
  id: string;
  text: string;
  value: number;
}

function entryOf(customer: Customer, sort: ListSort): Entry {
  const { id, name, stats, activeAt } = customer;
  if (sort === 'name') return { id, text: name, value: 0 };
  if (sort === 'orders') return { id, text: '', value: stats.count };
  if (sort === 'activeAt') return { id, text: '', value: activeAt };
  // Amounts are compared within their currency only; a customer with several stands under the largest.
  const [most] = stats.paid.toSorted((a, b) => b.minor - a.minor);
  return { id, text: most?.currency ?? '', value: most?.minor ?? -1 };
}

function sorted(entries: Entry[], sort: ListSort): string[] {
  const collator = new Intl.Collator('zh-CN', { numeric: true });
  // Nameless customers come last.
  const byName = (a: Entry, b: Entry): number =>
    (a.text === '' ? 1 : 0) - (b.text === '' ? 1 : 0) || collator.compare(a.text, b.text);
  const byCurrency = (a: Entry, b: Entry): number =>
    a.text === b.text ? 0 : a.text === '' ? 1 : b.text === '' ? -1 : a.text < b.text ? -1 : 1;
  const compare = sort === 'name' ? byName : (a: Entry, b: Entry): number => byCurrency(a, b) || b.value - a.value;
  return entries.toSorted((a, b) => compare(a, b) || (a.id < b.id ? 1 : -1)).map((entry) => entry.id);
}

const defined = (rows: (Customer | undefined)[]): Customer[] => rows.filter((row) => row !== undefined);

/** Walks customers by id in steps, for exports: those that have gone meanwhile are left out. */
export async function* customersInSteps(
  ids: readonly string[],
  step = 500,
  database: KebanDatabase = db,
): AsyncGenerator<Customer[]> {
  for (let i = 0; i < ids.length; i += step) yield defined(await database.customers.bulkGet(ids.slice(i, i + step)));
}
