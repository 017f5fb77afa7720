import { fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { expect, test, vi } from 'vitest';
import { Popup } from '#components/customer/Popup.tsx';
import { Welcome } from '#components/customer/Welcome.tsx';
import { db } from '#lib/db/database.ts';
import { addReminder } from '#lib/db/reminders.ts';
import { browserState } from './fake-chrome.ts';
import { anOrder, expectAccessible, field, noticeText, press, SHOP, store, type } from './kit.tsx';

const due = (customerId: string, text: string, inMinutes: number): Promise<unknown> =>
  addReminder({ customerId, shopId: SHOP, text, dueAt: Date.now() + inMinutes * 60_000 });

const search = (): HTMLInputElement => field('搜买家昵称、订单号、标签');

test.each([
  ['part of a name', '小雨', 'c1'],
  ['an order number', '41200000001', 'c2'],
  ['the beginning of a tag', '大', 'c3'],
  ['a tag with its mark', '#大码', 'c3'],
])('%s finds a customer, Enter opens it in the dashboard', async (_what, query, id) => {
  await store('c1', '林间小雨88');
  await store('c2', '山间小雪', {}, [anOrder('41200000001')]);
  await store('c3', '第三人', { tags: ['大码'] });
  render(<Popup />);
  await waitFor(() => expect(document.activeElement).toBe(search()));
  type(search(), query);
  await waitFor(() =>
    expect([...document.querySelectorAll('[data-customer-id]')].map((e) => e.getAttribute('data-customer-id'))).toEqual([id]),
  );
  await expectAccessible();
  press('Enter');
  await waitFor(() =>
    expect(browserState.opened).toEqual([{ url: `chrome-extension://keban-test/dashboard.html#/customers/${id}` }]),
  );
});

test('a copied chat pasted into the search is shown for accepting, other text is searched', async () => {
  render(<Popup />);
  const paste = (text: string): boolean => {
    const event = new Event('paste', { bubbles: true, cancelable: true });
    Object.assign(event, { clipboardData: { getData: () => text } });
    return fireEvent(search(), event);
  };
  expect(paste('林间小雨88')).toBe(true);
  expect(paste('店:小竹2026-4-3 07:25:33\n您好\n已读\n林间小雨2026-4-3 07:26:00\n在吗\n')).toBe(false);
  await screen.findByRole('dialog', { name: '粘贴的千牛聊天' });
  await expectAccessible();
});

test('nothing found says so', async () => {
  render(<Popup />);
  type(search(), '没有这个人');
  await screen.findByText('没有找到「没有这个人」');
});

test('without follow-ups it says so; later ones are not listed', async () => {
  await store('c1', '林间小雨88');
  await due('c1', '下周的事', 8 * 24 * 60);
  render(<Popup />);
  await screen.findByText('今天没有要跟进的。');
  await expectAccessible();
});

test('what is overdue is done, with undo', async () => {
  await store('c1', '林间小雨88');
  await due('c1', '补发发带', -90);
  render(<Popup />);
  await screen.findByText('补发发带');
  await expectAccessible();
  fireEvent.click(screen.getByRole('button', { name: '完成' }));
  await screen.findByText('今天没有要跟进的。');
  expect(noticeText()).toContain('跟进已完成');
  fireEvent.click(screen.getByRole('button', { name: '撤销' }));
  await screen.findByText('补发发带');
});

test('it is moved by an hour from now', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-25T10:30:00') });
  try {
    await store('c1', '林间小雨88');
    await due('c1', '补发发带', -90);
    render(<Popup />);
    fireEvent.click(await screen.findByRole('button', { name: '改期' }));
    fireEvent.click(screen.getByRole('menuitem', { name: /1 小时后.*今天 11:30/ }));
    await waitFor(async () => expect((await db.reminders.toArray())[0]?.dueAt).toBe(new Date('2026-11-25T11:30:00').getTime()));
  } finally {
    vi.useRealTimers();
  }
});

test('打开聊天 opens where the chat was last seen', async () => {
  await store('c1', '林间小雨88', { nick: '林间小雨88' });
  await due('c1', '补发发带', -90);
  render(<Popup />);
  fireEvent.click(await screen.findByRole('button', { name: '打开聊天' }));
  await waitFor(() => expect(browserState.opened).toHaveLength(1));
  expect(browserState.opened[0]?.url).toMatch(/^https:\/\//);
});

test('the buttons open the side panel beside the tab and the dashboard', async () => {
  render(<Popup />);
  await new Promise((resolve) => setTimeout(resolve, 0));
  fireEvent.click(screen.getByRole('button', { name: '打开侧边栏' }));
  fireEvent.click(screen.getByRole('button', { name: '打开工作台' }));
  await waitFor(() => expect(browserState.panelsOpened).toEqual([{ tabId: 7 }]));
  expect(browserState.opened).toEqual([{ url: 'chrome-extension://keban-test/dashboard.html' }]);
});

test('the welcome page says what to click, type and press for the first reply, and that nothing is sent', () => {
  render(<Welcome />);
  const steps = within(screen.getByRole('region', { name: /^一分钟/ })).getAllByRole('listitem');
  expect(steps.map(({ textContent }) => textContent)).toEqual([
    expect.stringMatching(/聊天页.*点左边的一位买家/),
    expect.stringMatching(/输入框.*\/fh/),
    expect.stringMatching(/Enter.*没有发出去.*Backspace/),
  ]);
  expect(steps.flatMap((step) => [...step.querySelectorAll('kbd')].map((key) => key.textContent))).toEqual([
    '/fh',
    'Enter',
    'Backspace',
  ]);
});

test('the welcome page is accessible and leads to the dashboard', async () => {
  render(<Welcome />);
  await expectAccessible();
  fireEvent.click(screen.getByRole('button', { name: '打开工作台，导入历史订单' }));
  expect(browserState.opened).toEqual([{ url: 'chrome-extension://keban-test/dashboard.html' }]);
});
