import { momentOn, dayAt, dayNumber, dayOfNumber, weekdayOfNumber } from './calendar-day.ts';
import { withoutAwaited } from './promise-awaited.ts';
import { clausesCount, ownClauses, promiseWords, withoutDenied } from './promise-words.ts';
import { withoutReported } from './promise-reported.ts';
import { withoutRules } from './promise-rules.ts';
import { addDays, addMonths, lettered } from './when-hit.ts';
import { AMOUNTS, amountOf } from './when-number.ts';
import { SHOP_GROUND, type ShopGround } from './shop-ground.ts';
import { findWithin } from './when-span.ts';
import { afterSpan } from './when-after.ts';
import { readWhen, type Read, type Reading } from './when.ts';
import { addWorkdays } from './workdays.ts';

/** Something the shop has said it will do, and until when (epoch ms). */
export interface PromiseFound {
  sentence: string;
  until: number;
  /** Working days that lead beyond the known calendar: days off may have been overlooked there. */
  byWeekends?: true;
}

const HOUR = 3_600_000;
const LONGEST = 200;
/** What is farther away than this (ms) is no promise but a date that was mentioned. */
export const FARTHEST_PROMISE = 62 * 24 * HOUR;

/** Returns the sentences of a message; a line is at least one. */
function sentencesOf(text: string): string[] {
  return text
    .normalize('NFKC')
    .split(/(?<=[。！？!?；;])|\n+|(?<=[.…])\s+(?=\p{Lu})/u)
    .map((part) => part.trim())
    .filter((part) => part.length > 1 && part.length <= LONGEST);
}

/** A number of working days, with 之内, within, в течение or en. */
const WORKDAYS: readonly RegExp[] = [
  new RegExp(`(${AMOUNTS.zh})\\s*个?工作日`, 'u'),
  lettered(`(?<!\\p{L})(?:within|in|in the next) (${AMOUNTS.en}) (?:business|working|work) ?days?`),
  lettered(`(?<!\\p{L})(?:в течение|через) (${AMOUNTS.ru}) ?рабоч\\p{L}+ д\\p{L}+`),
  lettered(`(?<!\\p{L})(?:en|dentro de|en un plazo de) (${AMOUNTS.es}) d[ií]as? (?:h[aá]bil(?:es)?|laborables?)`),
];

/** Words that stand before or after a moment and that are not read with it; a mark stays where Chinese ones stood. */
const BOUNDS: readonly (readonly [RegExp, string])[] = [
  [/(?:之前|以前|前(?=一定|都|给|把|发|回|答|统|[，,]|$|\s)|之内|以内|的时候|最晚|最迟|大概|左右|第一时间|上班)/gu, '，'],
  [
    /^[^,，]*(?<![下大本这个])(?=(?:[今明]天|大?后天|(?:下个?|本|这)?周[一二三四五六日天])(?:[^,，今明后周点前]{0,4})(?:发|寄|退|补|换|改)[^,，]{0,3}$)/u,
    '',
  ],
  [/(?<=\d[日号])(?=给|发|寄|补|退|安排|处理|统一|一定)/gu, '，'],
  [/(?<!\p{L})the end of (?=the day|today|tomorrow|\p{L}+day)/giu, ' '],
  [
    /(?<!\p{L})(?:(?<!(?:pric|cost|compensat|discount|reduc|lower)[^.,]*)by|before|until|no later than)(?= (?:[01]?\d|2[0-4])(?:[.,!\s]*$|,? (?:today|tomorrow|on)(?!\p{L})))/giu,
    ' at ',
  ],
  [/(?<!\p{L})(?:by|before|until|no later than)(?!\p{L})/giu, ' on '],
  [/(?<!\p{L})(?:antes de|para|hasta)(?= las? (?:\d|una))/giu, ' a '],
  [/(?<!\p{L})(?:antes del?|para el)(?!\p{L})/giu, ' el '],
  [/(?<!\p{L})(?:до конца дня|до|к)(?!\p{L})/giu, ' '],
  [/[.。!！…~]+$/u, ''],
];
/** The end of a day that is not named is the end of today. */
const TODAY =
  /下班(?:之|以)?前|今天|晚(?:一?[点些]|会儿)|(?<!\p{L})(?:(?:the )?end of (?:the )?(?:business |working )?day|до конца (?:рабочего )?дня|al final del d[ií]a)/iu;
const THIS_WEEK = /(?:本|这个?)(?:周|星期)(?:之?内|以内|$)|(?<!\p{L})(?:this week|на этой неделе|esta semana)(?!\p{L})/iu;
const BEFORE_NOON = /(?:中午|正午)(?:12点)?(?:之|以)?前|(?<!\p{L})(?:by|before|до|к|antes)(?!\p{L})/iu;

/** `8点前` may be this evening, what begins with the working day (`9点上班后`) is in the morning. */
const BEFORE_HOUR = /[点半刻分]钟?(?:之|以)?前/u;
const AT_WORK = /[上下]班(?!(?:之|以)?前)|开工|(?:点|半|分|刻|之|以)后/u;
/** What may stand before an hour without a day (`我们会在8点前`). */
const LEAD = /^(?:亲+|您好|好的?|我们?|这边|会|将|一定|肯定|保证|在|[\s,，])+(?=[\d一两三四五六七八九十]{1,3}(?:[点點]|:\d))/u;

type Until = Omit<PromiseFound, 'sentence'>;

/** Returns the moment a number of working days leads to, `unread` when the number cannot be read, null when none is said. */
function afterWorkdays(sentence: string, saidAt: number, { zone, country }: ShopGround): Until | 'unread' | null {
  const m = WORKDAYS.map((pattern) => pattern.exec(sentence)).find((found) => found !== null);
  if (!m) return null;
  const n = amountOf(m[1] ?? '');
  if (n === null || !Number.isInteger(n) || n > 40) return 'unread';
  const { day, known } = addWorkdays(dayNumber(dayAt(saidAt, zone)), n, country);
  const found = near(momentOn(dayOfNumber(day), 18, 0, zone), saidAt);
  return found && !known ? { ...found, byWeekends: true } : (found ?? 'unread');
}

/**
 * Returns until when something is promised as seen from when it was said, or null: working days, a span ("48小时内",
 * "within 2-3 days", of a range the later), or a day or hour as follow-ups are written. A day without an hour ends at
 * 18:00, said after that at midnight, a week on its Sunday; a part of a day when it is over: 上午 at 12:00, 下午 at 18:00, 今晚 at midnight.
 * `whole` is the sentence of which this is a clause.
 */
function moment(sentence: string, saidAt: number, ground: ShopGround, whole = sentence): Until | null {
  const { zone } = ground;
  const working = afterWorkdays(sentence, saidAt, ground);
  if (working) return working === 'unread' ? null : working;
  const span = findWithin(sentence);
  if (span === 'unread') return null;
  if (span?.minutes !== undefined) return near(afterSpan(span, span.minutes, saidAt, zone), saidAt);
  if (span) return near(momentOn(addDays(addMonths(dayAt(saidAt, zone), span.months), span.days), 18, 0, zone), saidAt);
  const bounded = BOUNDS.reduce((text, [pattern, by]) => text.replace(pattern, by), sentence.replace(LEAD, ''));
  const until = BEFORE_NOON.test(sentence) ? 'by' : 'in';
  const half = AT_WORK.test(whole) ? 'morning' : until === 'by' || BEFORE_HOUR.test(sentence) ? 'evening' : undefined;
  const given: Reading = { until, ...(half ? { half } : {}) };
  const read = (line: string): Read => readWhen(line.replace(/\s+/gu, ' ').trim(), saidAt, zone, given);
  const when = read(bounded);
  if (when.outcome === 'ok') return near(when.at, saidAt);
  const today = when.reason === 'none' && TODAY.test(sentence) ? read('today') : null;
  if (today?.outcome === 'ok') return { until: today.at };
  if (when.reason !== 'none' || !THIS_WEEK.test(sentence)) return null;
  const n = dayNumber(dayAt(saidAt, zone));
  return { until: momentOn(dayOfNumber(n + ((7 - weekdayOfNumber(n)) % 7)), 18, 0, zone) };
}

const near = (until: number, saidAt: number): Until | null => (until - saidAt > FARTHEST_PROMISE ? null : { until });

/** `by 10, on friday` is one time. */
const CLAUSE_ENDS = /[,，](?!(?<=\d(?: ?[ap]m)?,) ?(?:today|tomorrow|on)(?!\p{L}))/iu;

/** Of several clauses the one that promises has its own time (`周三到货，周四给您发出`); else the whole sentence has it. */
function untilOf(sentence: string, saidAt: number, ground: ShopGround): Until | null {
  const clauses = sentence.split(CLAUSE_ENDS);
  for (const clause of clauses.length > 1 ? clauses : []) {
    const found = promiseWords(clause) ? moment(clause, saidAt, ground, sentence) : null;
    if (found) return found;
  }
  return moment(sentence, saidAt, ground);
}

/** `抱歉今天发不了，明天给您发` promises in its second clause; then the time must be said there. */
function inClause(sentence: string, saidAt: number, ground: ShopGround): Until | null {
  if (!clausesCount(sentence)) return null;
  for (const clause of ownClauses(sentence)) {
    const found = promiseWords(clause) ? moment(clause, saidAt, ground) : null;
    if (found) return found;
  }
  return null;
}

/**
 * Returns what a message of the shop's own staff promises, at most one thing a sentence. Questions, conditions, refusals,
 * what is already done, what somebody else will do, what was promised before (`上次说好周五发`) and what is said to every
 * buyer (`大促期间7天内发货`) promise nothing;
 * what waits for the buyer (`付款后24小时内发货`) has no time yet. `saidAt` is when it was written (epoch ms), `country` the
 * one whose working days are meant.
 */
export function promisesIn(text: string, saidAt: number, zone: string, country: string = SHOP_GROUND.country): PromiseFound[] {
  const ground = { zone, country };
  return sentencesOf(text).flatMap((sentence) => {
    const counts = withoutAwaited(withoutReported(sentence));
    const found = promiseOf(sentence, counts, saidAt, ground);
    // Most of what is written promises nothing: only what does is looked at for rules.
    const meant = found.length > 0 ? withoutRules(counts) : counts;
    return meant === counts ? found : promiseOf(sentence, meant, saidAt, ground);
  });
}

/** Like `promisesIn`, with what waits for the buyer as if that were done, and what is said to every buyer (epoch ms). */
export function promisedTimes(text: string, saidAt: number, zone: string): number[] {
  const ground = { zone, country: SHOP_GROUND.country };
  return sentencesOf(text).flatMap((sentence) => promiseOf(sentence, sentence, saidAt, ground).map(({ until }) => until));
}

function promiseOf(sentence: string, counts: string, saidAt: number, ground: ShopGround): PromiseFound[] {
  const meant = withoutDenied(counts);
  const found = promiseWords(meant) ? untilOf(meant, saidAt, ground) : inClause(meant, saidAt, ground);
  return found === null || found.until <= saidAt ? [] : [{ sentence, ...found }];
}

/**
 * Returns the moments (epoch ms) that the sentences and clauses of a text name, whether they promise something or not;
 * seen from `saidAt` (epoch ms).
 */
export function momentsIn(text: string, saidAt: number, zone: string): number[] {
  return sentencesOf(text).flatMap((sentence) =>
    [sentence, ...sentence.split(/[,，]/u)].flatMap((part) => {
      const found = moment(part, saidAt, { zone, country: SHOP_GROUND.country });
      return found && found.until > saidAt ? [found.until] : [];
    }),
  );
}
