import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MAX_PER_SECOND } from '../../lib/background/gate.ts';
import type { Customer } from '../../lib/domain/customer.ts';
import type { Note } from '../../lib/domain/note.ts';
import { chatFrame, clearDraft, draftOf, openChat, paintedAs, panelText, typeInto } from '../../scripts/story/look.ts';
import { until, World } from '../../scripts/story/world.ts';
import { releasedBuild } from './support/builds.ts';
import { forgedMessages } from './support/hostile-messages.ts';
import { IsolatedWorld } from './support/isolated.ts';
import { NotingProxy } from './support/proxy.ts';
import { allRows, restingRows } from './support/rows.ts';
import {
  changeChatNames,
  changeOrderRow,
  HOSTILE,
  pageTriesEverything,
  tryToBreakOut,
  watchPage,
} from './support/hostile-page.ts';

const BUYER = '林间小雨88';
const OTHER = 'tb583920176';
const CORE = 'chat-core';
const SECRET = '只有我们知道的备注';
const proxy = new NotingProxy();
/** Addresses asked for by the extension's own pages, and by scripts of ours in shop pages. */
const ownRequests: string[] = [];
let world: World;

beforeAll(async () => {
  world = await World.create(releasedBuild(), '', { extra: await proxy.start() });
  proxy.leadTo(world.demo.port);
  world.browser.context.on('request', (request) => {
    // A worker's requests have no frame, and the only worker is ours.
    if (request.serviceWorker() || request.frame().url().startsWith('chrome-extension://')) ownRequests.push(request.url());
  });
  await world.browser.context.addInitScript(watchPage);
  const orders = await world.shop('taobaoOrders');
  await until('订单入库', async () => (await world.rows('orders')).length > 0);
  await orders.bringToFront();
  const { panel } = await openChat(world, 'taobaoChat', BUYER);
  await paintedAs(panel, BUYER);
  await typeInto(panel, 'n', SECRET);
  await panel.keyboard.press('Control+Enter');
  await until('备注入库', async () => (await world.rows<Note>('notes')).some((n) => n.text === SECRET));
});

afterAll(async () => {
  await world?.close();
  proxy.close();
});

const chat = (): Promise<Page> => world.shop('taobaoChat');
const id = (): string => world.browser.extensionId;
const pause = (ms: number): Promise<void> => new Promise((resume) => setTimeout(resume, ms));

async function panelFollows(): Promise<void> {
  const { panel } = await openChat(world, 'taobaoChat', OTHER);
  await paintedAs(panel, OTHER);
  await openChat(world, 'taobaoChat', BUYER);
  await paintedAs(panel, BUYER);
}

describe('what the page can do', () => {
  test('forged messages and events change nothing and switch nothing off', async () => {
    const before = await restingRows(world);
    const page = await chat();
    const reached = [];
    for (const frame of page.frames()) reached.push(await frame.evaluate(pageTriesEverything, id()));
    expect(reached.flat()).toEqual([]);
    await pause(500);
    expect(await allRows(world)).toEqual(before);
    await panelFollows();
  });

  test('it finds no sign of the extension: no global, message, element, attribute, file', async () => {
    const page = await chat();
    const core = page.frames().find((frame) => frame.url().includes(CORE));
    const names = await core?.evaluate(() => Object.getOwnPropertyNames(globalThis).filter((name) => !/^\d+$/.test(name)));
    const elsewhere = await world.browser.context.newPage();
    await elsewhere.goto('https://localhost.evil.example/');
    const plain = new Set(await elsewhere.evaluate(() => Object.getOwnPropertyNames(globalThis)));
    await elsewhere.close();
    expect(names?.filter((name) => !plain.has(name))).toEqual([]);
    expect(names?.length).toBeGreaterThan(500);
    for (const frame of page.frames()) {
      expect(await frame.evaluate(() => (globalThis as unknown as { heard: string[] }).heard)).toEqual([]);
      const top = await frame.evaluate(() => [
        [...document.documentElement.children].map((e) => e.tagName).join(),
        [...document.documentElement.attributes, ...document.body.attributes]
          .map((a) => a.name)
          .filter((name) => name !== 'lang' && name !== 'class')
          .join(),
        document.querySelectorAll('[popover]').length,
      ]);
      expect(top).toEqual(['HEAD,BODY', '', 0]);
    }
    const manifest = JSON.parse(readFileSync(join(world.extension, 'manifest.json'), 'utf8')) as Record<string, unknown>;
    expect([manifest['web_accessible_resources'], manifest['externally_connectable']]).toEqual([undefined, undefined]);
  });

  test('the palette is closed to it, says nothing of the buyer outside, and leaves no trace', async () => {
    const page = await chat();
    await page.bringToFront();
    await clearDraft(page, 'taobaoChat');
    await page.keyboard.type('/', { delay: 30 });
    const host = chatFrame(page).locator('[popover]');
    await host.waitFor();
    await pause(300);
    const seen = await host.evaluate((element) => ({
      root: element.shadowRoot,
      html: element.cloneNode(true).textContent,
      inside: element.children.length,
    }));
    expect(seen).toEqual({ root: null, html: '', inside: 0 });
    await page.keyboard.press('Escape');
    await until('面板离开页面', async () => (await host.count()) === 0);
    await clearDraft(page, 'taobaoChat');
  });
});

describe('what someone in a content script can do', () => {
  test('more than 200 malformed, oversized and unknown messages change nothing; the worker goes on', async () => {
    const inside = await IsolatedWorld.of(await chat());
    const before = await restingRows(world);
    const forged = forgedMessages();
    expect(forged.length).toBeGreaterThan(200);
    const answers = await inside.run(
      id(),
      CORE,
      async (messages: unknown[]) => {
        const told: string[] = [];
        for (const message of messages) {
          told.push(
            await new Promise<string>((resolve) => {
              const give = (answer?: { err?: { message?: string } }): void => {
                if (chrome.runtime.lastError || answer === undefined) resolve('no answer');
                else resolve(answer.err ? `refused: ${answer.err.message}` : `answered: ${JSON.stringify(answer).slice(0, 300)}`);
              };
              chrome.runtime.sendMessage(message, give);
            }),
          );
          await new Promise((resume) => setTimeout(resume, 30));
        }
        return told;
      },
      forged.map(({ message }) => message),
    );
    const taken = forged
      .map(({ what }, i) => `${what} → ${answers[i]}`)
      .filter((_, i) => !/^(?:no answer|refused: (?:wrong shape|message too large))/.test(answers[i] ?? ''));
    // Names that every object has are looked up by the messenger itself; its answer is an error or what it was sent.
    expect(taken.filter((line) => !/^unknown (?:__proto__|constructor|toString|valueOf|hasOwnProperty) /.test(line))).toEqual([]);
    expect(await allRows(world)).toEqual(before);
    expect((await draftOf(await chat(), 'taobaoChat')).trim()).toBe('');
    await inside.close();
    await panelFollows();
  });

  test('a flood is cut off, and a second later everything is answered again', async () => {
    const inside = await IsolatedWorld.of(await chat());
    await pause(1100);
    const ask = (count: number, data: object): Promise<string[]> =>
      inside.run(
        id(),
        CORE,
        ({ count: n, data: asked }) =>
          Promise.all(
            Array.from(
              { length: n },
              () =>
                new Promise<string>((resolve) => {
                  chrome.runtime.sendMessage(
                    { id: 1, type: 'templates', data: asked, timestamp: 1 },
                    (answer?: { err?: { message: string } }) => {
                      resolve(answer?.err?.message ?? (answer ? 'answered' : 'no answer'));
                    },
                  );
                }),
            ),
          ),
        { count, data },
      );
    // What passes the gate is refused for its shape, which costs nothing: the flood is as fast as the machine lets it be.
    const begun = performance.now();
    const flooded = await ask(400, { revision: 7 });
    const seconds = Math.ceil((performance.now() - begun) / 1000);
    const refused = flooded.filter((answer) => answer === 'too many messages').length;
    expect(new Set(flooded)).toEqual(new Set(['wrong shape: revision', 'too many messages']));
    expect(flooded.length - refused).toBeLessThanOrEqual(MAX_PER_SECOND * (seconds + 1));
    expect(refused).toBeGreaterThan(100);
    await pause(1100);
    expect(await ask(3, { revision: 'x' })).toEqual(['answered', 'answered', 'answered']);
    await inside.close();
  });

  test('it can write into no other tab, and read neither customers nor storage', async () => {
    const { page: other } = await openChat(world, 'aliexpressChat', 'Nora Testperson');
    await pause(500);
    const inside = await IsolatedWorld.of(other);
    const seen = await inside.run(id(), 'aliexpress', async () => {
      const read = async (area: 'local' | 'session'): Promise<string> => {
        try {
          return JSON.stringify(await chrome.storage[area].get(null));
        } catch (error) {
          return `refused ${String(error).length > 0}`;
        }
      };
      return {
        tabs: 'tabs' in chrome,
        inject: typeof chrome.scripting?.executeScript,
        local: await read('local'),
        session: await read('session'),
        databases: (await indexedDB.databases()).map((d) => d.name),
      };
    });
    expect([seen.tabs, seen.inject]).toEqual([false, 'undefined']);
    expect(seen.databases).not.toContain('keban');
    expect(seen.session).toBe('refused true');
    for (const secret of [SECRET, BUYER, OTHER, '林', '4512300187000204539', '1300000']) expect(seen.local).not.toContain(secret);
    await inside.close();
  });
});

describe('the extension’s own pages', () => {
  test.each(['sidepanel.html', 'popup.html', 'dashboard.html', 'welcome.html'])(
    '%s makes no text into markup or code, and reaches nothing outside',
    async (path) => {
      const page = await world.browser.context.newPage();
      const response = await page.goto(`chrome-extension://${id()}/${path}`);
      const policy = (await response?.allHeaders())?.['content-security-policy'] ?? '';
      for (const rule of [
        "default-src 'none'",
        "script-src 'self'",
        "connect-src 'self'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
      ]) {
        expect(policy).toContain(rule);
      }
      const tried = await page.evaluate(tryToBreakOut);
      expect(Object.entries(tried).filter(([, outcome]) => !/^(?:TypeError|EvalError|blocked)$/.test(outcome))).toEqual([]);
      await page.close();
    },
  );

  test('the worker reaches nothing outside either', async () => {
    const worker = await world.browser.worker();
    const reached = await worker.evaluate(() =>
      Promise.all(
        ['https://worker.evil.example/', 'https://csp.aliexpress.com/'].map((url) =>
          fetch(url).then(
            () => url,
            () => 'blocked',
          ),
        ),
      ),
    );
    expect(reached).toEqual(['blocked', 'blocked']);
    const others = await worker.evaluate(() =>
      ['EventSource', 'WebSocket', 'WebSocketStream', 'WebTransport', 'XMLHttpRequest'].filter((name) => name in globalThis),
    );
    expect(others).toEqual([]);
  });
});

describe('hostile text', () => {
  test.each(HOSTILE)('$what as a buyer’s nick is shown as text', async ({ text, shown }) => {
    const { page, panel } = await openChat(world, 'taobaoChat', BUYER);
    await paintedAs(panel, BUYER);
    await changeChatNames(chatFrame(page), text);
    try {
      await until('侧边栏跟上', async () => !(await panelText(panel)).includes(BUYER));
      if (shown) await paintedAs(panel, shown);
      await pause(300);
      const state = await panel.evaluate(() => ({
        pictures: document.querySelectorAll('img, iframe, script:not([src^="/"])').length,
        wide: document.documentElement.scrollWidth > innerWidth,
        pwned: 'pwned' in globalThis,
      }));
      expect(state).toEqual({ pictures: 0, wide: false, pwned: false });
    } finally {
      // Whatever came of it, the next one finds the chat as it was.
      await changeChatNames(chatFrame(page), BUYER);
    }
    await paintedAs(panel, BUYER);
  });

  test('in an order it is stored cut and shown as text', async () => {
    const page = await world.shop('taobaoOrders');
    await page.bringToFront();
    const titles = async (): Promise<string[]> =>
      (await world.rows<{ list: { items: { title?: string }[] }[] }>('orders')).flatMap((row) =>
        row.list.flatMap((o) => o.items.map((i) => i.title ?? '')),
      );
    for (const { text } of HOSTILE) {
      await changeOrderRow(page, text);
      await pause(600);
    }
    const stored = await titles();
    expect(Math.max(...stored.map((title) => title.length))).toBeLessThanOrEqual(512);
    expect(stored.filter((title) => /[\u202a-\u202e\u200b\u2066-\u2069]/.test(title))).toEqual([]);
    const dashboard = await world.own('dashboard.html#/customers');
    await dashboard.locator('[data-list-complete]').waitFor();
    expect(
      await dashboard.evaluate(() => [
        'pwned' in globalThis,
        document.querySelectorAll('img, iframe').length,
        document.documentElement.scrollWidth > innerWidth,
      ]),
    ).toEqual([false, 0, false]);
    const customers = await world.rows<Customer>('customers');
    expect(Math.max(...customers.map((c) => c.name.length))).toBeLessThanOrEqual(64);
  });
});

test('in all of this nothing was asked for outside: the extension speaks to itself only', async () => {
  expect(ownRequests.length).toBeGreaterThan(20);
  expect(
    ownRequests.filter(
      (url) => !url.startsWith(`chrome-extension://${id()}/`) && !/^(?:data|blob):/.test(url) && !url.includes('evil.example'),
    ),
  ).toEqual([]);
  // The plain page for comparison is the test's own. For a frame the browser opens a connection before it looks at the
  // policy; nothing is asked for on it, the refusal is checked above.
  const evil = [...new Set(proxy.asked)].filter((host) => host.includes('evil.example'));
  expect(evil.filter((host) => !/^(?:localhost|frame)\./.test(host))).toEqual([]);
  const known =
    /(?:taobao\.com|tmall\.com|aliexpress\.com|alicdn\.com|evil\.example):443$|(?:google|googleapis|gvt1|gstatic)\.com/;
  expect([...new Set(proxy.asked)].filter((host) => !known.test(host))).toEqual([]);
  expect(proxy.asked.some((host) => host.startsWith('market.m.taobao.com'))).toBe(true);
});
