import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { KebanDatabase } from '../../lib/db/database.ts';
import { importOrders, type ImportReport } from '../../lib/db/imports.ts';
import { takeOrders, takePeer } from '../../lib/db/intake.ts';
import { orderByNo } from '../../lib/db/orders.ts';
import { defined } from '../../lib/domain/defined.ts';
import type { OrderSeen, OrderState } from '../../lib/domain/observation.ts';
import { readOrderFile } from '../../lib/files/order-file.ts';

const SHOP = 'taobao|青禾示例店';
const NO = '11111111111111100';
let n = 0;
let database: KebanDatabase;

beforeEach(() => {
  database = new KebanDatabase(`imports-older-${n++}`);
});

async function importText(...lines: string[]): Promise<ImportReport> {
  const file = await readOrderFile(new TextEncoder().encode(`\ufeff${lines.join('\r\n')}\r\n`), 'orders.csv');
  if (file.status !== 'ready') throw new Error(file.status);
  return importOrders(file.batches(), { fileName: 'orders.csv', shopId: SHOP }, database);
}

const known = async () => (await orderByNo(NO, database))?.order;
const cny = (minor: number) => ({ minor, currency: 'CNY' });

describe('an older file once more', () => {
  const HEAD = '订单编号,买家会员名,订单状态,买家实际支付金额,订单创建时间,确认收货时间,宝贝标题';
  const MONDAY = `${NO},tb青禾,等待买家付款,0.00,2026-03-02 10:00:00,,袜`;
  const FRIDAY = `${NO},tb青禾,交易成功,110.00,2026-03-02 10:00:00,2026-03-06 10:00:00,袜`;

  it('changes nothing and says which orders it knows less of', async () => {
    await importText(HEAD, MONDAY);
    await importText(HEAD, FRIDAY);
    const { row, badRows, warnings } = await importText(HEAD, MONDAY);
    expect(row).toMatchObject({ updated: 0, unchanged: 1 });
    expect(badRows).toEqual([]);
    expect(warnings).toEqual([{ line: 2, column: '', value: NO, reason: { key: 'import.left.older', params: {} } }]);
    expect(await known()).toMatchObject({ state: 'done', stateText: '交易成功', paid: cny(11_000) });
    const [customer] = await database.customers.toArray();
    expect(customer?.stats).toMatchObject({ paidCount: 1, paid: [cny(11_000)] });
  });

  it('is no different with a page that was loaded before', async () => {
    await importText(HEAD, FRIDAY);
    const page = { kind: 'order' as const, no: NO, state: 'shipped' as const, stateText: '卖家已发货', items: [{ title: '袜' }] };
    await takeOrders({ site: 'taobao', shopId: SHOP, at: Date.now() }, [page], database);
    expect(await known()).toMatchObject({ state: 'done', stateText: '交易成功' });
  });
});

describe('an item report beside an order report', () => {
  const ORDERS = '订单编号,买家会员名,订单状态,买家实际支付金额,买家应付邮费,宝贝标题,宝贝种类,宝贝总数量';
  const ORDER = `${NO},tb青禾,交易成功,110.00,10.00,"袜，帽",2,2`;
  const ITEMS = '子订单编号,主订单编号,商品标题,商品价格,购买数量,订单状态,买家实付金额,退款状态';
  const SOCKS = `11111111111111101,${NO},袜,60.00,1,交易成功,60.00,没有申请退款`;
  const HAT = `11111111111111102,${NO},帽,40.00,1,交易关闭,40.00,退款成功`;
  const PART = { line: 2, column: '', value: NO, reason: { key: 'import.left.part', params: {} } };

  it('closes no order and changes no amount by some of its items', async () => {
    await importText(ORDERS, ORDER);
    const { row, warnings } = await importText(ITEMS, HAT);
    expect(row).toMatchObject({ created: 0, updated: 1, unchanged: 0 });
    expect(warnings).toEqual([PART]);
    expect(await known()).toMatchObject({
      state: 'done',
      stateText: '交易成功',
      paid: cny(11_000),
      items: [{ title: '袜' }, { title: '帽', refund: '退款成功', price: cny(4000) }],
    });
    expect((await importText(ITEMS, HAT)).row).toMatchObject({ updated: 0, unchanged: 1 });
  });

  it('leaves the amount of the order to the order report', async () => {
    await importText(ORDERS, ORDER);
    const { row, warnings } = await importText(ITEMS, SOCKS, HAT);
    expect(row).toMatchObject({ updated: 1 });
    expect(warnings).toEqual([]);
    expect(await known()).toMatchObject({ state: 'done', paid: cny(11_000) });
    expect((await importText(ORDERS, ORDER)).row).toMatchObject({ updated: 0, unchanged: 1 });
    expect((await importText(ITEMS, SOCKS, HAT)).row).toMatchObject({ updated: 0, unchanged: 1 });
  });

  it('brings state and amount where there is nothing else, first of some items and then of all', async () => {
    await importText(ITEMS, HAT);
    expect(await known()).toMatchObject({ state: 'closed', paid: cny(4000) });
    await importText(ITEMS, SOCKS, HAT);
    expect(await known()).toMatchObject({ state: 'done', paid: cny(10_000) });
    await importText(ITEMS, HAT);
    expect(await known()).toMatchObject({ state: 'done', paid: cny(10_000), items: [{ title: '袜' }, { title: '帽' }] });
    await importText(ORDERS, ORDER);
    expect(await known()).toMatchObject({ state: 'done', paid: cny(11_000) });
    await importText(ITEMS, SOCKS, HAT);
    expect(await known()).toMatchObject({ paid: cny(11_000) });
  });

  it('does not take its items for all where the order report names none', async () => {
    await importText('订单编号,买家会员名,订单状态,买家实际支付金额', `${NO},tb青禾,交易成功,110.00`);
    for (const round of [1, 2]) {
      const { warnings } = await importText(ITEMS, HAT);
      expect(warnings, String(round)).toEqual([PART]);
      expect(await known()).toMatchObject({ state: 'done', paid: cny(11_000), items: [{ title: '帽' }] });
    }
  });
});

describe('a file from before what was seen since', () => {
  const HEAD = '订单编号,买家会员名,订单状态,买家实际支付金额,订单创建时间,订单备注,宝贝标题';
  const row = (state: string, paid: string, memo = ''): string => `${NO},tb青禾,${state},${paid},2026-03-02 10:00:00,${memo},袜`;
  const LEFT = { line: 2, column: '', value: NO, reason: { key: 'import.left.older', params: {} } };
  const SEEN = Date.parse('2026-03-20T12:00:00Z');
  const DAY = 86_400_000;

  async function take(fileAt: number, ...lines: string[]): Promise<ImportReport> {
    const file = await readOrderFile(new TextEncoder().encode(`\ufeff${lines.join('\r\n')}\r\n`), 'orders.csv');
    if (file.status !== 'ready') throw new Error(file.status);
    return importOrders(file.batches(), { fileName: 'orders.csv', shopId: SHOP, fileAt }, database);
  }
  const page = (state: OrderState, stateText: string, more: Partial<OrderSeen> = {}, at = SEEN) => {
    const seen = { no: NO, state, stateText, paid: cny(9900), items: [{ title: '袜' }], buyer: { nick: 'tb青禾' }, ...more };
    return takeOrders({ site: 'taobao', shopId: SHOP, at }, [{ kind: 'order', ...(defined(seen) as typeof seen) }], database);
  };

  it.each<[OrderState, string, string, string, Partial<OrderSeen>]>([
    ['closed', '交易关闭', '交易成功', '99.00', {}],
    ['done', '交易成功', '退款中', '99.00', {}],
    ['shipped', '卖家已发货', '卖家已发货', '99.00', { paid: cny(8000) }],
  ])('leaves %s (%s) as it is and says so, also the second time (%s, %s)', async (state, text, then, paid, more) => {
    await page(state, text, more);
    const before = await known();
    const { row: counts, warnings } = await take(SEEN - DAY, HEAD, row(then, paid, '先发'));
    expect(warnings).toEqual([LEFT]);
    expect(counts).toMatchObject({ updated: 1 });
    expect(await known()).toMatchObject({ state, stateText: text, paid: before?.paid, memo: '先发' });
    const again = await take(SEEN - DAY, HEAD, row(then, paid, '先发'));
    expect([again.row.unchanged, again.warnings]).toEqual([1, [LEFT]]);
    expect(await known()).toMatchObject({ state, stateText: text, paid: before?.paid });
  });

  it('says nothing where it says the same, and brings an amount that nobody knew', async () => {
    await page('done', '交易成功', { paid: undefined });
    const { warnings } = await take(SEEN - DAY, HEAD, row('交易成功', '99.00'));
    expect(warnings).toEqual([]);
    expect(await known()).toMatchObject({ state: 'done', paid: cny(9900) });
  });

  it('brings an amount that nobody knew also with another state, but not one of a step that was left', async () => {
    await page('refunding', '退款中', { paid: undefined });
    const { warnings } = await take(SEEN - 3_600_000, HEAD, row('卖家已发货', '110.00'));
    expect(warnings).toEqual([LEFT]);
    expect(await known()).toMatchObject({ state: 'refunding', stateText: '退款中', paid: cny(11_000) });
    await page('refunding', '退款中', { no: `${NO}9`, paid: undefined });
    await take(SEEN - DAY, HEAD, row('等待买家付款', '0.00').replace(NO, `${NO}9`));
    expect((await orderByNo(`${NO}9`, database))?.order.paid).toBeUndefined();
  });

  it('fills in an order of which only the number is known', async () => {
    const peer = { nick: 'tb青禾', name: 'tb青禾' };
    await takePeer({ site: 'taobao', shopId: SHOP, at: SEEN }, { kind: 'peer', peer, orderNos: [NO] }, database);
    expect((await take(SEEN - DAY, HEAD, row('交易成功', '99.00'))).warnings).toEqual([]);
    expect(await known()).toMatchObject({ state: 'done', paid: cny(9900) });
  });

  it('is believed when it was written after, or only something else was seen since', async () => {
    await page('shipped', '卖家已发货');
    await take(SEEN + DAY, HEAD, row('交易成功', '99.00'));
    expect(await known()).toMatchObject({ state: 'done' });
    await page('unknown', '', { stateText: undefined, paid: undefined, memo: '补发', items: [] }, SEEN + 9 * DAY);
    await take(SEEN + 2 * DAY, HEAD, row('退款中', '99.00'));
    expect(await known()).toMatchObject({ state: 'refunding', memo: '补发' });
  });

  it('may be imported after a later one', async () => {
    await take(SEEN, HEAD, row('交易关闭', '99.00'));
    expect((await take(SEEN - DAY, HEAD, row('交易成功', '99.00'))).warnings).toEqual([LEFT]);
    expect(await known()).toMatchObject({ state: 'closed' });
    await take(SEEN + DAY, HEAD, row('交易成功', '99.00'));
    expect(await known()).toMatchObject({ state: 'done' });
  });

  it('tells of the whole order what an item report that was written a minute later did not', async () => {
    const items = '子订单编号,主订单编号,商品标题,商品价格,购买数量,订单状态,买家实付金额,退款状态';
    const item = (no: string, title: string, paid: string, state = '交易成功'): string =>
      `${no},${NO},${title},${paid},1,${state},${paid},没有申请退款`;
    await take(
      SEEN + 60_000,
      items,
      item('11111111111111101', '袜', '60.00'),
      item('11111111111111102', '帽', '40.00', '交易关闭'),
    );
    expect(await known()).toMatchObject({ paid: cny(10_000) });
    const orders = '订单编号,买家会员名,订单状态,买家实际支付金额,宝贝标题,宝贝种类,宝贝总数量';
    const { warnings } = await take(SEEN, orders, `${NO},tb青禾,交易成功,110.00,"袜，帽",2,2`);
    expect(warnings).toEqual([]);
    expect(await known()).toMatchObject({ state: 'done', paid: cny(11_000), asOf: SEEN + 60_000 });
    const [customer] = await database.customers.toArray();
    expect(customer?.stats.paid).toEqual([cny(11_000)]);
    // What the order report told is kept from older ones.
    await take(SEEN - DAY, orders, `${NO},tb青禾,退款中,120.00,"袜，帽",2,2`);
    expect(await known()).toMatchObject({ state: 'done', paid: cny(11_000) });
  });

  it('brings the amount of the whole order beside an item report, but no state that has been left', async () => {
    const items = '子订单编号,主订单编号,商品标题,商品价格,购买数量,订单状态,买家实付金额,退款状态';
    await take(SEEN, items, `11111111111111101,${NO},袜,60.00,1,退款中,60.00,退款中`);
    const { warnings } = await take(
      SEEN - 2 * DAY,
      '订单编号,买家会员名,订单状态,买家实际支付金额,宝贝标题,宝贝种类,宝贝总数量',
      `${NO},tb青禾,卖家已发货,70.00,袜,1,1`,
    );
    expect(await known()).toMatchObject({ state: 'refunding', paid: cny(7000) });
    expect(warnings).toHaveLength(1);
  });

  it('is not made newer by a date that is still to come', async () => {
    const then = `${new Date().getFullYear() + 1}-03-06 10:00:00`;
    const other = `11111111111111109,tb白露,交易成功,10.00,2026-03-02 10:00:00,,帽,${then}`;
    await take(SEEN, `${HEAD},确认收货时间`, `${row('卖家已发货', '99.00')},`, other);
    expect(await known()).toMatchObject({ state: 'shipped', asOf: SEEN });
    await take(SEEN + DAY, HEAD, row('交易成功', '99.00'));
    expect(await known()).toMatchObject({ state: 'done' });
    // Neither is a file by a clock that goes ahead.
    await take(Date.now() + 40 * DAY, HEAD, row('交易关闭', '99.00'));
    expect((await known())?.asOf).toBeLessThanOrEqual(Date.now());
  });

  it('is no older than the last thing it tells', async () => {
    await page('shipped', '卖家已发货');
    await take(SEEN - DAY, `${HEAD},确认收货时间`, `${row('交易成功', '99.00')},2026-03-22 10:00:00`);
    expect(await known()).toMatchObject({ state: 'done' });
  });
});
