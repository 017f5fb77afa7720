import { dayNumber, dayText, type Day } from './calendar-day.ts';
import { wallTimeOf } from './time.ts';
import { afterSpan, daySpan, epochOn, inEvening, laterIn } from './when-after.ts';
import { findBefore, type Before } from './when-before.ts';
import { findClock } from './when-clock.ts';
import { findDay, todayIn } from './when-days.ts';
import { otherTime, tonight } from './when-doubt.ts';
import { addDays, addMonths, lastOf, masked, nearDays, type DayHit, type Doubt } from './when-hit.ts';
import { isBeside, withColons } from './when-joined.ts';
import { namesDate } from './when-month.ts';
import { clockOfPart, endOfPart, type Clock } from './when-part.ts';
import { pastIn } from './when-past.ts';
import { dateBehind, restOf, yearBeside } from './when-rest.ts';
import { findSpan, type Span } from './when-span.ts';

/**
 * Why a line gives no moment: it names none, one that has passed, no real date, an unclear hour, one years away, or more
 * than could be read.
 */
type WhenReason = 'none' | 'past' | 'no-such-date' | 'unclear-hour' | 'too-far' | 'half-read';

/** A day that a line may mean where the one it names does not exist: its moment (epoch ms), and what to put in place of what. */
export interface Instead {
  at: number;
  piece: string;
  by: string;
}

/**
 * A moment (epoch ms) with the rest of the line; `exact` is false when the hour was not said and had to be assumed, `doubt`
 * says what else the line could mean. `piece` are the words that name a day that has passed.
 */
export type When =
  | { outcome: 'ok'; at: number; text: string; exact: boolean; doubt?: Doubt }
  | { outcome: 'refused'; reason: WhenReason; instead?: readonly Instead[]; piece?: string };

/** What is known of a line besides its words. */
export interface Reading {
  /** The day, when it was read already, with the place in the line where it stood. */
  day?: DayHit;
  /** It comes again each month or each year: a day of the month that is missing is its last, a date that has passed is next year's. */
  every?: 'month' | 'year';
  /** It comes again: a part of the day that has begun is tomorrow's. */
  again?: true;
  /**
   * The line says until when: a day or a part of it is over at its end, not at the hour at which one is reminded. `by` is
   * before it: noon is 12:00 then.
   */
  until?: 'in' | 'by';
  /** Of which half of the day an hour is that may be of both and has passed: `8点前` of the evening, `9点上班后` of the morning. */
  half?: 'evening' | 'morning';
}

/** As `When`, with the day of the month that was said (31 for its end), the time of day if one was, and whether a day was. */
export type Read =
  | (When & { outcome: 'refused' })
  | (When & { outcome: 'ok'; dayOfMonth?: number; clock?: Clock; dated: boolean });

/** Hour of a follow-up for which none is said; for today, when that has passed, the later one. */
const DEFAULT: Clock = { hour: 10, minute: 0, assumed: true };
const LATER: Clock = { hour: 18, minute: 0, assumed: true };
/** Hour at which a day ends until which something was promised; said after it, the day lasts till midnight. */
const DAY_ENDS: Clock = { hour: 18, minute: 0, assumed: true };
const DAY_OVER: Clock = { hour: 23, minute: 59, assumed: true };
const FARTHEST_DAYS = 5 * 366;
const HALF_YEAR_DAYS = 183;

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const refused = (reason: WhenReason): When & { outcome: 'refused' } => ({ outcome: 'refused', reason });

/**
 * Understands a line such as `明天下午3点 回访`, `3天后`, `fri 10`, `через 2 дня`, `mañana 9:30`: returns the moment in
 * `zone` and the rest of the line, or why there is none. An hour that is not said is 10:00, or what 下午 or 晚上 stand
 * for, and `exact` is false. A time without a day is the next such time. A moment that has passed is refused, and so is a
 * line of which a date or a part of a span stays unread.
 *
 * @example parseWhen('明天 15:00 回访', now, 'Asia/Shanghai') //=> {outcome: 'ok', at: …, text: '回访', exact: true}
 */
export function parseWhen(input: string, now: number, zone: string): When {
  const read = readWhen(input.normalize('NFKC').trim(), now, zone);
  if (read.outcome === 'refused') return read;
  const { dayOfMonth: _day, clock: _clock, dated: _dated, ...when } = read;
  return when;
}

/** Reads a line (NFKC, trimmed) as `parseWhen` does, with what is known of it besides. */
export function readWhen(input: string, now: number, zone: string, given: Reading = {}): Read {
  const before = given.until ? null : findBefore(input, todayIn(now, zone));
  if (!before) return readOn(input, now, zone, given);
  // What comes again cannot be set to come some days before its day.
  if (before === 'unread' || (!before.loose && (given.again || given.day))) return refused('half-read');
  const read = readOn(before.rest, now, zone, given);
  const back = read.outcome === 'ok' ? reckonedBack(read, before, now, zone) : read;
  if (!before.loose) return back;
  // Beside a day that leaves time for it, or beside none, it stays open what it is said of.
  const open = read.outcome === 'ok' && (back.outcome === 'ok' ? !before.western : !read.dated);
  return open ? refused('half-read') : readOn(input, now, zone, given);
}

/** Returns a moment so long before one that was read, with the day it was read as behind the text. */
function reckonedBack(read: Read & { outcome: 'ok' }, before: Before, now: number, zone: string): Read {
  if (before.minutes > 0 && !read.exact) return refused('half-read');
  const { year, month, day, hour, minute } = wallTimeOf(read.at, zone);
  const on = addDays(addMonths({ year, month, day }, -before.months), -before.days);
  const at = epochOn(on, { hour, minute, assumed: false }, zone) - before.minutes * MINUTE;
  if (at <= now) return refused('past');
  const time = read.exact ? ` ${hour}:${String(minute).padStart(2, '0')}` : '';
  const about = before.western ? `${dayText({ year, month, day })}${time}` : `${month}月${day}日${time}`;
  const text = read.text === '' ? about : before.western ? `${read.text} (${about})` : `${read.text}（${about}）`;
  return { ...read, at, text, dated: true };
}

/** Reads a line of which what says "before" was taken out. */
function readOn(input: string, now: number, zone: string, given: Reading): Read {
  const passed = pastIn(input);
  const line = withColons(passed.reduce(masked, input));
  const span = given.day ? null : findSpan(line);
  if (span === 'unread') return refused('half-read');
  const today = todayIn(now, zone);
  const before = span && dayBefore(line, span, today);
  if (span?.minutes !== undefined && !before) {
    const at = Math.floor(afterSpan(span, span.minutes, now, zone) / MINUTE) * MINUTE;
    return judged(at, now, input, [span], true);
  }
  const named = given.day ?? before ?? (span ? daySpan(line, span, today) : findDay(line, today));
  const hit = named && recurring(named, today, given);
  if (hit?.day === 'bad') return noSuchDate(input, hit, { now, zone, given });
  const clockHit = findClock(line, hit);
  const past = hit ? undefined : passed.find((piece) => !clockHit || isOf(piece, clockHit, line));
  if (past) return { ...refused('past'), piece: input.slice(past.start, past.end) };
  if (clockHit?.clock === 'unclear') return refused('unclear-hour');
  const pieces = [hit, clockHit, clockHit?.part ?? null].filter((piece) => piece !== null);
  const bySpan = hit && span && hit.start <= span.start && hit.end >= span.end;
  const unread = hit ? yearBeside(line, hit) || (bySpan && dateBehind(line, hit)) : namesDate(restOf(line, pieces));
  if (unread) return refused('half-read');
  if (!hit && !clockHit) return refused('none');
  const said = partly(clockHit?.clock ?? (hit?.part ? clockOfPart(hit.part) : null), given);
  const at = hit
    ? onDay(hit, (given.until && hit.last) || hit.day, said, { now, zone, given })
    : nextTime(today, said ?? DEFAULT, { now, zone, given });
  if (at === 'bad') return hit ? noSuchDate(input, hit, { now, zone, given }) : refused('no-such-date');
  // A weekday that was moved on to next week is in no doubt any more.
  const moved = hit?.doubt === 'this-or-next' && hit.rolls === 'week' && at - now > 6.5 * DAY;
  const evening = said && !hit && !given.again ? tonight(said, at, today, zone, now) : undefined;
  const doubt = said?.doubt ?? evening ?? (moved ? undefined : hit?.doubt) ?? (clockHit ? otherTime(line, clockHit) : undefined);
  const when = judged(at, now, input, pieces, said !== null && !said.assumed);
  if (when.outcome === 'refused') return when;
  const more = { ...(hit?.dayOfMonth === undefined ? {} : { dayOfMonth: hit.dayOfMonth }), ...(said ? { clock: said } : {}) };
  return { ...when, ...more, dated: hit !== null, ...(doubt ? { doubt } : {}) };
}

/** Tells whether a time is one of a day that has passed: behind it, or before it at the end of the line (`10am yesterday`). */
function isOf(day: { start: number; end: number }, time: { start: number; end: number }, line: string): boolean {
  return isBeside(line, day, time) && (day.end <= time.start || line.slice(day.end).trim() === '');
}

/** Refuses a day that does not exist, and says which ones may be meant; not where it was read from other words of the line. */
function noSuchDate(line: string, hit: DayHit, { now, zone, given }: Seen): Read {
  if (given.day || given.until) return refused('no-such-date');
  const { start, end, day: named, dayOfMonth = 0, instead: known } = hit;
  // The 31st of this month has passed, and the next one has none.
  const days = known ?? (named === 'bad' ? [] : nearDays({ ...addMonths({ ...named, day: 1 }, 1), day: dayOfMonth }));
  const instead = days.flatMap((day): Instead[] => {
    const year = day.year === todayIn(now, zone).year ? '' : `${day.year}年`;
    const by = hit.western ? dayText(day) : `${year}${day.month}月${day.day}日`;
    const read = readWhen(`${line.slice(0, start)} ${by} ${line.slice(end)}`.replace(/\s+/gu, ' ').trim(), now, zone);
    return read.outcome === 'ok' ? [{ at: read.at, piece: line.slice(start, end).trim(), by }] : [];
  });
  return { ...refused('no-such-date'), ...(instead.length > 0 ? { instead } : {}) };
}

/**
 * In `明天10点提醒张三3天后到货` the span belongs to what is said: a day to come with its own time stands at the beginning.
 * A day alone is what the line is about (`明天发货，3天后回访`).
 */
function dayBefore(line: string, { start }: Span, today: Day): DayHit | null {
  const beginning = line.slice(0, start);
  const hit = findDay(beginning, today);
  if (!hit || hit.day === 'bad' || beginning.slice(0, hit.start).trim() !== '' || dayNumber(hit.day) <= dayNumber(today))
    return null;
  const time = findClock(beginning, hit);
  if (!time || time.clock === 'unclear' || !isBeside(beginning, hit, time)) return null;
  return restOf(beginning, [hit, time]) === '' ? null : { ...hit, doubt: 'other-day' };
}

/** What comes each month has a day in each of them. */
function recurring(hit: DayHit, today: Day, { every }: Reading): DayHit {
  if (every !== 'month' || hit.dayOfMonth === undefined || hit.dayOfMonth > 31) return hit;
  const base = hit.day === 'bad' ? { ...today, day: Math.min(hit.dayOfMonth, lastOf(today.year, today.month)) } : hit.day;
  return { ...hit, day: base, rolls: 'month' };
}

/** A part of the day without an hour, in a line that says until when, lasts till it is over. */
function partly(said: Clock | null, { until }: Reading): Clock | null {
  return until && said?.part && !(until === 'by' && said.part === 'noon') ? endOfPart(said.part) : said;
}

function judged(at: number, now: number, line: string, pieces: readonly { start: number; end: number }[], exact: boolean): Read {
  if (at <= now) return refused('past');
  if (at - now > FARTHEST_DAYS * DAY) return refused('too-far');
  return { outcome: 'ok', at, text: restOf(line, pieces), exact, dated: true };
}

interface Seen {
  now: number;
  zone: string;
  given: Reading;
}

/** Returns the moment on a day, moved on when the day leaves that open (weekday, `25号`, `11-25`) and has passed. */
function onDay(hit: DayHit, day: Day, said: Clock | null, { now, zone, given }: Seen): number | 'bad' {
  const clock = said ?? (given.until ? DAY_ENDS : DEFAULT);
  const at = epochOn(day, clock, zone);
  if (at > now) return at;
  if (given.until && !said && epochOn(day, DAY_OVER, zone) > now) return epochOn(day, DAY_OVER, zone);
  if (hit.rolls === 'day') return epochOn(addDays(day, 1), clock, zone);
  if (hit.rolls === 'week') return epochOn(addDays(day, 7), clock, zone);
  if (hit.rolls === 'month') {
    const wanted = given.every === 'month' ? Math.max(day.day, hit.dayOfMonth ?? 0) : day.day;
    const next = addMonths({ ...day, day: wanted }, 1);
    return given.every === 'month' || next.day === wanted ? epochOn(next, clock, zone) : 'bad';
  }
  if (hit.rolls === 'year') {
    const later = epochOn(addMonths(day, 12), clock, zone);
    // Yesterday's date is a slip of the pen, January said in December is not.
    if (given.every === 'year' || later - now < HALF_YEAR_DAYS * DAY) return later;
  }
  if (!said) return epochOn(day, LATER, zone);
  // 今天8点, said in the afternoon.
  const evening = said.spoken && given.half !== 'morning' ? inEvening(day, said, zone) : at;
  if (evening > now) return evening;
  return (said.part && !given.until && laterIn(said.part, day, now, zone)) || at;
}

/**
 * Returns the next moment at which the clock shows a time; a time that was only implied (下午) stays today unless it comes
 * again, the afternoon that `3点` is taken for is tomorrow's when today's has passed.
 */
function nextTime(today: Day, clock: Clock, { now, zone, given }: Seen): number {
  const at = epochOn(today, clock, zone);
  if (at > now) return at;
  // What is promised until 8点 in the afternoon is for this evening.
  const evening = inEvening(today, clock, zone);
  if (clock.spoken && given.half === 'evening' && evening > now) return evening;
  if (!clock.assumed || clock.doubt || given.again) return epochOn(addDays(today, 1), clock, zone);
  return (clock.part && !given.until && laterIn(clock.part, today, now, zone)) || at;
}
