import { readFile, rm, writeFile } from 'node:fs/promises';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Download, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launch, type Browser } from '../../scripts/browser.ts';
import { readOrderFile } from '../../lib/files/order-file.ts';
import { openTable } from '../../lib/files/table.ts';
import { readKebanJson } from '../../lib/files/keban-json.ts';

const folder = mkdtempSync(join(tmpdir(), 'keban-dashboard-'));
const BUYERS = 400;
const EACH = 5;
const errors: string[] = [];
let browser: Browser;
let page: Page;

/** A Taobao export: 400 buyers with five orders each, by time, one row that cannot be read, a rare character. */
async function writeExport(): Promise<string> {
  const lines = ['"订单编号","买家会员名","买家实际支付金额","订单状态","订单创建时间","宝贝标题","店铺名称"'];
  for (let round = 0; round < EACH; round++) {
    for (let buyer = 0; buyer < BUYERS; buyer++) {
      const no = `${2_000_000_000 + (round * BUYERS + buyer) * 7}${String(123_457 + buyer).slice(-6)}`;
      const nick = buyer === 0 ? '龘靐😀0' : `买家${buyer}号`;
      lines.push(
        `"${no}","${nick}","${100 + round}.50","${round % 2 ? '交易成功' : '交易关闭'}","2025-0${round + 1}-11 10:20:30","示例连衣裙","青禾示例店"`,
      );
    }
  }
  lines.push('"9999","坏行","1.00","交易成功","2025-01-01 00:00:00","x","青禾示例店"');
  const path = join(folder, '订单.csv');
  await writeFile(path, `\ufeff${lines.join('\r\n')}\r\n`);
  return path;
}

beforeAll(async () => {
  browser = await launch({ extension: inject('testingBuild'), shopPort: 9 });
  page = await browser.extensionPage('dashboard.html#/import');
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.reload();
  await page.setViewportSize({ width: 1440, height: 900 });
});

afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

const goTo = (hash: string): Promise<void> =>
  page.evaluate((next) => {
    location.hash = next;
  }, hash);
const complete = (): Promise<unknown> => page.locator('[data-list-complete]').waitFor();

async function exported(choose: () => Promise<void>): Promise<Uint8Array> {
  await page.getByRole('button', { name: '导出', exact: true }).first().click();
  const dialog = page.getByRole('dialog', { name: '导出' });
  await choose();
  const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: '导出' }).click()]);
  await dialog.locator('[data-export-rows]').waitFor();
  return bytesOf(download);
}

async function bytesOf(download: Download): Promise<Uint8Array> {
  expect(download.suggestedFilename()).toMatch(/^客伴-(?:客户|订单)-青禾示例店-\d{4}-\d{2}-\d{2}\.(?:xlsx|csv|json)$/);
  const path = join(folder, `${Date.now()}-${download.suggestedFilename()}`);
  await download.saveAs(path);
  return new Uint8Array(await readFile(path));
}

async function rowsOf(bytes: Uint8Array): Promise<string[][]> {
  const rows: string[][] = [];
  for await (const batch of (await openTable(bytes)).batches()) rows.push(...batch.rows.map((row) => row.cells));
  return rows;
}

const close = (): Promise<void> => page.getByRole('dialog').getByRole('button', { name: '关闭' }).last().click();

test('imports an order file, lists and filters, exports in every format, brings it back and undoes it', async () => {
  await page.setInputFiles('input[type=file]', await writeExport());
  await page.getByRole('button', { name: '导入到「青禾示例店」' }).click();
  await page.locator('[data-import-report]').waitFor();
  expect(await page.locator('[data-figure="import.created"] dd').innerText()).toBe('2,000');
  expect(await page.locator('[data-figure="import.newCustomers"] dd').innerText()).toBe('400');
  expect(await page.getByText(/第 2002 行：/).innerText()).toContain('不是订单编号');

  await goTo('#/customers');
  await complete();
  await page.getByText('400 位客户').waitFor();
  expect(await page.getByRole('row').count()).toBeLessThan(80);
  await page.getByLabel('搜昵称片段或订单号').fill('买家39');
  await page.getByText('11 位客户').waitFor();
  await page.getByRole('checkbox', { name: '选中全部' }).click();
  await page.getByRole('button', { name: '加标签' }).click();
  // No person's first key comes in the frame in which the field appears.
  await page.waitForFunction(() => document.activeElement?.matches('input:not([type=search])'));
  await page.keyboard.type('回头客');
  await page.keyboard.press('Enter');
  await page.getByText('已添加标签「回头客」').waitFor();
  await page.locator('.tags-cell', { hasText: '回头客' }).first().waitFor();

  const csv = await rowsOf(await exported(() => page.getByLabel('CSV（UTF-8）').check()));
  expect(csv).toHaveLength(12);
  expect(csv[0]?.slice(0, 2)).toEqual(['店铺', '客户']);
  expect(csv.slice(1).every((row) => row.includes('回头客') && row.includes('205.00'))).toBe(true);
  await close();

  await goTo('#/customers');
  await page.getByText('400 位客户').waitFor();
  await complete();
  const orders = await exported(async () => {
    await page.getByLabel(/订单 一行一单/).check();
    await page.getByLabel(/xlsx/).check();
  });
  const sheet = await rowsOf(orders);
  expect(sheet).toHaveLength(2001);
  expect(new Set(sheet.slice(1).map((row) => row[0])).size).toBe(2000);
  await close();

  const gbk = await exported(() => page.getByLabel(/GBK/).check());
  expect(new TextDecoder('gb18030').decode(gbk)).toContain('龘靐😀0');
  await page.getByText(/GBK 里没有/).waitFor();
  await close();

  const json = await readKebanJson(await exported(() => page.getByLabel(/JSON/).check()));
  if (json.status !== 'ready') throw new Error(json.problem.key);
  expect([json.customers.length, json.errors.length, json.tags.length]).toEqual([400, 0, 1]);
  await close();
});

test('the same file again changes nothing, and the import is taken back after a reload', async () => {
  await goTo('#/import');
  await page.setInputFiles('input[type=file]', join(folder, '订单.csv'));
  await page.getByRole('button', { name: '导入到「青禾示例店」' }).click();
  await page.getByText('没有新内容，什么都没有改动').waitFor();
  expect(await page.locator('[data-figure="import.unchanged"] dd').innerText()).toBe('2,000');

  await page.reload();
  const row = page.locator('[data-import]').last();
  await row.getByRole('button', { name: '撤销这次导入' }).click();
  await page.locator('[data-import][data-state="undone"]').waitFor();
  await goTo('#/customers');
  // The eleven that carry a tag stay: somebody has worked on them since.
  await page.getByText('11 位客户').waitFor();
  await page.getByText('买家399号').waitFor();
});

test('everything was done without an error on the page', async () => {
  expect(errors).toEqual([]);
  // The file the test wrote is what real exports look like to the reader.
  const file = await readOrderFile(new Uint8Array(await readFile(join(folder, '订单.csv'))), '订单.csv');
  expect(file.status).toBe('ready');
});
