import { insertText, type InsertOptions } from '#lib/dom/insert.ts';
import { limitOf } from '#lib/dom/limit.ts';
import { readDraft } from '#lib/dom/caret.ts';
import { watchTrigger } from '#lib/dom/trigger.ts';
import type { Order } from '#lib/domain/order.ts';
import { factsFrom } from '#lib/domain/template-facts.ts';
import { renderTemplate } from '#lib/domain/template-render.ts';
import type { TemplateBrief } from '#lib/domain/template.ts';
import type { Asked } from '#lib/domain/asked.ts';
import { offerPalette, requestPalette } from '#lib/inpage/bridge.ts';
import { offerSuggest } from '#lib/inpage/suggest-hook.ts';
import { suggestNow } from '#lib/intent/load.ts';
import { mountPalette } from '#components/inpage/mount-palette.tsx';

/**
 * The browser side of the in-page tests: a chat page with three kinds of editor, a runtime that answers the palette's
 * messages with the real rendering, and the wiring a content script does.
 */
interface Harness {
  templates: TemplateBrief[];
  orders: Order[];
  /** Milliseconds the worker takes to render. */
  renderDelay: number;
  /** Milliseconds the palette's script takes to load. */
  loadDelay: number;
  used: string[];
  /** What the worker was told of templates put in and taken out again. */
  uses: { templateId?: string; intents?: string[]; back?: true }[];
  /** What the buyer asked, and milliseconds until the worker says so. */
  asked: Asked | null;
  whoDelay: number;
  /** Replies left for a chat that was no longer open. */
  kept: { templateId: string; fingerprint: string }[];
  sent: string[];
  fingerprint: string | null;
  /** The conversation that was open when the editor last changed. */
  openAtInput: string | null;
  who: { name: string; shop: string } | null;
  insert(id: string, text: string, options?: InsertOptions): Promise<string>;
  undo(): boolean;
  draft(id: string): { text: string; start: number; end: number };
  limit(id: string): number;
  switchChat(name: string): void;
  closeChat(): void;
}

declare global {
  var harness: Harness;
}

const element = (id: string): HTMLElement => document.getElementById(id) as HTMLElement;
let lastUndo: (() => boolean) | undefined;
let closing = new AbortController();

globalThis.harness = {
  templates: [],
  orders: [],
  renderDelay: 0,
  loadDelay: 0,
  used: [],
  uses: [],
  asked: null,
  whoDelay: 0,
  kept: [],
  sent: [],
  fingerprint: '林间小雨88',
  openAtInput: null,
  who: { name: '林间小雨88', shop: '青禾示例店' },
  async insert(id, text, options) {
    const result = await insertText(element(id), text, options ?? {});
    lastUndo = result.outcome === 'inserted' ? result.undo : undefined;
    return result.outcome === 'too-long' ? `too-long ${result.over}` : result.outcome;
  },
  undo: () => lastUndo?.() ?? false,
  draft: (id) => readDraft(element(id)),
  limit: (id) => limitOf(element(id)),
  switchChat(name) {
    harness.fingerprint = name;
  },
  closeChat: () => {
    closing.abort();
    closing = new AbortController();
  },
};

const wait = (ms: number): Promise<void> => new Promise((resume) => setTimeout(resume, ms));

async function answer(
  type: string,
  data: {
    templateId?: string;
    fingerprint?: string;
    answers?: Record<string, string>;
    revision?: string;
    intents?: string[];
    back?: true;
    preview?: true | 'named';
  },
): Promise<unknown> {
  if (type === 'templates') return data.revision === '1' ? { revision: '1' } : { revision: '1', list: harness.templates };
  if (type === 'whoIsOpen') {
    await wait(harness.whoDelay);
    const help = harness.asked ? { help: { asked: harness.asked, picks: [] } } : {};
    return harness.who && { language: 'zh', ...harness.who, ...help };
  }
  if (type === 'keep') {
    harness.kept.push({ templateId: data.templateId ?? '', fingerprint: data.fingerprint ?? '' });
    return { ok: true };
  }
  if (type === 'templateUsed') {
    if (!data.back) harness.used.push(data.templateId ?? '');
    harness.uses.push(data);
    return { ok: true };
  }
  await wait(harness.renderDelay);
  const template = harness.templates.find(({ id }) => id === data.templateId);
  if (!template) return { outcome: 'gone' };
  const customer = { name: harness.who?.name ?? '', masked: false };
  const facts = factsFrom({ customer, orders: harness.orders, shop: null, now: Date.now(), zone: 'Asia/Shanghai' });
  return renderTemplate(template.body, facts, data.answers ?? {}, { named: data.preview === 'named' });
}

offerSuggest(suggestNow);

// The part of the browser that a page does not have; the messenger itself is the real one.
Object.assign(globalThis, {
  chrome: {
    runtime: {
      id: 'test',
      async sendMessage(message: { type: string; data: object }, done: (answer: unknown) => void) {
        await wait(1);
        done({ res: await answer(message.type, message.data) });
      },
      onMessage: { addListener: () => undefined, removeListener: () => undefined },
    },
  },
});

/** A textarea whose value belongs to the page's state, as React does it: set again after every input event. */
function control(textarea: HTMLTextAreaElement, accept: (next: string) => boolean): void {
  let state = textarea.value;
  const own = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value');
  let tracked = state;
  Object.defineProperty(textarea, 'value', {
    configurable: true,
    get: () => own?.get?.call(textarea) as string,
    set: (next: string) => {
      tracked = next;
      own?.set?.call(textarea, next);
    },
  });
  textarea.addEventListener('input', () => {
    const now = own?.get?.call(textarea) as string;
    if (now === tracked) return;
    tracked = now;
    if (accept(now)) state = now;
    queueMicrotask(() => {
      if (textarea.value !== state) textarea.value = state;
    });
  });
}

control(element('react') as HTMLTextAreaElement, () => true);
control(element('stubborn') as HTMLTextAreaElement, (next) => next.length < 8);

for (const id of ['ww', 'react']) {
  element(id).addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    harness.sent.push(harness.draft(id).text);
  });
}

watchTrigger(
  document,
  () => (document.activeElement instanceof HTMLElement ? document.activeElement.closest<HTMLElement>('.editor') : null),
  (editor, trigger) => {
    const pictures = () => Promise.resolve({ outcome: 'none' as const, count: 0 });
    requestPalette({ editor, trigger, fingerprint: () => harness.fingerprint, signal: closing.signal, pictures }, () => {
      setTimeout(() => offerPalette(mountPalette(document)), harness.loadDelay);
    });
  },
  new AbortController().signal,
);
