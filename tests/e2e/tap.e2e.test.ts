import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Customer } from '../../lib/domain/customer.ts';
import type { MessageRow, Thread } from '../../lib/domain/message-stored.ts';
import type { Order } from '../../lib/domain/order.ts';
import { PAGES, until } from '../../scripts/story/world.ts';
import { askSocket, pageForges, parentOverhears, readEveryWay } from './support/tap-page.ts';
import { SESSIONS, SOLD, TapWorld } from './support/tap-world.ts';

let tap: TapWorld;
beforeEach(async () => {
  tap = await TapWorld.create();
});
afterEach(() => tap?.world.close());

const pause = (ms: number): Promise<void> => new Promise((resume) => setTimeout(resume, ms));

test('on: the order list gives its orders although its table is empty', async () => {
  await tap.turn('taobao', true);
  const page = await tap.openWithoutTable(PAGES.taobaoOrders);
  const seen = await until('订单', async () => {
    const all = await tap.orders();
    return all.length > 0 && all;
  });
  expect(await page.locator('table.next-table-row').count()).toBe(0);
  const { orders: real, buyers } = tap.world.truth.taobao;
  const customers = new Map((await tap.world.rows<Customer>('customers')).map((c) => [c.id, c]));
  for (const { customerId, list } of await tap.world.rows<{ customerId: string; list: Order[] }>('orders')) {
    for (const order of list) {
      const truth = real.find(({ id }) => id === order.no);
      expect(truth, order.no).toBeDefined();
      expect(order.shopId).toBe('taobao|青禾示例专卖店');
      expect(order.paid).toEqual({ minor: truth?.total, currency: 'CNY' });
      expect(order.items.map(({ title }) => title)).toEqual(truth?.lines.map(({ title }) => title));
      const buyer = buyers.find(({ id }) => id === truth?.buyer)?.name ?? '';
      expect(customers.get(customerId)?.name).toBe(`${buyer.slice(0, 1)}**`);
    }
  }
  expect(seen.length).toBeGreaterThanOrEqual(10);
  expect((await tap.world.rows<{ id: string }>('shops')).map(({ id }) => id)).toEqual(['taobao|青禾示例专卖店']);
  expect(await tap.counts('taobao')).toMatchObject({ seen: 1, taken: 1, refused: 0 });
});

test('the page reads as ever, in every way there is, and each is seen', async () => {
  const plain = await tap.openWithoutTable(PAGES.taobaoOrders);
  const before = await plain.evaluate(readEveryWay, SOLD);
  await plain.close();
  await tap.turn('taobao', true);
  const page = await tap.openWithoutTable(PAGES.taobaoOrders);
  await until('订单', async () => (await tap.counts('taobao'))?.taken === 1);
  expect(await page.evaluate(readEveryWay, SOLD)).toEqual(before);
  // What a page asks to be JSON in another encoding than UTF-8 is spoilt for itself, and refused.
  await until('拒绝坏字', async () => (await tap.counts('taobao'))?.refused === 1);
  await pause(1500);
  // The same answer at once again counts once: two lists take turns.
  const ways = ['arrayBuffer', 'blob', 'stream', 'xhr', 'xhr arraybuffer', 'xhr blob'] as const;
  for (const [i, way] of ways.entries()) {
    const { seen = 0 } = (await tap.counts('taobao')) ?? {};
    await page.evaluate(
      async ([url, kind, tab]) => {
        const body = new URLSearchParams({ pageNum: '1', tabCode: tab });
        if (kind.startsWith('xhr')) {
          const request = new XMLHttpRequest();
          request.open('POST', new URL(url) as unknown as string);
          request.responseType = kind.slice(4) as XMLHttpRequestResponseType;
          const done = new Promise((resolve) => request.addEventListener('load', resolve));
          request.send(body);
          await done;
          return;
        }
        const response = await fetch(url, { method: 'POST', body });
        if (kind === 'stream') await new Response(response.body).arrayBuffer();
        else await response[kind as 'arrayBuffer' | 'blob']();
      },
      [SOLD, way, i % 2 === 0 ? 'success' : 'latest3Months'] as const,
    );
    await until(`读到 ${way}`, async () => (await tap.counts('taobao'))?.seen === seen + 1);
  }
  expect(await tap.counts('taobao')).toMatchObject({ refused: 1 });
});

test('nothing that a later script says is believed, and nothing is to be overheard', async () => {
  await tap.turn('taobao', true);
  const page = await tap.openWithoutTable(PAGES.taobaoOrders);
  await until('订单', async () => (await tap.orders()).length > 0);
  const before = await tap.orders();
  const first = await tap.counts('taobao');
  expect(await page.evaluate(pageForges, '4512300187000209999')).toEqual([]);
  expect(await page.evaluate(parentOverhears, `${PAGES.taobaoOrders}?frame`)).toEqual([]);
  await pause(1500);
  expect((await tap.orders()).map(({ no }) => no).toSorted()).toEqual(before.map(({ no }) => no).toSorted());
  expect((await tap.counts('taobao'))?.refused).toBe(first?.refused);
  expect(await tap.registered()).toHaveLength(2);
});

test('the socket of the Taobao chat names buyers by their ids, in the shop of the chat', async () => {
  await tap.turn('taobao', true);
  const page = await tap.world.shop('taobaoChat');
  const frame = await until('聊天框', async () => page.frames().find((each) => each.url().includes('/chat-core/')));
  await frame.waitForSelector('.message-item.self');
  const asked = JSON.stringify({
    lwp: '/r/Conversation/listNewestPagination',
    headers: { mid: '1 0' },
    body: [9_007_199_254_740_991, 20],
  });
  const answer = await frame.evaluate(`(${askSocket.toString()})('wss://wss-cntaobao.dingtalk.com/', ${JSON.stringify(asked)})`);
  expect(String(answer)).toContain('userConvs');
  const { buyers, chats } = tap.world.truth.taobao;
  const customers = await until('买家', async () => {
    const all = await tap.world.rows<Customer>('customers');
    return all.filter(({ uid }) => uid).length >= chats.length / 2 && all;
  });
  for (const { uid, nick, shopId } of customers.filter((c) => c.uid)) {
    expect(shopId).toBe('taobao|青禾示例专卖店');
    const truth = buyers.find(({ id }) => id === uid);
    expect(truth).toBeDefined();
    if (nick) expect(nick).toBe(truth?.name);
  }
});

test('messages of an answer are kept once, beside those that the page shows', async () => {
  await tap.turn('taobao', true);
  const page = await tap.world.shop('taobaoChat');
  const frame = await until('聊天框', async () => page.frames().find((each) => each.url().includes('/chat-core/')));
  await frame.waitForSelector('.message-item.self');
  const name = await until('买家', () => frame.locator('.ww_header .name').first().textContent());
  const { buyers, chats } = tap.world.truth.taobao;
  const buyer = buyers.find((each) => each.name === name?.trim());
  const truth = chats.find((chat) => chat.buyer === buyer?.id)?.messages ?? [];
  const ask = async (lwp: string, body: readonly unknown[]): Promise<string> => {
    const asked = JSON.stringify({ lwp, headers: { mid: '1 0' }, body });
    const call = `(${askSocket.toString()})('wss://wss-cntaobao.dingtalk.com/', ${JSON.stringify(asked)})`;
    return String(await frame.evaluate(call));
  };
  const listed = await ask('/r/Conversation/listNewestPagination', [9_007_199_254_740_991, 20]);
  const code = new RegExp(`${buyer?.id}\\.1-\\d+\\.1#11001@cntaobao`).exec(listed)?.[0];
  await ask('/r/MessageManager/listUserMessages', [code, false, 9_007_199_254_740_991, 20, true]);
  const keyOf = (side: string, at: number | undefined): string => `${side}|${Math.floor((at ?? 0) / 1000)}`;
  const said = truth.filter(({ kind, text }) => kind === 'text' && text.trim() !== '');
  const own = async (): Promise<string[]> => {
    const [customer] = (await tap.world.rows<Customer>('customers')).filter(({ uid }) => uid === buyer?.id);
    const threads = (await tap.world.rows<Thread>('threads')).filter(({ customerId }) => customerId === customer?.id);
    const rows = (await tap.world.rows<MessageRow>('messages')).filter(({ threadId }) =>
      threads.some(({ id }) => id === threadId),
    );
    const list = rows.flatMap((row) => row.list).filter(({ side }) => side !== 'system');
    return list.map(({ side, at }) => keyOf(side, at));
  };
  const whole = said.map(({ from, at }) => keyOf(from === 'shop' ? 'seller' : 'buyer', at));
  const keys = await until('全部消息', async () => {
    const kept = await own();
    return whole.length > 0 && whole.every((key) => kept.includes(key)) && kept;
  });
  expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
});

test('AliExpress: buyers with id and country in their shop; another shop’s answer is refused', async () => {
  await tap.turn('aliexpress', true);
  const page = await tap.openWithoutTable(PAGES.aliexpressOrders);
  const read = (url: string): Promise<number> =>
    page.evaluate(async (address) => (await (await fetch(address)).text()).length, url);
  await read(`${SESSIONS}&data=${encodeURIComponent(JSON.stringify({ channelId: '999999' }))}`);
  await until('拒绝', async () => (await tap.counts('aliexpress'))?.refused === 1);
  expect(await tap.world.rows('customers')).toEqual([]);
  await read(`${SESSIONS}&data=${encodeURIComponent(JSON.stringify({ channelId: '100001' }))}`);
  const customers = await until('买家', async () => {
    const all = await tap.world.rows<Customer>('customers');
    return all.length > 0 && all;
  });
  const { buyers } = tap.world.truth.aliexpress;
  for (const { uid, name, country, shopId } of customers) {
    const truth = buyers.find(({ id }) => id === uid);
    expect([name, country, shopId]).toEqual([truth?.name, truth?.country?.code, 'aliexpress|100001']);
  }
  const size = (await tap.world.rows('customers')).length;
  await page.evaluate(askSocket as never, 'wss://msgacs.m.aliexpress.com/accs/auth?token=secret' as never);
  tap.world.demo.control.message({ site: 'aliexpress', buyer: 'buyer-0001', text: 'hello' });
  await until('推送', async () => ((await tap.counts('aliexpress'))?.seen ?? 0) >= 3);
  expect(await tap.world.rows('customers')).toHaveLength(size);
});

test('the rest is said, lasts over a new start, ends with the day, and only where it was wanted', async () => {
  const settings = await tap.turn('taobao', true);
  const page = await tap.world.shop('taobaoOrders');
  await until('订单', async () => (await tap.orders()).length > 0);
  tap.world.demo.control.weather({ site: 'taobao', state: 'punish' });
  await until('滑块后注销', async () => (await tap.registered()).length === 0);
  await page.close();
  await settings.bringToFront();
  await until('设置里说明', () => settings.getByText(/今天已自动停用：\d\d:\d\d/).isVisible());
  await tap.world.picture(settings, 'tap-rest');
  tap.world.demo.control.weather({ site: 'taobao', state: 'calm' });
  const panel = await tap.world.panel('taobaoChat');
  await until('侧边栏里说明', () => panel.locator('[data-tap-rest="taobao"]').isVisible());
  await tap.world.picture(panel, 'tap-rest-panel');
  await tap.world.restart();
  expect(await tap.registered()).toEqual([]);
  const own = await tap.world.helper();
  await until('闹钟', () => own.evaluate(async () => ((await chrome.alarms.get('tap'))?.scheduledTime ?? 0) > Date.now()));
  // As if a day had gone by: the rest was yesterday's, and the alarm fires.
  const yesterday = (on: boolean): Promise<void> =>
    own.evaluate((wanted) => chrome.storage.local.set({ 'tap:taobao': { on: wanted, restDay: '2020-01-01', restAt: 1 } }), on);
  await yesterday(false);
  await pause(500);
  expect(await tap.registered()).toEqual([]);
  await yesterday(true);
  await until('第二天恢复', async () => (await tap.registered()).length === 2);
});
