import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { linesIn, rowFrom, textOf, wordsIn } from '#components/wording/wording-text.ts';
import { db } from '#lib/db/database.ts';
import { storeMessages } from '#lib/db/messages.ts';
import { saveTemplate } from '#lib/db/templates.ts';
import { isMinerOn, setMinerOn } from '#lib/db/habits.ts';
import { addWording, isWordingOn } from '#lib/db/wording.ts';
import { WORDING_PACK } from '#lib/domain/wording-pack.ts';
import { wordingRows } from '#lib/domain/wording.ts';
import { expectAccessible, field, SHOP, store, type } from './kit.tsx';
import { openDashboard, visit } from './dashboard-kit.tsx';

const press = (name: string | RegExp): boolean => fireEvent.click(screen.getByRole('button', { name }));
const item = (id: string): HTMLElement => document.querySelector(`[data-wording="${id}"]`) as HTMLElement;

test('an entry of the list is switched off, changed, undone and had back as it came', async () => {
  openDashboard('#/wording');
  await waitFor(() => expect(item('s-first')).not.toBeNull());
  expect(item('s-first').textContent).toContain('2023-02-25');
  await expectAccessible();
  fireEvent.click(within(item('s-first')).getByRole('checkbox'));
  await waitFor(async () => expect(await db.wording.get('s-first')).toMatchObject({ off: true }));
  expect(await db.wording.get('s-first')).not.toHaveProperty('better');
  press('撤销');
  await waitFor(async () => expect(await db.wording.count()).toBe(0));
  fireEvent.click(within(item('s-first')).getByRole('button', { name: '改' }));
  type(field('换成，一行一个'), '热卖\n买的人多，常被选');
  type(field('词，用顿号或换行分开'), '第一名、头名');
  fireEvent.click(within(item('s-first')).getByRole('button', { name: '保存' }));
  await waitFor(async () =>
    expect(await db.wording.get('s-first')).toMatchObject({
      better: ['热卖', '买的人多，常被选'],
      words: ['第一名', '头名'],
      without: ['第一'],
    }),
  );
  fireEvent.click(await within(item('s-first')).findByRole('button', { name: '恢复原样' }));
  await waitFor(async () => expect(await db.wording.count()).toBe(0));
});

test('a shop adds words of its own, finds them, and everything is had back at once', async () => {
  openDashboard('#/wording');
  await screen.findByText(/自带用语表/);
  press('加一组');
  type(field('词，用顿号或换行分开'), '跳楼、血亏价');
  type(field('换成，一行一个'), '优惠价');
  press('保存');
  await waitFor(async () =>
    expect((await db.wording.toArray())[0]).toMatchObject({ words: ['跳楼', '血亏价'], better: ['优惠价'] }),
  );
  type(field('搜词或换法'), '血亏价');
  await waitFor(() => expect(document.querySelectorAll('[data-wording]')).toHaveLength(1));
  type(field('搜词或换法'), '没有的词');
  await screen.findByText('没有这样的词。可以自己加一组。');
  press('全部恢复原样');
  await waitFor(async () => expect(await db.wording.count()).toBe(0));
});

test('what is edited and saved unchanged stays as it was, commas and all', async () => {
  const words = ['一经售出，概不退换', '跳楼价'];
  await addWording({ words, kind: 'promise', severity: 'care', better: ['价格很实惠，欢迎选购', '优惠、活动价'] });
  const [row] = await db.wording.toArray();
  const id = row?.id ?? '';
  openDashboard('#/wording');
  await waitFor(() => expect(item(id)).not.toBeNull());
  const save = (): boolean => fireEvent.click(within(item(id)).getByRole('button', { name: '保存' }));
  fireEvent.click(within(item(id)).getByRole('button', { name: '改' }));
  save();
  await waitFor(() => expect(within(item(id)).queryByRole('button', { name: '保存' })).toBeNull());
  expect(await db.wording.get(id)).toEqual(row);
  fireEvent.click(within(item(id)).getByRole('button', { name: '改' }));
  type(field('词，用顿号或换行分开'), '一经售出，概不退换\n跳楼价、血亏价');
  save();
  await waitFor(async () =>
    expect(await db.wording.get(id)).toEqual({ ...row, words: ['一经售出，概不退换', '跳楼价', '血亏价'] }),
  );
});

test.each(wordingRows(WORDING_PACK, []).map((row) => [row.id, row] as const))('%s is what it was read from', (_id, row) => {
  expect(rowFrom(textOf(row), row)).toMatchObject({ words: row.words, better: row.better, severity: row.severity });
  // As if everything had been typed anew.
  expect(linesIn(textOf(row).better)).toEqual(row.better);
  expect(wordsIn(textOf(row).words ?? '')).toEqual(row.detect ? [] : row.words);
});

test('what a template says is named while it is written, and a better wording put in', async () => {
  await saveTemplate({ title: '旧', body: '这款最便宜，加微信 qh8899', folder: '', language: 'zh', pinyin: [], initials: [] });
  openDashboard(`#/templates/${(await db.templates.toArray())[0]?.id ?? ''}`);
  await screen.findByText(/这里有 2 处要留意/);
  await expectAccessible();
  press('换成“在这里联系我”');
  await waitFor(() => expect(field('内容').value).toBe('这款最便宜，在这里联系我'));
  press('换成“很优惠”');
  await waitFor(() => expect(screen.queryByText(/处要留意/)).toBeNull());
});

test('where no better wording is at hand it is said what to do, and a number can be left out', async () => {
  await saveTemplate({
    title: '旧',
    body: '销量第一哦，有事打 0571-88888888',
    folder: '',
    language: 'zh',
    pinyin: [],
    initials: [],
  });
  openDashboard(`#/templates/${(await db.templates.toArray())[0]?.id ?? ''}`);
  await screen.findByText('改成说得出依据的');
  await screen.findByText('删去，请买家就在这里说');
  await expectAccessible();
  press('删去');
  await waitFor(() => expect(field('内容').value).toBe('销量第一哦，有事打 '));
  visit('#/wording');
  await waitFor(() => expect(item('c-phone').textContent).toContain('删去'));
  expect(item('r-fake').textContent).toContain('虚假交易，不要发');
});

const typed = async (customer: string, texts: readonly string[], at = Date.now()): Promise<void> => {
  await store(customer, `买家${customer}`);
  const items = texts.map((text, i) => ({
    message: { kind: 'message' as const, side: 'seller' as const, type: 'text' as const, text, at: at - i * 60_000 },
  }));
  await storeMessages({ customerId: customer, shopId: SHOP, mark: customer }, items.toReversed(), at, db);
};

test('what is typed again and again is offered, kept as a template with slots, and not offered any more', async () => {
  await typed('c1', ['您的订单 4512300187000204539 今天下午发货，请放心', '您的订单 4512300187000204540 今天下午发货哦，请放心']);
  await typed('c2', ['您的订单4512300187000204541今天下午就发货，请放心', '在的亲']);
  openDashboard('#/templates');
  fireEvent.click(await screen.findByText('常打的话 1 句'));
  await expectAccessible();
  press('存成话术');
  await waitFor(async () =>
    expect((await db.templates.toArray()).map(({ body }) => body)[0]).toMatch(/^您的订单\s?\{订单号\}\s?今天下午/),
  );
  visit('#/templates');
  await waitFor(() => expect(screen.queryByText(/常打的话 \d+ 句/)).toBeNull());
});

test('what is not wanted stays away, and comes again when that is undone or the switch was off and is on', async () => {
  await typed('c1', ['麻烦您提供一下破损部位的照片', '麻烦您提供下破损部位照片哦', '麻烦您提供一下破损部位照片']);
  openDashboard('#/templates');
  fireEvent.click(await screen.findByText('常打的话 1 句'));
  press('不再提示');
  await waitFor(() => expect(screen.queryByText('常打的话 1 句')).toBeNull());
  press('撤销');
  await screen.findByText('常打的话 1 句');
  visit('#/settings');
  const toggle = async (name: string): Promise<void> => {
    const control = await screen.findByRole<HTMLInputElement>('switch', { name });
    await waitFor(() => expect(control.disabled).toBe(false));
    fireEvent.click(control);
  };
  await toggle('找出常打的话');
  await toggle('打字时提醒');
  await waitFor(async () => expect([await isMinerOn(), await isWordingOn()]).toEqual([false, false]));
  visit('#/templates');
  await screen.findByRole('heading', { name: '话术' });
  await screen.findByText('0 条', { exact: false });
  expect(screen.queryByText('常打的话 1 句')).toBeNull();
  await setMinerOn(true);
  await screen.findByText('常打的话 1 句');
});
