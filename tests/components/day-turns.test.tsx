import { act, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, expect, test, vi } from 'vitest';
import { TodayPage } from '#components/reminders-page/TodayPage.tsx';
import { ShiftPage } from '#components/shift/ShiftPage.tsx';
import { db } from '#lib/db/database.ts';
import { addReminder } from '#lib/db/reminders.ts';
import { setAttention } from '#lib/db/wait-rules.ts';
import { press, SHOP, store } from './kit.tsx';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Seven in the evening and the midnight after, on this computer's clock. */
const EVENING = new Date(2026, 10, 25, 19).getTime();
const MIDNIGHT = new Date(2026, 10, 26).getTime();
const remind = (text: string, dueAt: number) => addReminder({ customerId: 'c1', shopId: SHOP, text, dueAt });

afterEach(() => vi.useRealTimers());

/** The page is looked at again at another moment, as after a night. */
function lookAt(moment: number): void {
  vi.setSystemTime(moment);
  act(() => void document.dispatchEvent(new Event('visibilitychange')));
}

test('the page of today goes on to the next day', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: EVENING });
  await store('c1', '林间小雨88');
  await remind('今天的', EVENING + HOUR);
  await remind('明天的', MIDNIGHT + 9 * HOUR);
  render(<TodayPage />);
  await screen.findByText('今天的');
  expect(screen.queryByText('明天的')).toBeNull();
  lookAt(MIDNIGHT + MINUTE);
  await screen.findByText('明天的');
});

test('the end of a shift goes on to the next shift, and puts off to the one that comes then', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: EVENING });
  await store('c1', '林间小雨88');
  await setAttention({ shiftAt: 9 * 60 });
  await remind('夜里的', EVENING + HOUR);
  await remind('明晚的', MIDNIGHT + 20 * HOUR);
  const view = render(<ShiftPage />);
  fireEvent.click(await screen.findByRole('button', { name: /^夜里到期的跟进/ }));
  await screen.findByText('夜里的');
  expect(screen.queryByText('明晚的')).toBeNull();
  lookAt(MIDNIGHT + 9 * HOUR + MINUTE);
  await screen.findByText('明晚的');
  view.container.querySelector<HTMLElement>('.queue')?.focus();
  press('s');
  await waitFor(async () => {
    const [row] = (await db.reminders.toArray()).filter(({ text }) => text === '夜里的');
    expect(row?.dueAt).toBe(MIDNIGHT + 33 * HOUR);
  });
});
