import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Thread } from '../../lib/domain/message-stored.ts';
import type { Reminder } from '../../lib/domain/reminder.ts';
import { chatFrame, lookAway, openChat, paintedAs, typeInto } from '../../scripts/story/look.ts';
import { until as untilWithin, World } from '../../scripts/story/world.ts';
import { releasedBuild } from './support/builds.ts';

/*
 * Who waits, in a real browser with the practice shop: the queue follows the chats, a key brings a tab to the front and
 * leaves the conversation there alone, and nothing counts in a page that nobody sees.
 */
const BUYER = '林间小雨88';
let world: World;
let dashboard: Page;
/** How many wait once the chats were looked through. */
let people = 0;

beforeAll(async () => {
  world = await World.create(releasedBuild(), join('artifacts', 'waiting'));
  await world.shop('taobaoOrders');
  await until('订单入库', async () => (await world.rows('orders')).length > 0);
  dashboard = await world.own('dashboard.html');
  await dashboard.setViewportSize({ width: 1200, height: 900 });
});
afterAll(() => world?.close());

/** A busy machine may take its time; what does not come at all is no slower found. */
const until = <T>(what: string, look: () => Promise<T | null | undefined | false>): Promise<T> => untilWithin(what, look, 45_000);
const pause = (ms: number): Promise<void> => new Promise((resume) => setTimeout(resume, ms));
const waiting = async (): Promise<Thread[]> => (await world.rows<Thread>('threads')).filter((thread) => thread.waiting);

async function goTo(page: string): Promise<void> {
  await dashboard.bringToFront();
  await dashboard.evaluate((hash) => (location.hash = hash), `#/${page}`);
}

async function portraits(of: Page, name: string, sizes: readonly (readonly ['light' | 'dark', number])[]): Promise<void> {
  for (const [scheme, width] of sizes) {
    await of.emulateMedia({ colorScheme: scheme });
    await of.setViewportSize({ width, height: 900 });
    await pause(250);
    await world.picture(of, `${name}-${scheme}-${width}`);
    const over = await of.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect([name, width, over]).toEqual([name, width, 0]);
  }
  await of.emulateMedia({ colorScheme: 'light' });
}

const WIDE = [
  ['light', 1200],
  ['dark', 1200],
  ['light', 820],
] as const;
const SLIM = [
  ['light', 400],
  ['dark', 400],
  ['light', 320],
] as const;

test('nobody waits at first, and that is said', async () => {
  await goTo('waiting');
  await until('空队列', async () => (await dashboard.locator('.waiting__queue').innerText()).includes('没有人在等'));
  await portraits(dashboard, 'empty', [['light', 1200]]);
});

test('rules are changed with their source, refused in plain words, and brought back', async () => {
  await goTo('waiting');
  const rules = dashboard.locator('.rules').first();
  await rules.getByRole('button', { name: '修改 首次回复' }).click();
  await dashboard.getByLabel('分钟（空着是不限）').fill('0');
  await dashboard.getByLabel('出处').fill('店里的约定');
  await dashboard.getByRole('button', { name: '保存', exact: true }).click();
  await until('说清楚', async () => (await dashboard.locator('.rule-form').innerText()).includes('1 到 10080'));
  await dashboard.getByLabel('分钟（空着是不限）').fill('5');
  await portraits(dashboard, 'rules', [['light', 1200]]);
  await dashboard.getByRole('button', { name: '保存', exact: true }).click();
  await until('改了', async () => (await rules.innerText()).includes('店里的约定'));
  await rules.getByRole('button', { name: '恢复默认' }).click();
  await until('默认', async () => !(await rules.innerText()).includes('店里的约定'));
  // All day, so that clocks count whenever this runs.
  await rules.getByRole('button', { name: '修改 计算时段' }).click();
  await dashboard.getByLabel('全天').check();
  await dashboard.getByLabel('出处').fill('店里的约定');
  await dashboard.getByRole('button', { name: '保存', exact: true }).click();
  await until('全天', async () => (await rules.innerText()).includes('全天'));
});

test('the queue follows the chats, and an answer takes the buyer out of it', async () => {
  const { page, panel } = await openChat(world, 'taobaoChat', BUYER);
  await paintedAs(panel, BUYER);
  await until('在等', async () => (await waiting()).length === 1);
  const others = world.truth.taobao.buyers.slice(1, 4).map(({ name }) => name);
  for (const [i, buyer] of others.entries()) {
    world.demo.control.switchTo({ site: 'taobao', buyer });
    await paintedAs(panel, buyer);
    await pause(600);
    const text = i === 1 ? '你们是骗子，我要投诉12315' : '亲，什么时候发货呀';
    world.demo.control.message({ site: 'taobao', buyer, text });
    // Somebody may have been waiting already: only the line itself says that it was read before the chat changes.
    await until(`${buyer} 说的`, async () => (await waiting()).some(({ wait }) => wait?.text.includes(text)));
    await until(`${buyer} 在等`, async () => (await waiting()).length === i + 2);
  }
  people = (await waiting()).length - 1;
  expect(people).toBe(others.length);
  await page.bringToFront();
  await chatFrame(page).locator('.ww_input pre.edit').click();
  await page.keyboard.type('今天发的亲');
  await page.keyboard.press('Enter');
  await until('回了一位', async () => (await waiting()).length === people);
});

test('everybody who waits stands there with the reason, and keys choose, settle and bring back', async () => {
  await goTo('waiting');
  const rows = dashboard.locator('.queue__row');
  await until('各行', async () => (await rows.count()) === people);
  await until('原因', async () => /生气|说要投诉|提到/.test(await dashboard.locator('.waiting__queue').innerText()));
  await dashboard.locator('.page').evaluate((page) => page.scrollIntoView());
  await portraits(dashboard, 'queue', WIDE);
  await dashboard.locator('.queue').focus();
  await dashboard.keyboard.press('ArrowDown');
  await until('第二行', async () => (await rows.nth(1).getAttribute('aria-current')) === 'true');
  await dashboard.keyboard.press('x');
  await until('标为不用回', async () => (await waiting()).length === people - 1);
  await until('可以撤销', async () => (await dashboard.locator('.notice').innerText()).includes('已标为不用回'));
  await dashboard.keyboard.press('Control+z');
  await until('撤销', async () => (await waiting()).length === people);
});

test('a key brings the tab to the front and leaves the conversation that is open there', async () => {
  const page = await world.shop('taobaoChat');
  const shown = (): Promise<string> => chatFrame(page).locator('.ww_header').innerText();
  const before = await shown();
  await goTo('waiting');
  await until('队列', async () => (await dashboard.locator('.queue__row').count()) === people);
  await dashboard.locator('.page__head h1').click();
  await dashboard.keyboard.press('j');
  const tabId = await world.tabOf(page);
  const helper = await world.helper();
  await until('聊天页在前面', () => helper.evaluate(async (id) => (await chrome.tabs.get(id)).active, tabId));
  await pause(500);
  expect(await shown()).toBe(before);
});

test('in the panel and the popup', async () => {
  const panel = await world.panel('taobaoChat');
  await panel.bringToFront();
  await until('计时', async () => (await panel.locator('.wait-strip').count()) === 1);
  await portraits(panel, 'panel', SLIM);
  await panel.keyboard.press('q');
  await until('队列', async () => (await panel.locator('.queue__row').count()) === people);
  await portraits(panel, 'panel-queue', SLIM);
  await panel.keyboard.press('q');
  const popup = await world.own('popup.html');
  await popup.bringToFront();
  await until('弹窗里的队列', async () => (await popup.locator('.queue__row').count()) === people);
  await portraits(popup, 'popup', [
    ['light', 360],
    ['dark', 360],
  ]);
});

test('clocks count while they are seen, and nothing counts when they are not', async () => {
  await goTo('waiting');
  const clock = dashboard.locator('.clock__waited').first();
  const first = await clock.innerText();
  if (/^\d+:\d\d$/.test(first)) await until('走动', async () => (await clock.innerText()) !== first);
  const session = await world.browser.context.newCDPSession(dashboard);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const script = async (): Promise<number> =>
    (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? NaN;
  await lookAway(dashboard);
  await pause(500);
  const before = await script();
  await pause(3000);
  expect((await script()) - before).toBeLessThan(0.005);
  await session.detach();
  await dashboard.reload();
});

test('quiet mode leaves timer and replies until it is over', async () => {
  await goTo('waiting');
  await dashboard.getByRole('button', { name: '1 小时' }).click();
  const panel = await world.panel('taobaoChat');
  await panel.bringToFront();
  await until('专注', async () => (await panel.locator('.banner', { hasText: '大促专注中' }).count()) === 1);
  expect(await panel.locator('.panel__head').count()).toBe(0);
  expect(await panel.locator('.wait-strip, .queue').count()).toBe(2);
  await portraits(panel, 'peak', [['light', 400]]);
  await panel.getByRole('button', { name: '结束专注' }).click();
  await until('恢复', async () => (await panel.locator('.panel__head').count()) === 1);
});

test('the day’s follow-ups, by day and on the page of today', async () => {
  const panel = await world.panel('taobaoChat');
  // In an hour it may be tomorrow.
  for (const line of ['1分钟后 问尺码合不合适', '明天 15:00 回访', '每周一 9点 看待发货']) {
    await typeInto(panel, 'f', line);
    await panel.keyboard.press('Enter');
    await until(line, async () => (await world.rows<Reminder>('reminders')).some(({ text }) => line.endsWith(text)));
    await panel.keyboard.press('Escape');
  }
  await portraits(panel, 'panel-follow-ups', SLIM);
  for (const page of ['today', 'reminders']) {
    await goTo(page);
    await until(page, async () => (await dashboard.locator('.page').innerText()).includes('问尺码合不合适'));
    await portraits(dashboard, page, WIDE);
  }
});

test('the end of a shift: steps by keys, a file, and the same file taken in twice', async () => {
  await goTo('shift');
  await until('没回的', async () => (await dashboard.locator('.queue__row').count()) === people);
  await portraits(dashboard, 'shift', WIDE);
  for (const _step of [1, 2, 3, 4, 5, 6, 7]) {
    await dashboard.locator('.page__head h1').click();
    await dashboard.keyboard.press('ArrowRight');
  }
  await until('文件', async () => (await dashboard.locator('.shift__pick').count()) === 1);
  await portraits(dashboard, 'shift-file', [['light', 1200]]);
  const [download] = await Promise.all([
    dashboard.waitForEvent('download'),
    dashboard.getByRole('button', { name: /^保存交接文件/ }).click(),
  ]);
  const path = join('artifacts', 'waiting', 'handover.json');
  await download.saveAs(path);
  const text = readFileSync(path, 'utf8');
  expect(text).not.toMatch(/\b1[3-9]\d{9}\b|address|phone/);
  const before = (await world.rows<Reminder>('reminders')).length;
  const open = async (file: string): Promise<void> => dashboard.locator('input[type=file]').setInputFiles(file);
  await open(path);
  await until('先看', async () => (await dashboard.locator('dialog').innerText()).includes('会加进来'));
  await portraits(dashboard, 'handover', [
    ['light', 1200],
    ['dark', 1200],
  ]);
  await dashboard.locator('dialog .btn--primary').click();
  await until('收下', async () => (await world.rows<Reminder>('reminders')).length > before);
  const after = (await world.rows<Reminder>('reminders')).length;
  await open(path);
  await until('都有了', async () => (await dashboard.locator('dialog').innerText()).includes('都已经有了'));
  expect(await dashboard.locator('dialog .btn--primary').isDisabled()).toBe(true);
  await dashboard.keyboard.press('Escape');
  await dashboard.keyboard.press('Control+z');
  await until('整份撤销', async () => (await world.rows<Reminder>('reminders')).length === before);
  expect(after).toBeGreaterThan(before);
  writeFileSync(path, text.slice(0, 100));
  await open(path);
  await until('坏文件', async () => (await dashboard.locator('[role=alert]').innerText()).includes('不是交接文件'));
});
