import type { Day } from './calendar-day.ts';
import { findDay } from './when-days.ts';
import { hasLetters, lettered } from './when-hit.ts';
import { AMOUNTS, amountOf } from './when-number.ts';

/** A line that names a day, and how long before it one is to be reminded. */
export interface Before {
  /** The line without the words that say how long before. */
  rest: string;
  months: number;
  days: number;
  minutes: number;
  /** It may be said of something else: `提前3天备货`, `2 days before shipping`. */
  loose?: true;
  western?: true;
}

const UNITS: readonly (readonly [RegExp, keyof Pick<Before, 'months' | 'days' | 'minutes'>, number])[] = [
  [/^(?:分|min|мин)/iu, 'minutes', 1],
  [/^(?:小时|钟头|hour|час|hora)/iu, 'minutes', 60],
  [/^(?:天|日|day|д|d[ií]a)/iu, 'days', 1],
  [/^(?:周|星期|礼拜|week|недел|semana)/iu, 'days', 7],
  [/^(?:月|month|месяц|mes)/iu, 'months', 1],
];

const UNIT_ZH = '分钟|个?(?:小时|钟头|星期|礼拜|月)|[天日周]';
/** `提醒我`, or 提醒 and nothing that it is said of: `提醒老客` is what is to be done. */
const ASK = '(?:\\s*(?:提醒|通知|叫|喊)(?:一下)?(?:我|(?=[\\s,，\\d]|$)))?';
const AHEAD = new RegExp(`(?:^|(?<=[\\s,，。;；]))(?:记得)?提前\\s*(${AMOUNTS.zh})\\s*(${UNIT_ZH})(${ASK})`, 'u');
/** Behind a day: `12月12日前一天`, `圣诞节前一周`. */
const BEHIND_DAY = new RegExp(
  `\\s*的?(?:之|以)?(?<!提)前\\s*(${AMOUNTS.zh})\\s*(${UNIT_ZH})(?!\\s*(?:[内后的]|之内|以内))${ASK}`,
  'u',
);
/** What may stand behind `提前3天` where it says when to remind: the end, a mark, a day or a time. */
const GOES_ON = /^\s*(?:$|[,，。;；\d]|\s|[一二三四五六七八九十]{1,3}月|[今明后]天|下?个?(?:周|星期|礼拜)[一二三四五六日天])/u;

const FORMS_WEST: readonly RegExp[] = [
  lettered(
    `(?<![\\p{L}\\d])(?<!within )(?:the |an? |(${AMOUNTS.en}) |(?<=^))(minutes?|hours?|days?|weeks?|months?) (?:before|prior to|ahead of) (?:the )?`,
  ),
  lettered(`(?<![\\p{L}\\d])за (?:(${AMOUNTS.ru}) )?(минут\\p{L}*|час\\p{L}*|день|дня|дней|недел\\p{L}+|месяц\\p{L}*) до `),
  lettered(
    `(?<![\\p{L}\\d])(?:el |una? |la |(${AMOUNTS.es}) )(minutos?|horas?|d[ií]as?|semanas?|mes(?:es)?) antes (?:del? )(?:el |la )?`,
  ),
];
/** A day or a time right behind `2 days before`. */
const HOUR = /^(?:\d{1,2}(?::\d{2})?\s?(?:[ap]m)?|las \d{1,2})(?![\p{L}\d])/iu;

function lengthOf(amount: string, unit: string): Omit<Before, 'rest'> | null {
  const n = amountOf(amount);
  const row = UNITS.find(([name]) => name.test(unit.replace(/^个/u, '')));
  if (!row || n === null || n <= 0 || !Number.isInteger(n * row[2])) return null;
  return { months: 0, days: 0, minutes: 0, [row[1]]: n * row[2] };
}

const without = (line: string, start: number, end: number): string =>
  `${line.slice(0, start)} ${line.slice(end)}`.replace(/\s+/gu, ' ').trim();

function before(line: string, m: RegExpExecArray, amount = '1', unit = ''): Before | 'unread' {
  const length = lengthOf(amount, unit);
  return length ? { rest: without(line, m.index, m.index + m[0].length), ...length } : 'unread';
}

function chinese(line: string, today: Day): Before | 'unread' | null {
  const behind = BEHIND_DAY.exec(line);
  const day = behind && findDay(line.slice(0, behind.index), today);
  if (behind && day && day.end === behind.index) return before(line, behind, behind[1], behind[2]);
  const ahead = AHEAD.exec(line);
  if (!ahead) return null;
  const found = before(line, ahead, ahead[1], ahead[2]);
  const plain = ahead[3] !== '' || GOES_ON.test(line.slice(ahead.index + ahead[0].length));
  return plain || found === 'unread' ? found : { ...found, loose: true };
}

/**
 * Finds in a line (NFKC) how long before the day that it names one is to be reminded: `提前3天提醒 12月25日`,
 * `圣诞节前一周`, `2 days before dec 12`, `за день до 12 декабря`. `unread` when the length cannot be reckoned, null when
 * there is nothing of the kind; `by`, as in `12月12日前`, is not.
 */
export function findBefore(line: string, today: Day): Before | 'unread' | null {
  const found = /前/u.test(line) ? chinese(line, today) : null;
  if (found || !hasLetters(line)) return found;
  for (const form of FORMS_WEST) {
    const m = form.exec(line);
    const rest = m ? line.slice(m.index + m[0].length) : '';
    if (!m) continue;
    const found = before(line, m, m[1], m[2]);
    if (found === 'unread') return found;
    const beside = findDay(rest, today)?.start === 0 || HOUR.test(rest);
    return { ...found, western: true, ...(beside ? {} : { loose: true }) };
  }
  return null;
}
