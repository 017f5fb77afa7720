import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../../scripts/browser.ts';
import { chatFrame, openChat, paintedAs, rowOf } from '../../scripts/story/look.ts';
import { until, World } from '../../scripts/story/world.ts';
import { releasedBuild } from './support/builds.ts';

const BUYER = '林间小雨88';
const shots = process.env['KEBAN_SHOTS'] ?? join(root, 'artifacts', 'e2e');
const extension = releasedBuild();
let world: World;
let chat: Page;
let panel: Page;

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  world = await World.create(extension, shots);
  await world.shop('taobaoOrders');
  await until('订单入库', async () => (await world.rows('orders')).length > 0);
  ({ page: chat, panel } = await openChat(world, 'taobaoChat', BUYER));
  await paintedAs(panel, BUYER);
});

afterAll(() => world?.close());

/** Serves one script of the practice shop with a change, as a site's update would, and loads the page anew. */
async function change(page: Page, file: string, from: string, to: string): Promise<void> {
  const source = readFileSync(join(root, 'demo', 'pages', file), 'utf8');
  expect(source).toContain(from);
  await page.route(`**/__demo/static/${file}`, (route) =>
    route.fulfill({ contentType: 'text/javascript', body: source.replaceAll(from, to) }),
  );
  await page.reload();
}

const dot = (of: Page) => of.locator('.health');
const lit = (of: Page, light: string, condition = 'reading'): Promise<unknown> =>
  until(`${light} ${condition}`, async () => {
    const now = await dot(of).evaluate((element: HTMLElement) => ({ ...element.dataset }));
    return now['health'] === light && now['condition'] === condition;
  });
const clickRow = (): Promise<void> => rowOf(chatFrame(chat), '.conversation-item', BUYER).first().click();

/** Opens the doctor by its key and returns all it says. */
async function doctor(of: Page): Promise<string> {
  await of.bringToFront();
  if ((await of.locator('.doctor').count()) === 0) {
    await of.locator('.health').focus();
    await of.keyboard.press('h');
  }
  return of.locator('dialog[open]').innerText();
}

const leave = (of: Page): Promise<void> => of.keyboard.press('Escape');

/** Takes the doctor's picture in light and dark, wide and as narrow as a panel gets. */
async function portraits(of: Page, name: string): Promise<void> {
  for (const [scheme, width] of [
    ['light', 400],
    ['dark', 400],
    ['light', 320],
  ] as const) {
    await of.emulateMedia({ colorScheme: scheme });
    await of.setViewportSize({ width, height: 860 });
    // Colours fade from one scheme to the other.
    await new Promise((resume) => setTimeout(resume, 300));
    await world.picture(of, `doctor-${name}-${scheme}-${width}`);
    const over = await of.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect([name, width, over]).toEqual([name, width, 0]);
  }
  await of.emulateMedia({ colorScheme: 'light' });
  await of.setViewportSize({ width: 400, height: 860 });
}

// First of all: what the tests below break on purpose stays known to be broken.
test('a walk through both shops raises no alarm', async () => {
  const page = await world.browser.context.newPage();
  const workbench = 'https://myseller.taobao.com/home.htm';
  const portal = 'https://csp.aliexpress.com/m_apps';
  const { orders: taobao } = world.truth.taobao;
  const { orders: aliexpress } = world.truth.aliexpress;
  const stops = [
    ...taobao.slice(0, 4).map(({ id }) => `${workbench}/trade-platform/tp/detail?bizOrderId=${id}`),
    `${workbench}/trade-platform/refund-list`,
    `${workbench}/comment-manage/list/rateWait4PC`,
    `${workbench}/app-customer-service/toolpage/Message`,
    ...aliexpress.slice(0, 4).map(({ id }) => `${portal}/order-manage/orderDetail?orderId=${id}&channelId=100001`),
    `${portal}/order-manage/orderList?channelId=100001`,
    `${portal}/dispute-management/list?channelId=100001`,
  ];
  for (const stop of stops) {
    await page.goto(stop);
    await new Promise((resume) => setTimeout(resume, 1500));
  }
  const { page: portalChat, panel: side } = await openChat(world, 'aliexpressChat', world.truth.aliexpress.buyers[0]?.name ?? '');
  for (const index of [1, 2, 3, 0]) {
    await portalChat.bringToFront();
    await portalChat.locator('.im-session-item').nth(index).click();
    await new Promise((resume) => setTimeout(resume, 900));
  }
  await lit(side, 'good');
  for (const name of world.truth.taobao.buyers.slice(0, 6).map((buyer) => buyer.name)) {
    world.demo.control.switchTo({ site: 'taobao', buyer: name });
    await new Promise((resume) => setTimeout(resume, 700));
  }
  await lit(panel, 'good');
  const list = await world.own('dashboard.html#/health');
  await list.reload();
  await until('列表', async () => (await list.locator('.health-list .card').count()) >= 6);
  await list.setViewportSize({ width: 1280, height: 2400 });
  // Named with the reader and the field, so that a failure says what it is about.
  const alarms = list.locator('.card', { has: list.locator('[data-verdict="gone"], [data-verdict="never"]') });
  // What changed last is written some seconds later; the list shows what was written.
  await until('nothing amiss', async () => (await alarms.count()) === 0, 15_000).catch(() => undefined);
  await world.picture(list, 'health-page-all');
  expect(await alarms.allInnerTexts()).toEqual([]);
});

test('a page that is read says so', async () => {
  await lit(panel, 'good');
  expect(await dot(panel).getAttribute('aria-label')).toMatch(/^读取正常：/);
  const words = await doctor(panel);
  expect(words).toContain('这一页读取正常');
  expect(words).toMatch(/读到的 \d+ 项/);
  await portraits(panel, 'good');
  await leave(panel);
  expect(await panel.locator('.doctor').count()).toBe(0);
});

test('a slider is named, nothing is read below it, and all comes back when it is gone', async () => {
  world.demo.control.weather({ site: 'taobao', state: 'punish' });
  await lit(panel, 'bad', 'punish');
  await until('滑块', async () => (await doctor(panel)).includes('平台要求拖动滑块'));
  await portraits(panel, 'slider');
  await leave(panel);
  await until('没有客户', async () => (await panel.locator('.panel').getAttribute('data-panel-state')) === 'nobody');
  world.demo.control.switchTo({ site: 'taobao', buyer: 'tb583920176' });
  await new Promise((resume) => setTimeout(resume, 1500));
  expect(await panel.locator('.panel').getAttribute('data-panel-state')).toBe('nobody');
  world.demo.control.weather({ site: 'taobao', state: 'calm' });
  await lit(panel, 'good');
  await paintedAs(panel, 'tb583920176');
});

test('a header that lost its name is said in words, with when it was right last and what still works', async () => {
  await change(chat, 'taobao/wangwang.js', "h('div', {}, title)", "h('div', {})");
  await clickRow();
  await lit(panel, 'bad');
  const words = await doctor(panel);
  expect(words).toContain('认不出当前买家：顶栏没有名字');
  expect(words).toMatch(/上次正常\s*今天/);
  expect(words).toContain('搜索打开');
  await portraits(panel, 'no-name');
});

test('the skeleton of the page holds its structure and none of its texts, and is seen before it is copied', async () => {
  await world.browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await panel.getByRole('button', { name: '复制页面骨架' }).click();
  const preview = await until('骨架', () => panel.locator('.doctor__preview').textContent());
  expect(preview).toMatch(/^KeBan \d+\.\d+\.\d+ · Chrome\/\d+/);
  expect(preview).toContain('reader: taobao/chat-2023 ready');
  expect(preview).toContain('peer.name missing (right ');
  expect(preview).toContain('div.conversation-item');
  expect(preview).toContain('message-item.self');
  expect(preview).toContain('[contenteditable');
  const { buyers, orders } = world.truth.taobao;
  const secrets = [...buyers.flatMap((b) => [b.id, b.name]), ...orders.map((order) => order.id), '订单', '连接'];
  for (const secret of secrets) expect(preview).not.toContain(secret);
  expect(preview).not.toMatch(/[\u4e00-\u9fff]{2}|\d{5}/);
  await world.picture(panel, 'doctor-skeleton');
  await panel.getByRole('button', { name: '复制', exact: true }).click();
  await until('复制好了', async () => (await panel.locator('.doctor').innerText()).includes('已复制页面骨架'));
  expect(await panel.evaluate(() => navigator.clipboard.readText())).toBe(preview);
  await leave(panel);
});

test('an editor that is gone is said, though the buyer is known', async () => {
  await chat.unrouteAll();
  await change(chat, 'taobao/wangwang-editor.js', "contenteditable: 'true', ", '');
  await clickRow();
  await paintedAs(panel, BUYER);
  await lit(panel, 'bad');
  const words = await doctor(panel);
  expect(words).toContain('找不到输入框：快捷回复填不进去');
  expect(words).not.toContain('认不出当前买家');
  await portraits(panel, 'no-editor');
  await leave(panel);
  await chat.unrouteAll();
  await chat.reload();
  await clickRow();
  await lit(panel, 'good');
});

test('a header whose class was renamed gives the right buyer or none', async () => {
  await change(
    chat,
    'taobao/wangwang.js',
    "{ class: 'ww_header' }, h('div', { class: 'conversation-header' }",
    "{ class: 'tp_x9' }, h('div', { class: 'tp_x9__q' }",
  );
  await clickRow();
  await until('一个结论', async () => {
    const name = await panel
      .locator('.customer-head__name')
      .textContent({ timeout: 100 })
      .catch(() => '');
    const light = await dot(panel).getAttribute('data-health');
    if (name) expect(name).toBe(BUYER);
    return (name === BUYER && light === 'good') || (!name && light === 'bad');
  });
  await chat.unrouteAll();
  await chat.reload();
  await clickRow();
  await lit(panel, 'good');
});

test('a slider and a lost editor are said on AliExpress', async () => {
  const { page, panel: side } = await openChat(world, 'aliexpressChat', world.truth.aliexpress.buyers[0]?.name ?? '');
  await lit(side, 'good');
  world.demo.control.weather({ site: 'aliexpress', state: 'punish' });
  await lit(side, 'bad', 'punish');
  await until('滑块', async () => (await doctor(side)).includes('平台要求拖动滑块'));
  await leave(side);
  world.demo.control.weather({ site: 'aliexpress', state: 'calm' });
  await lit(side, 'good');
  await change(page, 'aliexpress/im-input.js', "h('textarea', {", "h('textarea', { disabled: true,");
  await page.locator('.im-session-item').first().click();
  await lit(side, 'bad');
  const words = await doctor(side);
  expect(words).toContain('找不到输入框');
  expect(words).toMatch(/上次正常\s*今天/);
  await portraits(side, 'aliexpress-no-editor');
  await leave(side);
  await page.unrouteAll();
  await page.reload();
});

test('pages that ask for a login, that are not read and that are nobody’s are told apart', async () => {
  const page = await world.browser.context.newPage();
  const open = async (url: string): Promise<void> => void (await page.goto(url));
  await open('https://myseller.taobao.com/home.htm/trade-platform/tp/sold?page=login');
  const tabId = await world.tabOf(page);
  const side = await world.own(`sidepanel.html?tab=${tabId}`);
  await side.setViewportSize({ width: 400, height: 860 });
  await lit(side, 'good');
  const before = (await world.rows('orders')).length;
  await page.evaluate(() => {
    const id = Object.assign(document.createElement('input'), { id: 'fm-login-id' });
    const password = Object.assign(document.createElement('input'), { id: 'fm-login-password', type: 'password' });
    document.body.replaceChildren(id, password);
  });
  await lit(side, 'bad', 'login');
  expect(await doctor(side)).toContain('页面要求登录');
  await portraits(side, 'login');
  await leave(side);
  expect((await world.rows('orders')).length).toBe(before);
  await open('https://csp.aliexpress.com/m_apps/logistic/ship_cn');
  await lit(side, 'none', 'not-read');
  await open('https://item.example/');
  await lit(side, 'none', 'unsupported');
  expect(await doctor(side)).toContain('登录回到后台后会自动恢复');
  await leave(side);
});

test('a page that our script knows by its address only is said to be unknown', async () => {
  const page = await world.browser.context.newPage();
  await page.route('**/__demo/static/taobao/shell.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
  await page.route('**/home.htm/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>新版</title><main><h1>全新改版</h1></main>' }),
  );
  await page.goto('https://qn.taobao.com/home.htm/trade-platform/tp/sold');
  const side = await world.own(`sidepanel.html?tab=${await world.tabOf(page)}`);
  await lit(side, 'bad', 'unknown');
  expect(await doctor(side)).toContain('认不出这个页面');
  await leave(side);
});

test('a page from before the installation is asked to be loaded anew', async () => {
  const page = await world.browser.context.newPage();
  await page.goto('https://myseller.taobao.com/home.htm/trade-platform/tp/sold?page=before');
  const tabId = await world.tabOf(page);
  const side = await world.own(`sidepanel.html?tab=${tabId}`);
  await lit(side, 'good');
  // What such a page looks like from outside: nobody in it answers, and nothing was ever heard of it.
  await side.evaluate(async (id) => {
    await chrome.scripting.executeScript({
      target: { tabId: id, allFrames: true },
      func: () => (globalThis as { __kebanWatch?: AbortController }).__kebanWatch?.abort(),
    });
    // What it has said last may be under way still.
    await new Promise((resume) => setTimeout(resume, 2000));
    const keys = Object.keys(await chrome.storage.session.get(null)).filter((key) => key.startsWith(`page:${id}:`));
    await chrome.storage.session.remove(keys);
  }, tabId);
  await lit(side, 'bad', 'no-script');
  expect(await doctor(side)).toContain('这一页在安装客伴之前就打开了');
  await portraits(side, 'no-script');
  await side.getByRole('button', { name: '刷新页面' }).click();
  await lit(side, 'good');
  await leave(side);
});

test('the dashboard lists every reader with when each field was right last', async () => {
  const page = await world.own('dashboard.html#/health');
  await page.setViewportSize({ width: 1280, height: 900 });
  await until('列表', async () => (await page.locator('.health-list .card').count()) >= 2);
  const words = await page.locator('.health-list').innerText();
  expect(words).toContain('淘宝 / 天猫 · 聊天');
  expect(words).toContain('淘宝 / 天猫 · 订单列表');
  await page.locator('.health-list summary').first().click();
  await world.picture(page, 'health-page');
  await page.emulateMedia({ colorScheme: 'dark' });
  await world.picture(page, 'health-page-dark');
});

test('chats without changes write nothing', async () => {
  await chat.bringToFront();
  await new Promise((resume) => setTimeout(resume, 6000));
  const helper = await world.helper();
  const writes = await helper.evaluate(async () => {
    let count = 0;
    const listener = (changes: Record<string, unknown>): void => {
      count += Object.keys(changes).filter((key) => key.startsWith('health:') || key.startsWith('page:')).length;
    };
    chrome.storage.local.onChanged.addListener(listener);
    chrome.storage.session.onChanged.addListener(listener);
    await new Promise((resume) => setTimeout(resume, 4000));
    return count;
  });
  expect(writes).toBe(0);
});
