import type { Customer } from '../domain/customer.ts';
import { nickKey } from '../domain/identity.ts';
import { readingsOf, type SearchReading } from '../domain/search-query.ts';
import { foldText, isMasked } from '../domain/text.ts';
import { foundBy, namedFrom } from './by-name.ts';
import { pageOfCustomers } from './customers.ts';
import { db, type KebanDatabase } from './database.ts';
import { ordersOfMany, tailOf } from './orders.ts';
import { searchEverything } from './search-all.ts';

/** A customer that could be meant, and by what. Only a full order number or a full nick is `sure`. */
export interface Hit {
  customer: Customer;
  by: 'nick' | 'order' | 'orderTail' | 'phoneTail' | 'masked' | 'name' | 'tag';
  sure: boolean;
  /** The order number that fits, for `orderTail`. */
  detail?: string;
}

/** Order of hits: what identifies first. */
const RANK: Record<Hit['by'], number> = { order: 0, nick: 1, orderTail: 2, masked: 3, name: 4, tag: 5, phoneTail: 6 };

/** Customers, newest activity first, whose telephone numbers are looked through: they are in no index. */
export const PHONE_REACH = 3000;
const PHONE_STEP = 300;

/**
 * Finds customers by nick (also a masked one), order number or its end, name or tag; at most `limit`, the surest first. A
 * text that finds nobody as it is, is looked for without its label and what else may stand around.
 */
export async function findAnyone(text: string, limit = 8, database: KebanDatabase = db): Promise<Hit[]> {
  for (const reading of readingsOf(text)) {
    const hits = await findAs(reading, limit, database);
    if (hits.length > 0) return hits;
  }
  return [];
}

async function findAs({ text: query, by }: SearchReading, limit: number, database: KebanDatabase): Promise<Hit[]> {
  if (by === 'phone') return [];
  const parts = isMasked(query)
    ? [await byMask(query, limit, database)]
    : await Promise.all([byNick(query, database), byOrderTail(query, limit, database), byAnything(query, limit, database)]);
  const best = new Map<string, Hit>();
  for (const hit of parts.flat()) {
    const before = best.get(hit.customer.id);
    if (!before || RANK[hit.by] < RANK[before.by]) best.set(hit.customer.id, hit);
  }
  const hits = [...best.values()].toSorted(
    (a, b) => RANK[a.by] - RANK[b.by] || b.customer.activeAt - a.customer.activeAt || (a.customer.id < b.customer.id ? -1 : 1),
  );
  return hits.slice(0, limit);
}

/** Returns the one hit that may be opened without looking, or null: a sure one, and no other that is sure. */
export function surest(hits: readonly Hit[]): Hit | null {
  const sure = hits.filter((hit) => hit.sure);
  return sure.length === 1 && sure[0] ? sure[0] : null;
}

async function byNick(nick: string, database: KebanDatabase): Promise<Hit[]> {
  const shops = (await database.shops.toCollection().primaryKeys()).map((id) => nickKey(id, nick));
  const found = shops.length > 0 ? await database.customers.where('keys').anyOf(shops).distinct().toArray() : [];
  return found.map((customer) => ({ customer, by: 'nick' as const, sure: true }));
}

async function byAnything(query: string, limit: number, database: KebanDatabase): Promise<Hit[]> {
  const found = await searchEverything(query, limit, database);
  return found.map(({ customer, by }) => ({ customer, by: by === 'recent' ? 'name' : by, sure: by === 'order' }));
}

/** Orders are listed under their last six digits: fewer digits are looked up under all six that end so. */
async function byOrderTail(query: string, limit: number, database: KebanDatabase): Promise<Hit[]> {
  if (!/^\d{4,10}$/.test(query)) return [];
  const open = Math.max(0, 6 - query.length);
  const tails =
    open === 0 ? [tailOf(query)] : Array.from({ length: 10 ** open }, (_, n) => `${String(n).padStart(open, '0')}${query}`);
  const rows = await database.orders
    .where('tails')
    .anyOf(tails)
    .limit(limit * 4)
    .toArray();
  const owners = new Map<string, string>();
  for (const row of rows) {
    const no = row.list.find((order) => order.no.endsWith(query))?.no;
    if (no && !owners.has(row.customerId)) owners.set(row.customerId, no);
  }
  const customers = await database.customers.bulkGet([...owners.keys()]);
  return customers.flatMap((customer) =>
    customer ? [{ customer, by: 'orderTail' as const, sure: false, detail: owners.get(customer.id) ?? '' }] : [],
  );
}

/** A masked nick proposes: those whose name begins and ends like it, and those known only under such a mask. */
async function byMask(query: string, limit: number, database: KebanDatabase): Promise<Hit[]> {
  const head = foldText(query.slice(0, query.indexOf('*')));
  const tail = foldText(query.slice(query.lastIndexOf('*') + 1));
  if (!head) return [];
  const fits = (customer: Customer): boolean =>
    [customer.name, ...customer.aliases].map(foldText).some((name) => name.startsWith(head) && name.endsWith(tail));
  const queries = await namedFrom(head, undefined, database);
  const most = limit * 10;
  const found = await foundBy(queries, (query) => query().filter(fits).limit(most).toArray());
  return found.map((customer) => ({ customer, by: 'masked' as const, sure: false }));
}

/** What looking through telephone numbers gave; `whole` tells whether all customers were looked at. */
export interface PhoneHits {
  hits: Hit[];
  whole: boolean;
}

/**
 * Finds customers by the end of a telephone number among the most recent ones. Asks `wanted` between steps and stops when
 * nobody waits for the answer any more. `reach` is how many customers are looked at, at least one step.
 */
export async function findByPhoneTail(
  digits: string,
  wanted: () => boolean,
  { limit = 8, reach = PHONE_REACH }: { limit?: number; reach?: number } = {},
  database: KebanDatabase = db,
): Promise<PhoneHits> {
  const hits: Hit[] = [];
  let last: Customer | undefined;
  for (let looked = 0; looked < reach; looked += PHONE_STEP) {
    if (!wanted() || hits.length >= limit) return { hits: hits.slice(0, limit), whole: false };
    const people = await pageOfCustomers({}, PHONE_STEP, last, database);
    last = people.at(-1);
    const orders = await ordersOfMany(
      people.map((c) => c.id),
      database,
    );
    for (const customer of people) {
      const phones = (orders.get(customer.id) ?? []).map((order) => order.recipient?.phone ?? '');
      if (phones.some((phone) => endsIn(phone, digits))) hits.push({ customer, by: 'phoneTail', sure: false });
    }
    if (people.length < PHONE_STEP) return { hits: hits.slice(0, limit), whole: true };
  }
  return { hits: hits.slice(0, limit), whole: false };
}

/** What is masked is not known: only the digits after the mask count. */
function endsIn(phone: string, digits: string): boolean {
  const known = phone.slice(phone.lastIndexOf('*') + 1).replace(/\D/g, '');
  return known.endsWith(digits);
}
