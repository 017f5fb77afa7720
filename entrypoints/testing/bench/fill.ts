import { Dexie, type Table } from 'dexie';
import { openGuarded } from '#lib/db/guard.ts';
import { db, KebanDatabase } from '#lib/db/database.ts';
import { importOrders } from '#lib/db/imports.ts';
import type { Customer } from '#lib/domain/customer.ts';
import { newId } from '#lib/domain/ids.ts';
import type { Order } from '#lib/domain/order.ts';
import { customerOf, keptOrder, ORDERS_EACH, sampleBatches, shopOfSample, type SampleOrder, type SampleShape } from './sample.ts';

/** How long a filling took. */
export interface Filled {
  orders: number;
  ms: number;
  /** Milliseconds spent making the orders up, contained in `ms`. */
  generatingMs: number;
  /** Milliseconds spent on the customers alone, contained in `ms`; 0 where that cannot be told. */
  customersMs: number;
}

/** Measures what a source costs while somebody else reads it. */
async function* clocked<T>(source: AsyncGenerator<T>, spent: { ms: number }): AsyncGenerator<T> {
  for (;;) {
    const from = performance.now();
    const { value, done } = await source.next();
    spent.ms += performance.now() - from;
    if (done) return;
    yield value;
  }
}

/** Imports a sample the way a file is imported; into the database of the panel unless another is named. */
export async function fillByImport(shape: SampleShape, order: SampleOrder, name?: string, chunkRows?: number): Promise<Filled> {
  const state = await openGuarded();
  if (state.kind !== 'ready') throw new Error(`database: ${state.kind}`);
  const database = name ? new KebanDatabase(name) : db;
  const spent = { ms: 0 };
  const from = performance.now();
  const { row, badRows } = await importOrders(
    clocked(sampleBatches(shape, order), spent),
    {
      fileName: `${shape.customers}.xlsx`,
      shopId: shopOfSample(shape.site),
      shopName: shopOfSample(shape.site),
      ...(chunkRows ? { chunkRows } : {}),
    },
    database,
  );
  const ms = performance.now() - from;
  const isWhole = row.created === shape.customers * ORDERS_EACH && row.customers === shape.customers;
  if (!isWhole || badRows.length > 0) throw new Error(`import: ${JSON.stringify(row)}`);
  return { orders: row.created, ms, generatingMs: spent.ms, customersMs: 0 };
}

/** One row per order, as one would do it at first: the yardstick. */
class PlainDatabase extends Dexie {
  customers!: Table<Customer, string>;
  orders!: Table<Order & { customerId: string }, string>;

  constructor(name: string) {
    super(name, { chromeTransactionDurability: 'strict' });
    this.version(1).stores({
      customers: 'id, *keys, *tokens, *tags, [shopId+activeAt]',
      orders: 'no, customerId, [shopId+createdAt], state, [state+createdAt]',
    });
  }
}

const PLAIN_CHUNK = 2000;

/**
 * Fills the yardstick: finished customers, then a row per order in bulk, nothing looked up, nothing to undo. Ends before
 * all is in once `limitMs` milliseconds are over; `orders` tells how many are.
 */
export async function fillPlain(shape: SampleShape, order: SampleOrder, name: string, limitMs = Infinity): Promise<Filled> {
  const database = new PlainDatabase(name);
  await database.open();
  const spent = { ms: 0 };
  const from = performance.now();
  const ids: string[] = [];
  for (let i = 0; i < shape.customers; i += PLAIN_CHUNK) {
    const rows: Customer[] = [];
    for (let n = i; n < Math.min(i + PLAIN_CHUNK, shape.customers); n++) rows.push(customerOf(shape, n, []));
    ids.push(...rows.map((row) => row.id));
    await database.customers.bulkAdd(rows);
  }
  const customersMs = performance.now() - from;
  let orders = 0;
  for await (const { rows } of clocked(sampleBatches(shape, order, PLAIN_CHUNK), spent)) {
    // Which of the customers it is does not matter for the speed; that they are spread does.
    await database.orders.bulkAdd(
      rows.map((row) => ({
        ...keptOrder(shape, row.order),
        customerId: ids[numberIn(row.order.buyer?.name) % ids.length] ?? '',
      })),
    );
    orders += rows.length;
    if (performance.now() - from - spent.ms >= limitMs) break;
  }
  const ms = performance.now() - from;
  database.close();
  return { orders, ms, generatingMs: spent.ms, customersMs };
}

function numberIn(name: string | undefined): number {
  return Number(/\d+$/.exec(name ?? '')?.[0] ?? 0);
}

export const SAMPLE_TAG = '回头客';
const DAY = 86_400_000;
/** At most so many customers get notes and follow-ups. */
const WRITTEN_ON = 20_000;

/** Puts three notes and two follow-ups on a part of the customers and a tag on every twentieth. */
export async function addPeoplesWork(): Promise<void> {
  const ids = await db.customers.toCollection().primaryKeys();
  const now = Date.now();
  const every = Math.max(1, Math.ceil(ids.length / WRITTEN_ON));
  const written = ids.filter((_, i) => i % every === 0);
  for (let i = 0; i < written.length; i += 1000) {
    const part = written.slice(i, i + 1000);
    await db.notes.bulkPut(
      part.flatMap((customerId, n) =>
        [1, 2, 3].map((k) => ({
          id: newId('n'),
          customerId,
          text: `第 ${k} 条备注：周末发货，包装加厚，赠品放浅色 ${n}`,
          at: now - k * DAY,
        })),
      ),
    );
    await db.reminders.bulkPut(
      part.flatMap((customerId) =>
        (['open', 'done'] as const).map((state) => ({
          id: newId('r'),
          customerId,
          shopId: shopOfSample('taobao'),
          text: '问尺码是否合适',
          dueAt: now + 400 * DAY,
          state,
          createdAt: now,
        })),
      ),
    );
  }
  const tagged = ids.filter((_, i) => i % 20 === 0);
  for (let i = 0; i < tagged.length; i += 1000) {
    const rows = await db.customers.bulkGet(tagged.slice(i, i + 1000));
    await db.customers.bulkPut(rows.flatMap((row) => (row ? [{ ...row, tags: [SAMPLE_TAG] }] : [])));
  }
  await db.tags.put({ id: SAMPLE_TAG, color: 'blue', count: tagged.length, createdAt: now });
}
