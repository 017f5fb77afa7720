// @vitest-environment happy-dom
import { Window } from 'happy-dom';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { OpenChat } from '#lib/inpage/page-watch.ts';
import { WordingList } from '#lib/inpage/wording-list.ts';
import { WordingSession, type Found } from '#lib/inpage/wording-session.ts';
import { watchDrafts } from '#lib/inpage/wording-watch.ts';
import type { WordingView } from '#lib/inpage/wording-view.ts';
import type { WordingHook } from '#lib/inpage/wording-hook.ts';
import { offerWording } from '#lib/inpage/wording-wish.ts';

let frame: HTMLIFrameElement;
let closing: AbortController;
let asked: string[];
const painted: (Found | null)[] = [];
const view: WordingView = {
  host: document.createElement('div'),
  paint: (found) => void painted.push(found),
  stale: () => undefined,
  say: () => undefined,
};
const openChat = (): OpenChat => ({ reader: { editor: () => frame }, fingerprint: null }) as never;

beforeEach(() => {
  asked = [];
  painted.length = 0;
  closing = new AbortController();
  vi.stubGlobal('chrome', {
    runtime: {
      id: 'test',
      getURL: (path: string) => path,
      sendMessage: ({ type }: { type: string }, done: (answer: unknown) => void) => {
        asked.push(type);
        queueMicrotask(() => done({ res: { revision: '1', on: true, edits: [] } }));
      },
      onMessage: { addListener: () => undefined, removeListener: () => undefined },
    },
  });
  // happy-dom loads nothing into frames: another window stands for the one in it, with classes of its own.
  frame = document.createElement('iframe');
  Object.defineProperty(frame, 'contentDocument', { value: new Window().document });
});
afterEach(() => {
  closing.abort();
  vi.unstubAllGlobals();
});

/** The editor in the frame, as TinyMCE makes it. */
function inside(): HTMLElement {
  const body = frame.contentDocument!.body;
  body.contentEditable = 'true';
  return body;
}
function typeInto(editor: HTMLElement, text: string): void {
  editor.textContent = text;
  editor.dispatchEvent(new (editor.ownerDocument.defaultView as unknown as typeof globalThis).Event('input', { bubbles: true }));
}

it('the first letter typed into the frame of an editor has the part loaded, which then follows that frame', async () => {
  const followed: Document[] = [];
  const hook: WordingHook = {
    begin: () => (each) => void followed.push(each),
    ready: () => Promise.resolve(),
    lineOf: () => '',
  };
  const editor = inside();
  const watch = offerWording(openChat, () => editor, closing.signal);
  watch(document);
  watch(editor.ownerDocument);
  typeInto(document.body.appendChild(document.createElement('p')), '别处');
  expect(asked).toEqual([]);
  typeInto(editor, '加');
  await vi.waitFor(() => expect(asked).toEqual(['loadPart']));
  globalThis.__kebanTake?.get('wording.js')?.(hook);
  expect(followed).toEqual([document, editor.ownerDocument]);
  const later = document.implementation.createHTMLDocument();
  watch(later);
  expect(followed.at(-1)).toBe(later);
});

it('what is typed in the frame of an editor is looked through, and its hits are found there', async () => {
  const editor = inside();
  const session = new WordingSession(openChat, new WordingList(), view);
  const follow = watchDrafts(openChat, session, view, closing.signal);
  follow(document);
  follow(editor.ownerDocument);
  typeInto(editor, '亲，加我微信聊');
  await vi.waitFor(() => expect(painted.at(-1)?.hits.length).toBeGreaterThan(0), 5000);
  const found = painted.at(-1)!;
  expect(found.editor).toBe(editor);
  expect(found.hits.map(({ start, end }) => found.text.slice(start, end)).join()).toContain('微信');
  expect(session.next()).toBe(true);
  typeInto(editor, '亲，马上发');
  await vi.waitFor(() => expect(painted.at(-1)).toBeNull(), 5000);
});
