import { readFileSync } from 'node:fs';
import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { db } from '#lib/db/database.ts';
import { takeOrders, takePeer } from '#lib/db/intake.ts';
import { orderByNo } from '#lib/db/orders.ts';
import { blobOf } from '#lib/files/export-customers.ts';
import { customerFile } from '#lib/ui/customer-export.ts';
import { anOrder, expectAccessible, field, store, type } from './kit.tsx';
import { aFile, openDashboard, visit } from './dashboard-kit.tsx';

const sample = (name: string): BlobPart => new Uint8Array(readFileSync(`tests/files/samples/${name}`));

function choose(...files: File[]): void {
  const input = document.querySelector('input[type="file"]') as HTMLInputElement;
  Object.defineProperty(input, 'files', { configurable: true, value: files });
  fireEvent.change(input);
}

const figure = (key: string): string => document.querySelector(`[data-figure="import.${key}"] dd`)?.textContent ?? '';

test('a Taobao export is recognised, shown, imported and taken back', async () => {
  openDashboard('#/import');
  choose(aFile('订单.csv', sample('export-orders.2016-05.gbk.csv')));
  await screen.findByText(/淘宝\/天猫 订单报表/);
  await screen.findByText('1930670000173066');
  await screen.findByText('文件里写的店铺：青禾示例店');
  await expectAccessible();
  fireEvent.click(await screen.findByRole('button', { name: '导入到「青禾示例店」' }));
  await screen.findByText('导入完成');
  expect([figure('created'), figure('newCustomers'), figure('badRows')]).toEqual(['2', '2', '0']);
  await expectAccessible();
  visit('#/customers');
  await waitFor(() => expect(document.querySelectorAll('.name-cell__name')).toHaveLength(2));
  visit('#/settings');
  fireEvent.click(await screen.findByRole('button', { name: '撤销这次导入' }));
  await screen.findByText('已撤销');
  expect(await db.customers.count()).toBe(0);
});

test('a file that names no shop asks for one', async () => {
  openDashboard('#/import');
  choose(aFile('csp.csv', sample('csp-order-export.zh_CN.2026-01.sample.csv')));
  const start = await screen.findByRole('button', { name: '开始导入' });
  expect((start as HTMLButtonElement).disabled).toBe(true);
  type(field('店铺的 channelId'), '2264411');
  fireEvent.click(await screen.findByRole('button', { name: '导入到「2264411」' }));
  await screen.findByText('导入完成');
  expect(await db.shops.get('aliexpress|2264411')).toBeTruthy();
});

test('bad rows are listed with line and reason, good ones stay', async () => {
  const text =
    '订单编号,买家会员名,买家实际支付金额,订单状态\n3000000000000001,小雨,12.50,交易成功\n3000000000000002,小雪,十二块,交易成功\n';
  openDashboard('#/import');
  choose(aFile('a.csv', text));
  type(await screen.findByLabelText('主账号会员名（登录名）'), '青禾');
  fireEvent.click(await screen.findByRole('button', { name: '导入到「青禾」' }));
  await screen.findByText('1 行没有导入');
  expect(screen.getByText(/第 3 行：.*「买家实际支付金额」不是金额/)).toBeTruthy();
  expect(await db.customers.count()).toBe(1);
});

test('a rounded number is left out and named, the order stays', async () => {
  openDashboard('#/import');
  choose(aFile('a.csv', '订单编号,买家会员名,订单状态,物流单号\n3000000000000001,小雨,交易成功,7.53123E+13\n'));
  type(await screen.findByLabelText('主账号会员名（登录名）'), '青禾');
  fireEvent.click(await screen.findByRole('button', { name: '导入到「青禾」' }));
  await screen.findByText('1 处没有采用，这些订单的其余内容已导入');
  expect(screen.getByText(/第 2 行：.*「物流单号」的长数字已被表格软件四舍五入/)).toBeTruthy();
  expect([figure('created'), figure('badRows')]).toEqual(['1', '0']);
});

test('amounts without a currency are asked about once for each shop', async () => {
  localStorage.clear();
  const text = '订单号,订单状态,买家名称,订单金额\n8299000000012468,等待发货,Nora,954.91\n';
  openDashboard('#/import');
  choose(aFile('a.csv', text));
  type(await screen.findByLabelText('店铺的 channelId'), '2264411');
  const start = (await screen.findByRole('button', { name: '导入到「2264411」' })) as HTMLButtonElement;
  expect(start.disabled).toBe(true);
  await screen.findByText(/没有写币种（例如 954.91）/);
  fireEvent.change(screen.getByLabelText('金额是哪种货币'), { target: { value: 'CNY' } });
  await expectAccessible();
  fireEvent.click(start);
  await screen.findByText('导入完成');
  expect((await db.orders.toArray()).flatMap((row) => row.list.map((o) => o.paid))).toEqual([{ minor: 95_491, currency: 'CNY' }]);
  fireEvent.click(screen.getByRole('button', { name: '移除 a.csv' }));
  choose(aFile('a.csv', text));
  await waitFor(() => expect(screen.getByLabelText<HTMLSelectElement>('金额是哪种货币').value).toBe('CNY'));
  localStorage.clear();
});

const shopRow = (key: string, title: string) => ({
  id: `taobao|${key}`,
  site: 'taobao' as const,
  key,
  title,
  name: title,
  seenAt: 1,
});

test('a file that names another shop than the only one known says so', async () => {
  await db.shops.put(shopRow('青禾示例', '青禾'));
  openDashboard('#/import');
  choose(aFile('a.csv', '订单编号,买家会员名,订单状态,店铺名称\n3000000000000001,小雨,交易成功,小树童装\n'));
  await screen.findByRole('button', { name: '导入到「青禾」' });
  expect(screen.getByText(/文件里写的是“小树童装”/)).toBeTruthy();
  fireEvent.change(screen.getByLabelText('这些订单属于哪家店铺'), { target: { value: '+' } });
  await waitFor(() => expect(screen.queryByText(/文件里写的是“小树童装”/)).toBeNull());
});

test('orders of another known shop are counted and left out, unless a person says otherwise', async () => {
  await db.shops.bulkPut([shopRow('青禾示例', '青禾女装'), shopRow('小树', '小树童装')]);
  const rows = ['1,小雨,交易成功,青禾女装', '2,小雪,交易成功,小树童装', '3,小风,交易成功,小树童装', '4,小云,交易成功,'];
  const file = (): File =>
    aFile('a.csv', `订单编号,买家会员名,订单状态,店铺名称\n${rows.map((row) => `300000000000000${row}`).join('\n')}\n`);
  openDashboard('#/import');
  choose(file());
  const start = (await screen.findByRole('button', { name: '开始导入' })) as HTMLButtonElement;
  expect(start.disabled).toBe(true);
  fireEvent.change(screen.getByLabelText('这些订单属于哪家店铺'), { target: { value: 'taobao|青禾示例' } });
  await screen.findByText('文件里有别的店铺的订单：「小树童装」2 单。这些订单不导入。');
  await expectAccessible();
  fireEvent.click(screen.getByRole('button', { name: '导入到「青禾女装」' }));
  await screen.findByText('导入完成');
  expect(figure('created')).toBe('2');
  fireEvent.click(screen.getByRole('button', { name: '移除 a.csv' }));
  choose(file());
  await screen.findByRole('button', { name: '开始导入' });
  fireEvent.change(screen.getByLabelText('这些订单属于哪家店铺'), { target: { value: 'taobao|青禾示例' } });
  fireEvent.click(await screen.findByLabelText('这些也导入，都算「青禾女装」的'));
  fireEvent.click(screen.getByRole('button', { name: '导入到「青禾女装」' }));
  await screen.findByText('导入完成');
  expect([figure('created'), figure('unchanged')]).toEqual(['2', '2']);
});

test('unknown columns are named by hand, with values from the file', async () => {
  localStorage.clear();
  const text = '编号A,谁买的,多少钱\n3000000000000001,小雨,12.50\n3000000000000002,小雪,13.00\n';
  openDashboard('#/import');
  choose(aFile('自制.csv', text));
  const column = await screen.findByLabelText('「谁买的」是什么');
  expect(screen.getByText(/小雨 ｜ 小雪/)).toBeTruthy();
  await expectAccessible();
  for (const [name, value] of [
    ['「编号A」是什么', 'no'],
    ['「多少钱」是什么', 'paid'],
  ] as const)
    fireEvent.change(screen.getByLabelText(name), { target: { value } });
  fireEvent.change(column, { target: { value: 'nick' } });
  fireEvent.click(screen.getByRole('button', { name: '就按这样读' }));
  const card = await screen.findByRole('region', { name: '自制.csv' });
  await within(card).findByText('3000000000000002');
  expect(within(card).getByText('¥12.50')).toBeTruthy();
  localStorage.clear();
});

test('columns that were named wrongly can be named again, also the next time', async () => {
  localStorage.clear();
  const text = '编号A,谁买的,付了,原价\n3000000000000001,小雨,12.50,99.00\n';
  const name = (column: string, value: string): void => {
    fireEvent.change(screen.getByLabelText(`「${column}」是什么`), { target: { value } });
  };
  openDashboard('#/import');
  choose(aFile('自制.csv', text));
  await screen.findByLabelText('「谁买的」是什么');
  for (const [column, value] of [
    ['编号A', 'no'],
    ['付了', ''],
    ['原价', 'paid'],
  ] as const)
    name(column, value);
  fireEvent.click(screen.getByRole('button', { name: '就按这样读' }));
  await screen.findByText('¥99.00');
  fireEvent.click(screen.getByRole('button', { name: '移除 自制.csv' }));
  choose(aFile('自制.csv', text));
  await screen.findByText('¥99.00');
  fireEvent.click(screen.getByRole('button', { name: '重新对应列' }));
  expect((await screen.findByLabelText<HTMLSelectElement>('「原价」是什么')).value).toBe('paid');
  expect(screen.getByText(/这是上次选的对应关系/)).toBeTruthy();
  name('原价', '');
  name('付了', 'paid');
  fireEvent.click(screen.getByRole('button', { name: '就按这样读' }));
  await screen.findByText('¥12.50');
  expect(screen.getByRole('button', { name: '重新对应列' })).toBeTruthy();
  localStorage.clear();
});

test('a list of orders that was saved here comes back with its times', async () => {
  const order = anOrder('82000000000001', {
    createdAt: Date.UTC(2026, 2, 2, 2),
    paidAt: Date.UTC(2026, 2, 2, 3),
    stateText: '等待卖家发货',
  });
  await store('c1', 'Joh****', { masked: true, site: 'aliexpress', shopId: 'aliexpress|cn-test' }, [order]);
  await db.shops.put({ id: 'aliexpress|cn-test', site: 'aliexpress', key: 'cn-test', name: '海外店', seenAt: 1 });
  const job = { ids: ['c1'], signal: new AbortController().signal, onCustomers: () => undefined };
  const file = await customerFile({ ...job, choice: { what: 'orders', format: 'csv', notes: false } });
  const text = await (await blobOf(file)).text();
  const zone = (): HTMLSelectElement => screen.getByLabelText('文件里的时间是哪里的');
  openDashboard('#/import');
  choose(aFile('客伴-订单.csv', text));
  fireEvent.change(await screen.findByLabelText('文件类型'), { target: { value: 'aliexpress-orders' } });
  expect(zone().selectedOptions[0]?.textContent).toMatch(/^这台电脑的时间/);
  fireEvent.click(screen.getByRole('button', { name: '就按这样读' }));
  await screen.findByText('82000000000001');
  fireEvent.click(await screen.findByRole('button', { name: '导入到「海外店」' }));
  await screen.findByText('导入完成');
  expect((await orderByNo('82000000000001'))?.order).toMatchObject({ createdAt: order.createdAt, paidAt: order.paidAt });
});

test('the zone of the times is asked for with the columns, said with the file, and kept', async () => {
  localStorage.clear();
  const text = '单号,顾客,付了多少,什么时候下的\n3000000000000001,小雨,US $12.50,2026-03-02 10:00:00\n';
  openDashboard('#/import');
  choose(aFile('a.csv', text));
  fireEvent.change(await screen.findByLabelText('文件类型'), { target: { value: 'aliexpress-orders' } });
  const zone = (): HTMLSelectElement => screen.getByLabelText('文件里的时间是哪里的');
  expect(zone().value).toBe('America/Los_Angeles');
  fireEvent.change(zone(), { target: { value: 'UTC' } });
  fireEvent.change(screen.getByLabelText('「什么时候下的」是什么'), { target: { value: 'createdAt' } });
  fireEvent.click(screen.getByRole('button', { name: '就按这样读' }));
  await screen.findByText(/时间按协调世界时/);
  visit('#/customers');
  visit('#/import');
  choose(aFile('b.csv', text));
  await screen.findByText(/时间按协调世界时/);
});

test('columns of one name can be told apart by place and value', async () => {
  localStorage.clear();
  openDashboard('#/import');
  choose(aFile('自制.csv', '编号A,备注,付款,备注\n3000000000000001,急,12.50,不急\n'));
  await screen.findByLabelText('「备注（第 2 列，如“急”）」是什么');
  fireEvent.change(screen.getByLabelText('「备注（第 2 列，如“急”）」是什么'), { target: { value: '' } });
  fireEvent.change(screen.getByLabelText('「备注（第 4 列，如“不急”）」是什么'), { target: { value: 'memo' } });
  fireEvent.click(screen.getByRole('button', { name: '就按这样读' }));
  type(await screen.findByLabelText('主账号会员名（登录名）'), '青禾');
  fireEvent.click(await screen.findByRole('button', { name: '导入到「青禾」' }));
  await screen.findByText('导入完成');
  expect((await db.orders.toArray()).flatMap((row) => row.list.map((o) => o.memo))).toEqual(['不急']);
  localStorage.clear();
});

test('what is no table says why', async () => {
  openDashboard('#/import');
  choose(aFile('a.json', '{"schema":"other"}'), aFile('b.xls', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3])));
  await screen.findByText('这不是客伴导出的文件');
  await screen.findByText(/旧版 \.xls/);
});

test('an interrupted import is shown as such and can be taken back', async () => {
  await db.imports.put({
    id: 'i_1',
    at: Date.now(),
    fileName: 'x.csv',
    shopId: 'taobao|青禾',
    rows: 0,
    created: 1,
    updated: 0,
    unchanged: 0,
    customers: 0,
    bad: 0,
    chunks: 0,
    state: 'running',
    kind: 'orders',
  });
  openDashboard('#/import');
  await screen.findByText(/未完成的导入/);
  await expectAccessible();
  fireEvent.click(screen.getByRole('button', { name: '撤销这次导入' }));
  await screen.findByText('已撤销');
});

test('a file from before what was seen since turns nothing back and says so', async () => {
  const shopId = 'taobao|青禾';
  const seen = { kind: 'order' as const, no: '3000000000000001', state: 'closed' as const, items: [] };
  await db.shops.put({ id: shopId, site: 'taobao', key: '青禾', name: '青禾', seenAt: 1 });
  await takeOrders({ site: 'taobao', shopId, at: 2000 }, [{ ...seen, buyer: { nick: '小雨', name: '小雨' } }]);
  const text = '订单编号,买家会员名,买家实际支付金额,订单状态\n3000000000000001,小雨,99.00,交易成功\n';
  openDashboard('#/import');
  choose(new File([text], 'a.csv', { lastModified: 1000 }));
  fireEvent.click(await screen.findByRole('button', { name: '导入到「青禾」' }));
  await screen.findByText(/第 2 行：.*文件比已知的旧，已知的订单状态和实付没有改回去/);
  expect((await orderByNo('3000000000000001'))?.order.state).toBe('closed');
});

test('an exchange file names the records that are of several buyers here', async () => {
  const shopId = 'taobao|青禾';
  const [first, second] = ['2208812345678', '2208899999999'] as const;
  await db.shops.put({ id: shopId, site: 'taobao', key: '青禾', name: '青禾', seenAt: 1 });
  for (const [nick, uid] of [
    ['甲', first],
    ['乙', second],
  ] as const)
    await takePeer({ site: 'taobao', shopId, at: 2000 }, { kind: 'peer', peer: { nick, name: nick, uid }, orderNos: [] });
  const head = { schema: 'keban.customers', version: 1, exportedAt: '2026-03-01T00:00:00.000Z' };
  const record = { id: 'x1', site: 'taobao', shopKey: '青禾', name: '乙', nick: '乙', uid: first, tags: ['骗子'] };
  openDashboard('#/import');
  choose(aFile('客户.json', JSON.stringify({ ...head, customers: [record] })));
  fireEvent.click(await screen.findByRole('button', { name: '并入' }));
  await screen.findByText(/^1 条客户没有导入：.*乙$/);
  await expectAccessible();
  expect((await db.customers.toArray()).map((c) => c.tags)).toEqual([[], []]);
});
