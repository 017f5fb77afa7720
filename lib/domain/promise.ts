import { momentOn, dayAt, dayNumber, dayOfNumber } from './calendar-day.ts';
import { promiseWords } from './promise-words.ts';
import { parseWhen } from './when.ts';
import { addWorkdays } from './workdays.ts';

/** Something the shop has said it will do, and until when (epoch ms). */
export interface PromiseFound {
  sentence: string;
  until: number;
}

const HOUR = 3_600_000;
const LONGEST = 200;

/** Returns the sentences of a message; a line is at least one. */
function sentencesOf(text: string): string[] {
  return text
    .normalize('NFKC')
    .split(/(?<=[。！？!?；;])|\n+|(?<=[.…])\s+(?=\p{Lu})/u)
    .map((part) => part.trim())
    .filter((part) => part.length > 1 && part.length <= LONGEST);
}

const WITHIN: readonly (readonly [RegExp, 'hour' | 'minute' | 'day' | 'workday' | 'week'])[] = [
  [
    /(\d{1,3}|[一二两三四五六七八九十半]+)\s*(?:-|到|至|~)?\s*(\d{1,3}|[一二两三四五六七八九十]+)?\s*个?(?:工作日)(?:之?内|以内)?/u,
    'workday',
  ],
  [/(\d{1,3}|[一二两三四五六七八九十半]+)\s*个?(?:小时|h)(?:之?内|以内|左右)/iu, 'hour'],
  [/(\d{1,3}|[一二两三四五六七八九十半]+)\s*分钟(?:之?内|以内)/u, 'minute'],
  [/(\d{1,3}|[一二两三四五六七八九十]+)\s*天(?:之?内|以内)/u, 'day'],
  [/([一二两三\d])\s*(?:周|星期|礼拜)(?:之?内|以内)/u, 'week'],
  [/(?:within|in the next) (\d{1,3}|an?|one|two|three)(?:-(\d{1,3}))? (?:business|working|work) ?days?/iu, 'workday'],
  [/(?:within|in the next) (\d{1,3}|an?|one|two|three)(?:-(\d{1,3}))? ?(?:hours?|h\b|hrs?)/iu, 'hour'],
  [/(?:within|in the next) (\d{1,3}|an?)(?:-(\d{1,3}))? ?min(?:ute)?s?/iu, 'minute'],
  [/(?:within|in the next) (\d{1,3}|an?|one|two|three)(?:-(\d{1,3}))? ?days?/iu, 'day'],
  [/в течение (\d{1,3}|двух|тр[её]х|одного)?(?:-(\d{1,3}))? ?рабоч\p{L}+ дн\p{L}+/iu, 'workday'],
  [/в течение (\d{1,3}|двух|тр[её]х)?(?:-(\d{1,3}))? ?час\p{L}*/iu, 'hour'],
  [/в течение (\d{1,3}|двух|тр[её]х)?(?:-(\d{1,3}))? ?(?:дня|дней|суток)/iu, 'day'],
];

const WORDS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  одного: 1,
  двух: 2,
  трех: 3,
  трёх: 3,
  半: 0.5,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
};
const numberIn = (text: string | undefined): number =>
  text === undefined ? 1 : /^\d+$/.test(text) ? Number(text) : (WORDS[text.toLowerCase()] ?? 1);

/** Words that stand before or after a moment and that `parseWhen` does not read. */
const BOUNDS =
  /(?:之前|以前|前(?=一定|都|给|把|发|回|答|统|$|\s)|之内|以内|的时候|最晚|最迟|大概|左右|一早|第一时间|上班)|(?<!\p{L})(?:by|before|until|no later than|the end of|до конца дня|до|к|antes del?|para el)(?!\p{L})/giu;

/**
 * Returns the moment (epoch ms) that a sentence names as seen from when it was said, or null: a span ("48小时内", "within
 * 2 business days") or a day or hour as follow-ups are written. A day without an hour ends at 18:00.
 */
function moment(sentence: string, saidAt: number, zone: string): number | null {
  for (const [pattern, unit] of WITHIN) {
    const m = pattern.exec(sentence);
    if (!m) continue;
    const n = numberIn(m[2] ?? m[1]);
    if (unit === 'minute') return saidAt + n * 60_000;
    if (unit === 'hour') return saidAt + n * HOUR;
    const today = dayNumber(dayAt(saidAt, zone));
    const day = unit === 'workday' ? addWorkdays(today, n).day : today + n * (unit === 'week' ? 7 : 1);
    return momentOn(dayOfNumber(day), 18, 0, zone);
  }
  const plain = sentence.replace(BOUNDS, ' ').replace(/\s+/gu, ' ');
  const when = parseWhen(plain, saidAt, zone);
  if (when.outcome === 'refused') {
    // Said in the evening, today lasts till midnight.
    const today = /今天|今晚|today|tonight|сегодня|\bhoy\b|esta (?:tarde|noche)/iu.test(plain) && when.reason === 'past';
    return today ? momentOn(dayOfNumber(dayNumber(dayAt(saidAt, zone))), 23, 59, zone) : null;
  }
  const far = when.at - saidAt > 62 * 24 * HOUR;
  if (far) return null;
  return when.exact || /上午|早|中午|晚|morning|noon|evening|tonight|утр|вечер|noche/iu.test(plain)
    ? when.at
    : momentOn(dayAt(when.at, zone), 18, 0, zone);
}

/**
 * Returns what a message of the shop's own staff promises, at most one thing a sentence. Questions, conditions, refusals,
 * what is already done and what somebody else will do promise nothing. `saidAt` is when it was written (epoch ms).
 */
export function promisesIn(text: string, saidAt: number, zone: string): PromiseFound[] {
  return sentencesOf(text).flatMap((sentence) => {
    if (!promiseWords(sentence)) return [];
    const until = moment(sentence, saidAt, zone);
    return until === null || until <= saidAt ? [] : [{ sentence, until }];
  });
}
