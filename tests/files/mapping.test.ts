import { describe, expect, it } from 'vitest';
import { readOrderFile } from '#lib/files/order-file.ts';
import type { OrderMapping } from '#lib/files/recognise.ts';
import { cny, csv, errorsOf, readAll, utf8 } from './read-all.ts';

describe('files with unknown columns', () => {
  const text = csv(
    ['Order Number', '交易状态', '实付款', '旺旺', '下单日期', '单号?', '手机号码'],
    ['4512300187000204539', '交易成功', '¥88.00', '小雨', '2026-01-02 10:00', 'abc', '13900000001'],
    ['4512300187000204540', '买家已付款', '¥18.00', '大雨', '2026-01-03 10:00', 'abd', '13900000002'],
  );
  it('asks, with samples and a guess by name and shape', async () => {
    const file = await readOrderFile(utf8(text), 'x.csv');
    if (file.status !== 'needsMapping') throw new Error(file.status);
    expect(file.guess).toEqual({
      kind: 'taobao-orders',
      columns: { no: 'Order Number', state: '交易状态', paid: '实付款', nick: '旺旺', createdAt: '下单日期', mobile: '手机号码' },
    });
    expect(file.headers[0]).toEqual({
      text: 'Order Number',
      at: 0,
      samples: ['4512300187000204539', '4512300187000204540'],
      guess: 'no',
    });
    expect(file.headers[5]).toEqual({ text: '单号?', at: 5, samples: ['abc', 'abd'] });
  });

  it('guesses by values alone when the names say nothing', async () => {
    const file = await readOrderFile(utf8(text.replace(/^[^\r]*/, '"A","B","C","D","E","F","G"')), 'x.csv');
    if (file.status !== 'needsMapping') throw new Error(file.status);
    expect(file.guess.columns).toEqual({ no: 'A', state: 'B', paid: 'C', createdAt: 'E', mobile: 'G' });
  });

  it("reads with a person's mapping, and asks again when it names no column of the file", async () => {
    const file = await readOrderFile(utf8(text), 'x.csv');
    if (file.status !== 'needsMapping') throw new Error(file.status);
    const { description, rows } = await readAll(utf8(text), { mapping: file.guess });
    expect(description).toMatchObject({ fingerprint: file.fingerprint, unmapped: ['单号?'] });
    expect(rows.map((row) => row.order)).toMatchObject([
      { no: '4512300187000204539', state: 'done', paid: cny(8800), buyer: { nick: '小雨' }, recipient: { phone: '13900000001' } },
      { no: '4512300187000204540', state: 'paid', paid: cny(1800), buyer: { nick: '大雨' } },
    ]);
    const again = await readOrderFile(utf8(text), 'x.csv', { mapping: { kind: 'taobao-orders', columns: { no: '没有这列' } } });
    expect(again).toMatchObject({ status: 'needsMapping', mappingFailed: true });
  });

  it('offers each of several columns of one name, and reads the one that was chosen', async () => {
    const twice = csv(
      ['编号A', '谁买的', '备注', '付款', '备注'],
      ['3000000000000001', '小雨', '急', '1.00', '不急'],
      ['3000000000000002', '小雪', '', '2.00', '慢'],
    );
    const file = await readOrderFile(utf8(twice), 'x.csv');
    if (file.status !== 'needsMapping') throw new Error(file.status);
    expect(file.headers.map(({ at, twice: more, samples, guess }) => [at, more, samples[0], guess])).toEqual([
      [0, undefined, '3000000000000001', 'no'],
      [1, undefined, '小雨', undefined],
      [2, true, '急', 'memo'],
      [3, undefined, '1.00', expect.anything()],
      [4, true, '不急', undefined],
    ]);
    const { rows } = await readAll(utf8(twice), {
      mapping: { kind: 'taobao-orders', columns: { no: '编号A', memo: '备注' }, nth: { memo: 1 } },
    });
    expect(rows.map((row) => row.order?.memo)).toEqual(['不急', '慢']);
    expect((await readAll(utf8(twice), { mapping: file.guess })).rows.map((row) => row.order?.memo)).toEqual(['急', undefined]);
  });
});

describe('a file with a row per item whose columns were named by hand', () => {
  const head = ['单', '谁', '货', '钱', '退没退'];
  const read = async (columns: OrderMapping['columns'], kind: OrderMapping['kind'], ...rows: string[][]) =>
    (await readAll(utf8(csv(head, ...rows)), { mapping: { kind, columns: { no: '单', nick: '谁', title: '货', ...columns } } }))
      .rows;
  const shoes = ['3000000000000001', '小雨', '鞋子', '10.00', ''];
  const hat = ['3000000000000001', '小雨', '帽子', '20.00', ''];
  const other = ['3000000000000002', '小雪', '围巾', '5.00', ''];

  it('keeps all items, and sums what is paid for each', async () => {
    const rows = await read({ paid: '钱' }, 'taobao-items', shoes, other, hat);
    expect(rows.map((row) => [row.order?.paid, row.order?.items.map((item) => item.title)])).toEqual([
      [cny(3000), ['鞋子', '帽子']],
      [cny(500), ['围巾']],
    ]);
  });

  it('keeps all items of an order whose rows agree about the order', async () => {
    const rows = await read({ paid: '钱' }, 'taobao-orders', shoes, [...hat.slice(0, 3), '10.00', ''], other);
    expect(rows.map((row) => [row.order?.paid, row.order?.items.map((item) => item.title)])).toEqual([
      [cny(1000), ['鞋子', '帽子']],
      [cny(500), ['围巾']],
    ]);
  });

  it('refuses an order whose rows contradict each other, and names both lines', async () => {
    const rows = await read({ paid: '钱' }, 'taobao-orders', shoes, other, hat, shoes);
    expect(errorsOf(rows)).toEqual([
      [4, '', 'amountsDiffer'],
      [5, '', 'amountsDiffer'],
      [2, '', 'amountsDiffer'],
    ]);
    expect(rows[0]?.error?.reason.params).toEqual({ no: '3000000000000001', first: 2, line: 4 });
    expect(rows.flatMap((row) => row.order?.no ?? [])).toEqual(['3000000000000002']);
    const buyers = await read({}, 'taobao-orders', shoes, ['3000000000000001', '小雪', '帽子', '', '']);
    expect(errorsOf(buyers).map(([line, , code]) => [line, code])).toEqual([
      [3, 'rowsDiffer'],
      [2, 'rowsDiffer'],
    ]);
  });
});

describe('amounts of AliExpress files', () => {
  const head = ['订单号', '订单状态', '买家名称', '订单金额', '币种'];
  const order = (amount: string, currency: string): string[] => ['8299000000012468', '等待发货', 'Nora', amount, currency];
  const first = async (row: string[], currency?: string) => {
    const file = await readOrderFile(utf8(csv(head.slice(0, row.length), row)), 'x.csv');
    if (file.status !== 'ready') throw new Error(file.status);
    for await (const batch of file.batches(currency)) for (const one of batch.rows) return one;
  };
  it.each([
    ['954.91', 'CNY', { minor: 95_491, currency: 'CNY' }],
    ['954.91', '人民币', { minor: 95_491, currency: 'CNY' }],
    ['954.91', '美元', { minor: 95_491, currency: 'USD' }],
    ['$954.91', 'USD', { minor: 95_491, currency: 'USD' }],
    ['¥954', 'JPY', { minor: 954, currency: 'JPY' }],
    ['US $954.91', 'USD', { minor: 95_491, currency: 'USD' }],
    ['954.91 美元', '', { minor: 95_491, currency: 'USD' }],
    ['CN￥ 954.91', '', { minor: 95_491, currency: 'CNY' }],
    ['954.91', 'MXN', { minor: 95_491, currency: 'MXN' }],
  ])('%s beside %s', async (amount, currency, paid) => {
    expect((await first(order(amount, currency)))?.order?.paid).toEqual(paid);
  });

  it('are never guessed: without a sign and a column they are left out, or read as a person says', async () => {
    const bare = order('954.91', '').slice(0, 4);
    const row = await first(bare);
    expect(row?.order).not.toHaveProperty('paid');
    expect(row?.warnings).toMatchObject([{ line: 2, column: '订单金额', value: '954.91', reason: { code: 'noCurrency' } }]);
    expect((await first(order('954.91', '什么元')))?.order).not.toHaveProperty('paid');
    expect((await first(bare, 'CNY'))?.order?.paid).toEqual(cny(95_491));
    expect((await first(order('US $1.00', 'CNY')))?.error).toMatchObject({ reason: { code: 'badMoney' } });
  });
});
