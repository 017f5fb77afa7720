import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { addTag } from '../../lib/db/customers.ts';
import { db, KebanDatabase } from '../../lib/db/database.ts';
import { importKeban } from '../../lib/db/import-keban.ts';
import { undoImport } from '../../lib/db/import-undo.ts';
import { importOrders } from '../../lib/db/imports.ts';
import { takeOrders, takePeer } from '../../lib/db/intake.ts';
import { addNote, notesOf } from '../../lib/db/notes.ts';
import type { OrderSeen, PeerRef, SiteId } from '../../lib/domain/observation.ts';
import type { KebanCustomer } from '../../lib/files/keban-json.ts';
import { readOrderFile } from '../../lib/files/order-file.ts';
import { sample } from '../files/read-all.ts';
import { exported } from '../support/exchange.ts';

let n = 0;
/** The other computer. */
let there: KebanDatabase;

beforeEach(async () => {
  for (const table of db.tables) await table.clear();
  there = new KebanDatabase(`keban-orders-${n++}`);
});

const people = async () =>
  (await there.customers.toArray()).map((c) => `${c.name} ${c.stats.count} ${c.tags.join()}`.trim()).toSorted();

describe('AliExpress, where a buyer has a name and no number', () => {
  const shopId = 'aliexpress|230000001';
  const source = { site: 'aliexpress' as const, shopId, at: Date.now() };
  const peer = { name: 'Nora Testperson' };

  async function importInto(database: KebanDatabase): Promise<void> {
    const file = await readOrderFile(sample('csp-order-export.zh_CN.2026-01.sample.xlsx'), 'x.xlsx');
    if (file.status !== 'ready') throw new Error(file.status);
    await importOrders(file.batches('CNY'), { fileName: 'x.xlsx', shopId, fileAt: Date.now() }, database);
  }

  it('what was kept about a buyer is seen beside the chat on the other computer', async () => {
    await importInto(db);
    await importInto(there);
    const row = (await db.orders.toArray()).find(({ list }) => list[0]?.buyerName === peer.name);
    const orderNos = [row?.list[0]?.no ?? ''];
    const nora = await takePeer(source, { kind: 'peer', peer, orderNos });
    await addNote(nora.customerId ?? '', '要发顺丰');
    await addTag([nora.customerId ?? ''], 'VIP');
    const before = await there.customers.toArray();
    const taken = await importKeban(await exported(), { fileName: 'k.json' }, there);
    expect(taken).toMatchObject({ customers: 0, bad: 0 });
    expect(taken.updated + taken.unchanged).toBe(before.length);
    const seen = await takePeer(source, { kind: 'peer', peer, orderNos }, there);
    expect(await there.customers.get(seen.customerId ?? '')).toMatchObject({
      name: peer.name,
      tags: ['VIP'],
      stats: { count: 1 },
    });
    expect((await notesOf(seen.customerId ?? '', there)).map((note) => note.text)).toEqual(['要发顺丰']);
  });
});

it('a buyer of several orders on AliExpress, joined by the chat here, is so there too', async () => {
  const shop = { site: 'aliexpress' as const, shopId: 'aliexpress|230000001', at: Date.now() };
  const peer = { name: 'Nora Testperson' };
  const orders = [1, 2, 3].map((i) => ({ ...order(i, i === 3 ? { name: 'Ivan' } : peer), state: 'paid' as const }));
  const chat = { kind: 'peer' as const, peer, orderNos: [order(1).no, order(2).no] };
  await takeOrders(shop, orders, db);
  await takeOrders(shop, orders, there);
  const nora = await takePeer(shop, chat);
  await addNote(nora.customerId ?? '', '要发顺丰');
  await addTag([nora.customerId ?? ''], 'VIP');
  const file = await exported();
  const row = await importKeban(file, { fileName: 'k.json' }, there);
  expect(row).toMatchObject({ customers: 0, updated: 1, unchanged: 1 });
  expect(await people()).toEqual(['Ivan 1', 'Nora Testperson 1', 'Nora Testperson 1 VIP']);
  expect(await importKeban(file, { fileName: 'k.json' }, there)).toMatchObject({ customers: 0, updated: 0, unchanged: 2 });
  const seen = await takePeer(shop, chat, there);
  expect(await people()).toEqual(['Ivan 1', 'Nora Testperson 2 VIP']);
  expect((await notesOf(seen.customerId ?? '', there)).map((note) => note.text)).toEqual(['要发顺丰']);
});

const SHOP = 'taobao|青禾示例店';
const order = (i: number, buyer?: OrderSeen['buyer']): OrderSeen => ({
  kind: 'order',
  no: String(2_612_345_678_901_000n + BigInt(i)),
  state: 'paid',
  createdAt: 1_700_000_000_000 + i,
  items: [],
  ...(buyer && { buyer }),
});
const masked = (name: string): PeerRef => ({ name, masked: true });
const take = (database: KebanDatabase, ...orders: OrderSeen[]) =>
  takeOrders({ site: 'taobao', shopId: SHOP, at: 1000 }, orders, database);

describe('masked Taobao buyers', () => {
  const three = [order(1, masked('林**')), order(2, masked('海**')), order(3, masked('t**'))];

  it('are the same three on both computers, twice over, and can be taken back', async () => {
    await take(db, ...three);
    await take(there, ...three);
    const [first] = await db.customers.toArray();
    await addNote(first?.id ?? '', '要发顺丰');
    const before = await there.customers.toArray();
    const file = await exported();
    const row = await importKeban(file, { fileName: 'k.json' }, there);
    expect(row).toMatchObject({ customers: 0, updated: 1, unchanged: 2 });
    expect(await there.customers.toArray()).toEqual(before);
    expect(await importKeban(file, { fileName: 'k.json' }, there)).toMatchObject({ customers: 0, updated: 0, unchanged: 3 });
    expect(await there.notes.count()).toBe(1);
    await undoImport(row.id, {}, there);
    expect(await there.notes.count()).toBe(0);
  });

  it('get the name under which one of them was met', async () => {
    await take(db, ...three);
    await take(there, ...three);
    const peer = { nick: '林间小雨88', name: '林间小雨88' };
    await takePeer({ site: 'taobao', shopId: SHOP, at: 2000 }, { kind: 'peer', peer, orderNos: [order(1).no] });
    await importKeban(await exported(), { fileName: 'k.json' }, there);
    expect(await people()).toEqual(['t** 1', '林间小雨88 1', '海** 1'].toSorted());
    expect((await there.customers.toArray()).find((c) => c.nick)).toMatchObject({ standing: 'known', nick: '林间小雨88' });
  });
});

describe('a record with order numbers', () => {
  const record = (more: Partial<KebanCustomer>): KebanCustomer => ({
    id: `c_${'0'.repeat(20)}`,
    site: 'taobao' as SiteId & KebanCustomer['site'],
    shopKey: '青禾示例店',
    name: '林**',
    masked: true,
    tags: ['VIP'],
    ...more,
  });
  const bring = (...customers: KebanCustomer[]) =>
    importKeban({ tags: [], customers, notes: [], reminders: [] }, { fileName: 'k.json' }, there);
  const nos = (...which: number[]): string[] => which.map((i) => order(i).no);

  it('is who owns those of its orders that are known here', async () => {
    await take(there, order(1, masked('林**')));
    await bring(record({ orderNos: nos(1, 2, 3) }));
    expect(await people()).toEqual(['林** 1 VIP']);
  });

  it('is who has the newest when several have one each, and stays it when the chat joins them', async () => {
    await take(there, order(1, masked('林**')), order(2, masked('林**')));
    await bring(record({ orderNos: nos(1, 2) }));
    expect(await people()).toEqual(['林** 1', '林** 1 VIP']);
    expect((await there.customers.toArray()).find((c) => c.tags.length)?.stats.lastAt).toBe(order(2).createdAt);
    const peer = { nick: '林间小雨', name: '林间小雨' };
    await takePeer({ site: 'taobao', shopId: SHOP, at: 2000 }, { kind: 'peer', peer, orderNos: nos(1, 2) }, there);
    expect(await people()).toEqual(['林间小雨 2 VIP']);
  });

  it.each([
    ['one has another name', [order(1, masked('林**')), order(2, masked('海**'))]],
    ['one is known', [order(1, masked('林**')), order(2, { nick: '林间小雨', name: '林间小雨' })]],
    ['one is somebody else', [order(1, { nick: '林中路', name: '林中路' }), order(2, { nick: '林间小雨', name: '林间小雨' })]],
  ])('is nobody known when they are of several and %s', async (_, orders) => {
    await take(there, ...orders);
    await bring(record({ name: '林间小雨9', masked: false, nick: '林间小雨9', orderNos: nos(1, 2) }));
    expect(await people()).toContain('林间小雨9 0 VIP');
  });

  it('is nobody known when one of several is of another shop', async () => {
    await take(there, order(1, masked('林**')));
    await takeOrders({ site: 'taobao', shopId: 'taobao|别家', at: 1000 }, [order(2, masked('林**'))], there);
    await bring(record({ orderNos: nos(1, 2) }));
    expect(await people()).toEqual(['林** 0 VIP', '林** 1', '林** 1']);
  });

  it('is nobody known without them, as in files from before', async () => {
    await take(there, order(1, masked('林**')));
    await bring(record({}));
    expect(await people()).toEqual(['林** 0 VIP', '林** 1']);
  });

  it('is not who has another number, another name, or another shop', async () => {
    await take(there, order(1, { nick: '海边', name: '海边' }), order(2, masked('海**')));
    await takeOrders({ site: 'taobao', shopId: 'taobao|别家', at: 1000 }, [order(3, masked('林**'))], there);
    await bring(
      record({ id: `c_${'1'.repeat(20)}`, name: '林间小雨', masked: false, nick: '林间小雨', orderNos: nos(1) }),
      record({ id: `c_${'2'.repeat(20)}`, name: '云上小店', masked: false, nick: '云上小店', orderNos: nos(2) }),
      record({ id: `c_${'3'.repeat(20)}`, orderNos: nos(3) }),
    );
    expect(await people()).toEqual(['海边 1', '海** 1', '林** 1', '林间小雨 0 VIP', '云上小店 0 VIP', '林** 0 VIP'].toSorted());
  });

  it('is who has its orders under a former name, or without a name', async () => {
    await take(there, order(1, masked('旧**')), order(2, masked('海**')));
    await bring(
      record({ id: `c_${'1'.repeat(20)}`, name: '新名字', masked: false, aliases: ['旧名字'], orderNos: nos(1) }),
      record({ id: `c_${'2'.repeat(20)}`, name: '*', orderNos: nos(2) }),
    );
    expect(await people()).toEqual(['新名字 1 VIP', '海** 1 VIP']);
  });

  it('is whom its nick tells, whoever has its orders', async () => {
    await take(there, order(1, { nick: '林间小雨', name: '林间小雨' }), order(2, masked('林**')));
    await bring(record({ name: '林间小雨', masked: false, nick: '林间小雨', orderNos: nos(2) }));
    expect(await people()).toEqual(['林** 1', '林间小雨 1 VIP']);
  });

  it('gives no number of its file to whom the orders tell', async () => {
    await take(there, order(1, masked('林**')));
    await bring(record({ id: '42', orderNos: nos(1) }));
    expect(await there.customers.toArray()).toMatchObject([{ keys: [], standing: 'orders-only', tags: ['VIP'] }]);
  });
});
