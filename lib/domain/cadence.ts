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
  /** Number of the day on which the rules are carried out: nothing is moved back to before it. Absent for a dry run. */
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
  /** What `{事}` of the rule's text stands for; `occasion.…` is a message key. */
  thing: string;
  orderNo?: string;
  /** The calendar of that day is not known: days off may be overlooked. */
  calendarEnds?: true;
}

/** Returns the id of what a rule makes of an event; the same for the same, so that nothing is made twice. */
export function cadenceId(ruleId: string, key: string): string {
  return `cd_${ruleId}~${key}`.replaceAll(':', '.');
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

/**
 * Returns what the rules that are on ask for a customer in a span of time, earliest first: never two on one day, none on
 * a day off of the shop's country, none in the buyer's quiet hours, none that was made before. A follow-up that finds its
 * day taken or off moves to the next free workday, up to the last day its rule allows; after that it is left out, or done
 * early where it is about a day to come.
 */
export function plan(rules: readonly CadenceRule[], facts: CadenceFacts, ground: CadenceGround): Planned[] {
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
    .toSorted((a, b) => a.event.day - b.event.day || a.order - b.order);
  const home = buyerCountry(facts.customer, country);
  const taken = new Set(ground.taken);
  const result: Planned[] = [];
  for (const { rule, event } of wanted) {
    const id = cadenceId(rule.id, event.key);
    if (ground.made.has(id)) continue;
    const back = EARLY.has(rule.kind) ? Math.max(event.day - BACK, ground.today ?? -Infinity) : Infinity;
    const day = freeDay(event, taken, country, back);
    if (day === null) continue;
    // Taken also when it lies outside of the span: the run that comes to that day sees the same.
    taken.add(day);
    const at = awakeMoment(dayOfNumber(day), rule.hour, zone, buyerZone(home, zone));
    if (at <= Math.max(ground.from, rule.since ?? 0) || at > ground.to) continue;
    result.push(planned(id, rule, event, { day, at }, facts, country));
  }
  return result.toSorted((a, b) => a.at - b.at);
}

function planned(
  id: string,
  rule: CadenceRule,
  event: CadenceEvent,
  when: { day: number; at: number },
  { customer }: CadenceFacts,
  country: string,
): Planned {
  const result: Planned = { id, ruleId: rule.id, customerId: customer.id, shopId: customer.shopId, ...when, thing: event.thing };
  if (event.orderNo !== undefined) result.orderNo = event.orderNo;
  if (country === 'CN' && !calendarKnows(when.day)) result.calendarEnds = true;
  return result;
}

/** Most days by which something is done early: the longest weekend that make-up days leave. */
const BACK = 9;

/** What may be done early because it can not be done late; everything else comes after what happened. */
const EARLY: ReadonlySet<CadenceRule['kind']> = new Set(['birthday', 'festival', 'season', 'care']);

/** Returns the first free workday from the event's day to its last one, else the one before it, not before `back`. */
function freeDay({ day, until }: CadenceEvent, taken: ReadonlySet<number>, country: string, back: number): number | null {
  const free = (n: number): boolean => !taken.has(n) && isWorkday(n, country);
  for (let n = day; n <= Math.max(day, until); n++) if (free(n)) return n;
  // A birthday on a Sunday is greeted on the Friday before.
  for (let n = day - 1; n >= back; n--) if (free(n)) return n;
  return null;
}
