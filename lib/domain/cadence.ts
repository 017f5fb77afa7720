import { awakeMoment, buyerCountry, buyerZone } from './buyer-hours.ts';
import { FINDERS, type CadenceEvent, type CadenceFacts } from './cadence-events.ts';
import type { CadenceRule, CadenceWho } from './cadence-rules.ts';
import { dayAt, dayNumber, dayOfNumber } from './calendar-day.ts';
import type { Customer } from './customer.ts';
import { calendarKnows, isWorkday } from './workdays.ts';

/** Where and for when rules are looked through. */
export interface CadenceGround {
  /** Moments asked for, epoch ms: later than `from`, up to and including `to`. */
  from: number;
  to: number;
  /** The shop's zone and country. */
  zone: string;
  country: string;
  /** Days (numbers) on which the customer already has a follow-up by rule. */
  taken: ReadonlySet<number>;
  /** Number of the day on which the rules are carried out: nothing is set on a day before it. Absent for a dry run. */
  today?: number;
  /** Ids that were made before, whatever became of them. */
  made: ReadonlySet<string>;
}

/** A follow-up that a rule asks for. */
export interface Planned {
  id: string;
  ruleId: string;
  customerId: string;
  shopId: string;
  /** Epoch ms. */
  at: number;
  day: number;
  /** Zone in which the buyer is taken to live. */
  zone: string;
  /** What `{事}` of the rule's text stands for; `occasion.…` is a message key. */
  thing: string;
  orderNo?: string;
  /** The calendar of that day is not known: days off may be overlooked. */
  calendarEnds?: true;
}

/** Returns the id of what a rule makes of an event; the same for the same, so that nothing is made twice. */
export function cadenceId(ruleId: string, key: string): string {
  return cadenceKey(`cd_${ruleId}~${key}`);
}

/** Returns a text as it stands in ids of what rules make. */
export function cadenceKey(text: string): string {
  return text.replaceAll(':', '.');
}

/** Tells whether a rule is for a customer; `country` is the shop's. */
export function isFor(
  who: CadenceWho,
  customer: Pick<Customer, 'tags' | 'level' | 'country' | 'shopId' | 'stats'>,
  country: string,
): boolean {
  if (who.tags?.length && !who.tags.some((tag) => customer.tags.includes(tag))) return false;
  if (who.level && !customer.level?.includes(who.level)) return false;
  if (who.minOrders !== undefined && customer.stats.paidCount < who.minOrders) return false;
  const home = buyerCountry(customer, country) === country;
  return who.where === undefined || (who.where === 'domestic') === home;
}

/** What a rule asks for and nobody gets, because no day of its span is free. */
export interface LeftOut {
  ruleId: string;
  customerId: string;
  /** Day on which it was wanted, and the last one it may be on; numbers. */
  day: number;
  until: number;
  thing: string;
  /** `taken`: every workday of its span has another follow-up; `off`: there is no workday in its span. */
  why: 'taken' | 'off';
  /** Ids of the rules that have its days in this plan; empty also where the follow-up was made before. */
  by: string[];
}

export interface CadencePlan {
  /** Earliest first. */
  planned: Planned[];
  left: LeftOut[];
}

/** Kinds whose day is what they are about; all others wait when the day is one of those. */
const FIXED: readonly CadenceRule['kind'][] = ['birthday', 'festival'];

interface Wanted {
  rule: CadenceRule;
  event: CadenceEvent;
  order: number;
}

/** Birthdays before festivals before whatever can be moved; those by their days, then as the shop has ordered its rules. */
function byPrecedence(a: Wanted, b: Wanted): number {
  const rank = ({ rule: { kind } }: Wanted): number => (FIXED.includes(kind) ? FIXED.indexOf(kind) : FIXED.length);
  return rank(a) - rank(b) || a.event.day - b.event.day || a.order - b.order;
}

/**
 * Returns what the rules that are on ask for a customer in a span of time, earliest first: never two on one day, none on
 * a day off of the shop's country, none in the buyer's quiet hours, none that was made before. Birthdays and festivals get
 * their days first. A follow-up that finds its day past, taken or off moves to the next free workday, up to the last day its rule
 * allows; after that it is done early where it is about a day to come, or else among those left out, with the reason.
 */
export function plan(rules: readonly CadenceRule[], facts: CadenceFacts, ground: CadenceGround): CadencePlan {
  const { zone, country } = ground;
  const first = dayNumber(dayAt(ground.from, zone));
  const last = dayNumber(dayAt(ground.to, zone));
  // What is moved may come from days before the span, or back from one of the days after it.
  const days = { from: first - 31, to: last + BACK, zone, country };
  const wanted = rules
    .filter((rule) => rule.on && isFor(rule.who, facts.customer, country))
    .flatMap((rule, order) =>
      FINDERS[rule.kind](rule, facts, days)
        .filter(({ day, until }) => day <= last + BACK && Math.max(day, until) >= first)
        .map((event) => ({ rule, event, order })),
    )
    .toSorted(byPrecedence);
  const zoneThere = buyerZone(buyerCountry(facts.customer, country), zone);
  const taken = new Map<number, string>([...ground.taken].map((day) => [day, '']));
  const result: CadencePlan = { planned: [], left: [] };
  for (const { rule, event } of wanted) {
    const id = cadenceId(rule.id, event.key);
    if (ground.made.has(id) || (rule.kind === 'sleeping' && wasTold(id, ground.made))) continue;
    const back = EARLY.has(rule.kind) ? Math.max(event.day - BACK, ground.today ?? -Infinity) : Infinity;
    const day = freeDay(event, taken, country, { start: Math.max(event.day, ground.today ?? -Infinity), back });
    // Taken also when it lies outside of the span: the run that comes to that day sees the same.
    if (day !== null) taken.set(day, rule.id);
    const at = awakeMoment(dayOfNumber(day ?? event.day), rule.hour, zone, zoneThere);
    if (at <= Math.max(ground.from, rule.since ?? 0) || at > ground.to) continue;
    if (day !== null && day > event.day && wasBefore(rule, event, country, zone)) continue;
    if (day === null) result.left.push(leftOut(rule, event, facts, country, taken));
    else result.planned.push(planned(id, rule, event, { day, at, zone: zoneThere }, facts, country));
  }
  result.planned.sort((a, b) => a.at - b.at);
  return result;
}

/** Tells whether a silence was told of under a later day: those before were named by the payment, some days after the order. */
function wasTold(id: string, made: ReadonlySet<string>): boolean {
  const start = id.slice(0, id.lastIndexOf('~') + 1);
  const day = Number(id.slice(start.length));
  return [...made].some((one) => one.startsWith(start) && Number(one.slice(start.length)) > day);
}

function leftOut(
  { id }: CadenceRule,
  { day, until, thing }: CadenceEvent,
  { customer }: CadenceFacts,
  country: string,
  taken: ReadonlyMap<number, string>,
): LeftOut {
  const span = Array.from({ length: Math.max(until - day, 0) + 1 }, (_, i) => day + i).filter((n) => isWorkday(n, country));
  const by = [...new Set(span.map((n) => taken.get(n)).filter(Boolean))] as string[];
  return {
    ruleId: id,
    customerId: customer.id,
    day,
    until: Math.max(day, until),
    thing,
    why: span.length > 0 ? 'taken' : 'off',
    by,
  };
}

function planned(
  id: string,
  rule: CadenceRule,
  event: CadenceEvent,
  when: Pick<Planned, 'day' | 'at' | 'zone'>,
  { customer }: CadenceFacts,
  country: string,
): Planned {
  const result: Planned = { id, ruleId: rule.id, customerId: customer.id, shopId: customer.shopId, ...when, thing: event.thing };
  if (event.orderNo !== undefined) result.orderNo = event.orderNo;
  if (!calendarKnows(when.day, country)) result.calendarEnds = true;
  return result;
}

/** Most days by which something is done early: the longest weekend that make-up days leave. */
const BACK = 9;

/** What may be done early because it can not be done late; everything else comes after what happened. */
const EARLY: ReadonlySet<CadenceRule['kind']> = new Set(['birthday', 'festival', 'season', 'care']);

/** Tells whether a follow-up would have come, with all days free, before its rule was switched on. */
function wasBefore(rule: CadenceRule, event: CadenceEvent, country: string, zone: string): boolean {
  if (rule.since === undefined) return false;
  const day = freeDay(event, new Map(), country, { start: event.day, back: Infinity });
  return awakeMoment(dayOfNumber(day ?? event.day), rule.hour, zone, zone) <= rule.since;
}

/** Returns the first free workday from `start` to the event's last one, else the one before its day, not before `back`. */
function freeDay(
  { day, until }: CadenceEvent,
  taken: ReadonlyMap<number, string>,
  country: string,
  { start, back }: { start: number; back: number },
): number | null {
  const free = (n: number): boolean => !taken.has(n) && isWorkday(n, country);
  for (let n = start; n <= Math.max(day, until); n++) if (free(n)) return n;
  // A birthday on a Sunday is greeted on the Friday before.
  for (let n = day - 1; n >= back; n--) if (free(n)) return n;
  return null;
}
