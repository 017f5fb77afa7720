import { fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { RepairSlot } from '#components/doctor/RepairSlot.tsx';
import type { PageNow } from '#lib/domain/health.ts';
import type { FieldHealth } from '#lib/domain/observation.ts';
import { jobOf } from '#lib/teach/job.ts';
import { TAB } from './kit.tsx';

const url = 'https://market.m.taobao.com/app/im/chat-core/index.html';
const page = { tabId: TAB, frameId: 0, reader: 'taobao/chat-2023', url, state: 'ready', health: {}, at: 1 } as const;

const show = (field: string, now: FieldHealth, on: PageNow = page): ReturnType<typeof render> =>
  render(<RepairSlot page={on} row={{ field, now, need: 'usual', verdict: now === 'refused' ? 'doubt' : 'gone' }} />);

test("messages are pointed at on both sides: without one's own nobody knows who said what", async () => {
  show('message.sender', 'missing');
  fireEvent.click(screen.getByRole('button', { name: '指给我看' }));
  await waitFor(async () => expect((await jobOf(TAB))?.steps).toEqual(['message.text', 'message.own']));
});

test('is not offered for words that the reader saw two of, but for who wrote them: lines name their writers', () => {
  show('message.text', 'refused');
  expect(screen.queryByRole('button')).toBeNull();
  show('message.sender', 'refused');
  expect(screen.getByRole('button', { name: '指给我看' })).toBeDefined();
});

const on = (reader: string, address: string): PageNow => ({ ...page, reader, url: `https://${address}` });
const LIST = on('taobao/orders-2025', 'qn.taobao.com/home.htm/trade-platform/tp/sold');
const DETAIL = on('taobao/order-2023', 'qn.taobao.com/home.htm/trade-platform/tp/detail');
const CASES = on('taobao/cases-2022', 'myseller.taobao.com/home.htm/trade-platform/refund-list');
const REVIEWS = on('taobao/reviews-2024', 'myseller.taobao.com/home.htm/comment-manage/list/rateWait4PC');
const RECORDS = on('taobao/records-2026', 'market.m.taobao.com/app/qn/im-history-search/index.html');
const SHELL = on('taobao/shell-2025', 'myseller.taobao.com/home.htm/QnworkbenchHome');

test.each([
  [LIST, 'order.paid', ['order.paid'], 'orders'],
  [DETAIL, 'order.paid', ['order.paid'], 'order'],
  [CASES, 'case.amount', ['case.amount'], 'cases'],
  [REVIEWS, 'review.text', ['review.text'], 'reviews'],
  [RECORDS, 'peer.name', ['chat.row'], 'records'],
  [RECORDS, 'message.sender', ['message.text', 'message.own'], 'records'],
] as const)('asks on %o for %s by that kind of page', async (place, field, steps, kind) => {
  show(field, 'missing', place);
  fireEvent.click(screen.getByRole('button', { name: '指给我看' }));
  await waitFor(async () => expect(await jobOf(TAB)).toMatchObject({ steps, page: kind }));
});

test.each([
  [LIST, 'order.recipient'],
  [LIST, 'peer.name'],
  [DETAIL, 'order.memo'],
  [DETAIL, 'item.title'],
  [CASES, 'order.no'],
  [REVIEWS, 'review.rating'],
  [RECORDS, 'peer.orderNos'],
  [SHELL, 'shop.key'],
  [SHELL, 'order.no'],
] as const)('is not offered where nothing of it is applied: %o, %s', (place, field) => {
  show(field, 'missing', place);
  expect(screen.queryByRole('button')).toBeNull();
});
