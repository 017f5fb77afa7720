import { dayAt, dayNumber, dayOfNumber } from './calendar-day.ts';
import { shiftDate } from './template-dates.ts';
import { OF_ORDERS, type Facts, type KnownFacts } from './template-facts.ts';
import { bracesAt, type ConditionTest, type SlotPart } from './template-parts.ts';
import { factNamed, type FactName } from './template-slots.ts';
import { calendarKnows, isWorkday } from './workdays.ts';

/** Days that are known whoever the buyer is; other days may be compared with them: `{如果 下单日期<今天-3天}`. */
const NEAR: ReadonlySet<FactName> = new Set(['today', 'tomorrow', 'dayAfter', 'yesterday', 'todayIso', 'tomorrowIso']);

/** Tells whether a fact is a day of an order. */
export function isDayOfOrder(fact: FactName | null): boolean {
  return fact !== null && OF_ORDERS.has(fact);
}

/** Tells whether a fact is a day or the hour: those are compared by the calendar and the clock. */
export function isMoment(fact: FactName | null): fact is FactName {
  return fact !== null && (fact === 'time' || NEAR.has(fact) || isDayOfOrder(fact));
}

/** Tells whether a day or the hour can be compared with what a condition names. */
export function isMomentLimit(fact: FactName, limit: string): boolean {
  return fact === 'time' ? minutesIn(limit) !== null : nearDay(limit) !== null || dayIn(limit, 0) !== null;
}

/**
 * Tells whether a day or the hour is what a condition asks for; null when a word is none or the value cannot be read.
 * `order` is the one the text is about; `said`: the value is what a person typed.
 */
export function comparedMoment(
  { is, values }: ConditionTest,
  fact: FactName,
  value: string,
  { facts, order, said }: { facts: Facts; order: KnownFacts | null; said: boolean },
): boolean | null {
  const today = dayNumber(dayAt(facts.dates.get('today') ?? 0, facts.work.zone));
  const at = said ? undefined : (facts.dates.get(fact) ?? order?.dates.get(fact));
  const zone = OF_ORDERS.has(fact) ? facts.zone : facts.work.zone;
  const known = at === undefined ? dayIn(value, today) : dayNumber(dayAt(at, zone));
  const number = fact === 'time' ? minutesIn(value) : known;
  const limits = values.map((each) => (fact === 'time' ? minutesIn(each) : limitDay(each, facts, today)));
  const [limit = null] = limits;
  if (is === 'equal' || is === 'unequal') {
    const found = values.includes(value) || (number !== null && limits.includes(number));
    const isUnclear = !found && !said && (number === null || limits.includes(null));
    return isUnclear ? null : found === (is === 'equal');
  }
  return isWithin(is, number, limit);
}

/** Returns a comparison of weekdays with 工作日 read by the shop's calendar: today's weekday (`value`) when one works today. */
export function withWorkday(test: ConditionTest, value: string, { dates, work }: Facts): ConditionTest {
  const today = dayNumber(dayAt(dates.get('today') ?? 0, work.zone));
  if (!calendarKnows(today, work.country)) return test;
  const own = isWorkday(today, work.country) ? [value] : [];
  return { ...test, values: test.values.flatMap((each) => (/^(?:工作日|workdays?)$/i.test(each) ? own : [each])) };
}

/** Tells whether a number is more or less than a limit, as a condition asks; null when one of them is none. */
export function isWithin(is: ConditionTest['is'], number: number | null, limit: number | null): boolean | null {
  if (number === null || limit === null) return null;
  if (number === limit) return is === 'atLeast' || is === 'atMost';
  return number > limit === (is === 'more' || is === 'atLeast');
}

/** Reads `今天`, `today-3d`. */
function nearDay(limit: string): SlotPart | null {
  const part = bracesAt(`{${limit}}`, 0)?.part;
  const fact = part && 'slot' in part ? factNamed(part.shifted?.base ?? part.slot) : null;
  return fact && NEAR.has(fact) && part && 'slot' in part ? part : null;
}

function limitDay(limit: string, { dates, work }: Facts, today: number): number | null {
  const near = nearDay(limit);
  if (!near) return dayIn(limit, today, NEAREST);
  const at = dates.get(factNamed(near.shifted?.base ?? near.slot) ?? 'today');
  if (at === undefined) return null;
  const moved = near.shifted ? shiftDate(at, near.shifted.shift, work.zone, work.country) : at;
  return dayNumber(dayAt(moved, work.zone));
}

/** Within so many days a limit without a year is the day nearest to today: 1月5日 in December; beyond it is this year's. */
const NEAREST = 92;

/**
 * Returns the number of the day that a text is, see `dayNumber`; without a year the one nearest to `today`, or this year's
 * where that one is more than `within` days away.
 */
function dayIn(text: string, today: number, within = 366): number | null {
  const plain = text.normalize('NFKC').trim();
  const [, year, month, day] = /^(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})[日号]?$/.exec(plain) ?? [];
  if (!month || !day) return null;
  const now = dayOfNumber(today).year;
  const days = (year ? [Number(year)] : [now, now - 1, now + 1]).flatMap((each) => {
    const n = dayNumber({ year: each, month: Number(month), day: Number(day) });
    const real = dayOfNumber(n);
    const isReal = real.month === Number(month) && real.day === Number(day);
    return isReal && (year || each === now || Math.abs(n - today) <= within) ? [n] : [];
  });
  return days.toSorted((a, b) => Math.abs(a - today) - Math.abs(b - today))[0] ?? null;
}

/** Returns the minutes since midnight that a text is: `18:00`, `9点半`, `下午3点`. */
function minutesIn(text: string): number | null {
  const plain = text.normalize('NFKC').trim();
  const [, late, hours, rest = 0] = /^(?:上午|早上|中午|(下午|晚上))?\s*(\d{1,2})(?:[:点时](半|\d{1,2})?分?)?$/.exec(plain) ?? [];
  // 晚上12点 is the end of a day, which no hour of that day is behind.
  if (!hours || (late === '晚上' && hours === '12')) return null;
  const hour = Number(hours) + (late && Number(hours) < 12 ? 12 : 0);
  const minute = rest === '半' ? 30 : Number(rest);
  return hour < 24 && minute < 60 ? hour * 60 + minute : null;
}
