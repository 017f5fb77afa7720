import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import type { Customer } from '../../lib/domain/customer.ts';
import type { MessageRow, Thread } from '../../lib/domain/message-stored.ts';
import type { Order } from '../../lib/domain/order.ts';
import type { TapState } from '../../lib/tap/state.ts';
import { root } from '../../scripts/browser.ts';
import { PAGES, until, World } from '../../scripts/story/world.ts';
import { askSocket, fetchOften, lookOfNatives, pageForges, parentOverhears, readEveryWay } from './support/tap-page.ts';

type Site = 'taobao' | 'aliexpress';

const SOLD = 'https://trade.taobao.com/trade/itemlist/asyncSold.htm?event_submit_do_query=1&_input_charset=utf8';
const SESSIONS =
  'https://seller-acs.aliexpress.com/h5/mtop.gsp.im.use.web.seller.messagebox.querysessionlist/1.0/?jsv=2.7.2&sign=demo&type=originaljson';
const shots = join(root, 'artifacts', 'e2e');
let world: World;

beforeAll(() => void mkdirSync(shots, { recursive: true }));
beforeEach(async () => {
  world = await World.create(inject('testingBuild'), shots);
});
afterEach(() => world.close());

const registered = async (): Promise<string[]> => {
  const own = await world.helper();
  return own.evaluate(async () => (await chrome.scripting.getRegisteredContentScripts()).map(({ id }) => id).toSorted());
};
const stored = async (key: string): Promise<unknown> => {
  const own = await world.helper();
  return own.evaluate(async (name) => (await chrome.storage.local.get(name))[name], key);
};
const counts = async (site: Site): Promise<TapState['counts'] | undefined> =>
  (await stored(`tapCount:${site}`)) as TapState['counts'] | undefined;

/** Turns the switch in the settings, as a person does. */
async function turn(site: Site, on: boolean): Promise<Page> {
  const page = await world.own('dashboard.html#/settings');
  await page.bringToFront();
  const box = page.locator(`[data-tap="${site}"] input[role="switch"]`);
  await box.setChecked(on);
  await until(`${site} ${on ? '登记' : '注销'}`, async () => (await registered()).some((id) => id.includes(site)) === on);
  return page;
}

/** Opens a page whose own table stays empty: the practice shop's drawing has no data. */
async function openWithoutTable(url: string): Promise<Page> {
  const page = await world.browser.context.newPage();
  await page.route('**/__demo/api/*/orders*', (route) => route.abort());
  await page.route('**/__demo/api/*/disputes*', (route) => route.abort());
  await page.goto(url);
  return page;
}

const orders = async (): Promise<Order[]> => (await world.rows<{ list: Order[] }>('orders')).flatMap(({ list }) => list);
const pause = (ms: number): Promise<void> => new Promise((resume) => setTimeout(resume, ms));

test('off: nothing is registered, nothing is replaced, nothing is taken', async () => {
  expect(await registered()).toEqual([]);
  const page = await openWithoutTable(PAGES.taobaoOrders);
  expect(await page.evaluate(readEveryWay, SOLD)).toMatchObject({ arrayBuffer: expect.stringMatching(/\*\*/) });
  await pause(1500);
  expect(await orders()).toEqual([]);
  expect(await counts('taobao')).toBeUndefined();
  const pristine = await page.evaluate(() => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const print = (frame.contentWindow as Window & typeof globalThis).Function.prototype.toString;
    return [Response.prototype.json, XMLHttpRequest.prototype.open, WebSocket, Function.prototype.toString].map((fn) =>
      print.call(fn),
    );
  });
  for (const [i, name] of ['json', 'open', 'WebSocket', 'toString'].entries()) {
    expect(pristine[i]).toBe(`function ${name}() { [native code] }`);
  }
});

test('on: the order list gives its orders although its table is empty', async () => {
  await turn('taobao', true);
  const page = await openWithoutTable(PAGES.taobaoOrders);
  const seen = await until('订单', async () => {
    const all = await orders();
    return all.length > 0 && all;
  });
  expect(await page.locator('table.next-table-row').count()).toBe(0);
  const { orders: real, buyers } = world.truth.taobao;
  const customers = new Map((await world.rows<Customer>('customers')).map((c) => [c.id, c]));
  for (const { customerId, list } of await world.rows<{ customerId: string; list: Order[] }>('orders')) {
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
  expect((await world.rows<{ id: string }>('shops')).map(({ id }) => id)).toEqual(['taobao|青禾示例专卖店']);
  expect(await counts('taobao')).toMatchObject({ seen: 1, taken: 1, refused: 0 });
});

test('the page reads as ever, in every way there is, and each is seen', async () => {
  const plain = await openWithoutTable(PAGES.taobaoOrders);
  const before = await plain.evaluate(readEveryWay, SOLD);
  await plain.close();
  await turn('taobao', true);
  const page = await openWithoutTable(PAGES.taobaoOrders);
  await until('订单', async () => (await counts('taobao'))?.taken === 1);
  expect(await page.evaluate(readEveryWay, SOLD)).toEqual(before);
  // What a page asks to be JSON in another encoding than UTF-8 is spoilt for itself, and refused.
  await until('拒绝坏字', async () => (await counts('taobao'))?.refused === 1);
  await pause(1500);
  // The same answer at once again counts once: two lists take turns.
  const ways = ['arrayBuffer', 'blob', 'stream', 'xhr', 'xhr arraybuffer', 'xhr blob'] as const;
  for (const [i, way] of ways.entries()) {
    const { seen = 0 } = (await counts('taobao')) ?? {};
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
    await until(`读到 ${way}`, async () => (await counts('taobao'))?.seen === seen + 1);
  }
  expect(await counts('taobao')).toMatchObject({ refused: 1 });
});

test('a page’s script sees no difference', async () => {
  const look = async (): Promise<string[]> => {
    const page = await world.browser.context.newPage();
    await page.goto(PAGES.aliexpressOrders);
    await page.waitForLoadState('networkidle').catch(() => undefined);
    const seen = await page.evaluate(lookOfNatives);
    await page.close();
    return seen.split('\n');
  };
  const off = await look();
  await turn('aliexpress', true);
  const on = await look();
  expect(on.filter((line, i) => line !== off[i])).toEqual([]);
  expect(on.length).toBeGreaterThan(300);
  await turn('aliexpress', false);
  expect(await look()).toEqual(off);
});

test('nothing that a later script says is believed, and nothing is to be overheard', async () => {
  await turn('taobao', true);
  const page = await openWithoutTable(PAGES.taobaoOrders);
  await until('订单', async () => (await orders()).length > 0);
  const before = await orders();
  const first = await counts('taobao');
  expect(await page.evaluate(pageForges, '4512300187000209999')).toEqual([]);
  expect(await page.evaluate(parentOverhears, `${PAGES.taobaoOrders}?frame`)).toEqual([]);
  await pause(1500);
  expect((await orders()).map(({ no }) => no).toSorted()).toEqual(before.map(({ no }) => no).toSorted());
  expect((await counts('taobao'))?.refused).toBe(first?.refused);
  expect(await registered()).toHaveLength(2);
});

test('the socket of the Taobao chat names buyers by their ids, in the shop of the chat', async () => {
  await turn('taobao', true);
  const page = await world.shop('taobaoChat');
  const frame = await until('聊天框', async () => page.frames().find((each) => each.url().includes('/chat-core/')));
  await frame.waitForSelector('.message-item.self');
  const asked = JSON.stringify({
    lwp: '/r/Conversation/listNewestPagination',
    headers: { mid: '1 0' },
    body: [9_007_199_254_740_991, 20],
  });
  const answer = await frame.evaluate(`(${askSocket.toString()})('wss://wss-cntaobao.dingtalk.com/', ${JSON.stringify(asked)})`);
  expect(String(answer)).toContain('userConvs');
  const { buyers, chats } = world.truth.taobao;
  const customers = await until('买家', async () => {
    const all = await world.rows<Customer>('customers');
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
  await turn('taobao', true);
  const page = await world.shop('taobaoChat');
  const frame = await until('聊天框', async () => page.frames().find((each) => each.url().includes('/chat-core/')));
  await frame.waitForSelector('.message-item.self');
  const name = await until('买家', () => frame.locator('.ww_header .name').first().textContent());
  const { buyers, chats } = world.truth.taobao;
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
    const [customer] = (await world.rows<Customer>('customers')).filter(({ uid }) => uid === buyer?.id);
    const threads = (await world.rows<Thread>('threads')).filter(({ customerId }) => customerId === customer?.id);
    const rows = (await world.rows<MessageRow>('messages')).filter(({ threadId }) => threads.some(({ id }) => id === threadId));
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
  await turn('aliexpress', true);
  const page = await openWithoutTable(PAGES.aliexpressOrders);
  const read = (url: string): Promise<number> =>
    page.evaluate(async (address) => (await (await fetch(address)).text()).length, url);
  await read(`${SESSIONS}&data=${encodeURIComponent(JSON.stringify({ channelId: '999999' }))}`);
  await until('拒绝', async () => (await counts('aliexpress'))?.refused === 1);
  expect(await world.rows('customers')).toEqual([]);
  await read(`${SESSIONS}&data=${encodeURIComponent(JSON.stringify({ channelId: '100001' }))}`);
  const customers = await until('买家', async () => {
    const all = await world.rows<Customer>('customers');
    return all.length > 0 && all;
  });
  const { buyers } = world.truth.aliexpress;
  for (const { uid, name, country, shopId } of customers) {
    const truth = buyers.find(({ id }) => id === uid);
    expect([name, country, shopId]).toEqual([truth?.name, truth?.country?.code, 'aliexpress|100001']);
  }
  const size = (await world.rows('customers')).length;
  await page.evaluate(askSocket as never, 'wss://msgacs.m.aliexpress.com/accs/auth?token=secret' as never);
  world.demo.control.message({ site: 'aliexpress', buyer: 'buyer-0001', text: 'hello' });
  await until('推送', async () => ((await counts('aliexpress'))?.seen ?? 0) >= 3);
  expect(await world.rows('customers')).toHaveLength(size);
});

const RISKS: readonly (readonly [string, object | string, number])[] = [
  ['a flag', { rgv587_flag: 'sm', url: 'https://bixi.alicdn.com/punish/wait?x5secdata=x' }, 200],
  [
    'a refusal of the gateway',
    {
      api: 'x',
      v: '1.0',
      ret: ['FAIL_SYS_USER_VALIDATE', 'RGV587_ERROR::SM::x'],
      data: { url: 'https://x/_____tmd_____/punish?x5secdata=x' },
    },
    200,
  ],
  ['a page in place of data', '<html><script>location="/_____tmd_____/punish?x5secdata=1"</script></html>', 200],
  ['a status', {}, 419],
];

test('whatever shows that the site’s protection is at work switches it off for the day', { timeout: 400_000 }, async () => {
  await turn('aliexpress', true);
  await turn('taobao', true);
  const own = await world.helper();
  for (const [what, body, status] of RISKS) {
    const page = await world.browser.context.newPage();
    await page.route('**/asyncSold.htm*', (route) =>
      route.fulfill({
        status,
        headers: { 'access-control-allow-origin': 'https://myseller.taobao.com', 'access-control-allow-credentials': 'true' },
        contentType: 'application/json;charset=GBK',
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    );
    await page.route('**/__demo/api/*/orders*', (route) => route.abort());
    await page.goto(PAGES.taobaoOrders);
    await until(`${what}: 注销`, async () => (await registered()).every((id) => !id.includes('taobao')));
    // The other site's goes on.
    expect(await registered(), what).toHaveLength(2);
    const pristine = await page.evaluate(() => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      return (frame.contentWindow as Window & typeof globalThis).Function.prototype.toString.call(Response.prototype.json);
    });
    expect(pristine, what).toBe('function json() { [native code] }');
    expect(await stored('tap:taobao'), what).toMatchObject({ on: true, restDay: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
    await page.close();
    // The next day.
    await own.evaluate(() => chrome.storage.local.set({ 'tap:taobao': { on: true, restDay: '2020-01-01', restAt: 1 } }));
    await until(`${what}: 第二天恢复`, async () => (await registered()).length === 4);
  }
});

test('the rest is said, lasts over a new start, ends with the day, and only where it was wanted', async () => {
  const settings = await turn('taobao', true);
  const page = await world.shop('taobaoOrders');
  await until('订单', async () => (await orders()).length > 0);
  world.demo.control.weather({ site: 'taobao', state: 'punish' });
  await until('滑块后注销', async () => (await registered()).length === 0);
  await page.close();
  await settings.bringToFront();
  await until('设置里说明', () => settings.getByText(/今天已自动停用：\d\d:\d\d/).isVisible());
  await world.picture(settings, 'tap-rest');
  world.demo.control.weather({ site: 'taobao', state: 'calm' });
  const panel = await world.panel('taobaoChat');
  await until('侧边栏里说明', () => panel.locator('[data-tap-rest="taobao"]').isVisible());
  await world.picture(panel, 'tap-rest-panel');
  await world.restart();
  expect(await registered()).toEqual([]);
  const own = await world.helper();
  expect(await own.evaluate(async () => (await chrome.alarms.get('tap'))?.scheduledTime ?? 0)).toBeGreaterThan(Date.now());
  // As if a day had gone by: the rest was yesterday's, and the alarm fires.
  const yesterday = (on: boolean): Promise<void> =>
    own.evaluate((wanted) => chrome.storage.local.set({ 'tap:taobao': { on: wanted, restDay: '2020-01-01', restAt: 1 } }), on);
  await yesterday(false);
  await pause(500);
  expect(await registered()).toEqual([]);
  await yesterday(true);
  await until('第二天恢复', async () => (await registered()).length === 2);
});

/** Milliseconds for a batch of fetches in a page. */
const batch = async (page: Page, url: string, times: number): Promise<number> =>
  Number(await page.evaluate(`(${fetchOften.toString()})(${JSON.stringify(url)}, ${times})`));

test('hundreds of fetches take as long as without', { timeout: 200_000 }, async () => {
  // A page that asks for its lists without end is not followed for long, and then nothing is copied.
  // Both pages stay open and take turns in small batches, so that both meet the same moods of the machine.
  const off = await openWithoutTable(PAGES.aliexpressOrders);
  await turn('aliexpress', true);
  const on = await openWithoutTable(PAGES.aliexpressOrders);
  for (const [name, url] of [
    ['listed', SESSIONS],
    ['other', 'https://seller-acs.aliexpress.com/h5/mtop.gsp.other/1.0/'],
  ] as const) {
    const ratios: number[] = [];
    const sums = { off: 0, on: 0 };
    for (let round = -1; round < 8; round += 1) {
      const both = { off: 0, on: 0 };
      for (const which of round % 2 === 0 ? (['off', 'on'] as const) : (['on', 'off'] as const)) {
        const page = which === 'on' ? on : off;
        await page.bringToFront();
        both[which] = await batch(page, url, 50);
      }
      if (round < 0) continue;
      ratios.push(both.on / both.off);
      sums.on += both.on;
      sums.off += both.off;
    }
    const median = ratios.toSorted((a, b) => a - b)[4] ?? 0;
    console.info(
      `${name}: 400 fetches ${Math.round(sums.off)} ms without, ${Math.round(sums.on)} ms with, median ratio ${median.toFixed(3)}`,
    );
    // Half as long again would be felt; less than that a busy machine does by itself.
    expect(median, name).toBeLessThan(1.5);
  }
});
