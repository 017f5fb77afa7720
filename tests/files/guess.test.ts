import { describe, expect, it, test } from 'vitest';
import { guessMapping } from '#lib/files/guess-mapping.ts';
import { headersOf } from '#lib/files/headers.ts';
import { readOrderFile } from '#lib/files/order-file.ts';
import { recogniseHeaders, type OrderMapping } from '#lib/files/recognise.ts';
import type { OrderField, OrderFileKind } from '#lib/files/order-columns.ts';
import { csv, errorsOf, readAll, utf8 } from './read-all.ts';
import files from './guess/files.json' with { type: 'json' };
import names from './guess/names.json' with { type: 'json' };

const NO = '2612345678901234567';

describe('what a column is, by its name and a value, beside a number in a Taobao file', () => {
  it.each(names as [string, string, OrderField | null][])('%s, %s: %s', (header, value, field) => {
    const head = field === 'no' ? [header, '甲'] : ['订单编号', header];
    const rows = field === 'no' ? [[value, '乙']] : [[NO, value]];
    const { columns } = guessMapping(headersOf(head, 1), rows, 'taobao-orders');
    expect(Object.entries(columns).find(([, name]) => name === header)?.[0] ?? null).toBe(field);
  });
});

describe('what was paid, where a file has several amounts or only one that may be it', () => {
  it.each([
    [['Price', 'Total'], ['12.30', '24.60'], 'Total', 'Price'],
    [['Price', 'Amount'], ['12.30', '24.60'], 'Amount', 'Price'],
    [['Product Price', 'Amount'], ['12.30', '24.60'], 'Amount', 'Product Price'],
    [['Unit Price', 'Price'], ['12.30', '24.60'], 'Price', 'Unit Price'],
    [['Price', 'Shipping price'], ['24.60', '4.60'], 'Price', undefined],
    [['Price', 'Qty'], ['24.60', '1'], 'Price', undefined],
    [['Price', 'Qty'], ['12.30', '2'], undefined, 'Price'],
    [['单价', '数量'], ['12.30', '1'], undefined, '单价'],
    [['价格', '实付款'], ['12.30', '24.60'], '实付款', '价格'],
    [['价格', '应付金额'], ['12.30', '24.60'], '应付金额', '价格'],
    [['应付金额', '实付金额'], ['105.00', '100.00'], '实付金额', undefined],
    [['订单价格', '应付金额'], ['100.00', '105.00'], '订单价格', undefined],
    [['应付金额', '退款金额'], ['105.00', '5.00'], '应付金额', undefined],
    [['Price', 'Seen', 'Sum'], ['12.30', '20.00', '24.60'], undefined, 'Price'],
    [['Original Price', 'Price'], ['30.00', '24.60'], 'Price', undefined],
    [['Price'], ['free'], undefined, undefined],
  ])('%j, %j: %s', (head, row, paid, price) => {
    const { columns } = guessMapping(headersOf(['订单编号', ...head], 1), [[NO, ...row]], 'taobao-orders');
    expect([columns.paid, columns.price]).toEqual([paid, price]);
  });
});

test("of a field's own names the one that is filled is taken", () => {
  const taobao = ['订单编号', '修改后的收货地址', '收货地址', '商家备忘', '商家备注'];
  const rows = ['改到这里', '', '', ''].map((changed) => [NO, changed, '浙江省 杭州市', '', '']);
  expect(guessMapping(headersOf(taobao, 1), rows, 'taobao-orders').columns).toEqual({
    no: '订单编号',
    address: '收货地址',
    memo: '商家备忘',
  });
  const real = ['订单号', '扩展城市（德/意/波/墨为真实的城市）', '城市'];
  const cityOf = (...places: string[][]): string | undefined =>
    guessMapping(
      headersOf(real, 1),
      places.map((place) => [NO, ...place]),
      'aliexpress-orders',
    ).columns.city;
  expect(cityOf(['', 'Moscow'])).toBe('城市');
  expect(cityOf(['Roma', 'RM'], ['Milano', 'MI'], ['', 'Moscow'])).toBe(real[1]);
  expect(cityOf()).toBe(real[1]);
});

interface FileCase {
  name: string;
  headers: string[];
  row: string[];
  kind: OrderFileKind;
  zone?: string;
  columns: Record<string, string>;
}

describe('what the columns of files of other programs are', () => {
  it.each(files as unknown as FileCase[])('$name', async ({ headers, row, kind, zone, columns }) => {
    const rows = row.length > 0 ? [row] : [];
    const guess: OrderMapping = { kind, columns, ...(zone && { zone }) };
    // A line above the names is no reason to take them for values.
    for (const above of [[], [['导出时间：2026-01-06']]]) {
      const file = await readOrderFile(utf8(csv(...above, headers, ...rows)), 'x.csv');
      if (file.status !== 'needsMapping') throw new Error(`not asked about: ${file.status}`);
      if (above.length === 0 || recogniseHeaders(headersOf(headers, 1))) expect(file.guess).toEqual(guess);
    }
    // Nothing that was guessed makes a row fail, but for a number that is none.
    const read = await readAll(utf8(csv(headers, ...rows)), { mapping: guess });
    expect(errorsOf(read.rows).filter(([, , code]) => code !== 'badOrderNo')).toEqual([]);
  });
});

test('a number of the United States makes no file of AliExpress one of Taobao', () => {
  const head = ['订单号', '订单状态', '下单时间', '付款时间', '订单金额', '收件人名称', '手机'];
  const row = ['8123456789012345', '已完成', '2026-01-05 12:00', '2026-01-05 12:00', '24.60', 'Ivan', '14155551234'];
  expect(guessMapping(headersOf(head, 1), [row]).kind).toBe('aliexpress-orders');
});

test('of columns that are called alike the one is taken that can be read as that', () => {
  const head = ['内部订单号', '线上订单号', '付款时间', '支付时间'];
  const rows = [['100234', NO, '未付', '2026-01-05 12:00:00']];
  expect(guessMapping(headersOf(head, 1), rows).columns).toEqual({ no: '线上订单号', paidAt: '支付时间' });
});

describe('files of the platforms are read without a question', () => {
  it.each([
    ['taobao-orders', '订单编号 买家会员名 订单状态 自己的列'],
    ['taobao-orders', '订单编号 订单状态 收货人姓名 物流单号'],
    ['taobao-orders', '订单编号 订单状态 收货人姓名 物流单号 甲 乙 丙'],
    ['taobao-orders', '订单编号 买家会员名 买家实付金额 订单状态 甲 乙 丙 丁 戊 己'],
    [
      'taobao-orders',
      '订单编号 订单状态 宝贝标题 宝贝种类 支付单号 买家应付货款 总金额 运送方式 店铺Id 订单关闭原因 退款金额 甲 乙 丙',
    ],
    ['taobao-orders', '订单编号 订单状态 收货人姓名 物流单号 店铺名称 退款金额 提成 运费'],
    ['taobao-items', '主订单编号 子订单编号 商品标题 购买数量 金额'],
    ['taobao-items', '子订单编号 主订单编号 商品标题 商品价格 购买数量 甲 乙 丙 丁 戊'],
    ['taobao-items', '子订单编号 主订单编号 商品ID 退款状态 退款金额'],
    ['aliexpress-orders', '订单号 订单状态 买家名称 下单时间 自己的列'],
    ['aliexpress-orders', '订单号 订单状态 买家名称 下单时间 平台优惠 店铺满立减 物流渠道'],
    ['aliexpress-orders', '订单号 订单状态 下单时间 付款时间 收货国家 商品编码'],
  ])('%s: %s', async (kind, head) => {
    expect((await readAll(utf8(csv(head.split(' '))))).description.kind).toBe(kind);
  });

  it.each([
    ['an unknown platform whose few names fit', '订单号 下单时间 订单金额 订单状态'],
    [
      'a wholesale order without its amount',
      '订单编号 买家会员名 订单状态 收货人姓名 货品总价(元) 运费(元) 实付款(元) 货品标题 数量',
    ],
    ['a list without buyers and amounts', '订单编号 订单状态 物流单号 客户网名 已收金额 货品名称 货品数量'],
    [
      'a list of a program for several platforms',
      '订单号 平台 店铺名称 买家名称 收货国家 订单金额 币种 下单时间 付款时间 订单状态 SKU 商品名称 数量 物流方式 跟踪号',
    ],
    ['a list of several shops', '订单号 店铺名称 买家名称 订单金额 下单时间 付款时间 订单状态 商品名称'],
    [
      'an order whose amount is called otherwise',
      '订单编号 订单状态 订单创建时间 商品标题 订单付款时间 买家昵称 实付款 收货人姓名 联系手机 收货地址 备注',
    ],
    ['items of another platform', '主订单编号 子订单编号 选购商品 商品数量 商品单价 订单应付金额 订单状态'],
  ])('%s is asked about', async (_, head) => {
    expect((await readOrderFile(utf8(csv(head.split(' '))), 'x.csv')).status).toBe('needsMapping');
  });
});
