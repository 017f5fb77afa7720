import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '../../lib/db/database.ts';
import { listCustomers } from '../../lib/db/customer-list.ts';
import { importOrders } from '../../lib/db/imports.ts';
import { blobOf, type ExportFormat } from '../../lib/files/export-customers.ts';
import { readOrderFile } from '../../lib/files/order-file.ts';
import { customerFile } from '../../lib/ui/customer-export.ts';
import { isOrderList, type ExportWhat } from '../../lib/ui/export-columns.ts';
import { readAll, sample } from '../files/read-all.ts';

const SHOP = 'aliexpress|230000001';

beforeEach(() => putIn('csp-order-export.zh_CN.2026-01.sample.xlsx', SHOP));

/** Puts what a file holds into a shop, in place of what is there. */
async function putIn(name: string, shopId: string): Promise<void> {
  for (const table of db.tables) await table.clear();
  const file = await readOrderFile(sample(name), name);
  if (file.status !== 'ready') throw new Error(file.status);
  await importOrders(file.batches('CNY'), { fileName: name, shopId, fileAt: Date.now() });
}

async function saved(what: ExportWhat, format: ExportFormat, ids: readonly string[]): Promise<Blob> {
  const job = { ids, choice: { what, format, notes: false }, signal: new AbortController().signal };
  return blobOf(await customerFile({ ...job, onCustomers: () => undefined }));
}

async function cellsOf(blob: Blob): Promise<string[][]> {
  const text = (await blob.text()).replace(/^\ufeff/, '');
  return text
    .trimEnd()
    .split('\r\n')
    .map((line) => line.slice(1, -1).split('","'));
}

describe('a list that was saved', () => {
  it('says the country that the list shows and filters by', async () => {
    const { ids } = await listCustomers({ country: 'Italy' }, 'activeAt');
    const [head, ...rows] = await cellsOf(await saved('customers', 'csv', ids));
    expect(ids.length).toBeGreaterThan(0);
    expect(rows.map((row) => row[head?.indexOf('国家/地区') ?? -1])).toEqual(ids.map(() => 'Italy'));
  });

  it.each(['csv', 'xlsx'] as const)('holds all of where a parcel goes, and brings it back (%s)', async (format) => {
    const stored = new Map((await db.orders.toArray()).flatMap((row) => row.list).map((order) => [order.no, order]));
    const { ids } = await listCustomers({}, 'activeAt');
    const blob = await saved('orders', format, ids);
    const file = await readOrderFile(blob, `x.${format}`);
    if (file.status !== 'needsMapping') throw new Error(file.status);
    expect(isOrderList(file.headers.map(({ text }) => text))).toBe(true);
    const { rows } = await readAll(blob, { mapping: { ...file.guess, kind: 'aliexpress-orders' } });
    expect(rows).toHaveLength(stored.size);
    for (const { order } of rows) {
      const known = stored.get(order?.no ?? '');
      expect(order).toMatchObject({ recipient: known?.recipient, buyer: { name: known?.buyerName }, paid: known?.paid });
    }
  });

  const taobao = ['export-orders.2016-05.gbk.csv', 'export-orders.2019.gbk.csv', 'export-items.2018-05.gbk.csv'];
  it.each([
    ...taobao.map((name) => [name, 'taobao|青禾示例店', 'taobao-orders'] as const),
    ['csp-order-export.zh_CN.2026-01.sample.xlsx', SHOP, 'aliexpress-orders'] as const,
  ])('is offered as what it came from: %s', async (name, shopId, kind) => {
    await putIn(name, shopId);
    const ids = (await db.customers.toCollection().primaryKeys()).map(String);
    for (const format of ['csv', 'xlsx'] as const) {
      const file = await readOrderFile(await saved('orders', format, ids), `x.${format}`);
      expect(file.status === 'needsMapping' && file.guess.kind).toBe(kind);
    }
  });

  it('is known without the columns that it had not got before', async () => {
    const [head = []] = await cellsOf(await saved('orders', 'csv', []));
    expect(isOrderList(head.filter((name) => !['城市', '省/州', '邮编', '收货国家', '邮箱'].includes(name)))).toBe(true);
  });
});
