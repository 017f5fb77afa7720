// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { TemplateBrief } from '#lib/domain/template.ts';
import { isHeld, keyFate } from '#lib/inpage/palette-keys.ts';
import { PaletteSession } from '#lib/inpage/palette-session.ts';
import { pinyinKeys } from '#lib/search/pinyin.ts';
import sequences from './ime.json' with { type: 'json' };

/*
 * What an input method handles while the palette is open is never the palette's: the Enter that ends a composition
 * chooses no row, digits and arrows pick candidates, Esc cancels the composition only.
 *
 * The sequences of ime.json were recorded nowhere: each is built from what its `source` names, a specification or a known
 * report about an input method or browser.
 */
interface Told {
  type: string;
  key?: string;
  code?: string;
  keyCode?: number;
  isComposing?: boolean;
  value?: string;
}

const LIST: TemplateBrief[] = ['发货时效', '发货延迟', '发货地'].map((title) => ({
  id: title,
  title,
  body: title,
  folder: '',
  language: 'zh',
  uses: 0,
  ...pinyinKeys(title),
}));

let field: HTMLTextAreaElement;
let rendered: string[];
let session: PaletteSession;
let closed: boolean;

beforeEach(async () => {
  rendered = [];
  closed = false;
  const answers: Record<string, (data: { templateId?: string }) => unknown> = {
    templates: () => ({ revision: '1', list: LIST }),
    whoIsOpen: () => ({ name: '海棠', shop: '青禾', language: 'zh', stage: null, shopId: null }),
    render: ({ templateId = '' }) => {
      rendered.push(templateId);
      return { outcome: 'missing', slots: [{ name: '尺码', label: '尺码' }], partial: '' };
    },
  };
  vi.stubGlobal('getComputedStyle', () => ({}));
  vi.stubGlobal('chrome', {
    runtime: {
      id: 'test',
      sendMessage: ({ type, data }: { type: string; data: object }, done: (answer: unknown) => void) =>
        queueMicrotask(() => done({ res: answers[type]?.(data) })),
      onMessage: { addListener: () => undefined, removeListener: () => undefined },
    },
  });
  field = document.createElement('textarea');
  document.body.replaceChildren(field);
  write('/');
  session = new PaletteSession(
    {
      editor: field,
      trigger: { kind: 'typed', at: 0, length: 1 },
      fingerprint: () => '海棠',
      pictures: async () => ({ outcome: 'none', count: 0 }),
      signal: new AbortController().signal,
    },
    { changed: () => undefined, said: () => undefined, closed: () => (closed = true), placed: () => undefined },
    document.body,
  );
  await vi.waitFor(() => expect(session.panel.rows).toHaveLength(3));
});
afterEach(() => {
  session.close();
  vi.unstubAllGlobals();
});

function write(value: string): void {
  field.value = value;
  field.setSelectionRange(value.length, value.length);
}

/** Gives a key the way the palette gets it; returns whether the page gets it too. */
function press(told: Told): boolean {
  const event = new KeyboardEvent(told.type, { ...told, bubbles: true, cancelable: true });
  for (const name of ['keyCode', 'isComposing'] as const) Object.defineProperty(event, name, { value: told[name] });
  Object.defineProperty(event, 'isTrusted', { value: true });
  return !isHeld(event) && keyFate(event, session, null) === 'page';
}

it.each(sequences as { name: string; events: Told[]; chooses?: boolean }[])('$name', async ({ events, chooses = false }) => {
  const passed: boolean[] = [];
  for (const told of events) {
    if (told.value !== undefined) write(told.value);
    if (told.type.startsWith('key')) passed.push(press(told));
    else if (told.type === 'input' || told.type === 'compositionend') session.refresh();
  }
  await new Promise((resume) => setTimeout(resume));
  expect(rendered).toHaveLength(chooses ? 1 : 0);
  expect(closed).toBe(false);
  if (chooses) return;
  expect(passed).not.toContain(false);
  expect([session.panel.selected, session.panel.form, session.panel.busy]).toEqual([0, null, false]);
  // The next Enter is the person's own.
  press({ type: 'keydown', key: 'Enter', code: 'Enter', keyCode: 13, isComposing: false });
  await vi.waitFor(() => expect(rendered).toHaveLength(1));
  press({ type: 'keyup', key: 'Enter', code: 'Enter', keyCode: 13, isComposing: false });
});
