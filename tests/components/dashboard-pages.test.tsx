import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { db } from '#lib/db/database.ts';
import { addReminder } from '#lib/db/reminders.ts';
import { saveTemplate } from '#lib/db/templates.ts';
import { anOrder, expectAccessible, field, noticeText, SHOP, store, type } from './kit.tsx';
import { openDashboard, visit } from './dashboard-kit.tsx';

const HOUR = 3_600_000;
const due = (customerId: string, text: string, at: number): Promise<unknown> =>
  addReminder({ customerId, shopId: SHOP, text, dueAt: at });
const texts = (): string[] => [...document.querySelectorAll('.reminder__text')].map((e) => e.textContent ?? '');

test('follow-ups stand under when they are due, and several are moved at once', async () => {
  await store('c1', '林间小雨88');
  await due('c1', '早该做', Date.now() - 2 * HOUR);
  await due('c1', '也早该', Date.now() - HOUR);
  await due('c1', '下个月', Date.now() + 30 * 24 * HOUR);
  openDashboard('#/reminders');
  await waitFor(() => expect(texts()).toEqual(['早该做', '也早该']));
  await expectAccessible();
  fireEvent.click(screen.getByRole('tab', { name: /将来/ }));
  await waitFor(() => expect(texts()).toEqual(['下个月']));
  fireEvent.click(screen.getByRole('tab', { name: /逾期/ }));
  await waitFor(() => expect(texts()).toEqual(['早该做', '也早该']));
  for (const box of screen.getAllByRole('checkbox', { name: /选中.*全部/ })) fireEvent.click(box);
  await screen.findByText('已选 2 条');
  fireEvent.click(within(screen.getByRole('region', { name: '批量操作' })).getByRole('button', { name: '完成' }));
  await waitFor(() => expect(texts()).toEqual([]));
  expect(noticeText()).toContain('2 条跟进已完成');
  fireEvent.click(screen.getByRole('button', { name: '撤销' }));
  await waitFor(() => expect(texts()).toEqual(['早该做', '也早该']));
});

test('the first page shows what has to be done and who ordered last', async () => {
  await store('c1', '林间小雨88', {}, [anOrder('41200000001')]);
  await due('c1', '补发发带', Date.now() - HOUR);
  await store('c2', '只问了问', { activeAt: Date.now() });
  openDashboard('');
  await screen.findByText('补发发带');
  const recent = await screen.findByRole('region', { name: '最近下单' });
  expect(within(recent).getByText('林间小雨88')).toBeTruthy();
  expect(within(recent).queryByText('只问了问')).toBeNull();
  await expectAccessible();
});

test('without anything the first page says how to begin', async () => {
  openDashboard('');
  await screen.findByText('从导入历史订单开始');
  await expectAccessible();
});

test('a template is written with its pinyin, found by it, changed, and deleted with undo', async () => {
  await store('c1', '林间小雨88', {}, [anOrder('41200000001', { state: 'shipped', tracking: ['SF0001'] })]);
  openDashboard('#/templates/new');
  type(field('标题'), '发货时效');
  type(field('内容'), '{买家}您好，单号{快递单号}，{几天}天内到');
  await waitFor(() => expect(document.querySelector('[data-preview]')?.textContent).toContain('林间小雨88您好，单号SF0001'));
  expect(screen.getByText('插入时会问：几天')).toBeTruthy();
  await expectAccessible();
  // The braces of an input method are shown as what they stand for, too.
  type(field('内容'), '｛买家｝好，单号｛快递单号｝，｛几天｝天内到');
  await waitFor(() => expect(document.querySelector('[data-preview]')?.textContent).toContain('林间小雨88好，单号SF0001'));
  expect(screen.getByText('插入时会问：几天')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: '保存' }));
  await waitFor(async () =>
    expect(await db.templates.toArray()).toMatchObject([
      { title: '发货时效', initials: expect.arrayContaining(['fhsx']), pinyin: expect.arrayContaining(['fa huo shi xiao']) },
    ]),
  );
  await saveTemplate({ title: '退款', body: '退', folder: '售后', language: 'zh', pinyin: ['tui kuan'], initials: ['tk'] });
  type(field('搜话术（拼音 / 首字母）'), 'fhsx');
  await waitFor(() => expect([...document.querySelectorAll('.template-item b')].map((e) => e.textContent)).toEqual(['发货时效']));
  const [stored] = await db.templates.toArray();
  visit(`#/templates/${stored?.id ?? ''}`);
  fireEvent.click(await screen.findByRole('button', { name: '删除' }));
  await waitFor(async () => expect(await db.templates.count()).toBe(1));
  fireEvent.click(screen.getByRole('button', { name: '撤销' }));
  await waitFor(async () => expect(await db.templates.count()).toBe(2));
});
