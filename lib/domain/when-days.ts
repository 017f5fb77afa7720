import type { Day } from './calendar-day.ts';
import { wallTimeOf } from './time.ts';

/** Part of the day that words name; it decides between morning and afternoon and gives an hour when none is said. */
export type Part = 'dawn' | 'am' | 'noon' | 'pm' | 'night';

/** Where in the line a day was found and what it is. */
export interface DayHit {
  start: number;
  end: number;
  /** The day, `bad` when the line names one that does not exist. */
  day: Day | 'bad';
  /** What a day that has passed is moved by: a weekday to the next week, `25号` to the next month, `11-25` to the next year. */
  rolls?: 'week' | 'month' | 'year';
  part?: Part;
  /** The word is not Chinese, so that a bare figure after it is an hour (`fri 10`). */
  western?: boolean;
  doubt?: Doubt;
}

/**
 * What a line leaves open although a moment was taken: three o'clock at night or in the afternoon, 3/4 in March or in
 * April, a weekday that is today or `next friday` before this one has passed.
 */
export type Doubt = 'twelve' | 'day-month' | 'this-or-next';

const DIGITS: Readonly<Record<string, number>> = { 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };

/** Source of a pattern for a small number in figures or Chinese characters. */
export const NUMBER = '(?:\\d{1,3}|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])';

/** Returns the value of a number matched by `NUMBER`. */
export function numberOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  if (!text.includes('十')) return DIGITS[text] ?? 0;
  const [tens = '', ones = ''] = text.split('十');
  return (tens ? (DIGITS[tens] ?? 0) : 1) * 10 + (DIGITS[ones] ?? 0);
}

/** Returns the day `n` days after another. */
export function addDays(day: Day, n: number): Day {
  const date = new Date(Date.UTC(day.year, day.month - 1, day.day + n));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** Returns the same day of the month `n` months later, or that month's last day. */
export function addMonths(day: Day, n: number): Day {
  const first = new Date(Date.UTC(day.year, day.month - 1 + n, 1));
  const year = first.getUTCFullYear();
  const month = first.getUTCMonth() + 1;
  return { year, month, day: Math.min(day.day, lastOf(year, month)) };
}

function lastOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Returns the day, or `bad` when the calendar has no such day. */
function dayOf(year: number, month: number, day: number): Day | 'bad' {
  return month >= 1 && month <= 12 && day >= 1 && day <= lastOf(year, month) ? { year, month, day } : 'bad';
}

/** Returns 1 (Monday) – 7 (Sunday). */
function weekdayOf(day: Day): number {
  return new Date(Date.UTC(day.year, day.month - 1, day.day)).getUTCDay() || 7;
}

/** Returns today in a zone. */
export function todayIn(now: number, zone: string): Day {
  const { year, month, day } = wallTimeOf(now, zone);
  return { year, month, day };
}

/** Returns a weekday of this week (`weeks` 0) or of a later one; weeks begin on Monday. */
function inWeek(today: Day, weekday: number, weeks: number): Day {
  return addDays(today, weekday - weekdayOf(today) + weeks * 7);
}

/** Returns the next day that is the weekday, today included. */
function nextWeekday(today: Day, weekday: number): Day {
  return addDays(today, (weekday - weekdayOf(today) + 7) % 7);
}

/** A weekday without a week: today counts, and then it is open whether today was meant. */
function onWeekday(today: Day, weekday: number): Found {
  const day = nextWeekday(today, weekday);
  return { day, rolls: 'week', ...(day.day === today.day ? { doubt: 'this-or-next' as const } : {}) };
}

type Found = Omit<DayHit, 'start' | 'end'>;
interface Rule {
  pattern: RegExp;
  found: (m: RegExpExecArray, today: Day) => Found | null;
}

const WEEKDAY_ZH: Readonly<Record<string, number>> = { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 日: 7, 天: 7, 末: 6 };
const WEEKDAY_WEST: readonly (readonly [RegExp, number])[] = [
  [/^(?:mon|пн|понед|lun)/i, 1],
  [/^(?:tue|вт|mart)/i, 2],
  [/^(?:wed|ср|mi[eé]r)/i, 3],
  [/^(?:thu|чт|четв|juev)/i, 4],
  [/^(?:fri|пт|пятн|vier)/i, 5],
  [/^(?:sat|сб|субб|s[aá]b)/i, 6],
  [/^(?:sun|вс|воск|domi)/i, 7],
];
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
  'enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)';

/** Surrounds a pattern so that it is a word of its own in Latin and Cyrillic writing. */
const word = (source: string): RegExp =>
  new RegExp(`(?<![\\p{Script=Latin}\\p{Script=Cyrillic}\\d])(?:${source})(?![\\p{Script=Latin}\\p{Script=Cyrillic}])`, 'iu');

const WEEKDAYS =
  'mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|' +
  'пн|понедельника?|вт|вторника?|ср|сред[ауы]|чт|четверга?|пт|пятниц[ауы]|сб|суббот[ауы]|вс|воскресень[ея]|' +
  'lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo';
const NEXT = 'next|следующ\\S+|pr[oó]xim[oa]';

const shifted =
  (n: number, extra: Partial<Found> = {}) =>
  (_m: RegExpExecArray, today: Day): Found => ({ day: addDays(today, n), ...extra });
const western = { western: true } as const;

/** Month and day from two figures: `11-25`; `25/11` and `25.11` where only that can be meant. */
function monthDay(a: number, b: number, mark: string, today: Day): Found | null {
  const [month, day] = a > 12 && b <= 12 && mark !== '-' ? [b, a] : [a, b];
  if (month > 12 || day > 31 || month === 0 || day === 0) return null;
  const open = mark !== '-' && a <= 12 && b <= 12 && a !== b;
  return { day: dayOf(today.year, month, day), rolls: 'year', ...(open ? { doubt: 'day-month' as const } : {}) };
}

/** Day, month and year from figures: with dots the day comes first, with strokes where it can only be so. */
function fullDate(a: number, b: number, mark: string, year: number): Found {
  const dayFirst = mark === '.' || a > 12;
  const day = dayFirst ? dayOf(year, b, a) : dayOf(year, a, b);
  return { day, ...(mark === '/' && a <= 12 && b <= 12 && a !== b ? { doubt: 'day-month' as const } : {}) };
}

/** From the most to the least particular; the first that fits is taken. */
const RULES: readonly Rule[] = [
  {
    pattern: /(?<!\d)(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)\s*[日号]?/u,
    found: (m) => ({ day: dayOf(Number(m[1]), Number(m[2]), Number(m[3])) }),
  },
  {
    // Only where one of the two can be no month: 25/12/2026.
    pattern: /(?<!\d)(\d{1,2})([/.])(\d{1,2})\2(\d{4})(?!\d)/u,
    found: (m) => fullDate(Number(m[1]), Number(m[3]), m[2] ?? '', Number(m[4])),
  },
  {
    pattern: new RegExp(`(今年|明年)?\\s*(${NUMBER})月(${NUMBER})[日号]`, 'u'),
    found: (m, today) => {
      const year = today.year + (m[1] === '明年' ? 1 : 0);
      const day = dayOf(year, numberOf(m[2] ?? ''), numberOf(m[3] ?? ''));
      return m[1] ? { day } : { day, rolls: 'year' };
    },
  },
  {
    pattern: new RegExp(`(下个?月|本月|这个?月)\\s*(?:(${NUMBER})[日号]|(底))`, 'u'),
    found: (m, today) => {
      const base = addMonths({ ...today, day: 1 }, m[1]?.startsWith('下') ? 1 : 0);
      return { day: m[3] ? { ...base, day: lastOf(base.year, base.month) } : dayOf(base.year, base.month, numberOf(m[2] ?? '')) };
    },
  },
  { pattern: /月底/u, found: (_m, today) => ({ day: { ...today, day: lastOf(today.year, today.month) } }) },
  {
    pattern: new RegExp(`^(${NUMBER})[日号](?![楼色款链店码机线])`, 'u'),
    found: (m, today) => ({ day: dayOf(today.year, today.month, numberOf(m[1] ?? '')), rolls: 'month' }),
  },
  {
    // In the middle of a text `5-10` is more likely a quantity, unless an hour follows.
    pattern:
      /(?:^|(?<=\s))(\d{1,2})([-/])(\d{1,2})(?![\d\-/])(?=\s*$|\s*[\p{Script=Han}]*\s*\d{1,2}[:点]|\s*[上下中]午|\s*[早晚])|^(\d{1,2})([-/.])(\d{1,2})(?![\d\-/.])(?=\s|$)(?!\s*[件个双天元块包箱套条码米斤])/u,
    found: (m, today) => monthDay(Number(m[1] ?? m[4]), Number(m[3] ?? m[6]), m[2] ?? m[5] ?? '', today),
  },
  { pattern: /大后天/u, found: shifted(3) },
  { pattern: /后[天日]/u, found: shifted(2) },
  { pattern: /明(?:天|日|儿(?!子))/u, found: shifted(1) },
  { pattern: /今(?:天|日|儿)/u, found: shifted(0) },
  {
    pattern: /([今明])(晚上?|夜|早上?|晨)/u,
    found: (m, today) => ({ day: addDays(today, m[1] === '明' ? 1 : 0), part: /[早晨]/.test(m[2] ?? '') ? 'am' : 'night' }),
  },
  {
    pattern: /(下+|本|这)个?(?:周|星期|礼拜)([一二三四五六日天末1-7])/u,
    found: (m, today) => ({
      day: inWeek(today, WEEKDAY_ZH[m[2] ?? ''] ?? Number(m[2]), m[1]?.startsWith('下') ? m[1].length : 0),
    }),
  },
  { pattern: /(下+)个?(?:周|星期|礼拜)(?![后年])/u, found: (m, today) => ({ day: inWeek(today, 1, m[1]?.length ?? 1) }) },
  {
    pattern: /(?:周|星期|礼拜)([一二三四五六日天末1-7])(?!\d)/u,
    found: (m, today) => onWeekday(today, WEEKDAY_ZH[m[1] ?? ''] ?? Number(m[1])),
  },
  { pattern: word('(?:the )?day after tomorrow|послезавтра|pasado ma[nñ]ana'), found: shifted(2, western) },
  { pattern: word('tomorrow|tmrw?|завтра|(?<!la )ma[nñ]ana'), found: shifted(1, western) },
  { pattern: word('tonight'), found: shifted(0, { ...western, part: 'night' }) },
  { pattern: word('today|сегодня|hoy'), found: shifted(0, western) },
  {
    pattern: word(`(?:el )?(\\d{1,2}) (?:de )?${MONTH_AFTER}`),
    found: (m, today) => ({ day: dayOf(today.year, monthOf(m[2] ?? ''), Number(m[1])), rolls: 'year', ...western }),
  },
  { pattern: word('esta tarde'), found: shifted(0, { ...western, part: 'pm' }) },
  { pattern: word('esta noche'), found: shifted(0, { ...western, part: 'night' }) },
  {
    pattern: word('next month|в следующем месяце|(?:el )?pr[oó]ximo mes|(?:el )?mes que viene'),
    found: (_m, today) => ({ day: addMonths(today, 1), ...western }),
  },
  {
    pattern: word('next week|на следующей неделе|(?:la )?pr[oó]xima semana|(?:la )?semana que viene'),
    found: (_m, today) => ({ day: inWeek(today, 1, 1), ...western }),
  },
  {
    pattern: word(`(?:(?:on|во?|el) )?(${NEXT})? ?(${WEEKDAYS})\\.?`),
    found: (m, today) => {
      const weekday = WEEKDAY_WEST.find(([name]) => name.test(m[2] ?? ''))?.[1];
      if (!weekday) return null;
      return m[1]
        ? {
            day: inWeek(today, weekday, 1),
            ...western,
            ...(weekday > weekdayOf(today) ? { doubt: 'this-or-next' as const } : {}),
          }
        : { ...onWeekday(today, weekday), ...western };
    },
  },
  {
    pattern: word(`${MONTH} (\\d{1,2})(?:st|nd|rd|th)?(?![\\d:])|(\\d{1,2})(?:st|nd|rd|th)? ${MONTH}`),
    found: (m, today) => {
      return { day: dayOf(today.year, monthOf(m[1] ?? m[4] ?? ''), Number(m[2] ?? m[3])), rolls: 'year', ...western };
    },
  },
];

/** Returns the day a line names and where, or null. Days that follow from today are reckoned from `today`. */
export function findDay(line: string, today: Day): DayHit | null {
  for (const { pattern, found } of RULES) {
    const m = pattern.exec(line);
    const hit = m && found(m, today);
    if (m && hit) return { ...hit, start: m.index, end: m.index + m[0].length };
  }
  return null;
}
