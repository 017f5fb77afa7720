import { expect } from 'vitest';
import { db } from '../../lib/db/database.ts';
import { blobOf } from '../../lib/files/export-customers.ts';
import { readKebanJson, type KebanFile } from '../../lib/files/keban-json.ts';
import { customerFile } from '../../lib/ui/customer-export.ts';

/** All customers as the exchange file of this computer has them, read back. */
export async function exported(): Promise<KebanFile> {
  const ids = (await db.customers.toArray()).map((c) => c.id);
  const choice = { what: 'customers' as const, format: 'json' as const, notes: true };
  const file = await customerFile({ ids, choice, signal: new AbortController().signal, onCustomers: () => undefined });
  const read = await readKebanJson(await blobOf(file));
  if (read.status !== 'ready') throw new Error(read.problem.key);
  expect(read.errors).toEqual([]);
  return read;
}
