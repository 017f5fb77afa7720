import { describe, expect, it } from 'vitest';
import { errorsOf, readAll, sample } from './read-all.ts';

const cny = (minor: number): { minor: number; currency: string } => ({ minor, currency: 'CNY' });
const china = (text: string): number => Date.parse(`${text}+08:00`);
/** Winter time of the US Pacific coast. */
const pst = (text: string): number => Date.parse(`${text}-08:00`);
const pdt = (text: string): number => Date.parse(`${text}-07:00`);

describe('Taobao order exports', () => {
  it('reads the 41 columns of 2016, with a line break and quotes inside cells', async () => {
    const { description, rows } = await readAll(sample('export-orders.2016-05.gbk.csv'));
    expect(description).toMatchObject({
      kind: 'taobao-orders',
      site: 'taobao',
      encoding: 'gb18030',
      unmapped: [],
      missing: [],
      duplicates: [],
    });
    expect(rows).toEqual([
      {
        line: 2,
        shopName: '青禾示例店',
        order: {
          kind: 'order',
          no: '1930670000173066',
          state: 'paid',
          stateText: '买家已付款，等待卖家发货',
          createdAt: china('2016-05-23T22:02'),
          paidAt: china('2016-05-23T22:02'),
          paid: cny(59_800),
          shipping: cny(0),
          buyer: { name: '林间小雨1627', nick: '林间小雨1627' },
          recipient: {
            name: '林示例',
            phone: '13900000001',
            region: '某某省',
            city: '某某市',
            address: '某某省 某某市 某某县 某某镇示例府 七号楼 3单元 201室(000000)',
          },
          items: [{ title: '示例洗面奶+化妆水+乳液套装包邮', quantity: 1 }],
        },
      },
      {
        line: 3,
        shopName: '青禾示例店',
        order: {
          kind: 'order',
          no: '1930670000187352',
          state: 'unpaid',
          stateText: '等待买家付款',
          createdAt: china('2016-05-23T22:10'),
          paid: cny(0),
          shipping: cny(0),
          buyerNote: '请发顺丰\n谢谢',
          buyer: { name: 'linjianxiaoyu', nick: 'linjianxiaoyu' },
          recipient: {
            name: '周示',
            phone: '13900000002',
            region: '某某省',
            city: '某某市',
            address: '某某省 某某市 某某区 示例路2号(000000)',
          },
          items: [{ title: '示例商品，含逗号和"引号"', quantity: 1 }],
        },
      },
    ]);
  });

  it('reads the 61 columns of 2019 with ="…" numbers and No: before the parcel', async () => {
    const { description, rows } = await readAll(sample('export-orders.2019.gbk.csv'));
    expect(description.columns.find((c) => c.field === 'no')?.headers).toEqual(['订单编号']);
    expect(description.ignored).toContain('主订单编号');
    expect(description.unmapped).toEqual([]);
    expect(rows.map((row) => row.order)).toEqual([
      {
        kind: 'order',
        no: '500000000000204539',
        state: 'shipped',
        stateText: '卖家已发货，等待买家确认',
        createdAt: china('2019-03-10T10:01:02'),
        paidAt: china('2019-03-10T10:01:30'),
        paid: cny(10_500),
        shipping: cny(0),
        buyer: { name: '林间小雨88', nick: '林间小雨88' },
        recipient: {
          name: '林示例',
          phone: '13900000001',
          region: '某某省',
          city: '某某市',
          address: '某某省 某某市 某某区 示例路1号(000000)',
        },
        carrier: '示例快递',
        tracking: ['610500000719'],
        items: [{ title: '示例商品A', quantity: 1 }],
      },
    ]);
  });
});

describe('Taobao item reports', () => {
  it('reads the report of 2018 and leaves the word null out', async () => {
    const { description, rows } = await readAll(sample('export-items.2018-05.gbk.csv'));
    expect(description.kind).toBe('taobao-items');
    expect(rows).toEqual([
      {
        line: 2,
        order: {
          kind: 'order',
          no: '150000000000204539',
          state: 'done',
          stateText: '交易成功',
          items: [{ title: '示例商品A', price: cny(10_500), quantity: 1, sku: '颜色分类：红色；尺寸：M', code: 'A-01-R-M' }],
        },
      },
    ]);
  });

  it('reads the report of 2024 to 2026 with order and row numbers of 19 digits', async () => {
    const { rows } = await readAll(sample('export-items.2024-2026.headers.gbk.csv'));
    expect(rows).toEqual([
      {
        line: 2,
        order: {
          kind: 'order',
          no: '4512300187000204539',
          state: 'shipped',
          stateText: '卖家已发货，等待买家确认',
          memo: '已加急',
          createdAt: china('2026-09-27T10:01:02'),
          paidAt: china('2026-09-27T10:01:30'),
          paid: cny(10_500),
          items: [
            {
              lineNo: '4512300187001204539',
              itemId: '752100001302',
              title: '示例商品A',
              sku: '颜色分类:红色;尺寸:M',
              code: 'A-01-R-M',
              quantity: 1,
              price: cny(10_500),
            },
          ],
        },
      },
    ]);
  });
});

describe('AliExpress order export of January 2026', () => {
  const amounts = [95_491, 21_371, 124_235, 23_587, 26_730, 19_900, 8880, 31_010];
  const expectOrders = async (name: string): Promise<void> => {
    const { description, rows } = await readAll(sample(name));
    expect(description).toMatchObject({
      kind: 'aliexpress-orders',
      site: 'aliexpress',
      zone: 'America/Los_Angeles',
      unmapped: [],
      missing: [],
    });
    expect(errorsOf(rows)).toEqual([]);
    const orders = rows.flatMap((row) => (row.order ? [row.order] : []));
    expect(orders.map((o) => o.no)).toEqual([
      '8299000000012468',
      '3099000000023579',
      '8299000000034680',
      '8299000000045791',
      '8299000000056802',
      '8199000000067913',
      '8199000000079024',
      '1199000000080135',
    ]);
    expect(orders.map((o) => o.paid)).toEqual(amounts.map(cny));
    expect(orders.map((o) => o.state)).toEqual(['paid', 'paid', 'shipped', 'shipped', 'done', 'done', 'closed', 'closed']);
    expect(orders.map((o) => o.createdAt)).toEqual([
      pst('2026-01-16T15:57'),
      pst('2026-01-16T15:16'),
      pst('2026-01-14T08:02'),
      pst('2026-01-11T21:35'),
      pst('2025-12-02T11:20'),
      pdt('2025-08-20T02:11'),
      pst('2026-01-15T06:34'),
      pst('2025-11-28T13:45'),
    ]);
    expect(orders.map((o) => o.paidAt)).toEqual([
      pst('2026-01-16T15:57'),
      pst('2026-01-16T15:20'),
      pst('2026-01-14T08:03'),
      pst('2026-01-11T21:35'),
      pst('2025-12-02T11:20'),
      pdt('2025-08-20T02:12'),
      undefined,
      pst('2025-11-28T13:46'),
    ]);
    expect(orders.map((o) => o.receivedAt).filter(Boolean)).toEqual([pst('2025-12-20T09:41'), pdt('2025-09-05T18:22')]);
    expect(orders.map((o) => o.items)).toEqual([
      [{ code: 'DEMO-Y10-PRO', quantity: 1 }],
      [{ code: 'DEMO-055+RS1', quantity: 1 }],
      [
        { code: 'DEMO-ele138-BK', quantity: 1 },
        { code: 'DEMO-180in1-BK', quantity: 2 },
      ],
      [{ code: 'DEMO-180in1-WH', quantity: 1 }],
      [{ code: 'DEMO-180in1-BK', quantity: 1 }],
      [{ code: 'DEMO-138-BK', quantity: 1 }],
      [{ code: 'DEMO-138-BK', quantity: 3 }],
      [
        { code: 'DEMO-Y10-PRO', quantity: 1 },
        { code: 'DEMO-Y10-PRO', quantity: 1 },
      ],
    ]);
    expect(orders.map((o) => [o.carrier, o.tracking])).toEqual([
      [undefined, undefined],
      [undefined, undefined],
      ['美国邮政', ['9400000000000000000003']],
      ['Seller Shipping US', ['1Z0000000000000004']],
      ['Seller Shpping DE', ['CY000000005DE']],
      ['USPS', ['9400000000000000000006']],
      [undefined, undefined],
      [undefined, undefined],
    ]);
    expect(orders.map((o) => o.buyer)).toEqual([
      { name: 'Nora Testperson' },
      { name: 'Carlo Esempio' },
      { name: 'sampleshopper2468 user' },
      { name: 'US20251211v4zz user' },
      { name: 'Petra Beispiel' },
      { name: 'J**n', masked: true },
      { name: 'a**x', masked: true },
      { name: 'M**z', masked: true },
    ]);
    expect(orders[1]?.recipient).toEqual({
      name: 'Giulia Esempio',
      phone: '+39 3400000002',
      email: 'carlo@example.com',
      address: 'Via Esempio 21 C/O Bar',
      zip: '20100',
      city: 'Milano',
      region: 'Lombardia',
      country: 'Italy',
    });
    expect(orders[5]?.recipient).toEqual({
      name: 'Joh********',
      phone: '+1 512****006',
      email: 'jo****@example.com',
      address: '********st APT',
      zip: '78700',
      city: 'Austin',
      region: 'Texas',
      country: 'United States',
    });
  };

  it('reads the workbook', () => expectOrders('csp-order-export.zh_CN.2026-01.sample.xlsx'));
  it('reads the same orders from CSV', () => expectOrders('csp-order-export.zh_CN.2026-01.sample.csv'));

  it('counts lines of the CSV by its line breaks, also those inside cells', async () => {
    const { rows } = await readAll(sample('csp-order-export.zh_CN.2026-01.sample.csv'));
    expect(rows.map((row) => row.line)).toEqual([2, 4, 6, 9, 14, 17, 20, 22]);
  });
});
