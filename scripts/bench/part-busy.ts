import type { Frame, Page } from 'playwright-core';
import { startDemo, type Demo } from '../../demo/server.ts';
import { launch, type Browser } from '../browser.ts';
import { writeBareExtension } from './part-worker.ts';
import type { Stage } from './stage.ts';
import { figures, pairedRatio, percentile } from './statistics.ts';
import { type Spent as ThreadSpent, watchThread } from './thread.ts';

const pause = (ms: number): Promise<void> => new Promise((resume) => setTimeout(resume, ms));

/** A chat page of the practice shop: where it is, a row of its list, and where the open buyer is named. */
interface Kind {
  site: 'taobao' | 'aliexpress';
  address: string;
  /** Whether the chat is in a frame of the page. */
  framed: boolean;
  row: string;
  name: string;
}

const KINDS: readonly Kind[] = [
  {
    site: 'taobao',
    address: 'https://market.m.taobao.com/app/im/chat/index.html?&uid=cntaobao&gid=&type=web#/',
    framed: true,
    row: '.conversation-item',
    name: '.conversation-header .name',
  },
  {
    site: 'aliexpress',
    address: 'https://csp.aliexpress.com/m_apps/ai-im/im?channelId=100001#/window',
    framed: false,
    row: '.im-session-item',
    name: '.im-session-item-active .im-session-item-name-content',
  },
];

interface BusyChat {
  browser: Browser;
  demo: Demo;
  frame: Frame;
  spent: () => Promise<ThreadSpent>;
  site: Kind['site'];
  buyer: string;
}

async function frameOf(page: Page, framed: boolean): Promise<Frame> {
  if (!framed) return page.mainFrame();
  const frame = await (await page.waitForSelector('iframe')).contentFrame();
  if (!frame) throw new Error('no chat frame');
  return frame;
}

async function openBusyChat(kind: Kind, extension: string, profile: string): Promise<BusyChat> {
  const demo = await startDemo({ port: 0, latency: 0, stableHashes: true });
  const browser = await launch({ extension, shopPort: demo.port, profile });
  const page = await browser.context.newPage();
  await page.goto(kind.address);
  const frame = await frameOf(page, kind.framed);
  await frame.waitForSelector(kind.row);
  await frame.evaluate((row) => document.querySelector<HTMLElement>(row)?.click(), kind.row);
  await pause(2500);
  const buyer = ((await frame.locator(kind.name).first().textContent()) ?? '').trim();
  await frame.evaluate(() => {
    const counted = { changes: 0 };
    Object.assign(globalThis, { counted });
    new MutationObserver((records) => {
      counted.changes += records.length;
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
  return { browser, demo, frame, spent: await watchThread(page), site: kind.site, buyer };
}

interface Busy {
  task: number;
  script: number;
  changes: number;
}

async function soFar({ frame, spent }: BusyChat): Promise<Busy> {
  const of = await spent();
  const changes = await frame.evaluate(() => (globalThis as unknown as { counted: { changes: number } }).counted.changes);
  return { task: of('TaskDuration'), script: of('ScriptDuration'), changes };
}

/** Lets messages arrive in the open chat and returns milliseconds of the page's main thread per 1,000 changes. */
async function flood(chat: BusyChat, messages: number): Promise<{ task: number; script: number }> {
  const before = await soFar(chat);
  for (let sent = 0; sent < messages; sent += 4) {
    chat.demo.control.flood({ site: chat.site, buyer: chat.buyer, count: 4 });
    await pause(50);
  }
  await pause(600);
  const after = await soFar(chat);
  const thousands = (after.changes - before.changes) / 1000;
  return { task: (after.task - before.task) / thousands, script: (after.script - before.script) / thousands };
}

interface Spent {
  task: number[];
  script: number[];
}

/** Browsers of one kind differ from start to start: both sides are started anew so often. */
const STARTS = 5;

/** Floods the chat with the extension and the one without in turn, and notes what each time cost. */
async function floodBoth(kind: Kind, stage: Stage, spent: { ours: Spent; base: Spent }): Promise<void> {
  const ours = await openBusyChat(kind, stage.extension, stage.newProfile());
  const base = await openBusyChat(kind, writeBareExtension(stage), stage.newProfile());
  const rounds = stage.quick ? 2 : 6;
  for (let i = -1; i < rounds; i++) {
    for (const which of i % 2 === 0 ? (['ours', 'base'] as const) : (['base', 'ours'] as const)) {
      const { task, script } = await flood(which === 'ours' ? ours : base, 80);
      if (i < 0) continue;
      spent[which].task.push(task);
      spent[which].script.push(script);
    }
  }
  for (const chat of [ours, base]) {
    await chat.browser.close();
    await chat.demo.close();
  }
}

/** Time of the main thread of a busy chat of each site, with the extension and without. */
export async function measureBusyChats(stage: Stage): Promise<void> {
  const against = 'the same page without the extension';
  for (const kind of KINDS) {
    const ours: Spent = { task: [], script: [] };
    const base: Spent = { task: [], script: [] };
    for (let i = 0; i < (stage.quick ? 1 : STARTS); i++) await floodBoth(kind, stage, { ours, base });
    const name = `busy chat, ${kind.site}`;
    const [script, baseScript] = [percentile(ours.script, 0.5), percentile(base.script, 0.5)];
    stage.note(`${name}: script p50 ${script.toFixed(1)} against ${baseScript.toFixed(1)} ms per 1,000 changes`);
    stage.add({
      part: 'f',
      name: `${name}, main thread per 1,000 changes`,
      size: 0,
      unit: 'ms',
      ours: figures(ours.task),
      base: figures(base.task),
      paired: pairedRatio(ours.task, base.task),
      against,
      aim: { of: 'ratio', rule: '<=', value: 1.05, must: true },
    });
    stage.add({
      part: 'f',
      name: `${name}, script per 1,000 changes`,
      size: 0,
      unit: 'ms',
      ours: figures(ours.script),
      base: figures(base.script),
      paired: pairedRatio(ours.script, base.script),
      against,
    });
  }
}
