/** Languages in which the comma stands before the decimals and the dot (or a blank) groups thousands. */
const COMMA: ReadonlySet<string> = new Set(['ru', 'es', 'pt', 'fr', 'de', 'it', 'pl']);
/** Languages that group thousands with an ordinary blank. */
const BLANKS: ReadonlySet<string> = new Set(['ru', 'fr', 'pl', 'es', 'pt']);

/** Words right after a number that multiply it. */
const TIMES: readonly (readonly [RegExp, number])[] = [
  [/^\s?(?:万|萬|만)/, 10_000],
  [/^\s?(?:千|천|тыс\.?)/, 1000],
  [/^\s?(?:亿|億|억)/, 100_000_000],
  [/^\s?[百백]/, 100],
  [/^[kK](?![\p{L}])/u, 1000],
];

/** Two letters of a language tag, lower case. */
export const short = (language: string): string => language.slice(0, 2).toLowerCase();

/** Returns the sign before the decimals in a language. */
export const decimalSign = (language: string): '.' | ',' => (COMMA.has(short(language)) ? ',' : '.');

/** Returns the pattern (source text) of a number as a language may write it. */
export function numberPattern(language: string): string {
  const gap = BLANKS.has(short(language)) ? `[.,'’ \\u00a0\\u202f]` : `[.,'’\\u00a0\\u202f]`;
  return `(?:\\d{1,3}(?:${gap}\\d{3})+(?:[.,]\\d{1,2})?(?!\\d)|\\d+(?:[.,]\\d+)?)`;
}

/** A pattern (source text) for the words that multiply the number before them. */
export const TIMES_PATTERN = '(?:\\s?(?:万|萬|만|千|천|тыс\\.?|亿|億|억|百|백)|[kK](?!\\p{L}))?';

/**
 * Returns the value of a written number as a plain decimal: `1,000.50` and `1.000,50` are both `1000.5`. One separator
 * before exactly three digits is read as the language does: `1,000` is a thousand in English, one in German. A number
 * with a leading zero (`007`) is no amount and stays as it is written.
 */
export function numberValue(written: string, language: string): string {
  const amount = /^[\d.,'’ \u00a0\u202f]*\d/.exec(written)?.[0] ?? '';
  const times = TIMES.find(([word]) => word.test(written.slice(amount.length)));
  const digits = amount.replace(/['’ \u00a0\u202f]/g, '');
  if (/^0\d+$/.test(digits)) return digits;
  const [whole = '', fraction = ''] = split(digits, language);
  const plain = `${whole.replace(/^0+(?=\d)/, '')}${fraction.replace(/0+$/, '') && `.${fraction.replace(/0+$/, '')}`}`;
  return times ? timesTen(plain, Math.log10(times[1])) : plain;
}

/** Moves the decimal point of a plain decimal to the right, without floating-point arithmetic. */
function timesTen(plain: string, places: number): string {
  const [whole = '', fraction = ''] = plain.split('.');
  const shifted = whole + fraction.padEnd(places, '0').slice(0, places);
  const rest = fraction.slice(places);
  return `${shifted.replace(/^0+(?=\d)/, '')}${rest && `.${rest}`}`;
}

function split(digits: string, language: string): [string, string] {
  const dots = digits.split('.').length - 1;
  const commas = digits.split(',').length - 1;
  if (dots > 0 && commas > 0) {
    const at = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
    return [digits.slice(0, at).replace(/[.,]/g, ''), digits.slice(at + 1)];
  }
  if (dots + commas === 0) return [digits, ''];
  if (dots + commas > 1) return [digits.replace(/[.,]/g, ''), ''];
  const sign = dots ? '.' : ',';
  const [whole = '', rest = ''] = digits.split(sign);
  const grouped = rest.length === 3 && whole.length <= 3 && whole !== '0' && sign !== decimalSign(language);
  return grouped ? [whole + rest, ''] : [whole, rest];
}
