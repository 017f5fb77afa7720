import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chatFrame, clearDraft, draftOf, openChat, paintedAs } from '../../scripts/story/look.ts';
import { type ShopPage, until, World } from '../../scripts/story/world.ts';
import { releasedBuild } from './support/builds.ts';
import { type FirstMinute, followWelcome } from './support/first-minute.ts';
import { timersFiredWithin } from './support/timers.ts';

/*
 * What is typed into the practice shop's editors is looked through: words are underlined, a better wording is offered and
 * taken by keys. The page's own tree stays as it was, and nothing is ever sent.
 */
const BUYER = '林间小雨88';
let world: World;
let chat: Page;
/** What a new user gets to, before anything else is done in this profile, and the seconds since the browser was started. */
let first: Promise<FirstMinute & { seconds: number }>;

beforeAll(async () => {
  const from = Date.now();
  world = await World.create(releasedBuild(), process.env['KEBAN_SHOTS'] ?? '');
  first = followWelcome(world).then((got) => ({ ...got, seconds: (Date.now() - from) / 1000 }));
  await first.catch(() => undefined);
  await world.shop('taobaoOrders');
  await until('订单入库', async () => (await world.rows('orders')).length > 0);
  const { page, panel } = await openChat(world, 'taobaoChat', BUYER);
  await paintedAs(panel, BUYER);
  chat = page;
  await chat.bringToFront();
});
afterAll(() => world?.close());

/** What our own tree says, read through the accessibility tree, which sees into closed trees. */
async function shown(page: Page): Promise<string> {
  const frames = page.frames().filter((frame) => frame === page.mainFrame() || frame.url().includes('chat-core'));
  const texts: string[] = [];
  const client = await page.context().newCDPSession(page);
  const { frameTree } = await client.send('Page.getFrameTree');
  const ids = [frameTree.frame.id, ...(frameTree.childFrames ?? []).map(({ frame }) => frame.id)];
  for (const frameId of ids) {
    const { nodes } = await client.send('Accessibility.getFullAXTree', { frameId });
    texts.push(...nodes.map((node) => String(node.name?.value ?? '')));
  }
  await client.detach();
  expect(frames.length).toBeGreaterThan(0);
  return texts.join('|');
}
const says = (page: Page, text: string): Promise<unknown> => until(text, async () => (await shown(page)).includes(text));
const silent = (page: Page): Promise<unknown> => until('没有提醒', async () => !(await shown(page)).includes('要留意'));

/** Words that are underlined by the browser's highlights in a frame. */
const underlined = (): Promise<string[]> =>
  chatFrame(chat)
    .locator('.ww_input pre.edit')
    .evaluate(() => [...CSS.highlights].flatMap(([, highlight]) => [...highlight].map(String)));

async function write(page: Page, name: ShopPage, text: string): Promise<void> {
  await page.bringToFront();
  await clearDraft(page, name);
  await page.keyboard.type(text);
}

test('a new user who follows the welcome page has a filled reply in the editor within a minute', async () => {
  const { told, buyer, draft, seconds } = await first;
  // Four characters a second, as one reads something new.
  const reading = told.length / 4;
  console.log(`first minute: ${seconds.toFixed(1)} s by keys and clicks, ${reading.toFixed(1)} s to read how: ${draft}`);
  expect(draft).toContain(buyer);
  expect(draft.length).toBeGreaterThan(buyer.length + 10);
  expect(draft).not.toMatch(/[{}|/]/);
  expect(seconds + reading).toBeLessThan(60);
  expect(world.demo.log).toEqual([]);
});

test('words are underlined in web 旺旺 without a change to its tree, and better ones taken by keys', async () => {
  const editor = chatFrame(chat).locator('.ww_input pre.edit');
  await write(chat, 'taobaoChat', '这款最先进，加微信 qh8899 发图');
  await until('下划线', async () => (await underlined()).length === 2);
  expect((await underlined()).toSorted()).toEqual(['加微信 qh8899', '最先进'].toSorted());
  await says(chat, '2 处要留意');
  expect(
    await editor.evaluate((element) => [
      element.childElementCount,
      element.textContent,
      element.getAttributeNames().toSorted().join(),
    ]),
  ).toEqual([
    0,
    '这款最先进，加微信 qh8899 发图',
    await editor.evaluate((element) => element.getAttributeNames().toSorted().join()),
  ]);
  await world.picture(chat, 'wording-ww');
  await chat.keyboard.press('Home');
  await chat.keyboard.press('Alt+Period');
  await says(chat, '绝对化用语');
  await world.picture(chat, 'wording-ww-card');
  await chat.keyboard.press('Tab');
  await until('换好', async () => !(await draftOf(chat, 'taobaoChat')).includes('最先进'));
  await until('还剩一处', async () => (await underlined()).join() === '加微信 qh8899');
  await chat.keyboard.press('Alt+Period');
  await says(chat, '引导站外联系');
  await chat.keyboard.press('Alt+Comma');
  await silent(chat);
  expect(await draftOf(chat, 'taobaoChat')).toContain('加微信 qh8899');
  expect(world.demo.log).toEqual([]);
});

test('nothing is said while an input method composes, and nothing runs when nothing is typed', async () => {
  await clearDraft(chat, 'taobaoChat');
  await until('没有下划线', async () => (await underlined()).length === 0);
  const client = await chat.context().newCDPSession(chat);
  await client.send('Input.imeSetComposition', { text: '国家级', selectionStart: 3, selectionEnd: 3 });
  await chat.waitForTimeout(700);
  expect(await underlined()).toEqual([]);
  await client.send('Input.insertText', { text: '国家级' });
  await until('下划线', async () => (await underlined()).join() === '国家级');
  await client.detach();
  const frame = chat.frames().find((each) => each.url().includes('chat-core'));
  const changes = await frame?.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let n = 0;
        new MutationObserver((records) => (n += records.length)).observe(document.documentElement, {
          childList: true,
          attributes: true,
          characterData: true,
        });
        setTimeout(() => resolve(n), 1200);
      }),
  );
  expect(changes).toBe(0);
  // What was put off before is done within seconds.
  await until('silence', async () => (await timersFiredWithin(world, 2000)) === 0, 30_000);
  expect(await timersFiredWithin(world, 2000)).toBe(0);
});

test('another buyer’s name is underlined, the own one is not', async () => {
  const other = 'tb583920176';
  const { panel } = await openChat(world, 'taobaoChat', other);
  await paintedAs(panel, other);
  await openChat(world, 'taobaoChat', BUYER);
  await paintedAs(panel, BUYER);
  await write(chat, 'taobaoChat', `${BUYER} 您好，${other} 的订单发了`);
  await until('别人的名字', async () => (await underlined()).join() === other);
  await says(chat, '1 处要留意');
  // What was sent or thrown away leaves nothing behind.
  await clearDraft(chat, 'taobaoChat');
  await silent(chat);
});

test('words are underlined over the field of AliExpress, and a Chinese reply to a foreign buyer is named', async () => {
  await world.shop('aliexpressOrders');
  const buyer = world.truth.aliexpress.buyers[0]?.name ?? '';
  const { page, panel } = await openChat(world, 'aliexpressChat', buyer);
  await paintedAs(panel, buyer);
  await write(page, 'aliexpressChat', 'Dear, it has the lowest price, add me on WhatsApp please');
  await says(page, '2 处要留意');
  await world.picture(page, 'wording-ae');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.keyboard.press('Alt+Period');
  await says(page, '换成');
  await world.picture(page, 'wording-ae-card-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.keyboard.press('Tab');
  await until('换好', async () => !(await draftOf(page, 'aliexpressChat')).includes('lowest price'));
  await write(page, 'aliexpressChat', '您好，今天可以发货，请您放心');
  await says(page, '这条是中文');
  await world.picture(page, 'wording-ae-language');
  expect(world.demo.log).toEqual([]);
});
