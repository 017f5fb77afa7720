import type { Customer } from './customer.ts';
import { areOne, isGenericName } from './identity.ts';
import type { Mark } from './identity-marks.ts';
import type { Order } from './order.ts';
import { fitsMask, foldText, isMasked } from './text.ts';

/**
 * Weak marks of one person: they find and rank pairs that a person may look at. Nothing here ever joins anything.
 * See `MARK_SOURCES` for where each is known from.
 */

/** One customer with the orders that are looked at. */
export interface Person {
  customer: Customer;
  orders: readonly Order[];
}

/** One thing two customers share, in the words of the catalogue (`merge.why.*`). */
interface Reason {
  mark: Mark['mark'];
  key: string;
  params: Record<string, string>;
  weight: number;
}

export interface Match {
  score: number;
  /** Weightiest first. */
  reasons: Reason[];
}

/** Pairs below are not worth a look. */
const WORTH_A_LOOK = 30;
/** From here on it is called likely. */
export const LIKELY = 55;

const isAliExpress = (shopId: string): boolean => !/^(?:taobao|alibaba1688)\|/.test(shopId);

/** Returns the digits at the end of an order number that its buyer's other orders share: six on Taobao, else four. */
function buyerTail(order: Pick<Order, 'no' | 'shopId'>): string {
  return order.no.slice(isAliExpress(order.shopId) ? -4 : -6);
}

/** Returns the end that order numbers of the Taobao buyer with this number have by a habit of the site (`…abcdef` → `abefcd`). */
export function tailOfUid(uid: string): string | null {
  const m = /(\d\d)(\d\d)(\d\d)$/.exec(uid);
  return m ? `${m[1]}${m[3]}${m[2]}` : null;
}

/** Returns the visible end of a telephone number, as much as masks leave: four digits on Taobao, three on AliExpress. */
function phoneTail(phone: string | undefined, shopId: string): string | null {
  const digits = /(\d+)\D*$/.exec((phone ?? '').replaceAll(/[\s()-]/g, ''))?.[1] ?? '';
  const length = isAliExpress(shopId) ? 3 : 4;
  return digits.length >= length ? digits.slice(-length) : null;
}

/** Returns the beginning of a name that masks leave: one character on Taobao, three letters on AliExpress. */
function nameHead(name: string | undefined, shopId: string): string | null {
  const head = [...foldText(name ?? '')].slice(0, isAliExpress(shopId) ? 3 : 1).join('');
  return head && !head.includes('*') ? head : null;
}

/** Most marks of one row of orders; a buyer with more addresses is found by the first ones. */
const MOST_HINTS = 6;

/**
 * Returns the marks of orders by which others with the same are looked up, for an index: the end of the number
 * (AliExpress), recipient with the end of the telephone number. Recipient and city alone are shared by too many.
 */
export function hintsOf(orders: readonly Order[]): string[] {
  const hints = new Set<string>();
  let last: Order | undefined;
  for (const order of orders) {
    if (hints.size >= MOST_HINTS) break;
    const { shopId, recipient } = order;
    if (isAliExpress(shopId)) hints.add(`end|${shopId}|${buyerTail(order)}`);
    // Most buyers have everything sent to one place.
    if (last?.shopId === shopId && last.recipient?.name === recipient?.name && last.recipient?.phone === recipient?.phone)
      continue;
    last = order;
    const head = nameHead(recipient?.name, shopId);
    const tail = phoneTail(recipient?.phone, shopId);
    if (head && tail) hints.add(`tel|${shopId}|${head}|${tail}`);
  }
  return [...hints];
}

/** Returns the names under which others may be found; masked and stand-in names fit too many. */
export function namesToFind({ name, nick, aliases }: Pick<Customer, 'name' | 'nick' | 'aliases'>): string[] {
  const all = [name, nick ?? '', ...aliases.slice(-3)].filter((n) => n && !isMasked(n) && !isGenericName(n));
  return [...new Set(all.map((n) => foldText(n)))];
}

/**
 * Compares two customers of one shop. Null when they cannot be one (ids or names that contradict each other, another
 * shop, a person said so) or share too little.
 */
export function compare(a: Person, b: Person, now: number): Match | null {
  if (!mayBeOne(a.customer, b.customer, now) || namesContradict(a, b)) return null;
  const reasons = [tailReason(a, b), phoneReason(a, b), recipientReason(a, b), nameReason(a, b), remarkReason(a, b)]
    .filter((reason) => reason !== null)
    .toSorted((x, y) => y.weight - x.weight);
  const score = reasons.reduce((sum, { weight }) => sum + weight, 0) - lowered(a, b);
  return score >= WORTH_A_LOOK ? { score, reasons } : null;
}

/** Tells whether two customers may be one by themselves, before their orders are looked at: a cheap test for many. */
export function mayBeOne(a: Customer, b: Customer, now: number): boolean {
  if (a.id === b.id || a.shopId !== b.shopId || isApart(a, b, now) || !areOne([a, b], [])) return false;
  return !namesContradict({ customer: a, orders: [] }, { customer: b, orders: [] });
}

/** Tells whether a person said that two are not one, or wants to be asked later (`now` epoch ms). */
export function isApart(a: Customer, b: Customer, now: number): boolean {
  const says = (one: Customer, id: string): boolean =>
    (one.apart ?? []).some((entry) => entry.id === id && (entry.until === undefined || entry.until > now));
  return says(a, b.id) || says(b, a.id);
}

const shared = <T>(a: readonly T[], b: readonly T[]): T[] => a.filter((value) => b.includes(value));

/** All names of a person that are whole. */
function fullNames({ customer, orders }: Person): string[] {
  const shown = orders.flatMap((order) => order.buyerName ?? []);
  const all = [customer.nick ?? '', customer.name, ...customer.aliases, ...shown];
  return [...new Set(all.filter((name) => name && !isMasked(name) && !isGenericName(name)).map((name) => foldText(name)))];
}

function masksOf({ customer, orders }: Person): string[] {
  const all = [customer.name, ...orders.flatMap((order) => order.buyerName ?? [])];
  return [...new Set(all.filter((name) => isMasked(name) && /[^*]/.test(name)).map((name) => foldText(name)))];
}

/** Tells whether a masked form can belong to a name, by its beginning and (where letters follow the mask) its end. */
function fits(full: string, mask: string): boolean {
  return fitsMask(full, mask) && full.endsWith(mask.slice(mask.lastIndexOf('*') + 1));
}

/** Names only reject: a whole one that no mask of the other fits, masks that begin otherwise, on AliExpress two whole ones. */
function namesContradict(a: Person, b: Person): boolean {
  const [fullA, fullB, masksA, masksB] = [fullNames(a), fullNames(b), masksOf(a), masksOf(b)];
  const misfit = (full: readonly string[], masks: readonly string[]): boolean =>
    full.length > 0 && masks.some((mask) => !full.some((name) => fits(name, mask)));
  if (misfit(fullA, masksB) || misfit(fullB, masksA)) return true;
  if (fullA.length === 0 && fullB.length === 0 && masksA.length > 0 && masksB.length > 0) {
    const heads = (masks: readonly string[]): string[] => masks.map((mask) => [...mask][0] ?? '');
    return shared(heads(masksA), heads(masksB)).length === 0;
  }
  // A name that staff typed may be short for another one.
  const typed = a.customer.standing === 'by-name' || b.customer.standing === 'by-name';
  if (!isAliExpress(a.customer.shopId) || typed || fullA.length === 0 || fullB.length === 0) return false;
  return shared(fullA, fullB).length === 0;
}

function tailReason(a: Person, b: Person): Reason | null {
  const [tailsA, tailsB] = [a, b].map(({ orders }) => [...new Set(orders.map((order) => buyerTail(order)))]) as [
    string[],
    string[],
  ];
  const [tail] = shared(tailsA, tailsB);
  const ali = isAliExpress(a.customer.shopId);
  if (tail) return { mark: 'orderTail', key: 'merge.why.tail', params: { tail }, weight: ali ? 30 : 45 };
  if (ali) return null;
  for (const [one, tails] of [
    [a, tailsB],
    [b, tailsA],
  ] as const) {
    const own = one.customer.uid ? tailOfUid(one.customer.uid) : null;
    if (own && tails.includes(own)) return { mark: 'orderTail', key: 'merge.why.uidTail', params: { tail: own }, weight: 45 };
  }
  return null;
}

const recipientsOf = ({ orders }: Person): NonNullable<Order['recipient']>[] => orders.flatMap((order) => order.recipient ?? []);

/** Returns the best reason that any recipient of one and any of the other give. */
function bestOf(
  a: Person,
  b: Person,
  give: (x: NonNullable<Order['recipient']>, y: NonNullable<Order['recipient']>) => Reason | null,
): Reason | null {
  let best: Reason | null = null;
  for (const x of recipientsOf(a)) {
    for (const y of recipientsOf(b)) {
      const reason = give(x, y);
      if (reason && reason.weight > (best?.weight ?? 0)) best = reason;
    }
  }
  return best;
}

function phoneReason(a: Person, b: Person): Reason | null {
  const { shopId } = a.customer;
  return bestOf(a, b, (x, y) => {
    const tail = phoneTail(x.phone, shopId);
    if (!tail || tail !== phoneTail(y.phone, shopId) || !namesFit(x.name, y.name)) return null;
    const whole = !isMasked(x.phone ?? '') && !isMasked(y.phone ?? '');
    const digits = (phone: string | undefined): string => (phone ?? '').replaceAll(/\D/g, '').slice(-10);
    if (whole && digits(x.phone) !== digits(y.phone)) return null;
    const params = { tail, name: x.name ?? y.name ?? '' };
    return { mark: 'phoneTail', key: 'merge.why.phone', params, weight: whole ? 45 : isAliExpress(shopId) ? 18 : 28 };
  });
}

function recipientReason(a: Person, b: Person): Reason | null {
  return bestOf(a, b, (x, y) => {
    const [city, other] = [foldText(x.city ?? ''), foldText(y.city ?? '')];
    if (!x.name || !y.name || !city || city !== other || isMasked(city) || !namesFit(x.name, y.name)) return null;
    const whole = !isMasked(x.name) && !isMasked(y.name);
    return {
      mark: 'recipient',
      key: 'merge.why.recipient',
      params: { name: x.name, city: x.city ?? '' },
      weight: whole ? 20 : 12,
    };
  });
}

/** Tells whether two recipients can be one: the same whole name, or one fits the visible part of the other. */
function namesFit(x: string | undefined, y: string | undefined): boolean {
  const [a, b] = [foldText(x ?? ''), foldText(y ?? '')];
  if (!a || !b || !/[^*]/.test(a) || !/[^*]/.test(b)) return false;
  if (!isMasked(a) && !isMasked(b)) return a === b;
  return isMasked(b) ? (isMasked(a) ? a[0] === b[0] : fits(a, b)) : fits(b, a);
}

function nameReason(a: Person, b: Person): Reason | null {
  const [same] = shared(fullNames(a), fullNames(b));
  const ali = isAliExpress(a.customer.shopId);
  const { country } = a.customer;
  const sameCountry = country !== undefined && country === b.customer.country;
  if (same) {
    const name = [a.customer.name, ...a.customer.aliases].find((n) => foldText(n) === same) ?? same;
    const typed = a.customer.standing === 'by-name' || b.customer.standing === 'by-name';
    const weight = ali ? 20 + (sameCountry ? 10 : 0) + (typed ? 10 : 0) : 60;
    if (sameCountry) return { mark: 'shownName', key: 'merge.why.nameCountry', params: { name, country }, weight };
    return { mark: 'shownName', key: 'merge.why.name', params: { name }, weight };
  }
  if (!ali) return null;
  const [full, mask] = fullNames(a).length > 0 ? [fullNames(a), masksOf(b)] : [fullNames(b), masksOf(a)];
  const fitting = mask.find((one) => full.some((name) => fits(name, one)));
  const fitsWell = fitting !== undefined || shared(masksOf(a), masksOf(b)).length > 0;
  if (!fitsWell) return null;
  return {
    mark: 'shownName',
    key: 'merge.why.nameFits',
    params: { name: fitting ?? masksOf(a)[0] ?? '' },
    weight: sameCountry ? 16 : 8,
  };
}

function remarkReason(a: Person, b: Person): Reason | null {
  const remark = foldText(a.customer.remark ?? '');
  if (remark.length < 2 || remark !== foldText(b.customer.remark ?? '')) return null;
  return { mark: 'remark', key: 'merge.why.remark', params: { remark: a.customer.remark ?? '' }, weight: 12 };
}

/** On AliExpress all orders of a buyer end alike, and a person rarely changes country. */
function lowered(a: Person, b: Person): number {
  if (!isAliExpress(a.customer.shopId)) return 0;
  const [tailsA, tailsB] = [a, b].map(({ orders }) => orders.map((order) => buyerTail(order))) as [string[], string[]];
  const endApart = tailsA.length > 0 && tailsB.length > 0 && shared(tailsA, tailsB).length === 0;
  const { country } = a.customer;
  const far = country !== undefined && b.customer.country !== undefined && country !== b.customer.country;
  return (endApart ? 40 : 0) + (far ? 15 : 0);
}
