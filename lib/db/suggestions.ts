import type { Customer } from '../domain/customer.ts';
import { bestKnownFirst } from '../domain/identity.ts';
import { compare, hintsOf, mayBeOne, namesToFind, tailOfUid, type Match, type Person } from '../domain/merge-hints.ts';
import type { Order } from '../domain/order.ts';
import { namedAs } from './by-name.ts';
import { listCustomers } from './customer-list.ts';
import { db, type KebanDatabase } from './database.ts';
import { ordersOfMany, tailOf } from './orders.ts';

/** Somebody who may be the same person, why, and how likely. */
export interface Suggestion extends Match {
  customer: Customer;
}

/** Two customers that may be one; the first keeps its row. */
export interface Pair extends Match {
  a: Customer;
  b: Customer;
}

/** Returns what tells a pair apart. */
export const pairKey = ({ a, b }: Pick<Pair, 'a' | 'b'>): string => `${a.id} ${b.id}`;

/** Most that are offered for one customer. */
const HANDFUL = 5;
/** Orders that are looked at of each customer: the newest tell, and a buyer may have hundreds. */
const LOOKED_AT = 12;
/** Rows that share one mark from which on it tells nothing. */
const PER_MARK = 40;

/** Returns who may be the same person as a customer, likeliest first; index look-ups only. */
export async function suggestionsFor(
  customerId: string,
  now: number = Date.now(),
  database: KebanDatabase = db,
): Promise<Suggestion[]> {
  const customer = await database.customers.get(customerId);
  if (!customer) return [];
  const [found = []] = await suggestionsOf([customer], now, database);
  return found;
}

/** Suggestions for several customers, in their order, with the look-ups of all of them side by side. */
async function suggestionsOf(of: readonly Customer[], now: number, database: KebanDatabase): Promise<Suggestion[][]> {
  const persons = await withOrders(of, database);
  const ids = await Promise.all(persons.map((person) => candidateIds(person, database)));
  const found = await database.customers.bulkGet([...new Set(ids.flat())]);
  const all = new Map(found.filter((c) => c !== undefined).map((c) => [c.id, c]));
  // Orders are large: only of those whom nothing else rules out.
  const left = persons.map(({ customer }, i) =>
    (ids[i] ?? []).flatMap((id) => all.get(id) ?? []).filter((c) => mayBeOne(customer, c, now)),
  );
  const orders = await ordersOfMany([...new Set(left.flat().map((c) => c.id))], database);
  return persons.map((person, i) =>
    (left[i] ?? [])
      .flatMap((customer): Suggestion[] => {
        const match = compare(person, { customer, orders: newest(orders.get(customer.id)) }, now);
        return match ? [{ ...match, customer }] : [];
      })
      .toSorted((x, y) => y.score - x.score || y.customer.activeAt - x.customer.activeAt)
      .slice(0, HANDFUL),
  );
}

const newest = (orders: readonly Order[] | undefined): Order[] => (orders ?? []).slice(0, LOOKED_AT);

async function withOrders(customers: readonly Customer[], database: KebanDatabase): Promise<Person[]> {
  const orders = await ordersOfMany(
    customers.map((c) => c.id),
    database,
  );
  return customers.map((customer) => ({ customer, orders: newest(orders.get(customer.id)) }));
}

const telling = (ids: string[]): string[] => (ids.length < PER_MARK ? ids : []);

/** Ids of everybody who shares a mark that is indexed. */
async function candidateIds({ customer, orders }: Person, database: KebanDatabase): Promise<string[]> {
  const tails = new Set<string>();
  if (/^(?:taobao|alibaba1688)\|/.test(customer.shopId)) {
    for (const { no } of orders) tails.add(tailOf(no));
    const own = customer.uid ? tailOfUid(customer.uid) : null;
    if (own) tails.add(own);
  }
  const rowsWith = (index: 'tails' | 'hints', value: string): Promise<string[]> =>
    database.orders.where(index).equals(value).limit(PER_MARK).primaryKeys();
  const [byTail, byHint, byName] = await Promise.all([
    // Six digits are one buyer's nearly always: a good one has many masked records of one order each.
    Promise.all([...tails].slice(0, 6).map((tail) => rowsWith('tails', tail))),
    Promise.all(hintsOf(orders).map((hint) => rowsWith('hints', hint).then(telling))),
    Promise.all(
      namesToFind(customer)
        .flatMap((name) => namedAs(name, customer.shopId, database))
        .map((query) => query().limit(PER_MARK).primaryKeys().then(telling)),
    ),
  ]);
  const owners = [...byTail, ...byHint].flat().map((rowId) => rowId.slice(0, rowId.lastIndexOf('#')));
  return [...new Set([...owners, ...byName.flat()])].filter((id) => id !== customer.id);
}

/** Customers looked at in one step, so that other work gets its turn. */
const STEP = 50;

/** How far a search for pairs has come. */
export interface PairsFound {
  /** Pairs that this step brought, likeliest first. */
  pairs: Pair[];
  /** Customers looked at so far, most recently active first. */
  looked: number;
}

/** Looks for customers that may be one, most recently active ones first, step by step until everybody was looked at. */
export async function* findPairs(now: number = Date.now(), database: KebanDatabase = db): AsyncGenerator<PairsFound> {
  const { ids } = await listCustomers({}, 'activeAt', {}, database);
  const told = new Set<string>();
  for (let i = 0; i < ids.length; i += STEP) {
    const some = (await database.customers.bulkGet(ids.slice(i, i + STEP))).filter((c) => c !== undefined);
    const found = await suggestionsOf(some, now, database);
    const pairs = some.flatMap((customer, n) => (found[n] ?? []).map((suggestion) => pairOf(customer, suggestion)));
    const fresh = pairs.filter((pair) => !told.has(pairKey(pair)));
    const unique = [...new Map(fresh.map((pair) => [pairKey(pair), pair])).values()];
    for (const pair of unique) told.add(pairKey(pair));
    yield { pairs: unique.toSorted((x, y) => y.score - x.score), looked: Math.min(i + STEP, ids.length) };
  }
}

/** Returns a customer and somebody suggested as a pair, the one whose record is to stay first. */
export function pairOf(customer: Customer, { customer: other, ...match }: Suggestion): Pair {
  const [a = customer, b = other] = bestKnownFirst([customer, other]);
  return { ...match, a, b };
}
