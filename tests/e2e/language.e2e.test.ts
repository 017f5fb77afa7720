import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../../scripts/browser.ts';
import { clearDraft, draftOf, openChat, paintedAs } from '../../scripts/story/look.ts';
import { until, World } from '../../scripts/story/world.ts';
import { LanguageServer } from '../support/language-server.ts';
import { releasedBuild } from './support/builds.ts';

const BUYER = 'Carmen Ejemplo';
const NO = '8172635401928374';
const KEY = 'sk-only-for-this-test';
const extension = mkdtempSync(join(tmpdir(), 'keban-language-'));
const server = new LanguageServer();
let base: string;
let world: World;
let panel: Page;
let chat: Page;
let settings: Page;

beforeAll(async () => {
  cpSync(releasedBuild(), extension, { recursive: true });
  // Nobody can answer the browser's question in a headless test: here the hosts are granted, and only the switch is off.
  const path = join(extension, 'manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as Record<string, string[]>;
  manifest['host_permissions'] = [...(manifest['host_permissions'] ?? []), ...(manifest['optional_host_permissions'] ?? [])];
  delete manifest['optional_host_permissions'];
  writeFileSync(path, JSON.stringify(manifest));
  base = await server.start();
  world = await World.create(extension, join(root, 'artifacts', 'e2e'));
  await world.shop('aliexpressOrders');
  await until('订单入库', async () => (await world.rows('orders')).length > 0);
  ({ page: chat, panel } = await openChat(world, 'aliexpressChat', BUYER));
  await paintedAs(panel, BUYER);
  settings = await world.own('dashboard.html#/settings');
});

afterAll(async () => {
  await world?.close();
  await server.close();
  rmSync(extension, { recursive: true, force: true });
});

const said = (): Promise<number> => chat.locator('.im-message-item').count();
const reach = (page: Page, url: string): Promise<string> =>
  page.evaluate(
    (address) =>
      fetch(address, { mode: 'no-cors', signal: AbortSignal.timeout(5000) }).then(
        () => 'reached',
        () => 'blocked',
      ),
    url,
  );
const desk = () => panel.locator('.desk');
const put = () => desk().locator('.proposal .btn--primary');
const field = () => desk().locator('.desk__body > .field textarea');

async function write(text: string): Promise<void> {
  await panel.bringToFront();
  await field().fill(text);
}

test('while it is off there is no desk, and no page reaches anything', async () => {
  expect(await panel.locator('.desk, .desk__open').count()).toBe(0);
  for (const page of [panel, settings]) {
    expect([await reach(page, `${base}/translate`), await reach(page, 'https://evil.example/')]).toEqual(['blocked', 'blocked']);
  }
  expect(server.heard).toEqual([]);
});

test('an endpoint is set up and switched on; pages then reach that one origin only, the worker none', async () => {
  await settings.bringToFront();
  const card = settings.locator('section[aria-label="翻译和 AI 草稿"]');
  await card.getByRole('button', { name: '设置接口' }).click();
  await card.getByLabel('地址').fill(`${base}/v1`);
  await card.getByLabel('模型名').fill('small');
  await card.getByLabel('密钥').fill(KEY);
  await card.getByRole('button', { name: '保存' }).click();
  await card.locator('[data-endpoint="openai"]').waitFor();
  for (const which of ['translate', 'draft']) {
    const box = card.locator(`[data-language="${which}"] input`);
    await box.click();
    await until('开关打开', () => box.isChecked());
    await settings.waitForLoadState();
  }
  await panel.locator('.desk__open').waitFor();
  for (const page of [panel, settings]) {
    await until('页面认得新的地址', async () => (await reach(page, `${base}/elsewhere`)) === 'reached');
    expect([await reach(page, 'https://evil.example/'), await reach(page, 'http://127.0.0.1:9/')]).toEqual([
      'blocked',
      'blocked',
    ]);
  }
  const worker = await world.browser.worker();
  const fromWorker = await worker.evaluate(
    (url) =>
      fetch(url).then(
        () => 'reached',
        () => 'blocked',
      ),
    `${base}/v1`,
  );
  expect(fromWorker).toBe('blocked');
  const asked = server.heard.filter(({ path }) => path !== '/elsewhere');
  expect(asked).toEqual([]);
  server.heard.length = 0;
  await world.picture(settings, 'language-settings');
});

test('what is sent is shown first, the translation waits beside the original, and goes in only by hand', async () => {
  const before = await said();
  server.reply = (text) => text.replace('订单', 'El pedido ').replace('已发出，运费', ' ha salido, envío ').replace('。', '.');
  await panel.bringToFront();
  await panel.locator('.panel').click({ position: { x: 2, y: 2 } });
  await panel.keyboard.press('y');
  await write(`订单${NO}已发出，运费US $2.50。`);
  await desk().getByRole('button', { name: '翻译', exact: true }).click();
  const dialog = panel.locator('dialog[open]');
  await dialog.waitFor();
  expect(await dialog.innerText()).toContain(base);
  expect(await dialog.locator('pre').innerText()).toMatch(/into Spanish[\s\S]*订单⟦1⟧已发出/);
  expect(server.heard).toEqual([]);
  await dialog.getByRole('button', { name: '发送' }).click();
  await until('译文', async () => (await put().count()) > 0 && (await put().isEnabled()));
  await world.picture(panel, 'language-translated');
  expect(server.heard).toHaveLength(1);
  expect(server.heard[0]?.headers).toMatchObject({ authorization: `Bearer ${KEY}` });
  expect([server.heard[0]?.headers.cookie, server.heard[0]?.headers.referer]).toEqual([undefined, undefined]);
  await put().click();
  await until('译文进了输入框', async () =>
    (await draftOf(chat, 'aliexpressChat')).includes(`El pedido ${NO} ha salido, envío US $2.50.`),
  );
  expect(await said()).toBe(before);
});

test('a translation with a changed number is stopped, the difference in red', async () => {
  await chat.bringToFront();
  await clearDraft(chat, 'aliexpressChat');
  server.reply = (text) =>
    text
      .replace(/⟦1⟧|8172635401928374/, '8172635401928347')
      .replace('订单', 'Pedido ')
      .replace('已发出', ' enviado');
  await write(`订单${NO}已发出`);
  await desk().getByRole('button', { name: '翻译', exact: true }).click();
  await desk().locator('[data-fault]').first().waitFor();
  expect(await desk().locator('[data-fault]').allInnerTexts()).toEqual([`少了「${NO}」`, '多出「8172635401928347」']);
  expect(await put().isDisabled()).toBe(true);
  await world.picture(panel, 'language-blocked');
  expect((await draftOf(chat, 'aliexpressChat')).trim()).toBe('');
  await desk().getByRole('button', { name: '不要了' }).click();
});

test('a draft by a model that obeys the buyer has no power: every invention is confirmed or taken out, then approved', async () => {
  const before = await said();
  server.reply = () =>
    '¡Hola Carmen! Su pedido sale hoy. Le prometemos un reembolso de 999 EUR en https://evil.example/pay. ¡Gracias!';
  await write('');
  await desk().locator('.draft-form > summary').click();
  const bait = await desk().locator('.draft-form__messages li').allInnerTexts();
  expect(bait.length).toBeGreaterThan(0);
  await desk().locator('.draft-form__facts input').first().click();
  await world.picture(panel, 'language-draft-form');
  await desk().getByRole('button', { name: 'AI 起草' }).click();
  await desk().locator('[data-proposal="draft"] [data-fault]').first().waitFor();
  expect(await desk().locator('[data-fault]').count()).toBe(4);
  expect(await put().isDisabled()).toBe(true);
  await world.picture(panel, 'language-draft');
  await panel.emulateMedia({ colorScheme: 'dark' });
  await panel.setViewportSize({ width: 330, height: 860 });
  await world.picture(panel, 'language-draft-dark-narrow');
  await panel.emulateMedia({ colorScheme: 'light' });
  await panel.setViewportSize({ width: 400, height: 860 });
  expect((await draftOf(chat, 'aliexpressChat')).trim()).toBe('');
  await desk().locator('[data-fault="invented"]').first().getByRole('button', { name: '删去这句' }).click();
  await until('可以批准', () => put().isEnabled());
  await put().click();
  await until(
    '草稿进了输入框',
    async () => (await draftOf(chat, 'aliexpressChat')).trim() === '¡Hola Carmen! Su pedido sale hoy. ¡Gracias!',
  );
  expect(await said()).toBe(before);
});

test('buyers’ messages get their translation beside them, and the list says all that was sent, without the key', async () => {
  server.reply = () => '寄出了吗？';
  // Only what is in sight is translated, and the open desk leaves the list little room.
  await desk().getByRole('button', { name: '收起' }).click();
  await panel.getByRole('tab', { name: '聊天' }).click();
  await panel.getByLabel('显示译文').click();
  await until('译文', async () => (await panel.locator('.message__beside', { hasText: '寄出了吗？' }).count()) > 0);
  await panel.locator('.message__beside').first().scrollIntoViewIfNeeded();
  await world.picture(panel, 'language-messages');
  await panel.locator('.desk__open').click();
  await desk().getByRole('button', { name: '发送过什么' }).click();
  const list = panel.locator('dialog[open] .sent li');
  await list.first().waitFor();
  expect(await list.count()).toBe(server.heard.length);
  await list.first().locator('summary').click();
  await world.picture(panel, 'language-sent');
  const kept = await panel.evaluate(async () =>
    JSON.stringify([await chrome.storage.session.get(null), await chrome.storage.local.get(null), { ...localStorage }]),
  );
  expect(kept).not.toContain(KEY);
  await panel.keyboard.press('Escape');
});

test('switched off, the way out is closed again at once', async () => {
  await settings.bringToFront();
  const heard = server.heard.length;
  for (const which of ['translate', 'draft']) {
    const box = settings.locator(`[data-language="${which}"] input`);
    await box.click();
    await until('开关关闭', async () => !(await box.isChecked()));
  }
  await panel.locator('.desk, .desk__open').waitFor({ state: 'detached' });
  for (const page of [panel, settings]) {
    await until('出口关上', async () => (await reach(page, `${base}/translate`).catch(() => '')) === 'blocked');
  }
  expect(server.heard.length).toBe(heard);
  expect((await settings.locator('[data-endpoint]').innerText()).includes(KEY)).toBe(false);
});
