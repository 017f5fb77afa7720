import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { undo } from '../../lib/db/changes.ts';
import { KebanDatabase } from '../../lib/db/database.ts';
import { undoImport } from '../../lib/db/import-undo.ts';
import { importOrders, type ImportedBatch, type ImportReport } from '../../lib/db/imports.ts';
import { takeOrders, takePeer } from '../../lib/db/intake.ts';
import { orderByNo, ordersOf } from '../../lib/db/orders.ts';
import { takePasted } from '../../lib/db/pasted.ts';
import { addReminder } from '../../lib/db/reminders.ts';
import type { OrderSeen, PeerRef } from '../../lib/domain/observation.ts';

const RIGHT = 'taobao|青禾示例店';
const WRONG = 'taobao|香樟示例店';
const NOS = ['4512288765001204539', '4512288765002204540'];
const source = { site: 'taobao' as const, shopId: RIGHT, at: 1_800_000_000_000 };
let n = 0;
let database: KebanDatabase;

beforeEach(async () => {
  database = new KebanDatabase(`wrong-shop-${n++}`);
  for (const [id, key] of [
    [RIGHT, '青禾示例店'],
    [WRONG, '香樟示例店'],
  ] as const)
    await database.shops.put({ id, site: 'taobao', key, name: key.slice(0, 2), seenAt: 1 });
});

const masked: PeerRef = { name: '林**', masked: true };
const full: PeerRef = { name: '林间小雨', nick: '林间小雨' };
const orders = (buyer: PeerRef): OrderSeen[] =>
  NOS.map((no, i) => ({
    kind: 'order',
    no,
    state: 'shipped',
    createdAt: 1_700_000_000_000 + i,
    items: [{ title: '棉袜' }],
    buyer,
  }));

async function* batchOf(list: OrderSeen[]): AsyncGenerator<ImportedBatch> {
  yield { rows: list.map((order, i) => ({ line: i + 2, order })), bytesRead: 1, bytesTotal: 1 };
}

const importing = (shopId: string, buyer: PeerRef): Promise<ImportReport> =>
  importOrders(batchOf(orders(buyer)), { fileName: 'a.csv', shopId }, database);

const chat = (peer: PeerRef, orderNos: string[]) => ({ kind: 'peer' as const, peer, orderNos });

/** Every customer as shop and name, with the shops of its orders. */
async function places(): Promise<string[]> {
  const all = await database.customers.toArray();
  const lines = all.map(async ({ id, shopId, name }) => {
    const shops = (await ordersOf(id, database)).map((order) => order.shopId);
    return `${shopId} ${name}: ${shops.join(', ')}`;
  });
  return (await Promise.all(lines)).toSorted();
}

describe('an order file imported into the wrong shop', () => {
  it.each([masked, full])('makes the right shop refuse it with the name of the other one: %o', async (buyer) => {
    const wrong = await importing(WRONG, buyer);
    const before = await places();
    const right = await importing(RIGHT, buyer);
    expect(right.row).toMatchObject({ created: 0, updated: 0, unchanged: 0, customers: 0, bad: 2 });
    expect(right.badRows.map(({ line, value, reason }) => [line, value, reason])).toEqual(
      NOS.map((no, i) => [i + 2, no, { key: 'import.bad.otherShop', params: { shop: '香樟' } }]),
    );
    expect(await places()).toEqual(before);
    expect((await undoImport(wrong.row.id, {}, database))?.kept).toBe(0);
    expect(await places()).toEqual([]);
    expect((await importing(RIGHT, buyer)).row).toMatchObject({ created: 2, bad: 0 });
    expect(new Set((await places()).map((line) => line.split(' ')[0]))).toEqual(new Set([RIGHT]));
  });

  it('is put right by a page of the right shop that shows the order', async () => {
    const wrong = await importing(WRONG, masked);
    expect(await takeOrders(source, orders(masked).slice(0, 1), database)).toMatchObject({ updated: 1, refused: [] });
    expect(await places()).toEqual([`${RIGHT} 林**: ${RIGHT}`, `${WRONG} 林**: `, `${WRONG} 林**: ${WRONG}`]);
    expect((await undoImport(wrong.row.id, {}, database))?.kept).toBe(1);
    expect(await places()).toEqual([`${RIGHT} 林**: ${RIGHT}`]);
  });

  it('gives the order to the buyer whose chat of the right shop shows it, and the other record learns nothing', async () => {
    await takePeer(source, chat(full, []), database);
    await importing(WRONG, masked);
    const strays = (await database.customers.toArray()).filter((c) => c.shopId === WRONG);
    const { customerId } = await takePeer(source, chat(full, [NOS[0] ?? '']), database);
    expect((await database.customers.get(customerId ?? ''))?.shopId).toBe(RIGHT);
    expect((await orderByNo(NOS[0] ?? '', database))?.order).toMatchObject({ shopId: RIGHT, state: 'shipped' });
    expect(await places()).toEqual([`${RIGHT} 林间小雨: ${RIGHT}`, `${WRONG} 林**: `, `${WRONG} 林**: ${WRONG}`]);
    const left = (await database.customers.bulkGet(strays.map(({ id }) => id))).map((c) => [c?.keys, c?.standing]);
    expect(left).toEqual(strays.map(() => [[], 'orders-only']));
    const [last] = (await database.changes.toArray()).toSorted((a, b) => (b.seq ?? 0) - (a.seq ?? 0));
    expect(await undo(last?.id ?? '', database)).toMatchObject({ outcome: 'undone' });
    expect((await orderByNo(NOS[0] ?? '', database))?.order.shopId).toBe(WRONG);
  });

  it('is undone without the order that a paste of the right shop brought home, and its follow-ups come along', async () => {
    const wrong = await importing(WRONG, full);
    const stray = (await database.customers.toArray()).find((c) => c.shopId === WRONG)!;
    const due = { customerId: stray.id, shopId: WRONG, text: '问收到没有', dueAt: 1_900_000_000_000 };
    await addReminder({ ...due, orderNo: NOS[0] ?? '' }, database);
    await addReminder({ ...due, orderNo: NOS[1] ?? '' }, database);
    const paste = { shopId: RIGHT, peer: chat(full, [NOS[0] ?? '']), orders: orders(full).slice(0, 1), messages: [] };
    const { customerId, change } = await takePasted(paste, database);
    const follow = async (): Promise<unknown[]> =>
      (await database.reminders.toArray()).map((r) => [r.orderNo, r.customerId, r.shopId]).toSorted();
    const apart = [
      [NOS[0], customerId, RIGHT],
      [NOS[1], stray.id, WRONG],
    ];
    expect(await follow()).toEqual(apart);
    await undo(change?.id ?? '', database);
    expect(await follow()).toEqual(apart.map(([no]) => [no, stray.id, WRONG]));
    await takePasted(paste, database);
    expect((await undoImport(wrong.row.id, {}, database))?.kept).toBe(2);
    expect((await orderByNo(NOS[0] ?? '', database))?.order.shopId).toBe(RIGHT);
    expect(await places()).toEqual([`${RIGHT} 林间小雨: ${RIGHT}`, `${WRONG} 林间小雨: `]);
  });

  it('gives follow-ups along with an order that a chat of the right shop shows', async () => {
    await importing(WRONG, full);
    const stray = (await database.customers.toArray()).find((c) => c.shopId === WRONG)!;
    const due = { customerId: stray.id, shopId: WRONG, text: '问收到没有', dueAt: 1_900_000_000_000 };
    await addReminder({ ...due, orderNo: NOS[0] ?? '' }, database);
    const { customerId } = await takePeer(source, chat(full, [NOS[0] ?? '']), database);
    expect((await database.reminders.toArray()).map((r) => [r.customerId, r.shopId])).toEqual([[customerId, RIGHT]]);
  });

  it.each(['custom|kefu.example.com', WRONG])(
    'leaves what was promised in a chat of %s with the one who was promised it',
    async (shopId) => {
      const there = { ...source, site: shopId === WRONG ? ('taobao' as const) : ('custom' as const), shopId };
      const { customerId } = await takePeer(there, chat(full, [NOS[0] ?? '']), database);
      const due = { customerId: customerId ?? '', shopId, text: '补发配件', dueAt: 1_900_000_000_000 };
      await addReminder({ ...due, orderNo: NOS[0] ?? '' }, database);
      expect(await takeOrders(source, orders(masked).slice(0, 1), database)).toMatchObject({
        created: 0,
        updated: 1,
        refused: [],
      });
      expect((await orderByNo(NOS[0] ?? '', database))?.order.shopId).toBe(RIGHT);
      expect((await database.reminders.toArray()).map((r) => [r.customerId, r.shopId])).toEqual([[customerId, shopId]]);
    },
  );

  it('keeps an order that does not fit the chat, or that a page showed, where it is; nobody is made up for it', async () => {
    await importing(WRONG, masked);
    const before = await places();
    await takePeer(source, chat({ name: '海边的信', nick: '海边的信' }, [NOS[0] ?? '']), database);
    expect(await places()).toEqual([`${RIGHT} 海边的信: `, ...before]);
    const seen = '4512288765003204541';
    const page = { ...source, shopId: WRONG };
    await takeOrders(page, [{ ...orders(masked)[0]!, no: seen }], database);
    const many = await places();
    expect(await takePeer(source, chat({}, [seen]), database)).toMatchObject({ resolution: 'nobody', customerId: null });
    expect(await takeOrders(source, [{ ...orders(masked)[0]!, no: seen }], database)).toMatchObject({ refused: [seen] });
    expect(await places()).toEqual(many);
  });
});
