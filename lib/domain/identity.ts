import type { Customer } from './customer.ts';
import { MARKS, type Family } from './identity-marks.ts';
import type { PeerRef } from './observation.ts';
import { fitsMask, foldText, isCut, isMasked } from './text.ts';

/** Marks that become identity keys, best first. */
const KEY_MARKS = ['enc', 'uid', 'nick'] as const;
type KeyMark = (typeof KEY_MARKS)[number];

/** Returns the family of the site that a shop id begins with; one that is not known better shows names that prove nothing. */
function familyOf(shopId: string): Family {
  if (shopId.startsWith('custom|')) return 'custom';
  return /^(?:taobao|alibaba1688)\|/.test(shopId) ? 'taobao' : 'aliexpress';
}

function joiningMarks(family: Family): readonly KeyMark[] {
  return KEY_MARKS.filter((mark) => MARKS.some((row) => row.family === family && row.mark === mark && row.same === 'joins'));
}

const JOINING: Readonly<Record<Family, readonly KeyMark[]>> = {
  taobao: joiningMarks('taobao'),
  aliexpress: joiningMarks('aliexpress'),
  custom: joiningMarks('custom'),
};

/** Returns the identity keys a page gives for a buyer in a shop, best first; none if only a shown name is known. */
export function keysOf(shopId: string, peer: PeerRef): string[] {
  const keys: string[] = [];
  for (const mark of JOINING[familyOf(shopId)]) {
    const value = peer[mark];
    if (value && !isMasked(value) && !isCut(value)) keys.push(`${mark}|${shopId}|${value}`);
  }
  return keys;
}

/** Returns the identity key of a nick in a shop. */
export const nickKey = (shopId: string, nick: string): string => `nick|${shopId}|${nick}`;

/** Returns the part of an identity key that says what kind it is: `enc`, `uid` or `nick`. */
function typeOf(key: string): string {
  return key.slice(0, key.indexOf('|'));
}

/** Kinds of keys of which two values are two buyers, the one that never changes first. */
const TELLING: readonly KeyMark[] = ['uid', 'nick'];

/**
 * Tells whether two sets of keys name two different buyers: the same kind of key with different values. An equal number
 * settles it, since a buyer can take another nick.
 */
export function keysDisagree(a: readonly string[], b: readonly string[]): boolean {
  for (const type of TELLING) {
    const [ofA, ofB] = [a, b].map((keys) => keys.filter((key) => typeOf(key) === type));
    if (!ofA?.length || !ofB?.length) continue;
    // One kind that agrees settles it, one that has nothing in common too.
    return !ofA.some((key) => ofB.includes(key));
  }
  return false;
}

/** Tells whether a shown name is what AliExpress puts in place of one: `ae123456`, `abc user`. */
export function isGenericName(name: string): boolean {
  return /^(?:ae\d{5,12}|\S{1,24} user|aliexpress (?:shopper|user)|customer|buyer)$/i.test(name.trim());
}

/** Tells whether what is known of a customer can be the buyer that a page shows; names only reject. */
export function canBe(
  customer: Pick<Customer, 'keys' | 'nick' | 'name' | 'aliases' | 'masked' | 'standing'>,
  peer: PeerRef,
  keys: readonly string[],
): boolean {
  if (keysDisagree(customer.keys, keys)) return false;
  if (customer.standing === 'known' && isNamedOtherwise(customer, peer, keys)) return false;
  const full = peer.nick ?? (peer.masked || isGenericName(peer.name ?? '') ? undefined : peer.name);
  if (customer.masked && full) return fitsMask(full, customer.name);
  if (customer.nick && peer.masked && peer.name) return fitsMask(customer.nick, peer.name);
  return true;
}

/**
 * Without any id on either side (AliExpress) another shown name means that another signal disagrees. Pages write one name
 * in several ways: capitals, widths and blanks do not count.
 */
export function isNamedOtherwise(
  customer: Pick<Customer, 'keys' | 'name' | 'aliases' | 'masked'>,
  peer: PeerRef,
  keys: readonly string[],
): boolean {
  if (customer.keys.length > 0 || keys.length > 0 || !peer.name || peer.masked || customer.masked) return false;
  const names = [customer.name, ...customer.aliases];
  const shown = foldText(peer.name);
  return !names.some((name) => foldText(name) === shown || isGenericName(name)) && !isGenericName(peer.name);
}

/**
 * Tells whether customers that a page brings together can be one buyer. `keys` are what the page itself gives: who shares
 * one of them is the page's buyer, with all of them.
 */
export function areOne(customers: readonly Pick<Customer, 'keys'>[], keys: readonly string[]): boolean {
  if (customers.some((c) => keysDisagree(c.keys, keys))) return false;
  const full = customers.map((c) => (c.keys.some((key) => keys.includes(key)) ? [...c.keys, ...keys] : c.keys));
  return full.every((a, i) => full.slice(i + 1).every((b) => !keysDisagree(a, b)));
}

/** Returns customers with the one that keeps its row first: the best known, then the oldest. */
export function bestKnownFirst(customers: readonly Customer[]): Customer[] {
  return customers.toSorted((a, b) => rank(b) - rank(a) || a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
}

export type Resolution =
  | { outcome: 'one'; customerId: string; absorb: string[] }
  | { outcome: 'new' }
  | { outcome: 'conflict'; customerIds: string[] }
  | { outcome: 'nobody' };

/**
 * Decides which customer a buyer on a page is. `byKey` are the customers that hold one of the page's keys, `byOrder`
 * those that own one of the order numbers shown beside the chat.
 *
 * One customer: that one. Several: they are one person only if no keys disagree; then the best known one absorbs the
 * others. Anything contradictory is a conflict: nobody is shown. No key and no order: nobody.
 */
export function resolve(
  peer: PeerRef,
  keys: readonly string[],
  byKey: readonly Customer[],
  byOrder: readonly Customer[],
): Resolution {
  const fitting = byOrder.filter((c) => canBe(c, peer, keys) && !isNamedOtherwise(c, peer, keys));
  if (fitting.length < byOrder.length) {
    return { outcome: 'conflict', customerIds: [...byKey, ...byOrder].map((c) => c.id) };
  }
  const all = [...new Map([...byKey, ...fitting].map((c) => [c.id, c])).values()];
  if (all.length === 0) return keys.length > 0 ? { outcome: 'new' } : { outcome: 'nobody' };
  const ranked = bestKnownFirst(all);
  if (!areOne(ranked, keys)) return { outcome: 'conflict', customerIds: ranked.map((c) => c.id) };
  const [first, ...rest] = ranked;
  return first ? { outcome: 'one', customerId: first.id, absorb: rest.map((c) => c.id) } : { outcome: 'nobody' };
}

function rank(customer: Customer): number {
  return customer.standing === 'known' ? 2 : customer.standing === 'by-name' ? 1 : 0;
}
