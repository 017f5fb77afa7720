import { describe, expect, it } from 'vitest';
import { moneyOfCell } from '#lib/files/cell-money.ts';

describe('an amount in a cell', () => {
  it.each([
    ['-￥5.00', -500, 'CNY'],
    ['￥-5.00', -500, 'CNY'],
    ['-5.00', -500, 'CNY'],
    ['-US $5.00', -500, 'USD'],
    ['\u2212￥5.00', -500, 'CNY'],
    ['5.00元', 500, 'CNY'],
    ['￥1,242.35', 124235, 'CNY'],
  ])('%s may be below nothing', (text, minor, currency) => {
    expect(moneyOfCell(text, null, 'CNY')).toEqual({ minor, currency });
  });

  it.each(['- ￥5.00', '- 5', '--5', '-￥-5', '退款-￥5.00', '￥5-10', '-元5', '-HK$5'])('%s is none', (text) => {
    expect(moneyOfCell(text, null, 'CNY')).toBe('bad');
  });

  it('counts with a column of currencies as well', () => {
    expect(moneyOfCell('-$5.00', 'USD', null)).toEqual({ minor: -500, currency: 'USD' });
    expect(moneyOfCell('-US $5.00', 'EUR', null)).toBe('bad');
  });
});
