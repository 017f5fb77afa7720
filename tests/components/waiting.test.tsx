import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AttentionCard } from '#components/waiting/AttentionCard.tsx';
import { db } from '#lib/db/database.ts';
import { storeMessages } from '#lib/db/messages.ts';
import { peakUntil, setPeak } from '#lib/db/peak.ts';
import { attention, rulesOf, setRule } from '#lib/db/wait-rules.ts';
import { settleWaits } from '#lib/db/waiting.ts';
import { nextTick, spanOf } from '#lib/domain/wait-clock.ts';
import { useClock } from '#lib/ui/clock.ts';
import { visit, openDashboard } from './dashboard-kit.tsx';
import { anOrder, expectAccessible, noticeText, openChat, press, SHOP, showPanel, store, type } from './kit.tsx';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** All day, so that it does not matter when this runs. */
const allDay = (): Promise<unknown> =>
  setRule('taobao', 'hours', { value: null, source: '店里的约定', asOf: '2026-01-01', own: true });

async function asks(id: string, text: string, ago: number): Promise<void> {
  const message = { kind: 'message' as const, side: 'buyer' as const, type: 'text' as const, text, at: Date.now() - ago };
  await storeMessages({ customerId: id, shopId: SHOP, mark: id }, [{ message }], Date.now());
}

const rows = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('.queue__row')];
const names = (): string[] => rows().map((row) => row.querySelector('.queue__name')?.textContent ?? '');

describe('the queue', () => {
  beforeEach(async () => {
    await allDay();
    await db.shops.put({ id: SHOP, site: 'taobao', key: '青禾示例专卖店', name: '青禾', seenAt: 1 });
    await store('c1', '先来');
    await store('c2', '贵宾', { tags: ['VIP'] });
    await store('c3', '后来');
    await asks('c1', '什么时候发货', 5 * MINUTE);
    await asks('c2', '有货吗', 2 * MINUTE);
    await asks('c3', '尺码', 1 * MINUTE);
  });

  test('says who waits, why there, and how long; keys choose, reorder, settle, and undo brings back', async () => {
    openDashboard('#/waiting');
    await waitFor(() => expect(names()).toEqual(['贵宾', '先来', '后来']));
    expect(rows()[0]?.textContent).toContain('重要客户：VIP');
    expect(rows()[1]?.textContent).toMatch(/5:0\d超时 2:0\d/);
    expect(rows()[2]?.textContent).toMatch(/1:0\d还剩 (?:1:5\d|2:00)/);
    await expectAccessible();
    const box = document.querySelector<HTMLElement>('.queue');
    box?.focus();
    press('o');
    await waitFor(() => expect(names()).toEqual(['先来', '贵宾', '后来']));
    press('x');
    await waitFor(() => expect(names()).toEqual(['贵宾', '后来']));
    expect(noticeText()).toContain('已标为不用回');
    press('z', { ctrlKey: true });
    await waitFor(() => expect(names()).toEqual(['先来', '贵宾', '后来']));
  });

  test('a key acts on the row that was chosen, whoever comes in above it, and once however long it is held', async () => {
    await store('c5', '大客', { tags: ['VIP'] });
    openDashboard('#/waiting');
    await waitFor(() => expect(names()).toEqual(['贵宾', '先来', '后来']));
    document.querySelector<HTMLElement>('.queue')?.focus();
    const chosen = (): string => document.querySelector('[aria-current=true] .queue__name')?.textContent ?? '';
    await asks('c5', '投诉你们', 0);
    await waitFor(() => expect(names()).toEqual(['大客', '贵宾', '先来', '后来']));
    expect(chosen()).toBe('贵宾');
    press('x');
    press('x', { repeat: true });
    await waitFor(() => expect(names()).toEqual(['大客', '先来', '后来']));
    expect(chosen()).toBe('先来');
    await settleWaits([(await db.threads.toArray()).find(({ customerId }) => customerId === 'c1')?.id ?? '']);
    await waitFor(() => expect(names()).toEqual(['大客', '后来']));
    expect(chosen()).toBe('后来');
    press('ArrowUp', { repeat: true });
    await waitFor(() => expect(chosen()).toBe('大客'));
  });

  test('jumps only where a page of the shop is open, and says so otherwise', async () => {
    openDashboard('#/waiting');
    await waitFor(() => expect(names()).toHaveLength(3));
    expect(rows()[0]?.textContent).toContain('这家店没有打开的页面');
    document.querySelector<HTMLElement>('.queue')?.focus();
    press('Enter');
    await waitFor(() => expect(noticeText()).toContain('这家店没有打开的聊天页面'));
    await openChat({ customerId: 'c3' });
    await waitFor(() => expect(rows()[0]?.textContent).not.toContain('这家店没有打开的页面'));
  });

  test('the day is told in numbers, with what is not counted', async () => {
    openDashboard('#/waiting');
    const budget = await waitFor(() => {
      const found = document.querySelector<HTMLElement>('[data-shop]');
      expect(found).not.toBeNull();
      return found as HTMLElement;
    });
    expect(budget.textContent).toContain('问答3');
    expect(budget.textContent).toContain('超时1');
    expect(budget.textContent).toContain('在等、还没超时2');
    expect(budget.textContent).toContain('再连续及时回复 7 轮');
    expect(budget.textContent).toContain('数据不足');
    await settleWaits([(await db.threads.toArray()).find(({ customerId }) => customerId === 'c1')?.id ?? '']);
    await waitFor(() => expect(document.querySelector('[data-shop]')?.textContent).toContain('标了不用回 1 轮'));
  });

  test('the panel counts for the open chat, and quiet mode leaves timer and replies', async () => {
    await openChat({ customerId: 'c1' });
    await showPanel('customer', 'c1');
    await waitFor(() => expect(document.querySelector('.wait-strip')?.textContent).toMatch(/5:0\d超时.*3 位在等/));
    press('q');
    await waitFor(() => expect(names()).toHaveLength(3));
    expect(document.querySelector('.panel__head')).toBeNull();
    await expectAccessible();
    press('q');
    await waitFor(() => expect(document.querySelector('.panel__head')).not.toBeNull());
    await act(() => setPeak(Date.now() + 60 * MINUTE));
    await waitFor(() => expect(document.querySelector('.banner')?.textContent).toContain('大促专注中'));
    expect(document.querySelector('.panel__head')).toBeNull();
    expect(document.querySelector('.panel__dock')).not.toBeNull();
    fireEvent.click(screen.getByRole('button', { name: '结束专注' }));
    await waitFor(() => expect(document.querySelector('.panel__head')).not.toBeNull());
    expect(await peakUntil(Date.now())).toBeNull();
  });

  test('the end of a shift: a note for the VIP, a promise taken, and everything by key', async () => {
    await store('c4', '等退款');
    const at = Date.now() - 30 * MINUTE;
    const promise = { kind: 'message' as const, side: 'seller' as const, type: 'text' as const, text: '10分钟内给您答复', at };
    await storeMessages({ customerId: 'c4', shopId: SHOP, mark: 'c4' }, [{ message: promise }], Date.now());
    openDashboard('#/shift');
    await waitFor(() => expect(names()).toEqual(['贵宾', '先来', '后来']));
    expect(document.activeElement).toBe(document.querySelector('.queue'));
    await expectAccessible();
    press('x');
    press('x', { repeat: true });
    await waitFor(() => expect(names()).toEqual(['先来', '后来']));
    fireEvent.click(screen.getByRole('button', { name: /没有备注的重要客户/ }));
    await waitFor(() => expect(names()).toEqual(['贵宾']));
    document.querySelector<HTMLElement>('.queue')?.focus();
    press('n');
    const area = await screen.findByLabelText('写备注');
    type(area, '喜欢蓝色');
    fireEvent.click(screen.getByRole('button', { name: '保存备注' }));
    await waitFor(() => expect(names()).toEqual([]));
    fireEvent.click(screen.getByRole('button', { name: /答应过、还没记的/ }));
    await waitFor(() => expect(names()).toEqual(['等退款']));
    expect(rows()[0]?.textContent).toContain('10分钟内给您答复');
    await expectAccessible();
    document.querySelector<HTMLElement>('.queue')?.focus();
    press('p');
    await waitFor(() => expect(names()).toEqual([]));
    expect(await db.reminders.toArray()).toMatchObject([
      { customerId: 'c4', state: 'open', promise: { sentence: '10分钟内给您答复' } },
    ]);
    expect((await db.notes.toArray()).map(({ text }) => text)).toEqual(['喜欢蓝色']);
    fireEvent.click(screen.getByRole('button', { name: '交接文件' }));
    await screen.findByText(/没回：什么时候发货/);
    expect(screen.getByRole('button', { name: '保存交接文件（3 条）' })).toBeTruthy();
    await expectAccessible();
  });

  test('the end of a shift: bad reviews, with until when they can be answered, settled by key', async () => {
    const reviewed = (no: string, review: object) =>
      anOrder(no, {
        state: 'done',
        createdAt: Date.now() - 9 * DAY,
        reviews: [{ rating: 'bad', seenAt: Date.now(), ...review }],
      });
    await store('c4', '开线的', {}, [
      reviewed('4512300187000204541', { text: '开线了', at: Date.now() - DAY, replyBy: Date.now() + 3 * DAY }),
      reviewed('4512300187000204542', { text: '褪色', at: Date.now() - DAY }),
    ]);
    openDashboard('#/shift');
    fireEvent.click(await screen.findByRole('button', { name: /差评未回复/ }));
    await waitFor(() => expect(names()).toEqual(['开线的', '开线的']));
    expect(rows()[0]?.textContent).toMatch(/开线了.*还能回复/);
    expect(rows()[1]?.textContent).toMatch(/褪色.*回没回复未知/);
    await expectAccessible();
    document.querySelector<HTMLElement>('.queue')?.focus();
    press('p');
    await waitFor(() => expect(names()).toEqual(['开线的']));
    press('x');
    await waitFor(() => expect(names()).toEqual([]));
    expect((await db.reminders.toArray()).map(({ text, state }) => [text, state]).toSorted()).toEqual([
      ['回复差评，订单 4512300187000204541', 'open'],
      ['回复差评，订单 4512300187000204542', 'declined'],
    ]);
  });
});

describe('rules', () => {
  test('stand beside their source, are changed with one, and come back', async () => {
    openDashboard('#/waiting');
    const card = await screen.findByRole('region', { name: '时效规则' });
    await waitFor(() => expect(card.textContent).toContain('3 分钟'));
    expect(card.textContent).toContain('24 小时');
    fireEvent.click(within(card).getAllByRole('button', { name: '修改 首次回复' })[0] as HTMLElement);
    type(within(card).getByLabelText('分钟（空着是不限）'), 'abc');
    fireEvent.click(within(card).getByRole('button', { name: '保存' }));
    await within(card).findByText(/请填 1 到 10080/);
    type(within(card).getByLabelText('分钟（空着是不限）'), '5');
    fireEvent.click(within(card).getByRole('button', { name: '保存' }));
    await within(card).findByText(/请写出处/);
    type(within(card).getByLabelText('出处'), '千牛后台');
    await expectAccessible();
    fireEvent.click(within(card).getByRole('button', { name: '保存' }));
    await waitFor(async () => expect((await rulesOf('taobao')).first).toMatchObject({ value: 5, source: '千牛后台', own: true }));
    await waitFor(() => expect(card.textContent).toContain('自己改的：千牛后台'));
    fireEvent.click(within(card).getByRole('button', { name: '恢复默认' }));
    await waitFor(async () => expect((await rulesOf('taobao')).first.value).toBe(3));
    visit('#/today');
  });

  test('what is paid attention to is saved when a field is left, wrong times are not', async () => {
    render(<AttentionCard />);
    const words = await screen.findByLabelText('关注的词');
    type(words, '发票，差评\n发票');
    fireEvent.blur(words);
    await waitFor(async () => expect((await attention()).words).toEqual(['发票', '差评']));
    const from = await screen.findByLabelText('免打扰从');
    type(from, '25:00');
    fireEvent.blur(from);
    await screen.findByText(/请填 00:00/);
    expect((await attention()).quietFrom).toBe(1380);
    type(screen.getByLabelText('免打扰从'), '22:30');
    fireEvent.blur(screen.getByLabelText('免打扰从'));
    await waitFor(async () => expect((await attention()).quietFrom).toBe(1350));
  });
});

describe('the one clock of a page', () => {
  afterEach(() => vi.useRealTimers());

  const pass = (ms: number): Promise<void> =>
    act(async () => {
      await vi.advanceTimersByTimeAsync(ms);
    });

  function Clock({ since }: { since: number }) {
    const now = useClock((at) => nextTick([since], at));
    return <time>{JSON.stringify(spanOf(now - since))}</time>;
  }

  test('is one timer for all, set to the next change, and none when hidden or gone', async () => {
    vi.useFakeTimers({ now: 1_790_000_000_400, toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    const hide = (hidden: boolean): void => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
      document.dispatchEvent(new Event('visibilitychange'));
    };
    const before = vi.getTimerCount();
    render(
      <>
        <Clock since={1_790_000_000_000 - 125_000} />
        <Clock since={1_790_000_000_000 - 30 * 60_000} />
        <Clock since={1_790_000_000_000 - 5 * 3_600_000} />
      </>,
    );
    await pass(0);
    const shown = (): string => document.body.textContent ?? '';
    expect(shown()).toContain('2:05');
    expect(vi.getTimerCount() - before).toBe(1);
    await pass(599);
    expect(shown()).toContain('2:05');
    await pass(2);
    expect(shown()).toContain('2:06');
    hide(true);
    expect(vi.getTimerCount() - before).toBe(0);
    vi.setSystemTime(1_790_000_000_400 + 60_000);
    hide(false);
    await pass(1);
    expect(shown()).toContain('3:05');
    cleanup();
    await vi.advanceTimersByTimeAsync(0);
    expect(vi.getTimerCount() - before).toBe(0);
  });

  test('wakes once a minute when all have waited for hours', () => {
    const now = 1_790_000_030_250;
    expect(nextTick([now - 5 * 3_600_000 - 250], now)).toBe(now + 59_750);
    expect(nextTick([1_790_000_000_000 - 5 * 3_600_000], now)).toBe(1_790_000_060_000);
    expect(nextTick([], now)).toBeNull();
  });
});
