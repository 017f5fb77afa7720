import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { db } from '#lib/db/database.ts';
import { makePack } from '#lib/db/packs.ts';
import { saveTemplate, type TemplateInput } from '#lib/db/templates.ts';
import { blobOf } from '#lib/files/export-customers.ts';
import { exportTemplates } from '#lib/files/templates/write-templates.ts';
import { expectAccessible, field, noticeText, type } from './kit.tsx';
import { aFile, openDashboard } from './dashboard-kit.tsx';

const press = (name: string | RegExp): boolean => fireEvent.click(screen.getByRole('button', { name }));
const stored = async (): Promise<string[]> =>
  (await db.templates.toArray()).map(({ title, body }) => `${title}|${body}`).toSorted();

async function saved(title: string, more: Partial<TemplateInput> = {}): Promise<string> {
  const change = await saveTemplate({ title, body: `${title}。`, folder: '', language: 'zh', pinyin: [], initials: [], ...more });
  return change?.ops[0]?.key ?? '';
}

async function choose(file: File): Promise<void> {
  const input = await screen.findByLabelText('选择文件', { selector: 'input' });
  Object.defineProperty(input, 'files', { value: [file], configurable: true });
  fireEvent.change(input);
}

const CSV =
  '\ufeff标题,内容,短码,语言\r\n发货,24 小时内发出,fh,中文\r\n新的,{买家昵称|亲}您好,,中文\r\n一样,一样。,,中文\r\n坏的,,,中文\r\n';

test('a file is looked at row by row, taken in, and taken back as one; twice changes nothing', async () => {
  await saved('发货', { body: '48 小时内发出', code: 'fh' });
  await saved('一样');
  openDashboard('#/templates/import');
  await choose(aFile('话术.csv', CSV));
  await screen.findByText('新增 1');
  expect(document.querySelector('[data-source]')?.getAttribute('data-source')).toBe('keban-table');
  await expectAccessible();
  press('有变化 1');
  expect(document.querySelector('del')?.textContent).toBe('48 小时内发出');
  expect(document.querySelector('ins')?.textContent).toBe('24 小时内发出');
  press('读不了 1');
  expect(document.querySelector('.exchange__row--bad')?.textContent).toBe('第 5 行没有内容坏的');
  press('导入 2 条');
  await screen.findByText('已导入：新增 1 条，更新 1 条。');
  expect(await stored()).toEqual(['一样|一样。', '发货|24 小时内发出', '新的|{买家昵称|亲}您好']);
  expect(noticeText()).toContain('已导入「话术.csv」');
  press('撤销这次导入');
  await waitFor(async () => expect(await stored()).toEqual(['一样|一样。', '发货|48 小时内发出']));
  await screen.findByText('新增 1');
  press('导入 2 条');
  await waitFor(async () => expect(await stored()).toHaveLength(3));
  await choose(aFile('又一次.csv', CSV));
  await screen.findByText('相同 3');
  expect(screen.getByRole<HTMLButtonElement>('button', { name: '导入 0 条' }).disabled).toBe(true);
});

test('rows are chosen one by one, and a file of another program says so', async () => {
  openDashboard('#/templates/import');
  await choose(
    aFile('canned.json', '[{"short_code":"hi","content":"Hi {{contact.name}}"},{"short_code":"bye","content":"Bye"}]'),
  );
  await screen.findByText('Chatwoot 的快捷回复');
  fireEvent.click(screen.getByRole('checkbox', { name: '导入这一条：Bye' }));
  fireEvent.change(screen.getByLabelText('拉丁字母的内容当作'), { target: { value: 'pl' } });
  await waitFor(() => expect(document.querySelectorAll('.exchange__row')[0]?.textContent).toContain('波兰语'));
  fireEvent.click(screen.getByRole('checkbox', { name: '导入这一条：Bye' }));
  press('导入 1 条');
  await waitFor(async () =>
    expect(await db.templates.toArray()).toMatchObject([{ code: 'hi', body: 'Hi {name}', language: 'pl' }]),
  );
  await choose(aFile('x.json', '{"a":1}'));
  expect((await screen.findByRole('alert')).textContent).toBe('这个文件里没有认得的话术');
});

test('a pack is made, comes back in a newer version, and leaves own edits alone', async () => {
  await saved('预售', { folder: '活动' });
  const own = await saved('尾款', { folder: '活动/大促' });
  await saved('别的');
  openDashboard('#/templates/packs');
  await screen.findByText(/还没有话术包/);
  press('新建话术包');
  type(field('名称'), '双11');
  type(field('作者'), '小雨');
  await screen.findByRole('option', { name: '活动（2）' });
  fireEvent.change(screen.getByLabelText('放进哪些话术'), { target: { value: '活动' } });
  await expectAccessible();
  press('建立（2 条）');
  await screen.findByText('双11');
  expect(screen.getByText('2 条').closest('a')?.getAttribute('href')).toContain('pack=');
  const [pack] = await db.packs.toArray();
  const templates = await db.templates.toArray();
  const members = templates.filter((each) => each.pack);
  const next = members.map((each) => ({ ...each, body: `${each.body}（新）` }));
  const head = { id: pack?.id ?? '', name: '双11', version: 2, author: '小雨', note: '换了说法' };
  const file = await (
    await blobOf(await exportTemplates({ templates: next, pack: head }, { format: 'json', exportedAt: 0 }))
  ).text();
  await saveTemplate({ title: '尾款', body: '我改过', folder: '活动/大促', language: 'zh', pinyin: [], initials: [], id: own });
  await screen.findByText('改过 1 条');
  expect(screen.getByRole('button', { name: '存成文件（第 2 版）' })).toBeTruthy();
  press('装入文件');
  await choose(aFile('双11.json', file));
  await screen.findByText('话术包「双11」第 2 版');
  expect(screen.getByText('换了说法')).toBeTruthy();
  press('有变化 2');
  expect(screen.getByText(/你改过这一条/)).toBeTruthy();
  expect(screen.getByRole<HTMLInputElement>('checkbox', { name: '导入这一条：尾款' }).checked).toBe(false);
  press('导入 1 条');
  await waitFor(async () => expect(await stored()).toEqual(['别的|别的。', '尾款|我改过', '预售|预售。（新）']));
  expect((await db.packs.toArray())[0]).toMatchObject({ version: 2, note: '换了说法', own: true });
});

test('a newer version of a shop’s pack stays the shop’s, until it is given to all', async () => {
  const shopId = 'taobao|青禾示例专卖店';
  await db.shops.put({ id: shopId, site: 'taobao', key: '青禾示例专卖店', name: '青禾', seenAt: 1 });
  const id = await saved('预售');
  await makePack({ name: '双11', author: '小雨', shopId, templateIds: [id] });
  const [pack] = await db.packs.toArray();
  const fileOf = async (version: number): Promise<File> => {
    const templates = (await db.templates.toArray()).map((each) => ({ ...each, body: `第${version}版` }));
    const head = { id: pack?.id ?? '', name: '双11', version, author: '小雨' };
    return aFile(
      '双11.json',
      await (await blobOf(await exportTemplates({ templates, pack: head }, { format: 'json', exportedAt: 0 }))).text(),
    );
  };
  openDashboard('#/templates/import');
  await choose(await fileOf(2));
  await screen.findByText('话术包「双11」第 2 版');
  const shops = (): HTMLSelectElement => screen.getByLabelText<HTMLSelectElement>('用在哪里');
  await waitFor(() => expect(shops().value).toBe(shopId));
  press('导入 1 条');
  await waitFor(async () => expect(await db.templates.get(id)).toMatchObject({ body: '第2版', shopId }));
  expect((await db.packs.toArray())[0]).toMatchObject({ version: 2, shopId });
  await choose(await fileOf(3));
  await screen.findByText('话术包「双11」第 3 版');
  await waitFor(() => expect(shops().value).toBe(shopId));
  fireEvent.change(shops(), { target: { value: '' } });
  press('导入 1 条');
  await waitFor(async () => expect((await db.templates.get(id))?.body).toBe('第3版'));
  expect((await db.templates.get(id))?.shopId).toBeUndefined();
});

test('facts of the shop: written, changed, and what contradicts them put right one by one', async () => {
  await saved('发货', { body: '付款后 48 小时内发货' });
  await saved('催单', { body: '48 小时内一定发货哦' });
  await saved('国际', { body: '跨境 48 小时发货' });
  openDashboard('#/templates/facts');
  press(/加一条/);
  press('发货时效');
  type(field('内容'), '48小时');
  await expectAccessible();
  press('保存');
  await screen.findByText('{店铺.发货时效}');
  await screen.findByText('没有对不上的话术。');
  const row = document.querySelector<HTMLElement>('[data-fact="发货时效"]') as HTMLElement;
  fireEvent.click(within(row).getByRole('button', { name: '修改' }));
  type(field('内容'), '24小时');
  press('保存');
  await waitFor(() => expect(document.querySelectorAll('[data-contradiction]')).toHaveLength(3));
  await expectAccessible();
  const item = (text: string): HTMLElement => screen.getByText(text).closest<HTMLElement>('[data-contradiction]') as HTMLElement;
  fireEvent.click(within(item('发货')).getByRole('button', { name: '换成变量' }));
  await waitFor(() => expect(document.querySelectorAll('[data-contradiction]')).toHaveLength(2));
  fireEvent.click(within(item('催单')).getByRole('button', { name: '改成「24小时」' }));
  await waitFor(() => expect(document.querySelectorAll('[data-contradiction]')).toHaveLength(1));
  fireEvent.click(within(item('国际')).getByRole('button', { name: '没有问题' }));
  await screen.findByText('没有对不上的话术。');
  expect(await stored()).toEqual(['催单|24小时内一定发货哦', '发货|付款后 {店铺.发货时效}内发货', '国际|跨境 48 小时发货']);
});

test('folders nest, are renamed with what is in them, and narrow the list', async () => {
  await saved('a', { folder: '售后/退款' });
  await saved('b', { folder: '售后' });
  await saved('c');
  openDashboard('#/templates');
  const tree = await screen.findByRole('group', { name: '分组' });
  fireEvent.click(within(tree).getByRole('button', { name: /^售后/ }));
  const titles = (): string[] => [...document.querySelectorAll('.template-item b')].map((e) => e.textContent ?? '');
  await waitFor(() => expect(titles().toSorted()).toEqual(['a', 'b']));
  press('导入、导出、更多');
  fireEvent.click(screen.getByRole('menuitem', { name: '整理分组' }));
  type(field('改成'), '售后/旧');
  press('改好');
  await screen.findByText(/不能这样放/);
  type(field('改成'), '客服/售后');
  await expectAccessible();
  press('改好');
  await waitFor(async () =>
    expect((await db.templates.toArray()).map(({ folder }) => folder).toSorted()).toEqual(
      ['', '客服/售后', '客服/售后/退款'].toSorted(),
    ),
  );
});

test('a table of another shop asks which column is the text, and is read as said', async () => {
  openDashboard('#/templates/import');
  await choose(aFile('客服.csv', '分类,场合,内容1,内容2\r\n售前,你好,您好呀亲有什么可以帮您,在的\r\n售后,退货,,可以退的亲\r\n'));
  await screen.findByText('认不出哪一列是话术的内容，请说明每一列是什么。猜到的已填好，请核对。');
  await expectAccessible();
  const column = (name: string): HTMLSelectElement => screen.getByLabelText<HTMLSelectElement>(`「${name}」是什么`);
  const said = (): string[] => ['分类', '场合', '内容1', '内容2'].map((name) => column(name).value);
  expect(said()).toEqual(['folder', '', 'body', '']);
  expect(screen.getByText('您好呀亲有什么可以帮您')).toBeTruthy();
  const button = (): HTMLButtonElement => screen.getByRole<HTMLButtonElement>('button', { name: '就按这样读' });
  fireEvent.change(column('内容2'), { target: { value: 'body' } });
  await screen.findByText('「内容」选了两次');
  expect(button().disabled).toBe(true);
  fireEvent.change(column('内容1'), { target: { value: '' } });
  fireEvent.change(column('内容2'), { target: { value: '' } });
  await screen.findByText('还没有说哪一列是内容');
  expect(button().disabled).toBe(true);
  expect(await stored()).toEqual([]);
  fireEvent.change(column('内容2'), { target: { value: 'body' } });
  fireEvent.change(column('场合'), { target: { value: 'title' } });
  await waitFor(() => expect(button().disabled).toBe(false));
  fireEvent.click(button());
  await screen.findByText('新增 2');
  expect(screen.getByText('没有读的列：内容1')).toBeTruthy();
  press('重新对应列');
  await screen.findByText('现在是这样读的，改好后按“就按这样读”。');
  expect(said()).toEqual(['folder', 'title', '', 'body']);
  fireEvent.click(button());
  press(await screen.findByRole('button', { name: '导入 2 条' }).then((found) => found.textContent ?? ''));
  await waitFor(async () => expect(await stored()).toEqual(['你好|在的', '退货|可以退的亲']));
  expect((await db.templates.toArray()).map(({ folder }) => folder).toSorted()).toEqual(['售前', '售后']);
});

test('lines without a row of names are replies from the first on', async () => {
  openDashboard('#/templates/import');
  await choose(aFile('常用.txt', '亲，您好，请问有什么可以帮您？\n亲，48小时内发货哦\n'));
  const box = await screen.findByRole<HTMLInputElement>('checkbox', { name: '第一行不是列名，也是一条话术' });
  expect(box.checked).toBe(true);
  expect(screen.getByLabelText<HTMLSelectElement>('「第 1 列」是什么').value).toBe('body');
  press('就按这样读');
  await screen.findByText('新增 2');
});

test('columns that were known by their names can be looked over too', async () => {
  openDashboard('#/templates/import');
  await choose(aFile('a.json', '[{"name":"发货","content":"48小时内发货","shortcut":"fh","note":"老的"}]'));
  await screen.findByText('新增 1');
  expect(screen.getByText('没有读的列：note')).toBeTruthy();
  press('重新对应列');
  expect((await screen.findByLabelText<HTMLSelectElement>('「content」是什么')).value).toBe('body');
  fireEvent.change(screen.getByLabelText('「shortcut」是什么'), { target: { value: '' } });
  press('就按这样读');
  await screen.findByText('没有读的列：shortcut、note');
  press('导入 1 条');
  await waitFor(async () => expect(await stored()).toEqual(['发货|48小时内发货']));
  expect((await db.templates.toArray())[0]).not.toHaveProperty('code');
});
