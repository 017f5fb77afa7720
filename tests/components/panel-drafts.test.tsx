import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { expect, test, vi } from 'vitest';
import { Panel } from '#components/customer/Panel.tsx';
import { db } from '#lib/db/database.ts';
import { mergeCustomers } from '#lib/db/merges.ts';
import { addNote } from '#lib/db/notes.ts';
import { addReminder } from '#lib/db/reminders.ts';
import { DRAFT_DELAY, forgetDrafts } from '#lib/ui/drafts.ts';
import { doing, notice } from '#lib/ui/notices.ts';
import { session } from './fake-chrome.ts';
import { field, openChat, press, SHOP, showing, showPanel, store, type } from './kit.tsx';

async function twoCustomers(): Promise<void> {
  // Without a nick of its own, so that a person may join the two.
  await store('c1', '林间小雨88', { keys: [], nick: undefined });
  await store('c2', '山间小雪');
  await openChat();
  await showPanel('customer', 'c1');
}

const switchTo = (customerId: string): Promise<void> => openChat({ customerId, fingerprint: `fp-${customerId}` });

test('a text that is being typed is kept after 400 ms and is there again after the page was closed', async () => {
  await twoCustomers();
  type(field('写备注'), '写到一半');
  await waitFor(() => expect(session.values['draft:note:c1']).toBe('写到一半'), { timeout: DRAFT_DELAY + 500 });
  cleanup();
  forgetDrafts();
  render(<Panel />);
  await showing('c1');
  await waitFor(() => expect(field('写备注').value).toBe('写到一半'));
});

test('closing the panel before the pause is over keeps the text too', async () => {
  await twoCustomers();
  type(field('写备注'), '很快关掉');
  cleanup();
  await waitFor(() => expect(session.values['draft:note:c1']).toBe('很快关掉'));
});

test('when the customer changes while one types, the text stays with the first and nothing is saved to the second', async () => {
  await twoCustomers();
  type(field('写备注'), '给小雨的话');
  await switchTo('c2');
  await showing('c2');
  expect(field('写备注').value).toBe('');
  type(field('写备注'), '给小雪的话');
  press('Enter', { ctrlKey: true });
  await waitFor(async () => expect(await db.notes.toArray()).toMatchObject([{ customerId: 'c2', text: '给小雪的话' }]));
  await switchTo('c1');
  await showing('c1');
  expect(field('写备注').value).toBe('给小雨的话');
  press('Enter', { ctrlKey: true });
  expect(await db.notes.count()).toBe(1);
});

test('what was being written on a customer goes on with the one it is joined into', async () => {
  await twoCustomers();
  type(field('写备注'), '给小雨的话');
  await waitFor(() => expect(session.values['draft:note:c1']).toBe('给小雨的话'), { timeout: DRAFT_DELAY + 500 });
  await switchTo('c2');
  await showing('c2');
  type(field('写备注'), '给小雪的话');
  await switchTo('c1');
  await showing('c1');
  await mergeCustomers('c2', 'c1');
  await showing('c2');
  await waitFor(() => expect(field('写备注').value).toBe('给小雪的话\n给小雨的话'));
  fireEvent.click(screen.getByRole('button', { name: '保存备注' }));
  await waitFor(async () =>
    expect(await db.notes.toArray()).toMatchObject([{ customerId: 'c2', text: '给小雪的话\n给小雨的话' }]),
  );
  expect(session.values).not.toHaveProperty('draft:note:c1');
});

test('a follow-up line that was being written is joined in one line', async () => {
  session.values['draft:reminder:c1'] = '明天 15:00 回访';
  session.values['draft:reminder:c2'] = '后天 催评价';
  await twoCustomers();
  await mergeCustomers('c2', 'c1');
  await showing('c2');
  press('f');
  await waitFor(() => expect(field('新的跟进').value).toBe('后天 催评价；明天 15:00 回访'));
});

test('a note on a customer that is gone says so in plain words and keeps the text', async () => {
  await twoCustomers();
  expect(await doing(() => addNote('c_gone', '重要'))).toBe(false);
  expect(notice.value?.label.key).toBe('ui.customerGone');
  expect(await doing(() => addReminder({ customerId: 'c_gone', shopId: SHOP, text: '回访', dueAt: 1 }))).toBe(false);
  expect(notice.value?.label.key).toBe('ui.customerGone');
});

test('a note or follow-up that could not be saved comes back before what was typed since', async () => {
  const full = (): never => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  await twoCustomers();
  db.notes.hook('creating', full);
  db.reminders.hook('creating', full);
  try {
    type(field('写备注'), '第一句');
    press('Enter', { ctrlKey: true });
    type(field('写备注'), '第二句');
    await waitFor(() => expect(field('写备注').value).toBe('第一句\n第二句'));
    (document.activeElement as HTMLElement | null)?.blur();
    press('f');
    type(await waitFor(() => field('新的跟进')), '明天 15:00 回访');
    press('Enter');
    type(field('新的跟进'), '问尺码');
    await waitFor(() => expect(field('新的跟进').value).toBe('明天 15:00 回访；问尺码'));
  } finally {
    db.notes.hook('creating').unsubscribe(full);
    db.reminders.hook('creating').unsubscribe(full);
  }
  expect([await db.notes.count(), await db.reminders.count()]).toEqual([0, 0]);
});

test('a follow-up line is bound to its customer as well', async () => {
  await twoCustomers();
  press('f');
  type(await waitFor(() => field('新的跟进')), '明天 15:00 回访');
  await switchTo('c2');
  await showing('c2');
  press('Enter');
  press('f');
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await db.reminders.count()).toBe(0);
  await switchTo('c1');
  await showing('c1');
  await waitFor(() => expect(session.values['draft:reminder:c1']).toBe('明天 15:00 回访'));
});

test('keys that were meant for the field that went away do nothing for a moment', async () => {
  await twoCustomers();
  type(field('写备注'), '打字打到一半');
  await switchTo('c2');
  await showing('c2');
  const now = performance.now();
  (document.activeElement as HTMLElement | null)?.blur();
  press('t');
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(document.querySelector('.tag-input')).toBeNull();
  const later = vi.spyOn(performance, 'now').mockReturnValue(now + 5000);
  press('t');
  await waitFor(() => expect(document.querySelector('.tag-input')).toBeTruthy());
  later.mockRestore();
});

test('the former customer goes at once when the chat shows nobody', async () => {
  await twoCustomers();
  await openChat({ customerId: null, why: 'marks-disagree', fingerprint: null });
  await waitFor(() => expect(document.querySelector('[data-panel-state="nobody"]')).toBeTruthy());
  expect(document.body.textContent).not.toContain('林间小雨88');
});
