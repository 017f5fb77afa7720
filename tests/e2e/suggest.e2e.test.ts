import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { template, usePaletteTab } from './support/palette-tab.ts';

const TEMPLATES = [
  template('usual', '常用的一条', '亲，好的', { uses: 99 }),
  template('size', '尺码建议', '亲，建议您拍大一码', { uses: 50 }),
  template('ship', '发货时效', '亲，48 小时内发出'),
  template('hello', '打招呼', '您好，欢迎光临'),
  template('calm', '安抚情绪', '亲，换作是我也会着急'),
];

const tab = usePaletteTab(TEMPLATES);
const { draft, ready, shown } = tab;
let page: Page;
beforeAll(() => void (page = tab.page()));

const asks = (texts: string[], spoken = true): Promise<void> =>
  page.evaluate((asked) => void (harness.asked = asked), { texts, turn: texts, spoken });
const uses = (): Promise<unknown[]> =>
  page.evaluate(() => harness.uses.map(({ templateId, intents, back }) => ({ templateId, intents, back })));

it('begins with what fits the question, says why, and 1 puts it in', async () => {
  await asks(['什么时候发货']);
  await page.keyboard.type('/');
  await ready();
  expect(await shown()).toContain('发货时效，第 1 条，共 5 条，因为：“什么时候发货”');
  await page.keyboard.press('1');
  await expect.poll(() => draft()).toBe('亲，48 小时内发出');
  await expect.poll(uses).toEqual([{ templateId: 'ship', intents: ['shipping'], back: undefined }]);
});

it('what is taken out again was no answer', async () => {
  await asks(['什么时候发货']);
  await page.keyboard.type('/');
  await ready();
  await page.keyboard.press('Enter');
  await expect.poll(() => draft()).toBe('亲，48 小时内发出');
  await expect.poll(shown).toContain('已插入');
  await page.keyboard.press('Backspace');
  await expect.poll(() => draft()).toBe('');
  await expect.poll(uses).toEqual([
    { templateId: 'ship', intents: ['shipping'], back: undefined },
    { templateId: 'ship', intents: ['shipping'], back: true },
  ]);
});

it('greets first when nothing was said, calms first when somebody is upset, and without help stays as it was', async () => {
  await asks([], false);
  await page.keyboard.type('/');
  await ready();
  expect(await shown()).toContain('打招呼，第 1 条');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Backspace');
  await asks(['气死我了 什么时候发货']);
  await page.keyboard.type('/');
  await expect.poll(shown).toContain('安抚情绪，第 1 条');
  expect(await shown()).toContain('先安抚，因为：“气死”');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Backspace');
  await page.evaluate(() => void (harness.asked = null));
  await page.keyboard.type('/');
  await expect.poll(shown).toContain('常用的一条，第 1 条');
});

it('rows that are there do not move when the answer comes late, and a figure pressed before them is not lost into the draft', async () => {
  await page.keyboard.type('/');
  await ready();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Backspace');
  await asks(['什么时候发货']);
  await page.evaluate(() => void (harness.whoDelay = 1000));
  await page.keyboard.type('/');
  await page.keyboard.press('1');
  await ready();
  expect(await shown()).toContain('常用的一条，第 1 条');
  await page.waitForTimeout(1200);
  expect(await shown()).toContain('常用的一条，第 1 条');
  expect(await draft()).toBe('/');
});

it('what is typed is searched as ever', async () => {
  await asks(['什么时候发货']);
  await page.keyboard.type('/cm');
  await ready();
  expect(await shown()).toContain('尺码建议，第 1 条，共 1 条');
});
