import type { Day } from './calendar-day.ts';
import { cleanLine, LIMITS } from './text.ts';
import { epochOf } from './time.ts';
import { findClock, clockOfPart, type Clock } from './when-clock.ts';
import { addDays, addMonths, findDay, NUMBER, numberOf, todayIn, type DayHit, type Doubt } from './when-days.ts';

/** Why a line gives no moment: it names none, one that has passed, no real date, an unclear hour, or one years away. */
type WhenReason = 'none' | 'past' | 'no-such-date' | 'unclear-hour' | 'too-far';

/**
 * A moment (epoch ms) with the rest of the line; `exact` is false when the hour was not said and had to be assumed, `doubt`
 * says what else the line could mean.
 */
export type When =
  | { outcome: 'ok'; at: number; text: string; exact: boolean; doubt?: Doubt }
  | { outcome: 'refused'; reason: WhenReason };

/** Hour of a follow-up for which none is said; for today, when that has passed, the later one. */
const DEFAULT_HOUR = 10;
const LATER_HOUR = 18;
const FARTHEST_DAYS = 5 * 366;
const HALF_YEAR_DAYS = 183;

const MINUTE = 60_000;

interface Span {
  start: number;
  end: number;
  minutes?: number;
  days?: number;
  months?: number;
}

const UNITS: readonly (readonly [RegExp, 'minutes' | 'days' | 'months', number])[] = [
  [/^(?:分|m$|min|мин)/i, 'minutes', 1],
  [/^(?:小时|钟头|h|час|полчаса)/i, 'minutes', 60],
  [/^(?:天|日|d|ден|дн)/i, 'days', 1],
  [/^(?:周|星期|礼拜|w|нед|sem)/i, 'days', 7],
  [/^(?:个?月|mo|мес|mes)/i, 'months', 1],
];

const WORDS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  half: 0.5,
  un: 1,
  una: 1,
  uno: 1,
  dos: 2,
  tres: 3,
  media: 0.5,
  один: 1,
  два: 2,
  две: 2,
  три: 3,
  четыре: 4,
  пять: 5,
  полтора: 1.5,
  两: 2,
  半: 0.5,
};

const ZH_UNIT = '(分钟?|小时|钟头|天|日|周|星期|礼拜|个?月)';
const SPANS: readonly RegExp[] = [
  new RegExp(`(?:再?过\\s*)?(\\d{1,3}\\.5|${NUMBER}|半)\\s*个?(半)?\\s*${ZH_UNIT}\\s*(?:之|以)?后`, 'u'),
  new RegExp(`再?过\\s*(\\d{1,3}\\.5|${NUMBER}|半)\\s*个?(半)?\\s*${ZH_UNIT}`, 'u'),
  /(?<![\p{L}\d])(?:in |\+)\s*(\d{1,3}(?:\.5)?|an?|one|two|three|half an?)()\s*(m(?:in(?:ute)?s?)?|h(?:(?:ou)?rs?)?|d(?:ays?)?|w(?:eeks?|ks?)?|months?)(?!\p{L})/iu,
  /(?<![\p{L}\d])(\d{1,3})()\s*(m(?:in(?:ute)?s?)|h(?:(?:ou)?rs?)?|d(?:ays?)|weeks?|months?) (?:later|from now)(?!\p{L})/iu,
  /(?<!\p{L})через (?:(\d{1,3}|один|две|два|три|четыре|пять|полтора) )?()(полчаса|мин\p{L}*|час\p{L}*|д(?:ень|ня|ней)|недел\p{L}+|месяц\p{L}*)/iu,
  /(?<!\p{L})(?:en|dentro de) (\d{1,3}|una?|dos|tres|media)()\s*(min(?:utos?)?|h(?:oras?)?|d[ií]as?|semanas?|mes(?:es)?)(?!\p{L})/iu,
];

/** Finds "so long from now" in a line. */
function findSpan(line: string): Span | null {
  for (const pattern of SPANS) {
    const m = pattern.exec(line);
    if (!m) continue;
    const unit = (m[3] ?? '').toLowerCase();
    const row = UNITS.find(([name]) => name.test(unit));
    if (!row) continue;
    const said = (m[1] ?? '1').toLowerCase();
    const base = /^\d/.test(said) ? Number(said) : (WORDS[said.replace(/ an?$/, '')] ?? numberOf(said));
    const amount = unit === 'полчаса' ? 0.5 : base + (m[2] ? 0.5 : 0);
    const [, field, factor] = row;
    const span = amount * factor;
    // Half a day or half a month is nothing one can be called at.
    if (field !== 'minutes' && !Number.isInteger(span)) return null;
    return { start: m.index, end: m.index + m[0].length, [field]: span };
  }
  return null;
}

/** Returns the line without the pieces that were understood and without what joined them. */
function restOf(line: string, pieces: readonly { start: number; end: number }[]): string {
  let rest = line;
  for (const { start, end } of pieces.toSorted((a, b) => b.start - a.start)) rest = `${rest.slice(0, start)} ${rest.slice(end)}`;
  const trimmed = rest
    .replace(/^[\s,，。、:：;；的-]+|[\s,，、:：;；-]+$/gu, '')
    .replace(/(?:^|\s)(?:at|on|в|во|a las|el)$|^(?:at|on|в|a las|el)(?=\s|$)/iu, '');
  return cleanLine(trimmed, LIMITS.note);
}

const epochOn = (day: Day, clock: Clock, zone: string): number =>
  epochOf({ ...(clock.hour === 24 ? addDays(day, 1) : day), hour: clock.hour % 24, minute: clock.minute, second: 0 }, zone);

const refused = (reason: WhenReason): When => ({ outcome: 'refused', reason });

/**
 * Understands a line such as `明天下午3点 回访`, `3天后`, `fri 10`, `через 2 дня`, `mañana 9:30`: returns the moment in
 * `zone` and the rest of the line, or why there is none. An hour that is not said is 10:00, or what 下午 or 晚上 stand
 * for, and `exact` is false. A time without a day is the next such time. A moment that has passed is refused.
 *
 * @example parseWhen('明天 15:00 回访', now, 'Asia/Shanghai') //=> {outcome: 'ok', at: …, text: '回访', exact: true}
 */
export function parseWhen(input: string, now: number, zone: string): When {
  const line = input.normalize('NFKC').trim();
  const span = findSpan(line);
  if (span?.minutes !== undefined) {
    const at = Math.floor((now + span.minutes * MINUTE) / MINUTE) * MINUTE;
    return judged(at, now, line, [span], true);
  }
  const today = todayIn(now, zone);
  const hit = span ? hitOfSpan(span, today) : findDay(line, today);
  if (hit?.day === 'bad') return refused('no-such-date');
  const clockHit = findClock(line, hit);
  if (clockHit?.clock === 'unclear') return refused('unclear-hour');
  if (!hit && !clockHit) return refused('none');
  const pieces = [hit, clockHit].filter((piece) => piece !== null);
  const said = clockHit?.clock ?? (hit?.part ? clockOfPart(hit.part) : null);
  const at = hit ? onDay(hit, hit.day, said, now, zone) : nextTime(today, said, now, zone);
  if (at === 'bad') return refused('no-such-date');
  // A weekday that was moved on to next week is in no doubt any more.
  const moved = hit?.doubt === 'this-or-next' && hit.rolls === 'week' && at - now > 6.5 * 24 * 60 * MINUTE;
  const doubt = said?.doubt ?? (moved ? undefined : hit?.doubt);
  const when = judged(at, now, line, pieces, said !== null && !said.assumed);
  return when.outcome === 'ok' && doubt ? { ...when, doubt } : when;
}

function hitOfSpan(span: Span, today: Day): DayHit {
  const day = span.months ? addMonths(today, span.months) : addDays(today, span.days ?? 0);
  return { start: span.start, end: span.end, day, western: true };
}

function judged(at: number, now: number, line: string, pieces: readonly { start: number; end: number }[], exact: boolean): When {
  if (at <= now) return refused('past');
  if (at - now > FARTHEST_DAYS * 24 * 60 * MINUTE) return refused('too-far');
  return { outcome: 'ok', at, text: restOf(line, pieces), exact };
}

/** Returns the moment on a day, moved on when the day leaves that open (weekday, `25号`, `11-25`) and has passed. */
function onDay(hit: DayHit, day: Day, said: Clock | null, now: number, zone: string): number | 'bad' {
  const clock = said ?? { hour: DEFAULT_HOUR, minute: 0, assumed: true };
  const at = epochOn(day, clock, zone);
  if (at > now) return at;
  if (hit.rolls === 'week') return epochOn(addDays(day, 7), clock, zone);
  if (hit.rolls === 'month') {
    const next = addMonths(day, 1);
    return next.day === day.day ? epochOn(next, clock, zone) : 'bad';
  }
  if (hit.rolls === 'year') {
    const next = { ...addMonths(day, 12), day: day.day };
    const later = epochOn(next, clock, zone);
    // Yesterday's date is a slip of the pen, January said in December is not.
    if (later - now < HALF_YEAR_DAYS * 24 * 60 * MINUTE) return later;
  }
  return said ? at : epochOn(day, { hour: LATER_HOUR, minute: 0, assumed: true }, zone);
}

/** Returns the next moment at which the clock shows a time; a time that was only implied (下午) stays today. */
function nextTime(today: Day, said: Clock | null, now: number, zone: string): number {
  const clock = said ?? { hour: DEFAULT_HOUR, minute: 0, assumed: true };
  const at = epochOn(today, clock, zone);
  return at > now || clock.assumed ? at : epochOn(addDays(today, 1), clock, zone);
}
