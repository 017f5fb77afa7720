import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { CDPSession, Page } from 'playwright-core';
import { startDemo, type Demo } from '../../demo/server.ts';
import { launch, type Browser } from '../browser.ts';
import { writeBareExtension } from './part-worker.ts';
import type { Stage } from './stage.ts';
import { figures, percentile, single } from './statistics.ts';

const CHAT = 'https://market.m.taobao.com/app/im/chat/index.html?&uid=cntaobao&gid=&type=web#/';
const SCRIPTS = ['taobao.js', 'taobao-chat.js', 'aliexpress.js', 'aliexpress-chat.js'] as const;

const pause = (ms: number): Promise<void> => new Promise((resume) => setTimeout(resume, ms));

/** What each page of a shop has to load. */
export function measureSizes(stage: Stage): void {
  for (const file of SCRIPTS) {
    const kilobytes = gzipSync(readFileSync(join(stage.extension, file))).length / 1000;
    stage.add({
      part: 'f',
      name: `${file}, gzipped`,
      size: 0,
      unit: 'kB',
      ours: single(kilobytes),
      aim: { of: 'p50', rule: '<=', value: 15 },
    });
  }
}

interface BusyChat {
  browser: Browser;
  demo: Demo;
  page: Page;
  session: CDPSession;
  buyer: string;
}

async function openBusyChat(extension: string, profile: string): Promise<BusyChat> {
  const demo = await startDemo({ port: 0, latency: 0, stableHashes: true });
  const browser = await launch({ extension, shopPort: demo.port, profile });
  const page = await browser.context.newPage();
  await page.goto(CHAT);
  const frame = await (await page.waitForSelector('iframe')).contentFrame();
  if (!frame) throw new Error('no chat frame');
  await frame.waitForSelector('.conversation-item');
  await frame.evaluate(() => document.querySelector<HTMLElement>('.conversation-item')?.click());
  await pause(2500);
  const buyer = (await frame.locator('.conversation-header .name').textContent()) ?? '';
  await frame.evaluate(() => {
    const counted = { changes: 0 };
    Object.assign(globalThis, { counted });
    new MutationObserver((records) => {
      counted.changes += records.length;
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
  const session = await browser.context.newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return { browser, demo, page, session, buyer };
}

interface Busy {
  task: number;
  script: number;
  changes: number;
}

async function soFar({ page, session }: BusyChat): Promise<Busy> {
  const { metrics } = await session.send('Performance.getMetrics');
  const value = (name: string): number => (metrics.find((m) => m.name === name)?.value ?? NaN) * 1000;
  const frame = page.frames().at(-1);
  const changes = (await frame?.evaluate(() => (globalThis as unknown as { counted: { changes: number } }).counted.changes)) ?? 0;
  return { task: value('TaskDuration'), script: value('ScriptDuration'), changes };
}

/** Lets messages arrive in the open chat and returns milliseconds of the page's main thread per 1,000 changes. */
async function flood(chat: BusyChat, messages: number): Promise<{ task: number; script: number }> {
  const before = await soFar(chat);
  for (let sent = 0; sent < messages; sent += 4) {
    chat.demo.control.flood({ site: 'taobao', buyer: chat.buyer, count: 4 });
    await pause(50);
  }
  await pause(600);
  const after = await soFar(chat);
  const thousands = (after.changes - before.changes) / 1000;
  return { task: (after.task - before.task) / thousands, script: (after.script - before.script) / thousands };
}

/** Time of the main thread of a busy chat, with the extension and without. */
export async function measureBusyChat(stage: Stage): Promise<void> {
  const ours = await openBusyChat(stage.extension, stage.newProfile());
  const base = await openBusyChat(writeBareExtension(stage), stage.newProfile());
  const task = { ours: [] as number[], base: [] as number[] };
  const script = { ours: [] as number[], base: [] as number[] };
  const rounds = stage.quick ? 4 : 12;
  for (let i = -1; i < rounds; i++) {
    for (const which of i % 2 === 0 ? (['ours', 'base'] as const) : (['base', 'ours'] as const)) {
      const spent = await flood(which === 'ours' ? ours : base, 80);
      if (i < 0) continue;
      task[which].push(spent.task);
      script[which].push(spent.script);
    }
  }
  for (const chat of [ours, base]) {
    await chat.browser.close();
    await chat.demo.close();
  }
  const against = 'the same page without the extension';
  stage.note(
    `busy chat: script p50 ${percentile(script.ours, 0.5).toFixed(1)} against ${percentile(script.base, 0.5).toFixed(1)} ms per 1,000 changes`,
  );
  stage.add({
    part: 'f',
    name: 'busy chat, main thread per 1,000 changes',
    size: 0,
    unit: 'ms',
    ours: figures(task.ours),
    base: figures(task.base),
    against,
    aim: { of: 'ratio', rule: '<=', value: 1.05 },
  });
  stage.add({
    part: 'f',
    name: 'busy chat, script per 1,000 changes',
    size: 0,
    unit: 'ms',
    ours: figures(script.ours),
    base: figures(script.base),
    against,
  });
}
