import { describe, expect, it } from 'vitest';
import { cny, readAll, sample } from './read-all.ts';

const china = (text: string): number => Date.parse(`${text}+08:00`);

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
          ofItems: 'all',
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
          ofItems: 'all',
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
              refund: '无退款申请',
            },
          ],
        },
      },
    ]);
  });
});
