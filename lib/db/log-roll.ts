const NAME = 'keban-scratch';
/** Random rows of 60 kB, together a little over 8 MB: measured to be enough for the log to be rolled. */
const ROWS = 140;
const ROW_BYTES = 60_000;

/**
 * Makes the browser's storage engine start a new log file, by writing 8 MB of random rows and deleting them.
 *
 * After a crash in the middle of a large transaction LevelDB may go on writing behind a torn record, and come up empty
 * at the start after next. A new log has no such record. Takes 0.3–1.5 s; harmless with any other engine.
 */
export async function rollLog(): Promise<void> {
  await settled(indexedDB.deleteDatabase(NAME));
  const opening = indexedDB.open(NAME, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore('rows', { autoIncrement: true });
  const scratch = await settled(opening);
  try {
    for (let i = 0; i < ROWS; i++) await writeRow(scratch);
  } finally {
    scratch.close();
    await settled(indexedDB.deleteDatabase(NAME));
  }
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the request failed'));
  });
}

function writeRow(scratch: IDBDatabase): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = scratch.transaction('rows', 'readwrite', { durability: 'strict' });
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('the transaction was aborted'));
    transaction.objectStore('rows').add(crypto.getRandomValues(new Uint8Array(ROW_BYTES)));
  });
}
