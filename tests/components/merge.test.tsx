import { screen, waitFor, within } from '@testing-library/preact';
import { beforeEach, describe, expect, test } from 'vitest';
import { db } from '#lib/db/database.ts';
import { keepApart, mergeCustomers } from '#lib/db/merges.ts';
import { addNote } from '#lib/db/notes.ts';
import { openDashboard } from './dashboard-kit.tsx';
import { browserState } from './fake-chrome.ts';
import { anOrder, expectAccessible, noticeText, openChat, press, SHOP, showPanel, shownId, store, TAB } from './kit.tsx';

/** Lin from a chat; two masked records whose orders end like hers; one whose mask cannot be her. */
beforeEach(async () => {
  await db.shops.put({ id: SHOP, site: 'taobao', key: '青禾示例专卖店', name: '青禾', seenAt: 1 });
  const end = { recipient: { name: '林**', phone: '139****0001', city: '杭州市' } };
  await store('c_lin', '林间小雨88', { keys: [`nick|${SHOP}|林间小雨88`], tags: ['大码'] }, [
    anOrder('4512300187000204539', { createdAt: 9000, ...end }),
  ]);
  const masked = { masked: true, standing: 'orders-only' as const, keys: [], nick: undefined };
  await store('c_old', '林**', { ...masked, tags: ['要发票'], remark: '老客' }, [
    anOrder('4512288765001204539', { createdAt: 8000, buyerName: '林**', ...end }),
  ] as never);
  await store('c_tail', '林*', masked as never, [anOrder('4512277765001204539', { createdAt: 7000, buyerName: '林*' })]);
  await store('c_sea', '海**', masked as never, [anOrder('4512266665001204539', { createdAt: 6000, buyerName: '海**' })]);
  await addNote('c_old', '喜欢蓝色', db);
});

const customers = async (): Promise<string[]> => (await db.customers.toCollection().primaryKeys()).toSorted();

describe('beside a chat', () => {
  test('says who may be the same person and why, and joins by keyboard; the undo bar takes it back', async () => {
    await openChat({ customerId: 'c_lin' });
    await showPanel('customer', 'c_lin');
    const strip = await screen.findByRole('note');
    expect(strip.textContent).toContain('可能是同一个人：林**（2） · 订单号尾号相同：…204539');
    await expectAccessible();
    press('m');
    const dialog = await screen.findByRole('dialog', { name: '是同一个人吗' });
    await within(dialog).findByText('喜欢蓝色');
    expect(dialog.textContent).toContain('第 1 / 2 对');
    expect(dialog.textContent).toContain('收货人同为 林** · 杭州市');
    expect(dialog.textContent).toContain('名字用「林间小雨88」，打码的「林**」不再显示');
    await expectAccessible();
    const before = browserState.sent.length;
    // The health dot asks a page that says nothing for some seconds, too; its questions are named.
    const asked = (): number =>
      browserState.sent
        .slice(before)
        .filter(({ tabId, type, data }) => tabId === TAB && type === 'reread' && !JSON.stringify(data).includes('reread_'))
        .length;
    press('m');
    await waitFor(async () => expect(await customers()).toEqual(['c_lin', 'c_sea', 'c_tail']));
    await waitFor(() => expect(asked()).toBe(1));
    await waitFor(() => expect(noticeText()).toContain('已合并「林间小雨88」和「林**」'));
    expect(await db.customers.get('c_lin')).toMatchObject({ tags: ['大码', '要发票'], stats: { count: 2 } });
    await waitFor(() => expect(dialog.querySelector('.pair__name')?.closest('tr')?.textContent).toContain('林*'));
    await waitFor(() => expect(dialog.textContent).not.toContain('第 1 / 2 对'));
    press('n');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(screen.queryByRole('note')).toBeNull();
    press('z', { ctrlKey: true });
    await screen.findByRole('note');
    expect(screen.queryByRole('dialog')).toBeNull();
    press('z', { ctrlKey: true });
    await waitFor(async () => expect(await customers()).toEqual(['c_lin', 'c_old', 'c_sea', 'c_tail']));
    await waitFor(() => expect(noticeText()).toContain('已拆开「林间小雨88」和「林**」'));
    // The open chat is asked who it is with once more.
    await waitFor(() => expect(asked()).toBe(2));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  test('shows nobody where nothing is shared, where a name contradicts, and where a person said no', async () => {
    await keepApart('c_lin', 'c_old', db);
    await keepApart('c_tail', 'c_lin', db);
    await openChat({ customerId: 'c_lin' });
    await showPanel('customer', 'c_lin');
    // Others are searched once a customer has been on show for half a second.
    await new Promise((resume) => setTimeout(resume, 1500));
    expect(screen.queryByRole('note')).toBeNull();
  });

  test('a chat of the record that was joined shows the one that stayed', async () => {
    await mergeCustomers('c_lin', 'c_old', db);
    await openChat({ customerId: 'c_old' });
    await showPanel('customer', 'c_lin');
    expect(shownId()).toBe('c_lin');
  });
});

describe('the list of customers that may be one', () => {
  const page = (): HTMLElement => document.querySelector('[data-pairs]') as HTMLElement;
  const waiting = (n: number): Promise<void> =>
    waitFor(() => expect([page().dataset['pairs'], page().dataset['search']]).toEqual([String(n), 'done']));

  test('is gone through by keyboard, and every answer is taken back', async () => {
    openDashboard('#/duplicates');
    await waiting(3);
    await screen.findByText('已看过全部 4 位客户');
    await expectAccessible();
    const names = (): string[] => [...document.querySelectorAll('.pairs__names')].map((e) => e.textContent ?? '');
    expect(names()[0]).toBe('林间小雨88·林**');
    press('ArrowDown');
    await waitFor(() => expect(document.querySelector('[aria-current="true"] .pairs__names')?.textContent).toBe(names()[1]));
    press('l');
    await waiting(2);
    press('ArrowUp');
    press('n');
    await waiting(1);
    press('z', { ctrlKey: true });
    await waiting(2);
    press('z', { ctrlKey: true });
    await waiting(3);
    expect((await db.customers.toArray()).flatMap((c) => c.apart ?? [])).toEqual([]);
  });

  test('joins, names what was joined, and takes it apart from the list after later edits', async () => {
    openDashboard('#/duplicates');
    await waiting(3);
    await screen.findByText('喜欢蓝色');
    press('m');
    await waiting(1);
    const row = await screen.findByText('「林**」并入「林间小雨88」');
    expect(row.closest('li')?.textContent).toContain('还剩 30 天');
    await addNote('c_lin', '后来写的', db);
    screen.getByRole('button', { name: '拆开「林**」和「林间小雨88」' }).click();
    await waitFor(() => expect(noticeText()).toContain('合并后新增的：1 条备注留在「林间小雨88」'));
    await waiting(3);
    await screen.findByText('最近 30 天没有合并过客户');
    expect((await db.notes.toArray()).map((note) => [note.customerId, note.text]).toSorted()).toEqual([
      ['c_lin', '后来写的'],
      ['c_old', '喜欢蓝色'],
    ]);
  });

  test('says so when nobody is alike', async () => {
    await db.orders.clear();
    await db.customers.clear();
    openDashboard('#/duplicates');
    await screen.findByText('没有发现可能重复的客户');
    await expectAccessible();
  });

  test('the page of a joined customer leads to the one that stayed', async () => {
    await mergeCustomers('c_lin', 'c_old', db);
    openDashboard('#/customers/c_old');
    await screen.findByRole('heading', { name: '林间小雨88' });
    await waitFor(() => expect(location.hash).toBe('#/customers/c_lin'));
  });
});
