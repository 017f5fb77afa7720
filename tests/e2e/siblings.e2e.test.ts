import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ActiveChat } from '../../lib/domain/chat.ts';
import type { Customer } from '../../lib/domain/customer.ts';
import { root } from '../../scripts/browser.ts';
import { until, World } from '../../scripts/story/world.ts';
import { releasedBuild } from './support/builds.ts';

const IM = 'https://www.goofish.com/im';
const shots = join(root, 'artifacts', 'e2e');
const extension = mkdtempSync(join(tmpdir(), 'keban-siblings-'));
/** One saved page of an open chat for each platform that the practice shop does not play. */
const SAVED = [
  ['alibaba1688', 'chat-2026'],
  ['lazada', 'chat-open-2021'],
  ['alibaba', 'onetalk-open-2026'],
] as const;
interface Saved {
  url: string;
  observations: { kind: string; peer?: { name?: string } }[];
}
let world: World;
let settings: Page;
let chat: Page;

beforeAll(async () => {
  cpSync(releasedBuild(), extension, { recursive: true });
  // Nobody can answer the browser's question in a headless test: here the hosts are granted, and only the switch is off.
  const path = join(extension, 'manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as Record<string, string[]>;
  manifest['host_permissions'] = [...(manifest['host_permissions'] ?? []), ...(manifest['optional_host_permissions'] ?? [])];
  delete manifest['optional_host_permissions'];
  writeFileSync(path, JSON.stringify(manifest));
  world = await World.create(extension, shots);
  chat = await world.browser.context.newPage();
  await chat.goto(IM);
  settings = await world.own('dashboard.html#/settings');
});

afterAll(async () => {
  await world?.close();
  rmSync(extension, { recursive: true, force: true });
});

const pause = (ms: number): Promise<void> => new Promise((resume) => setTimeout(resume, ms));
const row = (index: number) => chat.locator('[class*="conversation-item"]').nth(index);
const theSwitch = () => settings.locator('[data-sibling="goofish"] input');

/** The chats that the extension knows to be open. */
async function openChats(): Promise<ActiveChat[]> {
  const helper = await world.helper();
  const found = await helper.evaluate(async () =>
    Object.entries(await chrome.storage.session.get(null))
      .filter(([key]) => key.startsWith('chat:'))
      .map(([, value]) => value),
  );
  return found as ActiveChat[];
}

async function scripts(): Promise<string[]> {
  const helper = await world.helper();
  return helper.evaluate(async () => (await chrome.scripting.getRegisteredContentScripts()).map(({ id }) => id));
}

async function turn(on: boolean): Promise<void> {
  await settings.bringToFront();
  await theSwitch().click();
  await until(on ? '开关打开' : '开关关闭', async () => (await theSwitch().isChecked()) === on);
}

test('a site that is off is not looked at', async () => {
  await row(0).click();
  await pause(1200);
  expect(await scripts()).not.toContain('sibling-goofish');
  expect(await openChats()).toEqual([]);
  expect(await theSwitch().isChecked()).toBe(false);
});

test('the switch brings the script into the page that is open and into those that come', async () => {
  await turn(true);
  expect(await scripts()).toContain('sibling-goofish');
  await until('已开的页面接上', async () => (await openChats())[0]?.peer?.name === '海棠与猫');
  await chat.reload();
  await row(1).click();
  await until('换了人', async () => (await openChats())[0]?.peer?.name === '山茶');
  await world.picture(settings, 'siblings-settings');
});

test('people of one name are never taken for one another, and a customer is made only by hand', async () => {
  const panel = await world.own(`sidepanel.html?tab=${await world.tabOf(chat)}`);
  await panel.setViewportSize({ width: 400, height: 860 });
  const marks: (string | null | undefined)[] = [];
  for (const index of [0, 2]) {
    await chat.bringToFront();
    await row(index).click();
    await until('海棠与猫', async () => {
      const [open] = await openChats();
      return open?.peer?.name === '海棠与猫' && !marks.includes(open.fingerprint);
    });
    marks.push((await openChats())[0]?.fingerprint);
  }
  expect(new Set(marks).size).toBe(2);
  expect(await world.rows<Customer>('customers')).toEqual([]);
  await panel.bringToFront();
  await panel.locator('.by-name button').last().click();
  await until('建好的客户', async () => (await panel.locator('.panel').getAttribute('data-panel-state')) === 'customer');
  await world.picture(panel, 'siblings-panel');
  const [made] = await world.rows<Customer>('customers');
  expect([made?.site, made?.name, made?.standing, made?.keys]).toEqual(['goofish', '海棠与猫', 'by-name', []]);
});

test('a reply is put into the chat it was meant for, and into no other', async () => {
  await chat.bringToFront();
  await row(1).click();
  const editor = chat.locator('textarea');
  await editor.click();
  await chat.keyboard.type('/');
  await until('话术面板', () => chat.evaluate(() => document.activeElement?.tagName === 'TEXTAREA'));
  await pause(1500);
  await chat.keyboard.press('Enter');
  const written = await until('话术放进输入框', async () => {
    const text = await editor.inputValue();
    return text.length > 1 ? text : null;
  });
  expect(written.startsWith('/')).toBe(false);
  // Nothing was sent: the list still ends with what the buyer wrote.
  expect(await chat.locator('[class*="message-row"]').last().innerText()).toContain('包邮吗');
});

test('saved pages of the other platforms are read in the browser once their switch is on', async () => {
  for (const [site, page] of SAVED) {
    const folder = join(root, 'tests', 'sites', site);
    const html = readFileSync(join(folder, `${page}.html`), 'utf8');
    const { url, observations } = JSON.parse(readFileSync(join(folder, `${page}.expected.json`), 'utf8')) as Saved;
    const name = observations.find(({ kind }) => kind === 'peer')?.peer?.name;
    const tab = await world.browser.context.newPage();
    await tab.route(`${new URL(url).origin}/**`, (route) =>
      route.request().resourceType() === 'document'
        ? route.fulfill({ contentType: 'text/html; charset=utf-8', body: html })
        : route.fulfill({ status: 204 }),
    );
    await tab.goto(url);
    await pause(300);
    expect([site, (await openChats()).some((open) => open.site === site)]).toEqual([site, false]);
    await settings.bringToFront();
    await settings.locator(`[data-sibling="${site}"] input`).click();
    await until(`${site}: ${name}`, async () =>
      (await openChats()).some((open) => open.site === site && open.peer?.name === name && open.state === 'ready'),
    );
    await settings.locator(`[data-sibling="${site}"] input`).click();
    await until(`${site} 收起`, async () => !(await openChats()).some((open) => open.site === site));
    await tab.close();
  }
});

test('the switch survives the end of the browser, and off means off at once', async () => {
  await world.restart();
  chat = await world.browser.context.newPage();
  await chat.goto(IM);
  await row(1).click();
  await until('重启后仍读', async () => (await openChats())[0]?.peer?.name === '山茶');
  settings = await world.own('dashboard.html#/settings');
  await turn(false);
  expect(await scripts()).not.toContain('sibling-goofish');
  await until('资料收起', async () => (await openChats()).length === 0);
  // The script that still runs in the open page is no longer heard.
  await chat.bringToFront();
  await row(0).click();
  await pause(1500);
  expect(await openChats()).toEqual([]);
});
