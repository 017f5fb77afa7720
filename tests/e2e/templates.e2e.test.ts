import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PictureRow } from '#lib/db/database.ts';
import type { Template } from '#lib/domain/template.ts';
import { root } from '../../scripts/browser.ts';
import { chatFrame, clearDraft, draftOf, openChat, paintedAs } from '../../scripts/story/look.ts';
import { until, World } from '../../scripts/story/world.ts';
import { releasedBuild } from './support/builds.ts';

const BUYER = '林间小雨88';
const shots = process.env['KEBAN_SHOTS'] ?? join(root, 'artifacts', 'e2e');
let world: World;
let page: Page;

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  world = await World.create(releasedBuild(), shots);
  await world.shop('taobaoOrders');
  await until('订单入库', async () => (await world.rows('orders')).length > 0, 60_000);
  page = await world.own('dashboard.html');
  await page.setViewportSize({ width: 1280, height: 860 });
});

afterAll(() => world?.close());

const goTo = (hash: string): Promise<void> =>
  page.evaluate((next) => {
    location.hash = next;
  }, hash);

/** A picture of some size, drawn in the page. */
const drawn = (of: Page, width: number, height: number, type: string): Promise<number[]> =>
  of.evaluate(
    async ([w, h, kind]) => {
      const canvas = new OffscreenCanvas(w, h);
      const context = canvas.getContext('2d');
      if (!context) return [];
      context.fillStyle = '#c9400b';
      context.fillRect(0, 0, w, h);
      context.fillStyle = 'white';
      context.font = `${Math.round(h / 4)}px sans-serif`;
      context.fillText('S M L', w / 8, h / 2);
      return [...new Uint8Array(await (await canvas.convertToBlob({ type: kind })).arrayBuffer())];
    },
    [width, height, type] as const,
  );

/** Takes pictures in light and dark, wide and narrow; nothing may stick out of the window. */
async function portraits(name: string): Promise<void> {
  for (const [scheme, width] of [
    ['light', 1280],
    ['dark', 1280],
    ['light', 860],
  ] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width, height: 860 });
    await new Promise((resume) => setTimeout(resume, 250));
    await world.picture(page, `templates-${name}-${scheme}-${width}`);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect([name, width, over]).toEqual([name, width, 0]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 860 });
}

test('pictures are chosen, pasted, made smaller, kept as blobs and seen again', async () => {
  await goTo('#/templates/new');
  await page.getByLabel('标题').fill('尺码表');
  await page.getByLabel('短码').fill('cmb');
  await page.getByLabel('内容', { exact: true }).fill('{买家昵称|亲}，尺码表发您参考');
  const large = Buffer.from(await drawn(page, 3200, 1000, 'image/jpeg'));
  const small = Buffer.from(await drawn(page, 300, 200, 'image/png'));
  const field = page.locator('input[type=file][accept*="image"]');
  await field.setInputFiles([
    { name: '大图.jpg', mimeType: 'image/jpeg', buffer: large },
    { name: '假的.png', mimeType: 'image/png', buffer: Buffer.from('<svg onload=alert(1)>') },
  ]);
  await page.locator('.pictures__item').first().waitFor();
  expect(await page.locator('[role=alert]').innerText()).toContain('假的.png');
  await page.evaluate(
    (bytes) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(bytes)], '小图.png', { type: 'image/png' }));
      const target = document.querySelector('textarea');
      target?.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: transfer }));
    },
    [...small],
  );
  await until('两张图片', async () => (await page.locator('.template-form .pictures').first().locator('img').count()) === 2);
  await portraits('form');
  await page.getByRole('button', { name: '保存' }).click();
  const saved = await until('已保存', async () =>
    (await world.rows<Template>('templates')).find(({ title, pictures }) => title === '尺码表' && pictures?.length === 2),
  );
  const rows = await page.evaluate(
    () =>
      new Promise<{ size: number; type: string; width: number; height: number; blob: boolean }[]>((resolve, reject) => {
        const opening = indexedDB.open('keban');
        opening.addEventListener('error', () => reject(opening.error));
        opening.addEventListener('success', () => {
          const asking = opening.result.transaction('pictures').objectStore('pictures').getAll();
          asking.addEventListener('success', () => {
            opening.result.close();
            const all = asking.result as Required<PictureRow>[];
            resolve(
              all.map(({ blob, width, height }) => ({
                size: blob.size,
                type: blob.type,
                width,
                height,
                blob: blob instanceof Blob,
              })),
            );
          });
        });
      }),
  );
  expect(rows.toSorted((a, b) => b.width - a.width)).toMatchObject([
    { type: 'image/jpeg', width: 1600, height: 500, blob: true },
    { type: 'image/png', width: 300, height: 200, blob: true },
  ]);
  await goTo(`#/templates/${saved.id}`);
  await page.reload();
  await until('缩略图', () =>
    page
      .locator('.pictures__item img')
      .first()
      .evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0),
  );
});

test('in the chat the text goes in first, then the pictures; an editor that takes none gets the clipboard', async () => {
  const { page: chat, panel } = await openChat(world, 'taobaoChat', BUYER);
  await paintedAs(panel, BUYER);
  await world.browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const insert = async (): Promise<void> => {
    await chat.bringToFront();
    await clearDraft(chat, 'taobaoChat');
    await chat.keyboard.type('/cmb', { delay: 25 });
    await until('话术面板', async () => (await chatFrame(chat).locator('[popover]:popover-open').count()) > 0, 10_000);
    await chat.waitForTimeout(300);
    await chat.keyboard.press('Enter');
    await until('文字', async () => (await draftOf(chat, 'taobaoChat')).includes('尺码表发您参考'), 10_000);
  };
  const said = async (): Promise<string> => {
    const client = await chat.context().newCDPSession(chat);
    const frames = await client.send('Page.getFrameTree');
    const texts: string[] = [];
    for (const frame of [frames.frameTree, ...(frames.frameTree.childFrames ?? [])]) {
      const { nodes } = await client.send('Accessibility.getFullAXTree', { frameId: frame.frame.id });
      texts.push(...nodes.map((node) => String(node.name?.value ?? '')));
    }
    await client.detach();
    return texts.join('|');
  };
  await insert();
  // It takes every paste for text, so nothing tells that it wanted no picture.
  await until('图片在剪贴板', async () => /还没看到；过一会儿还没有，请按 Ctrl\+V 放第 1 张/.test(await said()), 15_000);
  expect(await draftOf(chat, 'taobaoChat')).toContain(BUYER);
  // A chat that takes pasted pictures, as real ones do.
  await chatFrame(chat)
    .locator('.ww_input pre.edit')
    .evaluate((editor) => {
      editor.addEventListener('paste', (event) => {
        const files = [...((event as ClipboardEvent).clipboardData?.files ?? [])];
        if (files.length === 0) return;
        event.preventDefault();
        for (const file of files) {
          const image = document.createElement('img');
          image.src = URL.createObjectURL(file);
          image.width = 40;
          image.alt = file.name;
          editor.append(image);
        }
      });
    });
  await insert();
  const pasted = chatFrame(chat).locator('.ww_input pre.edit img');
  await until('两张图片在输入框里', async () => (await pasted.count()) === 2, 15_000);
  expect(await pasted.evaluateAll((images) => images.map((image) => image.getAttribute('alt')))).toEqual([
    '大图.jpg',
    '小图.png',
  ]);
  await until('说了图片', async () => (await said()).includes('2 张图片也放进去了，未发送'), 10_000);
  await world.picture(chat, 'templates-pictures-in-chat');
  // From the panel the same way.
  await clearDraft(chat, 'taobaoChat');
  await panel.bringToFront();
  await panel.getByLabel('搜话术').fill('cmb');
  await panel.locator('[data-template-id]').first().click();
  await until('从侧边栏', async () => (await panel.locator('.notice').innerText()).includes('2 张图片都已放进输入框'), 15_000);
  expect(await pasted.count()).toBe(2);
  // A file goes in after them by itself, and stays at hand in the panel for a page that takes none.
  const sizes = (await world.rows<Template>('templates')).find(({ title }) => title === '尺码表');
  await page.bringToFront();
  await goTo(`#/templates/${sizes?.id}`);
  const manual = { name: '安装说明.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 练习') };
  await page
    .locator('input[type=file][accept*=".pdf"]')
    .setInputFiles([manual, { name: 'setup.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') }]);
  await page.locator('.template-form [data-file]').first().waitFor();
  expect(await page.locator('[role=alert]').innerText()).toContain('setup.exe');
  await portraits('form-files');
  await page.getByRole('button', { name: '保存' }).click();
  await until('带上文件', async () => (await world.rows<Template>('templates')).some(({ pictures }) => pictures?.length === 3));
  await clearDraft(chat, 'taobaoChat');
  await panel.bringToFront();
  await panel.getByLabel('搜话术').fill('cmb');
  await panel.locator('[data-template-id]').first().click();
  await until(
    '文件也放进去了',
    async () => (await panel.locator('.notice').innerText()).includes('1 个文件都已放进输入框'),
    15_000,
  );
  expect(await pasted.last().getAttribute('alt')).toBe('安装说明.pdf');
  const link = panel.locator('.files-at-hand').getByRole('link', { name: '下载 安装说明.pdf' });
  const [download] = await Promise.all([panel.waitForEvent('download'), link.click()]);
  expect(download.suggestedFilename()).toBe('安装说明.pdf');
  await world.picture(panel, 'templates-files-at-hand');
  expect(world.demo.log).toEqual([]);
});

test('import, packs, facts and folders look right', async () => {
  await goTo('#/templates/import');
  await portraits('import-empty');
  const lines = [
    '标题,内容,短码,分组,语言,标签',
    ...Array.from({ length: 60 }, (_, i) => `新话术${i},第${i}条内容，很长的一段话，${'亲'.repeat(i)},n${i},活动/双11,中文,活动`),
    '坏的,,,,中文,',
    '打招呼,您好呀,zh,售前咨询,中文,售前',
  ];
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: '双11话术.csv', mimeType: 'text/csv', buffer: Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`) });
  await page.getByRole('button', { name: '有变化 1' }).click();
  await portraits('import-changed');
  await page.getByRole('button', { name: '导入 61 条' }).click();
  await page.getByText('已导入：新增 60 条，更新 1 条。').waitFor();
  await page.keyboard.press('Control+z');
  await until('撤销', async () => !(await world.rows<Template>('templates')).some(({ title }) => title === '新话术1'));
  await goTo('#/templates/packs');
  await page.getByRole('button', { name: '新建话术包' }).click();
  await page.getByLabel('名称').fill('售前标准话术');
  await page.getByLabel('作者').fill('青禾客服组');
  await page.getByLabel('放进哪些话术').selectOption('售前咨询');
  await page.getByRole('button', { name: /^建立/ }).click();
  await page.getByText('售前标准话术', { exact: true }).waitFor();
  await portraits('packs');
  await goTo('#/templates/facts');
  await portraits('facts-empty');
  await page.getByRole('button', { name: '加一条' }).click();
  await page.getByRole('button', { name: '发货时效' }).click();
  await page.getByLabel('内容').fill('24小时');
  await world.picture(page, 'templates-fact-form');
  await page.getByRole('button', { name: '保存' }).click();
  await page.locator('[data-fact]').waitFor();
  await portraits('facts');
  await goTo('#/templates');
  await page.getByRole('button', { name: '导入、导出、更多' }).click();
  await page.getByRole('menuitem', { name: '整理分组' }).click();
  await world.picture(page, 'templates-folders');
  await page.keyboard.press('Escape');
  await portraits('list');
});
