import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { db } from '#lib/db/database.ts';
import { storeMessages } from '#lib/db/messages.ts';
import type { MessageItem } from '#lib/domain/message-stored.ts';
import { expectAccessible, field, openChat, SHOP, showPanel, store, type } from './kit.tsx';

const said = (more: Partial<NonNullable<MessageItem['message']>>): MessageItem => ({
  message: { kind: 'message', side: 'buyer', type: 'text', ...more },
});

async function showMessages(items: MessageItem[]): Promise<void> {
  await store('c1', '林间小雨88');
  if (items.length > 0) await storeMessages({ customerId: 'c1', shopId: SHOP, mark: '林间小雨88' }, items, Date.now(), db);
  await openChat();
  await showPanel('customer', 'c1');
  fireEvent.click(screen.getByRole('tab', { name: '聊天' }));
}

const rows = (): string[] => screen.queryAllByRole('listitem').map((row) => row.textContent ?? '');

test('messages are listed newest first with side, kind and time, an unknown time as unknown', async () => {
  await showMessages([
    said({ text: '在吗', at: Date.UTC(2025, 10, 1, 4) }),
    said({ side: 'seller', staff: '青禾示例专卖店:小竹', text: '在的亲', at: Date.UTC(2025, 10, 1, 5) }),
    said({ type: 'image' }),
    { ...said({ text: '说错了' }), withdrawn: true },
  ]);
  await waitFor(() => expect(rows()).toHaveLength(4));
  const [withdrawn, image, answer, question] = rows();
  expect(withdrawn).toMatch(/买家已撤回.*时间未知说错了/);
  expect(image).toMatch(/买家图片.*时间未知/);
  expect(answer).toMatch(/青禾示例专卖店:小竹2025-11-01.*在的亲/);
  expect(question).toMatch(/买家2025-11-01.*在吗/);
  await expectAccessible();
  fireEvent.click(screen.getByRole('checkbox', { name: '只看人写的' }));
  await waitFor(() => expect(rows()).toHaveLength(3));
});

test('how fast the newest conversation was answered stands above its messages, an unknown time as unknown', async () => {
  const minute = (n: number): number => Date.UTC(2025, 10, 1, 4, n);
  await showMessages([
    said({ text: '旧的一单什么时候发', at: minute(0) - 3 * 86_400_000 }),
    said({ side: 'seller', staff: '小竹', text: '今天发', at: minute(30) - 3 * 86_400_000 }),
    said({ text: '这款有大号吗', at: minute(0) }),
    said({ side: 'seller', staff: '小竹', text: '有的', at: minute(2) }),
    said({ text: '几天能到', at: minute(10) }),
    said({ side: 'seller', staff: '小竹', text: '三天左右', at: minute(11) }),
    said({ text: '发什么快递', at: minute(20) }),
    said({ side: 'seller', staff: '小竹', text: '中通', at: minute(24) }),
    said({ text: '能开发票吗', at: minute(30) }),
    said({ side: 'seller', staff: '小竹', text: '可以开' }),
    said({ text: '那颜色呢', at: minute(40) }),
  ]);
  const line = await screen.findByText(/^这次会话/);
  expect(line.textContent).toBe('这次会话：首次响应 2:00 · 之后 2 次平均 2:30，最长 4:00 · 1 次时间未知');
  await expectAccessible();
});

test('a conversation in which nothing was answered says nothing of answer times', async () => {
  await showMessages([said({ text: '在吗', at: Date.UTC(2025, 10, 1, 4) })]);
  await waitFor(() => expect(rows()).toHaveLength(1));
  expect(screen.queryByText(/^这次会话/)).toBeNull();
});

test('a search finds words anywhere, marks them, and says when there is nothing', async () => {
  await showMessages([said({ text: '什么时候发货' }), said({ text: 'Where is my ORDER' }), said({ text: '好的' })]);
  const input = await waitFor(() => field('搜聊天记录'));
  type(input, 'order');
  await waitFor(() => expect(rows()).toHaveLength(1));
  expect(document.querySelector('.message mark')?.textContent).toBe('ORDER');
  expect(screen.getByText('找到 1 条')).toBeTruthy();
  type(input, '没有的话');
  await screen.findByText('没有找到「没有的话」');
});

test('a customer of whom nothing was seen says what is needed', async () => {
  await showMessages([]);
  await screen.findByText('还没有聊天记录');
  await expectAccessible();
});

test('of thousands only those near by are in the page', async () => {
  const items = Array.from({ length: 100 }, (_, i) => said({ text: `第 ${i} 条`, at: Date.UTC(2025, 10, 1) + i * 1000 }));
  await store('c1', '林间小雨88');
  for (let day = 0; day < 20; day++) {
    const part = items.map(({ message }) => said({ ...message, at: (message?.at ?? 0) + day * 86_400_000 }));
    await storeMessages({ customerId: 'c1', shopId: SHOP, mark: 'x' }, part, Date.now(), db);
  }
  await showMessages([]);
  await waitFor(() => expect(screen.getByText(/^2,?000 条/)).toBeTruthy());
  expect(rows().length).toBeLessThan(200);
  expect(rows()[0]).toContain('第 99 条');
});
