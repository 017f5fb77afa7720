import { minorPerUnit, parseMoney } from './money.ts';
import type { Order } from './order.ts';
import { boughtAt } from './purchases.ts';

/** Least sum paid of a large order, in whole units by currency; null where a person has taken a currency away. */
export type LeastSums = Readonly<Record<string, number | null>>;

/**
 * What a shop begins with: 500 yuan, and for the currencies that pages and files name about as much, by rounded rates of
 * November 2026 (those by which the queue compares orders too). The yuan is the product's own choice: neither platform says
 * what a large order is, every shop has its own.
 */
export const LARGE_FROM = {
  CNY: 500,
  USD: 80,
  EUR: 60,
  GBP: 60,
  RUB: 6000,
  BRL: 400,
  MXN: 1200,
  PLN: 250,
  AUD: 100,
  CAD: 100,
  JPY: 10_000,
  KRW: 100_000,
} as const satisfies LeastSums;

/** Currencies for which there was a field before there was a line for each. */
const FIRST = ['CNY', 'USD'] as const;

/**
 * Returns a shop's least sums, `stored` being what it has kept. From when only yuan and dollars could be set, the others are
 * as much more or less than what a shop begins with as the larger of those two; none where a person had taken both away.
 */
export function leastSums(stored: LeastSums | undefined): LeastSums {
  if (!stored) return LARGE_FROM;
  const factor = Math.max(...FIRST.map((currency) => (stored[currency] ?? 0) / LARGE_FROM[currency]));
  const other = (currency: string, sum: number): number | null =>
    FIRST.some((one) => one === currency) || factor === 0 ? null : Math.ceil(Number((sum * factor).toPrecision(2)));
  const before = Object.entries(LARGE_FROM).map(([currency, sum]) => [currency, other(currency, sum)] as const);
  return { ...Object.fromEntries(before), ...stored };
}

/** Returns least sums as a person edits them, a line each: `EUR=60`. */
export function sumLines(sums: LeastSums): string {
  return Object.entries(sums)
    .flatMap(([currency, sum]) => (sum === null ? [] : [`${currency}=${sum}`]))
    .join('\n');
}

/**
 * Reads what `sumLines` writes: the currency by its ISO code or a usual name (`欧元=60`), the sum in whole units. Returns the
 * sums, null for those a shop begins with that are not among them, and the lines that say something else.
 */
export function readSums(text: string): { sums: LeastSums; bad: string[] } {
  const sums: Record<string, number | null> = Object.fromEntries(Object.keys(LARGE_FROM).map((currency) => [currency, null]));
  const bad: string[] = [];
  for (const line of text.split('\n').filter((one) => one.trim() !== '')) {
    const [, name = '', sum] = /^\s*(\S.*?)\s*[=＝:：]\s*(\d{1,12})\s*$/u.exec(line) ?? [];
    const currency = parseMoney(`1 ${name}`, '')?.currency || (/^[A-Za-z]{3}$/.test(name) ? name.toUpperCase() : '');
    if (currency === '' || sum === undefined) bad.push(line.trim());
    else sums[currency] = Number(sum);
  }
  return { sums, bad };
}

/** What of a rule says which orders are large. */
export interface Large {
  amounts?: LeastSums;
  fromOrder?: number | null;
}

/** Tells whether an order, the buyer's `place`-th that was bought, is large by a rule. */
export function isLarge({ amounts, fromOrder }: Large, { paid }: Pick<Order, 'paid'>, place: number): boolean {
  const least = paid && amounts?.[paid.currency];
  const large = paid !== undefined && typeof least === 'number' && paid.minor >= least * minorPerUnit(paid.currency);
  return large || (typeof fromOrder === 'number' && place >= fromOrder);
}

/** Returns a buyer's orders that were bought, first ones first. */
export function boughtInOrder(orders: readonly Order[]): Order[] {
  return orders.filter((order) => boughtAt(order) !== undefined).toSorted((a, b) => (boughtAt(a) ?? 0) - (boughtAt(b) ?? 0));
}

/**
 * Returns the currencies in which a buyer's orders were paid that a rule can not call large or small, having no least sum for
 * them; one for each order that was bought later than `from` and up to `to` (epoch ms).
 */
export function currenciesWithoutSum(
  rule: Large,
  orders: readonly Order[],
  { from, to }: { from: number; to: number },
): string[] {
  return boughtInOrder(orders).flatMap((order, i) => {
    const { paid, state } = order;
    const at = boughtAt(order) ?? 0;
    if (!paid || paid.minor <= 0 || state === 'closed' || state === 'refunding' || at <= from || at > to) return [];
    return typeof rule.amounts?.[paid.currency] === 'number' || isLarge(rule, order, i + 1) ? [] : [paid.currency];
  });
}
