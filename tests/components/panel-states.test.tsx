import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { describe, expect, test } from 'vitest';
import { db } from '#lib/db/database.ts';
import { activateTab, browserState, session } from './fake-chrome.ts';
import { anOrder, expectAccessible, openChat, root, SHOP, showing, shownId, showPanel, store } from './kit.tsx';

describe('nobody to show', () => {
  test('no chat is open: says what to do', async () => {
    await showPanel('nobody');
    expect(screen.getByRole('heading').textContent).toBe('还没有打开聊天');
    expect(screen.queryByRole('combobox')).toBeNull();
    await expectAccessible();
  });

  test.each([
    ['login', '需要登录'],
    ['punish', '平台要求验证'],
    ['loading', '聊天页还在加载'],
    ['unknown', '认不出这个页面'],
  ] as const)('the page is in state %s', async (state, title) => {
    await openChat({ state, customerId: null, peer: null, fingerprint: null, why: 'page-state' });
    await showPanel('nobody');
    expect(screen.getByRole('heading').textContent).toBe(title);
    await expectAccessible();
  });

  test('marks that disagree show nobody, and say so', async () => {
    await openChat({ customerId: null, fingerprint: null, why: 'marks-disagree' });
    await showPanel('nobody');
    expect(screen.getByRole('heading').textContent).toBe('正在确认是哪位买家');
  });

  test('a conflict lists the candidates and shows one only when picked', async () => {
    await store('c1', '林间小雨88');
    await store('c2', '山间小雪');
    await openChat({ customerId: null, why: 'conflict', candidates: ['c1', 'c2'] });
    await showPanel('nobody');
    const second = await screen.findByRole('button', { name: /山间小雪/ });
    await expectAccessible();
    fireEvent.click(second);
    await showing('c2');
  });

  test('a bare name proposes records of the same name, and never opens one by itself', async () => {
    await store('c8', '晴天', { standing: 'by-name', keys: [] });
    await store('c9', '晴天', { shopId: 'taobao|另一家店', standing: 'by-name', keys: [] });
    await openChat({ customerId: null, why: 'name-only', peer: { name: '晴天' } });
    await showPanel('nobody');
    await screen.findByText('已有同名档案（请自行确认是否同一人）');
    expect(document.querySelectorAll('.person')).toHaveLength(1);
    expect(shownId()).toBe('');
    await expectAccessible();
  });

  test('a record is made of a bare name on request, without a key, and can be undone', async () => {
    await openChat({ customerId: null, why: 'name-only', peer: { name: '晴天' } });
    await showPanel('nobody');
    fireEvent.click(screen.getByRole('button', { name: '按昵称建档「晴天」' }));
    await waitFor(() => expect(root().getAttribute('data-panel-state')).toBe('customer'));
    const made = await db.customers.toArray();
    expect(made).toHaveLength(1);
    expect(made[0]).toMatchObject({ name: '晴天', standing: 'by-name', keys: [], shopId: SHOP });
    fireEvent.click(screen.getByRole('button', { name: '撤销' }));
    await waitFor(async () => expect(await db.customers.count()).toBe(0));
    await waitFor(() => expect(root().getAttribute('data-panel-state')).toBe('gone'));
  });
});

describe('a customer', () => {
  test('is shown with name, figures, tags and newest orders', async () => {
    const orders = [anOrder('41200000001', { createdAt: Date.now() - 1000 }), anOrder('41200000002', { state: 'closed' })];
    await store('c1', '林间小雨88', { tags: ['大码', '要发票', '怕起球', '老客户', '催发货'] }, orders);
    await openChat();
    await showPanel('customer', 'c1');
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('林间小雨88');
    expect(document.querySelector('.figures')?.textContent).toMatch(/^订单2实付¥100.00（1 单）上次下单今天/);
    expect([...document.querySelectorAll('.tags .chip__text')].map((e) => e.textContent)).toEqual(['大码', '要发票', '怕起球']);
    expect(screen.getByRole('button', { name: '还有 2 个标签' })).toBeTruthy();
    await expectAccessible();
    fireEvent.click(screen.getByRole('button', { name: '还有 2 个标签' }));
    expect(document.querySelectorAll('.tags .chip__text')).toHaveLength(5);
  });

  test('is painted and marked for measuring', async () => {
    await store('c1', '林间小雨88');
    await openChat();
    await showPanel('customer', 'c1');
    await waitFor(() => expect(performance.getEntriesByName('keban:painted:c1')).toHaveLength(1));
  });

  test('with nothing known has its empty states', async () => {
    await store('c1', '新来的小鹿');
    await openChat();
    await showPanel('customer', 'c1');
    expect(screen.getByText(/还没有订单/)).toBeTruthy();
    for (const tab of ['订单', '跟进', '记录']) {
      fireEvent.click(screen.getByRole('tab', { name: tab }));
      await expectAccessible();
    }
  });

  test('with 40 tags, 300 orders and a long name keeps all of them', async () => {
    const orders = Array.from({ length: 300 }, (_, i) =>
      anOrder(String(41_200_000_000 + i), { createdAt: Date.now() - i * 86_400_000 }),
    );
    await store('c1', '长'.repeat(60), { tags: Array.from({ length: 40 }, (_, i) => `标签${i}`) }, orders);
    await openChat();
    await showPanel('customer', 'c1');
    expect(screen.getByRole('button', { name: '还有 37 个标签' })).toBeTruthy();
    fireEvent.click(screen.getByRole('tab', { name: /订单/ }));
    expect(document.querySelectorAll('[data-order-no]')).toHaveLength(300);
  });

  test('a refund and a bad review stand on the card of their order, the deadline as a moment', async () => {
    const [seenAt, day] = [Date.now(), 86_400_000];
    const due = { no: '285380000865108246', type: '仅退款', state: 'open' as const, stateText: '待商家处理', seenAt };
    const orders = [
      anOrder('41200000001', {
        cases: [
          { ...due, no: '285380000865108240', state: 'closed', stateText: '退款成功' },
          { ...due, amount: { minor: 10500, currency: 'CNY' }, dueAt: seenAt - day },
        ],
        reviews: [{ rating: 'bad', text: '颜色不对', seenAt }],
      }),
      anOrder('41200000002', { cases: [{ ...due, dueAt: seenAt + 2 * day }] }),
      anOrder('41200000003'),
    ];
    await store('c1', '林间小雨88', {}, orders);
    await openChat();
    await showPanel('customer', 'c1');
    fireEvent.click(screen.getByRole('tab', { name: /订单/ }));
    const card = (no: string): string => document.querySelector(`[data-order-no="${no}"]`)?.textContent ?? '';
    expect(card('41200000001')).toMatch(/售后 仅退款 · 待商家处理 · ¥105\.00 · 已过截止 昨天/);
    expect(card('41200000001')).toContain('差评 颜色不对');
    expect(card('41200000001')).not.toContain('退款成功');
    expect(card('41200000002')).toMatch(/售后 仅退款 · 待商家处理 · 截止 后天/);
    expect(card('41200000003')).not.toMatch(/售后|评/);
    await expectAccessible();
  });

  test('only seen in orders, or masked, says so', async () => {
    await store('c1', '林**', { masked: true, standing: 'orders-only' });
    await openChat();
    await showPanel('customer', 'c1');
    expect(screen.getByText('昵称打码')).toBeTruthy();
    expect(screen.getByText('仅订单')).toBeTruthy();
  });

  test('that is gone is not shown any more', async () => {
    await openChat({ customerId: 'nobody-here' });
    await showPanel('gone');
    expect(screen.getByText('客户已不在')).toBeTruthy();
  });
});

test('rows that cannot be read end in an error with details, and trying again helps once they are mended', async () => {
  await store('c1', '林间小雨88');
  // Past Dexie, which would pack them: rows in a form that no code has written yet.
  const rows = db.backendDB().transaction('orders', 'readwrite').objectStore('orders');
  for (const n of ['0000', '0001'])
    rows.put({ id: `c1#${n}`, customerId: 'c1', packed: new Uint8Array([9]), tails: [], marks: [] });
  await new Promise((resolve) => rows.transaction.addEventListener('complete', resolve));
  await openChat();
  await showPanel('error');
  expect(document.querySelector('.error-state pre')?.textContent).toMatch(/packed in form 9/);
  await expectAccessible();
  await db.orders.clear();
  fireEvent.click(screen.getByRole('button', { name: '重试' }));
  await showing('c1');
});

test('the panel follows the active tab of its window, and a pin wins until it is taken away', async () => {
  browserState.tabs.push({ id: 8, windowId: 1, active: false });
  await store('c1', '林间小雨88');
  await store('c2', '山间小雪');
  await openChat();
  await session.set({
    'chat:8': { tabId: 8, customerId: 'c2', state: 'ready', trouble: [], fingerprint: 'fp-8', shopId: SHOP, site: 'taobao' },
  });
  await showPanel('customer', 'c1');
  activateTab(8);
  await showing('c2');
  await session.set({ 'pin:8': 'c1' });
  await showing('c1');
  fireEvent.click(screen.getByRole('button', { name: '回到当前聊天' }));
  await showing('c2');
});
