import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Keban } from '../../entrypoints/testing/main.ts';
import type { OrderRow } from '../../lib/db/database.ts';
import { readRow } from '../../lib/db/packed-orders.ts';
import type { Reminder } from '../../lib/domain/reminder.ts';
import { demoShops } from '../../demo/data.ts';
import { type Demo, startDemo } from '../../demo/server.ts';
import { type Browser, launch } from '../browser.ts';

/** Addresses of the practice shop that the story visits. */
export const PAGES = {
  taobaoOrders: 'https://myseller.taobao.com/home.htm/trade-platform/tp/sold',
  taobaoChat:
    'https://market.m.taobao.com/app/im/chat/index.html?&uid=cntaobao%E6%9E%97%E9%97%B4%E5%B0%8F%E9%9B%A888&gid=&type=web#/',
  aliexpressOrders: 'https://csp.aliexpress.com/m_apps/order-manage/orderList?channelId=100001',
  aliexpressChat: 'https://csp.aliexpress.com/m_apps/ai-im/im?channelId=100001#/window',
} as const;
export type ShopPage = keyof typeof PAGES;

/** Something the story says must be so is not. */
export class NotSo extends Error {}

/** Throws `NotSo` with the sentence unless the condition holds. */
export function must(condition: unknown, sentence: string): asserts condition {
  if (!condition) throw new NotSo(sentence);
}

/** Calls `look` until it returns something, for at most `ms`; throws `NotSo` with what was waited for. */
export async function until<T>(what: string, look: () => Promise<T | null | undefined | false>, ms = 15_000): Promise<T> {
  const end = Date.now() + ms;
  let last = '';
  while (Date.now() < end) {
    try {
      const seen = await look();
      if (seen) return seen;
    } catch (error) {
      last = ` (${String(error).split('\n')[0]})`;
    }
    await new Promise((resume) => setTimeout(resume, 40));
  }
  throw new NotSo(`等了 ${ms / 1000} 秒也没有：${what}${last}`);
}

/** How the browser of a story is started. */
export interface WorldOptions {
  /** Switches for the browser, at every start. */
  extra?: readonly string[];
  /** Follow-ups fall due seconds after they were set; only with the build that has the testing page. */
  hurried?: boolean;
}

/** The practice shop, a browser with the extension, and the pages that are open in it. */
export class World {
  demo: Demo;
  /** What the practice shop really holds, to compare with what was read. */
  truth: ReturnType<typeof demoShops>;
  extension: string;
  browser: Browser;
  shots: string;
  options: WorldOptions;
  #pages = new Map<string, Page>();
  #shot = 0;

  constructor(parts: Pick<World, 'demo' | 'truth' | 'browser' | 'extension' | 'shots' | 'options'>) {
    const { demo, truth, browser, extension, shots, options } = parts;
    this.demo = demo;
    this.truth = truth;
    this.browser = browser;
    this.extension = extension;
    this.shots = shots;
    this.options = options;
  }

  /** Starts the shop and a headless browser with a new profile. No pictures are taken without a folder for them. */
  static async create(extension: string, shots: string, options: WorldOptions = {}): Promise<World> {
    if (shots) mkdirSync(shots, { recursive: true });
    const now = Date.now();
    const demo = await startDemo({ now });
    const profile = mkdtempSync(join(tmpdir(), 'keban-story-'));
    const browser = await launch({ extension, shopPort: demo.port, profile, extra: options.extra ?? [] });
    return new World({ demo, truth: demoShops(now), browser, extension, shots, options });
  }

  /** Returns a page of the shop, opened when it is not. */
  async shop(name: ShopPage): Promise<Page> {
    return this.#page(name, async () => {
      const page = await this.browser.context.newPage();
      await page.goto(PAGES[name]);
      return page;
    });
  }

  /** Returns one of the extension's pages, opened as a tab when it is not. */
  async own(path: string): Promise<Page> {
    return this.#page(path, () => this.browser.extensionPage(path));
  }

  /** Returns a page on the extension's origin in which nothing of it runs: for looking behind its back. */
  helper(): Promise<Page> {
    return this.own('icon-16.png');
  }

  async #page(key: string, open: () => Promise<Page>): Promise<Page> {
    const known = this.#pages.get(key);
    if (known && !known.isClosed()) return known;
    const page = await open();
    this.#pages.set(key, page);
    return page;
  }

  /** Returns the side panel beside a page of the shop, opened as a tab that follows it. */
  async panel(name: ShopPage): Promise<Page> {
    const page = await this.shop(name);
    const tabId = await this.tabOf(page);
    const panel = await this.own(`sidepanel.html?tab=${tabId}`);
    await panel.setViewportSize({ width: 400, height: 860 });
    return panel;
  }

  /** Returns the browser's id of a page's tab. */
  async tabOf(page: Page): Promise<number> {
    const helper = await this.helper();
    const url = page.url();
    return until(`标签页 ${url}`, () =>
      helper.evaluate(async (wanted) => (await chrome.tabs.query({})).find((tab) => tab.url === wanted)?.id, url),
    );
  }

  /** Returns all rows of a table, read from the real IndexedDB behind the extension's back. */
  async rows<T>(table: string): Promise<T[]> {
    return (await this.tables([table]))[table] as T[];
  }

  /** Returns all rows of several tables as they were at one moment; none while there is no database yet. */
  async tables(names: readonly string[]): Promise<Record<string, unknown[]>> {
    const helper = await this.helper();
    const found: Record<string, unknown[]> = await helper.evaluate(async (stores) => {
      const result = <T>(asking: IDBRequest<T>): Promise<T> =>
        new Promise((resolve, reject) => {
          asking.addEventListener('error', () => reject(asking.error));
          asking.addEventListener('success', () => resolve(asking.result));
        });
      const there = (await indexedDB.databases()).some(({ name }) => name === 'keban');
      if (!there) return Object.fromEntries(stores.map((store) => [store, []]));
      const database = await result(indexedDB.open('keban'));
      try {
        const transaction = database.transaction([...stores]);
        const all = stores.map(async (store) => [store, await result(transaction.objectStore(store).getAll())] as const);
        return Object.fromEntries(await Promise.all(all));
      } finally {
        database.close();
      }
    }, names);
    // A page hands bytes over as they are; the rows of orders hold theirs packed.
    if (found['orders']) found['orders'] = found['orders'].map((row) => readRow(row as OrderRow));
    return found;
  }

  /**
   * Has a follow-up that was just set fall due in a few seconds when the story is hurried. It is moved by the verb behind
   * 改期 and the alarm is set as a page of ours sets it; alarm, worker and notification are the real ones.
   */
  async soon(reminder: Reminder): Promise<Reminder> {
    if (!this.options.hurried) return reminder;
    const page = await this.own('testing.html');
    await until('测试页', () => page.evaluate(() => document.documentElement.dataset['ready'] === 'true'));
    const dueAt = Date.now() + 4000;
    await page.evaluate(
      async ([id, at]) => {
        const { keban } = globalThis as unknown as { keban: Keban };
        await keban.guard.openGuarded();
        await keban.reminders.snoozeReminder(id, at);
        await keban.reconcile();
      },
      [reminder.id, dueAt] as const,
    );
    return { ...reminder, dueAt };
  }

  /** Takes a picture of a page. */
  async picture(page: Page, name: string): Promise<void> {
    this.#shot += 1;
    await page.bringToFront();
    if (this.shots) await page.screenshot({ path: join(this.shots, `${String(this.#shot).padStart(2, '0')}-${name}.png`) });
  }

  /** Takes a picture of every open page, for a step that failed. */
  async failure(name: string): Promise<void> {
    for (const [key, page] of this.#pages) {
      if (page.isClosed() || !this.shots) continue;
      await page.bringToFront();
      await page.screenshot({ path: join(this.shots, `${name}-${key.replace(/\W+/g, '-')}.png`) }).catch(() => undefined);
    }
  }

  /** Ends the browser as a crash would, and starts it again with the same profile. */
  async crash(): Promise<void> {
    await this.browser.kill();
    await this.#start();
  }

  /** Starts the browser again after it was ended. */
  revive(): Promise<void> {
    return this.#start();
  }

  /** Closes the browser and starts it again with the same profile, after `away` milliseconds. */
  async restart(away = 0): Promise<void> {
    await this.browser.close();
    await new Promise((resume) => setTimeout(resume, away));
    await this.#start();
  }

  async #start(): Promise<void> {
    this.#pages.clear();
    const { profile } = this.browser;
    this.browser = await launch({
      extension: this.extension,
      shopPort: this.demo.port,
      profile,
      extra: this.options.extra ?? [],
    });
  }

  /** Stops the extension's worker, as the browser does after half a minute of rest. */
  async stopWorker(): Promise<void> {
    const helper = await this.helper();
    const session = await this.browser.context.newCDPSession(helper);
    await session.send('ServiceWorker.enable');
    await session.send('ServiceWorker.stopAllWorkers');
    await session.detach();
  }

  /** Closes browser and shop and removes the profile. */
  async close(): Promise<void> {
    await this.browser.close();
    await this.demo.close();
    rmSync(this.browser.profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
  }
}
