import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import type { TemplateBrief } from '#lib/domain/template.ts';
import { pinyinKeys } from '#lib/search/pinyin.ts';
import { bundle, chatTab, launch, openChatPage } from '../inpage-browser.ts';

/** Returns a reply as the palette lists it. */
export function template(id: string, title: string, body: string, fields: Partial<TemplateBrief> = {}): TemplateBrief {
  return { id, title, body, folder: '售前', language: 'zh', uses: 0, ...pinyinKeys(title), ...fields };
}

/** Four replies: plain ones, one with gaps, and one that is too long for the editor. */
export const FOUR: TemplateBrief[] = [
  template('ship', '发货时效', '{买家昵称|亲}，48 小时内发出', { code: 'fh', uses: 9 }),
  template('pay', '赔付说明', '{买家昵称|亲}，赔付 {赔付金额} 元，原因：{原因}', { uses: 5 }),
  template('size', '尺码建议', '亲，建议您拍大一码\n有问题随时联系', { uses: 3 }),
  template('long', '超长', '长'.repeat(600)),
];

/** The page with a chat in which the palette opens, and what is seen there. */
export interface PaletteTab {
  page(): Page;
  draft(id?: string): Promise<string>;
  sent(): Promise<string[]>;
  isOpen(): Promise<boolean>;
  /** Waits for what would come late. */
  settled(): Promise<void>;
  /** Waits until the palette shows what the query finds. */
  ready(): Promise<void>;
  /** What stands there, by the accessibility tree, which sees into closed trees. */
  shown(): Promise<string>;
}

/** For all tests of a file: one browser and tab, the chat page opened anew before each with these replies. */
export function usePaletteTab(templates: TemplateBrief[]): PaletteTab {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    const [code, started] = await Promise.all([bundle(), launch()]);
    browser = started;
    page = await chatTab(browser, code);
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    await openChatPage(page);
    await page.evaluate((list) => {
      harness.templates = list;
    }, templates);
    await page.focus('#ww');
  });
  const shown = async (): Promise<string> => {
    const client = await page.context().newCDPSession(page);
    const { nodes } = await client.send('Accessibility.getFullAXTree');
    await client.detach();
    return nodes.map((node) => String(node.name?.value ?? '')).join('|');
  };
  return {
    page: () => page,
    draft: (id = 'ww') => page.evaluate((i) => harness.draft(i).text, id),
    sent: () => page.evaluate(() => harness.sent),
    isOpen: () => page.evaluate(() => document.documentElement.lastElementChild?.matches('[popover]') ?? false),
    settled: () => page.waitForTimeout(150),
    ready: () => expect.poll(shown, { timeout: 10_000 }).toMatch(/第 \d+ 条，共|没有匹配/),
    shown,
  };
}
