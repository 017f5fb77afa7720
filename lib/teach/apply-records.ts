import type { OrderSeen, PeerRef, SiteId } from '../domain/observation.ts';
import type { Money } from '../domain/money.ts';
import { orderStateOf } from '../domain/order-state.ts';
import { isCut, isMasked } from '../domain/text.ts';
import { type Found, present, REFUSED } from '../sites/found.ts';
import { type Decision, decide } from './decide.ts';
import { matches } from './find.ts';
import { type FieldRule, type HostRules, ruleFor, type TeachField } from './rule.ts';
import { bearerOf } from './rows.ts';
import { numberInRow, type Print, type Value } from './values.ts';

type OrderField = Extract<TeachField, `order.${string}`>;
const FIELDS: readonly OrderField[] = ['order.createdAt', 'order.paid', 'order.stateText', 'order.buyer'];

/** What the rules found for one order, by field; and how each of its candidates did. */
type TaughtOrder = Partial<Record<OrderField, Found<Value>>>;

export interface TaughtOrders {
  /** By order number. */
  orders: Map<string, TaughtOrder>;
  decisions: Partial<Record<TeachField, Decision>>;
  /** Reads a nick that an attribute names, where the site's attribute is one. */
  nicks: Map<string, string>;
}

/** Returns the number of the order a row belongs to: the taught one, and the row must not show another. */
function numberOf(row: Element, rule: FieldRule | undefined, known: ReadonlySet<string>, print: Print): string | null {
  const shown = numberInRow(row);
  if (!rule) return shown !== null && known.has(shown) ? shown : null;
  const { value } = decide(row, rule, print);
  if (value === REFUSED) return null;
  if (value === null) return shown !== null && known.has(shown) ? shown : null;
  return shown === null || shown === value ? (value as string) : null;
}

/**
 * Returns what the rules find in the rows of an order list, by order number. `known` are the numbers the built-in reader
 * gave. A row without a number, or a number in two rows that say different things, gives nothing.
 */
export function taughtOrders(document: Document, rules: HostRules, known: ReadonlySet<string>, print: Print): TaughtOrders {
  const result: TaughtOrders = { orders: new Map(), decisions: {}, nicks: new Map() };
  const numbers = ruleFor(rules, 'order.no');
  if (numbers?.row) {
    for (const row of matches(document, numbers.row)) {
      const decision = decide(row, numbers, print);
      const no = numberOf(row, numbers, known, print);
      result.decisions['order.no'] ??= decision;
      if (no) result.orders.set(no, result.orders.get(no) ?? {});
    }
  }
  for (const no of known) if (!result.orders.has(no)) result.orders.set(no, {});
  for (const field of FIELDS) takeField(document, rules, field, { result, numbers, known, print });
  return result;
}

interface Taking {
  result: TaughtOrders;
  numbers: FieldRule | undefined;
  known: ReadonlySet<string>;
  print: Print;
}

function takeField(document: Document, rules: HostRules, field: OrderField, { result, numbers, known, print }: Taking): void {
  const rule = ruleFor(rules, field);
  if (!rule?.row) return;
  for (const row of matches(document, rule.row)) {
    const bearer = rule.below ? bearerOf(row, rule.row) : row;
    const all = new Set([...known, ...result.orders.keys()]);
    const no =
      bearer && numberOf(bearer, numbers?.row !== undefined && bearer.matches(numbers.row) ? numbers : undefined, all, print);
    const order = no === null ? undefined : result.orders.get(no);
    if (!no || !order) continue;
    const decision = decide(row, rule, print);
    result.decisions[field] ??= decision;
    const before = order[field] ?? null;
    if (decision.value === null) continue;
    const twice = before !== null && JSON.stringify(before) !== JSON.stringify(decision.value);
    order[field] = twice ? REFUSED : decision.value;
    const byNick = rule.candidates.some(
      (candidate, at) => candidate.attr === 'data-nick' && decision.answers[at] === decision.value,
    );
    if (byNick && typeof decision.value === 'string') result.nicks.set(no, decision.value);
  }
}

function known<T extends Value>(found: Found<Value> | undefined): T | undefined {
  return found === undefined || found === null || found === REFUSED ? undefined : (found as T);
}

/** Returns the buyer of an order row: a shown name, and a nick where Taobao's own attribute names it in full. */
function buyerOf(site: SiteId, name: string | undefined, nick: string | undefined): PeerRef | undefined {
  if (name === undefined) return undefined;
  if (isMasked(name)) return { name, masked: true };
  return site === 'taobao' && nick !== undefined && !isCut(nick) ? { name, nick } : { name };
}

/** Returns an order with what is missing in it filled in from the rules; nothing that is there is touched. */
export function completedOrder(seen: OrderSeen | undefined, no: string, taught: TaughtOrders, site: SiteId): OrderSeen {
  const found = taught.orders.get(no) ?? {};
  const words = seen?.stateText ?? known<string>(found['order.stateText']);
  const state = seen && seen.state !== 'unknown' ? seen.state : words ? orderStateOf(site, words) : 'unknown';
  return present({
    ...(seen ?? { kind: 'order' as const, no, items: [] }),
    state,
    stateText: words,
    createdAt: seen?.createdAt ?? known<number>(found['order.createdAt']),
    paid: seen?.paid ?? known<Money>(found['order.paid']),
    buyer: seen?.buyer ?? buyerOf(site, known<string>(found['order.buyer']), taught.nicks.get(no)),
  }) as OrderSeen;
}
