/** Plain IndexedDB over the same store, without any library: what can be had at best. */
export class RawDatabase {
  readonly #db: IDBDatabase;

  constructor(db: IDBDatabase) {
    this.#db = db;
  }

  static open(name: string): Promise<RawDatabase> {
    const request = indexedDB.open(name);
    return new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(new RawDatabase(request.result));
      request.onerror = () => reject(request.error ?? new Error('not opened'));
    });
  }

  close(): void {
    this.#db.close();
  }

  stores(names: readonly string[]): (name: string) => IDBObjectStore {
    const transaction = this.#db.transaction(names, 'readonly');
    return (name) => transaction.objectStore(name);
  }

  get<T>(store: string, key: string): Promise<T | undefined> {
    return answer<T | undefined>(this.stores([store])(store).get(key));
  }

  async all<T>(store: string, index: string | null, query: IDBKeyRange | string | null, limit?: number): Promise<T[]> {
    const source = this.stores([store])(store);
    return answer<T[]>((index ? source.index(index) : source).getAll(query, limit));
  }

  /** Primary keys in the order of an index. */
  keys(store: string, index: string): Promise<string[]> {
    return answer<string[]>(this.stores([store])(store).index(index).getAllKeys());
  }

  /** Rows of an index from the end, at most `limit`, passed over while `skip` says so. */
  newest<T>(store: string, index: string, range: IDBKeyRange | null, limit: number, skip?: (row: T) => boolean): Promise<T[]> {
    const request = this.stores([store])(store).index(index).openCursor(range, 'prev');
    const rows: T[] = [];
    return new Promise((resolve, reject) => {
      request.onerror = () => reject(request.error ?? new Error('not read'));
      request.onsuccess = () => {
        const cursor = request.result;
        if (!cursor || rows.length >= limit) return resolve(rows);
        if (!skip?.(cursor.value as T)) rows.push(cursor.value as T);
        if (rows.length >= limit) return resolve(rows);
        cursor.continue();
      };
    });
  }
}

/** Returns the answer to a request. */
export function answer<T>(request: IDBRequest): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result as T);
    request.onerror = () => reject(request.error ?? new Error('not read'));
  });
}
