import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bundle, launch, openPage } from './inpage-browser.ts';

let browser: Browser;
let code: string;
let page: Page;

beforeAll(async () => {
  [code, browser] = await Promise.all([bundle(), launch()]);
});
afterAll(() => browser?.close());
beforeEach(async () => {
  page = await openPage(browser, code);
});
afterEach(() => page.context().close());

const insert = (
  id: string,
  text: string,
  options?: { replace?: { start: number; end: number }; limit?: number; cursor?: number },
): Promise<string> => page.evaluate(([i, t, o]) => harness.insert(i, t, o), [id, text, options] as const);
const draft = (id: string): Promise<{ text: string; start: number; end: number }> => page.evaluate((i) => harness.draft(i), id);
const left = async (times: number): Promise<void> => {
  for (let i = 0; i < times; i++) await page.keyboard.press('ArrowLeft');
};

const EDITORS = ['ww', 'react', 'div'] as const;
const TEXT = '亲，您好😀\n48 小时内发出\n\n感谢 👨‍👩‍👧';

describe.each(EDITORS)('insertText into %s', (id) => {
  beforeEach(() => page.focus(`#${id}`));

  it('fills an empty editor, line breaks and emoji included, with the caret behind', async () => {
    expect(await insert(id, TEXT)).toBe('inserted');
    expect(await draft(id)).toEqual({ text: TEXT, start: TEXT.length, end: TEXT.length });
  });

  it('keeps the draft around the caret', async () => {
    await page.keyboard.type('前面的话后面的话');
    await left(4);
    expect(await insert(id, '中间\n两行')).toBe('inserted');
    expect(await draft(id)).toEqual({ text: '前面的话中间\n两行后面的话', start: 9, end: 9 });
    await page.keyboard.type('!');
    expect((await draft(id)).text).toBe('前面的话中间\n两行!后面的话');
  });

  it('works behind lines that were typed with Shift+Enter', async () => {
    await page.keyboard.type('第一行');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.press('Shift+Enter');
    expect(await insert(id, '插入')).toBe('inserted');
    expect((await draft(id)).text).toBe('第一行\n\n插入');
  });

  it('replaces the trigger and the query only, and what is selected if nothing else is named', async () => {
    await page.keyboard.type('您好 /fh');
    expect(await insert(id, '马上发货', { replace: { start: 3, end: 6 } })).toBe('inserted');
    expect((await draft(id)).text).toBe('您好 马上发货');
    await page.keyboard.press('Shift+ArrowLeft');
    await page.keyboard.press('Shift+ArrowLeft');
    expect(await insert(id, '处理')).toBe('inserted');
    expect((await draft(id)).text).toBe('您好 马上处理');
  });

  it('is undone by Ctrl+Z', async () => {
    await page.keyboard.type('草稿 /fh');
    await insert(id, '一行', { replace: { start: 3, end: 6 } });
    expect((await draft(id)).text).toBe('草稿 一行');
    await page.keyboard.press('Control+z');
    expect((await draft(id)).text).toBe('草稿 /fh');
  });

  it('takes the text back without the trigger, but not once something else was typed', async () => {
    await page.keyboard.type('草稿 /fh后文');
    await left(2);
    await insert(id, TEXT, { replace: { start: 3, end: 6 } });
    expect((await draft(id)).text).toBe(`草稿 ${TEXT}后文`);
    expect(await page.evaluate(() => harness.undo())).toBe(true);
    expect((await draft(id)).text).toBe('草稿 后文');
    await insert(id, '一');
    await page.keyboard.type('x');
    expect(await page.evaluate(() => harness.undo())).toBe(false);
    expect((await draft(id)).text).toBe('草稿 一x后文');
  });

  it('leaves the caret where typing goes on, and takes the text back from there', async () => {
    await page.keyboard.type('草稿');
    await insert(id, '您好😀，\n请稍等', { cursor: 4 });
    expect(await draft(id)).toEqual({ text: '草稿您好😀，\n请稍等', start: 6, end: 6 });
    expect(await page.evaluate(() => harness.undo())).toBe(true);
    expect((await draft(id)).text).toBe('草稿');
    await insert(id, '您好，请稍等', { cursor: 3 });
    await page.keyboard.type('x');
    expect((await draft(id)).text).toBe('草稿您好，x请稍等');
    expect(await page.evaluate(() => harness.undo())).toBe(false);
  });

  it('separates Latin words by one blank and doubles none', async () => {
    await page.keyboard.type('Hello friend');
    await left(6);
    await insert(id, ' dear ');
    expect((await draft(id)).text).toBe('Hello dear friend');
    await page.keyboard.press('End');
    await insert(id, 'thanks');
    expect((await draft(id)).text).toBe('Hello dear friend thanks');
  });
});

describe('insertText', () => {
  it('keeps the value of a controlled field when the page draws again', async () => {
    await page.focus('#react');
    await insert('react', 'ok');
    await page.keyboard.type('!');
    await page.waitForTimeout(50);
    expect((await draft('react')).text).toBe('ok!');
  });

  it('puts the text on the clipboard when the page does not let it stay, and leaves the draft as it was', async () => {
    await page.focus('#stubborn');
    expect(await insert('stubborn', '很长的一段话')).toBe('copied');
    expect((await draft('stubborn')).text).toBe('draft');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('很长的一段话');
  });

  it('honours the counter beside an editor and maxlength, and touches nothing beyond', async () => {
    expect(await page.evaluate(() => ['ww', 'short', 'react'].map((id) => harness.limit(id)))).toEqual([
      500,
      20,
      Number.POSITIVE_INFINITY,
    ]);
    await page.focus('#ww');
    await page.keyboard.type('草稿');
    expect(await insert('ww', '长'.repeat(499))).toBe('too-long 1');
    expect((await draft('ww')).text).toBe('草稿');
    expect(await insert('ww', '长'.repeat(498))).toBe('inserted');
    await page.focus('#short');
    expect(await insert('short', 'x'.repeat(21))).toBe('too-long 1');
    expect((await draft('short')).text).toBe('');
  });

  it('says so when there is no editor to write to', async () => {
    await page.evaluate(() => document.getElementById('react')?.setAttribute('readonly', ''));
    expect(await insert('react', 'x')).toBe('no-editor');
    await page.evaluate(() => document.getElementById('ww')?.setAttribute('contenteditable', 'false'));
    expect(await insert('ww', 'x')).toBe('no-editor');
  });

  it('does not delete pictures in the draft', async () => {
    await page.evaluate(() => {
      const editor = document.getElementById('ww') as HTMLElement;
      editor.append('好', new Image(), ' /fh');
      getSelection()?.selectAllChildren(editor);
      getSelection()?.collapseToEnd();
      editor.focus();
    });
    const { text, start } = await draft('ww');
    expect(text).toBe('好\ufffc /fh');
    expect(await insert('ww', '发货', { replace: { start: start - 3, end: start } })).toBe('inserted');
    expect((await draft('ww')).text).toBe('好\ufffc 发货');
    expect(await page.evaluate(() => document.querySelectorAll('#ww img').length)).toBe(1);
  });

  it('presses no key and clicks nothing', async () => {
    await page.evaluate(() => {
      for (const type of ['keydown', 'keypress', 'keyup', 'click', 'mousedown', 'submit']) {
        addEventListener(type, () => harness.sent.push(type), { capture: true });
      }
    });
    for (const id of ['ww', 'react', 'input', 'div']) expect(await insert(id, 'text')).toBe('inserted');
    expect(await page.evaluate(() => harness.sent)).toEqual([]);
  });
});
