import * as z from 'zod/mini';

/**
 * An amount in minor units (fen, cents) with its ISO 4217 currency; never a float. Made by a call that bundlers know
 * to be pure: page scripts parse amounts with this file and must not carry the schema library.
 */
export const moneySchema = /* @__PURE__ */ (() =>
  z.object({
    minor: z.number().check(z.int()),
    currency: z.string().check(z.regex(/^[A-Z]{3}$/)),
  }))();
export type Money = z.infer<typeof moneySchema>;

/** Currencies whose minor unit is the unit itself, and those with thousandths (ISO 4217 exponents 0 and 3). */
const NO_MINOR = /BIF|CLP|DJF|GNF|ISK|JPY|KMF|KRW|PYG|RWF|UGX|UYI|VND|VUV|X[AOP]F/;
const THOUSANDTHS = /BHD|IQD|JOD|KWD|LYD|OMR|TND/;

const SYMBOLS: readonly (readonly [RegExp, string])[] = [
  [/CN\s?[￥¥]|RMB|人民币|(?<![\p{Script=Han}])元/u, 'CNY'],
  [/(?<![A-Z])US\s?\$|USD|美元|美金/, 'USD'],
  [/(?<![A-Z])R\$|BRL|雷亚尔/, 'BRL'],
  [/(?<![A-Z])CA?\s?\$|CAD|加元|加拿大元/, 'CAD'],
  [/(?<![A-Z])AU?\s?\$|AUD|澳元|澳大利亚元/, 'AUD'],
  [/€|EUR|欧元/, 'EUR'],
  [/£|GBP|英镑/, 'GBP'],
  [/₽|руб|RUB|卢布/, 'RUB'],
  [/₩|KRW|韩元|韩币/, 'KRW'],
  [/zł|PLN|兹罗提/, 'PLN'],
  [/JP\s?[￥¥]|JPY|日元|日圆/, 'JPY'],
  [/[￥¥]|CNY/, 'CNY'],
];

/** A sign or code of some currency; one that is not known must not pass for another. */
const ANY_CURRENCY = /\p{Sc}|[A-Z]{3}|元/u;

/** A minus before the currency (`-￥5.00`), which goes before the number; a dash behind a word is none. */
const SIGN_FIRST = /(^|[\s(:：])-((?:[A-Z]{1,3} ?)?\p{Sc} ?|[A-Z]{3} ?)(?=\d)/u;

/** Returns how many decimals amounts of a currency (ISO 4217 code) have: 2, 0 for JPY, KRW …, 3 for KWD … */
export function decimalsOf(currency: string): number {
  return NO_MINOR.test(currency) ? 0 : THOUSANDTHS.test(currency) ? 3 : 2;
}

/** Returns the number of minor units in one unit of the currency: 100, 1 for JPY, 1000 for KWD. */
export function minorPerUnit(currency: string): number {
  return 10 ** decimalsOf(currency);
}

/** Returns the ISO currency named or hinted at by a symbol in the text, or null. */
function currencyIn(text: string): string | null {
  return SYMBOLS.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

/**
 * Returns the amount written in a text such as `CN￥ 1,242.35`, `￥105.00`, `US $24.60` or `0.00元`, or null.
 * A text without a currency takes `fallback`. Two different numbers, more decimals than the currency has, three digits
 * behind a point, and a currency that is not known (a mere `$` may be any of twenty) are refused.
 *
 * @example parseMoney('CN￥ 1,242.35', 'CNY') //=> {minor: 124235, currency: 'CNY'}
 */
export function parseMoney(written: string, fallback: string): Money | null {
  const text = written.replaceAll('\u2212', '-').replace(SIGN_FIRST, '$1$2-');
  const currency = currencyIn(text) ?? (ANY_CURRENCY.test(text) ? null : fallback);
  const found = currency && text.match(/-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?/g);
  if (!found || found.length !== 1) return null;
  const [whole = '', fraction = ''] = found[0].replaceAll(',', '').split('.');
  const digits = decimalsOf(currency);
  // Three digits behind a point are thousands in half of the world: `€ 1.200`.
  if (fraction.length === 3 && digits < 3) return null;
  const kept = fraction.replace(/0+$/, '');
  if (kept.length > digits) return null;
  // Never minus nothing.
  const minor = Number(`${whole}${kept.padEnd(digits, '0')}`) || 0;
  return Number.isSafeInteger(minor) ? { minor, currency } : null;
}

/** Returns the plain decimal of an amount, `1242.35`, for files and sums shown without a symbol. */
export function decimalOf(money: Money): string {
  const unit = minorPerUnit(money.currency);
  if (unit === 1) return String(money.minor);
  const sign = money.minor < 0 ? '-' : '';
  const abs = Math.abs(money.minor);
  return `${sign}${Math.floor(abs / unit)}.${String(abs % unit).padStart(decimalsOf(money.currency), '0')}`;
}

const formats = new Map<string, Intl.NumberFormat>();

/** Making a formatter costs a millisecond, and a profile shows a dozen amounts. */
function formatOf(currency: string, locale: string): Intl.NumberFormat {
  const key = `${locale}|${currency}`;
  let found = formats.get(key);
  if (!found) {
    const digits = decimalsOf(currency);
    found = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
    formats.set(key, found);
  }
  return found;
}

/** Returns the amount as people read it: `¥3,482.00`, `US$24.60`. */
export function formatMoney(money: Money, locale = 'zh-CN'): string {
  return formatOf(money.currency, locale).format(money.minor / minorPerUnit(money.currency));
}

/** Returns the sum per currency; amounts of different currencies are never added together. */
export function sumByCurrency(amounts: Iterable<Money>): Money[] {
  const sums = new Map<string, number>();
  for (const { minor, currency } of amounts) sums.set(currency, (sums.get(currency) ?? 0) + minor);
  return [...sums].map(([currency, minor]) => ({ minor, currency }));
}
