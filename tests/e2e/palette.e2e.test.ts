import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TemplateBrief } from '#lib/domain/template.ts';
import { pinyinKeys } from '#lib/search/pinyin.ts';
import { bundle, launch, openPage } from './inpage-browser.ts';

let browser: Browser;
let code: string;
let page: Page;

function template(id: string, title: string, body: string, fields: Partial<TemplateBrief> = {}): TemplateBrief {
  return { id, title, body, folder: '售前', language: 'zh', uses: 0, ...pinyinKeys(title), ...fields };
}

const TEMPLATES = [
  template('ship', '发货时效', '{买家昵称|亲}，48 小时内发出', { code: 'fh', uses: 9 }),
  template('pay', '赔付说明', '{买家昵称|亲}，赔付 {赔付金额} 元，原因：{原因}', { uses: 5 }),
  template('size', '尺码建议', '亲，建议您拍大一码\n有问题随时联系', { uses: 3 }),
  template('long', '超长', '长'.repeat(600)),
];

/** Draws with Chinese font fallback off the network; the panel is in a closed tree, so tests see it through the page's layout. */
beforeAll(async () => {
  [code, browser] = await Promise.all([bundle(), launch()]);
});
afterAll(() => browser?.close());
beforeEach(async () => {
  page = await openPage(browser, code);
  await page.evaluate((list) => {
    harness.templates = list;
  }, TEMPLATES);
  await page.focus('#ww');
});
afterEach(() => page.context().close());

const draft = (id = 'ww'): Promise<string> => page.evaluate((i) => harness.draft(i).text, id);
const sent = (): Promise<string[]> => page.evaluate(() => harness.sent);
const isOpen = (): Promise<boolean> => page.evaluate(() => document.documentElement.lastElementChild?.matches('[popover]') ?? false);
const settled = async (): Promise<void> => page.waitForTimeout(150);

/** Reads the panel's text through the accessibility tree, which sees into closed trees. */
async function shown(): Promise<string> {
  const client = await page.context().newCDPSession(page);
  const { nodes } = await client.send('Accessibility.getFullAXTree');
  await client.detach();
  return nodes.map((node) => String(node.name?.value ?? '')).join('|');
}

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
    await settled();
    await page.keyboard.press('Enter');
    await settled();
    expect(await draft(id)).toBe('您好 林间小雨88，48 小时内发出');
    expect(await sent()).toEqual([]);
    expect(await page.evaluate(() => harness.used)).toEqual(['ship']);
    expect(await shown()).toContain('已插入，未发送');
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
    expect(await draft(id)).toBe('/cm');
    await page.keyboard.press('Enter');
    await settled();
    expect(await draft(id)).toBe('亲，建议您拍大一码\n有问题随时联系');
  });

  it('is moved by arrows, chosen by digits, closed by Esc, and the page sees none of these keys', async () => {
    await page.evaluate(() => {
      for (const type of ['keydown', 'keyup']) document.addEventListener(type, (event) => harness.sent.push((event as KeyboardEvent).key));
    });
    await page.keyboard.press('Alt+Slash');
    await settled();
    await page.evaluate(() => harness.sent.splice(0));
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    expect(await shown()).toContain('超长，第 4 条，共 4 条');
    await page.keyboard.press('Escape');
    expect([await isOpen(), await sent()]).toEqual([false, []]);
    await page.keyboard.type('/');
    await settled();
    await page.keyboard.press('3');
    await settled();
    expect(await draft(id)).toBe('亲，建议您拍大一码\n有问题随时联系');
  });

  it('keeps what was typed at Esc', async () => {
    await page.keyboard.type('/fh');
    await settled();
    await page.keyboard.press('Escape');
    expect(await draft(id)).toBe('/fh');
    await page.keyboard.type('x');
    await settled();
    expect([await draft(id), await isOpen()]).toEqual(['/fhx', false]);
  });

  it('is undone by one Backspace right after, and only then', async () => {
    await page.keyboard.type('草稿 /fh');
    await settled();
    await page.keyboard.press('Enter');
    await settled();
    await page.keyboard.press('Backspace');
    expect(await draft(id)).toBe('草稿 ');
    await page.keyboard.press('Backspace');
    expect(await draft(id)).toBe('草稿');
  });

  it('gives a replaced selection back at Backspace', async () => {
    await page.keyboard.type('旧的话');
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Alt+Slash');
    await settled();
    await page.keyboard.press('1');
    await settled();
    expect(await draft(id)).toBe('林间小雨88，48 小时内发出');
    await page.keyboard.press('Backspace');
    expect(await draft(id)).toBe('旧的话');
  });

  it('stays open at Ctrl+Enter and puts the next text behind the first', async () => {
    await page.keyboard.type('/fh');
    await settled();
    await page.keyboard.press('Control+Enter');
    await settled();
    expect(await isOpen()).toBe(true);
    await page.keyboard.type('cm');
    await settled();
    await page.keyboard.press('Enter');
    await settled();
    expect(await draft(id)).toBe('林间小雨88，48 小时内发出亲，建议您拍大一码\n有问题随时联系');
    expect(await page.evaluate(() => harness.used)).toEqual(['ship', 'size']);
  });

  it('asks for missing slots and inserts nothing before they are filled', async () => {
    await page.keyboard.type('您好 /pf后文');
    for (let i = 0; i < 2; i++) await page.keyboard.press('ArrowLeft');
    await settled();
    await page.keyboard.press('Enter');
    await settled();
    expect(await shown()).toContain('还有 2 项必填');
    await page.keyboard.type('5/6');
    await page.keyboard.press('Enter');
    await settled();
    expect(await draft(id)).toBe('您好 /pf后文');
    await page.keyboard.type('晚发');
    await page.keyboard.press('Enter');
    await settled();
    expect(await draft(id)).toBe('您好 林间小雨88，赔付 5/6 元，原因：晚发后文');
    expect(await sent()).toEqual([]);
    await page.keyboard.type('。');
    expect(await draft(id)).toBe('您好 林间小雨88，赔付 5/6 元，原因：晚发。后文');
  });

  it('goes back from the form to the list and the editor at Esc', async () => {
    await page.keyboard.type('/pf');
    await settled();
    await page.keyboard.press('Tab');
    await settled();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Backspace');
    await page.keyboard.type('ei');
    await settled();
    expect([await draft(id), await isOpen()]).toEqual(['/pei', true]);
    await page.keyboard.press('Enter');
    await settled();
    expect(await shown()).toContain('还有 2 项必填');
  });
});

describe('what must not happen', () => {
  it('does not send a query that fits nothing', async () => {
    await page.keyboard.type('/zzz');
    await settled();
    await page.keyboard.press('Enter');
    expect([await sent(), await draft()]).toEqual([[], '/zzz']);
    expect(await shown()).toContain('没有匹配的话术');
  });

  it('does not send when Enter is held down', async () => {
    await page.keyboard.type('/fh');
    await settled();
    for (let i = 0; i < 20; i++) {
      await page.keyboard.down('Enter');
      await page.waitForTimeout(15);
    }
    await page.keyboard.up('Enter');
    expect([await sent(), await draft()]).toEqual([[], '林间小雨88，48 小时内发出']);
  });

  it('does not insert what exceeds the limit', async () => {
    await page.keyboard.type('/超长');
    await settled();
    await page.keyboard.press('Enter');
    await settled();
    expect(await draft()).toBe('/超长');
    expect(await shown()).toContain('超出输入框上限 100 字');
  });

  it('does not insert without an open conversation', async () => {
    await page.evaluate(() => {
      harness.fingerprint = null;
    });
    await page.keyboard.type('/fh');
    await settled();
    await page.keyboard.press('Enter');
    await settled();
    expect(await draft()).toBe('/fh');
  });

  it('says that the chat was switched and whose text it was', async () => {
    await page.evaluate(() => {
      harness.renderDelay = 60;
    });
    await page.keyboard.type('/fh');
    await settled();
    await page.keyboard.press('Enter');
    await page.evaluate(() => harness.switchChat('别的买家'));
    await settled();
    expect(await draft()).toBe('/fh');
    expect(await shown()).toContain('会话已切换，未插入（原买家：林间小雨88）');
  });

  it('writes into no other conversation, whenever the chat is switched', { timeout: 240_000 }, async () => {
    const wrong: string[] = [];
    let inserted = 0;
    for (let round = 0; round < 200; round++) {
      const [renderDelay, switchAfter] = [Math.random() * 50, Math.random() * 50];
      await page.evaluate((delay) => {
        harness.renderDelay = delay;
        harness.fingerprint = '林间小雨88';
        (document.getElementById('ww') as HTMLElement).textContent = '';
      }, renderDelay);
      await page.keyboard.type('/fh');
      const result = await page.evaluate(async (after) => {
        await new Promise((resume) => setTimeout(resume, 20));
        const editor = document.getElementById('ww') as HTMLElement;
        let whose = '';
        editor.addEventListener('input', () => { whose ||= harness.fingerprint ?? ''; });
        addEventListener('keyup', (event) => event.key === 'Shift' && setTimeout(() => harness.switchChat('别的买家'), after), { once: true, capture: true });
        return whose;
      }, switchAfter);
      expect(result).toBe('');
      await page.evaluate(() => {
        const editor = document.getElementById('ww') as HTMLElement;
        (globalThis as { whose?: string }).whose = '';
        editor.oninput = () => { (globalThis as { whose?: string }).whose = harness.fingerprint ?? ''; };
      });
      await page.keyboard.press('Enter');
      await page.keyboard.press('Shift');
      await page.waitForTimeout(130);
      const [text, whose] = await page.evaluate(() => [harness.draft('ww').text, (globalThis as { whose?: string }).whose] as const);
      if (text !== '/fh') inserted += 1;
      if (text !== '/fh' && whose !== '林间小雨88') wrong.push(`${round}: ${text} for ${whose}`);
    }
    expect(wrong).toEqual([]);
    expect(inserted).toBeGreaterThan(10);
    expect(inserted).toBeLessThan(190);
  });

  it('is not opened or steered by events that the page makes', async () => {
    await page.evaluate(() => {
      const editor = document.getElementById('ww') as HTMLElement;
      editor.textContent = '/';
      getSelection()?.selectAllChildren(editor);
      getSelection()?.collapseToEnd();
      editor.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText', data: '/' }));
    });
    await settled();
    expect(await isOpen()).toBe(false);
    await page.evaluate(() => {
      (document.getElementById('ww') as HTMLElement).textContent = '';
    });
    await page.keyboard.type('/fh');
    await settled();
    await page.evaluate(() => document.getElementById('ww')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true })));
    await settled();
    expect(await draft()).toBe('/fh');
  });

  it('closes when the person turns to something else or the chat is closed, and leaves nothing in the page', async () => {
    const before = await page.evaluate(() => document.documentElement.children.length);
    for (const leave of [() => page.mouse.click(300, 20), () => page.focus('#react'), () => page.evaluate(() => harness.closeChat())]) {
      await page.focus('#ww');
      await page.evaluate(() => {
        (document.getElementById('ww') as HTMLElement).textContent = '';
      });
      await page.keyboard.type('/');
      await settled();
      expect(await isOpen()).toBe(true);
      await leave();
      expect(await isOpen()).toBe(false);
    }
    expect(await page.evaluate(() => document.documentElement.children.length)).toBe(before);
  });
});
