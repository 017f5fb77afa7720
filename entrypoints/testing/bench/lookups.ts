import { customerCard } from '#lib/db/customer-card.ts';
import { listCustomers } from '#lib/db/customer-list.ts';
import { pageOfCustomers, searchCustomers } from '#lib/db/customers.ts';
import { db, type OrderRow } from '#lib/db/database.ts';
import { careDone, openGuarded } from '#lib/db/guard.ts';
import { newestOrders } from '#lib/db/newest-orders.ts';
import { UNMARKED, orderByNo, ordersOf } from '#lib/db/orders.ts';
import { nickKey } from '#lib/domain/identity.ts';
import { readRow } from '#lib/db/packed-orders.ts';
import type { OrderState } from '#lib/domain/observation.ts';
import { foldText } from '#lib/domain/text.ts';
import type { Customer } from '#lib/domain/customer.ts';
import { SAMPLE_TAG } from './fill.ts';
import { RawDatabase } from './raw.ts';
import { mixed, shopOfSample } from './sample.ts';
import { compared, type Compared } from './timing.ts';

export const LOOKUPS = [
  'profile',
  'order by number',
  'orders of a customer',
  'newest 20 of a state',
  'newest 20, closed',
  'newest 20, done',
  'newest 50 of a state',
  'name by prefix',
  'name by two characters',
  'list, first page',
  'list, page at 90 %',
  'list, all ids',
  'tag, first page',
] as const;
export type Lookup = (typeof LOOKUPS)[number];

const PAGE = 50;
const SHOWN = 20;

/** Customers spread over the whole table, with one order each. */
async function someCustomers(count: number): Promise<{ customer: Customer; no: string }[]> {
  const ids = await db.customers.toCollection().primaryKeys();
  const picked = Array.from({ length: count }, (_, i) => ids[mixed(i, 77) % ids.length] ?? '');
  const rows = await db.customers.bulkGet(picked);
  return rows.flatMap((customer) => (customer?.stats.lastNo ? [{ customer, no: customer.stats.lastNo }] : []));
}

function prefix(start: string): IDBKeyRange {
  return IDBKeyRange.bound(start, `${start}\uffff`);
}

/** Waits until the database is checked and its once-a-session care is over. */
export async function settled(): Promise<void> {
  await openGuarded();
  await careDone();
}

/** Measures one kind of look-up, ours against plain IndexedDB. */
export async function measureLookup(kind: Lookup, times: number): Promise<Compared> {
  const raw = await RawDatabase.open(db.name);
  // Dexie's name is the database's own; the version differs by its factor, so an open without one takes what is there.
  const some = await someCustomers(Math.max(times, 50));
  const pick = (i: number): { customer: Customer; no: string } => some[i % some.length] as { customer: Customer; no: string };
  try {
    return await measures(raw, pick, times)[kind]();
  } finally {
    raw.close();
  }
}

type Pick = (i: number) => { customer: Customer; no: string };

function measures(raw: RawDatabase, pick: Pick, times: number): Record<Lookup, () => Promise<Compared>> {
  return { ...people(raw, pick, times), ...orders(raw, pick, times), ...lists(raw, times) };
}

function orders(raw: RawDatabase, pick: Pick, times: number) {
  const shopId = shopOfSample('taobao');
  const all = ['done', 'shipped', 'closed', 'paid', 'unpaid'] as const;
  const newest = (limit: number, states: readonly OrderState[] = all): Promise<Compared> =>
    compared(
      times,
      (i) => newestOrders(shopId, states[i % states.length] ?? 'done', limit),
      (i) => rawNewest(raw, shopId, states[i % states.length] ?? 'done', limit),
    );
  return {
    'order by number': () =>
      compared(
        times,
        (i) => orderByNo(pick(i).no),
        async (i) => {
          const rows = await raw.all<OrderRow>('orders', 'tails', pick(i).no.slice(-6));
          return rows.flatMap((row) => readRow(row).list).find((order) => order.no === pick(i).no);
        },
      ),
    'orders of a customer': () =>
      compared(
        times,
        (i) => ordersOf(pick(i).customer.id),
        (i) => raw.all('orders', null, prefix(`${pick(i).customer.id}#`)),
      ),
    'newest 20 of a state': () => newest(20),
    'newest 20, closed': () => newest(20, ['closed']),
    'newest 20, done': () => newest(20, ['done']),
    'newest 50 of a state': () => newest(50),
  };
}

/** The rows that the newest orders of a state are in. */
async function rawNewest(raw: RawDatabase, shopId: string, state: OrderState, limit: number): Promise<unknown> {
  if (state !== UNMARKED) return raw.newest('orders', 'marks', prefix(`${shopId}|${state}|`), limit);
  const ofShop = IDBKeyRange.bound([shopId, 0], [shopId, Infinity]);
  const customers = await raw.newest<Customer>('customers', '[shopId+activeAt]', ofShop, 2 * limit);
  return Promise.all(customers.map(({ id }) => raw.all('orders', null, prefix(`${id}#`))));
}

function people(raw: RawDatabase, pick: Pick, times: number) {
  const bigram = (i: number): string => [...pick(i).customer.name].slice(1, 3).join('');
  const start = (i: number): string => foldText(pick(i).customer.name).slice(0, 3);
  const none = (i: number): string => pick(i).customer.id;
  return {
    profile: () =>
      compared(
        times,
        (i) => customerCard(none(i)),
        (i) => rawCard(raw, none(i)),
      ),
    'name by prefix': () =>
      compared(
        times,
        (i) => searchCustomers(start(i), SHOWN),
        (i) => raw.all('customers', 'keys', prefix(nickKey(pick(i).customer.shopId, start(i))), SHOWN),
      ),
    'name by two characters': () =>
      compared(
        times,
        (i) => searchCustomers(bigram(i), SHOWN),
        (i) => raw.all('customers', 'tokens', bigram(i), SHOWN),
      ),
  };
}

/** The same rows as the profile's, in one transaction. */
async function rawCard(raw: RawDatabase, id: string): Promise<unknown> {
  const at = IDBKeyRange;
  return Promise.all([
    raw.get('customers', id),
    raw.all('orders', null, prefix(`${id}#`)),
    raw.all('notes', '[customerId+at]', at.bound([id, 0], [id, Infinity])),
    raw.all('reminders', '[customerId+state]', at.only([id, 'open'])),
    raw.all('reminders', '[customerId+state]', at.only([id, 'done'])),
    raw.all('tags', null, null),
    raw.all('shops', null, null),
  ]);
}

function lists(raw: RawDatabase, times: number) {
  const few = Math.min(times, 60);
  const shopId = shopOfSample('taobao');
  const deep = async (): Promise<{ activeAt: number; id: string }> => {
    const { ids } = await listCustomers({}, 'activeAt');
    const row = await db.customers.get(ids[Math.floor(ids.length * 0.9)] ?? '');
    return { activeAt: row?.activeAt ?? 0, id: row?.id ?? '' };
  };
  return {
    'list, first page': () =>
      compared(
        few,
        () => pageOfCustomers({}, PAGE),
        () => raw.newest('customers', '[shopId+activeAt]', null, PAGE),
      ),
    'list, page at 90 %': async () => {
      const after = await deep();
      const passed = (row: Customer): boolean => row.activeAt === after.activeAt && row.id >= after.id;
      return compared(
        few,
        () => pageOfCustomers({}, PAGE, after),
        () => raw.newest('customers', '[shopId+activeAt]', IDBKeyRange.upperBound([shopId, after.activeAt]), PAGE, passed),
      );
    },
    'list, all ids': () =>
      compared(
        Math.min(times, 15),
        () => listCustomers({}, 'activeAt'),
        () => raw.keys('customers', '[shopId+activeAt]'),
      ),
    'tag, first page': () =>
      compared(
        few,
        () => pageOfCustomers({ tag: SAMPLE_TAG }, PAGE),
        () => raw.all('customers', 'tags', SAMPLE_TAG, PAGE),
      ),
  };
}
