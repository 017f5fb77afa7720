import { dayNumber, type Day } from './calendar-day.ts';
import { wallTimeOf } from './time.ts';
import {
  addDays,
  addMonths,
  dayOf,
  hasLetters,
  masked,
  western,
  word,
  type DayHit,
  type DayRule,
  type Found,
} from './when-hit.ts';
import { MONTH_RULES_WEST, MONTH_RULES_ZH, nth } from './when-month.ts';
import { between, withDaysOf } from './when-joined.ts';
import { NAMED_RULES_WEST, NAMED_RULES_ZH, RUSSIAN_DATE } from './when-named.ts';
import { SPANISH_DATE, WEEKDAY_RULES_WEST, WEEKDAY_RULES_ZH, WEEKDAY_ZH, weekdayOf } from './when-weekday.ts';

/** Returns today in a zone. */
export function todayIn(now: number, zone: string): Day {
  const { year, month, day } = wallTimeOf(now, zone);
  return { year, month, day };
}

const shifted =
  (n: number, extra: Partial<Found> = {}) =>
  (_m: RegExpExecArray, today: Day): Found => ({ day: addDays(today, n), ...extra });

const HALF_YEAR_DAYS = 183;
const SPANISH =
  /[áéíóúñ]|(?<![a-z])(?:a las?|el|por la|para|lun(?:es)?|jue(?:ves)?|vie(?:rnes)?|martes|sabado|domingo)(?![a-z])/iu;

/** Month and day from two figures: `11-25`; `25/11` and `25.11` where only that can be meant. */
function monthDay(a: number, b: number, mark: string, line: string, today: Day): Found | null {
  const russian = mark !== '-' && /[а-яё]/iu.test(line);
  // Where Russian or Spanish is written the day comes first.
  const first = (a > 12 || russian || SPANISH.test(line)) && b <= 12 && mark !== '-';
  const [month, day] = first ? [b, a] : [a, b];
  if (month > 12 || day > 31 || month === 0 || day === 0) return null;
  const open = !russian && mark !== '-' && a <= 12 && b <= 12 && a !== b;
  const found = dayOf(today.year, month, day);
  // January said in December is that of next year.
  const later = found !== 'bad' && dayNumber(today) - dayNumber(found) >= HALF_YEAR_DAYS;
  return { day: later ? addMonths(found, 12) : found, rolls: 'year', ...(open ? { doubt: 'day-month' as const } : {}) };
}

/** Day, month and year from figures: with dots the day comes first, with strokes where it can only be so. */
function fullDate(a: number, b: number, mark: string, year: number): Found {
  const dayFirst = mark === '.' || a > 12;
  const day = dayFirst ? dayOf(year, b, a) : dayOf(year, a, b);
  return {
    day,
    ...(mark === '.' ? western : {}),
    ...(mark === '/' && a <= 12 && b <= 12 && a !== b ? { doubt: 'day-month' as const } : {}),
  };
}

/** Figures and Chinese, from the most to the least particular; the first that fits is taken. */
const RULES: readonly DayRule[] = [
  {
    pattern: /(?<!\d)(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)\s*[日号]?/u,
    found: (m) => ({ day: dayOf(Number(m[1]), Number(m[2]), Number(m[3])) }),
  },
  {
    // Only where one of the two can be no month: 25/12/2026.
    pattern: /(?<!\d)(\d{1,2})([/.])(\d{1,2})\2(\d{4})(?!\d)/u,
    found: (m) => fullDate(Number(m[1]), Number(m[3]), m[2] ?? '', Number(m[4])),
  },
  ...MONTH_RULES_ZH,
  ...NAMED_RULES_ZH,
  {
    // In the middle of a text `5-10` is more likely a quantity, unless an hour follows.
    pattern:
      /(?:^|(?<=\s))(\d{1,2})([-/])(\d{1,2})(?![\d\-/])(?=\s*$|\s*[\p{Script=Han}]*\s*\d{1,2}[:点]|\s*[上下中]午|\s*[早晚])|^(\d{1,2})([-/.])(\d{1,2})(?![\d\-/.])(?=\s|$)(?!\s*[件个双天元块包箱套条码米斤])/u,
    found: (m, today) => monthDay(Number(m[1] ?? m[4]), Number(m[3] ?? m[6]), m[2] ?? m[5] ?? '', m.input, today),
  },
  {
    // A date right behind a weekday; what has passed of late is more likely hours (`周五9-11`), next year's of another weekday a number.
    pattern:
      /(?<=(?:周|星期|礼拜)([一二三四五六日天])\s*)(?:(\d{1,2})([-/.])(\d{1,2})(?![\d\-/.:])(?!\s*[点點时件个双天元块包箱套条码米斤折单人盒岁寸组])|(\d{1,2})号(?![楼色款链店码机线仓主球]))/u,
    found: (m, today) => {
      if (m[5]) return nth(Number(m[5]), 0, today);
      const hit = monthDay(Number(m[2]), Number(m[4]), m[3] ?? '', m.input, today);
      if (!hit || hit.day === 'bad') return hit;
      const ago = dayNumber(today) - dayNumber(hit.day);
      const other = hit.day.year > today.year && weekdayOf(hit.day) !== WEEKDAY_ZH[m[1] ?? ''];
      return (ago > 0 && ago < HALF_YEAR_DAYS) || other ? null : hit;
    },
  },
  { pattern: /大后天/u, found: shifted(3) },
  { pattern: /后[天日]/u, found: shifted(2) },
  { pattern: /明(?:天|日|儿(?!子))/u, found: shifted(1) },
  { pattern: /今(?:天|日|儿)/u, found: shifted(0) },
  {
    pattern: /([今明])(晚上?|夜|早上?|晨)/u,
    found: (m, today) => ({ day: addDays(today, m[1] === '明' ? 1 : 0), part: /[早晨]/.test(m[2] ?? '') ? 'am' : 'night' }),
  },
  ...WEEKDAY_RULES_ZH,
];

/** Other languages, read after those. */
const RULES_WEST: readonly DayRule[] = [
  { pattern: word('(?:the )?day after tomorrow|послезавтра|pasado ma[nñ]ana'), found: shifted(2, western) },
  { pattern: word('tomorrow|tmrw?|завтра|(?<!la )ma[nñ]ana'), found: shifted(1, western) },
  { pattern: word('tonight'), found: shifted(0, { ...western, part: 'night' }) },
  { pattern: word('today|сегодня|hoy'), found: shifted(0, western) },
  RUSSIAN_DATE,
  SPANISH_DATE,
  ...MONTH_RULES_WEST,
  ...NAMED_RULES_WEST,
  { pattern: word('esta tarde'), found: shifted(0, { ...western, part: 'pm' }) },
  { pattern: word('esta noche'), found: shifted(0, { ...western, part: 'night' }) },
  {
    pattern: word('next month|в следующем месяце|(?:el )?pr[oó]ximo mes|(?:el )?mes que viene'),
    found: (_m, today) => ({ day: addMonths(today, 1), whole: 'month', ...western }),
  },
  ...WEEKDAY_RULES_WEST,
];

/** Days of a line that are looked at: two that differ leave it open which is meant. */
const MOST_DAYS = 3;

/** Returns the days a line names, the most particular first. Days that follow from today are reckoned from `today`. */
function daysIn(line: string, today: Day, span: DayHit | null): DayHit[] {
  const hits = span ? [span] : [];
  let rest = span ? masked(line, span) : line;
  for (const { pattern, found } of hasLetters(line) ? [...RULES, ...RULES_WEST] : RULES) {
    for (let m = pattern.exec(rest); m; m = pattern.exec(rest)) {
      const hit = found(m, today);
      if (!hit || hits.length === MOST_DAYS) break;
      const [start, end] = [m.index, m.index + m[0].length];
      hits.push({ ...hit, start, end });
      rest = masked(rest, { start, end });
    }
  }
  return hits;
}

/** A time, or a part of the day, right behind a day. */
const CLOCK_NEXT =
  /^[\s,，的]*(?:凌晨|清晨|[一大]*早|晚|[上下中正]午|傍晚|[深半午]夜|[\d零一二两三四五六七八九十]{1,3}\s*[:点點时]|(?:at|в|a las?) \d|\d{1,2}\s?[ap]m)/iu;

/** A weekday beside a date that is one (`Thu, Dec 3`) says nothing else, however far off that is. */
const isWeekdayOf = (a: DayHit, b: DayHit): boolean =>
  a.rolls === 'week' && b.rolls !== 'week' && a.day !== 'bad' && b.day !== 'bad' && weekdayOf(a.day) === weekdayOf(b.day);

const sameDay = (a: DayHit, b: DayHit): boolean =>
  a.day !== 'bad' && b.day !== 'bad' && a.day.day === b.day.day && a.day.month === b.day.month && a.day.year === b.day.year;

/**
 * Returns the day a line names and where, or null. Of several the one at the beginning of the line or before a time is
 * taken, else the most particular; that they differ is a doubt. The same day said twice (`周五 11-27`) is one. `span` is a
 * day that was read before (`3天后`).
 */
export function findDay(line: string, today: Day, span: DayHit | null = null): DayHit | null {
  const hits = withDaysOf(line, daysIn(line, today, span));
  const dated = hits.find((one) => hits.some((other) => isWeekdayOf(other, one) && areBeside(line, one, other)));
  // What a line is about (`中秋 礼盒 明天补发`) gives way to when.
  const likely = hits.some(({ faint }) => !faint) ? hits.filter(({ faint }) => !faint) : hits;
  const hit =
    dated ??
    likely.find(({ start }) => line.slice(0, start).trim() === '') ??
    likely.find(({ end }) => CLOCK_NEXT.test(line.slice(end))) ??
    likely[0];
  if (!hit) return null;
  const others = hits.filter((one) => one !== hit);
  const twin = others.find((one) => (sameDay(one, hit) || isWeekdayOf(one, hit)) && areBeside(line, one, hit));
  const certain = twin && (!twin.doubt || !hit.doubt);
  const { doubt, faint: _faint, ...rest } = hit;
  const open = others.some((one) => one !== twin && !sameDay(one, hit)) ? ('other-day' as const) : certain ? undefined : doubt;
  const place = twin ? placeOf(line, hit, twin) : {};
  return { ...rest, ...place, ...(open ? { doubt: open } : {}) };
}

/** The place of a day that is said twice, with the bracket in which the second one stands. */
function placeOf(line: string, a: DayHit, b: DayHit): Pick<DayHit, 'start' | 'end'> {
  const end = Math.max(a.end, b.end);
  const bracket = /[(（]/u.test(between(line, a, b)) && /^[)）]/u.test(line.slice(end));
  return { start: Math.min(a.start, b.start), end: bracket ? end + 1 : end };
}

const areBeside = (line: string, a: DayHit, b: DayHit): boolean => /^[\s,，()（）]*$/u.test(between(line, a, b));
