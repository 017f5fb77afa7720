import { listCustomers } from '#lib/db/customer-list.ts';
import { db } from '#lib/db/database.ts';
import { blobOf, type ExportFormat } from '#lib/files/export-customers.ts';
import { customerFile } from '#lib/ui/customer-export.ts';
import { RawDatabase } from './raw.ts';

export interface Exported {
  customers: number;
  ms: number;
  bytes: number;
}

/** Writes all customers into a file of a format, as the dashboard does. */
export async function exportAll(format: ExportFormat): Promise<Exported> {
  const from = performance.now();
  const { ids } = await listCustomers({}, 'activeAt');
  const file = await customerFile({
    ids,
    choice: { what: 'customers', format, notes: false },
    signal: new AbortController().signal,
    onCustomers: () => undefined,
  });
  const blob = await blobOf(file);
  return { customers: ids.length, ms: performance.now() - from, bytes: blob.size };
}

/** Walks all customers with a plain cursor and writes each as a line of JSON: the yardstick of exports. */
export async function exportPlain(): Promise<Exported> {
  const from = performance.now();
  const raw = await RawDatabase.open(db.name);
  let customers = 0;
  const parts: Blob[] = [];
  let lines: string[] = [];
  const request = raw.stores(['customers'])('customers').openCursor();
  await new Promise<void>((resolve, reject) => {
    request.onerror = () => reject(request.error ?? new Error('not read'));
    request.onsuccess = () => {
      const cursor = request.result;
      if (!cursor) return resolve();
      customers += 1;
      lines.push(JSON.stringify(cursor.value));
      if (lines.length >= 2000) {
        parts.push(new Blob([`${lines.join('\n')}\n`]));
        lines = [];
      }
      cursor.continue();
    };
  });
  raw.close();
  const blob = new Blob([...parts, `${lines.join('\n')}\n`]);
  return { customers, ms: performance.now() - from, bytes: blob.size };
}
