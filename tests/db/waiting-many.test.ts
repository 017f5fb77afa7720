import 'fake-indexeddb/auto';
import { afterEach, expect, it } from 'vitest';
import { KebanDatabase } from '../../lib/db/database.ts';
import { queueAt } from '../../lib/db/waiting.ts';
import type { Thread } from '../../lib/domain/message-stored.ts';
import { inOrder } from '../../lib/domain/wait-queue.ts';
import { aCustomer, putCustomers } from '../support/customers.ts';

const SHOP = 'taobao|青禾示例专卖店';
const NOW = Date.UTC(2026, 10, 27, 2);
const db = new KebanDatabase('waiting-many');
afterEach(async () => {
  await db.delete();
  await db.open();
});

it('reads those who wait out of 5,000 conversations, and none of the others', async () => {
  const names = Array.from({ length: 60 }, (_, i) => `c${i}`);
  await putCustomers(db, ...names.map((id) => aCustomer(id, `买家${id}`)));
  const threads = Array.from({ length: 5000 }, (_, i): Thread => {
    const thread = { id: `th${i}`, customerId: `c${i % 60}`, shopId: SHOP, mark: `m${i}`, count: 2, newest: NOW - i };
    if (i % 100 !== 0) return thread;
    const since = NOW - i * 1000;
    return {
      ...thread,
      waiting: since,
      wait: { first: '0', last: '0', since, seen: since, lines: 1, opening: true, text: `在吗${i}` },
    };
  });
  await db.threads.bulkPut(threads);
  const read: string[] = [];
  db.threads.hook('reading', (row) => {
    read.push(row.id);
    return row;
  });
  const { lines, count } = await queueAt(NOW, db);
  expect([lines.length, count]).toEqual([50, 50]);
  // By what is read, not by the clock: every row that came out of the table is one of those that wait.
  expect(read.length).toBe(50);
  expect(read.every((id) => Number(id.slice(2)) % 100 === 0)).toBe(true);
});

it('finds whoever matters most among hundreds who have waited for longer, and whoever is late first', async () => {
  await putCustomers(db, aCustomer('vip', '贵宾', { tags: ['VIP'] }), aCustomer('c0', '买家0'));
  const asked = (i: number, customerId: string): Thread => {
    const since = NOW - (1000 - i) * 1000;
    const wait = { first: '0', last: '0', since, seen: since, lines: 1, opening: true, text: '在吗' };
    return { id: `th${i}`, customerId, shopId: SHOP, mark: `m${i}`, count: 1, newest: since, waiting: since, wait };
  };
  await db.threads.bulkPut([...Array.from({ length: 500 }, (_, i) => asked(i, 'c0')), asked(999, 'vip')]);
  const { lines, count } = await queueAt(NOW, db);
  expect(count).toBe(501);
  expect(inOrder(lines, 'priority')[0]).toMatchObject({ name: '贵宾', loud: true });
  expect(
    inOrder(lines, 'deadline')
      .slice(0, 200)
      .map(({ threadId }) => threadId),
  ).toEqual(Array.from({ length: 200 }, (_, i) => `th${i}`));
  expect(lines.length).toBeLessThanOrEqual(400);
});
