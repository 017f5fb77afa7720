import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clearDraft, draftOf, openChat, paintedAs, panelText, rowOf } from '../../scripts/story/look.ts';
import { PAGES, until, World } from '../../scripts/story/world.ts';
import { releasedBuild } from './support/builds.ts';
import { update } from './support/update.ts';

/*
 * On AliExpress orders and chats change into each other without a reload. The chat's part of the content script is put
 * into the frame only when a chat is shown; nothing of a chat may be missed for that.
 */
const SESSION = `${PAGES.aliexpressChat}?sessionId=`;
const extension = mkdtempSync(join(tmpdir(), 'keban-chat-pack-'));
let world: World;
/** Buyers whose name is theirs alone and one of whose orders is known: a name by itself is nobody on AliExpress. */
let names: string[] = [];

beforeAll(async () => {
  cpSync(releasedBuild(), extension, { recursive: true });
  world = await World.create(extension, '');
  await world.shop('aliexpressOrders');
  const nos = (await until('订单入库', stored)) ?? [];
  const { orders, buyers } = world.truth.aliexpress;
  const owners = new Set(orders.filter(({ id }) => nos.includes(id)).map(({ buyer }) => buyer));
  const all = buyers.map(({ name }) => name);
  names = buyers.filter(({ id, name }) => owners.has(id) && all.indexOf(name) === all.lastIndexOf(name)).map(({ name }) => name);
  expect(names.length).toBeGreaterThan(4);
});

/** Numbers of the orders in the database once the first page of the list is there. */
async function stored(): Promise<string[] | null> {
  const nos = (await world.rows<{ list: { no: string }[] }>('orders')).flatMap(({ list }) => list).map(({ no }) => no);
  return nos.length >= 10 ? nos : null;
}

afterAll(async () => {
  await world?.close();
  rmSync(extension, { recursive: true, force: true });
});

async function stopWorker(): Promise<void> {
  const session = await world.browser.context.newCDPSession(await world.helper());
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await session.detach();
}

const toMenu = (page: Page, path: string): Promise<void> => page.locator(`[data-path="${path}"]`).click();

async function reply(page: Page): Promise<void> {
  await page.bringToFront();
  await clearDraft(page, 'aliexpressChat');
  await page.keyboard.type('/', { delay: 40 });
  await page.locator('[popover]:popover-open').waitFor();
  await page.keyboard.press('Escape');
  await until('面板关闭', async () => (await page.locator('[popover]:popover-open').count()) === 0);
  expect(await draftOf(page, 'aliexpressChat')).toBe('/');
  await clearDraft(page, 'aliexpressChat');
}

test('a chat that is opened by its address is read with no help from anybody', { timeout: 60_000 }, async () => {
  const page = await world.shop('aliexpressChat');
  const [first = '', second = ''] = names;
  const { panel } = await openChat(world, 'aliexpressChat', first);
  await paintedAs(panel, first);
  await openChat(world, 'aliexpressChat', second);
  await paintedAs(panel, second);
  await page.reload();
  await paintedAs(panel, second);
  expect(page.url().startsWith(SESSION)).toBe(true);
});

test('from the orders into a chat and back, over and over, in one document', { timeout: 120_000 }, async () => {
  const page = await world.shop('aliexpressChat');
  const panel = await world.panel('aliexpressChat');
  await page.goto(PAGES.aliexpressOrders);
  await page.evaluate(() => Object.assign(globalThis, { sameDocument: true }));
  for (const [i, buyer] of names.slice(0, 5).entries()) {
    if (i % 2 === 1) await stopWorker();
    await page.bringToFront();
    await toMenu(page, '/m_apps/ai-im/im');
    await rowOf(page, '.im-session-item', buyer).first().click();
    await paintedAs(panel, buyer);
    await reply(page);
    await toMenu(page, '/m_apps/order-manage/orderList');
    await until('离开聊天后侧边栏清空', async () => !(await panelText(panel)).includes(buyer));
  }
  expect(await page.evaluate(() => 'sameDocument' in globalThis)).toBe(true);
});

test('after an update the open page goes on, from its chat and from its orders', { timeout: 300_000 }, async () => {
  const page = await world.shop('aliexpressChat');
  const [first = '', second = ''] = names;
  for (const [version, start] of [
    ['0.2.0', PAGES.aliexpressChat],
    ['0.3.0', PAGES.aliexpressOrders],
  ] as const) {
    await page.goto(start);
    await update(world.browser, extension, version);
    if (start === PAGES.aliexpressOrders) await toMenu(page, '/m_apps/ai-im/im');
    for (const buyer of [first, second]) {
      const { panel } = await openChat(world, 'aliexpressChat', buyer);
      expect(await panel.evaluate(() => chrome.runtime.getManifest().version)).toBe(version);
      await paintedAs(panel, buyer);
      await reply(page);
    }
  }
  expect(world.demo.log).toEqual([]);
});
