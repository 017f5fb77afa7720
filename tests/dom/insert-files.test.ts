// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { insertFiles } from '#lib/dom/insert-files.ts';

let editor: HTMLElement;
let given: string[];

beforeEach(() => {
  vi.useFakeTimers();
  given = [];
  editor = document.createElement('div');
  editor.contentEditable = 'true';
  document.body.replaceChildren(editor);
  for (const type of ['paste', 'drop']) editor.addEventListener(type, () => void given.push(type));
});
afterEach(() => void vi.useRealTimers());

const picture = new File([new Uint8Array([1])], 'a.png', { type: 'image/png' });
const takes = (type: string, later = 0): void =>
  editor.addEventListener(type, (event) => {
    event.preventDefault();
    setTimeout(() => {
      const image = document.createElement('img');
      image.src = 'blob:x';
      document.body.append(image);
    }, later);
  });
async function outcome(): Promise<string> {
  const done = insertFiles(editor, [picture]);
  await vi.advanceTimersByTimeAsync(5000);
  return done;
}

it.each([
  ['a paste that is seen is enough', () => takes('paste', 300), 'inserted', ['paste']],
  [
    'a paste that the page took is not followed by a drop, however late it is seen',
    () => takes('paste', 4000),
    'unseen',
    ['paste'],
  ],
  ['a paste that nobody took is', () => takes('drop', 300), 'inserted', ['paste', 'drop']],
  ['a drop that is taken and not seen is not refused either', () => takes('drop', 9000), 'unseen', ['paste', 'drop']],
  ['nobody takes anything', () => undefined, 'refused', ['paste', 'drop']],
])('%s', async (_, page, expected, ways) => {
  page();
  expect(await outcome()).toBe(expected);
  expect(given).toEqual(ways);
});
