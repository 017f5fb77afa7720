// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { takeIn } from '#lib/domain/message-list.ts';
import type { StoredMessage } from '#lib/domain/message-stored.ts';
import { collectMessages } from '#lib/inpage/message-collector.ts';
import type { MessagesReport } from '#lib/messaging.ts';
import { aliexpressMeta } from '#lib/sites/aliexpress/meta.ts';
import { aliexpressReaders } from '#lib/sites/aliexpress/readers.ts';
import { taobaoMeta } from '#lib/sites/taobao/meta.ts';
import { taobaoReaders } from '#lib/sites/taobao/readers.ts';
import { dice, type Dice } from '../support/dice.ts';
import { ChatPage, NAMES, type Shape } from './chat-page.ts';
import { later, stubExtension, watchAt } from './watched-page.ts';

const WATCHED = {
  taobao: {
    url: 'https://market.m.taobao.com/app/im/chat-core/index.html?uid=cntaobaox&type=web',
    site: taobaoMeta,
    readers: taobaoReaders,
  },
  aliexpress: {
    url: 'https://csp.aliexpress.com/m_apps/ai-im/im?channelId=100001#/window',
    site: aliexpressMeta,
    readers: aliexpressReaders,
  },
};

/** So many pages are worked in. */
const SEEDS = 8;

/** Somebody at work in a chat page, at random but for the seed, and what must be known of it. */
class Work {
  page: ChatPage;
  readonly int: Dice['int'];
  readonly chance: Dice['chance'];
  /** What stood in the list when the page came to rest, or when a person clicked. */
  expected = NAMES.map(() => new Set<string>());
  /** What came into the open chat since. */
  came = new Set<number>();
  isSettled = false;
  switches = 0;

  constructor(shape: Shape, seed: number) {
    this.page = new ChatPage(shape);
    // Seeds that follow each other give numbers that do not.
    ({ int: this.int, chance: this.chance } = dice(Math.imul(seed, 0x9e3779b1)));
    for (const who of NAMES.keys()) for (let i = this.int(0, 40); i >= 0; i--) this.page.say(who, this.chance(0.4));
    // An own line says nothing about whose chat it is in.
    for (const who of NAMES.keys()) this.page.say(who, false);
    this.page.draw();
  }

  /** Ends a burst of changes; no timer has rung by then. */
  async burst(): Promise<void> {
    await Promise.resolve();
    await Promise.resolve();
  }

  note(): void {
    const { page } = this;
    if (!page.isWhole) throw new Error('two chats at once');
    for (const i of page.rows.keys()) {
      if (!page.empty.has(i) || this.came.has(i)) this.expected[page.drawn]!.add(page.talk[i]!.text);
    }
    this.came.clear();
  }
  async rest(): Promise<void> {
    await later(1300);
    this.note();
    this.isSettled = true;
  }

  async arrive(): Promise<void> {
    const { page } = this;
    if (page.to < page.talk.length) return;
    for (let k = this.int(1, 3); k > 0; k--) {
      page.say(page.drawn, this.chance(0.4));
      page.extend(0, 1);
      await this.burst();
      if (this.isSettled) this.came.add(page.to - 1);
      if (this.chance(0.3)) await later(this.int(0, 80));
      if (this.chance(0.3)) await this.redraw(page.drawn);
    }
  }
  async redraw(who: number): Promise<void> {
    this.page.drawConversations(who);
    await this.burst();
  }
  /** The site empties what is out of view, and fills some of it again. */
  async empty(): Promise<void> {
    const { page } = this;
    const left = this.int(0, 4);
    for (const i of [...page.rows.keys()].filter((each) => each < page.to - left && !page.empty.has(each))) {
      page.takeOut(i);
      if (this.chance(0.1)) await this.burst();
    }
    await this.burst();
    if (this.chance(0.5)) return;
    await later(this.int(0, 300));
    for (const i of page.empty) if (this.chance(0.8)) page.putBack(i);
    await this.burst();
  }
  async scroll(): Promise<void> {
    const { page } = this;
    const [pause, size, way, again] = [this.int(10, 120), this.int(1, 6), this.chance(0.6) ? -1 : 1, this.chance(0.5)];
    // What came is given time to be seen.
    if (this.isSettled) await this.rest();
    for (let k = this.int(1, 6); k > 0; k--) {
      if (again) page.rewrite(way * size);
      else page.extend(way < 0 ? size : 0, way < 0 ? 0 : size);
      if (this.chance(0.3)) await this.burst();
      if (!again) page.drop(size, way < 0 ? 'tail' : 'head');
      await this.burst();
      await later(pause);
    }
    if (this.chance(0.7)) page.fill(page.drawn);
    await this.burst();
  }

  /** Opens another chat: its name, mark and messages come in any order, in several bursts and tasks. */
  async open(): Promise<void> {
    const { page } = this;
    const who = (page.drawn + this.int(1, 2)) % NAMES.length;
    if (this.chance(0.5)) {
      dispatchEvent(new Event('pointerdown'));
      await later(0);
      if (this.isSettled) this.note();
      await later(this.int(20, 300));
    } else await this.rest();
    const marks = [() => page.name(who), () => page.mark(who)];
    const parts = this.chance(0.5) ? marks : marks.toReversed();
    // Lines that name nobody are taken for another's where they come in the task of the name, or before.
    const isNamed = page.shape === 'taobao';
    const at = isNamed ? this.int(0, 2) : 2;
    const clears = this.chance(0.5);
    const reuse = !clears && this.chance(0.7);
    parts.splice(at, 0, () => page.fill(who, reuse));
    if (clears) parts.splice(isNamed ? this.int(0, at) : at, 0, () => page.clear());
    for (const [k, part] of parts.entries()) {
      part();
      if (this.chance(0.7)) await this.burst();
      if ((isNamed || k > 0) && this.chance(0.4)) await later(this.int(0, 60));
    }
    this.came.clear();
    this.isSettled = false;
    this.switches += 1;
    await this.redraw(page.active);
  }

  async step(): Promise<void> {
    const percent = this.int(0, 99);
    const other = (this.page.drawn + 1) % NAMES.length;
    if (percent < 40) await this.arrive();
    else if (percent < 50) await this.redraw(other);
    else if (percent < 65 && this.page.shape === 'taobao') await this.empty();
    else if (percent < 75) this.page.extend(this.int(1, 20), 0);
    else if (percent < 85 && this.page.shape === 'taobao') await this.scroll();
    else if (percent < 95) await this.open();
    else document.body.append(document.createElement('p'));
    await this.burst();
    if (this.chance(0.2)) await this.rest();
    else if (this.chance(0.7)) await later(this.int(0, 250));
  }
}

let stop: AbortController;
let stored: Map<string, StoredMessage[]>;

/** Lets somebody work in a page for a while. */
async function work(shape: Shape, seed: number): Promise<Work> {
  [stop, stored] = [new AbortController(), new Map()];
  const done = new Work(shape, seed);
  const { url, ...watched } = WATCHED[shape === 'taobao' ? 'taobao' : 'aliexpress'];
  const watch = watchAt(url, { ...watched, signal: stop.signal });
  watch.collectWith(collectMessages());
  await done.rest();
  for (let k = 0; k < 40; k++) await done.step();
  await done.rest();
  stop.abort();
  return done;
}

beforeEach(() => {
  vi.useFakeTimers();
  stubExtension((type, data: MessagesReport) => {
    if (type !== 'messages') return { ok: true };
    const { list, refs } = takeIn(stored.get(data.mark) ?? [], data.items, Date.now());
    stored.set(data.mark, list);
    return { refs };
  });
});
afterEach(() => {
  stop.abort();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const place = (text: string): number => Number(text.split('-')[1]);

it.each(['taobao', 'plain', 'wrapped'] as const)('keeps each message once, in order, under its buyer: %s', async (shape) => {
  let [kept, switches] = [0, 0];
  const wrong: string[] = [];
  for (let seed = 1; seed <= SEEDS; seed++) {
    const done = await work(shape, seed);
    switches += done.switches;
    for (const [who, name] of NAMES.entries()) {
      const texts = (stored.get(name) ?? []).flatMap(({ text }) => text ?? []);
      kept += texts.length;
      const sorted = [...new Set(texts)].toSorted((a, b) => place(a) - place(b));
      if (texts.join(' ') !== sorted.join(' ')) wrong.push(`${seed} order ${texts.join(' ')}`);
      wrong.push(...texts.filter((text) => !text.startsWith(`${name}-`)).map((text) => `${seed} ${text} of ${name}`));
      wrong.push(...[...done.expected[who]!].filter((text) => !texts.includes(text)).map((text) => `${seed} lost ${text}`));
    }
  }
  expect(wrong).toEqual([]);
  expect(switches).toBeGreaterThan(20);
  expect(kept).toBeGreaterThan(500);
});
