import { dayValue, namedDay, namedDayValue } from './token-date.ts';
import { currencyOf, MONEY_AFTER, MONEY_BEFORE } from './token-money.ts';
import { numberPattern, numberValue, short, TIMES_PATTERN } from './token-number.ts';
import { TIMES, timeOfDay } from './token-time.ts';

/** What in a text must not change when the text is translated or written by a machine. */
type TokenKind = 'variable' | 'link' | 'email' | 'date' | 'price' | 'percent' | 'time' | 'code' | 'size' | 'series' | 'number';

/** Something in a text that must survive: where it stands, how it is written, and what it means. */
export interface Token {
  kind: TokenKind;
  start: number;
  end: number;
  raw: string;
  /** Equal for what means the same: `1,000.50` in English and `1.000,50` in German. */
  value: string;
}

type Rule = readonly [kind: TokenKind, pattern: RegExp, valueOf: (match: RegExpExecArray) => string | null];

const STOPS = '\\s<>"\'`\\u0000，。；！？、（）【】「」《》';
const DOMAIN = '(?:[a-z0-9-]+\\.)+(?:com|cn|net|org|ru|shop|store|top|xyz|io|ly)';

/** The signs that open and close what stands for a token while a machine translates the rest. */
export const MASK_SIGNS = /[⟦⟧]/;

/** Writes all decimal digits, and the Arabic separators, as ASCII; the length stays. */
export function foldDigits(text: string): string {
  return text
    .replace(/[٠-٩]/g, (d) => String(d.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (d) => String(d.charCodeAt(0) - 0x6f0))
    .replace(/[０-９]/g, (d) => String(d.charCodeAt(0) - 0xff10))
    .replaceAll('٫', '.')
    .replaceAll('٬', ',')
    .replaceAll('．', '.')
    .replaceAll('，', (comma, at: number, all: string) =>
      /\d/.test(all[at - 1] ?? '') && /^\d{3}/.test(all.slice(at + 1)) ? ',' : comma,
    );
}

const exactly = (match: RegExpExecArray): string => match[0];

/** Days in figures. `03/11/2026` may be two different days and is compared as it is written. */
function dayRules(language: string): Rule[] {
  const of = (match: RegExpExecArray, year: number, month: number, day: number): string | null =>
    dayValue(match[year], Number(match[month]), Number(match[day]));
  return [
    ['date', /(?<!\d)(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日号일]?/g, (m) => of(m, 1, 2, 3)],
    ['date', /(?<!\d)(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日号일]/g, (m) => dayValue(undefined, Number(m[1]), Number(m[2]))],
    ['date', /(?<![\d.,/-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d/-]|[.,]\d)/g, (m) => of(m, 1, 3, 4)],
    ['date', /(?<![\d.,/-])(\d{1,2})\.(\d{1,2})\.(\d{4})(?![\d/-]|[.,]\d)/g, (m) => of(m, 3, 2, 1)],
    ['date', namedDay(language), (m) => namedDayValue(m, language)],
  ];
}

function amountRules(language: string): Rule[] {
  const number = numberPattern(language);
  const value = (text = ''): string => numberValue(text, language);
  const many = `${number}${TIMES_PATTERN}`;
  const price = (sign = '', amount = ''): string | null => {
    const currency = currencyOf(sign, language);
    return currency && `${currency} ${value(amount)}`;
  };
  return [
    ['price', new RegExp(`(${MONEY_BEFORE})\\s?([-−]?${many})(?!\\d)`, 'giu'), (m) => signed(m[2], (n) => price(m[1], n))],
    [
      'price',
      new RegExp(`(?<![\\p{L}\\d.,])([-−]?${many})\\s?(${MONEY_AFTER})`, 'giu'),
      (m) => signed(m[1], (n) => price(m[2], n)),
    ],
    ['price', new RegExp(`(?<=[\\p{Script=Han}])(${many})\\s?(${MONEY_AFTER})`, 'giu'), (m) => price(m[2], m[1])],
    ['percent', /打?(?<![\d.])(\d(?:\.\d)?|\d{2}|[一二三四五六七八九]{1,2})折(?![伞叠页扇屏层])/g, (m) => percentOff(m[1])],
    ['percent', new RegExp(`(${number})\\s?[%％٪]`, 'gu'), (m) => `${value(m[1])}%`],
  ];
}

/** What 8折 takes off: 20%; 10折 is the full price. */
function percentOff(paid = ''): string | null {
  if (paid === '10') return null;
  const figures = paid
    .replace(/[一二三四五六七八九]/g, (figure) => String('零一二三四五六七八九'.indexOf(figure)))
    .replace('.', '');
  return `${100 - Number(figures.padEnd(2, '0'))}%`;
}

function signed(written = '', valueOf: (rest: string) => string | null): string | null {
  const minus = /^[-−]/.test(written);
  const found = valueOf(minus ? written.slice(1) : written);
  return found && `${minus ? '-' : ''}${found}`;
}

function rules(language: string): Rule[] {
  const number = numberPattern(language);
  const plain = new RegExp(`(?<![\\d])(?:(?<![\\p{L}\\d])[-−])?(${number}${TIMES_PATTERN})`, 'gu');
  return [
    ['variable', /\{[^{}\n]{1,80}\}|｛[^｛｝\n]{1,80}｝/g, exactly],
    ['link', new RegExp(`(?:https?://|www\\.)[^${STOPS}]+`, 'gi'), exactly],
    ['email', /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, exactly],
    ['link', new RegExp(`(?<![\\w.@-])${DOMAIN}(?![\\w-])(?:/[^${STOPS}]*)?`, 'gi'), exactly],
    ...dayRules(language),
    ...amountRules(language),
    ...TIMES.map((pattern): Rule => ['time', pattern, timeOfDay]),
    ['size', /(?<![A-Za-z0-9])(?:[2-9]?X{1,4}[SL]|[SML])(?![A-Za-z0-9'’.&])/g, exactly],
    ['code', /(?<![A-Za-z0-9])(?![xX]\d+(?![A-Za-z0-9]))[A-Za-z]+[-_]?\d(?:[A-Za-z0-9]|[-_](?=[A-Za-z0-9]))*/g, exactly],
    ['code', /(?<![A-Za-z0-9])(?=[A-Za-z0-9]{6})(?=(?:[A-Za-z]*\d){3})\d+[A-Za-z][A-Za-z0-9]*/g, exactly],
    ['code', /(?<![A-Za-z0-9.,])\d{8,}(?![A-Za-z0-9]|[.,]\d)/g, exactly],
    ['series', /(?<![\d/])\d{1,4}(?:\/\d{1,4})+(?![\d/])/g, exactly],
    ['number', plain, (m) => `${/^[-−]/.test(m[0]) ? '-' : ''}${numberValue(m[1] ?? '', language)}`],
  ];
}

const made = new Map<string, Rule[]>();

function rulesFor(language: string): Rule[] {
  const tag = short(language);
  const known = made.get(tag) ?? rules(tag);
  made.set(tag, known);
  return known;
}

/**
 * Returns what in a text must not change, in the order in which it stands: template variables, links, e-mail addresses,
 * days, prices, percentages, times of day, order and tracking numbers and other codes, sizes, and all other numbers.
 * `language` (BCP 47) says how the text writes numbers and names of months.
 */
export function findTokens(text: string, language: string): Token[] {
  let rest = foldDigits(text);
  const found: Token[] = [];
  for (const [kind, pattern, valueOf] of rulesFor(language)) {
    pattern.lastIndex = 0;
    const here: Token[] = [];
    for (let match = pattern.exec(rest); match; match = pattern.exec(rest)) {
      if (match[0] === '') {
        pattern.lastIndex += 1;
        continue;
      }
      const token = tokenOf(kind, match, text, valueOf);
      if (token) here.push(token);
    }
    // What has been found is taken out, so that its parts are not found once more.
    for (const { start, end } of here) rest = rest.slice(0, start) + '\0'.repeat(end - start) + rest.slice(end);
    found.push(...here);
  }
  return found.toSorted((a, b) => a.start - b.start);
}

function tokenOf(
  kind: TokenKind,
  match: RegExpExecArray,
  text: string,
  valueOf: (match: RegExpExecArray) => string | null,
): Token | null {
  const value = valueOf(match);
  if (value === null) return null;
  // A full stop or bracket after an address belongs to the sentence.
  const length = kind === 'link' ? match[0].replace(/[.,;:!?)\]'"…]+$/, '').length : match[0].trimEnd().length;
  if (length === 0) return null;
  const start = match.index;
  const raw = text.slice(start, start + length);
  return { kind, start, end: start + length, raw, value: value === match[0] ? foldDigits(raw) : value };
}
