import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { byActivity, idsOfShop, newestActive, type ActivityPlace } from '#lib/db/by-activity.ts';
import { listCustomers } from '#lib/db/customer-list.ts';
import { KebanDatabase } from '#lib/db/database.ts';
import { findPairs } from '#lib/db/suggestions.ts';
import { aCustomer, SHOP } from '../support/customers.ts';

const SHOPS = [SHOP, 'taobao|别的店', 'aliexpress|100001'];
let db: KebanDatabase;
let made = 0;
beforeEach(() => {
  db = new KebanDatabase(`by-activity-${made++}`);
});
afterEach(() => db.delete());

/** Customers of shops in turn, of which five each were active at one moment. */
async function fill(count: number, shops: readonly string[]): Promise<string[]> {
  const rows = Array.from({ length: count }, (_, i) =>
    aCustomer(`c_${String((i * 7) % count).padStart(3, '0')}`, `买家${i}`, {
      shopId: shops[i % shops.length] ?? SHOP,
      activeAt: 1000 + Math.floor(i / 5),
    }),
  );
  await db.customers.bulkPut(rows);
  return rows.toSorted((a, b) => b.activeAt - a.activeAt || (a.id < b.id ? 1 : -1)).map(({ id }) => id);
}

it('lists the customers of all shops as one, page after page', async () => {
  const expected = await fill(101, SHOPS);
  const seen: string[] = [];
  for (let after: ActivityPlace | undefined; ;) {
    const page = await newestActive(9, { after }, db);
    seen.push(...page.map(({ id }) => id));
    after = page.at(-1);
    if (!after) break;
  }
  expect(seen).toEqual(expected);
});

it('lists those of one shop, and those that are wanted', async () => {
  const expected = await fill(60, SHOPS);
  const rows = (await db.customers.bulkGet(expected)).filter((row) => row !== undefined);
  const ofShop = rows.filter(({ shopId }) => shopId === SHOPS[1]).map(({ id }) => id);
  expect((await newestActive(100, { shopId: SHOPS[1] }, db)).map(({ id }) => id)).toEqual(ofShop);
  expect(await idsOfShop(SHOPS[1] ?? '', db)).toEqual(ofShop);
  const wanted = (row: { name: string }): boolean => row.name.endsWith('7');
  const few = await newestActive(3, { wanted }, db);
  expect(few.map(({ id }) => id)).toEqual(
    rows
      .filter(wanted)
      .slice(0, 3)
      .map(({ id }) => id),
  );
  expect(await newestActive(3, { shopId: 'taobao|没有的店' }, db)).toEqual([]);
});

it('gives all ids in the same order, over one shop, several, or more than one step', async () => {
  for (const [count, shops] of [
    [23, [SHOP]],
    [71, SHOPS],
    [2346, SHOPS],
  ] as const) {
    await db.customers.clear();
    const expected = await fill(count, shops);
    expect(await listCustomers({}, 'activeAt', {}, db)).toEqual({
      ids: expected,
      looked: shops.length > 1 ? count : null,
      capped: false,
    });
    expect(await listCustomers({ shopId: '' }, 'activeAt', {}, db)).toMatchObject({ ids: expected });
  }
  await db.customers.clear();
  expect(await listCustomers({}, 'activeAt', {}, db)).toMatchObject({ ids: [] });
  expect(await newestActive(5, {}, db)).toEqual([]);
});

it('reads no more of a shop than a page needs, and stops a list that nobody waits for any more', async () => {
  await fill(400, SHOPS);
  let rows = 0;
  db.customers.hook('reading', (row) => {
    rows += 1;
    return row;
  });
  const page = await newestActive(20, {}, db);
  await newestActive(20, { after: page.at(-1) }, db);
  // Beside the pages: one row of each shop to see that it is there.
  expect(rows).toBeLessThanOrEqual(2 * SHOPS.length * (20 + 10 + 1));
  await fill(2300, SHOPS);
  rows = 0;
  await listCustomers({}, 'activeAt', { signal: AbortSignal.abort() }, db);
  expect(rows).toBeLessThanOrEqual(SHOPS.length);
});

it('takes an order for sorting that no two customers share', () => {
  const [a, b] = [
    { activeAt: 1, id: 'c_1' },
    { activeAt: 1, id: 'c_2' },
  ];
  expect([byActivity(a, b), byActivity(b, a), byActivity(a, a), byActivity({ activeAt: 2, id: 'c_0' }, b)]).toEqual([
    1, -1, 0, -1,
  ]);
});

it('looks at all shops for people who may be one', async () => {
  await fill(120, SHOPS);
  let looked = 0;
  for await (const found of findPairs(2000, db)) looked = found.looked;
  expect(looked).toBe(120);
});
