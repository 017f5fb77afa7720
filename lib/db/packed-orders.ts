import type { DBCoreCursor, DBCoreTable, Dexie } from 'dexie';
import type { Order } from '../domain/order.ts';
import type { OrderRow } from './database.ts';
import { packOrders, unpackOrders } from './order-pack.ts';
import { withWritten } from './table-ways.ts';

/** A row of orders as it lies in the store. */
interface StoredRow extends Omit<OrderRow, 'list'> {
  /** See `packOrders`. */
  packed: Uint8Array<ArrayBuffer>;
}

/** Returns a row of orders as it is stored. */
export function storedRow({ list, ...row }: OrderRow): StoredRow {
  return { ...row, packed: packOrders(list) };
}

/** Returns a row of orders as code knows it; rows of older versions are stored like that. */
export function readRow(row: StoredRow | OrderRow): OrderRow {
  if (!('packed' in row)) return row;
  const { packed, ...rest } = row;
  return { ...rest, list: unpackOrders<Order>(packed) };
}

/** What a query or get has found: rows, or keys where no values were asked for. */
function readAny(found: unknown): unknown {
  return typeof found === 'object' && found !== null && 'customerId' in found ? readRow(found as StoredRow | OrderRow) : found;
}

/**
 * Makes a database keep the orders of a row as a few bytes, whoever writes them, and give them as a list, whoever reads
 * them. What bypasses Dexie uses `storedRow` and `readRow`.
 */
export function withPackedOrders(database: Dexie): void {
  withWritten<OrderRow>(database, 'orders', (rows) => rows.map(storedRow), reading);
}

function reading(table: DBCoreTable): Partial<DBCoreTable> {
  return {
    // Chained, not awaited: Dexie's own promises keep the transaction they run in.
    get: (request) => table.get(request).then(readAny),
    getMany: (request) => table.getMany(request).then((found) => found.map(readAny)),
    query: (request) => table.query(request).then((found) => ({ ...found, result: found.result.map(readAny) })),
    openCursor: (request) => table.openCursor(request).then((cursor) => cursor && readingCursor(cursor)),
  };
}

/** A cursor whose value is read when it is asked for. */
function readingCursor(cursor: DBCoreCursor): DBCoreCursor {
  return Object.create(cursor, {
    key: { get: () => cursor.key as unknown },
    primaryKey: { get: () => cursor.primaryKey as unknown },
    value: { get: () => readAny(cursor.value) },
  }) as DBCoreCursor;
}
