import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Matrix } from './editors/world.ts';

let matrix: Matrix;
beforeAll(async () => {
  matrix = await Matrix.start();
});
afterAll(() => matrix?.close());

describe('insertFiles', () => {
  /** Each page with what becomes of two files; `shown` is how many pictures of them the page has afterwards. */
  const PAGES = [
    { page: 'attach?take=paste', outcome: 'inserted', shown: 2 },
    { page: 'attach?take=drop', outcome: 'inserted', shown: 2 },
    { page: 'attach?take=text', outcome: 'refused', shown: 0 },
    { page: 'attach?take=nothing', outcome: 'refused', shown: 0 },
    { page: 'fields?tag=textarea', outcome: 'refused', shown: 0 },
    { page: 'editable?tag=div&shadow', outcome: 'refused', shown: 0 },
    { page: 'quill', outcome: 'inserted', shown: 2 },
    { page: 'tinymce', outcome: 'inserted', shown: 2 },
    { page: 'trix', outcome: 'inserted', shown: 2 },
    { page: 'medium', outcome: 'inserted', shown: 2 },
    { page: 'slate', outcome: 'refused', shown: 0 },
    { page: 'prosemirror', outcome: 'refused', shown: 0 },
  ] as const;

  it.each(PAGES)('on $page: $outcome', async ({ page: name, outcome, shown }) => {
    const editor = await matrix.open(name);
    await editor.ready();
    await editor.run(() => content.focus());
    await editor.page.keyboard.type('draft');
    const pictures = (): Promise<number> =>
      editor.page.evaluate(() => {
        const documents = [document, ...[...document.querySelectorAll('iframe')].flatMap((frame) => frame.contentDocument ?? [])];
        const all = documents.flatMap((each) => [...each.querySelectorAll('img')]);
        return all.filter(({ src }) => /^(?:blob|data):/.test(src)).length;
      });

    expect(await editor.run(() => content.files(['one.png', 'two.png'], false))).toBe('refused');
    expect(await editor.run(() => content.files(['one.png', 'two.png'], true))).toBe(outcome);
    expect(await pictures()).toBe(shown);
    const draft = await editor.page.evaluate(() => globalThis.editor.text());
    expect(draft.replaceAll(/[\n\ufffc]/g, '')).toBe('draft');
    expect(await editor.page.evaluate(() => document.querySelectorAll('[data-over]').length)).toBe(0);

    expect(await editor.run(() => content.copy())).toBe(true);
    const copied = await editor.page.evaluate(async () => (await navigator.clipboard.read()).flatMap(({ types }) => types));
    expect(copied).toEqual(['image/png']);
    expect(editor.errors).toEqual([]);
    await editor.close();
  });
});
