import { describe, expect, it } from 'vitest';
import { ItemMerger } from '#lib/files/merge-items.ts';
import type { OrderRow } from '#lib/files/order-row.ts';
import { cny, csv, errorsOf, readAll, utf8 } from './read-all.ts';

describe('item reports', () => {
  const head = [
    '子订单编号',
    '主订单编号',
    '商品标题',
    '商品价格',
    '购买数量',
    '订单状态',
    '买家实付金额',
    '退款状态',
    '商家备注',
  ];
  it('makes one order of its rows, with the sum, the least finished state and all items', async () => {
    const { rows } = await readAll(
      utf8(
        csv(
          head,
          ['11111111111111101', '11111111111111100', '甲', '10.00', '1', '交易关闭', '10.00', '退款成功', '先发'],
          ['22222222222222201', '22222222222222200', '丙', '5.00', '3', '交易成功', '15.00', '没有申请退款', 'null'],
          ['11111111111111102', '11111111111111100', '乙', '20.00', '2', '交易成功', '40.05', '无退款申请', '先发'],
        ),
      ),
    );
    expect(rows).toEqual([
      {
        line: 2,
        order: {
          kind: 'order',
          no: '11111111111111100',
          ofItems: 'all',
          state: 'done',
          stateText: '交易成功',
          paid: cny(5005),
          memo: '先发',
          items: [
            { lineNo: '11111111111111101', title: '甲', price: cny(1000), quantity: 1, refund: '退款成功' },
            { lineNo: '11111111111111102', title: '乙', price: cny(2000), quantity: 2, refund: '无退款申请' },
          ],
        },
      },
      {
        line: 3,
        order: {
          kind: 'order',
          no: '22222222222222200',
          ofItems: 'all',
          state: 'done',
          stateText: '交易成功',
          paid: cny(1500),
          items: [{ lineNo: '22222222222222201', title: '丙', price: cny(500), quantity: 3, refund: '没有申请退款' }],
        },
      },
    ]);
  });

  it('gives no sum when one row of the order could not be read', async () => {
    const { rows } = await readAll(
      utf8(
        csv(
          head,
          ['11111111111111101', '11111111111111100', '甲', '十元', '1', '交易成功', '10.00', '', ''],
          ['11111111111111102', '11111111111111100', '乙', '20.00', '2', '交易成功', '40.00', '', ''],
        ),
      ),
    );
    expect(errorsOf(rows)).toEqual([[2, '商品价格', 'badMoney']]);
    expect(rows.find((row) => row.order)?.order).not.toHaveProperty('paid');
  });
});

describe('putting rows of orders together', () => {
  const row = (no: number, line: number): OrderRow => ({
    line,
    order: { kind: 'order', no: String(10_000_000_000 + no), state: 'done', items: [{ title: String(line) }] },
  });

  it('lets finished orders go after some thousand others, and says when a row comes too late', () => {
    const merger = new ItemMerger();
    const out: OrderRow[] = [];
    for (let i = 0; i < 20_005; i++) out.push(...merger.add(row(i, i + 2)));
    expect(out.map((r) => r.line)).toEqual([2, 3, 4, 5, 6]);
    expect(merger.add(row(0, 30_000))).toMatchObject([
      { line: 30_000, error: { reason: { code: 'splitOrder', params: { no: '10000000000' } } } },
    ]);
    expect(merger.add(row(5, 30_001))).toEqual([]);
    const rest = merger.flush();
    expect(rest).toHaveLength(20_000);
    expect(rest[0]?.order?.items.map((item) => item.title)).toEqual(['7', '30001']);
  });

  it('refuses the 201st item of an order', () => {
    const merger = new ItemMerger();
    const out = Array.from({ length: 201 }, (_, i) => merger.add(row(1, i + 2))).flat();
    expect(out).toMatchObject([{ line: 202, error: { reason: { code: 'tooManyItems' } } }]);
    expect(merger.flush()[0]?.order?.items).toHaveLength(200);
  });
});
