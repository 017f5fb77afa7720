import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Papa from 'papaparse';
import readXlsxFile from 'read-excel-file/node';
import type { Page } from 'playwright-core';
import type { Customer } from '../../lib/domain/customer.ts';
import type { Order } from '../../lib/domain/order.ts';
import { root } from '../browser.ts';
import type { Step } from './steps.ts';
import { must, until, type World } from './world.ts';

const samples = join(root, 'tests', 'files', 'samples');

async function customerList(world: World): Promise<Page> {
  const page = await world.own('dashboard.html#/customers');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.bringToFront();
  await page.goto(page.url().replace(/#.*$/, '#/customers'));
  await page.locator('[data-list-complete]').waitFor();
  return page;
}

const filterList: Step = {
  name: '工作台客户列表：筛选',
  run: async (world) => {
    const page = await customerList(world);
    const stored = await world.rows<Customer>('customers');
    await until('客户数', async () => (await page.locator('.page__head').innerText()).includes(`${stored.length} 位客户`));
    await world.picture(page, 'dashboard-customers');
    await page.getByLabel('标签').selectOption('大码');
    const tagged = stored.filter((c) => c.tags.includes('大码')).length;
    await until('按标签筛选', async () => (await page.locator('.page__head').innerText()).includes(`${tagged} 位客户`));
    // The number is there a moment before the rows.
    await until('筛选后列出林间小雨88', async () => (await page.locator('.page').innerText()).includes('林间小雨88'));
    await world.picture(page, 'dashboard-filtered');
    return `${stored.length} 位客户，标签「大码」${tagged} 位`;
  },
};

async function exportAs(page: Page, format: RegExp): Promise<Uint8Array> {
  await page.getByRole('button', { name: '导出' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(format).check();
  const saving = page.waitForEvent('download');
  await dialog.getByRole('button', { name: '导出' }).click();
  const path = join(mkdtempSync(join(tmpdir(), 'keban-export-')), 'file');
  await (await saving).saveAs(path);
  await dialog.getByRole('button', { name: '关闭' }).last().click();
  return readFileSync(path);
}

const exportList: Step = {
  name: '导出客户：XLSX、CSV（UTF-8 带 BOM / GBK）、JSON，读回来核对',
  run: async (world) => {
    const page = await customerList(world);
    const stored = await world.rows<Customer>('customers');
    const names = new Set(stored.map((c) => c.name));
    const csv = await exportAs(page, /CSV（UTF-8）/);
    must(csv[0] === 0xef && csv[1] === 0xbb && csv[2] === 0xbf, 'CSV 没有 BOM');
    const rows = Papa.parse<string[]>(new TextDecoder().decode(csv), { skipEmptyLines: true }).data;
    must(rows.length === stored.length + 1, `CSV 有 ${rows.length - 1} 行，客户有 ${stored.length} 位`);
    const gbk = new TextDecoder('gb18030', { fatal: true }).decode(await exportAs(page, /CSV（GBK）/));
    must(gbk.includes('林间小雨88'), 'GBK 里没有林间小雨88');
    const sheet = (await readXlsxFile(Buffer.from(await exportAs(page, /xlsx/)))) as unknown;
    const table = (
      Array.isArray(sheet) && sheet.length > 0 && !Array.isArray(sheet[0]) ? (sheet[0] as { data: unknown[][] }).data : sheet
    ) as unknown[][];
    must(table.length === stored.length + 1, `XLSX 有 ${table.length - 1} 行`);
    must(
      table.slice(1).every((row) => row.some((cell) => names.has(String(cell)))),
      'XLSX 里有认不出的客户',
    );
    const json = JSON.parse(new TextDecoder().decode(await exportAs(page, /JSON/))) as { customers: unknown[] };
    must(json.customers.length === stored.length, `JSON 有 ${json.customers.length} 位`);
    return `${stored.length} 位客户，四种文件行数与名字都对`;
  },
};

type Upload = Parameters<ReturnType<Page['locator']>['setInputFiles']>[0];

async function chooseFile(page: Page, file: Upload): Promise<void> {
  await page.goto(page.url().replace(/#.*$/, '#/import'));
  await page.reload();
  await page.locator('input[type=file]').setInputFiles(file);
}

async function importFile(page: Page, name: string): Promise<Record<string, number>> {
  await chooseFile(page, join(samples, name));
  return startImport(page);
}

async function startImport(page: Page): Promise<Record<string, number>> {
  const start = page.getByRole('button', { name: /^(导入到|开始导入)/ });
  await start.waitFor();
  await start.click();
  await page.locator('[data-import-report]').waitFor();
  const figures = page.locator('[data-figure]');
  const found: Record<string, number> = {};
  for (const figure of await figures.all()) {
    found[(await figure.getAttribute('data-figure')) ?? ''] = Number(
      (await figure.locator('dd').innerText()).replaceAll(',', ''),
    );
  }
  return found;
}

async function orderNos(world: World): Promise<string[]> {
  return (await world.rows<{ list: Order[] }>('orders')).flatMap((row) => row.list.map((o) => o.no)).toSorted();
}

const importTwice: Step = {
  name: '导入平台导出的订单；再导一次什么都不变；整批撤销',
  run: async (world) => {
    const page = await customerList(world);
    const before = await orderNos(world);
    const first = await importFile(page, 'export-orders.2016-05.gbk.csv');
    await world.picture(page, 'import-report');
    must(first['import.created'] === 2, `新增 ${first['import.created']} 单，应为 2`);
    const stored = (await world.rows<{ list: Order[] }>('orders')).flatMap((row) => row.list);
    const order = stored.find((o) => o.no === '1930670000173066');
    must(order?.paid?.minor === 59800, `1930670000173066 实付 ${order?.paid?.minor} 分`);
    must(order.createdAt === Date.parse('2016-05-23T22:02:00+08:00'), '下单时间不是中国时间 2016-05-23 22:02');
    must(order.recipient?.phone === '13900000001', `电话 ${order.recipient?.phone}`);
    const second = await importFile(page, 'export-orders.2016-05.gbk.csv');
    must(second['import.created'] === 0 && second['import.unchanged'] === 2, `第二次：${JSON.stringify(second)}`);
    const ali = await importFile(page, 'csp-order-export.zh_CN.2026-01.sample.xlsx');
    must((ali['import.created'] ?? 0) >= 7, `速卖通新增 ${ali['import.created']} 单`);
    await page.getByRole('button', { name: '撤销这次导入' }).first().click();
    await until('撤销速卖通导入', async () => (await page.locator('[data-import-state="undone"]').count()) > 0);
    const left = await orderNos(world);
    must(left.length === before.length + 2, `撤销后有 ${left.length} 单，应为 ${before.length + 2}`);
    return `淘宝 2016 年 GBK 文件 2 单（如 1930670000173066 ¥598.00）；再导 0 新增 2 不变；速卖通 ${ali['import.created']} 单导入后整批撤销`;
  },
};

/** A table as a person may have made it, as CSV. */
function madeFile(name: string, ...lines: string[]): Upload {
  return { name, mimeType: 'text/csv', buffer: Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`) };
}

const importOddFiles: Step = {
  name: '导入宝贝报表和没见过的表格：指定各列，坏行列出原因',
  run: async (world) => {
    const page = await customerList(world);
    await chooseFile(
      page,
      madeFile(
        '宝贝报表.csv',
        '子订单编号,主订单编号,商品标题,商品价格,购买数量,订单状态,买家实付金额,买家会员名',
        '3300000000000000101,3300000000000000100,示例裙,10.00,1,交易成功,10.00,报表示例',
        '3300000000000000102,3300000000000000100,示例帽,20.00,1,交易成功,20.00,报表示例',
      ),
    );
    const items = await startImport(page);
    must(items['import.created'] === 1, `宝贝报表新增 ${items['import.created']} 单，应为 1`);
    const stored = (await world.rows<{ list: Order[] }>('orders')).flatMap((row) => row.list);
    const order = stored.find((o) => o.no === '3300000000000000100');
    must(
      order?.items.length === 2 && order.paid?.minor === 3000,
      `两件商品合 ${order?.items.length} 件 ${order?.paid?.minor} 分`,
    );
    await chooseFile(
      page,
      madeFile('自制.csv', '编号A,谁买的,付了', '3300000000000000200,自制示例,12.50', '3300000000000000300,自制示例,十二块'),
    );
    for (const [column, field] of [
      ['编号A', 'no'],
      ['谁买的', 'nick'],
      ['付了', 'paid'],
    ] as const)
      await page.getByLabel(`「${column}」是什么`).selectOption(field);
    await world.picture(page, 'import-mapping');
    await page.getByRole('button', { name: '就按这样读' }).click();
    const made = await startImport(page);
    must(made['import.created'] === 1 && made['import.badRows'] === 1, `自制表格：${JSON.stringify(made)}`);
    const bad = await page.getByText(/第 3 行：/).innerText();
    must(bad.includes('「付了」不是金额'), `坏行的原因：${bad}`);
    await world.picture(page, 'import-bad-row');
    return `宝贝报表两行合成 1 单（2 件，3000 分）；自制表格指定 3 列，1 单导入，${bad.replaceAll(/\s+/g, ' ')}`;
  },
};

/** The list of customers, and files in and out. */
export const fileSteps: readonly Step[] = [filterList, exportList, importTwice, importOddFiles];
