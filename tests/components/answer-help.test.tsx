import { act, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { beforeEach, describe, expect, test } from 'vitest';
import { AnswerHelpCard } from '#components/settings/AnswerHelpCard.tsx';
import { UndoBar } from '#components/ui/UndoBar.tsx';
import { setAnswerHelp } from '#lib/db/asked.ts';
import { customerById } from '#lib/db/customers.ts';
import { storeMessages } from '#lib/db/messages.ts';
import { setPeak } from '#lib/db/peak.ts';
import { allPicks, notePick } from '#lib/db/picks.ts';
import { saveTemplate } from '#lib/db/templates.ts';
import { browserState } from './fake-chrome.ts';
import { expectAccessible, noticeText, openChat, press, SHOP, showPanel, store } from './kit.tsx';

const template = (title: string, body: string, more: object = {}): Promise<unknown> =>
  saveTemplate({ title, body, folder: '我的', language: 'zh', pinyin: [], initials: [], ...more });

let said = 0;
function say(text: string, side: 'buyer' | 'seller' = 'buyer', customerId = 'c1'): Promise<unknown> {
  said += 1;
  const message = { kind: 'message' as const, side, type: 'text' as const, text, at: Date.now() + said, id: `m${said}` };
  return storeMessages({ customerId, shopId: SHOP, mark: 'talk' }, [{ message }], Date.now());
}

const options = (): string[] => screen.queryAllByRole('option').map((option) => option.textContent ?? '');
const sentTexts = (): unknown[] =>
  browserState.sent.filter((m) => m.type === 'insert').map((m) => (m.data as { text: string }).text);
const wait = (ms: number): Promise<void> => new Promise((resume) => setTimeout(resume, ms));

beforeEach(async () => {
  await template('随便一条', '亲，好的');
  await template('发货时效', '亲，48 小时内发出～');
  await template('开票信息', '亲，抬头发我');
  await template('打招呼', '您好，欢迎光临');
  await template('安抚情绪', '亲，换作是我也会着急');
  await template('shipping', 'We ship within 48 hours', { language: 'en', tags: ['发货时效'] });
  await store('c1', '林间小雨88', { nick: '林间小雨88' });
  browserState.answer = () => ({ outcome: 'inserted' });
});

async function show(): Promise<void> {
  await openChat();
  await showPanel('customer', 'c1');
}

describe('what the buyer asked', () => {
  test('stands first with the reason, 1 puts it in, and the choice is learned', async () => {
    await say('在的亲', 'seller');
    await say('什么时候发货');
    await show();
    await waitFor(() => expect(options()[0]).toContain('因为：“什么时候发货”'));
    expect(options()[0]).toContain('发货时效');
    expect(options().join()).not.toContain('We ship');
    await expectAccessible();
    // A key pressed before anybody could have read the row means the one that was there.
    await wait(350);
    press('1');
    await waitFor(() => expect(sentTexts()).toEqual(['亲，48 小时内发出～']));
    await waitFor(async () => expect((await allPicks()).map(({ intent, n }) => [intent, n])).toEqual([['shipping', 1]]));
  });

  test('is followed as the talk goes on, and gone once it is answered', async () => {
    await say('在的亲', 'seller');
    await say('什么时候发货');
    await show();
    await waitFor(() => expect(options()[0]).toContain('发货时效'));
    await say('能开发票吗');
    await waitFor(() => expect(options()[0]).toContain('因为：“能开发票吗”'));
    await say('可以的', 'seller');
    await waitFor(() => expect(options().join()).not.toContain('因为'));
  });

  test('is left alone on peak days, and offered again afterwards', async () => {
    await say('在的亲', 'seller');
    await say('什么时候发货');
    await show();
    await waitFor(() => expect(options()[0]).toContain('因为：“什么时候发货”'));
    await act(() => setPeak(Date.now() + 60_000));
    await waitFor(() => expect(options().join()).not.toContain('因为'));
    expect(options().length).toBeGreaterThan(0);
    await act(() => setPeak(null));
    await waitFor(() => expect(options()[0]).toContain('因为：“什么时候发货”'));
  });

  test('does not move what is on show while somebody presses keys', async () => {
    await say('在的亲', 'seller');
    await say('什么时候发货');
    await show();
    await waitFor(() => expect(options()[0]).toContain('发货时效'));
    press('Shift');
    await say('能开发票吗');
    await wait(500);
    expect(options()[0]).toContain('发货时效');
    await waitFor(() => expect(options()[0]).toContain('开票信息'), { timeout: 5000 });
  });

  test('a key pressed right when the list has changed means what was there', async () => {
    await say('在的亲', 'seller');
    await say('什么时候发货');
    await show();
    await waitFor(() => expect(options()[0]).toContain('发货时效'));
    await say('能开发票吗');
    await waitFor(() => expect(options()[0]).toContain('开票信息'), { interval: 5 });
    press('1');
    await waitFor(() => expect(sentTexts()).toEqual(['亲，48 小时内发出～']));
  });

  test('nobody has spoken yet: a greeting is offered', async () => {
    await show();
    await waitFor(() => expect(options()[0]).toContain('还没打过招呼'));
    expect(options()[0]).toContain('打招呼');
  });

  test('switched off, nothing is offered', async () => {
    await setAnswerHelp({ suggest: false, mood: false });
    await say('什么时候发货，气死我了');
    await show();
    await waitFor(() => expect(options().length).toBeGreaterThan(0));
    await wait(300);
    expect(options().join()).not.toMatch(/因为|打过招呼/);
    expect(document.querySelector('[data-mood]')).toBeNull();
  });
});

describe('an upset buyer', () => {
  const mark = (): HTMLElement | null => document.querySelector<HTMLElement>('[data-mood]');

  test('is marked beside the name with the words, calming replies come first', async () => {
    await say('在的亲', 'seller');
    await say('气死我了 什么时候发货');
    await show();
    await waitFor(() => expect(mark()?.textContent).toContain('情绪：生气 · 建议转交'));
    expect(mark()?.textContent).toContain('“气死”');
    await waitFor(() => expect(options()[0]).toContain('安抚情绪'));
    expect(options()[0]).toContain('先安抚，因为：“气死”');
    expect(options()[1]).toContain('发货时效');
    await expectAccessible();
  });

  test('can be handed over, which the next person sees, and that be undone', async () => {
    await say('再不发货就投诉你们');
    await show();
    fireEvent.click(await screen.findByRole('button', { name: '标记转交' }));
    await waitFor(async () => expect((await customerById('c1'))?.tags).toEqual(['待转交']));
    await waitFor(() => expect(mark()?.textContent).toContain('已标记转交，等接手'));
    press('z', { ctrlKey: true });
    await waitFor(async () => expect((await customerById('c1'))?.tags).toEqual([]));
    fireEvent.click(await screen.findByRole('button', { name: '标记转交' }));
    await say('好的', 'seller');
    await say('行 谢谢');
    await waitFor(() => expect(mark()?.getAttribute('data-mood')).toBe(''));
    fireEvent.click(await screen.findByRole('button', { name: '我来处理' }));
    await waitFor(() => expect(mark()).toBeNull());
    expect((await customerById('c1'))?.tags).toEqual([]);
  });

  test.each(['不生气 问下什么时候发货', '没有生气哈'])('is not seen in %s', async (text) => {
    await say(text);
    await show();
    await waitFor(() => expect(options().length).toBeGreaterThan(0));
    await wait(100);
    expect(mark()).toBeNull();
  });
});

test('the settings switch it off and forget what was learned, which can be taken back', async () => {
  await notePick({ templateId: 't1', intents: ['size'], commandId: 'first-pick' });
  render(
    <>
      <AnswerHelpCard />
      <UndoBar />
    </>,
  );
  await screen.findByText('已记下 1 次“哪类问题选了哪条话术”');
  await expectAccessible();
  fireEvent.click(screen.getByRole('button', { name: '清除学习记录' }));
  await screen.findByText(/还没有学到什么/);
  expect(noticeText()).toContain('已清除学习记录');
  fireEvent.click(screen.getByRole('button', { name: '撤销' }));
  await screen.findByText('已记下 1 次“哪类问题选了哪条话术”');
  fireEvent.click(screen.getByRole('switch', { name: '推荐话术' }));
  await waitFor(() => expect((screen.getByRole('switch', { name: '推荐话术' }) as HTMLInputElement).checked).toBe(false));
});
