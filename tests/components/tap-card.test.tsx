import { fireEvent, render, screen, waitFor } from '@testing-library/preact';
import axe from 'axe-core';
import { expect, it } from 'vitest';
import { TapNote } from '#components/customer/TapNote.tsx';
import { TapCard } from '#components/settings/TapCard.tsx';
import { dayOf } from '#lib/tap/state.ts';

const box = (name: RegExp): HTMLInputElement => screen.getByRole('switch', { name });
const wanted = async (): Promise<unknown> => (await chrome.storage.local.get('tap:taobao'))['tap:taobao'];
const today = (): string => dayOf('taobao', Date.now());

async function showCard(): Promise<void> {
  render(<TapCard />);
  await waitFor(() => expect(box(/淘宝/).disabled).toBe(false));
}

it('is off for every platform, and says what it means before anything is switched on', async () => {
  await showCard();
  expect(screen.getAllByRole('switch').map((each) => (each as HTMLInputElement).checked)).toEqual([false, false]);
  expect(document.querySelector('details')?.open).toBe(true);
  for (const words of [/^读：/, /^存：/, /^丢：/, /^不会：/, /^风险：/, /^遇到平台的验证/, /^关闭：/]) {
    expect(screen.getByText(words)).toBeDefined();
  }
  expect(screen.queryByText(/^今天：/)).toBeNull();
});

it('switches one platform and leaves the other', async () => {
  await showCard();
  fireEvent.click(box(/淘宝/));
  await waitFor(() => expect(box(/淘宝/).checked).toBe(true));
  expect(box(/速卖通/).checked).toBe(false);
  expect(await wanted()).toEqual({ on: true });
  await waitFor(() => expect(screen.getByText('今天：看到 0，存下 0，拒绝 0')).toBeDefined());
  fireEvent.click(box(/淘宝/));
  await waitFor(() => expect(box(/淘宝/).checked).toBe(false));
  expect(await wanted()).toEqual({ on: false });
});

it('counts today, not yesterday', async () => {
  await chrome.storage.local.set({
    'tap:taobao': { on: true },
    'tapCount:taobao': { day: today(), seen: 1234, taken: 200, refused: 3 },
    'tap:aliexpress': { on: true },
    'tapCount:aliexpress': { day: '2020-01-01', seen: 9, taken: 9, refused: 9 },
  });
  await showCard();
  expect(screen.getByText('今天：看到 1,234，存下 200，拒绝 3')).toBeDefined();
  expect(screen.getByText('今天：看到 0，存下 0，拒绝 0')).toBeDefined();
});

it('says that it rests, in the settings and in the panel, until nobody wants it', async () => {
  await chrome.storage.local.set({ 'tap:taobao': { on: true, restDay: today(), restAt: Date.now() } });
  await showCard();
  render(<TapNote />);
  await waitFor(() => expect(screen.getByText(/今天已自动停用：\d\d:\d\d 遇到平台的验证/)).toBeDefined());
  await waitFor(() => expect(screen.getByText(/“读取页面收到的数据”今天已自动停用：淘宝/)).toBeDefined());
  const { violations } = await axe.run(document.body, { rules: { region: { enabled: false } } });
  expect(violations.map(({ id }) => id)).toEqual([]);
  fireEvent.click(box(/淘宝/));
  await waitFor(() => expect(document.querySelector('[data-tap-rest]')).toBeNull());
  expect(screen.getByText(/明天也不会恢复/)).toBeDefined();
});
