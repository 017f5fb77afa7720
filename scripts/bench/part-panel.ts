import type { Frame, Page } from 'playwright-core';
import type { ActiveChat } from '../../lib/domain/chat.ts';
import type { Browser } from '../browser.ts';
import type { Stage } from './stage.ts';
import { figures, percentile, type Aim } from './statistics.ts';

const CHAT = 'https://market.m.taobao.com/app/im/chat/index.html?&uid=cntaobao&gid=&type=web#/';
/** A number no real tab has. */
const NO_TAB = 999_999_937;
const AIM: Aim = { of: 'p95', rule: '<=', value: 50 };

const pause = (ms: number): Promise<void> => new Promise((resume) => setTimeout(resume, ms));

/** Sets the tab's active chat, as the worker does, and returns the milliseconds until that customer is painted. */
function switchTo(page: Page, chat: ActiveChat): Promise<number> {
  return page.evaluate(async (next) => {
    const name = `keban:painted:${next.customerId}`;
    performance.clearMarks(name);
    const painted = new Promise<number>((resolve) => {
      const late = setTimeout(() => resolve(NaN), 5000);
      new PerformanceObserver((list, observer) => {
        const mark = list.getEntries().find((entry) => entry.name === name);
        if (!mark) return;
        clearTimeout(late);
        observer.disconnect();
        resolve(mark.startTime);
      }).observe({ type: 'mark' });
    });
    const from = performance.now();
    await chrome.storage.session.set({ [`chat:${next.tabId}`]: next });
    return (await painted) - from;
  }, chat);
}

/** Reads the rows of a profile with plain IndexedDB and waits for a frame; returns milliseconds. */
function plainProfile(page: Page, customerId: string): Promise<number> {
  return page.evaluate(async (id) => {
    const opened = indexedDB.open('keban');
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      opened.onsuccess = () => resolve(opened.result);
      opened.onerror = () => reject(opened.error);
    });
    const from = performance.now();
    const stores = db.transaction(['customers', 'orders', 'notes', 'reminders', 'tags', 'shops'], 'readonly');
    const store = (name: string): IDBObjectStore => stores.objectStore(name);
    const requests = [
      store('customers').get(id),
      store('orders').getAll(IDBKeyRange.bound(`${id}#`, `${id}#\uffff`)),
      store('notes')
        .index('[customerId+at]')
        .getAll(IDBKeyRange.bound([id, 0], [id, Infinity])),
      store('reminders').index('[customerId+state]').getAll([id, 'open']),
      store('reminders').index('[customerId+state]').getAll([id, 'done']),
      store('tags').getAll(),
      store('shops').getAll(),
    ];
    await Promise.all(
      requests.map(
        (request) =>
          new Promise((resolve) => {
            request.onsuccess = resolve;
          }),
      ),
    );
    await new Promise((resume) => requestAnimationFrame(resume));
    const ms = performance.now() - from;
    db.close();
    return ms;
  }, customerId);
}

function chatWith(customer: { id: string; shopId: string; name: string }): ActiveChat {
  return {
    tabId: NO_TAB,
    frameId: 0,
    site: 'taobao',
    shopId: customer.shopId,
    peer: { nick: customer.name, name: customer.name },
    fingerprint: customer.id,
    customerId: customer.id,
    state: 'ready',
    trouble: [],
    url: CHAT,
    at: Date.now(),
  };
}

/** From the worker's answer to the painted panel. Returns p95. */
export async function measureSwitch(stage: Stage, size: number, browser: Browser, testing: Page): Promise<number> {
  const times = stage.quick ? 20 : 100;
  const people = await testing.evaluate(async (n) => {
    const ids = await keban.db.customers.toCollection().primaryKeys();
    const rows = await keban.db.customers.bulkGet(
      Array.from({ length: n }, (_, i) => ids[Math.floor((i + 0.5) * (ids.length / n))] ?? ''),
    );
    return rows.flatMap((row) => (row ? [{ id: row.id, shopId: row.shopId, name: row.name }] : []));
  }, times + 5);
  const page = await browser.extensionPage(`sidepanel.html?tab=${NO_TAB}`);
  await page.bringToFront();
  const ours: number[] = [];
  const base: number[] = [];
  for (const [i, customer] of people.entries()) {
    // At any point between two frames, as a person's click comes.
    await pause(30 + ((i * 7) % 17));
    const ms = await switchTo(page, chatWith(customer));
    const plain = await plainProfile(page, customer.id);
    if (i < 5) continue;
    ours.push(ms);
    base.push(plain);
  }
  await page.close();
  stage.add({
    part: 'a',
    name: 'worker’s answer → painted',
    size,
    unit: 'ms',
    ours: figures(ours),
    base: figures(base),
    against: 'plain IndexedDB + a frame',
    ...(size >= 100_000 ? { aim: AIM } : {}),
  });
  return percentile(ours, 0.95);
}

async function openShopChat(browser: Browser): Promise<{ page: Page; frame: Frame; tabId: number }> {
  const page = await browser.context.newPage();
  await page.goto(CHAT);
  const element = await page.waitForSelector('iframe');
  const frame = await element.contentFrame();
  if (!frame) throw new Error('no chat frame');
  await frame.waitForSelector('.conversation-item');
  const worker = await browser.worker();
  const tabId = await worker.evaluate(
    async () => (await chrome.tabs.query({ url: 'https://market.m.taobao.com/*' }))[0]?.id ?? 0,
  );
  return { page, frame, tabId };
}

/** Opens the panel in a window of its own: a tab behind another one paints nothing. */
async function panelWindow(browser: Browser, tabId: number): Promise<Page> {
  const worker = await browser.worker();
  const opened = browser.context.waitForEvent('page', { timeout: 20_000 });
  await worker.evaluate(async (id) => {
    await chrome.windows.create({
      url: chrome.runtime.getURL(`sidepanel.html?tab=${id}`),
      type: 'popup',
      width: 420,
      height: 900,
    });
  }, tabId);
  const page = await opened;
  await page.waitForSelector('.panel');
  await page.evaluate(() => {
    const painted: { id: string; at: number }[] = [];
    Object.assign(globalThis, { painted });
    new PerformanceObserver((list) => {
      for (const { name, startTime } of list.getEntries()) {
        if (name.startsWith('keban:painted:')) painted.push({ id: name.slice(14), at: performance.timeOrigin + startTime });
      }
    }).observe({ type: 'mark' });
  });
  return page;
}

/** Clicks a conversation; returns when that was (epoch ms), or null for the one that is open. */
function click(frame: Frame, row: number): Promise<number | null> {
  return frame.evaluate((n) => {
    const rows = document.querySelectorAll<HTMLElement>('.conversation-item');
    const item = rows[n % rows.length];
    if (!item || item.classList.contains('active')) return null;
    const at = performance.timeOrigin + performance.now();
    item.click();
    return at;
  }, row);
}

async function paintedAfter(panel: Page, since: number): Promise<number | null> {
  for (let i = 0; i < 100; i++) {
    const at = await panel.evaluate(
      (from) => (globalThis as unknown as { painted: { at: number }[] }).painted.find((mark) => mark.at > from)?.at ?? null,
      since,
    );
    if (at !== null) return at;
    await pause(20);
  }
  return null;
}

/** From the click on a conversation of the practice shop to the painted panel. */
export async function measureClick(stage: Stage, size: number, browser: Browser): Promise<void> {
  const { page, frame, tabId } = await openShopChat(browser);
  const panel = await panelWindow(browser, tabId);
  // Once around: the first visit makes the customer, and the order numbers beside the chat are believed after a while.
  for (let i = 0; i < 6; i++) {
    await click(frame, i);
    await pause(900);
  }
  const ours: number[] = [];
  const times = stage.quick ? 8 : 40;
  for (let i = 0; i < times; i++) {
    const at = await click(frame, i % 6);
    const painted = at === null ? null : await paintedAfter(panel, at);
    if (at !== null && painted !== null) ours.push(painted - at);
    await pause(700 + ((i * 7) % 17));
  }
  stage.note(`click → painted: ${ours.length} of ${times} switches seen`);
  const base = stage.rows.find((row) => row.part === 'a' && row.size === size)?.base;
  stage.add({
    part: 'a',
    name: 'click in the chat → painted',
    size,
    unit: 'ms',
    ours: figures(ours),
    ...(base ? { base, against: 'plain IndexedDB + a frame' } : {}),
  });
  await panel.close();
  await page.close();
}
