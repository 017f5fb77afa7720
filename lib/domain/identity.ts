import type { Customer } from './customer.ts';
import type { PeerRef } from './observation.ts';
import { fitsMask, isCut, isMasked } from './text.ts';

type Family = 'taobao' | 'aliexpress' | 'custom';

/** Something a page shows of a buyer, and what it is worth when two records are compared within one shop. */
export interface Mark {
  mark:
    | 'orderNo'
    | 'uid'
    | 'enc'
    | 'nick'
    | 'maskedNick'
    | 'shownName'
    | 'genericName'
    | 'orderTail'
    | 'phoneTail'
    | 'recipient'
    | 'remark'
    | 'country';
  /** Taobao and what shares its member names and chat, or AliExpress and everything that shows only names and ids. */
  family: Family;
  /** Two records that share it: are one buyer; are offered to a person, the better the more they share; or nothing follows. */
  same: 'joins' | 'ranks' | 'nothing';
  /** Two records that differ in it: are two buyers; are less likely one; or nothing follows. */
  differs: 'rejects' | 'lowers' | 'nothing';
  /** Where it is known from. */
  source: string;
}

/**
 * Who is who: every mark of a buyer that pages show and what may be concluded from it, best first. Only what joins
 * becomes an identity key (an order number joins by its owner). Everything else is for rejecting and for suggestions,
 * which a person decides.
 */
export const MARKS: readonly Mark[] = [
  {
    mark: 'orderNo',
    family: 'taobao',
    same: 'joins',
    differs: 'nothing',
    source: 'one order has one buyer; shown beside chats, in orders, refunds, reviews and exports (2016 – 2026)',
  },
  {
    mark: 'uid',
    family: 'taobao',
    same: 'joins',
    differs: 'rejects',
    source:
      'number in the conversation code, buyer first in 631 of 631 rows (2025-09); buyer.id of the old order detail (to 2021)',
  },
  {
    mark: 'enc',
    family: 'taobao',
    same: 'joins',
    differs: 'nothing',
    source:
      'buyer.encodeId of the order list (2026), securityuid of reviews; whether both are one value and stay the same is not known, so two values are no proof of two buyers',
  },
  {
    mark: 'nick',
    family: 'taobao',
    same: 'joins',
    differs: 'rejects',
    source:
      'full in chats, chat records and exports before 2022; 631 nicks of a shop without a double; can be changed, so an equal uid outweighs it',
  },
  {
    mark: 'maskedNick',
    family: 'taobao',
    same: 'nothing',
    differs: 'rejects',
    source: 'first character and **; of 631 nicks only 128 have a first character of their own',
  },
  {
    mark: 'orderTail',
    family: 'taobao',
    same: 'ranks',
    differs: 'nothing',
    source: 'last six digits follow from the uid in the orders of 2018; undocumented, one exception among four orders of 2026',
  },
  {
    mark: 'phoneTail',
    family: 'taobao',
    same: 'ranks',
    differs: 'nothing',
    source: 'a buyer has several addresses, a household one telephone',
  },
  { mark: 'recipient', family: 'taobao', same: 'ranks', differs: 'nothing', source: 'masked to one character since about 2021' },
  { mark: 'remark', family: 'taobao', same: 'ranks', differs: 'nothing', source: 'free text of the staff' },
  {
    mark: 'orderNo',
    family: 'aliexpress',
    same: 'joins',
    differs: 'nothing',
    source: 'one order has one buyer; order cards beside the chat (2026-03), lists, disputes, exports',
  },
  {
    mark: 'uid',
    family: 'aliexpress',
    same: 'joins',
    differs: 'rejects',
    source: 'targetId of the conversation list (2026-09), ownerMemberId in the order list until 2024',
  },
  {
    mark: 'shownName',
    family: 'aliexpress',
    same: 'ranks',
    differs: 'rejects',
    source: 'real names, not unique; another full name on the same order means that a signal is wrong',
  },
  {
    mark: 'genericName',
    family: 'aliexpress',
    same: 'nothing',
    differs: 'nothing',
    source: '`ae` and six digits, or `xxx user`, stand in for a name in chats (2026-03)',
  },
  {
    mark: 'nick',
    family: 'custom',
    same: 'joins',
    differs: 'rejects',
    source: "a chat site of the user's own shows a name and nothing else; that namesakes become one is said there",
  },
  {
    mark: 'orderTail',
    family: 'aliexpress',
    same: 'ranks',
    differs: 'lowers',
    source:
      'last four digits: equal in the orders of 58 of 58 repeat buyers and in 261 of 261 disputes (2026-01); one in 10,000 by chance',
  },
  {
    mark: 'phoneTail',
    family: 'aliexpress',
    same: 'ranks',
    differs: 'nothing',
    source: 'masked to the first and last three digits after 90 days',
  },
  { mark: 'recipient', family: 'aliexpress', same: 'ranks', differs: 'nothing', source: 'masked to three letters after 90 days' },
  { mark: 'remark', family: 'aliexpress', same: 'ranks', differs: 'nothing', source: 'free text of the staff' },
  {
    mark: 'country',
    family: 'aliexpress',
    same: 'ranks',
    differs: 'lowers',
    source: 'country of the account or of the newest address',
  },
];

/** Marks that become identity keys, best first. */
const KEY_MARKS = ['enc', 'uid', 'nick'] as const;
type KeyMark = (typeof KEY_MARKS)[number];

/** Returns the family of the site that a shop id begins with; one that is not known better shows names that prove nothing. */
function familyOf(shopId: string): Family {
  if (shopId.startsWith('custom|')) return 'custom';
  return /^(?:taobao|alibaba1688)\|/.test(shopId) ? 'taobao' : 'aliexpress';
}

/** Returns the identity keys a page gives for a buyer in a shop, best first; none if only a shown name is known. */
export function keysOf(shopId: string, peer: PeerRef): string[] {
  const family = familyOf(shopId);
  return KEY_MARKS.flatMap((mark) => {
    const value = peer[mark];
    const joins = MARKS.some((row) => row.family === family && row.mark === mark && row.same === 'joins');
    return value && joins && !isMasked(value) && !isCut(value) ? [`${mark}|${shopId}|${value}`] : [];
  });
}

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

/** Without any id on either side (AliExpress) another shown name means that another signal disagrees. */
function isNamedOtherwise(
  customer: Pick<Customer, 'keys' | 'name' | 'aliases' | 'masked'>,
  peer: PeerRef,
  keys: readonly string[],
): boolean {
  if (customer.keys.length > 0 || keys.length > 0 || !peer.name || peer.masked || customer.masked) return false;
  const names = [customer.name, ...customer.aliases];
  return !names.includes(peer.name) && !names.some(isGenericName) && !isGenericName(peer.name);
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
