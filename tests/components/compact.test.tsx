import { fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { beforeEach, expect, test } from 'vitest';
import { CompactWindow } from '#components/compact/CompactWindow.tsx';
import { db } from '#lib/db/database.ts';
import { addNote } from '#lib/db/notes.ts';
import { addReminder } from '#lib/db/reminders.ts';
import { saveTemplate } from '#lib/db/templates.ts';
import { pasted } from '#lib/ui/paste.ts';
import { anOrder, expectAccessible, field, noticeText, press, SHOP, store, type } from './kit.tsx';

const copied: string[] = [];
let mayRead: PermissionState = 'prompt';
let onClipboard = '';
let refuse = false;
const template = (title: string, body: string, more: object = {}): Promise<unknown> =>
  saveTemplate({ title, body, folder: '售前', language: 'zh', pinyin: [], initials: [], ...more });

beforeEach(async () => {
  pasted.value = null;
  copied.length = 0;
  refuse = false;
  mayRead = 'prompt';
  Object.defineProperty(navigator, 'permissions', { configurable: true, value: { query: async () => ({ state: mayRead }) } });
  Object.defineProperty(navigator, 'clipboard', {
    configurable: true,
    value: {
      writeText: (text: string) => (refuse ? Promise.reject(new Error('refused')) : Promise.resolve(void copied.push(text))),
      readText: () => (mayRead === 'denied' ? Promise.reject(new Error('refused')) : Promise.resolve(onClipboard)),
    },
  });
  await db.shops.put({ id: SHOP, site: 'taobao', key: '青禾示例专卖店', name: '青禾示例', seenAt: 1 });
  await store('c1', '林间小雨88', { nick: '林间小雨88', keys: [`nick|${SHOP}|林间小雨88`], tags: ['大码'] }, [
    anOrder('4512300187000204539'),
    anOrder('4512300187000104539', { recipient: { phone: '139****5678' } }),
  ]);
  await store('c2', '林中鹿', { nick: '林中鹿', keys: [`nick|${SHOP}|林中鹿`] });
  await template('发货时效', '{买家昵称}您好，48 小时内发出～', { code: 'fh', pinyin: ['fa huo shi xiao'], initials: ['fhsx'] });
  await template('尺码建议', '按 {身高} 的身高建议选 {尺码}。', { initials: ['cmjy'], pinyin: ['chi ma jian yi'] });
});

const input = (): HTMLInputElement => field('昵称、订单号、手机尾号');
const replies = (): HTMLInputElement => field('搜话术，Enter 复制');
const openId = (): string => document.querySelector('.compact__customer')?.getAttribute('data-customer-id') ?? '';
const hits = (): (string | null)[] =>
  [...document.querySelectorAll('#compact-found [data-customer-id]')].map((row) => row.getAttribute('data-customer-id'));
const opened = (id: string): Promise<void> => waitFor(() => expect(openId()).toBe(id));

function show(): void {
  render(<CompactWindow />);
}

test('nick, Enter, initials, Enter: the filled reply is on the clipboard and the field is ready for the next', async () => {
  show();
  expect(document.activeElement).toBe(input());
  await expectAccessible();
  type(input(), '林间小雨88');
  press('Enter');
  await opened('c1');
  expect(document.activeElement).toBe(replies());
  await expectAccessible();
  type(replies(), 'fhsx');
  await waitFor(() => expect(document.querySelector('#compact-reply-0')?.textContent).toContain('林间小雨88您好'));
  press('Enter');
  await waitFor(() => expect(noticeText()).toContain('已复制，请在千牛按 Ctrl+V'));
  expect(copied).toEqual(['林间小雨88您好，48 小时内发出～']);
  await waitFor(() => expect(document.activeElement).toBe(input()));
  expect([input().selectionStart, input().selectionEnd]).toEqual([0, 6]);
  expect(replies().value).toBe('');
  await waitFor(async () => expect((await db.templates.toArray()).map((t) => t.uses).toSorted()).toEqual([0, 1]));
});

test('a reply that is too long once it is filled is not copied, and not cut', async () => {
  await template('附页', '一'.repeat(4000), { code: 'fy' });
  await template('长信', '{买家昵称}您好，说明如下：{模板:fy}', { code: 'cx' });
  show();
  type(input(), '林间小雨88');
  press('Enter');
  await opened('c1');
  type(replies(), 'cx');
  await waitFor(() => expect(document.querySelector('#compact-reply-0')?.textContent).toContain('长信'));
  press('Enter');
  await waitFor(() => expect(noticeText()).toContain('填好后有 4014 字，最多 4000 字'));
  expect(copied).toEqual([]);
});

test.each([
  ['a full order number', '4512300187000204539'],
  ['the end of an order number', '204539'],
  ['a telephone tail', '5678'],
])('%s finds the customer', async (_what, text) => {
  show();
  type(input(), text);
  await waitFor(() => expect(hits()).toEqual(['c1']));
  press('Enter');
  await opened('c1');
  expect(hits()).toEqual([]);
});

test('a masked nick only lists; one is chosen by arrow and Enter', async () => {
  show();
  type(input(), '林**');
  press('Enter');
  await waitFor(() => expect(hits()).toHaveLength(2));
  expect(openId()).toBe('');
  await expectAccessible();
  const second = hits()[1] ?? '';
  press('ArrowDown');
  await waitFor(() => expect(document.querySelector('#hit-1')?.getAttribute('aria-selected')).toBe('true'));
  press('Enter');
  await opened(second);
});

test('what is unknown is said to be, and nobody is shown', async () => {
  show();
  type(input(), '没有这个人');
  press('Enter');
  await screen.findByText('没有找到「没有这个人」');
  expect(openId()).toBe('');
});

test('typing anew takes the former customer away at once', async () => {
  show();
  type(input(), '林间小雨88');
  press('Enter');
  await opened('c1');
  type(input(), '林中');
  await waitFor(() => expect(openId()).toBe(''));
  expect(screen.getByText('没有选客户，变量会问你')).toBeTruthy();
});

test('what a reply lacks is asked for; without a customer the nick is asked for too', async () => {
  show();
  replies().focus();
  type(replies(), 'fhsx');
  await waitFor(() => expect(document.querySelector('#compact-reply-0')?.textContent).toContain('＿＿您好'));
  press('Enter');
  const slot = await screen.findByLabelText('买家昵称');
  await waitFor(() => expect(document.activeElement).toBe(slot));
  await expectAccessible();
  fireEvent.input(slot, { target: { value: '小鱼' } });
  fireEvent.click(screen.getByRole('button', { name: '复制' }));
  await waitFor(() => expect(copied).toEqual(['小鱼您好，48 小时内发出～']));
  await waitFor(() => expect(document.activeElement).toBe(input()));
});

test('a clipboard that refuses is said, and nothing is counted', async () => {
  refuse = true;
  show();
  type(input(), '林间小雨88');
  press('Enter');
  await opened('c1');
  press('Enter');
  await waitFor(() => expect(noticeText()).toContain('没能复制'));
  expect((await db.templates.toArray()).map((t) => t.uses)).toEqual([0, 0]);
  expect(document.activeElement).toBe(replies());
});

test('Escape goes back step by step: reply search, field, empty field, closed', async () => {
  let closed = 0;
  const close = window.close;
  window.close = () => void (closed += 1);
  try {
    show();
    type(input(), '林间小雨88');
    press('Enter');
    await opened('c1');
    type(replies(), 'fh');
    press('Escape');
    await waitFor(() => expect(replies().value).toBe(''));
    expect(document.activeElement).toBe(replies());
    press('Escape');
    expect(document.activeElement).toBe(input());
    press('Escape');
    await waitFor(() => expect([input().value, openId()]).toEqual(['', '']));
    expect(closed).toBe(0);
    press('Escape');
    expect(closed).toBe(1);
  } finally {
    window.close = close;
  }
});

test('shows tags, figures, what is due, notes and orders; a note is added', async () => {
  await addNote('c1', '要开发票');
  await addReminder({ customerId: 'c1', shopId: SHOP, text: '补发发带', dueAt: Date.now() + 3_600_000 });
  show();
  type(input(), '林间小雨88');
  press('Enter');
  await opened('c1');
  for (const text of ['大码', '要开发票', '补发发带']) expect(screen.getByText(text)).toBeTruthy();
  expect(document.querySelectorAll('[data-order-no]')).toHaveLength(2);
  await expectAccessible();
  (document.activeElement as HTMLElement).blur();
  press('n');
  const note = field('写备注');
  expect(document.activeElement).toBe(note);
  type(note, '周末不收货');
  press('Enter', { ctrlKey: true });
  await screen.findByText('周末不收货');
});

test('a short text pasted beside the field goes into it', async () => {
  show();
  (document.activeElement as HTMLElement).blur();
  const event = new Event('paste', { bubbles: true, cancelable: true });
  Object.assign(event, { clipboardData: { getData: () => '林间小雨88\r\n' } });
  fireEvent(document.body, event);
  await waitFor(() => expect(input().value).toBe('林间小雨88'));
  expect(document.activeElement).toBe(input());
  press('Enter');
  await opened('c1');
});

test('a copied chat pasted into the field is shown for accepting, and its customer is opened', async () => {
  show();
  const text = '青禾示例专卖店:小竹2026-4-3 07:25:33\n您好\n已读\n林中鹿2026-4-3 07:26:00\n在吗\n';
  const event = new Event('paste', { bubbles: true, cancelable: true });
  Object.assign(event, { clipboardData: { getData: () => text } });
  expect(fireEvent(input(), event)).toBe(false);
  const accept = await screen.findByRole('button', { name: '收下' });
  await waitFor(() => expect((accept as HTMLButtonElement).disabled).toBe(false));
  fireEvent.click(accept);
  await opened('c2');
  await waitFor(() => expect(document.activeElement).toBe(replies()));
  press('Escape');
  expect(document.activeElement).toBe(input());
  press('Escape');
  await waitFor(() => expect(openId()).toBe(''));
});

test('what is not in force is not offered, nor taken in', async () => {
  const over = { validUntil: Date.now() - 1000 };
  await template('双11发货', '双11当天发', { code: 'sy', ...over });
  await template('旧落款', '——旧店名', { code: 'qm', ...over });
  await template('新落款', '——新店名', { code: 'qm' });
  await template('收尾', '谢谢{模板:qm}', { code: 'sw' });
  show();
  type(replies(), 'sy');
  await screen.findByText(/没有找到|没有匹配/);
  type(replies(), 'sw');
  await waitFor(() => expect(document.querySelector('#compact-reply-0')?.textContent).toContain('谢谢——新店名'));
});

test('the clipboard is read where that was allowed; else there is a button, and the key', async () => {
  await template('查单', '单号{剪贴板}，{多久}内回复', { code: 'cd' });
  onClipboard = 'SF123';
  const text = (): string => document.querySelector('.slot-form__text')?.textContent ?? '';
  show();
  type(replies(), 'cd');
  await waitFor(() => expect(document.querySelector('#compact-reply-0')?.textContent).toContain('查单'));
  press('Enter');
  await screen.findByRole('form');
  expect(text()).toBe('单号＿＿，＿＿内回复');
  fireEvent.click(screen.getByRole('button', { name: '粘贴剪贴板内容' }));
  await waitFor(() => expect(text()).toBe('单号SF123，＿＿内回复'));
  type(field('多久'), '1 小时');
  await waitFor(() => expect(text()).toBe('单号SF123，1 小时内回复'));
  await expectAccessible();
  mayRead = 'denied';
  onClipboard = 'other';
  fireEvent.click(screen.getByRole('button', { name: '粘贴剪贴板内容' }));
  await waitFor(() => expect(noticeText()).toContain('请点进框里按 Ctrl+V'));
  expect(text()).toBe('单号SF123，1 小时内回复');
  fireEvent.click(screen.getByRole('button', { name: '取消' }));
  mayRead = 'granted';
  replies().focus();
  press('Enter');
  await waitFor(() => expect(text()).toBe('单号other，＿＿内回复'));
  type(field('多久'), '1 天');
  fireEvent.submit(await screen.findByRole('form'));
  await waitFor(() => expect(copied).toEqual(['单号other，1 天内回复']));
});
