import type { Money } from '../domain/money.ts';
import { parseMoney } from '../domain/money.ts';

const MONEY = /^(?:[-\u2212](?:(?:[A-Z]{1,3}\s?)?\p{Sc}|[A-Z]{3})\s*|[^\d-]{0,10}-?)\d[\d,]*(?:\.\d+)?[^\d]{0,6}$/u;

/** Stands for "not said". */
const NONE = 'XXX';

/**
 * Returns the ISO 4217 code that a cell of a currency column names (`CNY`, `US $`, `人民币`), or null when it says nothing
 * that is known.
 */
export function currencyNamed(text: string): string | null {
  if (/^[A-Za-z]{3}$/.test(text)) return text.toUpperCase() === 'RMB' ? 'CNY' : text.toUpperCase();
  const found = parseMoney(`1 ${text}`, NONE)?.currency;
  return found && found !== NONE ? found : null;
}

/** What an amount in a cell is: money, no amount at all, or one of which no currency is known. */
export type CellMoney = Money | 'bad' | 'noCurrency';

/**
 * Returns the amount of a cell in minor units. Its own sign or code counts; beside a currency column (`column`) it may not
 * say another one, where a mere `¥` or `$` says none. Else `fallback` is the currency; null leaves it open.
 */
export function moneyOfCell(value: string, column: string | null, fallback: string | null): CellMoney {
  if (!MONEY.test(value)) return 'bad';
  const own = parseMoney(value, column ?? fallback ?? NONE);
  if (!column || own?.currency === column) return own === null ? 'bad' : own.currency === NONE ? 'noCurrency' : own;
  const bare = /^\s*[-\u2212]?[¥￥$]/.test(value) ? parseMoney(value.replace(/[¥￥$]/, ''), column) : null;
  return bare?.currency === column ? bare : 'bad';
}
