import { hasLetters, lettered } from './when-hit.ts';
import { AMOUNTS, amountOf } from './when-number.ts';

/** A length of time found in a line: its parts added up. */
export interface Span {
  start: number;
  end: number;
  months: number;
  days: number;
  /** There when the span says hours or minutes: then it is exact. */
  minutes?: number;
}

type Field = 'minutes' | 'days' | 'months';

const UNITS: readonly (readonly [RegExp, Field, number])[] = [
  [/^刻/, 'minutes', 15],
  [/^(?:分|m$|min|мин)/i, 'minutes', 1],
  [/^(?:小时|钟头|h|час|ч$)/i, 'minutes', 60],
  [/^(?:天|日|d|ден|дн|сут)/i, 'days', 1],
  [/^(?:周|星期|礼拜|w|нед|sem)/i, 'days', 7],
  [/^(?:个?月|mo|мес|mes)/i, 'months', 1],
  [/^(?:年|y|год|лет|a[ñn])/i, 'months', 12],
];

/** Sources of one part, "2 hours", by language. */
const ZH_UNIT = '分钟?|刻钟|小时|钟头|天|日|周|星期|礼拜|个?月|年';
const ZH = `(?<amount>${AMOUNTS.zh})\\s*个?(?<half>半)?\\s*(?<unit>${ZH_UNIT})(?<more>半(?!个?月|年|小时|天))?`;
const EN_UNIT = 'min(?:ute)?s?|months?|mo|m|h(?:(?:ou)?rs?)?|d(?:ays?)?|w(?:eeks?|ks?)?|y(?:ears?|rs?)?';
const EN = `(?<amount>${AMOUNTS.en})(?<half> and a half)?\\s*(?<unit>${EN_UNIT})(?<more> and a half)?(?!\\p{L})`;
const RU_UNIT = 'мин\\p{L}*|час\\p{L}*|ч|д(?:ень|ня|ней)|сут\\p{L}+|недел\\p{L}+|месяц\\p{L}*|год\\p{L}*|лет';
const RU_REST = `(?<unit>пол(?:часа|года)|${RU_UNIT})(?<more> с половиной)?(?!\\p{L})\\.?`;
const RU = `(?<amount>${AMOUNTS.ru})(?<half> с половиной)? ?${RU_REST}`;
const RU_FIRST = `(?:(?<amount>${AMOUNTS.ru})(?<half> с половиной)? ?)?${RU_REST}`;
const ES_UNIT = 'min(?:utos?)?|mes(?:es)?|m|h(?:oras?)?|d(?:[ií]as?)?|semanas?|a[ñn]os?';
const ES = `(?<amount>${AMOUNTS.es})(?<half> y medi[ao])?\\s*(?<unit>${ES_UNIT})(?<more> y (?:medi[ao]|cuarto))?(?!\\p{L})`;

const plain = (source: string): string => source.replace(/\?<(?:amount|half|unit|more)>/g, '?:');
/** Several parts after each other; `1h30` leaves out its last unit. */
const chain = (first: string, part: string, and: string): string =>
  `${plain(first)}(?:\\s*,?\\s*${and}${plain(part)})*(?:(?<=\\dh)\\d{2}(?![\\p{L}\\d]))?`;

interface Form {
  whole: RegExp;
  part: RegExp;
}
const form = (whole: string, part: string): Form => ({ whole: lettered(whole), part: lettered(part, 'giu') });

const zhChain = chain(ZH, ZH, '[又零]?\\s*');
const enChain = chain(EN, EN, '(?:and )?');
const ruChain = chain(RU_FIRST, RU, '(?:и )?');
const esChain = chain(ES, ES, '(?:y )?');

const FROM_NOW: readonly Form[] = [form(`(?:再?过\\s*)?${zhChain}\\s*(?:之|以)?后`, ZH), form(`再?过\\s*${zhChain}`, ZH)];
const FROM_NOW_WEST: readonly Form[] = [
  form(`(?<![\\p{L}\\d])(?:in |\\+)\\s*${enChain}`, EN),
  form(`(?<![\\p{L}\\d])${enChain} (?:later|from (?:now|today))(?!\\p{L})`, EN),
  form(`(?<!\\p{L})через ${ruChain}`, RU_FIRST),
  form(`(?<!\\p{L})(?:en|dentro de) ${esChain}`, ES),
  form('(?<!\\p{L})(?:en|dentro de) hora y (?:media|cuarto)(?!\\p{L})', '(?<unit>hora)(?<more> y (?:media|cuarto))'),
];

const WITHIN: readonly Form[] = [form(`${zhChain}\\s*(?:之?内|以内|左右)`, ZH)];
const WITHIN_WEST: readonly Form[] = [
  form(`(?<!\\p{L})(?:within|in the next|in under|in less than) (?:the next )?${enChain}`, EN),
  form(`(?<!\\p{L})в течение ${ruChain}`, RU_FIRST),
  form(`(?<!\\p{L})(?:en menos de|en un plazo de|en (?:los|las) pr[oó]xim[oa]s) ${esChain}`, ES),
];

/** Adds so much of a unit to what a span has; false when that is nothing one can be called at. */
function add(total: Required<Omit<Span, 'start' | 'end'>>, amount: number, unit: string): boolean {
  const row = UNITS.find(([name]) => name.test(unit));
  if (!row) return false;
  const [, field, factor] = row;
  const whole = Math.floor(amount);
  if (field === 'minutes') total.minutes += Math.round(amount * factor);
  else if (Number.isInteger(amount * factor)) total[field] += amount * factor;
  else if (factor === 1 && amount - whole === 0.5 && (field === 'months' || whole > 0)) {
    total[field] += whole;
    // Half a month is fifteen days, half a day after whole ones twelve hours.
    if (field === 'months') total.days += 15;
    else total.minutes += 720;
  } else return false;
  return true;
}

function read({ whole, part }: Form, line: string): Span | 'unread' | null {
  const m = whole.exec(line);
  if (!m) return null;
  const total = { months: 0, days: 0, minutes: 0 };
  let exact = false;
  let read = '';
  for (const { groups = {}, 0: text } of m[0].matchAll(part)) {
    const said = (groups['unit'] ?? '').toLowerCase();
    const unit = said.replace(/^пол/, '');
    const more = groups['half'] ?? groups['more'];
    const base = said !== unit ? 0.5 : amountOf(groups['amount'] ?? '1');
    const amount = base === null ? null : base + (more ? (more.includes('cuarto') ? 0.25 : 0.5) : 0);
    if (amount === null || !add(total, amount, unit)) return 'unread';
    exact ||= UNITS.find(([name]) => name.test(unit))?.[1] === 'minutes';
    read = text;
  }
  const tail = /^\d{2}(?!\d)/.exec(m[0].slice(m[0].lastIndexOf(read) + read.length));
  if (tail) total.minutes += Number(tail[0]);
  const { minutes, ...rest } = total;
  const end = m.index + m[0].length;
  return { start: m.index, end, ...rest, ...(exact || minutes > 0 ? { minutes } : {}) };
}

const BEFORE = new RegExp(`${plain(ZH)}\\s*[,，]?\\s*$`, 'u');
/** `a week from friday` is reckoned from another day. */
const FROM_A_DAY = lettered('(?<!\\p{L})(?:days?|weeks?|months?) from (?:tomorrow|mon|tue|wed|thu|fri|sat|sun|next)');
/** `en 3 días hábiles` are other days. */
const WORKING = /^\s*(?:h[aá]bil|laborable)/iu;
const AFTER = lettered(
  `^\\s*(?:,|and|и|y|又|零)?\\s*(?:\\d{1,3}|半)\\s*(?:(?:${EN_UNIT}|${RU_UNIT}|${ES_UNIT})(?!\\p{L})|(?:${ZH_UNIT}))|^\\s*\\d{1,2}\\s*$`,
);

function first(forms: readonly Form[], line: string, more: RegExp | null): Span | 'unread' | null {
  for (const one of forms) {
    const span = read(one, line);
    if (span === null) continue;
    if (span === 'unread' || BEFORE.test(line.slice(0, span.start)) || WORKING.test(line.slice(span.end))) return 'unread';
    return span.minutes !== undefined && more?.test(line.slice(span.end)) ? 'unread' : span;
  }
  return null;
}

/**
 * Finds "so long from now" in a line, of one part or several (`1小时30分钟后`, `in 2 days 3 hours`, `через час и 20 минут`):
 * `unread` when there is one that cannot be reckoned (半天后) or that more of the kind stands beside.
 */
export function findSpan(line: string): Span | 'unread' | null {
  if (FROM_A_DAY.test(line)) return 'unread';
  return first(hasLetters(line) ? [...FROM_NOW, ...FROM_NOW_WEST] : FROM_NOW, line, AFTER);
}

/** Finds "within so long" in a sentence (`24小时内`, `within 2-3 days`); `unread` as in `findSpan`. */
export function findWithin(sentence: string): Span | 'unread' | null {
  return first(hasLetters(sentence) ? [...WITHIN, ...WITHIN_WEST] : WITHIN, sentence, null);
}
