import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { undo } from '../../lib/db/changes.ts';
import { KebanDatabase } from '../../lib/db/database.ts';
import { acceptHandover } from '../../lib/db/handover.ts';
import { importKeban } from '../../lib/db/import-keban.ts';
import { undoImport } from '../../lib/db/import-undo.ts';
import { importOrders, type ImportedBatch } from '../../lib/db/imports.ts';
import { messagesOf, storeMessages } from '../../lib/db/messages.ts';
import { takePasted } from '../../lib/db/pasted.ts';
import { queueAt } from '../../lib/db/waiting.ts';

const SHOP = 'taobao|青禾示例店';
const nick = '林间小雨';
const T0 = Date.UTC(2026, 10, 1, 2);
const said = { kind: 'message' as const, side: 'buyer' as const, type: 'text' as const, text: '在吗', at: T0 };
let n = 0;
let database: KebanDatabase;

beforeEach(async () => {
  database = new KebanDatabase(`undo-chats-${n++}`);
  await database.shops.put({ id: SHOP, site: 'taobao', key: '青禾示例店', name: '青禾', seenAt: 1 });
});

async function* batch(): AsyncGenerator<ImportedBatch> {
  const order = {
    kind: 'order' as const,
    no: '4512288765001204539',
    state: 'paid' as const,
    items: [],
    buyer: { nick, name: nick },
  };
  yield { rows: [{ line: 2, order }], bytesRead: 1, bytesTotal: 1 };
}

const person = { site: 'taobao' as const, shopKey: '青禾示例店', name: nick, nick };
const content = { tags: [], customers: [{ id: 'x1', ...person }], notes: [], reminders: [] };
const handover = {
  exportedAt: T0,
  nextShift: T0,
  note: '',
  people: [{ ref: 'x1', ...person }],
  items: [{ id: 'r_0mb0000040000dddddddddddddddd', person: 'x1', kind: 'reminder' as const, text: '问尺码', dueAt: T0 }],
};

/** Brings the customer in; returns what takes it back and says how much of it stayed. */
const ways: Record<string, () => Promise<() => Promise<unknown>>> = {
  async 'an order file'() {
    const { row } = await importOrders(batch(), { fileName: 'a.csv', shopId: SHOP }, database);
    return async () => (await undoImport(row.id, {}, database))?.kept;
  },
  async 'an exchange file'() {
    const row = await importKeban(content, { fileName: 'a.json' }, database);
    return async () => (await undoImport(row.id, {}, database))?.kept;
  },
  async 'a hand-over'() {
    const made = await acceptHandover(handover, T0, database);
    return async () => ((await undo(made?.id ?? '', database)).outcome === 'changed-since' ? 1 : 0);
  },
};

/** Puts a message of the buyer on the customer. */
const chats: Record<string, (customerId: string) => Promise<unknown>> = {
  'a pasted chat': () =>
    takePasted(
      { shopId: SHOP, peer: { kind: 'peer', peer: { nick, name: nick }, orderNos: [] }, orders: [], messages: [said] },
      database,
    ),
  'a chat that a page showed': (customerId) =>
    storeMessages({ customerId, shopId: SHOP, mark: nick }, [{ message: said }], T0, database),
};

describe.each(Object.keys(ways))('undoing %s', (way) => {
  it.each(Object.keys(chats))('leaves a customer with %s', async (kind) => {
    const takeBack = await ways[way]!();
    const [customer] = await database.customers.toArray();
    await chats[kind]!(customer?.id ?? '');
    expect(await takeBack()).toBe(1);
    expect((await database.customers.toArray()).map(({ id }) => id)).toEqual([customer?.id]);
    expect((await messagesOf(customer?.id ?? '', database)).map(({ text }) => text)).toEqual(['在吗']);
    const { lines, count } = await queueAt(T0 + 60_000, database);
    expect([lines.length, count]).toEqual([1, 1]);
  });

  it('takes the customer away without one', async () => {
    const takeBack = await ways[way]!();
    expect(await takeBack()).toBe(0);
    expect(await database.customers.count()).toBe(0);
  });
});

it('a conversation whose customer is not there is not counted as waiting', async () => {
  const { row } = await importOrders(batch(), { fileName: 'a.csv', shopId: SHOP }, database);
  const [customer] = await database.customers.toArray();
  await chats['a chat that a page showed']!(customer?.id ?? '');
  await database.customers.delete(customer?.id ?? '');
  expect(row.customers).toBe(1);
  expect(await queueAt(T0 + 60_000, database)).toEqual({ lines: [], count: 0 });
});
