import type { Day } from './calendar-day.ts';
import { addMonths, dayOf, lastOf, lettered, nearDays, western, word, type DayRule, type Found } from './when-hit.ts';
import { NUMBER, numberOf } from './when-number.ts';

/** Beginnings of the months' names in English, Russian and Spanish. */
const MONTH_NAMES: readonly RegExp[] = [
  /^(?:jan|янв|ene)/i,
  /^(?:feb|фев)/i,
  /^(?:mar|мар)/i,
  /^(?:apr|апр|abr)/i,
  /^(?:may|ма[йя])/i,
  /^(?:jun|июн)/i,
  /^(?:jul|июл)/i,
  /^(?:aug|авг|ago)/i,
  /^(?:sep|сен)/i,
  /^(?:oct|окт)/i,
  /^(?:nov|ноя)/i,
  /^(?:dec|дек|dic)/i,
];
const monthOf = (name: string): number => MONTH_NAMES.findIndex((pattern) => pattern.test(name)) + 1;
const MONTH = '(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\\.?';
const MONTH_AFTER =
  '(января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря|' +
  'enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|ene|abr|ago|dic)';

/** What may follow a bare `28号` or `28th`: the end of the line, a mark, a part of the day, a time. */
const AHEAD_ZH = `(?=\\s*(?:$|[,，。;；]|凌晨|清晨|[早晚]|[上下中正]午|午[前后]|傍晚|[深半午]夜|夜|\\d{1,2}:\\d|(?:零|${NUMBER})\\s*[点點时]))`;
const AHEAD_EN = '(?=\\s*(?:$|,|at |\\d{1,2}(?:[:.]\\d\\d|\\s?[ap]\\.?m)|(?:in the )?(?:morning|afternoon|evening)|noon|night))';

/** The year that was said, in figures or as 今年, 明年, 后年; null when none was. */
function yearOf(figures: string | undefined, text: string | undefined, today: Day): number | null {
  if (figures) return Number(figures);
  return text ? today.year + ['今年', '明年', '后年'].indexOf(text) : null;
}

/** A day of a month: in the year that was said, or else the next one. */
function onDate(year: number | null, month: number, day: number, today: Day): Found {
  const found = dayOf(year ?? today.year, month, day);
  // 2月30日 can only be the end of that month.
  const named = found === 'bad' && month >= 1 && month <= 12 && day > 28 && day <= 31;
  const instead = named ? { instead: nearDays({ year: year ?? today.year, month, day }).slice(0, 1) } : {};
  return { day: found, ...(year === null ? { rolls: 'year' as const } : {}), ...instead };
}

/** First (`初`, `beginning`) or last day of a month of the year. */
function edgeOfYear(year: number | null, month: number, first: boolean, today: Day): Found {
  return onDate(year, month, first ? 1 : lastOf(year ?? today.year, Math.min(12, Math.max(1, month))), today);
}

/** First or last day of this month or, with `ahead`, of a later one; the first moves on when it has passed. */
function edgeOfMonth(ahead: number, first: boolean, today: Day): Found {
  const base = addMonths({ ...today, day: 1 }, ahead);
  if (first) return { day: base, dayOfMonth: 1, ...(ahead === 0 ? { rolls: 'month' } : {}) };
  return { day: { ...base, day: lastOf(base.year, base.month) }, dayOfMonth: 31 };
}

/** The n-th of this month, moved on when it has passed, or (`ahead` 1 or more) of a later month. */
export function nth(n: number, ahead: number, today: Day): Found {
  const base = addMonths({ ...today, day: 1 }, ahead);
  const day = dayOf(base.year, base.month, n);
  const instead = day === 'bad' && n > 28 && n <= 31 ? { instead: nearDays({ ...base, day: n }) } : {};
  return { day, dayOfMonth: n, ...(ahead === 0 ? { rolls: 'month' as const } : {}), ...instead };
}

const YEAR_ZH = '(?:(\\d{4})年|(今年|明年|后年))?\\s*';

/** Days by their month in Chinese, from the most to the least particular. */
export const MONTH_RULES_ZH: readonly DayRule[] = [
  {
    pattern: new RegExp(`${YEAR_ZH}(?<!\\d)(${NUMBER})月(${NUMBER})(?:[日号]|${AHEAD_ZH})`, 'u'),
    found: (m, today) => onDate(yearOf(m[1], m[2], today), numberOf(m[3] ?? ''), numberOf(m[4] ?? ''), today),
  },
  {
    pattern: new RegExp(`${YEAR_ZH}(?<!\\d)(${NUMBER})月份?(?:的?最后一天|([初底末]))`, 'u'),
    found: (m, today) => edgeOfYear(yearOf(m[1], m[2], today), numberOf(m[3] ?? ''), m[4] === '初', today),
  },
  {
    pattern: new RegExp(`(下+个?月|本月|这个?月|当月)\\s*(?:(${NUMBER})[日号]|的?最后一天|([初底末]))`, 'u'),
    found: (m, today) => {
      const ahead = m[1]?.split('下').length ?? 1;
      if (!m[2]) return edgeOfMonth(ahead - 1, m[3] === '初', today);
      const { rolls: _rolls, ...found } = nth(numberOf(m[2]), ahead - 1, today);
      return found;
    },
  },
  { pattern: /(?<!上个?)月(初|[底末]|最后一天)/u, found: (m, today) => edgeOfMonth(0, m[1] === '初', today) },
  {
    pattern: new RegExp(`^(${NUMBER})[日号](?![楼色款链店码机线])`, 'u'),
    found: (m, today) => nth(numberOf(m[1] ?? ''), 0, today),
  },
  {
    // 第3号, 发3号 and 换成3号 are sorts, 等3日 is a span.
    pattern: new RegExp(
      `(?:(?<=[\\s,，。、;；:：])(${NUMBER})[日号]|(?<=[\\p{Script=Han}])(?<![第发换要拍买改码色成])(?<![一二两三四五六七八九十百零](?!\\d))(${NUMBER})号)${AHEAD_ZH}`,
      'u',
    ),
    found: (m, today) => {
      const n = numberOf(m[1] ?? m[2] ?? '');
      return n >= 1 && n <= 31 ? nth(n, 0, today) : null;
    },
  },
];

const NOT_A_DAY = '(?! (?:floor|line|page|try|attempt|orders?|parcels?|packages?|items?|time|messages?|one)(?!\\p{L}))';
const ORDINAL = '(\\d{1,2})(?:st|nd|rd|th)';
const OF_MONTH = '(?: of (?:the )?month| (?:of )?(this|next) month)';

/** Days by their month in English, Russian and Spanish. */
export const MONTH_RULES_WEST: readonly DayRule[] = [
  {
    pattern: word(
      `(?:(?:el|к|до) )?(\\d{1,2})(?:-?го)? (?:de )?${MONTH_AFTER}(?:,? (?:del? )?(20\\d\\d)(?![\\d:])(?: года| г\\.?)?)?`,
    ),
    found: (m, today) => ({ ...onDate(yearOf(m[3], undefined, today), monthOf(m[2] ?? ''), Number(m[1]), today), ...western }),
  },
  {
    pattern: word(
      `(?:${MONTH} (\\d{1,2})(?:st|nd|rd|th)?(?![\\d:.])|(\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${MONTH})(?:,? (20\\d\\d)(?![\\d:]))?`,
    ),
    found: (m, today) => ({
      ...onDate(yearOf(m[5], undefined, today), monthOf(m[1] ?? m[4] ?? ''), Number(m[2] ?? m[3]), today),
      ...western,
    }),
  },
  {
    pattern: word(
      `(?:(?:at|on|by|before) )?(?:the )?(end|last day|beginning|start) of (?:(?:the |this )?(?:(next) )?month|${MONTH})` +
        `|(?:(?:в|к|до) )?(конц[еау]|конец|начал[еау]|начало) (?:(?:этого |(следующего) )?месяца|${MONTH_AFTER})` +
        `|(?:(?:a|para|el) )?(fin(?:es|al|ales)?|[uú]ltimo d[ií]a|principios|comienzos) (?:del? )(?:(?:este )?(?:(pr[oó]ximo) )?mes|${MONTH_AFTER})`,
    ),
    found: (m, today) => {
      const first = /^(?:begin|start|нач|princ|comi)/i.test(m[1] ?? m[4] ?? m[7] ?? '');
      const name = m[3] ?? m[6] ?? m[9];
      const ahead = (m[2] ?? m[5] ?? m[8]) ? 1 : 0;
      return { ...(name ? edgeOfYear(null, monthOf(name), first, today) : edgeOfMonth(ahead, first, today)), ...western };
    },
  },
  {
    pattern: word(
      `(?:on |by )?(?:the )?${ORDINAL}${OF_MONTH}|(?:on|by) the ${ORDINAL}${NOT_A_DAY}|(?:(?:on )?the )?${ORDINAL}${AHEAD_EN}`,
    ),
    found: (m, today) => ({ ...nth(Number(m[1] ?? m[3] ?? m[4]), m[2] === 'next' ? 1 : 0, today), ...western }),
  },
  {
    pattern: word('(?:(?:до|к) )?(\\d{1,2})(?:-?го|-?е)? числа(?: (?:этого |(следующего) )?месяца)?'),
    found: (m, today) => ({ ...nth(Number(m[1]), m[2] ? 1 : 0, today), ...western }),
  },
  {
    pattern: word(
      '(?:el d[ií]a|el|d[ií]a) (\\d{1,2})(?![\\d:.,%º°ª])(?!\\s*(?:%|por ciento))(?: del? (?:este )?(?:(pr[oó]ximo) )?mes(?: (que viene))?)?',
    ),
    found: (m, today) => {
      const n = Number(m[1]);
      return n >= 1 && n <= 31 ? { ...nth(n, (m[2] ?? m[3]) ? 1 : 0, today), ...western } : null;
    },
  },
];

/** A day that stays in a line and that none of the rules has taken. */
const LEFT = lettered(
  `(?<![第\\d.])${NUMBER}[日号](?=\\s|$|[,，。、前后])|(?<!\\d)${NUMBER}月\\s?(?:${NUMBER}|[初底末中])|` +
    `(?<!\\p{L})(?:${MONTH} \\d{1,2}(?!\\d)|\\d{1,2}(?:st|nd|rd|th)? ${MONTH}|\\d{1,2}(?:st|nd|rd|th)(?=\\s*$)|\\d{1,2}(?:-?го)? числа)(?!\\p{L})`,
);

/** Tells whether a line still names a day of a month; its months by name count only beside a figure. */
export function namesDate(line: string): boolean {
  return LEFT.test(line);
}
