import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { describe, expect, test } from 'vitest';
import { db } from '#lib/db/database.ts';
import { addTag } from '#lib/db/customers.ts';
import { addNote } from '#lib/db/notes.ts';
import { refuseWrites } from '#lib/db/read-only.ts';
import { addReminder } from '#lib/db/reminders.ts';
import { expectAccessible, field, noticeText, openChat, press, SHOP, showPanel, store, type } from './kit.tsx';

const tagsOf = async (id: string): Promise<string[]> => (await db.customers.get(id))?.tags ?? [];

async function panelWith(tags: string[] = []): Promise<void> {
  await store('c1', '林间小雨88', { tags });
  await openChat();
  await showPanel('customer', 'c1');
}

describe('tags', () => {
  test('T, some letters, arrow and Enter add a tag in use; the field stays for the next; Ctrl+Z takes it back', async () => {
    await store('c2', '别人', { tags: ['大码'] });
    await panelWith();
    press('t');
    const input = await waitFor(() => field('标签'));
    expect(document.activeElement).toBe(input);
    type(input, '大');
    await waitFor(() => expect(screen.getAllByRole('option', { name: /大码/ })).toHaveLength(1));
    await expectAccessible();
    press('ArrowDown');
    await waitFor(() => expect(input.getAttribute('aria-activedescendant')).toBeTruthy());
    press('Enter');
    await waitFor(async () => expect(await tagsOf('c1')).toEqual(['大码']));
    await waitFor(() => expect(noticeText()).toContain('已添加标签「大码」'));
    expect(input.value).toBe('');
    press('Escape');
    await waitFor(() => expect(document.querySelector('.tag-input')).toBeNull());
    press('z', { ctrlKey: true });
    await waitFor(async () => expect(await tagsOf('c1')).toEqual([]));
    expect((await db.tags.get('大码'))?.count).toBe(1);
  });

  test('Enter adds what was typed, cleaned; while composing it does not', async () => {
    await panelWith();
    press('t');
    const input = await waitFor(() => field('标签'));
    type(input, '  要​发票 ');
    press('Enter', { isComposing: true });
    expect(await tagsOf('c1')).toEqual([]);
    press('Enter');
    await waitFor(async () => expect(await tagsOf('c1')).toEqual(['要发票']));
  });

  test('a tag is removed by its cross, and put back by 撤销, and removed again by 恢复', async () => {
    await panelWith(['大码', '要发票']);
    fireEvent.click(screen.getByRole('button', { name: '移除标签「大码」' }));
    await waitFor(async () => expect(await tagsOf('c1')).toEqual(['要发票']));
    fireEvent.click(await screen.findByRole('button', { name: '撤销' }));
    await waitFor(async () => expect(await tagsOf('c1')).toEqual(['大码', '要发票']));
    fireEvent.click(await screen.findByRole('button', { name: '恢复' }));
    await waitFor(async () => expect(await tagsOf('c1')).toEqual(['要发票']));
  });

  test('Ctrl+Z pressed twice takes back the last two changes', async () => {
    await panelWith(['大码', '要发票']);
    fireEvent.click(screen.getByRole('button', { name: '移除标签「大码」' }));
    await waitFor(async () => expect(await tagsOf('c1')).toEqual(['要发票']));
    fireEvent.click(screen.getByRole('button', { name: '移除标签「要发票」' }));
    await waitFor(async () => expect(await tagsOf('c1')).toEqual([]));
    press('z', { ctrlKey: true });
    await waitFor(async () => expect(await tagsOf('c1')).toEqual(['要发票']));
    press('z', { ctrlKey: true });
    await waitFor(async () => expect(await tagsOf('c1')).toEqual(['大码', '要发票']));
  });

  test('a change made elsewhere shows at once', async () => {
    await panelWith();
    await addTag(['c1'], '催发货');
    await screen.findByText('催发货');
  });

  test('Ctrl+Z in a field is left to the field', async () => {
    await panelWith(['大码']);
    fireEvent.click(screen.getByRole('button', { name: '移除标签「大码」' }));
    await waitFor(async () => expect(await tagsOf('c1')).toEqual([]));
    field('写备注').focus();
    press('z', { ctrlKey: true });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await tagsOf('c1')).toEqual([]);
  });

  test('undo brings a tag back beside what came since', async () => {
    await panelWith(['大码']);
    fireEvent.click(screen.getByRole('button', { name: '移除标签「大码」' }));
    await waitFor(() => expect(noticeText()).toContain('已移除标签'));
    await db.customers.update('c1', { tags: ['另一个'] });
    press('z', { ctrlKey: true });
    await waitFor(async () => expect(await tagsOf('c1')).toEqual(['另一个', '大码']));
  });
});

describe('notes', () => {
  test('undo refuses when something else happened since, and says so', async () => {
    await panelWith();
    type(field('写备注'), '要三十码');
    fireEvent.click(await screen.findByRole('button', { name: '保存备注' }));
    await waitFor(() => expect(noticeText()).not.toBe(''));
    await db.notes.toCollection().modify({ text: '要三十一码' });
    (document.activeElement as HTMLElement).blur();
    press('z', { ctrlKey: true });
    await waitFor(() => expect(noticeText()).toContain('之后又有改动，无法撤销'));
    expect((await db.notes.toArray())[0]?.text).toBe('要三十一码');
  });

  test('N and Ctrl+Enter write a note; twice in a row writes one', async () => {
    await panelWith();
    press('n');
    await waitFor(() => expect(document.activeElement).toBe(field('写备注')));
    type(field('写备注'), '平时穿 L');
    press('Enter', { ctrlKey: true });
    press('Enter', { ctrlKey: true });
    await screen.findByText('平时穿 L');
    expect(await db.notes.count()).toBe(1);
    await waitFor(() => expect(field('写备注').value).toBe(''));
  });

  test('a note is changed, and an emptied one is removed with undo', async () => {
    await store('c1', '林间小雨88');
    await addNote('c1', '旧的话');
    await openChat();
    await showPanel('customer', 'c1');
    fireEvent.click(screen.getByRole('button', { name: '修改备注' }));
    type(field('修改备注'), '新的话');
    press('Enter', { ctrlKey: true });
    await screen.findByText('新的话');
    fireEvent.click(screen.getByRole('button', { name: '删除备注' }));
    await waitFor(async () => expect(await db.notes.count()).toBe(0));
    fireEvent.click(await screen.findByRole('button', { name: '撤销' }));
    await screen.findByText('新的话');
  });
});

describe('follow-ups', () => {
  test('F, a line, the moment before saving, Enter', async () => {
    await panelWith();
    press('f');
    const line = await waitFor(() => field('新的跟进'));
    await waitFor(() => expect(document.activeElement).toBe(line));
    type(line, '明天下午3点 回访');
    await waitFor(() => expect(document.querySelector('[data-when="ok"]')?.textContent).toContain('明天 15:00'));
    await expectAccessible();
    press('Enter');
    await waitFor(async () =>
      expect(await db.reminders.toArray()).toMatchObject([{ customerId: 'c1', shopId: SHOP, text: '回访', state: 'open' }]),
    );
    const due = new Date((await db.reminders.toArray())[0]?.dueAt ?? 0);
    expect([due.getHours(), due.getMinutes()]).toEqual([15, 0]);
    await waitFor(() => expect(line.value).toBe(''));
  });

  test('an hour that was not said is named as assumed', async () => {
    await panelWith();
    press('f');
    type(await waitFor(() => field('新的跟进')), '明天 回访');
    await waitFor(() => expect(document.querySelector('[data-when="ok"]')?.textContent).toMatch(/明天 10:00.*时间为默认/));
  });

  test.each([
    ['好像说过', 'none'],
    ['昨晚说的', 'past'],
    ['2020-01-01', 'past'],
  ])('%s is not saved', async (text, reason) => {
    await panelWith();
    press('f');
    type(await waitFor(() => field('新的跟进')), text);
    await waitFor(() => expect(document.querySelector(`[data-when="${reason}"]`)).toBeTruthy());
    press('Enter');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await db.reminders.count()).toBe(0);
    expect(field('新的跟进').value).toBe(text);
  });

  test('a preset takes what was typed as its text', async () => {
    await panelWith();
    press('f');
    type(await waitFor(() => field('新的跟进')), '催评价');
    fireEvent.click(screen.getByRole('button', { name: '3 天后' }));
    await waitFor(async () => expect(await db.reminders.toArray()).toMatchObject([{ text: '催评价' }]));
  });

  test('what is due today stands over the tabs and is done or moved from there', async () => {
    await store('c1', '林间小雨88');
    await addReminder({ customerId: 'c1', shopId: SHOP, text: '补发发带', dueAt: Date.now() - 60_000 });
    await openChat();
    await showPanel('customer', 'c1');
    expect(document.querySelector('.due-strip [data-urgency="overdue"]')?.textContent).toContain('补发发带');
    fireEvent.click(screen.getByRole('button', { name: '改期' }));
    await expectAccessible();
    fireEvent.click(screen.getByRole('menuitem', { name: /明早 10 点/ }));
    await waitFor(() => expect(document.querySelector('.due-strip')).toBeNull());
    fireEvent.click(await screen.findByRole('button', { name: '撤销' }));
    await waitFor(() => expect(document.querySelector('.due-strip')).toBeTruthy());
    fireEvent.click(screen.getByRole('button', { name: '完成' }));
    await waitFor(async () => expect(await db.reminders.toArray()).toMatchObject([{ state: 'done' }]));
  });
});

test('the history names what was done and takes one thing back', async () => {
  await store('c1', '林间小雨88');
  await addTag(['c1'], '大码');
  await addNote('c1', '一句话');
  await openChat();
  await showPanel('customer', 'c1');
  fireEvent.click(screen.getByRole('tab', { name: '记录' }));
  fireEvent.click(await screen.findByRole('button', { name: '撤销：已添加标签「大码」' }));
  await waitFor(async () => expect(await tagsOf('c1')).toEqual([]));
  expect(await db.notes.count()).toBe(1);
  await screen.findByText('撤销：已添加标签「大码」');
  await expectAccessible();
});

test('while the database must not be written to, a change is refused with a sentence and the text stays', async () => {
  await panelWith();
  refuseWrites(db, 'lost');
  try {
    type(field('写备注'), '写不进去的话');
    press('Enter', { ctrlKey: true });
    await waitFor(() => expect(noticeText()).toContain('数据库暂时只读'));
    expect(field('写备注').value).toBe('写不进去的话');
  } finally {
    refuseWrites(db, null);
  }
  press('Enter', { ctrlKey: true });
  await screen.findByText('写不进去的话', { selector: 'p' });
});

test('Alt+X hides names and texts from those who look at a shared screen', async () => {
  await panelWith();
  press('≈', { altKey: true, code: 'KeyX' });
  expect(document.documentElement.hasAttribute('data-blur')).toBe(true);
  press('x', { altKey: true, code: 'KeyX' });
  expect(document.documentElement.hasAttribute('data-blur')).toBe(false);
});

test('? lists the keys; keys do nothing while the list is open', async () => {
  await panelWith();
  press('?');
  const dialog = await screen.findByRole('dialog');
  await expectAccessible();
  fireEvent.keyDown(document.body, { key: 't' });
  expect(document.querySelector('.tag-input')).toBeNull();
  fireEvent(dialog, new Event('cancel', { cancelable: true }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});
