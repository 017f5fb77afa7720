import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PAGES, until } from '../../scripts/story/world.ts';
import { fetchOften, lookOfNatives, readEveryWay } from './support/tap-page.ts';
import { SESSIONS, SOLD, TapWorld } from './support/tap-world.ts';

/** One browser for all: what is looked at here leaves no customers behind. */
let tap: TapWorld;
beforeAll(async () => {
  tap = await TapWorld.create();
});
afterAll(() => tap?.world.close());

const pause = (ms: number): Promise<void> => new Promise((resume) => setTimeout(resume, ms));

test('off: nothing is registered, nothing is replaced, nothing is taken', async () => {
  expect(await tap.registered()).toEqual([]);
  const page = await tap.openWithoutTable(PAGES.taobaoOrders);
  expect(await page.evaluate(readEveryWay, SOLD)).toMatchObject({ arrayBuffer: expect.stringMatching(/\*\*/) });
  await pause(1500);
  expect(await tap.orders()).toEqual([]);
  expect(await tap.counts('taobao')).toBeUndefined();
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

test('a page’s script sees no difference', async () => {
  const look = async (): Promise<string[]> => {
    const page = await tap.world.browser.context.newPage();
    await page.goto(PAGES.aliexpressOrders);
    await page.waitForLoadState('networkidle').catch(() => undefined);
    const seen = await page.evaluate(lookOfNatives);
    await page.close();
    return seen.split('\n');
  };
  const off = await look();
  await tap.turn('aliexpress', true);
  const on = await look();
  expect(on.filter((line, i) => line !== off[i])).toEqual([]);
  expect(on.length).toBeGreaterThan(300);
  await tap.turn('aliexpress', false);
  expect(await look()).toEqual(off);
});

/** Milliseconds for a batch of fetches in a page. */
const batch = async (page: Page, url: string, times: number): Promise<number> =>
  Number(await page.evaluate(`(${fetchOften.toString()})(${JSON.stringify(url)}, ${times})`));

test('hundreds of fetches take as long as without', { timeout: 200_000 }, async () => {
  // A page that asks for its lists without end is not followed for long, and then nothing is copied.
  // Both pages stay open and take turns in small batches, so that both meet the same moods of the machine.
  const off = await tap.openWithoutTable(PAGES.aliexpressOrders);
  await tap.turn('aliexpress', true);
  const on = await tap.openWithoutTable(PAGES.aliexpressOrders);
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
  await tap.turn('aliexpress', true);
  await tap.turn('taobao', true);
  const own = await tap.world.helper();
  for (const [what, body, status] of RISKS) {
    const page = await tap.world.browser.context.newPage();
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
    await until(`${what}: 注销`, async () => (await tap.registered()).every((id) => !id.includes('taobao')));
    // The other site's goes on.
    expect(await tap.registered(), what).toHaveLength(2);
    const pristine = await page.evaluate(() => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      return (frame.contentWindow as Window & typeof globalThis).Function.prototype.toString.call(Response.prototype.json);
    });
    expect(pristine, what).toBe('function json() { [native code] }');
    expect(await tap.stored('tap:taobao'), what).toMatchObject({ on: true, restDay: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
    await page.close();
    // The next day.
    await own.evaluate(() => chrome.storage.local.set({ 'tap:taobao': { on: true, restDay: '2020-01-01', restAt: 1 } }));
    await until(`${what}: 第二天恢复`, async () => (await tap.registered()).length === 4);
  }
});
