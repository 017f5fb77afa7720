import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest';
import { launch, type Browser } from '../../scripts/browser.ts';

const captured = JSON.parse(readFileSync(new URL('../sites/taobao/clipboard.both.json', import.meta.url), 'utf8')) as {
  chat_area_text: string;
  right_panel_text: string;
};
// As the client's system writes it.
const BOTH = `${captured.chat_area_text}${captured.right_panel_text}`.replaceAll('\n', '\r\n');
const NICK = 'linjianxiaoyu99';
const errors: string[] = [];
let browser: Browser;
let home: Page;
let page: Page;

const compactPages = (): Page[] => browser.context.pages().filter((one) => one.url().includes('/compact.html'));
const windows = async (): Promise<chrome.windows.Window[]> => (await browser.worker()).evaluate(() => chrome.windows.getAll());
const clipboard = (text: string): Promise<void> => page.evaluate((value) => navigator.clipboard.writeText(value), text);
const onClipboard = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
const openName = (): Promise<string | null> => page.locator('.customer-head__name').textContent();
const focused = (): Promise<string | null> => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? null);

beforeAll(async () => {
  browser = await launch({ extension: inject('testingBuild'), shopPort: 9 });
  await browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  home = await browser.extensionPage('popup.html');
});

afterAll(() => browser?.close());

async function openWindow(): Promise<void> {
  const before = compactPages().length;
  await home.bringToFront();
  const opening = before === 0 ? browser.context.waitForEvent('page') : null;
  await home.evaluate(() => {
    // The popup closes itself; here it is a tab that is needed again.
    window.close = () => undefined;
  });
  await home.getByRole('button', { name: '小窗', exact: true }).click();
  await opening;
}

test('the key is one that works outside the browser, and opens one window, used again', async () => {
  const commands = await (await browser.worker()).evaluate(() => chrome.commands.getAll());
  expect(commands.find((command) => command.name === 'open-compact')?.shortcut).toBe('Ctrl+Shift+8');
  const manifest = await (await browser.worker()).evaluate(() => chrome.runtime.getManifest());
  expect((manifest as { commands?: Record<string, object> }).commands?.['open-compact']).toMatchObject({ global: true });
  await openWindow();
  await openWindow();
  await expect.poll(() => compactPages().length).toBe(1);
  expect((await windows()).map((one) => one.type).toSorted()).toEqual(['normal', 'popup']);
  page = compactPages()[0] as Page;
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.setViewportSize({ width: 380, height: 560 });
  await expect.poll(focused).toBe('昵称、订单号、手机尾号');
});

test('what the client copied is pasted, shown, and taken in by Enter; pasted again it changes nothing', async () => {
  await clipboard(BOTH);
  await page.keyboard.press('Control+V');
  await page.locator('[data-paste=new]').waitFor();
  expect(await page.locator('.paste__message').count()).toBe(13);
  expect(await page.locator('.paste__orders li').count()).toBe(4);
  await expect.poll(() => page.getByRole('button', { name: '收下' }).evaluate((e) => e === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  await expect.poll(openName).toBe(NICK);
  await expect.poll(focused).toBe('搜话术，Enter 复制');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+V');
  await page.locator('[data-paste=one]').waitFor();
  await expect.poll(() => page.getByRole('button', { name: '收下' }).evaluate((e) => e === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  await page.getByText('都是已经有的，没有改动').waitFor();
});

test.each([
  ['the nick', NICK],
  ['the end of an order number', '04408292'],
  ['the order number', '4502260000007204539'],
])('%s from the clipboard finds the customer; initials and Enter leave a filled reply there', async (_what, text) => {
  if ((await focused()) !== '昵称、订单号、手机尾号') await page.keyboard.press('Escape');
  await expect.poll(focused).toBe('昵称、订单号、手机尾号');
  await clipboard(text);
  await page.keyboard.press('Control+V');
  await page.locator('[data-customer-id]').first().waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(openName).toBe(NICK);
  await expect.poll(focused).toBe('搜话术，Enter 复制');
  await page.keyboard.type('ddhqr');
  await page.keyboard.press('Escape');
  await page.keyboard.type('dzh');
  const shown = await page.locator('#compact-reply-0').getAttribute('title');
  expect(shown).toBeTruthy();
  await page.keyboard.press('Enter');
  await page.getByText('已复制，请在千牛按 Ctrl+V').waitFor();
  expect(await onClipboard()).toBe(shown);
  await expect.poll(focused).toBe('昵称、订单号、手机尾号');
});

test('it can stay on top of other programs, as it is, and come back', async () => {
  const [view] = await Promise.all([
    browser.context.waitForEvent('page'),
    page.getByRole('button', { name: /^置顶小窗/ }).click(),
  ]);
  // Tried anew, this begins with no window on top.
  onTestFinished(async () => void (view.isClosed() || (await view.close())));
  await view.locator('.customer-head__name').waitFor();
  expect(await page.getByText('小窗已经置顶在最前面').count()).toBe(1);
  await view.getByRole('combobox', { name: '搜话术' }).focus();
  await view.keyboard.press('Enter');
  await view.getByText('已复制，请在千牛按 Ctrl+V').waitFor();
  expect(await view.evaluate(() => getComputedStyle(document.body).fontSize)).toBe('13px');
  // Keys and pasting work there as they do here. The box for the next buyer has the caret once the copy is done.
  const inView = (): Promise<string | null> => view.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? null);
  await expect.poll(inView).toBe('昵称、订单号、手机尾号');
  await view.evaluate(() => (document.activeElement as HTMLElement).blur());
  await view.keyboard.press('/');
  await expect.poll(inView).toBe('搜话术，Enter 复制');
  await view.evaluate((text) => navigator.clipboard.writeText(text), BOTH);
  await view.evaluate(() => (document.activeElement as HTMLElement).blur());
  await view.keyboard.press('Control+V');
  await view.locator('[data-paste=one]').waitFor();
  await view.keyboard.press('Escape');
  await view.close();
  await page.locator('.customer-head__name').waitFor();
});

test('it remembers its place, and opens there again', async () => {
  const worker = await browser.worker();
  const popup = (await windows()).find((one) => one.type === 'popup');
  await worker.evaluate((id) => chrome.windows.update(id, { left: 300, top: 120, width: 420, height: 600 }), popup?.id ?? 0);
  await expect.poll(() => page.evaluate(() => [window.screenX, window.outerWidth])).toEqual([300, 420]);
  await page.close();
  await expect.poll(async () => (await windows()).length).toBe(1);
  const kept = await worker.evaluate(() => chrome.storage.local.get('compactPlace'));
  expect(kept).toEqual({ compactPlace: { left: 300, top: 120, width: 420, height: 600 } });
  await openWindow();
  // The size is fixed by the switch that this browser was started with.
  await expect.poll(async () => (await windows()).find((one) => one.type === 'popup')?.left).toBe(300);
  expect(errors).toEqual([]);
});
