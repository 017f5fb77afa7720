import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { beforeEach, expect, test } from 'vitest';
import { Dashboard } from '#components/dashboard/Dashboard.tsx';
import { Popup } from '#components/customer/Popup.tsx';
import { PasteArea } from '#components/paste/PasteArea.tsx';
import { PasteHost } from '#components/paste/PasteHost.tsx';
import { UndoBar } from '#components/ui/UndoBar.tsx';
import { db } from '#lib/db/database.ts';
import { takeOrders, takePeer } from '#lib/db/intake.ts';
import { ordersOf } from '#lib/db/orders.ts';
import { pasted } from '#lib/ui/paste.ts';
import { expectAccessible, noticeText, press, SHOP, store, TAB, openChat, showPanel } from './kit.tsx';
import { session } from './fake-chrome.ts';

const captured = JSON.parse(readFileSync(join(import.meta.dirname, '../sites/taobao/clipboard.both.json'), 'utf8')) as {
  chat_area_text: string;
  right_panel_text: string;
};
const BOTH = captured.chat_area_text + captured.right_panel_text;
const NICK = 'linjianxiaoyu99';
const OWN = 'taobao|青禾示例店';
const FIRST = '4502250000008204539';

beforeEach(() => {
  pasted.value = null;
});

/** Pastes where the focus is, as Ctrl+V does. */
function paste(text: string, target: Element = document.body): boolean {
  const event = new Event('paste', { bubbles: true, cancelable: true });
  Object.assign(event, { clipboardData: { getData: () => text } });
  return fireEvent(target, event);
}

const dialog = (): HTMLElement => screen.getByRole('dialog', { name: '粘贴的千牛聊天' });
const accept = (): HTMLButtonElement => screen.getByRole('button', { name: '收下' }) as HTMLButtonElement;
const outcome = (): string | null => document.querySelector('[data-paste]')?.getAttribute('data-paste') ?? null;
const taken: string[] = [];

async function preview(text: string, state: string): Promise<void> {
  taken.length = 0;
  render(
    <>
      <PasteHost onCustomer={(id) => taken.push(id)} />
      <UndoBar />
    </>,
  );
  paste(text);
  await waitFor(() => expect(outcome()).toBe(state));
}

test('shows what was understood; Enter takes it in as one change; undo takes it back; again changes nothing', async () => {
  await preview(BOTH, 'new');
  const inside = within(dialog());
  expect(inside.getByText(NICK)).toBeTruthy();
  expect(inside.getByText('新客户')).toBeTruthy();
  expect(inside.getByText('好评100.00% · 普通 · 非会员 · 粉丝 · 新客')).toBeTruthy();
  expect([...dialog().querySelectorAll('.paste__orders li')].map((li) => li.textContent)[0]).toBe(`已关闭${FIRST}`);
  const heads = [...dialog().querySelectorAll('.paste__head')].map((head) => head.textContent);
  expect(heads).toHaveLength(13);
  expect([heads[0], heads[3], heads[4], heads[8]]).toEqual([
    '我们 2026-4-3 07:25:33',
    '我们 2026-4-3 07:30:13 · 商品卡片',
    '买家 2026-4-4 00:14:16',
    '买家 2026-5-26 05:43:44 · 图片或空消息',
  ]);
  await expectAccessible(dialog());
  await waitFor(() => expect(document.activeElement).toBe(accept()));
  fireEvent.click(accept());
  await waitFor(() => expect(taken).toHaveLength(1));
  const customer = await db.customers.get(taken[0] ?? '');
  expect([customer?.name, customer?.shopId, customer?.stats.count]).toEqual([NICK, OWN, 4]);
  expect(noticeText()).toContain(`已收下粘贴的千牛聊天「${NICK}」`);

  paste(BOTH);
  await waitFor(() => expect(outcome()).toBe('one'));
  expect(within(dialog()).getByText('昵称完全一致')).toBeTruthy();
  await waitFor(() => expect(accept().disabled).toBe(false));
  fireEvent.click(accept());
  await waitFor(() => expect(noticeText()).toContain('都是已经有的'));
  expect(await db.changes.count()).toBe(1);
});

test('undo takes customer and orders away again', async () => {
  await preview(BOTH, 'new');
  await waitFor(() => expect(accept().disabled).toBe(false));
  fireEvent.click(accept());
  await waitFor(() => expect(taken).toHaveLength(1));
  fireEvent.click(screen.getByRole('button', { name: '撤销' }));
  await waitFor(async () => expect(await db.customers.count()).toBe(0));
  expect(await db.orders.count()).toBe(0);
});

test('says that the masked customer of an order number is this one', async () => {
  const seen = { kind: 'order' as const, no: FIRST, state: 'paid' as const, items: [], buyer: { name: 'l**', masked: true } };
  await takeOrders({ site: 'taobao', shopId: OWN, at: 1 }, [seen]);
  await preview(BOTH, 'one');
  expect(within(dialog()).getByText('订单号是这位客户的')).toBeTruthy();
  await waitFor(() => expect(accept().disabled).toBe(false));
  fireEvent.click(accept());
  await waitFor(() => expect(taken).toHaveLength(1));
  expect((await db.customers.toArray()).map((c) => c.name)).toEqual([NICK]);
  expect((await ordersOf(taken[0] ?? '')).find((o) => o.no === FIRST)?.state).toBe('closed');
});

test('cannot be accepted while it contradicts what is known', async () => {
  const peer = { name: '海棠与猫', nick: '海棠与猫' };
  await takePeer({ site: 'taobao', shopId: OWN, at: 1 }, { kind: 'peer', peer, orderNos: [FIRST] });
  await preview(BOTH, 'conflict');
  expect(dialog().textContent).toContain('海棠与猫');
  expect(accept().disabled).toBe(true);
  press('Enter');
  expect(taken).toEqual([]);
  await expectAccessible(dialog());
});

test('asks who the buyer is where nothing tells, and which shop', async () => {
  await db.shops.bulkPut(
    ['一店', '二店'].map((key) => ({ id: `taobao|${key}`, site: 'taobao' as const, key, name: key, seenAt: 1 })),
  );
  await preview('林间小雨2026-4-4 00:14:16\n在吗\n林间小雨2026-4-4 00:15:16\n发货了吗\n', '');
  const who = await screen.findByLabelText('谁是买家？');
  expect(accept().disabled).toBe(true);
  expect(dialog().textContent).toContain('发货了吗');
  await waitFor(() => expect(document.activeElement).toBe(who));
  fireEvent.change(who, { target: { value: '林间小雨' } });
  await waitFor(() => expect(dialog().textContent).toContain('请先选店铺'));
  fireEvent.change(screen.getByLabelText('哪家店？'), { target: { value: 'taobao|二店' } });
  await waitFor(() => expect(outcome()).toBe('new'));
  await expectAccessible(dialog());
  await waitFor(() => expect(accept().disabled).toBe(false));
  expect(document.activeElement?.tagName).toBe('SELECT');
  press('Enter');
  await waitFor(() => expect(taken).toHaveLength(1));
  expect((await db.customers.get(taken[0] ?? ''))?.keys).toEqual(['nick|taobao|二店|林间小雨']);
});

test('names what it did not understand and what it does not believe', async () => {
  const quoted =
    '店2026-4-3 07:25:33\n您好\n已读\n客2026-4-3 07:26:00\n你看\n店2026-4-1 09:00:00\n同意退款\n已读\n客2026-4-3 07:30:00\n好\n';
  await preview(`别的字\n${quoted}`, 'new');
  expect(dialog().textContent).toContain('没看懂的 1 行，不收');
  expect(dialog().textContent).toContain('2 条没有把握，不收');
  expect(dialog().querySelectorAll('[data-side=none]')).toHaveLength(2);
});

test('Escape keeps nothing', async () => {
  await preview(BOTH, 'new');
  fireEvent(dialog(), new Event('cancel', { cancelable: true }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(await db.customers.count()).toBe(0);
});

test('what is pasted into a field stays in the field; other text is said to be none', async () => {
  render(
    <>
      <input aria-label="字段" />
      <PasteHost onCustomer={() => undefined} />
      <UndoBar />
    </>,
  );
  expect(paste(BOTH, screen.getByLabelText('字段'))).toBe(true);
  expect(pasted.value).toBeNull();
  expect(paste('随便一句话')).toBe(false);
  await waitFor(() => expect(noticeText()).toContain('没认出千牛聊天'));
});

test('a field takes pasted and dropped text, and keeps none of it', async () => {
  render(<PasteArea />);
  const area = screen.getByLabelText('粘贴千牛聊天');
  paste(BOTH, area);
  expect(pasted.value).toBe(BOTH);
  pasted.value = null;
  const drop = new Event('drop', { bubbles: true, cancelable: true });
  Object.assign(drop, { dataTransfer: { files: [new File([BOTH], 'chat.txt')], getData: () => '' } });
  fireEvent(area, drop);
  await waitFor(() => expect(pasted.value).toBe(BOTH));
  expect((area as HTMLTextAreaElement).value).toBe('');
  await expectAccessible();
});

test('the side panel pins whom a copied chat was taken in for', async () => {
  await store('c1', '林间小雨88');
  await openChat();
  await showPanel('customer', 'c1');
  paste(BOTH);
  await waitFor(() => expect(outcome()).toBe('new'));
  await waitFor(() => expect(accept().disabled).toBe(false));
  fireEvent.click(accept());
  await waitFor(() => expect(document.querySelector('.customer-head__name')?.textContent).toBe(NICK));
  expect(session.values[`pin:${TAB}`]).toMatch(/^c_/);
});

test('where nobody is open the panel offers a place to paste', async () => {
  await showPanel('nobody');
  expect(screen.getByLabelText('粘贴千牛聊天')).toBeTruthy();
  await expectAccessible();
});

test('the dashboard goes to the customer, the popup opens it there', async () => {
  const view = render(<Dashboard />);
  paste(BOTH);
  await waitFor(() => expect(outcome()).toBe('new'));
  await waitFor(() => expect(accept().disabled).toBe(false));
  fireEvent.click(accept());
  await waitFor(() => expect(location.hash).toMatch(/^#\/customers\/c_/));
  view.unmount();
  location.hash = '';
  render(<Popup />);
  paste(BOTH);
  await waitFor(() => expect(outcome()).toBe('one'));
  expect(SHOP).not.toBe(OWN);
});

test('asks which shop it was where another is known than the one that answered once', async () => {
  await db.shops.put({ id: OWN, site: 'taobao', key: '青禾示例店', name: '青禾示例店', seenAt: 1 });
  await preview('林间小雨2026-4-4 00:14:16\n在吗\n新店:小红2026-4-4 00:15:16\n在的\n已读\n', '');
  expect(accept().disabled).toBe(true);
  fireEvent.change(await screen.findByLabelText('哪家店？'), { target: { value: 'taobao|新店' } });
  await waitFor(() => expect(outcome()).toBe('new'));
  expect([...dialog().querySelectorAll('.paste__message')].map((li) => li.getAttribute('data-side'))).toEqual([
    'buyer',
    'seller',
  ]);
});
