import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { tellLoud } from '#lib/background/louder.ts';
import { db } from '#lib/db/database.ts';
import { storeMessages } from '#lib/db/messages.ts';
import { setAttention } from '#lib/db/wait-rules.ts';
import { aCustomer, putCustomers, SHOP } from '../support/customers.ts';
import { dropFakeStorage, useFakeStorage } from '../support/browser-storage.ts';

const NOW = Date.UTC(2026, 10, 27, 4);
let told: string[] = [];

beforeEach(async () => {
  useFakeStorage();
  told = [];
  Object.assign(chrome, {
    tabs: { get: async () => ({ active: false }) },
    notifications: {
      create: async (_id: string, { items = [] }: { items?: { message: string }[] }) =>
        void told.push(items.map(({ message }) => message).join(' | ')),
    },
  });
  await setAttention({ notify: true, quietFrom: 0, quietTo: 0 });
  await putCustomers(db, aCustomer('c1', '林间小雨88', { tags: ['VIP'] }));
});
afterEach(async () => {
  await db.delete();
  await db.open();
  dropFakeStorage();
});

let n = 0;
const says = async (text: string, side: 'buyer' | 'seller' = 'buyer', mark = 'm'): Promise<number> => {
  const message = { kind: 'message' as const, side, type: 'text' as const, text, at: NOW + 1000 * n++ };
  await storeMessages({ customerId: 'c1', shopId: SHOP, mark }, [{ message }], NOW + 1000 * n, db);
  await tellLoud('c1', 7, NOW + 1000 * n);
  return told.length;
};

it('tells of a question once, and once more when its buyer becomes angry or threatens', async () => {
  expect(await says('在吗')).toBe(1);
  expect(await says('在不在')).toBe(1);
  expect(await says('我要投诉12315')).toBe(2);
  expect(told[1]).not.toBe(told[0]);
  expect(await says('我要投诉12315！！')).toBe(2);
  expect(await says('在吗')).toBe(2);
  await says('您好，马上处理', 'seller');
  expect(await says('什么时候')).toBe(3);
});

it('tells of anger in another conversation than the one that waits longest', async () => {
  expect(await says('在吗')).toBe(1);
  expect(await says('我要投诉12315', 'buyer', 'm2')).toBe(2);
  expect(await says('12315！！', 'buyer', 'm2')).toBe(2);
  expect(await says('我要投诉12315')).toBe(3);
  await says('您好，马上处理', 'seller', 'm2');
  expect(await says('谢谢')).toBe(3);
});
