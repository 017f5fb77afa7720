import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { FOUR, usePaletteTab } from './support/palette-tab.ts';

/** Switches at random moments; more with `KEBAN_SWITCHES`. */
const ROUNDS = Number(process.env['KEBAN_SWITCHES'] ?? 80);
const tab = usePaletteTab(FOUR);
const { draft, isOpen, ready, sent, settled, shown } = tab;
let page: Page;
beforeAll(() => void (page = tab.page()));

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
    // The browser makes its tree some moments after the page is drawn.
    const fields = async (): Promise<string[]> => {
      const { nodes } = await client.send('Accessibility.getFullAXTree');
      const names = nodes.filter((node) => node.role?.value === 'textbox').map((node) => String(node.name?.value ?? ''));
      return names.filter((name) => /赔付金额|原因/.test(name));
    };
    await expect.poll(fields).toHaveLength(2);
    await client.detach();
  });
});

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
