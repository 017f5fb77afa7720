import type { Page } from 'playwright-core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FOUR, template, usePaletteTab } from './support/palette-tab.ts';

const tab = usePaletteTab(FOUR);
const { draft, isOpen, ready, sent, settled, shown } = tab;
let page: Page;
beforeAll(() => void (page = tab.page()));

describe('trigger', () => {
  it.each(['/', '您好 /', '第一行\n/', '、', '／'])('opens for %j', async (typed) => {
    for (const [index, line] of typed.split('\n').entries()) {
      if (index > 0) await page.keyboard.press('Shift+Enter');
      await page.keyboard.type(line);
    }
    await settled();
    expect(await isOpen()).toBe(true);
  });

  it.each(['1/', '2026/11/', 'https:/', '苹果、', '和/', 'x/'])('stays closed for %j', async (typed) => {
    await page.keyboard.type(typed);
    await settled();
    expect(await isOpen()).toBe(false);
  });

  it('opens by Alt+/ anywhere and writes no character', async () => {
    await page.keyboard.type('第1');
    await page.keyboard.press('Alt+Slash');
    await settled();
    expect([await isOpen(), await draft()]).toEqual([true, '第1']);
  });

  it('stays closed while an input method is composing, and opens for 、 that it gives at the end', async () => {
    const client = await page.context().newCDPSession(page);
    await client.send('Input.imeSetComposition', { text: '/', selectionStart: 1, selectionEnd: 1 });
    await settled();
    expect(await isOpen()).toBe(false);
    await client.send('Input.imeSetComposition', { text: '', selectionStart: 0, selectionEnd: 0 });
    await client.send('Input.imeSetComposition', { text: '、', selectionStart: 1, selectionEnd: 1 });
    await client.send('Input.insertText', { text: '、' });
    await settled();
    expect([await draft(), await isOpen()]).toEqual(['、', true]);
  });

  it('is closed by a blank behind what fits nothing and by deleting the trigger', async () => {
    await page.keyboard.type('/zzz');
    await settled();
    expect(await isOpen()).toBe(true);
    await page.keyboard.type(' ');
    expect(await isOpen()).toBe(false);
    await page.keyboard.type('/');
    await settled();
    await page.keyboard.press('Backspace');
    await settled();
    expect([await isOpen(), await draft()]).toEqual([false, '/zzz ']);
  });
});

describe.each(['ww', 'react'])('palette over %s', (id) => {
  beforeEach(() => page.focus(`#${id}`));

  it('inserts the best match at Enter, keeps the draft, sends nothing and counts the use', async () => {
    await page.keyboard.type('您好 /fhsx');
    await ready();
    await page.keyboard.press('Enter');
    await settled();
    await expect.poll(() => draft(id)).toBe('您好 林间小雨88，48 小时内发出');
    expect(await sent()).toEqual([]);
    await expect.poll(() => page.evaluate(() => harness.used)).toEqual(['ship']);
    await expect.poll(shown).toContain('已插入，未发送');
    await page.keyboard.press('Enter');
    expect(await sent()).toEqual(['您好 林间小雨88，48 小时内发出']);
  });

  it('takes what was typed while it was loading as the query, and holds Enter back', async () => {
    await page.evaluate(() => {
      harness.loadDelay = 300;
    });
    await page.keyboard.type('/cm');
    await page.keyboard.press('Enter');
    await page.waitForTimeout(450);
    expect(await sent()).toEqual([]);
    await expect.poll(() => draft(id)).toBe('/cm');
    await page.keyboard.press('Enter');
    await settled();
    await expect.poll(() => draft(id)).toBe('亲，建议您拍大一码\n有问题随时联系');
  });

  it('is moved by arrows, chosen by digits, closed by Esc, and the page sees none of these keys', async () => {
    await page.evaluate(() => {
      for (const type of ['keydown', 'keyup'])
        document.addEventListener(type, (event) => harness.sent.push((event as KeyboardEvent).key));
    });
    await page.keyboard.press('Alt+Slash');
    await ready();
    await page.evaluate(() => harness.sent.splice(0));
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await expect.poll(shown).toContain('超长，第 4 条，共 4 条');
    await page.keyboard.press('Escape');
    expect([await isOpen(), await sent()]).toEqual([false, []]);
    await page.keyboard.type('/');
    await ready();
    await page.keyboard.press('3');
    await settled();
    await expect.poll(() => draft(id)).toBe('亲，建议您拍大一码\n有问题随时联系');
  });

  it('keeps what was typed at Esc', async () => {
    await page.keyboard.type('/fh');
    await ready();
    await page.keyboard.press('Escape');
    await expect.poll(() => draft(id)).toBe('/fh');
    await page.keyboard.type('x');
    await settled();
    expect([await draft(id), await isOpen()]).toEqual(['/fhx', false]);
  });

  it('shows in the selected row what is known of this buyer and what is missing', async () => {
    await page.keyboard.type('/pfsm');
    await expect.poll(shown).toContain('林间小雨88，赔付 ');
    expect(await shown()).toContain('{赔付金额}');
  });

  it('is undone by one Backspace right after, and only then', async () => {
    await page.keyboard.type('草稿 /fh');
    await ready();
    await page.keyboard.press('Enter');
    await settled();
    await page.keyboard.press('Backspace');
    await expect.poll(() => draft(id)).toBe('草稿 ');
    await page.keyboard.press('Backspace');
    await expect.poll(() => draft(id)).toBe('草稿');
  });

  it('goes on to the next place for the caret at Alt+], until the draft is another one', async () => {
    await page.evaluate(
      (added) => void harness.templates.push(added),
      template('reason', '缺货', '亲，{光标}缺货，预计{光标}到', { code: 'qh' }),
    );
    await page.keyboard.type('/qh');
    await ready();
    await page.keyboard.press('Enter');
    await expect.poll(shown).toContain('Alt+] 到下一处');
    await page.keyboard.type('围巾');
    await page.keyboard.press('Alt+BracketRight');
    await page.keyboard.type('周五');
    await expect.poll(() => draft(id)).toBe('亲，围巾缺货，预计周五到');
    await page.keyboard.press('Alt+BracketRight');
    await page.keyboard.type('！');
    await expect.poll(() => draft(id)).toBe('亲，围巾缺货，预计周五！到');
  });

  it('is undone by one Backspace when the side panel had it put in, too', async () => {
    await page.keyboard.type('/fh');
    await ready();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await page.evaluate(async (i) => {
      const editor = document.querySelector<HTMLElement>(`#${i}`);
      if (editor) await globalThis.__kebanPalette?.insert(editor, '从侧边栏来的', {});
    }, id);
    await expect.poll(async () => (await draft(id)).trim()).toBe('从侧边栏来的');
    await page.keyboard.press('Backspace');
    await expect.poll(async () => (await draft(id)).trim()).toBe('');
  });

  it('gives a replaced selection back at Backspace', async () => {
    await page.keyboard.type('旧的话');
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Alt+Slash');
    await ready();
    await page.keyboard.press('1');
    await settled();
    await expect.poll(() => draft(id)).toBe('林间小雨88，48 小时内发出');
    await page.keyboard.press('Backspace');
    await expect.poll(() => draft(id)).toBe('旧的话');
  });

  it('stays open at Ctrl+Enter and puts the next text behind the first', async () => {
    await page.keyboard.type('/fh');
    await ready();
    await page.keyboard.press('Control+Enter');
    await settled();
    await expect.poll(isOpen).toBe(true);
    await page.keyboard.type('cm');
    await ready();
    await page.keyboard.press('Enter');
    await settled();
    await expect.poll(() => draft(id)).toBe('林间小雨88，48 小时内发出亲，建议您拍大一码\n有问题随时联系');
    await expect.poll(() => page.evaluate(() => harness.used)).toEqual(['ship', 'size']);
  });

  it('asks for missing slots and inserts nothing before they are filled', async () => {
    await page.keyboard.type('您好 /pf后文');
    for (let i = 0; i < 2; i++) await page.keyboard.press('ArrowLeft');
    await ready();
    await page.keyboard.press('Enter');
    await settled();
    await expect.poll(shown).toContain('还有 2 项必填');
    await page.keyboard.type('5/6');
    await page.keyboard.press('Enter');
    await settled();
    await expect.poll(() => draft(id)).toBe('您好 /pf后文');
    await page.keyboard.type('晚发');
    await page.keyboard.press('Enter');
    await settled();
    await expect.poll(() => draft(id)).toBe('您好 林间小雨88，赔付 5/6 元，原因：晚发后文');
    expect(await sent()).toEqual([]);
    await page.keyboard.type('。');
    await expect.poll(() => draft(id)).toBe('您好 林间小雨88，赔付 5/6 元，原因：晚发。后文');
  });

  it('goes back from the form to the list and the editor at Esc', async () => {
    await page.keyboard.type('/pf');
    await ready();
    await page.keyboard.press('Tab');
    await settled();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Backspace');
    await page.keyboard.type('ei');
    await ready();
    expect([await draft(id), await isOpen()]).toEqual(['/pei', true]);
    await page.keyboard.press('Enter');
    await settled();
    await expect.poll(shown).toContain('还有 2 项必填');
  });
});
