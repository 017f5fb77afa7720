import type { KebanDatabase } from './database.ts';

/** How far a database without customers and orders had come when that was seen. */
export interface NewGround {
  seq: unknown;
  epoch: unknown;
}

async function stateOf(database: KebanDatabase): Promise<NewGround> {
  const [seq, epoch] = await database.meta.bulkGet(['seq', 'epoch']);
  return { seq: seq?.value, epoch: epoch?.value };
}

/** Returns the state of a database that holds no customer and no order yet, null for any other. Runs inside a transaction. */
export async function newGround(database: KebanDatabase): Promise<NewGround | null> {
  const [customer, order] = await Promise.all([
    database.customers.limit(1).primaryKeys(),
    database.orders.limit(1).primaryKeys(),
  ]);
  return customer.length === 0 && order.length === 0 ? stateOf(database) : null;
}

/**
 * Tells whether nobody but the import itself has written since: every other way to bring a customer or an order moves
 * the sequence number on in the transaction that does it. Runs inside the transaction that relies on it.
 */
export async function isStillNew(database: KebanDatabase, { seq, epoch }: NewGround): Promise<boolean> {
  const now = await stateOf(database);
  return now.seq === seq && now.epoch === epoch;
}
