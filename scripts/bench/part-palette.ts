import type { Locator, Page } from 'playwright-core';
import type { Browser } from '../browser.ts';
import { testingPage, type Stage } from './stage.ts';
import { figures, single } from './statistics.ts';

const CHAT = 'https://market.m.taobao.com/app/im/chat/index.html?&uid=cntaobao&gid=&type=web#/';
const TEMPLATES = 500;

const pause = (ms: number): Promise<void> => new Promise((resume) => setTimeout(resume, ms));

/** Waits for the next key and then, frame by frame, for what `done` looks for; the answer is milliseconds. */
const watchKey = (done: string): string => `void (globalThis.waited = new Promise((resolve) => {
  setTimeout(() => resolve(NaN), 6000);
  document.addEventListener('keydown', () => {
    const from = performance.now();
    const look = () => {
      if (performance.now() - from > 5000) resolve(NaN);
      else if (${done}) requestAnimationFrame(() => resolve(performance.now() - from));
      else requestAnimationFrame(look);
    };
    look();
  }, { capture: true, once: true });
}))`;

const LISTED = `[...document.documentElement.children].some((host) => host.hasAttribute('popover') && chrome.dom.openOrClosedShadowRoot(host)?.querySelector('[role=option]'))`;

interface ChatFrame {
  page: Page;
  editor: Locator;
  /** Evaluates in the world of our content script in the frame of the chat. */
  run<T>(expression: string): Promise<T>;
}

/** Opens the practice chat with a conversation in it. */
async function openChat(browser: Browser): Promise<ChatFrame> {
  const page = await browser.context.newPage();
  const session = await browser.context.newCDPSession(page);
  const worlds: number[] = [];
  session.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.origin === `chrome-extension://${browser.extensionId}`) worlds.push(context.id);
  });
  await session.send('Runtime.enable');
  await page.goto(CHAT);
  const frame = page.frameLocator('iframe');
  await frame.locator('.conversation-item').first().click();
  await pause(1500);
  const run = async <T>(expression: string): Promise<T> => {
    // The frame of the chat comes after the page around it, and so does its world.
    const contextId = worlds.at(-1);
    if (contextId === undefined) throw new Error('no content script in the chat');
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression,
      contextId,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as T;
  };
  return { page, editor: frame.locator('.edit[contenteditable]'), run };
}

/** From the key that opens the palette in the practice chat to its list on the screen, against a letter in the editor. */
export async function measurePalette(stage: Stage): Promise<void> {
  const browser = await stage.start();
  const testing = await testingPage(browser);
  await testing.evaluate(() => keban.bench.settled());
  await testing.evaluate((n) => keban.bench.putTemplates(n), TEMPLATES);
  const { page, editor, run } = await openChat(browser);
  await editor.click();
  const timed = async (key: string, done: string): Promise<number> => {
    await run(watchKey(done));
    await page.keyboard.press(key);
    const ms = await run<number>('globalThis.waited');
    if (key === '/') await page.keyboard.press('Escape');
    await page.keyboard.press('Backspace');
    await pause(150);
    return ms;
  };
  const first = await timed('/', LISTED);
  const ours: number[] = [];
  const base: number[] = [];
  for (let i = 0; i < (stage.quick ? 6 : 30); i++) {
    ours.push(await timed('/', LISTED));
    base.push(await timed('x', `document.querySelector('.edit[contenteditable]').textContent.includes('x')`));
  }
  await browser.close();
  const against = 'a letter in the editor';
  stage.add({
    part: 'c',
    name: 'palette, first opening',
    size: 0,
    unit: 'ms',
    ours: single(first),
    base: single(figures(base).p50),
    against,
  });
  stage.add({
    part: 'c',
    name: 'palette, key → list painted',
    size: 0,
    unit: 'ms',
    ours: figures(ours),
    base: figures(base),
    against,
  });
}
