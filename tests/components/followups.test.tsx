import { fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { describe, expect, it, vi } from 'vitest';
import { CadencePage } from '#components/cadence/CadencePage.tsx';
import { RemindersPage } from '#components/reminders-page/RemindersPage.tsx';
import { cadenceRules, saveCadenceRules } from '#lib/db/cadence-plan.ts';
import { db } from '#lib/db/database.ts';
import { storeMessages } from '#lib/db/messages.ts';
import { addReminder } from '#lib/db/reminders.ts';
import { calendarUntil } from '#lib/domain/workdays.ts';
import { MOST_REMINDERS, remindersOfTab } from '#lib/ui/reminder-groups.ts';
import { anOrder, expectAccessible, field, noticeText, openChat, press, root, SHOP, showPanel, store, type } from './kit.tsx';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** In an hour, or as late as it can be today: what is due on another day is folded away. */
const laterToday = (): number => Math.min(Date.now() + HOUR, new Date().setHours(23, 59, 59, 0));
const remind = (text: string, dueAt = laterToday(), customerId = 'c1') => addReminder({ customerId, shopId: SHOP, text, dueAt });

async function panel(): Promise<void> {
  await store('c1', '林间小雨88');
  await openChat();
  await showPanel('customer', 'c1');
}

describe('a line', () => {
  it('that says how often is shown with it before saving, and saved so', async () => {
    await panel();
    press('f');
    type(await waitFor(() => field('新的跟进')), '每周五 15:00 例会');
    await waitFor(() => expect(root().querySelector('[data-repeat=week]')?.textContent).toBe('每 1 周'));
    press('Enter');
    await waitFor(async () =>
      expect(await db.reminders.toArray()).toMatchObject([{ text: '例会', repeat: { unit: 'week', every: 1 } }]),
    );
  });

  it('in the dialog of a follow-up is read the same: working days, and how it comes again', async () => {
    await panel();
    await remind('回访');
    const open = async (): Promise<void> => {
      fireEvent.click((await screen.findAllByRole('button', { name: '修改' }))[0]!);
    };
    await open();
    type(await waitFor(() => field('改到（不改就留空）')), '3个工作日后');
    fireEvent.click(screen.getByRole('button', { name: '保存' }));
    await waitFor(async () => expect((await db.reminders.toArray())[0]?.dueAt).toBeGreaterThan(Date.now() + DAY));
    await open();
    type(await waitFor(() => field('改到（不改就留空）')), 'every friday 10');
    fireEvent.click(screen.getByRole('button', { name: '保存' }));
    await waitFor(async () =>
      expect(await db.reminders.toArray()).toMatchObject([{ text: '回访', repeat: { unit: 'week', every: 1 } }]),
    );
  });

  it('that can mean two hours says which one was taken', async () => {
    await panel();
    press('f');
    type(await waitFor(() => field('新的跟进')), '明天3点 回访');
    await waitFor(() => expect(root().querySelector('[data-doubt=twelve]')).not.toBeNull());
  });

  it('that names an order or a case makes a follow-up on it; the button of an order begins one', async () => {
    await store('c1', '林间小雨88', {}, [anOrder('4512300187000204539', { state: 'paid', createdAt: Date.now() - DAY })]);
    await openChat();
    await showPanel('customer', 'c1');
    fireEvent.click(await screen.findByRole('button', { name: '为订单 4512300187000204539 设跟进' }));
    const line = await waitFor(() => field('新的跟进') as HTMLInputElement);
    await waitFor(() => expect(document.activeElement).toBe(line));
    expect(line.value).toBe('#4512300187000204539 ');
    type(line, `${line.value}明天15点 催发货`);
    await waitFor(() => expect(root().querySelector('[data-about]')?.textContent).toContain('4512300187000204539'));
    await expectAccessible();
    press('Enter');
    await waitFor(async () =>
      expect(await db.reminders.toArray()).toMatchObject([{ text: '催发货', orderNo: '4512300187000204539' }]),
    );
  });

  it('with a day that the month does not have is put right with one key, and saved with the next', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date(2026, 10, 25, 14, 5).getTime() });
    try {
      await panel();
      press('f');
      const line = await waitFor(() => field('新的跟进') as HTMLInputElement);
      type(line, '３１号下午3点 对账');
      await waitFor(() => expect(root().querySelector('[data-when=no-such-date]')?.textContent).toContain('换成 11月30日'));
      expect(screen.getByRole('button', { name: '换成 12月31日' })).toBeDefined();
      await expectAccessible();
      press('Enter');
      await waitFor(() => expect(root().querySelector('[data-when=ok]')).not.toBeNull());
      expect(await db.reminders.count()).toBe(0);
      press('Enter');
      await waitFor(async () =>
        expect(await db.reminders.toArray()).toMatchObject([{ text: '对账', dueAt: new Date(2026, 10, 30, 15).getTime() }]),
      );
    } finally {
      vi.useRealTimers();
    }
  });

  it("by the customer's own cycle is refused with a reason while there are too few orders", async () => {
    await panel();
    press('f');
    type(await waitFor(() => field('新的跟进')), '按购买周期 回访');
    await waitFor(() => expect(root().querySelector('[data-when=no-cycle]')?.textContent).toContain('至少三次'));
  });
});

describe('a follow-up', () => {
  it('is put off until the buyer writes, and the same can be chosen the next time', async () => {
    await panel();
    await remind('问尺码');
    fireEvent.click(await screen.findByRole('button', { name: '改期' }));
    fireEvent.click(screen.getByRole('menuitem', { name: /等TA说话/ }));
    await waitFor(async () => expect(await db.reminders.toArray()).toMatchObject([{ awaits: 'wake' }]));
    await remind('催付');
    fireEvent.click((await screen.findAllByRole('button', { name: '改期' }))[0]!);
    expect(screen.getByRole('menuitem', { name: /和上次一样：等TA说话/ })).toBeTruthy();
  });

  it('is put off to what was written in the dialog the last time', async () => {
    await panel();
    // What is put off beyond today is folded away: each time another one is there.
    const write = async (line: string): Promise<void> => {
      await remind(`为了 ${line}`);
      fireEvent.click(await screen.findByRole('button', { name: '修改' }));
      type(await waitFor(() => field('改到（不改就留空）')), line);
      fireEvent.click(screen.getByRole('button', { name: '保存' }));
      await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
      await waitFor(() => expect(screen.queryByRole('button', { name: '修改' })).toBeNull());
    };
    await write('3个工作日后');
    // How it comes again from then on is no moment to put off to.
    await write(`每月${Math.min(28, new Date(Date.now() + 10 * DAY).getDate())}号 10点`);
    await remind('催付');
    fireEvent.click(await screen.findByRole('button', { name: '改期' }));
    fireEvent.click(screen.getByRole('menuitem', { name: /和上次一样：3个工作日后/ }));
    await waitFor(async () => {
      const moved = (await db.reminders.toArray()).find(({ text }) => text === '催付');
      expect(moved?.dueAt).toBeGreaterThan(Date.now() + DAY);
    });
  });

  it('is changed in a dialog: owner, priority, recurrence', async () => {
    await panel();
    await remind('问尺码');
    fireEvent.click(await screen.findByRole('button', { name: '修改' }));
    type(await waitFor(() => field('谁来跟')), '小林');
    fireEvent.change(screen.getByLabelText('轻重'), { target: { value: 'high' } });
    fireEvent.change(screen.getByLabelText('重复'), { target: { value: 'workday' } });
    await expectAccessible();
    fireEvent.click(screen.getByRole('button', { name: '保存' }));
    await waitFor(async () =>
      expect(await db.reminders.toArray()).toMatchObject([
        { owner: '小林', priority: 'high', repeat: { unit: 'workday', every: 1 } },
      ]),
    );
    expect(noticeText()).toContain('跟进已修改');
  });

  it('that comes again and was put off keeps its days when only its text is changed', async () => {
    await panel();
    const repeat = { unit: 'week' as const, every: 1, from: Date.now() - 3 * DAY, zone: 'Europe/Madrid' };
    await addReminder({ customerId: 'c1', shopId: SHOP, text: '例会', dueAt: Date.now() + 60_000, repeat });
    fireEvent.click(await screen.findByRole('button', { name: '修改' }));
    type(await waitFor(() => field('事情')), '周例会');
    fireEvent.click(screen.getByRole('button', { name: '保存' }));
    await waitFor(async () => expect(await db.reminders.toArray()).toMatchObject([{ text: '周例会', repeat }]));
  });

  it('that comes at the end of each month still does after something else of it was changed', async () => {
    await panel();
    const dueAt = laterToday();
    const repeat = { unit: 'month' as const, every: 1, from: dueAt - 30 * DAY, zone: 'Asia/Shanghai' };
    await addReminder({ customerId: 'c1', shopId: SHOP, text: '对账', dueAt, repeat });
    fireEvent.click(await screen.findByRole('button', { name: '修改' }));
    type(await waitFor(() => field('谁来跟')), '小林');
    fireEvent.click(screen.getByRole('button', { name: '保存' }));
    await waitFor(async () => expect(await db.reminders.toArray()).toMatchObject([{ owner: '小林', repeat }]));
  });
});

it('what was promised in the chat is taken with one key', async () => {
  await panel();
  const message = { kind: 'message', side: 'seller', type: 'text', text: '亲，48小时内给您发货', at: Date.now() - HOUR } as const;
  await storeMessages({ customerId: 'c1', shopId: SHOP, mark: 'm' }, [{ message }], Date.now());
  await waitFor(() => expect(root().querySelector('.promise')?.textContent).toContain('48小时内给您发货'));
  press('p');
  await waitFor(async () => expect(await db.reminders.toArray()).toMatchObject([{ promise: { until: message.at + 48 * HOUR } }]));
  await waitFor(() => expect(root().querySelector('.promise')).toBeNull());
});

it('a promise says until when, and can be called broken only after that', async () => {
  await store('c1', '林间小雨88');
  const promised = (text: string, until: number) => {
    const promise = { sentence: text, saidAt: Date.now() - 9 * HOUR, until };
    return addReminder({ customerId: 'c1', shopId: SHOP, text, dueAt: Date.now() - 60_000, promise });
  };
  await promised('今晚给您答复', Date.now() + HOUR);
  await promised('上午给您答复', Date.now() - HOUR);
  render(<RemindersPage />);
  await waitFor(() => expect(document.querySelectorAll('.reminder')).toHaveLength(2));
  const rows = [...document.querySelectorAll<HTMLElement>('.reminder')];
  const [open, over] = ['今晚', '上午'].map((word) => rows.find((row) => row.textContent?.includes(word)));
  expect(open?.textContent).toMatch(/答应 .+ 前/u);
  expect(within(open!).queryByRole('button', { name: '没做到' })).toBeNull();
  expect(within(over!).getByRole('button', { name: '没做到' })).toBeTruthy();
});

it('several are moved together only after a look at what goes where', async () => {
  await store('c1', '林间小雨88');
  await store('c2', '海边的信');
  await remind('问尺码', Date.now() + 60_000);
  await remind('催付', Date.now() + 60_000, 'c2');
  render(<RemindersPage />);
  fireEvent.change(await screen.findByLabelText('怎么分'), { target: { value: 'customer' } });
  for (const box of await screen.findAllByLabelText(/^选择.*|.*全选.*|选中/u))
    if (!(box as HTMLInputElement).checked) fireEvent.click(box);
  const bulk = await screen.findByRole('region', { name: '批量操作' });
  fireEvent.click(within(bulk).getByRole('button', { name: '改期' }));
  fireEvent.click(screen.getByRole('menuitem', { name: /3 天没回就提醒/ }));
  const dialog = await screen.findByRole('dialog');
  expect(dialog.textContent).toContain('海边的信：催付');
  expect((await db.reminders.toArray()).every((r) => r.awaits === undefined)).toBe(true);
  fireEvent.click(within(dialog).getByRole('button', { name: '改期' }));
  await waitFor(async () => expect((await db.reminders.toArray()).map((r) => r.awaits)).toEqual(['end', 'end']));
});

it('a rule is switched on, tried over last month without making anything, and then carried out', async () => {
  await store('c1', '林间小雨88', {}, [
    anOrder('1001', { state: 'done', createdAt: Date.now() - 20 * DAY, receivedAt: Date.now() - 15 * DAY }),
  ]);
  render(<CadencePage />);
  fireEvent.click(await screen.findByLabelText(/满意度回访/, { selector: 'input' }));
  await waitFor(async () => expect((await cadenceRules()).find(({ id }) => id === 'survey')).toMatchObject({ on: true }));
  await waitFor(() => expect(document.querySelector('[data-rule=survey][data-on]')).not.toBeNull());
  fireEvent.click(screen.getByRole('button', { name: '试算上个月' }));
  await waitFor(() => expect(document.querySelector('[data-dry-run="1"]')?.textContent).toContain('林间小雨88'));
  expect(await db.reminders.count()).toBe(0);
  await expectAccessible();
  fireEvent.click(screen.getByRole('button', { name: '现在就跑今天的' }));
  await waitFor(async () => expect((await db.meta.get('cadence'))?.value).toMatchObject({ after: null }));
});

it('a dry run says what would find no day, for whom and why', async () => {
  const receivedAt = Date.now() - 15 * DAY;
  const orders = ['1', '2', '3'].map((no) => anOrder(no, { state: 'done', createdAt: receivedAt - 5 * DAY, receivedAt }));
  await store('c1', '林间小雨88', {}, orders);
  const survey = (await cadenceRules()).map((rule) => ({ ...rule, on: rule.id === 'survey', within: rule.days }));
  await saveCadenceRules(survey, Date.now());
  render(<CadencePage />);
  fireEvent.click(await screen.findByRole('button', { name: '试算上个月' }));
  const list = (await screen.findByText(/^没排上的/)).closest('details')!;
  // All three are wanted on one day, which may be a day off.
  expect(list.querySelectorAll('tbody tr').length).toBeGreaterThanOrEqual(2);
  expect(list.textContent).toContain('林间小雨88');
  expect(list.textContent).toMatch(/那几天都让给了：满意度回访|那几天都是休息日/);
  await expectAccessible();
});

it('another rule to keep in touch is added for a level, and taken away again', async () => {
  render(<CadencePage />);
  fireEvent.click(await screen.findByRole('button', { name: '再加一档保持联系' }));
  type(await waitFor(() => field('平台等级里含')), '黄金');
  await expectAccessible();
  fireEvent.click(screen.getByRole('button', { name: '保存' }));
  const own = async () => (await cadenceRules()).filter(({ id }) => id.startsWith('touch_'));
  await waitFor(async () => expect(await own()).toMatchObject([{ kind: 'touch', on: false, who: { level: '黄金' } }]));
  fireEvent.click(await screen.findByRole('button', { name: '删掉这条规则' }));
  await waitFor(async () => expect(await own()).toEqual([]));
});

it('it is said when the known days off end, and of each follow-up whose day they decided', async () => {
  const end = new Date(`${calendarUntil('CN')}T12:00:00+08:00`).getTime();
  vi.useFakeTimers({ toFake: ['Date'], now: end - 30 * DAY });
  try {
    await store('c1', '林间小雨88');
    const repeat = { unit: 'workday' as const, every: 1, from: end, zone: 'Asia/Shanghai', country: 'CN' };
    await addReminder({ customerId: 'c1', shopId: SHOP, text: '每天看', dueAt: end + DAY, repeat });
    await remind('问尺码', end + 2 * DAY);
    render(<RemindersPage />);
    await screen.findByText(new RegExp(`只到 ${calendarUntil('CN')}`));
    fireEvent.click(await screen.findByRole('tab', { name: /^将来/ }));
    await screen.findByText('问尺码');
    expect(screen.getAllByText('那天的放假安排未知')).toHaveLength(1);
  } finally {
    vi.useRealTimers();
  }
});

it('one by a rule says where it is night for the buyer', async () => {
  // Noon in China, ten in the evening in Chicago.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 20, 4) });
  try {
    await store('c1', 'Ann');
    const made = async (text: string, dueAt: number, zone: string): Promise<void> => {
      const rule = { id: 'survey', run: 'run', zone };
      const row = { id: `cd_survey~${text}`, customerId: 'c1', shopId: SHOP, text, dueAt, state: 'open' as const, createdAt: 0 };
      await db.reminders.put({ ...row, rule });
    };
    await made('夜里的', Date.now() - HOUR, 'America/Chicago');
    await made('白天的', Date.now() - HOUR, 'Asia/Shanghai');
    render(<RemindersPage />);
    await screen.findByText('夜里的');
    const line = (text: string): string => screen.getByText(text).closest('li')?.textContent ?? '';
    expect(line('夜里的')).toContain('TA那边是夜里');
    expect(line('白天的')).not.toContain('TA那边是夜里');
  } finally {
    vi.useRealTimers();
  }
});

it('those of one owner are shown by themselves, and those of nobody', async () => {
  await store('c1', '林间小雨88');
  await remind('问尺码');
  render(<RemindersPage />);
  await screen.findByText('问尺码');
  expect(screen.queryByLabelText('谁来跟')).toBeNull();
  await addReminder({ customerId: 'c1', shopId: SHOP, text: '催付', dueAt: laterToday(), owner: '小林' });
  const choice = await screen.findByLabelText('谁来跟');
  const shown = (): string[] => ['问尺码', '催付'].filter((text) => screen.queryByText(text) !== null);
  fireEvent.change(choice, { target: { value: '小林' } });
  await waitFor(() => expect(shown()).toEqual(['催付']));
  fireEvent.change(choice, { target: { value: ' ' } });
  await waitFor(() => expect(shown()).toEqual(['问尺码']));
  fireEvent.change(choice, { target: { value: '' } });
  await waitFor(() => expect(shown()).toEqual(['问尺码', '催付']));
  await expectAccessible();
});

it('a rule for large orders stays free of "from the n-th order on" once that is emptied', async () => {
  render(<CadencePage />);
  fireEvent.click(await screen.findByRole('button', { name: /^设置：大单回访/u }));
  expect(field('或第几单起').value).toBe('5');
  type(field('或第几单起'), '');
  fireEvent.click(screen.getByRole('button', { name: '保存' }));
  const visit = async () => (await cadenceRules()).find(({ id }) => id === 'visit');
  await waitFor(async () => expect(await visit()).toMatchObject({ fromOrder: null }));
  await waitFor(() => expect(field('或第几单起').value).toBe(''));
});

it('a rule for large orders has a least sum for every currency, and the dry run says which one has none', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 20, 4) });
  try {
    const paid = { minor: 90_000_00, currency: 'TRY' };
    await store('c1', 'Ayşe', { country: 'TR' }, [anOrder('551', { state: 'done', createdAt: Date.now() - 25 * DAY, paid })]);
    render(<CadencePage />);
    fireEvent.click(await screen.findByRole('button', { name: /^设置：大单回访/u }));
    const sums = () => screen.getByLabelText<HTMLTextAreaElement>(/^大单满多少/u);
    expect(sums().value.split('\n')).toContain('EUR=60');
    fireEvent.click(screen.getByRole('button', { name: '含没启用的' }));
    await screen.findByText(/不算大单：TRY 1 单/u);
    const write = (value: string): void => {
      fireEvent.input(sums(), { target: { value } });
      fireEvent.click(screen.getByRole('button', { name: '保存' }));
    };
    write('EUR=90\n里拉 3000');
    expect((await screen.findByRole('alert')).textContent).toContain('里拉 3000');
    const amounts = async () => (await cadenceRules()).find(({ id }) => id === 'visit')?.amounts;
    expect(await amounts()).toMatchObject({ EUR: 60 });
    write('EUR=90\nTRY=3000');
    await waitFor(async () => expect(await amounts()).toMatchObject({ EUR: 90, TRY: 3000, CNY: null }));
    await waitFor(() => expect(sums().value).toBe('EUR=90\nTRY=3000'));
    fireEvent.click(screen.getByRole('button', { name: '含没启用的' }));
    await screen.findByRole('cell', { name: /大单回访.*551/u });
    expect(screen.queryByText(/不算大单：/u)).toBeNull();
    await expectAccessible();
  } finally {
    vi.useRealTimers();
  }
});

it('what was long overdue and is done today is the first of the done ones, however many were due since', async () => {
  await store('c1', '林间小雨88');
  const now = Date.now();
  const row = (id: string, dueAt: number, doneAt: number) => {
    return { id, customerId: 'c1', shopId: SHOP, text: id, dueAt, doneAt, state: 'done' as const, createdAt: dueAt };
  };
  const later = Array.from({ length: MOST_REMINDERS + 20 }, (_, i) =>
    row(`r${i}`, now - (i + 2) * 60_000, now - (i + 1) * 60_000),
  );
  await db.reminders.bulkPut([...later, row('late', now - 60 * DAY, now - 1000)]);
  const done = await remindersOfTab('done', now);
  expect(done[0]?.reminder.id).toBe('late');
  expect(done).toHaveLength(MOST_REMINDERS);
});
