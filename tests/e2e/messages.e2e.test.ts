import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Customer } from '../../lib/domain/customer.ts';
import type { MessageRow, StoredMessage, Thread } from '../../lib/domain/message-stored.ts';
import { chatFrame, lookAway, openChat, paintedAs } from '../../scripts/story/look.ts';
import { until, World } from '../../scripts/story/world.ts';
import { releasedBuild } from './support/builds.ts';
import { timersFiredWithin } from './support/timers.ts';

/*
 * Messages are collected while people switch and scroll. What is stored is compared with what the practice shop holds:
 * nothing twice, nothing lost of what was on screen, nothing with another buyer.
 */
const BUYER = '林间小雨88';
/** How long the long conversation is; the environment may ask for more. */
const LONG = Number(process.env['KEBAN_MESSAGES'] ?? 5000);
let world: World;

beforeAll(async () => {
  world = await World.create(releasedBuild(), '');
  await world.shop('taobaoOrders');
  await until('订单入库', async () => (await world.rows('orders')).length > 0);
});
afterAll(() => world?.close());

const pause = (ms: number): Promise<void> => new Promise((resume) => setTimeout(resume, ms));
const names = (): string[] => world.truth.taobao.buyers.slice(0, 14).map(({ name }) => name);
const chatsOf = (name: string): { from: string; text: string; at: number; kind: string }[] => {
  const { buyers, chats } = world.truth.taobao;
  const id = buyers.find((buyer) => buyer.name === name)?.id;
  return chats.find((chat) => chat.buyer === id)?.messages ?? [];
};

/** All that is stored, by the shown name of the buyer it is with. */
async function stored(): Promise<Map<string, StoredMessage[]>> {
  const [customers, threads, rows] = [
    await world.rows<Customer>('customers'),
    await world.rows<Thread>('threads'),
    await world.rows<MessageRow>('messages'),
  ];
  const byName = new Map<string, StoredMessage[]>();
  for (const thread of threads) {
    const name = customers.find(({ id }) => id === thread.customerId)?.name ?? '?';
    const own = rows.filter(({ threadId }) => threadId === thread.id).toSorted((a, b) => a.pos - b.pos);
    byName.set(name, [...(byName.get(name) ?? []), ...own.flatMap(({ list }) => list)]);
  }
  return byName;
}

const second = (at: number | undefined): number => Math.floor((at ?? 0) / 1000);
const plain = (text: string | undefined): string => (text ?? '').replaceAll('\u0004', '').trim();

/** Every stored message is one of this buyer's, of the same side and second, in order, and there once. */
async function nothingWrong(): Promise<void> {
  for (const [name, list] of await stored()) {
    const real = chatsOf(name).map(({ from, at }) => `${from === 'shop' ? 'seller' : 'buyer'}|${second(at)}`);
    const own = list.filter(({ side }) => side !== 'system').map(({ side, at }) => `${side}|${second(at)}`);
    expect(own.filter((key) => !real.includes(key)).map((key) => `${name}: ${key}`)).toEqual([]);
    expect([name, own.filter((key, i) => own.indexOf(key) !== i)]).toEqual([name, []]);
    expect([name, own]).toEqual([name, real.filter((key) => own.includes(key))]);
    const words = chatsOf(name).map(({ text }) => plain(text));
    const texts = list.filter(({ type, side }) => type === 'text' && side !== 'system').map(({ text }) => plain(text));
    expect(texts.filter((text) => !words.includes(text))).toEqual([]);
  }
}

async function frameOf(page: Page): Promise<Frame> {
  const frame = page.frames().find((each) => each.url().includes('chat-core'));
  if (!frame) throw new Error('no chat frame');
  return frame;
}

/** Texts that are to be seen in the chat right now, oldest first. */
const onScreen = (frame: Frame): Promise<string[]> =>
  frame.evaluate(() =>
    [...document.querySelectorAll('.ww_message .message-item-line .content pre.edit')].map(
      (pre) => pre.textContent?.trim() ?? '',
    ),
  );

test(
  '300 switches, by a person and by a program: nothing twice, nothing lost, nothing with another buyer',
  { timeout: 420_000 },
  async () => {
    const { page, panel } = await openChat(world, 'taobaoChat', BUYER);
    await paintedAs(panel, BUYER);
    const frame = await frameOf(page);
    const all = names();
    for (let i = 0; i < 220; i++) {
      world.demo.control.switchTo({ site: 'taobao', buyer: all[Math.floor(Math.random() * all.length)] ?? '' });
      await pause(Math.random() * 90);
    }
    await nothingWrong();
    for (let i = 0; i < 80; i++) {
      const buyer = all[i % all.length] ?? '';
      world.demo.control.switchTo({ site: 'taobao', buyer });
      await pause(700 + Math.random() * 500);
      if (i < 80 - all.length) continue;
      await paintedAs(panel, buyer);
      await until(`${buyer} 屏幕上的消息都在`, async () => {
        const texts = ((await stored()).get(buyer) ?? []).map(({ text }) => plain(text));
        const shown = (await onScreen(frame)).map(plain);
        return shown.length > 0 && shown.every((text) => texts.includes(text));
      });
    }
    await nothingWrong();
    expect((await stored()).size).toBe(all.length);
  },
);

test('nothing runs in a chat in which nothing changes', { timeout: 60_000 }, async () => {
  const { page, panel } = await openChat(world, 'taobaoChat', BUYER);
  await paintedAs(panel, BUYER);
  await page.bringToFront();
  // Where somebody waits a page that is seen counts the seconds.
  for (const own of [panel, await world.own('popup.html')]) await lookAway(own);
  await page.bringToFront();
  // What was put off when the chat was opened (a record to be written, a doubt to be settled) is done within seconds.
  await until('silence', async () => (await timersFiredWithin(world, 4000)) === 0, 30_000);
  const session = await world.browser.context.newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const script = async (): Promise<number> =>
    (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? NaN;
  const before = await script();
  expect(await timersFiredWithin(world, 6000)).toBe(0);
  expect((await script()) - before).toBeLessThan(0.005);
  // The count is a real one: a message that comes sets timers off.
  const counting = timersFiredWithin(world, 1500);
  await pause(300);
  world.demo.control.message({ site: 'taobao', buyer: BUYER, text: '还在吗' });
  expect(await counting).toBeGreaterThan(0);
  await session.detach();
});

test('a message that comes, an own one and a withdrawn one are each kept once', { timeout: 120_000 }, async () => {
  const { page, panel } = await openChat(world, 'taobaoChat', BUYER);
  await paintedAs(panel, BUYER);
  const list = async (): Promise<StoredMessage[]> => (await stored()).get(BUYER) ?? [];
  await until('开头的消息', async () => (await list()).length > 3);
  for (const text of ['在吗', '在吗', '这个会起球吗']) world.demo.control.message({ site: 'taobao', buyer: BUYER, text });
  await until('三条新消息', async () => (await list()).at(-1)?.text === '这个会起球吗');
  await page.bringToFront();
  await chatFrame(page).locator('.ww_input pre.edit').click();
  await page.keyboard.type('不会的亲');
  await page.keyboard.press('Enter');
  await until('自己的回复', async () => (await list()).at(-1)?.text === '不会的亲');
  world.demo.control.withdraw({ site: 'taobao', buyer: BUYER });
  await until('撤回标记', async () => (await list()).some(({ withdrawn, text }) => withdrawn && text === '这个会起球吗'));
  await pause(800);
  expect((await list()).slice(-4).map(({ text, side }) => `${side}:${text}`)).toEqual([
    'buyer:在吗',
    'buyer:在吗',
    'buyer:这个会起球吗',
    'seller:不会的亲',
  ]);
  const before = (await list()).map(({ side, text }) => `${side}:${text}`);
  await page.reload();
  await paintedAs(panel, BUYER);
  await pause(2500);
  // Seen once more in a document that knows nothing of before.
  expect((await list()).map(({ side, text }) => `${side}:${text}`)).toEqual(before);
});

test('the record search tells what was not on screen, and doubles nothing', { timeout: 120_000 }, async () => {
  const { panel } = await openChat(world, 'taobaoChat', BUYER);
  await paintedAs(panel, BUYER);
  await until('开头的消息', async () => ((await stored()).get(BUYER) ?? []).length > 3);
  const search = await world.browser.context.newPage();
  await search.goto('https://myseller.taobao.com/home.htm/app-customer-service/toolpage/Message');
  const frame = await until('记录框', async () => search.frames().find((each) => each.url().includes('im-history-search')));
  await frame.locator(`.results-list[title="${BUYER}"]`).click();
  const said = chatsOf(BUYER).filter(({ kind, text }) => kind === 'text' && plain(text) !== '');
  const keyOf = (side: string, at: number | undefined): string => `${side}|${second(at)}`;
  const own = async (): Promise<string[]> =>
    ((await stored()).get(BUYER) ?? []).filter(({ side }) => side !== 'system').map(({ side, at }) => keyOf(side, at));
  const wanted = said.map(({ from, at }) => keyOf(from === 'shop' ? 'seller' : 'buyer', at));
  await until('记录里的消息', async () => {
    const kept = await own();
    return wanted.every((key) => kept.includes(key));
  });
  // What the tests before this one said in one second is left out.
  expect((await own()).filter((key) => wanted.includes(key))).toEqual(wanted);
  await search.close();
});

test(`${LONG} messages scrolled through on Taobao: none twice, none lost, none out of order`, { timeout: 900_000 }, async () => {
  const buyer = names()[3] ?? '';
  world.demo.control.history({ site: 'taobao', buyer, count: LONG });
  await openChat(world, 'taobaoChat', BUYER);
  await pause(1500);
  const [page, panel] = [await world.shop('taobaoChat'), await world.panel('taobaoChat')];
  world.demo.control.switchTo({ site: 'taobao', buyer });
  await page.bringToFront();
  await paintedAs(panel, buyer);
  // A high window, so that thousands are scrolled through in minutes.
  await page.setViewportSize({ width: 1480, height: 2600 });
  const frame = await frameOf(page);
  await pause(1500);
  for (let still = 0; still < 8;) {
    const top = await frame.evaluate(() => {
      const view = document.querySelector('.ww_message .rc-scrollbars-view') as HTMLElement;
      view.scrollTop -= Math.floor(view.clientHeight * 0.8);
      return view.scrollTop;
    });
    still = top === 0 ? still + 1 : 0;
    // Slower than a row is in sight: the site empties what is out of view, and what nobody could read is not kept.
    await pause(320);
  }
  await until('全部消息', async () => ((await stored()).get(buyer) ?? []).length >= LONG, 20_000).catch(() => undefined);
  const list = (await stored()).get(buyer) ?? [];
  const marks = list.flatMap(({ text }) => /#(\d+)$/.exec(text ?? '')?.[1] ?? []).map(Number);
  expect(marks).toEqual([...new Set(marks)].toSorted((x, y) => x - y));
  const times = list.map(({ at }) => at ?? 0);
  expect(new Set(times).size).toBe(list.length);
  expect(times).toEqual(times.toSorted((x, y) => x - y));
  const at = new Set(times.map(second));
  const lost = chatsOf(buyer).filter((one) => one.kind !== 'system' && !at.has(second(one.at)));
  expect(lost.map(({ text }) => text)).toEqual([]);
  // Beside those of the practice shop itself, which come after them.
  expect(times.filter((time) => time < (chatsOf(buyer)[0]?.at ?? 0)).length).toBe(LONG);
});

test('thousands in re-used rows without times or ids are kept once each, in order', { timeout: 900_000 }, async () => {
  const count = 2000;
  const buyer = 'Nora Testperson';
  await world.shop('aliexpressOrders');
  await until('速卖通订单', async () => (await world.rows<Customer>('customers')).some(({ name }) => name === buyer));
  world.demo.control.history({ site: 'aliexpress', buyer, count });
  const { page, panel } = await openChat(world, 'aliexpressChat', buyer);
  await paintedAs(panel, buyer);
  await pause(1500);
  for (let still = 0; still < 6;) {
    const top = await page.evaluate(() => {
      const stream = document.querySelector('.im-message-list') as HTMLElement;
      stream.scrollTop -= 700;
      return stream.scrollTop;
    });
    still = top === 0 ? still + 1 : 0;
    // A window that jumps by more than itself between two sights leaves out what nobody saw.
    await pause(320);
  }
  const list = async (): Promise<StoredMessage[]> => (await stored()).get(buyer) ?? [];
  await until('全部消息', async () => (await list()).length >= count, 30_000).catch(() => undefined);
  const words = ['Hello', 'Hello', 'Hi dear', 'Where is it?', 'On the way', 'Ok', 'Ok', 'Thanks', 'You are welcome', '?'];
  const expected = Array.from({ length: count }, (_, i) => (i % 7 === 0 ? `${words[i % 10]} #${i}` : words[i % 10]));
  expect((await list()).slice(0, count).map(({ text }) => text)).toEqual(expected);
  expect((await list()).every(({ at }) => at === undefined)).toBe(true);
});
