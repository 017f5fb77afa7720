import { describe, expect, it } from 'vitest';
import { decimalOf, formatMoney, parseMoney, sumByCurrency } from '#lib/domain/money.ts';

describe('parseMoney', () => {
  it.each([
    ['CN￥ 1,242.35', 'CNY', { minor: 124235, currency: 'CNY' }],
    ['￥105.00', 'CNY', { minor: 10500, currency: 'CNY' }],
    ['US $24.60', 'CNY', { minor: 2460, currency: 'USD' }],
    ['US $ 24.60', 'CNY', { minor: 2460, currency: 'USD' }],
    ['0.00元', 'CNY', { minor: 0, currency: 'CNY' }],
    ['12.5 美元', 'CNY', { minor: 1250, currency: 'USD' }],
    ['12.5欧元', 'CNY', { minor: 1250, currency: 'EUR' }],
    ['1,200', 'PYG', { minor: 1200, currency: 'PYG' }],
    ['12.50', 'PYG', null],
    ['1.250', 'KWD', { minor: 1250, currency: 'KWD' }],
    ['12.5', 'KWD', { minor: 12500, currency: 'KWD' }],
    ['1.2505', 'KWD', null],
    ['1200日元', 'CNY', { minor: 1200, currency: 'JPY' }],
    ['退款金额 8.80元', 'CNY', { minor: 880, currency: 'CNY' }],
    ['598', 'CNY', { minor: 59800, currency: 'CNY' }],
    ['62.5', 'CNY', { minor: 6250, currency: 'CNY' }],
    ['1,234,567.89', 'EUR', { minor: 123456789, currency: 'EUR' }],
    ['₩12,300', 'CNY', { minor: 12300, currency: 'KRW' }],
    ['-3.20', 'CNY', { minor: -320, currency: 'CNY' }],
    ['-￥5.00', 'CNY', { minor: -500, currency: 'CNY' }],
    ['￥-5.00', 'CNY', { minor: -500, currency: 'CNY' }],
    ['\u2212￥5.00', 'CNY', { minor: -500, currency: 'CNY' }],
    ['\u22125.00', 'CNY', { minor: -500, currency: 'CNY' }],
    ['-US $5.00', 'CNY', { minor: -500, currency: 'USD' }],
    ['-CN￥ 1,242.35', 'CNY', { minor: -124235, currency: 'CNY' }],
    ['-USD 5', 'CNY', { minor: -500, currency: 'USD' }],
    ['-R$ 5.00', 'CNY', { minor: -500, currency: 'BRL' }],
    ['-JP¥ 1,200', 'CNY', { minor: -1200, currency: 'JPY' }],
    ['退款：-￥5.00', 'CNY', { minor: -500, currency: 'CNY' }],
    ['(-￥5.00)', 'CNY', { minor: -500, currency: 'CNY' }],
    ['订单金额 - ￥105.00', 'CNY', { minor: 10500, currency: 'CNY' }],
    ['订单金额-￥105.00', 'CNY', { minor: 10500, currency: 'CNY' }],
    ['-￥0.00', 'CNY', { minor: 0, currency: 'CNY' }],
    ['CA$ 5.00', 'CNY', { minor: 500, currency: 'CAD' }],
    ['C$5.00', 'CNY', { minor: 500, currency: 'CAD' }],
    ['AU $5.00', 'CNY', { minor: 500, currency: 'AUD' }],
    ['89007199254740.99', 'CNY', { minor: 8900719925474099, currency: 'CNY' }],
  ])('reads %s', (text, fallback, expected) => {
    expect(parseMoney(text, fallback)).toEqual(expected);
  });

  it.each([
    '',
    '免费',
    '￥10.00 ￥12.00',
    '￥10.00-￥12.00',
    '-€ 1.200',
    '1.234',
    '€ 1.200',
    '€ 12.000',
    '₩12.300',
    '¥1.000',
    '€ 1.200,50',
    '99007199254740.999',
    '190071992547409.99',
  ])('refuses %j', (text) => {
    expect(parseMoney(text, 'CNY')).toBeNull();
  });

  it.each(['$24.60', '100 港元', '1.2万元', 'HK$ 100.00', 'MX$5.00', 'S$ 3', '₺12.00', 'MXN 5.00'])(
    'never takes %j for another currency',
    (text) => {
      expect(parseMoney(text, 'CNY')).toBeNull();
    },
  );

  it('prints what it read', () => {
    expect(decimalOf({ minor: 124235, currency: 'CNY' })).toBe('1242.35');
    expect(decimalOf({ minor: -320, currency: 'CNY' })).toBe('-3.20');
    expect(decimalOf({ minor: 5, currency: 'CNY' })).toBe('0.05');
    expect(decimalOf({ minor: 12300, currency: 'KRW' })).toBe('12300');
    expect(decimalOf({ minor: 12300, currency: 'XAF' })).toBe('12300');
    expect(decimalOf({ minor: 12005, currency: 'KWD' })).toBe('12.005');
    expect(formatMoney({ minor: 348200, currency: 'CNY' })).toBe('¥3,482.00');
  });

  it('never adds two currencies together', () => {
    const sums = sumByCurrency([
      { minor: 1, currency: 'CNY' },
      { minor: 2, currency: 'USD' },
      { minor: 3, currency: 'CNY' },
    ]);
    expect(sums).toEqual([
      { minor: 4, currency: 'CNY' },
      { minor: 2, currency: 'USD' },
    ]);
  });
});
