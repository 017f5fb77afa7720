import type { DBCore, Dexie } from 'dexie';

/** Why nothing may be written: not checked yet, data lost, written by a newer version, held up by another page, not to be opened. */
export type Refusal = 'unchecked' | 'lost' | 'newer' | 'blocked' | 'failed';

/** A write was refused because the database must not be touched in its present state. */
export class ReadOnlyError extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(`the database is read-only: ${refusal}`);
    // Not the class's name: Dexie would take that for an error of its own and replace it.
    this.name = 'WriteRefused';
    this.refusal = refusal;
  }
}

const refusals = new WeakMap<object, Refusal>();

/** Tells whether this code runs in a page or worker of the extension, where a check must come before any write. */
function inExtension(): boolean {
  return /^(?:chrome|moz)-extension:$/.test(globalThis.location?.protocol ?? '');
}

/**
 * Makes a database refuse write transactions with `ReadOnlyError` while `refuseWrites` says so. In the extension it
 * refuses from the start, until it has been checked; elsewhere (tests) it is writable.
 */
export function withWriteGate<T extends Dexie>(database: T): T {
  if (inExtension()) refusals.set(database, 'unchecked');
  database.use({
    stack: 'dbcore',
    name: 'write-gate',
    create: (core: DBCore): DBCore => ({
      ...core,
      transaction: (stores, mode, options) => {
        const refusal = refusals.get(database);
        if (mode === 'readwrite' && refusal) throw new ReadOnlyError(refusal);
        return core.transaction(stores, mode, options);
      },
    }),
  });
  return database;
}

/** Refuses writes from now on, or allows them again with null. */
export function refuseWrites(database: Dexie, refusal: Refusal | null): void {
  if (refusal) refusals.set(database, refusal);
  else refusals.delete(database);
}
