import { Dexie, RangeSet, type ObservabilitySet, type Table } from 'dexie';

/**
 * Puts rows into a table of the running transaction and tells live queries merely that anything in the table may have
 * changed. Dexie would work out the touched keys of every index, which costs as much as the writing itself when there
 * are thousands of rows. A row that cannot be written aborts the transaction. Past Dexie, so that `stored` has to make of
 * a row what is stored of it, where that is something else.
 */
export function putMany<T>(table: Table<T, string>, rows: readonly T[], stored: (row: T) => unknown = (row) => row): void {
  if (rows.length === 0) return;
  const running = Dexie.currentTransaction;
  if (!running) throw new Error('putMany needs a running transaction');
  const { idbtrans } = running;
  const store = idbtrans.objectStore(table.name);
  for (const row of rows) store.put(stored(row));
  // Where Dexie 4 keeps what a transaction changed; it tells everybody when the transaction completes.
  const told = idbtrans as IDBTransaction & { mutatedParts?: ObservabilitySet };
  told.mutatedParts = { ...told.mutatedParts, ...anythingIn(table as Table<unknown, string>) };
}

function anythingIn(table: Table<unknown, string>): ObservabilitySet {
  const place = `idb://${table.db.name}/${table.name}/`;
  const parts: ObservabilitySet = {};
  for (const index of ['', ':dels', ...table.schema.indexes.map(({ name }) => name)]) {
    parts[`${place}${index}`] = new RangeSet(Dexie.minKey, Dexie.maxKey);
  }
  return parts;
}
