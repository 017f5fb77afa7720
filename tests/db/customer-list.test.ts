import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { listCustomers, type ListFilter } from '../../lib/db/customer-list.ts';
import { KebanDatabase } from '../../lib/db/database.ts';
import { newCustomer } from '../../lib/domain/intake.ts';
import { nameTokens, type Customer } from '../../lib/domain/customer.ts';

const SHOP = 'taobao|青禾示例店';
let n = 0;
let database: KebanDatabase;

beforeEach(() => {
  database = new KebanDatabase(`customer-list-${n++}`);
});

const customer = (id: string, name: string, more: Partial<Customer> = {}): Customer => ({
  ...newCustomer('taobao', SHOP, { nick: name }, [`${SHOP}|nick|${name}`], 1000),
  id,
  name,
  tokens: nameTokens([name]),
  ...more,
});

const found = (filter: ListFilter) => listCustomers(filter, 'activeAt', {}, database);

describe('a search with another filter', () => {
  beforeEach(async () => {
    const many = Array.from({ length: 1500 }, (_, i) => customer(`m${i}`, `tb${i}`, { activeAt: 10_000 + i }));
    const regulars = Array.from({ length: 10 }, (_, i) =>
      customer(`v${i}`, `tbvip${i}`, {
        activeAt: i,
        tags: ['VIP'],
        shopId: `${SHOP}2`,
        stats: { count: 9, paidCount: 9, paid: [] },
      }),
    );
    await database.customers.bulkPut([...many, ...regulars, customer('x', '安静', { tags: ['VIP'], shopId: `${SHOP}2` })]);
  });

  it.each<[string, ListFilter]>([
    ['a tag', { tag: 'VIP' }],
    ['a shop', { shopId: `${SHOP}2` }],
    ['a number of orders', { minOrders: 5 }],
    ['a tag and a shop', { tag: 'VIP', shopId: `${SHOP}2` }],
  ])('finds all that fit %s', async (_, filter) => {
    const { ids, capped } = await found({ query: 'tb', ...filter });
    expect(ids).toHaveLength(10);
    expect(ids[0]).toBe('v9');
    expect(capped).toBe(false);
    expect((await found({ query: 'tbvip3', ...filter })).ids).toEqual(['v3']);
    expect((await found({ query: 'tb1', ...filter })).ids).toEqual([]);
  });

  it('gives all that fit, however many, and says so only where a mere search gives its first', async () => {
    expect(await found({ query: 'tb', shopId: SHOP })).toMatchObject({ capped: false, ids: { length: 1500 } });
    expect(await found({ query: 'tb' })).toMatchObject({ capped: true, ids: { length: 1000 } });
  });
});
