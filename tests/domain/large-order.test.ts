import { describe, expect, it } from 'vitest';
import { DEFAULT_RULES, mergedRules, type CadenceRule } from '#lib/domain/cadence-rules.ts';
import { isLarge, LARGE_FROM, leastSums, readSums, sumLines, type LeastSums } from '#lib/domain/large-order.ts';

const visit = DEFAULT_RULES.find(({ id }) => id === 'visit')!;
const large = (minor: number, currency: string, rule: CadenceRule = visit): boolean =>
  isLarge(rule, { paid: { minor, currency } }, 1);

describe('a large order', () => {
  it.each<[string, number, boolean]>([
    ['CNY', 500_00, true],
    ['CNY', 499_99, false],
    ['USD', 80_00, true],
    ['USD', 79_99, false],
    ['EUR', 200_00, true],
    ['EUR', 12_90, false],
    ['GBP', 75_00, true],
    ['GBP', 9_99, false],
    ['RUB', 20_000_00, true],
    ['RUB', 890_00, false],
    ['BRL', 650_00, true],
    ['BRL', 59_90, false],
    ['MXN', 2_500_00, true],
    ['PLN', 89_00, false],
    ['AUD', 150_00, true],
    ['CAD', 24_99, false],
    // No hundredths there.
    ['JPY', 15_000, true],
    ['JPY', 2_980, false],
    ['KRW', 150_000, true],
    ['KRW', 29_900, false],
    ['TRY', 90_000_00, false],
  ])('%s %i', (currency, minor, expected) => {
    expect(large(minor, currency)).toBe(expected);
  });

  it('without an amount is large by its place alone', () => {
    expect(isLarge(visit, {}, 4)).toBe(false);
    expect(isLarge(visit, {}, 5)).toBe(true);
    expect(isLarge({ ...visit, fromOrder: null }, {}, 50)).toBe(false);
  });
});

describe('what a shop kept before there were sums for other currencies', () => {
  const of = (amounts: LeastSums): LeastSums => mergedRules([{ ...visit, amounts }]).find(({ id }) => id === 'visit')!.amounts!;

  it('gets them as it began', () => expect(of({ CNY: 500, USD: 80 })).toEqual(LARGE_FROM));
  it('gets them as much larger as its own are', () => {
    expect(of({ CNY: 2000, USD: 80 })).toMatchObject({ CNY: 2000, USD: 80, EUR: 240, RUB: 24_000, JPY: 40_000 });
    expect(of({ USD: 40 })).toMatchObject({ CNY: null, USD: 40, EUR: 30, BRL: 200 });
  });
  it.each([1, 5, 20, 80, 333, 500, 12_345, 9_999_999])('gets lines that it can save again, from %d', (sum) => {
    const mine = of({ CNY: sum, USD: 1 });
    expect(readSums(sumLines(mine))).toEqual({ sums: mine, bad: [] });
  });
  it('gets none where it wanted none', () => {
    expect(new Set(Object.values(of({})))).toEqual(new Set([null]));
    expect(large(900_00, 'EUR', { ...visit, amounts: of({}) })).toBe(false);
  });
  it('is left alone once it has been said', () => {
    const said = { ...leastSums(undefined), EUR: null, TRY: 3000 };
    expect(of(said)).toEqual(said);
    expect(of(readSums('CNY=500').sums)).toMatchObject({ CNY: 500, USD: null, EUR: null });
  });
});

describe('the lines a person writes', () => {
  it('say what they said', () => {
    expect(readSums(sumLines(LARGE_FROM))).toEqual({ sums: LARGE_FROM, bad: [] });
    const { sums, bad } = readSums('元：800\n 欧元 = 100\nrub=9000\n卢布=9500\nTRY=3000\n\nUSD');
    expect(sums).toMatchObject({ CNY: 800, EUR: 100, RUB: 9500, TRY: 3000, USD: null, BRL: null });
    expect(bad).toEqual(['USD']);
  });
  it.each(['EUR', 'EUR=', '=60', 'EUR=sixty', 'EUR=60.5', '$=60', '很多=60', 'EUR=-5'])('are refused: %s', (line) => {
    expect(readSums(line).bad).toEqual([line]);
  });
});
