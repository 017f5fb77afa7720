import { fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { expect, test, vi } from 'vitest';
import { ExportDialog } from '#components/customers/ExportDialog.tsx';
import { addTag, removeTag } from '#lib/db/customers.ts';
import { db } from '#lib/db/database.ts';
import { statsOf } from '#lib/domain/order.ts';
import { anOrder, expectAccessible, field, noticeText, press, SHOP, store, type } from './kit.tsx';
import { listed, listing, openDashboard, visit } from './dashboard-kit.tsx';

/** Three customers: two orders and a tag; one order in dollars, masked; nothing at all. */
async function fill(): Promise<void> {
  await db.shops.put({ id: SHOP, site: 'taobao', key: '青禾示例专卖店', name: '青禾', seenAt: 1 });
  const two = [anOrder('41200000001', { createdAt: 2000 }), anOrder('41200000002', { createdAt: 9000, state: 'done' })];
  const usd = [anOrder('82000000000001', { createdAt: 5000, paid: { minor: 2460, currency: 'USD' } })];
  await store('c1', '林间小雨88', { tags: ['大码'], stats: statsOf(two) }, two);
  await store('c2', 'Joh****', { masked: true, standing: 'orders-only', country: 'Spain', keys: [], stats: statsOf(usd) }, usd);
  await store('c3', '安静', { activeAt: 10 });
  await db.tags.put({ id: '大码', color: 'teal', count: 1, createdAt: 1 });
}

test('lists everybody by last activity, with amounts per currency and masks marked', async () => {
  await fill();
  openDashboard('#/customers');
  await listing('林间小雨88', 'Joh****', '安静');
  await screen.findByText('3 位客户');
  const rows = screen.getAllByRole('row');
  expect(rows[1]?.textContent).toContain('¥200');
  expect(rows[2]?.textContent).toContain('US$24.60');
  expect(within(rows[2] as HTMLElement).getByText('打码')).toBeTruthy();
  expect(within(rows[2] as HTMLElement).getByText('仅订单')).toBeTruthy();
  await expectAccessible();
});

test.each([
  ['?tag=大码', ['林间小雨88']],
  ['?q=小雨', ['林间小雨88']],
  ['?q=82000000000001', ['Joh****']],
  ['?min=2', ['林间小雨88']],
  ['?country=spain', ['Joh****']],
  ['?standing=orders-only', ['Joh****']],
  [`?shop=${encodeURIComponent(SHOP)}`, ['林间小雨88', 'Joh****', '安静']],
  ['?from=1970-01-01&to=1970-01-02', ['林间小雨88', 'Joh****']],
  ['?from=2020-01-01', []],
  ['?sort=name', ['安静', '林间小雨88', 'Joh****']],
  ['?sort=orders', ['林间小雨88', 'Joh****', '安静']],
  ['?sort=paid', ['林间小雨88', 'Joh****', '安静']],
])('the address %s shows who fits', async (query, names) => {
  await fill();
  openDashboard(`#/customers${query}`);
  await listing(...names);
});

test('says how many rows were looked at where no index answers', async () => {
  await fill();
  openDashboard('#/customers?min=2');
  await screen.findByText(/1 位客户 · 逐条看过 3 位/);
});

test('a text filters after a pause and stands in the address; clearing shows everybody again', async () => {
  await fill();
  openDashboard('#/customers');
  await listing('林间小雨88', 'Joh****', '安静');
  type(field('搜昵称片段或订单号'), '安静');
  await listing('安静');
  expect(location.hash).toBe('#/customers?q=%E5%AE%89%E9%9D%99');
  type(field('搜昵称片段或订单号'), '没有此人');
  await screen.findByText('没有符合条件的客户');
  await expectAccessible();
  fireEvent.click(screen.getAllByRole('button', { name: '清除筛选' })[0] as HTMLElement);
  await listing('林间小雨88', 'Joh****', '安静');
});

test('selected customers are tagged at once, and the tag is taken back at once', async () => {
  await fill();
  openDashboard('#/customers');
  await listing('林间小雨88', 'Joh****', '安静');
  fireEvent.click(screen.getByRole('checkbox', { name: '选中全部' }));
  await screen.findByText('已选 3 位');
  fireEvent.click(screen.getByRole('button', { name: '加标签' }));
  const input = await screen.findByRole('combobox', { name: /标签/ }).catch(() => screen.getByPlaceholderText('输入标签'));
  type(input, '要发票');
  fireEvent.keyDown(input, { key: 'Enter' });
  await waitFor(async () =>
    expect((await db.customers.toArray()).map((c) => c.tags)).toEqual([['大码', '要发票'], ['要发票'], ['要发票']]),
  );
  expect(await db.tags.get('要发票')).toMatchObject({ count: 3 });
  await waitFor(() => expect(noticeText()).toContain('要发票'));
  await expectAccessible();
  fireEvent.click(screen.getByRole('button', { name: '撤销' }));
  await waitFor(async () => expect((await db.customers.toArray()).map((c) => c.tags)).toEqual([['大码'], [], []]));
});

test('a new customer and a change of a row appear by themselves', async () => {
  await fill();
  openDashboard('#/customers');
  await listing('林间小雨88', 'Joh****', '安静');
  await store('c4', '刚来的', { activeAt: 99_000 });
  await listing('刚来的', '林间小雨88', 'Joh****', '安静');
  await db.customers.update('c4', { name: '改了名' });
  await waitFor(() => expect(listed()[0]).toBe('改了名'));
});

test('columns are chosen and stay chosen', async () => {
  localStorage.removeItem('dash.columns');
  await fill();
  openDashboard('#/customers');
  await listing('林间小雨88', 'Joh****', '安静');
  expect(screen.queryByRole('columnheader', { name: '国家/地区' })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: '列' }));
  fireEvent.click(screen.getByRole('menuitemcheckbox', { name: '国家/地区' }));
  await screen.findByRole('columnheader', { name: '国家/地区' });
  expect(JSON.parse(localStorage.getItem('dash.columns') ?? '[]')).toContain('country');
  localStorage.removeItem('dash.columns');
});

test('a name opens the profile, a customer that has gone says so', async () => {
  await fill();
  openDashboard('#/customers/c1');
  await screen.findByRole('heading', { name: '林间小雨88' });
  await expectAccessible();
  visit('#/customers/c9');
  await screen.findByText('客户已不在');
});

test('without customers it says what to do, and a long list draws only what is in sight', async () => {
  openDashboard('#/customers');
  await screen.findByText('还没有客户');
  await expectAccessible();
  const template = {
    shopId: SHOP,
    site: 'taobao' as const,
    standing: 'known' as const,
    masked: false,
    aliases: [],
    tags: [],
    stats: statsOf([]),
    tokens: [],
    createdAt: 1,
    updatedAt: 1,
  };
  await db.customers.bulkPut(
    Array.from({ length: 3000 }, (_, i) => ({ ...template, id: `d${i}`, name: `甲${i}`, keys: [`k${i}`], activeAt: i })),
  );
  visit('#/settings');
  await screen.findByRole('heading', { name: '设置' });
  visit('#/customers');
  await screen.findByText('3,000 位客户');
  expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('3001');
  expect(screen.getAllByRole('row').length).toBeLessThan(70);
  await waitFor(() => expect(listed()[0]).toBe('甲2999'));
});

test('the export says which JSON can be brought back', async () => {
  await fill();
  openDashboard('#/customers');
  await listing('林间小雨88', 'Joh****', '安静');
  press('e');
  await screen.findByRole('dialog', { name: '导出' });
  expect(screen.getByLabelText(/JSON/).closest('label')?.textContent).toContain('可再导回客伴');
  fireEvent.click(screen.getByLabelText(/订单 一行一单/));
  await waitFor(() => expect(screen.getByLabelText(/JSON/).closest('label')?.textContent).toContain('不能导回客伴'));
});

test('keys lead to the pages, and to the search', async () => {
  await fill();
  openDashboard('#/settings');
  await screen.findByRole('heading', { name: '设置' });
  await expectAccessible();
  press('g');
  press('c');
  await listing('林间小雨88', 'Joh****', '安静');
  press('/');
  expect(document.activeElement).toBe(field('搜昵称片段或订单号'));
  (document.activeElement as HTMLElement).blur();
  press('?');
  await screen.findByRole('dialog', { name: '快捷键' });
});

test('the export of a search that gives its first hits says that there may be more', async () => {
  await fill();
  const one = await db.customers.get('c3');
  if (!one) throw new Error('not there');
  await db.customers.bulkPut(
    Array.from({ length: 1000 }, (_, i) => ({ ...one, id: `t${i}`, keys: [], name: '安静', tokens: ['安静'] })),
  );
  openDashboard('#/customers?q=安静');
  await screen.findByText('前 1,000 位，请再输入几个字');
  press('e');
  await screen.findByText(/^搜索只列出前 1,000 位/);
});

test('the column of countries shows their Chinese names, also where only an order names one', async () => {
  await fill();
  const order = anOrder('82000000000009', { createdAt: 7000, recipient: { country: 'Russian Federation' } });
  await store('c9', 'Iva****', { site: 'aliexpress', shopId: 'aliexpress|cn-test', stats: statsOf([order]) }, [order]);
  localStorage.setItem('dash.columns', JSON.stringify(['name', 'country']));
  openDashboard('#/customers');
  await screen.findByText('俄罗斯');
  await screen.findByText('西班牙');
  localStorage.removeItem('dash.columns');
});

test('an export of the list waits until all of the list is known', async () => {
  await fill();
  const list = { filter: {}, sort: 'activeAt' as const, count: 1 };
  const props = { all: false, list, selected: [], shops: [], shopId: null, onClose: () => undefined };
  const { rerender } = render(<ExportDialog {...props} complete={false} />);
  const start = (): HTMLButtonElement => screen.getByRole('button', { name: '导出' });
  expect(start().disabled).toBe(true);
  rerender(<ExportDialog {...props} complete />);
  expect(start().disabled).toBe(false);
});

test('an export of the list has who fits now, though the list was made before', async () => {
  await fill();
  openDashboard('#/customers?tag=大码&min=0');
  await listing('林间小雨88');
  const blobs: Blob[] = [];
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => (blobs.push(blob as Blob), 'blob:saved'));
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
  await removeTag(['c1'], '大码');
  await addTag(['c2', 'c3'], '大码');
  press('e');
  const dialog = within(await screen.findByRole('dialog', { name: '导出' }));
  await waitFor(() => expect(dialog.getByLabelText(/当前筛选结果/).closest('label')?.textContent).toContain('2 位'));
  await addTag(['c1'], '大码');
  fireEvent.click(dialog.getByLabelText(/JSON/));
  fireEvent.click(dialog.getByRole('button', { name: '导出' }));
  await dialog.findByText(/^已导出/);
  const { customers } = JSON.parse((await blobs[0]?.text()) ?? '') as { customers: { id: string }[] };
  expect(customers.map(({ id }) => id).toSorted()).toEqual(['c1', 'c2', 'c3']);
  vi.restoreAllMocks();
});

test('the key for exporting does nothing while the list is not known, or empty', async () => {
  openDashboard('#/customers');
  await screen.findByText('0 位客户');
  press('e');
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(screen.queryByRole('dialog')).toBeNull();
});
