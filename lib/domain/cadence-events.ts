import { buyerCountry } from './buyer-hours.ts';
import type { CadenceRule } from './cadence-rules.ts';
import { dayAt, dayNumber, dayOfNumber, dayText } from './calendar-day.ts';
import type { Customer } from './customer.ts';
import { hashOf } from './hash.ts';
import { boughtInOrder, isLarge } from './large-order.ts';
import { occasionsBetween } from './occasions.ts';
import type { Order } from './order.ts';
import { foldLetters } from './fold-letters.ts';
import { boughtAt } from './purchases.ts';

/** What is known of a customer when rules are looked through. */
export interface CadenceFacts {
  customer: Pick<Customer, 'id' | 'shopId' | 'country' | 'tags' | 'level' | 'birthday' | 'stats'>;
  /** Any order. */
  orders: readonly Order[];
  /** Epoch ms of the last message either side wrote, or null. */
  contactAt: number | null;
}

/** Something a rule goes by: what names it once and for all, the number of its day, and what `{事}` stands for. */
export interface CadenceEvent {
  key: string;
  /** Day on which the follow-up is wanted. */
  day: number;
  /** Last day to which it may be moved. */
  until: number;
  thing: string;
  orderNo?: string;
}

interface Ground {
  /** Days that are asked for, numbers, both included. */
  from: number;
  to: number;
  zone: string;
  country: string;
}

type Finder = (rule: CadenceRule, facts: CadenceFacts, ground: Ground) => CadenceEvent[];

const folded = (text: string): string => foldLetters(text.normalize('NFKC'));
const dayOf = (at: number, zone: string): number => dayNumber(dayAt(at, zone));

/** One event for each order that has the moment. */
function perOrder(
  rule: CadenceRule,
  facts: CadenceFacts,
  { zone }: Ground,
  momentOf: (order: Order) => number | undefined,
): CadenceEvent[] {
  return facts.orders.flatMap((order) => {
    const at = momentOf(order);
    // Nobody who wants the money back is asked how content they are.
    if (at === undefined || order.state === 'closed' || (rule.kind !== 'notice' && order.state === 'refunding')) return [];
    const day = dayOf(at, zone);
    return [{ key: order.no, day: day + rule.days, until: day + rule.within, thing: order.no, orderNo: order.no }];
  });
}

const lastBought = (facts: CadenceFacts): number | undefined =>
  facts.orders.reduce<number | undefined>((last, order) => {
    const at = boughtAt(order);
    return at !== undefined && (last === undefined || at > last) ? at : last;
  }, undefined) ?? facts.customer.stats.lastAt;

const occasionEvents =
  (kind: 'festival' | 'season'): Finder =>
  (rule, { customer }, { from, to, country }) =>
    // Of an unknown country only those that are for everybody.
    occasionsBetween(from + rule.days, to + rule.days, buyerCountry(customer, country) ?? '')
      .filter((occasion) => occasion.kind === kind)
      .map(({ key, day, rule: of }) => ({
        // A feast of the tables may come twice in a year.
        key: `${customer.id}~${key}${'table' in of ? dayText(dayOfNumber(day)) : dayOfNumber(day).year}`,
        day: day - rule.days,
        until: day,
        thing: `occasion.${key}`,
      }));

/** Returns the quarters (0 to 3) in which the days between two lie, both included. */
function quartersBetween(from: number, to: number): { year: number; quarter: number }[] {
  const [first, last] = [from, to].map((number) => {
    const { year, month } = dayOfNumber(number);
    return year * 4 + Math.floor((month - 1) / 3);
  }) as [number, number];
  return Array.from({ length: last - first + 1 }, (_, i) => ({ year: Math.floor((first + i) / 4), quarter: (first + i) % 4 }));
}

/** How each kind of rule finds its events; those outside of the days asked for may be among them. */
export const FINDERS: Readonly<Record<CadenceRule['kind'], Finder>> = {
  notice: (rule, facts, ground) => perOrder(rule, facts, ground, (order) => order[rule.event ?? 'shippedAt']),
  survey: (rule, facts, ground) => perOrder(rule, facts, ground, (order) => order.receivedAt),
  thanks: (rule, facts, ground) => {
    const [first] = boughtInOrder(facts.orders);
    const events = first ? perOrder(rule, { ...facts, orders: [first] }, ground, boughtAt) : [];
    // Named by the customer: an older order that becomes known later does not make another first purchase.
    return events.map((event) => ({ ...event, key: facts.customer.id }));
  },
  visit: (rule, facts, ground) => {
    const large = boughtInOrder(facts.orders).filter((order, i) => isLarge(rule, order, i + 1));
    return perOrder(rule, { ...facts, orders: large }, ground, boughtAt);
  },
  care: (rule, facts, { zone }) =>
    facts.orders.flatMap((order) => {
      const at = boughtAt(order) === undefined ? undefined : (order.receivedAt ?? boughtAt(order));
      if (at === undefined) return [];
      return order.items.flatMap((item, i) => {
        const lasts = rule.lasts?.find(({ word }) => word === '*' || folded(item.title ?? '').includes(folded(word)));
        if (!lasts) return [];
        const end = dayOf(at, zone) + lasts.days;
        return [{ key: `${order.no}-${i}`, day: end - rule.days, until: end, thing: item.title ?? order.no, orderNo: order.no }];
      });
    }),
  birthday: (rule, { customer }, { from, to }) => {
    const [month = 0, date = 0] = (customer.birthday ?? '').split('-').map(Number);
    if (!month || !date) return [];
    const [first, last] = [dayOfNumber(from).year, dayOfNumber(to + rule.days).year];
    return Array.from({ length: last - first + 1 }, (_, i) => first + i).map((year) => {
      // Who was born on 29 February has it on the 28th in other years.
      const longest = new Date(Date.UTC(year, month, 0)).getUTCDate();
      const day = dayNumber({ year, month, day: Math.min(date, longest) });
      return { key: `${customer.id}~${year}`, day: day - rule.days, until: day, thing: '' };
    });
  },
  festival: occasionEvents('festival'),
  season: (rule, facts, ground) => {
    const last = lastBought(facts);
    return occasionEvents('season')(rule, facts, ground).filter(
      ({ day }) => last !== undefined && day - dayOf(last, ground.zone) >= 30,
    );
  },
  sleeping: (rule, facts, { zone }) => {
    // Always the last order that was placed: whether orders are read depends on other rules, and one silence has one name.
    const last = facts.customer.stats.lastAt;
    if (last === undefined) return [];
    const day = dayOf(last, zone);
    return [{ key: `${facts.customer.id}~${day}`, day: day + rule.days, until: day + rule.within, thing: '' }];
  },
  nps: (rule, facts, { from, to, zone }) => {
    const last = lastBought(facts);
    const active = last !== undefined && from - dayOf(last, zone) <= 92;
    return (active ? quartersBetween(from, to) : []).map(({ year, quarter }) => {
      // Spread over the first two months, the same day for the same customer.
      const start = dayNumber({ year, month: quarter * 3 + 1, day: 1 });
      const day = start + rule.days + (hashOf(facts.customer.id) % 60);
      return { key: `${facts.customer.id}~${year}Q${quarter + 1}`, day, until: day + rule.within, thing: '' };
    });
  },
  touch: (rule, facts, { zone }) => {
    const last = Math.max(facts.contactAt ?? 0, facts.customer.stats.lastAt ?? 0);
    if (last === 0) return [];
    const day = dayOf(last, zone);
    return [{ key: `${facts.customer.id}~${day}`, day: day + rule.days, until: day + rule.within, thing: '' }];
  },
};
