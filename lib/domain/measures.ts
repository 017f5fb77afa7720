/** A number with its unit, as a text has it. */
export interface Measure {
  /** As written, and where it begins (UTF-16 units). */
  text: string;
  at: number;
  number: number;
  /** What can be compared, and the number in its smallest unit: minutes for what lasts, months for years. */
  kind: string;
  size: number;
}

const DIGITS: Readonly<Record<string, string>> = Object.fromEntries(
  [...'零一二三四五六七八九'].map((char, i) => [char, String(i)]),
);

const HOUR = 60;
const DAY = 24 * HOUR;

/**
 * Units that are written in several ways, what they measure and how much of it. A working day counts as a day: how many
 * hours it has depends on the week. Months are no fixed number of days.
 */
const UNITS: readonly (readonly [RegExp, kind: string, size: number])[] = [
  [/^(?:个?小时|钟头|hours?|hrs?|h\b|час(?:ов|а)?|horas?|heures?|stunden?|ore|godzin[ay]?|時間|시간|ساعات|ساعة)/i, 'span', HOUR],
  [
    /^(?:个?工作日|business days?|working days?|рабочи[хй] (?:дн(?:ей|я)|день)|días? laborables?|dias? úteis|jours? ouvrés?)/i,
    'span',
    DAY,
  ],
  [/^(?:werktagen?|giorni lavorativi|営業日|영업일|dni robocz(?:ych|e))/i, 'span', DAY],
  [/^(?:天|日|days?|дн(?:ей|я)|день|días?|dias?|jours?|tagen?|giorni|dni|일|أيام|يوم|сут(?:ок|ки))/i, 'span', DAY],
  [/^(?:个?星期|个?礼拜|周|weeks?)/i, 'span', 7 * DAY],
  [/^(?:分钟|minutes?|min)/i, 'span', 1],
  [/^(?:个月|months?)/i, 'months', 1],
  [/^(?:年|years?)/i, 'months', 12],
  [/^(?:元|块|rmb|cny|￥|¥)/i, 'yuan', 1],
  [/^(?:美元|美金|usd|\$)/i, 'usd', 1],
  [/^(?:折)/, 'discount', 1],
  [/^(?:%|％|percent)/i, 'percent', 1],
  [/^(?:件|pcs?|pieces?|items?)/i, 'piece', 1],
];

/** `满59包邮` is an amount, though no unit stands there. */
const FREE_BEHIND = /^[就即可都]?(?:包邮|免[邮运])/;
const YUAN = [/^/, 'yuan', 1] as const;

/** Of `3-5天` the last number counts. */
const NUMBER =
  /([¥￥$])?\s*(?:\d+(?:\.\d+)?\s*[-–~～至到]\s*)?([\d０-９]+(?:[.．][\d０-９]+)?|半|[一二两三四五六七八九十]{1,3})\s*/g;

/** Returns the numbers with units that a text states, `7天` and `七天` alike; `¥99` is an amount too. */
export function measuresIn(text: string): Measure[] {
  const found: Measure[] = [];
  for (const match of text.matchAll(NUMBER)) {
    const [whole, sign = '', digits = ''] = match;
    const rest = text.slice(match.index + whole.length);
    const isLeastAmount = /满\s*$/.test(text.slice(0, match.index)) && FREE_BEHIND.test(rest);
    const unit = isLeastAmount ? YUAN : UNITS.find(([pattern]) => pattern.test(rest));
    const [, kind, size] = sign ? [null, sign === '$' ? 'usd' : 'yuan', 1] : (unit ?? []);
    const number = numberOf(digits.normalize('NFKC'));
    if (!kind || !size || number === null || isOfDate(text.slice(0, match.index), number, rest)) continue;
    const written = sign ? whole : `${whole}${unit?.[0].exec(rest)?.[0] ?? ''}`;
    const at = match.index + written.length - written.trimStart().length;
    found.push({ text: written.trim(), at, number, kind, size: number * size });
  }
  return found;
}

/** `11月20日` and `2026年` are no spans. */
function isOfDate(before: string, number: number, rest: string): boolean {
  return rest.startsWith('日') ? /[月年/.-]\s*$/.test(before) : rest.startsWith('年') && number >= 1900;
}

function numberOf(digits: string): number | null {
  if (/^\d/.test(digits)) return Number(digits);
  if (digits === '半') return 0.5;
  const [, tens, ones = ''] = /^(.?)十(.?)$/.exec(digits) ?? [];
  if (tens !== undefined) return Number(DIGITS[tens] ?? '1') * 10 + Number(DIGITS[ones] ?? '0');
  const single = digits === '两' ? '2' : DIGITS[digits];
  return single === undefined ? null : Number(single);
}
