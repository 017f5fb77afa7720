import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TemplateBrief } from '#lib/domain/template.ts';
import { pinyinKeys } from '#lib/search/pinyin.ts';
import { bundle, chatTab, launch, openChatPage } from './inpage-browser.ts';

/** Switches at random moments; more with `KEBAN_SWITCHES`. */
const ROUNDS = Number(process.env['KEBAN_SWITCHES'] ?? 80);
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

describe('what must not happen', () => {
  it('does not send a query that fits nothing', async () => {
    await page.keyboard.type('/zzz');
    await ready();
    await page.keyboard.press('Enter');
    expect([await sent(), await draft()]).toEqual([[], '/zzz']);
    await expect.poll(shown).toContain('没有匹配的话术');
  });

  it('does not send when Enter is held down', async () => {
    await page.keyboard.type('/fh');
    await ready();
    for (let i = 0; i < 20; i++) {
      await page.keyboard.down('Enter');
      await page.waitForTimeout(15);
    }
    await page.keyboard.up('Enter');
    expect([await sent(), await draft()]).toEqual([[], '林间小雨88，48 小时内发出']);
  });

  it('does not insert what exceeds the limit', async () => {
    await page.keyboard.type('/超长');
    await ready();
    await page.keyboard.press('Enter');
    await settled();
    await expect.poll(() => draft()).toBe('/超长');
    await expect.poll(shown).toContain('超出输入框上限 100 字');
  });

  it('does not insert without an open conversation', async () => {
    await page.evaluate(() => {
      harness.fingerprint = null;
    });
    await page.keyboard.type('/fh');
    await ready();
    await page.keyboard.press('Enter');
    await settled();
    await expect.poll(() => draft()).toBe('/fh');
  });

  it('says that the chat was switched and whose text it was', async () => {
    await page.evaluate(() => {
      harness.renderDelay = 60;
    });
    await page.keyboard.type('/fh');
    await ready();
    await page.keyboard.press('Enter');
    await page.evaluate(() => harness.switchChat('别的买家'));
    await settled();
    await expect.poll(() => draft()).toBe('/fh');
    await expect.poll(shown).toContain('会话已切换，未插入。给 林间小雨88 的回复已留在侧边栏');
    expect(await page.evaluate(() => harness.kept)).toEqual([{ templateId: 'ship', fingerprint: '林间小雨88' }]);
  });

  it('writes into no other conversation, whenever the chat is switched', { timeout: 240_000 }, async () => {
    await page.evaluate(() => {
      // Before the palette's own listeners: the switch comes at a random moment after Enter is pressed.
      addEventListener(
        'keydown',
        (event) => {
          if (event.key === 'Enter') setTimeout(() => harness.switchChat('别的买家'), Math.random() * 50);
        },
        { capture: true },
      );
      document.getElementById('ww')?.addEventListener('input', () => {
        harness.openAtInput = harness.fingerprint;
      });
    });
    const wrong: string[] = [];
    let inserted = 0;
    for (let round = 0; round < ROUNDS; round++) {
      await page.evaluate(() => {
        harness.renderDelay = Math.random() * 50;
        harness.switchChat('林间小雨88');
        (document.getElementById('ww') as HTMLElement).textContent = '';
      });
      await page.keyboard.type('/fh');
      await page.waitForTimeout(20);
      await page.keyboard.press('Enter');
      await page.waitForTimeout(130);
      const [text, open] = await page.evaluate(() => [harness.draft('ww').text, harness.openAtInput] as const);
      if (text !== '/fh') inserted += 1;
      if (text !== '/fh' && open !== '林间小雨88') wrong.push(`${round}: ${text} for ${open}`);
    }
    expect(wrong).toEqual([]);
    expect(inserted).toBeGreaterThan(ROUNDS / 20);
    expect(inserted).toBeLessThan(ROUNDS * 0.95);
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
    await expect.poll(isOpen).toBe(false);
    await page.evaluate(() => {
      (document.getElementById('ww') as HTMLElement).textContent = '';
    });
    await page.keyboard.type('/fh');
    await ready();
    await page.evaluate(() =>
      document.getElementById('ww')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true })),
    );
    await settled();
    await expect.poll(() => draft()).toBe('/fh');
  });

  it('closes when the person turns to something else or the chat is closed, and leaves nothing in the page', async () => {
    const before = await page.evaluate(() => document.documentElement.children.length);
    for (const leave of [
      () => page.mouse.click(300, 20),
      () => page.focus('#react'),
      () => page.evaluate(() => harness.closeChat()),
    ]) {
      await page.focus('#ww');
      await page.evaluate(() => {
        (document.getElementById('ww') as HTMLElement).textContent = '';
      });
      await page.keyboard.type('/');
      await ready();
      await expect.poll(isOpen).toBe(true);
      await leave();
      await expect.poll(isOpen).toBe(false);
    }
    expect(await page.evaluate(() => document.documentElement.children.length)).toBe(before);
  });
});
