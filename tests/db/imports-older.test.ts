import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { KebanDatabase } from '../../lib/db/database.ts';
import { importOrders, type ImportReport } from '../../lib/db/imports.ts';
import { takeOrders } from '../../lib/db/intake.ts';
import { orderByNo } from '../../lib/db/orders.ts';
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
