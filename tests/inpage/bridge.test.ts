// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { offerPalette, requestPalette, type PaletteContext, type PaletteHook } from '#lib/inpage/bridge.ts';

/*
 * `/` was typed before the palette's script was there: how long it is still expected, and what ends the wish.
 */
let field: HTMLTextAreaElement;
let open: string | null;
let closing: AbortController;
let opened: PaletteContext[];
const hook: PaletteHook = {
  open: (context) => void opened.push(context),
  key: () => 'page',
  insert: () => Promise.resolve({ outcome: 'failed' }),
};

beforeEach(() => {
  vi.useFakeTimers();
  opened = [];
  open = '海棠';
  closing = new AbortController();
  globalThis.__kebanPalette = undefined;
  field = document.createElement('textarea');
  document.body.replaceChildren(field, document.createElement('input'));
  field.focus();
  draft('您好 /');
  const context: PaletteContext = {
    editor: field,
    trigger: { kind: 'typed', at: 3, length: 1 },
    fingerprint: () => open,
    pictures: async () => ({ outcome: 'none', count: 0 }),
    signal: closing.signal,
  };
  requestPalette(context, () => undefined);
});
afterEach(() => {
  closing.abort();
  vi.useRealTimers();
});

function draft(text: string, caret = text.length): void {
  field.value = text;
  field.setSelectionRange(caret, caret);
}
function arrives(after: number): number {
  vi.advanceTimersByTime(after);
  offerPalette(hook);
  return opened.length;
}
/** Whether the page gets an Enter. */
const enters = (): boolean =>
  field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));

it.each([0, 1900, 5000, 9900])('opens where it was asked for %i ms ago and the caret still stands there', (ms) => {
  expect(arrives(ms)).toBe(1);
});

it.each([1000, 5000])('takes what was typed behind the sign within %i ms as the query', (ms) => {
  draft('您好 /fhsx');
  expect(arrives(ms)).toBe(1);
});

it('does not open after ten seconds', () => {
  expect(arrives(10_100)).toBe(0);
});

it.each([
  ['the sign was deleted', () => draft('您好 ')],
  ['the draft before it was changed', () => draft('您早 /')],
  ['the caret went in front of it', () => draft('您好 /', 2)],
  ['the draft was sent', () => draft('')],
  ['a sentence was typed on', () => draft('您好 /5 件一起发')],
  ['a line was begun', () => draft('您好 /\n好的')],
  ['another chat was opened', () => void (open = '别人')],
  ['no chat is open', () => void (open = null)],
  ['the chat was closed', () => closing.abort()],
  ['the editor was taken away', () => field.remove()],
  ['the person turned to another field', () => document.querySelector('input')?.focus()],
])('does not open late when %s', (_, change) => {
  change();
  expect(arrives(5000)).toBe(0);
});

it('holds Enter back for two seconds only: after that keys are the page’s again', () => {
  expect(enters()).toBe(false);
  vi.advanceTimersByTime(1900);
  expect(enters()).toBe(false);
  vi.advanceTimersByTime(200);
  expect(enters()).toBe(true);
  expect(arrives(100)).toBe(1);
});

it('opens once, and only for the last wish', () => {
  const second: PaletteContext = {
    editor: field,
    trigger: { kind: 'keys', at: 4, length: 0 },
    fingerprint: () => open,
    pictures: async () => ({ outcome: 'none', count: 0 }),
    signal: closing.signal,
  };
  requestPalette(second, () => undefined);
  expect(arrives(9000)).toBe(1);
  expect(opened).toEqual([second]);
  // Nothing of either runs on.
  expect(vi.getTimerCount()).toBe(0);
  offerPalette(hook);
  expect(opened).toHaveLength(1);
});
