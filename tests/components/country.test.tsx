import { fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { CadencePage } from '#components/cadence/CadencePage.tsx';
import { RemindersPage } from '#components/reminders-page/RemindersPage.tsx';
import { CountryCard } from '#components/settings/CountryCard.tsx';
import { db } from '#lib/db/database.ts';
import { setShopGround, shopGround } from '#lib/db/shop-ground.ts';
import { parseTime } from '#lib/domain/time.ts';
import { expectAccessible, field, openChat, press, root, showPanel, store, type } from './kit.tsx';

// Wednesday before the days off of October in China.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: parseTime('2026-09-30 10:00:00', 'Asia/Shanghai')! });
});
afterEach(() => {
  vi.useRealTimers();
});

const choose = async (country: string): Promise<void> => {
  fireEvent.change(await screen.findByLabelText('国家'), { target: { value: country } });
};

it('the country is chosen in the settings, and said until when its days off are known', async () => {
  render(<CountryCard />);
  await screen.findByText('节假日安排只到 2026-12-31，之后按周一到周五算');
  await expectAccessible();
  await choose('RU');
  await screen.findByText('俄罗斯的放假安排只到 2026-12-31，之后只算法律定好的节日和周末');
  expect(await shopGround()).toEqual({ country: 'RU', zone: 'Europe/Moscow' });
  await choose('FR');
  await screen.findByText('法国的法定节假日只到 2029-12-31，之后按周一到周五算');
  await choose('VN');
  await screen.findByText('没有越南的放假数据，只避开周末');
  await choose('CN');
  await waitFor(async () => expect(await shopGround()).toEqual({ country: 'CN', zone: 'Asia/Shanghai' }));
});

it('working days of a line are those of the country, and so are the ones it comes again on', async () => {
  await setShopGround({ country: 'RU', zone: 'Europe/Moscow' });
  await store('c1', '林间小雨88');
  await openChat();
  await showPanel('customer', 'c1');
  press('f');
  type(await waitFor(() => field('新的跟进')), '2个工作日后 催付');
  await waitFor(() => expect(root().querySelector('[data-when=ok]')?.textContent).toContain('10-02'));
  type(field('新的跟进'), '每个工作日 看单');
  await waitFor(() => expect(root().querySelector('[data-repeat=workday]')).not.toBeNull());
  expect(root().querySelector('[data-when=ok]')?.textContent).toContain('俄罗斯的放假安排只到 2026-12-31');
  press('Enter');
  await waitFor(async () =>
    expect((await db.reminders.toArray()).map(({ repeat }) => repeat)).toMatchObject([{ unit: 'workday', country: 'RU' }]),
  );
});

it('a country without data is named where follow-ups are looked at', async () => {
  const { unmount } = render(<RemindersPage />);
  await screen.findByRole('tab', { name: /今日/ });
  expect(screen.queryByText(/放假数据/)).toBeNull();
  await setShopGround({ country: 'VN', zone: 'Asia/Ho_Chi_Minh' });
  await screen.findByText('没有越南的放假数据，只避开周末');
  unmount();
  render(<CadencePage />);
  await screen.findByText(/^没有越南的放假数据，只避开周末。农历节日/);
});
