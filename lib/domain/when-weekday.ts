import { dayNumber, type Day } from './calendar-day.ts';
import { addDays, addMonths, dayOf, western, word, type DayRule, type Found } from './when-hit.ts';

/** Returns 1 (Monday) – 7 (Sunday). */
export function weekdayOf(day: Day): number {
  return new Date(Date.UTC(day.year, day.month - 1, day.day)).getUTCDay() || 7;
}

/** Returns a weekday of this week (`weeks` 0) or of a later one; weeks begin on Monday. */
function inWeek(today: Day, weekday: number, weeks: number): Day {
  return addDays(today, weekday - weekdayOf(today) + weeks * 7);
}

/** A week without a weekday: its Monday, for what lasts till it is over its Sunday. */
function wholeWeek(today: Day, weeks: number): Found {
  return { day: inWeek(today, 1, weeks), last: inWeek(today, 7, weeks), whole: 'week' };
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

/** Days of the week in Chinese, 1 (Monday) – 7 (Sunday); 周末 is its Saturday. */
export const WEEKDAY_ZH: Readonly<Record<string, number>> = { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 日: 7, 天: 7, 末: 6 };
const WEEKDAY_WEST: readonly (readonly [RegExp, number])[] = [
  [/^(?:mon|пн|понед|lun)/i, 1],
  [/^(?:tue|вт|mar)/i, 2],
  [/^(?:wed|ср|mi[eé])/i, 3],
  [/^(?:thu|чт|четв|jue)/i, 4],
  [/^(?:fri|пт|пятн|vie)/i, 5],
  [/^(?:sat|сб|субб|s[aá]b)/i, 6],
  [/^(?:sun|вс|воск|dom)/i, 7],
];

const WEEKDAYS =
  'mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|' +
  'пн|понедельник[ау]?|вт|вторник[ау]?|ср|сред[ауые]|чт|четверг[ау]?|пт|пятниц[ауые]|сб|суббот[ауые]|вс|воскресень[еяю]|' +
  'lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo|' +
  '(?:lun|mi[eé]|jue|(?<!la )vie|s[aá]b|dom)(?=\\.?,? (?:(?:a|antes de|para|hasta) las? |[\\d\\x01]))|mar(?=\\.?,? (?:(?:a|antes de|para|hasta) las? |\\d{1,2}[:.h]\\d))';
/** The short ones of Spanish are names and other words too: they count at the beginning, after `el`, or in small letters. */
const SHORT_ES = /^(?:lun|mar|mi[eé]|jue|vie|s[aá]b|dom)$/iu;
const NEXT = 'next|следующ\\S+|pr[oó]xim[oa]';

/** Tells whether what may be a short weekday of Spanish is more likely something else (`call Dom 15:00`, `foto del mar 15:00`). */
function isName({ 0: all, 2: day = '', index }: RegExpExecArray): boolean {
  if (!SHORT_ES.test(day) || index === 0 || /^(?:el|pr[oó]xim[oa]) /iu.test(all)) return false;
  return /^(?:dom|mar|\p{Lu})/u.test(day);
}

/** Weekdays and weeks in Chinese. */
export const WEEKDAY_RULES_ZH: readonly DayRule[] = [
  {
    pattern: /(下+|本|这)个?(?:周|星期|礼拜)([一二三四五六日天末]|[1-7](?!\d))/u,
    found: (m, today) => ({
      day: inWeek(today, WEEKDAY_ZH[m[2] ?? ''] ?? Number(m[2]), m[1]?.startsWith('下') ? m[1].length : 0),
    }),
  },
  { pattern: /(下+)个?(?:周|星期|礼拜)(?![后年])/u, found: (m, today) => wholeWeek(today, m[1]?.length ?? 1) },
  {
    // No number of weeks are 10:00周五 and, before a time, 张三周五.
    pattern:
      /(?:(?<!(?<![\d:])\d{1,2}个?|[一二两三四五六七八九十几每]个?)|(?=(?:周|星期|礼拜)[一二三四五六日天]\s*(?:[上下中]午|[早晚]上?)?\s*\d{1,2}[:点點]))(?:周|星期|礼拜)([一二三四五六日天末]|[1-7](?!\d))/u,
    found: (m, today) => onWeekday(today, WEEKDAY_ZH[m[1] ?? ''] ?? Number(m[1])),
  },
];

const ES = 'lun(?:es)?|mar(?:tes)?|mi[eé](?:rcoles)?|jue(?:ves)?|vie(?:rnes)?|s[aá]b(?:ado)?|dom(?:ingo)?';
const westWeekday = (name: string): number | undefined => WEEKDAY_WEST.find(([pattern]) => pattern.test(name))?.[1];

/** A date in figures behind the weekday of Spanish that it is: `vie 11/12`, `vie 11 a las 9`. */
export const SPANISH_DATE: DayRule = {
  pattern: word(`(?<=(?<!\\p{L})(${ES})\\.?,? )(\\d{1,2})(?:[/.](\\d{1,2})(?![\\d/.])|(?= (?:a las? |\\d{1,2}[:.h]\\d)))`),
  found: (m, today) => {
    const day = [0, 1]
      .map((k) => {
        const { year, month } = m[3] ? { year: today.year + k, month: Number(m[3]) } : addMonths({ ...today, day: 1 }, k);
        return dayOf(year, month, Number(m[2]));
      })
      .find((one) => one !== 'bad' && dayNumber(one) >= dayNumber(today));
    return day && day !== 'bad' && weekdayOf(day) === westWeekday(m[1] ?? '') ? { day, ...western } : null;
  },
};

/** Weekdays and weeks in English, Russian and Spanish. */
export const WEEKDAY_RULES_WEST: readonly DayRule[] = [
  {
    pattern: word('next week|на следующей неделе|(?:la )?pr[oó]xima semana|(?:la )?semana que viene'),
    found: (_m, today) => ({ ...wholeWeek(today, 1), ...western }),
  },
  {
    pattern: word(`(?:(?:on|во?|el) )?(${NEXT})? ?(${WEEKDAYS})(?: que viene|\\.)?`),
    found: (m, today) => {
      const weekday = westWeekday(m[2] ?? '');
      if (!weekday || isName(m)) return null;
      return m[1]
        ? {
            day: inWeek(today, weekday, 1),
            ...western,
            ...(weekday > weekdayOf(today) ? { doubt: 'this-or-next' as const } : {}),
          }
        : { ...onWeekday(today, weekday), ...western };
    },
  },
];
