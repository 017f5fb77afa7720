import { awakeMoment, buyerCountry, buyerZone, USUAL_HOURS } from './buyer-hours.ts';
import {
  AHEAD,
  BACK,
  byPrecedence,
  EARLY,
  freeDay,
  isWish,
  roomOf,
  wasBefore,
  wishDay,
  type Room,
  type Wanted,
} from './cadence-days.ts';
import { FINDERS, type CadenceEvent, type CadenceFacts } from './cadence-events.ts';
import type { CadenceRule, CadenceWho } from './cadence-rules.ts';
import { dayAt, dayNumber, dayOfNumber, momentOn } from './calendar-day.ts';
import type { Customer } from './customer.ts';
import { wallTimeOf } from './time.ts';
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
  /** Those of them on which it can still be moved away for a birthday or a festival. */
  movable?: ReadonlySet<number>;
  /** Hours of the shop's day in which somebody is there, where they are known. */
  hours?: readonly number[] | null;
  /** Up to when (epoch ms) the run before this one looked: what came after it, nobody could make. Absent for a dry run. */
  seenTo?: number;
  /** Number of the day on which the rules are carried out: nothing is set on a day before it. Absent for a dry run. */
  today?: number;
  /** Ids that were made before, whatever became of them. */
  made: ReadonlySet<string>;
}

/** A follow-up that a rule asks for. */
export interface Planned extends Room {
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

/**
 * Returns what the rules that are on ask for a customer in a span of time, earliest first: never two on one day, none on
 * a day off of the shop's country, none in the buyer's quiet hours unless those are all of the shop's, none that was made
 * before. Birthdays and festivals get their days first. A follow-up that finds its day past, taken or off moves to the next
 * free workday, up to the last day its rule allows; after that it is done early where it is about a day to come, or else
 * among those left out, with the reason.
 */
export function plan(rules: readonly CadenceRule[], facts: CadenceFacts, ground: CadenceGround): CadencePlan {
  const { zone, country, today = -Infinity } = ground;
  const zoneThere = buyerZone(buyerCountry(facts.customer, country), zone);
  const momentOf = (day: number, { hour }: CadenceRule): number =>
    awakeMoment(dayOfNumber(day), hour, zone, zoneThere, ground.hours ?? undefined);
  // Nothing is put off to an hour in which there may be nobody.
  const sure = (at: number): number | null => (ground.hours || USUAL_HOURS.includes(wallTimeOf(at, zone).hour) ? at : null);
  const taken = new Map<number, string>([...ground.taken].map((day) => [day, '']));
  const forWish = new Set([...ground.taken].filter((day) => !ground.movable?.has(day)));
  const found: Found[] = [];
  const left: LeftOut[] = [];
  for (const { rule, event: asked } of wantedOf(rules, facts, ground)) {
    const id = cadenceId(rule.id, asked.key);
    if (ground.made.has(id) || (rule.kind === 'sleeping' && wasTold(id, ground.made))) continue;
    const event = belated(rule, asked, ground) ?? asked;
    const back = EARLY.has(rule.kind) ? Math.max(event.day - BACK, today) : Infinity;
    const day = freeDay(event, isWish(rule) ? forWish : taken, country, { start: Math.max(event.day, today), back });
    // Nobody gets it: it is not to keep today from another one, day after day.
    if (day !== null && day > event.day && wasBefore(rule, event, country, zone)) continue;
    // Taken also when it lies outside of the span: the run that comes to that day sees the same.
    if (day !== null) taken.set(day, rule.id);
    if (day !== null) forWish.add(day);
    const at = momentOf(day ?? event.day, rule);
    if (at <= Math.max(ground.from, rule.since ?? 0) || (at > ground.to && event === asked)) continue;
    if (day === null) left.push(leftOut(rule, event, facts, country, taken));
    else found.push({ id, rule, event, day, at });
  }
  const made = new Set([...ground.taken, ...found.map(({ day }) => day)]);
  const wishes = found.length > 0 ? wishDays(rules, facts, ground) : new Set<number>();
  const planned = found
    .map((one) => {
      const days = { made, wanted: taken, wishes, country };
      const room = roomOf(one.rule, { ...one.event, day: one.day }, days, (n) => sure(momentOf(n, one.rule)));
      return plannedOf(one, room, facts, zoneThere, country);
    })
    .toSorted((a, b) => a.at - b.at);
  return { planned, left };
}

/** Something that is to be made: of what, and when. */
interface Found {
  id: string;
  rule: CadenceRule;
  event: CadenceEvent;
  day: number;
  at: number;
}

/** Returns what the rules that are on ask for around a span of time, in order of precedence. */
function wantedOf(rules: readonly CadenceRule[], facts: CadenceFacts, { from, to, zone, country }: CadenceGround): Wanted[] {
  const [first, last] = [dayNumber(dayAt(from, zone)), dayNumber(dayAt(to, zone))];
  // What is moved may come from days before the span, or back from one of the days after it.
  const days = { from: first - 31, to: last + BACK, zone, country };
  return rules
    .filter((rule) => rule.on && isFor(rule.who, facts.customer, country))
    .flatMap((rule, order) =>
      FINDERS[rule.kind](rule, facts, days)
        .filter(({ day, until }) => day <= last + BACK && Math.max(day, until) >= first)
        .map((event) => ({ rule, event, order })),
    )
    .toSorted(byPrecedence);
}

/** Days by which a birthday is greeted late, and in which a day for it is looked for. */
const [BELATED, BELATED_IN] = [7, 10];

/** Returns a birthday that passed while nobody could make a follow-up of it, as it is greeted now; null for everything else. */
function belated(
  { kind }: CadenceRule,
  event: CadenceEvent,
  { today, seenTo, zone, country }: CadenceGround,
): CadenceEvent | null {
  if (kind !== 'birthday' || today === undefined || seenTo === undefined) return null;
  // Of one on a Sunday the Friday before is what was missed.
  const day = wishDay(event, country);
  if (day >= today || event.until < today - BELATED) return null;
  return momentOn(dayOfNumber(day + 1), 0, 0, zone) > seenTo ? { ...event, until: today + BELATED_IN } : null;
}

/** Returns the days soon that belong to a birthday or a festival of the customer. */
function wishDays(rules: readonly CadenceRule[], facts: CadenceFacts, { from, to, zone, country }: CadenceGround): Set<number> {
  const days = { from: dayNumber(dayAt(from, zone)), to: dayNumber(dayAt(to, zone)) + AHEAD + BACK, zone, country };
  const wishes = rules.filter((rule) => rule.on && isWish(rule) && isFor(rule.who, facts.customer, country));
  return new Set(wishes.flatMap((rule) => FINDERS[rule.kind](rule, facts, days).map((event) => wishDay(event, country))));
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

function plannedOf(
  { id, rule, event, day, at }: Found,
  room: Room,
  { customer }: CadenceFacts,
  zone: string,
  country: string,
): Planned {
  const of = { id, ruleId: rule.id, customerId: customer.id, shopId: customer.shopId };
  const result: Planned = { ...of, ...room, day, at, zone, thing: event.thing };
  if (event.orderNo !== undefined) result.orderNo = event.orderNo;
  if (!calendarKnows(day, country)) result.calendarEnds = true;
  return result;
}
