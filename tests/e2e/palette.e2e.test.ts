import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TemplateBrief } from '#lib/domain/template.ts';
import { pinyinKeys } from '#lib/search/pinyin.ts';
import { bundle, chatTab, launch, openChatPage } from './inpage-browser.ts';

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

beforeAll(async () => {
  [code, browser] = await Promise.all([bundle(), launch()]);
  page = await chatTab(browser, code);
});
afterAll(() => browser?.close());
beforeEach(async () => {
  await openChatPage(page);
  await page.evaluate((list) => {
    harness.templates = list;
  }, TEMPLATES);
  await page.focus('#ww');
});

const draft = (id = 'ww'): Promise<string> => page.evaluate((i) => harness.draft(i).text, id);
const sent = (): Promise<string[]> => page.evaluate(() => harness.sent);
const isOpen = (): Promise<boolean> =>
  page.evaluate(() => document.documentElement.lastElementChild?.matches('[popover]') ?? false);
const settled = async (): Promise<void> => page.waitForTimeout(150);

/** Waits until the palette shows what the query finds. */
const ready = (): Promise<void> => expect.poll(shown, { timeout: 10_000 }).toMatch(/第 \d+ 条，共|没有匹配/);

/** Reads the panel's text through the accessibility tree, which sees into closed trees. */
async function shown(): Promise<string> {
  const client = await page.context().newCDPSession(page);
  const { nodes } = await client.send('Accessibility.getFullAXTree');
  await client.detach();
  return nodes.map((node) => String(node.name?.value ?? '')).join('|');
}

/** What a screen reader is told by itself: the texts of the live regions. */
async function told(): Promise<string[]> {
  const client = await page.context().newCDPSession(page);
  const { nodes } = await client.send('Accessibility.getFullAXTree');
  await client.detach();
  const names = new Map(nodes.map((node) => [node.nodeId, node]));
  const textOf = (id: string): string => {
    const node = names.get(id);
    const own = node?.role?.value === 'StaticText' ? String(node.name?.value ?? '') : '';
    return own + (node?.childIds ?? []).map(textOf).join('');
  };
  return nodes
    .filter((node) => ['status', 'alert'].includes(String(node.role?.value)))
    .map((node) => textOf(node.nodeId))
    .filter(Boolean);
}

describe('a screen reader', () => {
  it('is told each row, that nothing fits, and what became of it', async () => {
    await page.keyboard.type('/');
    await expect.poll(told).toEqual(['发货时效，第 1 条，共 4 条']);
    await page.keyboard.press('ArrowDown');
    await expect.poll(told).toEqual(['赔付说明，第 2 条，共 4 条']);
    await page.keyboard.type('qqq');
    await expect.poll(told).toEqual(['没有匹配“qqq”的话术']);
    for (const _letter of 'qqq') await page.keyboard.press('Backspace');
    await page.keyboard.type('cmjy');
    await expect.poll(told).toEqual(['尺码建议，第 1 条，共 1 条']);
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await told()).join()).toMatch(/^已插入/);
  });

  it('finds the form’s fields by their names', async () => {
    await page.keyboard.type('/pfsm');
    await expect.poll(async () => (await told()).join()).toContain('赔付说明');
    await page.keyboard.press('Enter');
    await expect.poll(shown).toContain('赔付金额');
    const client = await page.context().newCDPSession(page);
    const { nodes } = await client.send('Accessibility.getFullAXTree');
    const fields = nodes.filter((node) => node.role?.value === 'textbox').map((node) => String(node.name?.value ?? ''));
    expect(fields.filter((name) => /赔付金额|原因/.test(name))).toHaveLength(2);
    await client.detach();
  });
});

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
