import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { beforeEach, describe, expect, test } from 'vitest';
import { db } from '#lib/db/database.ts';
import { noteAnswers } from '#lib/db/last-answers.ts';
import { mergeCustomers } from '#lib/db/merges.ts';
import { addReminder } from '#lib/db/reminders.ts';
import { countUse, saveTemplate } from '#lib/db/templates.ts';
import { waitingReplies } from '#lib/session.ts';
import { wantedReply } from '#lib/ui/wanted-reply.ts';
import { browserState, session } from './fake-chrome.ts';
import {
  aChat,
  anOrder,
  expectAccessible,
  field,
  noticeText,
  openChat,
  press,
  SHOP,
  showing,
  showPanel,
  store,
  TAB,
  type,
} from './kit.tsx';

const template = (title: string, body: string, more: object = {}): Promise<unknown> =>
  saveTemplate({ title, body, folder: '售前', language: 'zh', pinyin: [], initials: [], ...more });

beforeEach(async () => {
  await template('发货时效', '亲，48 小时内发出～', { code: 'fh', pinyin: ['fa huo shi xiao'], initials: ['fhsx'] });
  await template('尺码建议', '按 {身高} 的身高建议选 {尺码}。', { code: 'cm', pinyin: ['chi ma jian yi'], initials: ['cmjy'] });
  await template('称呼', '{买家昵称}您好', { code: 'nh' });
  await store('c1', '林间小雨88', { nick: '林间小雨88' });
  browserState.answer = () => ({ outcome: 'inserted' });
});

const sentTexts = (): unknown[] =>
  browserState.sent.filter((m) => m.type === 'insert').map((m) => (m.data as { text: string }).text);

async function search(text: string): Promise<HTMLInputElement> {
  const input = field('搜话术（拼音 / 首字母）');
  type(input, text);
  await waitFor(() => expect(screen.getAllByRole('option').length).toBeGreaterThan(0));
  return input;
}

test('/ and initials and Enter put a reply into the chat it was made for, bound to its conversation', async () => {
  await openChat();
  await showPanel('customer', 'c1');
  press('/');
  expect(document.activeElement).toBe(field('搜话术（拼音 / 首字母）'));
  await search('fhsx');
  await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1));
  await expectAccessible();
  press('Enter');
  await waitFor(() => expect(noticeText()).toContain('已插入，尚未发送'));
  // On a busy machine the page is asked to look again meanwhile.
  expect(browserState.sent.filter(({ type }) => type === 'insert')).toEqual([
    {
      tabId: TAB,
      frameId: 3,
      type: 'insert',
      data: { text: '亲，48 小时内发出～', binding: { site: 'taobao', shopId: SHOP, fingerprint: 'fp-1', customerId: 'c1' } },
    },
  ]);
  await waitFor(async () => expect((await db.templates.toArray()).find((t) => t.code === 'fh')?.uses).toBe(1));
});

test('1 puts the first one in; in a field 1 is a figure', async () => {
  const [first] = await db.templates
    .where('id')
    .above('')
    .filter((t) => t.code === 'fh')
    .toArray();
  await countUse(first?.id ?? '', 'once');
  await openChat();
  await showPanel('customer', 'c1');
  await waitFor(() => expect(screen.getAllByRole('option')[0]?.textContent).toContain('发货时效'));
  field('写备注').focus();
  press('1');
  field('写备注').blur();
  press('1');
  await waitFor(() => expect(sentTexts()).toEqual(['亲，48 小时内发出～']));
});

test('the preview and the text use the facts of this customer', async () => {
  await openChat();
  await showPanel('customer', 'c1');
  await search('称呼');
  await waitFor(() => expect(screen.getAllByRole('option')[0]?.textContent).toContain('林间小雨88您好'));
  press('Enter');
  await waitFor(() => expect(sentTexts()).toEqual(['林间小雨88您好']));
});

test('what is missing is asked for; nothing goes out with a gap', async () => {
  await openChat();
  await showPanel('customer', 'c1');
  await search('cm');
  press('Enter');
  const form = await screen.findByRole('form', { name: '补全「尺码建议」' });
  await waitFor(() => expect(document.activeElement).toBe(field('身高')));
  await expectAccessible();
  type(field('身高'), '168');
  await waitFor(() => expect(form.querySelector('.slot-form__text')?.textContent).toBe('按 168 的身高建议选 ＿＿。'));
  fireEvent.submit(form);
  expect(sentTexts()).toEqual([]);
  type(field('尺码'), 'M');
  await waitFor(() => expect((screen.getByRole('button', { name: '插入' }) as HTMLButtonElement).disabled).toBe(false));
  fireEvent.submit(form);
  await waitFor(() => expect(sentTexts()).toEqual(['按 168 的身高建议选 M。']));
});

test('a reply that is too long once it is filled goes nowhere, and is not cut', async () => {
  await template('附页', '一'.repeat(4000), { code: 'fy' });
  await template('长信', '{买家昵称}您好，说明如下：{模板:fy}', { code: 'cx' });
  await openChat();
  await showPanel('customer', 'c1');
  await search('cx');
  press('Enter');
  await waitFor(() => expect(noticeText()).toContain('填好后有 4014 字，最多 4000 字'));
  expect(sentTexts()).toEqual([]);
});

test('places for the caret go along, and the key that leads on is told', async () => {
  await template('缺货', '亲，{光标}缺货，预计{光标}到', { code: 'qh' });
  await openChat();
  await showPanel('customer', 'c1');
  await search('qh');
  press('Enter');
  await waitFor(() => expect(noticeText()).toContain('在输入框里按 Alt+] 到下一处'));
  expect(browserState.sent.at(-1)).toMatchObject({ data: { text: '亲，缺货，预计到', cursors: [2, 7] } });
});

describe('outcomes are told as they are', () => {
  test.each([
    [{ outcome: 'copied' }, '已复制，请按 Ctrl+V', 1],
    [{ outcome: 'wrong-chat' }, '会话已切换，未插入', 0],
    [{ outcome: 'no-editor' }, '找不到输入框，未插入', 0],
    [undefined, '聊天页没有响应', 0],
  ])('%o', async (answer, sentence, uses) => {
    browserState.answer = () => answer;
    await openChat();
    await showPanel('customer', 'c1');
    await search('fh');
    press('Enter');
    await waitFor(() => expect(noticeText()).toContain(sentence));
    expect((await db.templates.toArray()).find((t) => t.code === 'fh')?.uses).toBe(uses);
  });
});

test('a chat that was switched behind the panel gets nothing', async () => {
  await openChat();
  await showPanel('customer', 'c1');
  await search('fh');
  // The worker has noted another conversation; the panel has not been told yet.
  session.values[`chat:${TAB}`] = aChat({ fingerprint: 'fp-2', customerId: 'c2' });
  press('Enter');
  await waitFor(() => expect(noticeText()).toContain('会话已切换，未插入'));
  expect(sentTexts()).toEqual([]);
});

test('what came too late waits for its buyer, goes to nobody else, and is gone once it is in', async () => {
  await store('c2', '山间小雪');
  await openChat();
  await showPanel('customer', 'c1');
  await search('nh');
  browserState.answer = () => ({ outcome: 'wrong-chat' });
  press('Enter');
  await screen.findByText('给 林间小雨88 的回复');
  browserState.answer = () => ({ outcome: 'inserted' });
  browserState.sent.length = 0;
  await openChat({
    fingerprint: 'fp-2',
    mark: '山间小雪',
    customerId: 'c2',
    peer: { name: '山间小雪', nick: '山间小雪' },
  });
  await showing('c2');
  const waiting = (): HTMLElement => screen.getByRole('region', { name: '等着放进聊天的回复' });
  expect(within(waiting()).queryByRole('button', { name: '插入' })).toBeNull();
  expect(waiting().textContent).toContain('1 条回复在等别的买家');
  await expectAccessible();
  // The same marks in another shop are another chat.
  await openChat({ shopId: 'taobao|别家店' });
  await waitFor(() => expect(within(waiting()).queryByRole('button', { name: '插入' })).toBeNull());
  await openChat();
  await showing('c1');
  fireEvent.click(await within(waiting()).findByRole('button', { name: '插入' }));
  await waitFor(() => expect(sentTexts()).toEqual(['林间小雨88您好']));
  await waitFor(() => expect(screen.queryByRole('region', { name: '等着放进聊天的回复' })).toBeNull());
});

test('what was made for a customer that was joined into another goes to that one, and to nobody else', async () => {
  await store('c2', '山间小雪', { keys: [] });
  await store('c3', '海边小风');
  await session.set({
    'waiting:w1': {
      id: 'w1',
      templateId: 't1',
      text: '您好，已为您查到',
      name: '林间小雨88',
      binding: { site: 'taobao', shopId: SHOP, fingerprint: 'fp-1', customerId: 'c1' },
      at: 1,
    },
  });
  expect(await mergeCustomers('c2', 'c1')).not.toBeNull();
  await openChat({ fingerprint: 'fp-3', customerId: 'c3', peer: { name: '海边小风', nick: '海边小风' } });
  await showPanel('customer', 'c3');
  const waiting = await screen.findByRole('region', { name: '等着放进聊天的回复' });
  expect(within(waiting).queryByRole('button', { name: '插入' })).toBeNull();
  await openChat({ customerId: 'c2' });
  await showing('c2');
  fireEvent.click(await within(waiting).findByRole('button', { name: '插入' }));
  await waitFor(() => expect(sentTexts()).toEqual(['您好，已为您查到']));
});

test('a message that comes too late once more stays where it waits, before those that follow it', async () => {
  const binding = { site: 'taobao', shopId: SHOP, fingerprint: 'fp-1', customerId: 'c1' };
  const part = { templateId: 't1', name: '林间小雨88', binding };
  await session.set({
    'waiting:w1': { ...part, id: 'w1', text: '第二句', at: 1 },
    'waiting:w2': { ...part, id: 'w2', text: '第三句', at: 2 },
  });
  const before = structuredClone(session.values);
  await openChat();
  await showPanel('customer', 'c1');
  browserState.answer = () => ({ outcome: 'wrong-chat' });
  const waiting = await screen.findByRole('region', { name: '等着放进聊天的回复' });
  fireEvent.click((await within(waiting).findAllByRole('button', { name: '插入' }))[0]!);
  await waitFor(() => expect(noticeText()).toContain('会话已切换，未插入'));
  const kept = Object.entries(session.values).filter(([key]) => key.startsWith('waiting:'));
  expect(kept).toEqual(Object.entries(before).filter(([key]) => key.startsWith('waiting:')));
});

test('the oldest of those that wait make room, the messages of one stay in their order', async () => {
  const binding = { site: 'taobao', shopId: SHOP, fingerprint: 'fp-9', customerId: 'c9' };
  const others = Array.from({ length: 30 }, (_, i) => {
    const id = `w${String(i).padStart(2, '0')}`;
    return [`waiting:${id}`, { id, templateId: 't1', text: '别的', name: '别人', binding, at: i }];
  });
  await session.set(Object.fromEntries(others));
  await template('三条', '第一句\n---\n第二句\n---\n第三句', { code: 'st' });
  await openChat();
  await showPanel('customer', 'c1');
  await search('st');
  press('Enter');
  await waitFor(() => expect(sentTexts()).toEqual(['第一句']));
  await waitFor(() => expect(Object.keys(session.values)).not.toContain('waiting:w01'));
  const kept = (await waitingReplies()).map(({ text, at }) => [text, at] as const);
  expect(kept).toHaveLength(30);
  expect(kept.slice(-2).map(([text]) => text)).toEqual(['第二句', '第三句']);
  expect(new Set(kept.map(([, at]) => at)).size).toBe(30);
});

test('what an answer brings up to be asked comes with what was filled in last', async () => {
  await template('换货', '{如果 换货}换 {尺码}{否则}不换{结束}', { code: 'hh' });
  await noteAnswers('c1', { 换货: '否', 尺码: 'M' });
  await openChat();
  await showPanel('customer', 'c1');
  await search('hh');
  press('Enter');
  const form = await screen.findByRole('form', { name: /换货/ });
  fireEvent.click(within(form).getByRole('button', { name: '是' }));
  fireEvent.submit(form);
  await waitFor(() => expect(field('尺码').value).toBe('M'));
  fireEvent.submit(form);
  await waitFor(() => expect(sentTexts()).toEqual(['换 M']));
});

test('of several messages the first goes in and the others wait for a person to send it', async () => {
  await template('两条', '第一句\n---\n{买家昵称}，第二句', { code: 'lt' });
  await openChat();
  await showPanel('customer', 'c1');
  await search('lt');
  press('Enter');
  await waitFor(() => expect(sentTexts()).toEqual(['第一句']));
  const waiting = await screen.findByRole('region', { name: '等着放进聊天的回复' });
  fireEvent.click(await within(waiting).findByRole('button', { name: '插入' }));
  await waitFor(() => expect(sentTexts()).toEqual(['第一句', '林间小雨88，第二句']));
  await waitFor(() => expect(screen.queryByRole('region', { name: '等着放进聊天的回复' })).toBeNull());
  // Both are one reply.
  expect((await db.templates.toArray()).find(({ code }) => code === 'lt')?.uses).toBe(1);
});

test('while the panel shows somebody else by choice, nothing can be put in', async () => {
  await store('c2', '山间小雪');
  await openChat();
  await session.set({ [`pin:${TAB}`]: 'c2' });
  await showPanel('customer', 'c2');
  expect(screen.getByText('面板显示的不是当前聊天的买家，暂不能插入')).toBeTruthy();
  press('1');
  await waitFor(() => expect(noticeText()).toContain('面板显示的不是当前聊天的买家'));
  expect(sentTexts()).toEqual([]);
});

test('a chat that gives only a name can still be answered', async () => {
  await openChat({ customerId: null, why: 'name-only', peer: { name: '晴天' } });
  await showPanel('nobody');
  await search('fh');
  press('Enter');
  await waitFor(() => expect(sentTexts()).toEqual(['亲，48 小时内发出～']));
});

test('replies in the language of the buyer come first, the others stay to be found', async () => {
  await template('Saludo', 'Hola, gracias por escribir', { language: 'es' });
  await store('c4', 'Lucía', { language: 'es' });
  await openChat({ customerId: 'c4', fingerprint: 'fp-4', peer: { name: 'Lucía' } });
  await showPanel('customer', 'c4');
  await waitFor(() => expect(screen.getAllByRole('option')[0]?.textContent).toMatch(/Saludo.*ES$/));
  await openChat();
  await showing('c1');
  await waitFor(() => expect(screen.getAllByRole('option')[0]?.textContent).not.toContain('Saludo'));
});

test('several open orders that differ are offered, not guessed', async () => {
  await template('催收', '订单 {订单号} 请查收', { code: 'cs' });
  await store('c3', '多单买家', {}, [anOrder('41200000001', { state: 'shipped' }), anOrder('41200000002', { state: 'shipped' })]);
  await openChat({ customerId: 'c3', fingerprint: 'fp-3' });
  await showPanel('customer', 'c3');
  await showing('c3');
  await search('cs');
  press('Enter');
  fireEvent.click(await screen.findByRole('button', { name: '41200000002' }));
  await waitFor(() => expect(field('订单号').value).toBe('41200000002'));
  fireEvent.submit(screen.getByRole('form'));
  await waitFor(() => expect(sentTexts()).toEqual(['订单 41200000002 请查收']));
});

test('what is for another shop is not put in, whoever asks for it', async () => {
  await template('别店', '别店的话', { code: 'bd', shopId: 'taobao|别的店' });
  const other = (await db.templates.toArray()).find(({ code }) => code === 'bd');
  await openChat();
  await showPanel('customer', 'c1');
  await search('称呼');
  wantedReply.value = other?.id ?? null;
  await waitFor(() => expect(noticeText()).toContain('这条话术只给别的店铺用'));
  expect(sentTexts()).toEqual([]);
});

test('R puts in the reply of what is due, not of what is to come', async () => {
  await template('回访', '{买家昵称}，用得好吗', { code: 'hf' });
  const reply = (await db.templates.toArray()).find(({ title }) => title === '回访');
  const remind = (dueAt: number) =>
    addReminder({ customerId: 'c1', shopId: SHOP, text: '回访', dueAt, templateId: reply?.id ?? '' });
  await remind(Date.now() + 3 * 86_400_000);
  await openChat();
  await showPanel('customer', 'c1');
  await showing('c1');
  press('r');
  await remind(Date.now() - 60_000);
  await waitFor(async () => expect(await db.reminders.count()).toBe(2));
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(sentTexts()).toEqual([]);
  press('r');
  await waitFor(() => expect(sentTexts()).toEqual(['林间小雨88，用得好吗']));
});
