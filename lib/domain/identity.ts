import type { Customer } from './customer.ts';
import type { PeerRef } from './observation.ts';
import { fitsMask, isCut, isMasked } from './text.ts';

/**
 * Who is who. Safe joins, best first: order number, encrypted id, numeric uid, full Taobao nick. A masked, cut or merely
 * shown name never joins anything; it can only reject.
 */

/** Returns the identity keys a page gives for a buyer in a shop, best first; none if only a shown name is known. */
export function keysOf(shopId: string, peer: PeerRef): string[] {
  const keys: string[] = [];
  if (peer.enc) keys.push(`enc|${shopId}|${peer.enc}`);
  if (peer.uid) keys.push(`uid|${shopId}|${peer.uid}`);
  if (peer.nick && !isMasked(peer.nick) && !isCut(peer.nick)) keys.push(`nick|${shopId}|${peer.nick}`);
  return keys;
}

/** Returns the part of an identity key that says what kind it is: `enc`, `uid` or `nick`. */
function typeOf(key: string): string {
  return key.slice(0, key.indexOf('|'));
}

/** Tells whether two sets of keys name two different buyers: the same kind of key with different values. */
export function keysDisagree(a: readonly string[], b: readonly string[]): boolean {
  return a.some((key) => {
    const sameKind = b.filter((other) => typeOf(other) === typeOf(key));
    return sameKind.length > 0 && !sameKind.includes(key);
  });
}

/** Tells whether what is known of a customer can be the buyer that a page shows; names only reject. */
export function canBe(
  customer: Pick<Customer, 'keys' | 'nick' | 'name' | 'aliases' | 'masked' | 'standing'>,
  peer: PeerRef,
  keys: readonly string[],
): boolean {
  if (keysDisagree(customer.keys, keys)) return false;
  if (customer.standing === 'known' && isNamedOtherwise(customer, peer, keys)) return false;
  const full = peer.nick ?? (peer.masked ? undefined : peer.name);
  if (customer.masked && full) return fitsMask(full, customer.name);
  if (customer.nick && peer.masked && peer.name) return fitsMask(customer.nick, peer.name);
  return true;
}

/** Without any id on either side (AliExpress) another shown name means that another signal disagrees. */
function isNamedOtherwise(
  customer: Pick<Customer, 'keys' | 'name' | 'aliases' | 'masked'>,
  peer: PeerRef,
  keys: readonly string[],
): boolean {
  if (customer.keys.length > 0 || keys.length > 0 || !peer.name || peer.masked || customer.masked) return false;
  return customer.name !== peer.name && !customer.aliases.includes(peer.name);
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
  const ranked = all.toSorted((a, b) => rank(b) - rank(a) || a.createdAt - b.createdAt);
  for (const [i, a] of ranked.entries()) {
    if (ranked.slice(i + 1).some((b) => keysDisagree(a.keys, b.keys))) {
      return { outcome: 'conflict', customerIds: ranked.map((c) => c.id) };
    }
  }
  const [first, ...rest] = ranked;
  return first ? { outcome: 'one', customerId: first.id, absorb: rest.map((c) => c.id) } : { outcome: 'nobody' };
}

function rank(customer: Customer): number {
  return customer.standing === 'known' ? 2 : customer.standing === 'by-name' ? 1 : 0;
}
