import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OrderSeen } from '#lib/domain/observation.ts';
import { addNote, notesOf } from '#lib/db/notes.ts';
import { addTag } from '#lib/db/customers.ts';
import { undo } from '#lib/db/changes.ts';
import { KebanDatabase } from '#lib/db/database.ts';
import { takeOrders, takePeer } from '#lib/db/intake.ts';
import { orderByNo, ordersOf } from '#lib/db/orders.ts';

const SHOP = 'taobao|青禾示例专卖店';
const source = { site: 'taobao' as const, shopId: SHOP, at: 1_760_000_000_000 };
const order = (no: string, name: string, over: Partial<OrderSeen> = {}): OrderSeen => ({
  kind: 'order',
  no,
  state: 'paid',
  createdAt: 1_758_938_462_000,
  paid: { minor: 10500, currency: 'CNY' },
  items: [{ title: '示例商品A', quantity: 1 }],
  buyer: { name, masked: name.includes('*') },
  ...over,
});
const chat = (nick: string, orderNos: string[]) => ({ kind: 'peer' as const, peer: { name: nick, nick }, orderNos });

let db: KebanDatabase;
let n = 0;
beforeEach(() => {
  db = new KebanDatabase(`intake-${n++}`);
});
afterEach(() => db.delete());

describe('takeOrders', () => {
  it('makes customers and orders of an order list, and nothing new the second time', async () => {
    const list = [order('4512300187000204539', '林**'), order('4512288765001892301', 't**')];
    expect(await takeOrders(source, list, db)).toMatchObject({ created: 2, updated: 0 });
    expect(await db.customers.count()).toBe(2);
    const changes = await db.changes.count();
    expect(await takeOrders({ ...source, at: source.at + 5 }, list, db)).toMatchObject({ created: 0, updated: 0 });
    expect(await db.changes.count()).toBe(changes);
    expect((await db.customers.toArray()).map((c) => [c.name, c.masked, c.standing, c.stats.count])).toEqual(
      expect.arrayContaining([
        ['林**', true, 'orders-only', 1],
        ['t**', true, 'orders-only', 1],
      ]),
    );
  });

  it('puts two orders with the same encrypted id on one customer', async () => {
    const buyer = { name: '林**', masked: true, enc: 'RAzN8BQxAAAABBBBCCCCDDDDEEEE1' };
    await takeOrders(source, [order('4512300187000204539', '', { buyer }), order('4512300187000204540', '', { buyer })], db);
    expect(await db.customers.count()).toBe(1);
    expect((await db.customers.toArray())[0]?.stats.paid).toEqual([{ minor: 21000, currency: 'CNY' }]);
  });

  it('carries out a repeated command once', async () => {
    const command = { ...source, commandId: 'c0ffee00-0000' };
    await takeOrders(command, [order('4512300187000204539', '林**')], db);
    await takeOrders(command, [order('4512300187000204540', '林**')], db);
    expect(await orderByNo('4512300187000204540', db)).toBeNull();
  });
});

describe('an order number that two shops show', () => {
  const other = { ...source, shopId: 'taobao|另一家店' };
  const NO = '4512300187000204539';

  it('stays with the shop that had it, and the other shop’s buyer learns nothing of it', async () => {
    await takeOrders(source, [order(NO, '', { buyer: { name: '林间小雨88', nick: '林间小雨88' } })], db);
    const before = await db.customers.toArray();
    const taken = await takeOrders(other, [order(NO, '', { buyer: { name: '山茶', nick: '山茶' } })], db);
    expect(taken).toMatchObject({ created: 0, refused: [NO] });
    expect(await db.customers.toArray()).toEqual(before);
    expect((await orderByNo(NO, db))?.order.shopId).toBe(SHOP);
  });
});

describe('takePeer', () => {
  it('joins the chat to the masked order by its number and keeps notes written before', async () => {
    await takeOrders(source, [order('4512300187000204539', '林**')], db);
    const before = await orderByNo('4512300187000204539', db);
    await addNote(before!.customerId, '要开发票', db);
    const who = await takePeer(source, chat('林间小雨88', ['4512300187000204539']), db);
    expect(who.customerId).toBe(before!.customerId);
    const customer = await db.customers.get(who.customerId!);
    expect(customer).toMatchObject({ name: '林间小雨88', masked: false, standing: 'known', keys: [`nick|${SHOP}|林间小雨88`] });
    expect((await notesOf(who.customerId!, db)).map((note) => note.text)).toEqual(['要开发票']);
  });

  it('joins in the other order too: chat first, masked order list later', async () => {
    const who = await takePeer(source, chat('林间小雨88', ['4512300187000204539']), db);
    await takeOrders(source, [order('4512300187000204539', '林**')], db);
    expect(await db.customers.count()).toBe(1);
    const [only] = await ordersOf(who.customerId!, db);
    expect(only).toMatchObject({ no: '4512300187000204539', state: 'paid', buyerName: '林**' });
    expect((await db.customers.get(who.customerId!))?.name).toBe('林间小雨88');
  });

  it('takes a bare number away again when the order list shows a name that cannot fit', async () => {
    const who = await takePeer(source, chat('林间小雨88', ['4512300187000204539']), db);
    await takeOrders(source, [order('4512300187000204539', '海**')], db);
    expect(await ordersOf(who.customerId!, db)).toEqual([]);
    expect((await orderByNo('4512300187000204539', db))?.customerId).not.toBe(who.customerId);
  });

  it('lets one chat gather several masked customers, with everything written on them, undoable', async () => {
    await takeOrders(source, [order('4512300187000204539', '林**'), order('4512300187000204540', '林**')], db);
    const [a, b] = await Promise.all(['4512300187000204539', '4512300187000204540'].map((no) => orderByNo(no, db)));
    await addTag([a!.customerId], '大码', db);
    await addNote(b!.customerId, '怕起球', db);
    const who = await takePeer(source, chat('林间小雨88', ['4512300187000204539', '4512300187000204540']), db);
    expect(await db.customers.count()).toBe(1);
    expect((await db.customers.get(who.customerId!))?.tags).toEqual(['大码']);
    expect(await notesOf(who.customerId!, db)).toHaveLength(1);
    expect(await ordersOf(who.customerId!, db)).toHaveLength(2);
    const merge = (await db.changes.toArray()).filter((c) => c.label.key === 'change.chatRead').at(-1);
    expect((await undo(merge!.id, db)).outcome).toBe('undone');
    expect(await db.customers.count()).toBe(2);
    expect(await notesOf(b!.customerId, db)).toHaveLength(1);
    expect((await orderByNo('4512300187000204540', db))?.customerId).toBe(b!.customerId);
  });

  it('shows nobody, and writes nothing, when the signals disagree', async () => {
    await takePeer(source, chat('海棠与猫', ['4511977700004108246']), db);
    const rows = await db.customers.toArray();
    const who = await takePeer(source, chat('林间小雨88', ['4511977700004108246']), db);
    expect(who).toMatchObject({ resolution: 'conflict', customerId: null });
    expect(await db.customers.toArray()).toEqual(rows);
  });

  it('does not make the buyer of an order into another one because a late panel shows the order beside a wrong chat', async () => {
    const ali = { site: 'aliexpress' as const, shopId: 'aliexpress|100001', at: source.at };
    await takeOrders(ali, [order('8299000000012468', 'Maria Silva')], db);
    const rows = await db.customers.toArray();
    const who = await takePeer(ali, { kind: 'peer', peer: { name: 'Nora Testperson' }, orderNos: ['8299000000012468'] }, db);
    expect(who).toMatchObject({ resolution: 'conflict', customerId: null, candidates: [rows[0]!.id] });
    expect(await db.customers.toArray()).toEqual(rows);
  });

  it('keeps two AliExpress buyers of the same shown name apart', async () => {
    const ali = { site: 'aliexpress' as const, shopId: 'aliexpress|100001', at: source.at };
    const one = await takePeer(ali, { kind: 'peer', peer: { name: 'Maria' }, orderNos: ['8299000000012468'] }, db);
    const two = await takePeer(ali, { kind: 'peer', peer: { name: 'Maria' }, orderNos: ['8299000000013579'] }, db);
    expect(one.customerId).not.toBe(two.customerId);
    expect((await takePeer(ali, { kind: 'peer', peer: { name: 'Maria' }, orderNos: [] }, db)).resolution).toBe('nobody');
  });
});

describe('a masked order whose buyer another page names in full', () => {
  it('comes to the customer of that nick, with what was written on it', async () => {
    await takePeer(source, chat('林间小雨88', []), db);
    await takeOrders(source, [order('4512300187000204539', '林**')], db);
    const masked = await orderByNo('4512300187000204539', db);
    await addNote(masked!.customerId, '要开发票', db);
    const buyer = { name: '林间小雨88', nick: '林间小雨88' };
    await takeOrders(source, [order('4512300187000204539', '', { buyer })], db);
    await takeOrders(source, [order('4512300187000204541', '', { buyer })], db);
    await takeOrders(source, [order('4512300187000204542', '', { buyer })], db);
    expect(await db.customers.count()).toBe(1);
    const [only] = await db.customers.toArray();
    expect(await ordersOf(only!.id, db)).toHaveLength(3);
    expect((await notesOf(only!.id, db)).map((note) => note.text)).toEqual(['要开发票']);
  });
});

describe('a buyer whose pages show only a name', () => {
  const SHOP_ALI = 'aliexpress|100001';
  const ali = { site: 'aliexpress' as const, shopId: SHOP_ALI, at: source.at };
  const NO = '8299000000012468';
  const talk = (name: string, orderNos: string[] = [NO]) => ({ kind: 'peer' as const, peer: { name }, orderNos });

  it('keeps order and notes when a list writes the name in other letters', async () => {
    const { customerId } = await takePeer(ali, talk('Maria Silva'), db);
    await addNote(customerId ?? '', 'wants it blue', db);
    for (const name of ['MARIA SILVA', 'Maria\u00a0 Silva', 'Ｍaria silva']) await takeOrders(ali, [order(NO, name)], db);
    expect(await db.customers.count()).toBe(1);
    expect((await orderByNo(NO, db))?.order).toMatchObject({ state: 'paid', items: [{ title: '示例商品A' }] });
    expect(await takePeer(ali, talk('maria silva'), db)).toMatchObject({ resolution: 'one', customerId });
  });

  it('loses no order to another name: the number stood beside the own chat', async () => {
    const { customerId } = await takePeer(ali, talk('Maria Silva'), db);
    expect(await takeOrders(ali, [order(NO, 'M. Silva Souza')], db)).toMatchObject({ created: 0, updated: 0, refused: [NO] });
    expect((await ordersOf(customerId ?? '', db)).map(({ no }) => no)).toEqual([NO]);
  });

  it('is proposed by the name too where the number leads to somebody else', async () => {
    const { customerId: maria } = await takePeer(ali, talk('Maria Silva'), db);
    const { customerId: nora } = await takePeer(ali, talk('Nora', ['3099000000023579']), db);
    const who = await takePeer(ali, talk('MARIA SILVA', ['3099000000023579']), db);
    expect(who).toEqual({ resolution: 'conflict', customerId: null, candidates: [nora, maria] });
  });
});
