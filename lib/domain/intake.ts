import { sameValue } from './change.ts';
import type { Customer } from './customer.ts';
import { canBe, isNamedOtherwise } from './identity.ts';
import { newId } from './ids.ts';
import { mergeOrder, type Order } from './order.ts';
import type { Observation, OrderSeen, PeerRef, SiteId } from './observation.ts';
import { caseOf } from './order-case.ts';
import { reviewOf } from './order-review.ts';
import { cleanLine, isCut, isMasked, LIMITS } from './text.ts';

/** Joinings that a customer remembers. */
const MOST_JOINED = 50;

/** Pure parts of taking observations in: what a new or better known customer looks like. */

/** An order as a page shows it, with what pages have told of its refunds, disputes and reviews. */
export type OrderNews = OrderSeen & Pick<Order, 'cases' | 'reviews' | 'ofItems'>;

/**
 * Returns the orders that were seen at `at` (epoch ms), each with its refunds, disputes and reviews. Those of an order that
 * was not seen itself make its number known; those that name no order cannot be kept.
 */
export function newsIn(observations: readonly Observation[], at: number): OrderNews[] {
  const orders = new Map<string, OrderNews>();
  for (const seen of observations) if (seen.kind === 'order') orders.set(seen.no, { ...seen });
  for (const seen of observations) {
    if ((seen.kind !== 'case' && seen.kind !== 'review') || !seen.orderNo) continue;
    const buyer = seen.buyer ? { buyer: seen.buyer } : {};
    const order = orders.get(seen.orderNo) ?? { kind: 'order', no: seen.orderNo, state: 'unknown', items: [], ...buyer };
    orders.set(order.no, order);
    if (seen.kind === 'case') order.cases = [...(order.cases ?? []), caseOf(seen, at)];
    else order.reviews = [...(order.reviews ?? []), reviewOf(seen, at)];
  }
  return [...orders.values()];
}

/** Returns the order as it is kept, from what a page or file shows. */
export function orderOf(seen: OrderNews, shopId: string, seenAt: number): Order {
  const { kind: _kind, buyer, ...rest } = seen;
  // Copied once: an import makes a million of them.
  const order: Order = Object.assign(rest, { shopId, seenAt });
  if (buyer?.name) order.buyerName = buyer.name;
  return order;
}

/** Returns an order of which only the number is known, as shown beside a chat. */
export function orderStub(no: string, shopId: string, seenAt: number): Order {
  return { no, shopId, state: 'unknown', items: [], seenAt };
}

/** Tells whether nothing but the number of an order is known. */
export function isStub(order: Order): boolean {
  return order.state === 'unknown' && order.createdAt === undefined && order.items.length === 0;
}

/** Returns a customer that was not there before. */
export function newCustomer(site: SiteId, shopId: string, peer: PeerRef, keys: readonly string[], at: number): Customer {
  const blank: Customer = {
    id: newId('c', at),
    shopId,
    site,
    standing: keys.length > 0 ? 'known' : 'orders-only',
    name: '',
    masked: true,
    aliases: [],
    keys: [],
    tags: [],
    stats: { count: 0, paidCount: 0, paid: [] },
    activeAt: at,
    tokens: [],
    createdAt: at,
    updatedAt: at,
  };
  return learn(blank, peer, keys);
}

/**
 * Returns the customer with what a page shows added: keys, fuller names, country, language. A masked name never takes
 * the place of a full one; a former full name stays as an alias. Returns the same object when nothing is new.
 */
export function learn(customer: Customer, peer: PeerRef, keys: readonly string[]): Customer {
  const fresh = keys.filter((key) => !customer.keys.includes(key));
  // Nearly every order of a buyer says what the one before did.
  if (fresh.length === 0 && saysAsMuch(customer, peer)) return customer;
  const result: Customer = { ...customer };
  if (fresh.length > 0) {
    result.keys = [...customer.keys, ...fresh];
    if (customer.standing === 'orders-only') result.standing = 'known';
  }
  learnName(result, peer);
  for (const field of LEARNED) if (isNews(customer, peer, field)) result[field] = peer[field];
  const changed = (Object.keys(result) as (keyof Customer)[]).some((k) => result[k] !== customer[k]);
  return changed ? result : customer;
}

/** What is kept of a buyer as it was shown first. */
const LEARNED = ['nick', 'uid', 'country', 'language'] as const;

function isNews(customer: Customer, peer: PeerRef, field: (typeof LEARNED)[number]): boolean {
  return !!peer[field] && customer[field] === undefined && !(field === 'nick' && isMasked(peer[field]));
}

/** Tells whether a page shows a buyer by the very name that is known, with nothing that is not. */
function saysAsMuch(customer: Customer, peer: PeerRef): boolean {
  return (peer.nick ?? peer.name) === customer.name && !LEARNED.some((field) => isNews(customer, peer, field));
}

function learnName(customer: Customer, peer: PeerRef): void {
  const seen = cleanLine(peer.nick ?? peer.name ?? '', LIMITS.nick);
  if (!seen || seen === customer.name || isCut(seen)) return;
  const masked = peer.nick === undefined && (peer.masked === true || isMasked(seen));
  if (masked && (!customer.masked || customer.name !== '')) return;
  if (customer.name && !customer.masked && !customer.aliases.includes(customer.name)) {
    customer.aliases = [...customer.aliases, customer.name].slice(-20);
  }
  customer.name = seen;
  customer.masked = masked;
}

/** Returns the customer that remains when `other` turns out to be the same person; notes, orders and follow-ups move apart. */
export function mergedCustomer(kept: Customer, other: Customer): Customer {
  const names = [kept, other].filter((c) => !c.masked && c.name).flatMap((c) => [c.name, ...c.aliases]);
  const name = kept.masked && !other.masked ? other : kept;
  const apart = [...(kept.apart ?? []), ...(other.apart ?? [])].filter(({ id }) => id !== kept.id && id !== other.id);
  const { apart: _apart, ...fields } = { ...other, ...kept };
  return {
    ...fields,
    name: name.name,
    masked: name.masked,
    aliases: [...new Set(names)].filter((n) => n !== name.name).slice(-20),
    keys: [...new Set([...kept.keys, ...other.keys])],
    tags: [...new Set([...kept.tags, ...other.tags])],
    standing: [kept, other].some((c) => c.standing === 'known') ? 'known' : kept.standing,
    createdAt: Math.min(kept.createdAt, other.createdAt),
    joined: [...new Set([...(kept.joined ?? []), other.id, ...(other.joined ?? [])])].slice(-MOST_JOINED),
    ...(apart.length > 0 ? { apart } : {}),
  };
}

/**
 * Decides where a seen order belongs: with its owner; nowhere, because its buyer contradicts what is known of the owner;
 * or with whoever holds the buyer's keys, because it has no owner yet or only its bare number stood with the wrong one.
 * Nobody buys one order in two shops: with an owner in another shop than `shopId` it is `elsewhere`.
 */
export function placeOf(
  owner: Customer | null,
  stored: Order | undefined,
  peer: PeerRef,
  keys: readonly string[],
  shopId: string,
): 'owner' | 'holder' | 'refused' | 'elsewhere' {
  if (!owner) return 'holder';
  if (owner.shopId !== shopId) return 'elsewhere';
  if (canBe(owner, peer, keys)) return 'owner';
  // The number stood beside the chat of the owner: a mere name elsewhere does not outweigh that.
  const mayLose = owner.standing !== 'known' || !isNamedOtherwise(owner, peer, keys);
  return stored && isStub(stored) && mayLose ? 'holder' : 'refused';
}

/**
 * Returns the stored order brought up to date, or null when the reading, which may be `outdated`, tells nothing new (where
 * and when aside).
 */
export function broughtUp(stored: Order | undefined, seen: Order, outdated = false): Order | null {
  const merged = mergeOrder(stored, seen, outdated);
  const aside = { seenAt: 0, asOf: 0, importId: '' };
  return stored && sameValue({ ...merged, ...aside }, { ...stored, ...aside }) ? null : merged;
}
