import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { db } from '#lib/db/database.ts';
import { versionsOf } from '#lib/db/template-history.ts';
import { countUse, saveTemplate, type TemplateInput } from '#lib/db/templates.ts';
import { expectAccessible, field, type } from './kit.tsx';
import { openDashboard, visit } from './dashboard-kit.tsx';

const DAY = 86_400_000;
const listed = (): string[] => [...document.querySelectorAll('.template-item b')].map((e) => e.textContent ?? '');
const press = (name: string): boolean => fireEvent.click(screen.getByRole('button', { name }));

async function saved(title: string, fields: Partial<TemplateInput> = {}): Promise<string> {
  await saveTemplate({ title, body: title, folder: '', language: 'zh', pinyin: [], initials: [], ...fields });
  return (await db.templates.toArray()).find((each) => each.title === title)?.id ?? '';
}

test('tags, favourite and days of validity are kept, found by, and taken away again', async () => {
  const id = await saved('双11 活动');
  openDashboard(`#/templates/${id}`);
  fireEvent.click(await screen.findByText('标签、有效期、其他语言'));
  type(field('标签'), '活动，大促 活动');
  fireEvent.click(screen.getByRole('checkbox', { name: '收藏，排在最前' }));
  type(field('从这天起可用'), '2026-11-30');
  type(field('到这天为止'), '2026-11-20');
  await screen.findByText('结束日期早于开始日期，请改其中一个。');
  expect(screen.getByRole<HTMLButtonElement>('button', { name: '保存' }).disabled).toBe(true);
  type(field('到这天为止'), '2026-12-12');
  await expectAccessible();
  press('保存');
  await waitFor(async () =>
    expect(await db.templates.get(id)).toMatchObject({
      tags: ['活动', '大促'],
      favourite: true,
      validFrom: new Date(2026, 10, 30).getTime(),
      validUntil: new Date(2026, 11, 13).getTime() - 1,
    }),
  );
  visit(`#/templates/${id}`);
  type(await waitFor(() => field('标签')), '');
  press('保存');
  await waitFor(async () => expect(await db.templates.get(id)).not.toHaveProperty('tags'));
});

test('it is said how the caret gets to a second place', async () => {
  openDashboard(`#/templates/${await saved('一处{光标}')}`);
  type(await waitFor(() => field('内容')), '一处{光标}，两处{光标}');
  await screen.findByText('有几个 {光标}：插入后光标先停在第一个，在输入框里按 Alt+] 到下一个。');
  type(field('内容'), '一处{光标}');
  await waitFor(() => expect(screen.queryByText(/有几个/)).toBeNull());
});

test('it is said which conditions cannot be read', async () => {
  openDashboard(`#/templates/${await saved('包邮')}`);
  type(await waitFor(() => field('内容')), '{如果 实付金额>1万}包邮{否则}到付{结束}');
  await screen.findByText(/^看不懂这些条件：实付金额。要有一个\{结束\}/);
  type(field('内容'), '{如果 实付金额>=10000}包邮{否则}到付{结束}');
  await waitFor(() => expect(screen.queryByText(/看不懂/)).toBeNull());
});

test('a text that is too long is not saved, and one that gets too long once it is filled is said to', async () => {
  await saved('附页', { body: '一'.repeat(3990), code: 'fy' });
  const id = await saved('长信');
  openDashboard(`#/templates/${id}`);
  type(await waitFor(() => field('内容')), '二'.repeat(4001));
  await screen.findByText('有 4001 字，最多 4000 字，改短了才能保存');
  expect(screen.getByRole<HTMLButtonElement>('button', { name: '保存' }).disabled).toBe(true);
  await expect(saved('长信', { id, body: '二'.repeat(4001) })).rejects.toThrow('4000');
  type(field('内容'), '您好，以下是说明的全文：{模板:fy}');
  await screen.findByText(/填好后一条有 4002 字，最多 4000 字/);
});

test('the list is narrowed to favourites, to what nobody used for 60 days, and to what is not in force', async () => {
  const old = await saved('很久没用');
  const used = await saved('常用');
  await saved('过期', { validUntil: Date.now() - DAY, favourite: true });
  await db.templates.update(old, { createdAt: Date.now() - 61 * DAY });
  await db.templates.update(used, { createdAt: Date.now() - 61 * DAY });
  await countUse(used, 'command-1');
  openDashboard('#/templates');
  await waitFor(() => expect(listed()).toHaveLength(3));
  press('60 天没用过');
  await waitFor(() => expect(listed()).toEqual(['很久没用']));
  press('不在有效期');
  await waitFor(() => expect(listed()).toEqual(['过期']));
  press('收藏');
  await waitFor(() => expect(listed()).toEqual(['过期']));
  press('全部');
  await waitFor(() => expect(listed()).toHaveLength(3));
});

test('every version is kept and can be brought back; uses make none', async () => {
  const id = await saved('发货', { body: '48 小时内发出' });
  await saved('发货', { id, body: '24 小时内发出' });
  await countUse(id, 'command-1');
  await saved('发货时效', { id, body: '24 小时内发出' });
  expect((await versionsOf(id)).map(({ template }) => [template.title, template.body])).toEqual([
    ['发货', '24 小时内发出'],
    ['发货', '48 小时内发出'],
  ]);
  openDashboard(`#/templates/${id}`);
  fireEvent.click(await screen.findByText('历史版本（2）'));
  const [, oldest] = screen.getAllByRole('button', { name: '恢复这一版' });
  if (oldest) fireEvent.click(oldest);
  await waitFor(async () => expect(await db.templates.get(id)).toMatchObject({ title: '发货', body: '48 小时内发出', uses: 1 }));
});

test('what is not saved stays when another template is opened, and goes when it is given up or saved', async () => {
  const one = await saved('发货');
  const two = await saved('退货');
  openDashboard(`#/templates/${one}`);
  type(await waitFor(() => field('内容')), '48 小时内发出');
  type(field('标题'), '发货时效');
  visit(`#/templates/${two}`);
  await waitFor(() => expect(field('标题').value).toBe('退货'));
  visit('#/templates/new');
  await waitFor(() => expect(field('标题').value).toBe(''));
  type(field('标题'), '新的');
  visit(`#/templates/${one}`);
  await screen.findByText('这里有上次没保存的修改，接着写就行');
  expect([field('标题').value, field('内容').value]).toEqual(['发货时效', '48 小时内发出']);
  expect((await db.templates.get(one))?.body).toBe('发货');
  await expectAccessible();
  press('放弃修改');
  await waitFor(() => expect(field('标题').value).toBe('发货'));
  visit('#/templates/new');
  await waitFor(() => expect(field('标题').value).toBe('新的'));
  type(field('内容'), '好的');
  press('保存');
  await waitFor(async () => expect(await db.templates.count()).toBe(3));
  visit('#/templates/new');
  await waitFor(() => expect(field('标题').value).toBe(''));
});

test('a draft says that its template was changed meanwhile', async () => {
  const id = await saved('发货');
  const other = await saved('退货');
  openDashboard(`#/templates/${id}`);
  type(await waitFor(() => field('内容')), '48 小时内发出');
  visit(`#/templates/${other}`);
  await saved('发货', { id, body: '24 小时内发出' });
  visit(`#/templates/${id}`);
  await screen.findByText(/这条话术后来改过/);
  expect(field('内容').value).toBe('48 小时内发出');
});

test('a version in another language is saved once its text is, shares group and shop, and is reached from the first', async () => {
  const id = await saved('致歉', { tags: ['安抚'], shopId: 'taobao|a' });
  openDashboard(`#/templates/${id}`);
  fireEvent.click(await screen.findByText('标签、有效期、其他语言'));
  fireEvent.click(screen.getByRole('button', { name: /添加.*版本/ }));
  fireEvent.click(await screen.findByRole('menuitem', { name: '俄语' }));
  await screen.findByText(/改成俄语才能保存/);
  expect(field('内容').value).toBe('致歉');
  expect(screen.getByRole<HTMLButtonElement>('button', { name: '保存' }).disabled).toBe(true);
  expect(await db.templates.count()).toBe(1);
  type(field('内容'), 'Приносим извинения');
  press('保存');
  await waitFor(async () => expect(await db.templates.count()).toBe(2));
  const rows = await db.templates.toArray();
  expect(new Set(rows.map((row) => row.group)).size).toBe(1);
  expect(rows.map((row) => row.language).toSorted()).toEqual(['ru', 'zh']);
  expect(rows.every((row) => row.tags?.[0] === '安抚' && row.shopId === 'taobao|a')).toBe(true);
  expect(rows.find(({ language }) => language === 'ru')?.body).toBe('Приносим извинения');
});
