// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { TemplateBrief } from '#lib/domain/template.ts';
import { PaletteSession } from '#lib/inpage/palette-session.ts';
import { pinyinKeys } from '#lib/search/pinyin.ts';

/** Waits in virtual time: what is due is run in order, and everything it sets off before the next. */
class Clock {
  now = 0;
  #id = 0;
  readonly #due: { id: number; at: number; act: () => void }[] = [];

  readonly set = (act: () => void, ms = 0): number => {
    this.#due.push({ id: ++this.#id, at: this.now + ms, act });
    return this.#id;
  };

  readonly clear = (id: number): void => {
    const index = this.#due.findIndex((each) => each.id === id);
    if (index >= 0) this.#due.splice(index, 1);
  };

  async run(): Promise<void> {
    await settled();
    while (this.#due.length > 0) {
      this.#due.sort((a, b) => a.at - b.at || a.id - b.id);
      const next = this.#due.shift()!;
      this.now = next.at;
      next.act();
      await settled();
    }
  }
}

/** Lets everything run that waits for no time. */
const settled = (): Promise<void> => new Promise((resume) => setImmediate(resume));

/** Numbers from 0 to 1, the same in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const BUYERS = ['林间小雨88', '别的买家', '第三个人', '老客户'];
const SWITCHES = 10_000;
const TEMPLATE: TemplateBrief = {
  id: 'ship',
  title: '发货',
  body: '{买家}，48 小时内发出',
  folder: '售前',
  language: 'zh',
  uses: 0,
  code: 'fh',
  ...pinyinKeys('发货'),
};
const textFor = (buyer: string): string => `${buyer}，48 小时内发出`;

let clock: Clock;
let kept: string[];
let renderMs: number;
let field: HTMLTextAreaElement;
let copied: string[];

beforeEach(() => {
  clock = new Clock();
  kept = [];
  copied = [];
  vi.stubGlobal('setTimeout', clock.set);
  vi.stubGlobal('clearTimeout', clock.clear);
  // Where the panel is drawn does not matter here, and happy-dom works it out slowly.
  vi.stubGlobal('getComputedStyle', () => ({}));
  const answers: Record<string, (data: { fingerprint: string }) => unknown> = {
    templates: () => ({ revision: '1', list: [TEMPLATE] }),
    whoIsOpen: ({ fingerprint }) => ({ name: fingerprint, shop: '青禾示例店', language: 'zh' }),
    render: ({ fingerprint }) => ({ outcome: 'ready', text: textFor(fingerprint) }),
    keep: ({ fingerprint }) => ({ ok: kept.push(fingerprint) > 0 }),
    templateUsed: () => ({ ok: true }),
  };
  // What a page's script has of the extension; the messenger itself is the real one.
  vi.stubGlobal('chrome', {
    runtime: {
      id: 'test',
      sendMessage: ({ type, data }: { type: string; data: { fingerprint: string } }, done: (answer: unknown) => void) => {
        clock.set(() => done({ res: answers[type]?.(data) }), type === 'render' ? renderMs : 1);
      },
      onMessage: { addListener: () => undefined, removeListener: () => undefined },
    },
  });
  vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText: (text: string) => Promise.resolve(copied.push(text)) } });
  field = document.createElement('textarea');
  document.body.replaceChildren(field);
  // happy-dom knows no commands; this one does to a field what Chromium does.
  document.execCommand = (_command, _show, text = '') => {
    field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
    return field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText', data: text }));
  };
});
afterEach(() => vi.unstubAllGlobals());

it('puts nothing into another conversation in 10,000 switches within 200 ms of choosing', { timeout: 240_000 }, async () => {
  const random = seeded(20_261_128);
  const between = (ms: number): number => Math.floor(random() * ms);
  const wrong: string[] = [];
  const counts = { inserted: 0, waiting: 0 };
  let open = BUYERS[0]!;
  field.addEventListener('input', () => {
    for (const buyer of BUYERS) {
      if (buyer !== open && field.value.includes(textFor(buyer))) wrong.push(`${buyer}'s text while ${open} is open`);
    }
  });

  let rounds = 0;
  for (let switches = 0; switches < SWITCHES; rounds++) {
    const round = rounds;
    const meant = BUYERS[between(BUYERS.length)]!;
    const drafts = new Map<string, string>([[meant, '您好 /fh']]);
    const closing = new AbortController();
    open = meant;
    field.value = '您好 /fh';
    field.setSelectionRange(6, 6);
    renderMs = between(200);
    const session = new PaletteSession(
      {
        editor: field,
        trigger: { kind: 'typed', at: 3, length: 1 },
        fingerprint: () => open,
        pictures: async () => ({ outcome: 'none', count: 0 }),
        signal: closing.signal,
      },
      { changed: () => undefined, said: () => undefined, closed: () => undefined, placed: () => undefined },
      document.body,
    );
    await clock.run();
    const started = kept.length;
    // Every chat has its own draft; some pages close what stands over the old one, others leave it.
    const closes = random() < 0.5;
    let switched = false;
    for (let turn = between(6); turn > 0; turn--) {
      switches += 1;
      const next = BUYERS[between(BUYERS.length)]!;
      clock.set(() => {
        if (next !== open) switched = true;
        drafts.set(open, field.value);
        open = next;
        field.value = drafts.get(next) ?? '';
        if (closes && next !== meant) closing.abort();
      }, between(200));
    }
    void session.choose(0);
    await clock.run();
    drafts.set(open, field.value);
    for (const [buyer, draft] of drafts) {
      for (const other of BUYERS) {
        if (other !== buyer && draft.includes(textFor(other))) wrong.push(`round ${round}: ${other}'s text for ${buyer}`);
      }
    }
    const inserted = drafts.get(meant)?.includes(textFor(meant)) === true;
    const waiting = kept.slice(started);
    if (waiting.some((name) => name !== meant)) wrong.push(`round ${round}: waits for ${waiting.join()}, not ${meant}`);
    // Without a switch it is in; with one it is in or waits for its buyer, but is never lost.
    if (!inserted && (!switched || waiting.length === 0) && !copied.includes(textFor(meant))) wrong.push(`round ${round}: lost`);
    if (inserted) counts.inserted += 1;
    if (waiting.length > 0) counts.waiting += 1;
    copied = [];
    session.close();
  }

  expect(wrong).toEqual([]);
  expect(counts.inserted).toBeGreaterThan(rounds / 5);
  expect(counts.waiting).toBeGreaterThan(rounds / 5);
});
