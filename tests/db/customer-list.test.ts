import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { listCustomers, type ListFilter } from '../../lib/db/customer-list.ts';
import { KebanDatabase } from '../../lib/db/database.ts';
import { writeOrders } from '../../lib/db/orders.ts';
import type { Order } from '../../lib/domain/order.ts';
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

it('finds the buyers of a country however it is written, also by where their newest order went', async () => {
  const ali: Partial<Customer> & { shopId: string } = {
    site: 'aliexpress',
    shopId: 'aliexpress|cn-test',
    stats: { count: 1, paidCount: 1, paid: [] },
  };
  await database.customers.bulkPut([
    customer('code', 'a', { ...ali, country: 'RU' }),
    customer('name', 'b', { ...ali, country: 'Russian Federation', tags: ['大码'] }),
    customer('order', 'c', ali),
    customer('moved', 'd', ali),
    customer('other', 'e', { ...ali, country: 'Spain' }),
    customer('nobody', 'f'),
  ]);
  const order = (no: string, createdAt: number, country: string): Order => ({
    no,
    shopId: ali.shopId,
    state: 'done',
    createdAt,
    items: [],
    seenAt: 1,
    recipient: { country },
  });
  await writeOrders('order', [order('82000000000001', 1, '俄罗斯')], database);
  await writeOrders('moved', [order('82000000000003', 2, 'Germany'), order('82000000000002', 1, 'RU')], database);
  for (const country of ['RU', 'ru', 'Russian Federation', '俄罗斯', 'Россия']) {
    expect((await found({ country })).ids.toSorted(), country).toEqual(['code', 'name', 'order']);
  }
  expect((await found({ country: '德国' })).ids).toEqual(['moved']);
  expect((await found({ country: '俄罗斯', tag: '大码' })).ids).toEqual(['name']);
  expect((await found({ country: '某地' })).ids).toEqual([]);
});

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
