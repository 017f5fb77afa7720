import type { Frame } from 'playwright-core';
import { test } from 'vitest';
import type { Customer } from '../../lib/domain/customer.ts';
import type { MessageRow, Thread } from '../../lib/domain/message-stored.ts';
import { openChat, paintedAs } from '../../scripts/story/look.ts';
import { until, World } from '../../scripts/story/world.ts';
import { releasedBuild } from './support/builds.ts';
const pause = (ms: number): Promise<void> => new Promise((r) => setTimeout(r, ms));
test('debug', { timeout: 900_000, retry: 0 }, async () => {
  const world = await World.create(releasedBuild(), '');
  await world.shop('taobaoOrders');
  await until('订单入库', async () => (await world.rows('orders')).length > 0);
  const names = world.truth.taobao.buyers.slice(0, 14).map(({ name }) => name);
  const buyer = names[3] ?? '';
  world.demo.control.history({ site: 'taobao', buyer, count: 4900 });
  await openChat(world, 'taobaoChat', names[0] ?? '');
  await pause(1500);
  const [page, panel] = [await world.shop('taobaoChat'), await world.panel('taobaoChat')];
  world.demo.control.switchTo({ site: 'taobao', buyer });
  await page.bringToFront();
  await paintedAs(panel, buyer);
  await page.setViewportSize({ width: 1480, height: 2600 });
  const frame = page.frames().find((each) => each.url().includes('chat-core')) as Frame;
  await pause(1500);
  const log: unknown[] = [];
  for (let still = 0; still < 8;) {
    const state = await frame.evaluate(() => {
      const view = document.querySelector('.ww_message .rc-scrollbars-view') as HTMLElement;
      const box = view.getBoundingClientRect();
      const lines = [...document.querySelectorAll('.ww_message .message-item-line')];
      const seen = lines
        .map((l, i) => ({
          i,
          r: l.getBoundingClientRect(),
          t: l.querySelector('.time')?.textContent?.slice(11) ?? '',
          w: l.querySelector('.content pre.edit')?.textContent ?? '',
        }))
        .filter(({ r }) => r.bottom > box.top && r.top < box.bottom);
      const out = {
        top: view.scrollTop,
        h: view.scrollHeight,
        n: lines.length,
        first: seen[0]?.t,
        firstI: seen[0]?.i,
        last: seen.at(-1)?.t,
        lastI: seen.at(-1)?.i,
        empty: seen.filter(({ w }) => !w).length,
      };
      view.scrollTop -= Math.floor(view.clientHeight * 0.8);
      return { ...out, after: view.scrollTop, client: view.clientHeight };
    });
    log.push(state);
    still = state.after === 0 ? still + 1 : 0;
    await pause(320);
  }
  await pause(2000);
  for (const each of log) console.log(JSON.stringify(each));
  const customers = await world.rows<Customer>('customers');
  const threads = await world.rows<Thread>('threads');
  const rows = await world.rows<MessageRow>('messages');
  const own = threads.filter((t) => customers.find(({ id }) => id === t.customerId)?.name === buyer).map(({ id }) => id);
  const list = rows
    .filter((r) => own.includes(r.threadId))
    .toSorted((a, b) => a.pos - b.pos)
    .flatMap((r) => r.list);
  const times = list.map(({ at }) => Math.round((at ?? 0) / 1000));
  console.log(
    'stored',
    list.length,
    'gaps',
    JSON.stringify(
      times.flatMap((t, i) =>
        i > 0 && t - times[i - 1]! !== 47 ? [[i, t - times[i - 1]!, list[i - 1]?.text, list[i]?.text]] : [],
      ),
    ),
  );
  await world.close();
});
