import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { KebanDatabase } from '../../lib/db/database.ts';
import { pageOfCustomers } from '../../lib/db/customers.ts';
import { addNote } from '../../lib/db/notes.ts';
import { aCustomer } from '../support/customers.ts';

let db: KebanDatabase;
let made = 0;
beforeEach(async () => {
  db = new KebanDatabase(`customers-${made++}`);
  await db.customers.bulkPut(
    Array.from({ length: 60 }, (_, i) =>
      aCustomer(`c_${String(i).padStart(2, '0')}`, `林间小雨${i}`, {
        activeAt: 1000 + Math.floor(i / 4),
        tags: i % 2 ? ['老客'] : [],
        ...(i % 10 === 0 ? { country: 'RU' } : {}),
      }),
    ),
  );
});
afterEach(() => db.delete());

it('gives every customer once over the pages, also where many were active at one moment', async () => {
  const seen: string[] = [];
  for (let after: { activeAt: number; id: string } | undefined; ;) {
    const page = await pageOfCustomers({}, 7, after, db);
    seen.push(...page.map((c) => c.id));
    after = page.at(-1);
    if (!after) break;
  }
  expect(seen).toHaveLength(60);
  expect(new Set(seen).size).toBe(60);
});

it('searches among those that pass the filter, not first and filters then', async () => {
  const found = await pageOfCustomers({ query: '小雨', country: 'RU' }, 5, undefined, db);
  expect(found.map((c) => c.id).toSorted()).toEqual(['c_10', 'c_20', 'c_30', 'c_40', 'c_50']);
  expect(await pageOfCustomers({ query: '小雨' }, 5, found.at(-1), db)).toEqual([]);
});

it('refuses a note on a customer that is not there', async () => {
  await expect(addNote('c_gone', '重要', db)).rejects.toThrow('no such customer');
  expect(await db.notes.count()).toBe(0);
});
