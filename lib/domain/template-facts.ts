import type { Customer } from './customer.ts';
import { formatMoney } from './money.ts';
import type { OrderState, PeerRef, ShopRef } from './observation.ts';
import { byNewest, mayBeNewest, type Order } from './order.ts';
import { SHOP_GROUND, type ShopGround } from './shop-ground.ts';
import { shiftDate } from './template-dates.ts';
import type { FactName } from './template-slots.ts';
import { cleanLine, isCut, isMasked, LIMITS } from './text.ts';
import { wallTimeOf } from './time.ts';

/** Longest single value, in UTF-16 units: one more than a text may have, so that what is cut here is never put in. */
export const MAX_VALUE = LIMITS.message + 1;

/** What is known of one thing: values as they are printed, and the moments (epoch ms) behind those that are dates. */
export interface KnownFacts {
  values: ReadonlyMap<FactName, string>;
  dates: ReadonlyMap<FactName, number>;
}

/** One of several orders a text may be about. */
interface OrderChoice extends KnownFacts {
  no: string;
  /** What tells it from the others: state and item. */
  hint: string;
}

/** What is known for filling a template. */
export interface Facts extends KnownFacts {
  /**
   * The orders a text may be about when there are several, newest first, those of which only the number is known last: what
   * they do not have in common is known only of each.
   */
  orders: readonly OrderChoice[];
  /** The zone of the days of orders. */
  zone: string;
  /** Where the shop works: the zone of today, and whose working days count. */
  work: ShopGround;
  /** The shop's own facts by the key of their names, see `factsOfShop`. */
  own: ReadonlyMap<string, string>;
}

/** Where the facts of a text come from. `now` in epoch ms, `zone` the one in which the platform prints its times. */
export interface FactSources {
  customer: Pick<Customer, 'name' | 'masked' | 'country'> | null;
  peer?: PeerRef | null;
  orders: readonly Order[];
  shop: ShopRef | null;
  staff?: string;
  now: number;
  zone: string;
  clipboard?: string;
  own?: ReadonlyMap<string, string>;
  /** Where the shop works: by whose clock it is today, whose working days count; China where it is not said. */
  work?: ShopGround;
}

/**
 * Gathers what is known for filling a template. A masked or cut name is no name to greet with; a masked address is left
 * out. Facts of an order come from the only open order, or from the newest one when none is open; when several are
 * open, only what they have in common is a value, so that nobody is told about another parcel. An order of which only
 * the number is known may be open, too.
 */
export function factsFrom(sources: FactSources): Facts {
  const { customer, peer, orders, shop, now, zone, work = SHOP_GROUND } = sources;
  const values = new Map<FactName, string>();
  const dates = new Map<FactName, number>();
  const put = (fact: FactName, value: string | undefined): void => {
    const clean = cleanLine(value ?? '', MAX_VALUE);
    if (clean && !isHidden(fact, clean)) values.set(fact, clean);
  };
  const shown = peer?.nick ?? (peer?.masked ? undefined : peer?.name) ?? (customer?.masked ? undefined : customer?.name) ?? '';
  if (!isCut(shown)) put('buyer', shown);
  if (!isCut(shown) && !isMadeUp(shown)) put('name', shown);
  put('country', peer?.country ?? customer?.country);
  // The key of an AliExpress shop is a number that no buyer has ever seen.
  put('shop', shop?.name ?? (shop?.site === 'taobao' ? shop.key : undefined));
  put('staff', (sources.staff ?? shop?.staff)?.split(/[:：]/).at(-1));
  put('clipboard', sources.clipboard);
  putDays(values, dates, now, work.zone);
  const candidates = candidatesOf(orders, zone);
  for (const [fact, value] of inCommon(candidates.map((candidate) => candidate.values))) values.set(fact, value);
  for (const [fact, at] of inCommon(candidates.map((candidate) => candidate.dates))) dates.set(fact, at);
  const own = sources.own ?? new Map<string, string>();
  return { values, dates, orders: candidates.length > 1 ? candidates : [], zone, work, own };
}

/** What platforms mask with stars; elsewhere a star is one, as in `1.8*2.0m`. */
const MASKABLE: ReadonlySet<FactName> = new Set<FactName>([
  'buyer',
  'name',
  'recipient',
  'address',
  'country',
  'shop',
  'staff',
  'orderNo',
  'tracking',
]);

function isHidden(fact: FactName, value: string): boolean {
  return MASKABLE.has(fact) && isMasked(value);
}

/** Names that a platform gave to somebody who chose none: nothing to greet a foreign buyer with. */
function isMadeUp(name: string): boolean {
  return /^[a-z]{2}\d{4,}|\d{6,}$|\buser$/i.test(name);
}

const WEEKDAYS = '日一二三四五六';

/** Facts that are days, by how they are printed. */
const ISO: ReadonlySet<FactName> = new Set(['todayIso', 'tomorrowIso', 'orderIso', 'shippedIso']);

/** Days that the platform has printed; all others are of the clock on the shop's wall. */
export const OF_ORDERS: ReadonlySet<FactName> = new Set(['orderDate', 'orderIso', 'shippedDate', 'shippedIso']);

/** Prints a moment as the fact does that it belongs to: `11月3日`, or `2026-11-03` for foreign buyers. */
export function dayAs(fact: FactName, at: number, zone: string): string {
  return ISO.has(fact) ? isoDay(at, zone) : monthDay(at, zone);
}

/** Prints an hour as it is said at `now`: `11:05`, on another day with that day before it. */
export function hourFrom(now: number, at: number, zone: string): string {
  const day = monthDay(at, zone);
  return day === monthDay(now, zone) ? hourOf(at, zone) : `${day} ${hourOf(at, zone)}`;
}

function hourOf(at: number, zone: string): string {
  const { hour, minute } = wallTimeOf(at, zone);
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

function putDays(values: Map<FactName, string>, dates: Map<FactName, number>, now: number, zone: string): void {
  const { year, month, day, hour } = wallTimeOf(now, zone);
  const days = { today: 0, tomorrow: 1, dayAfter: 2, yesterday: -1, todayIso: 0, tomorrowIso: 1 } as const;
  for (const [fact, offset] of Object.entries(days) as [FactName, number][]) {
    const at = shiftDate(now, { by: offset, unit: 'day' }, zone);
    dates.set(fact, at);
    values.set(fact, dayAs(fact, at, zone));
  }
  dates.set('time', now);
  values.set('weekday', `星期${WEEKDAYS[new Date(Date.UTC(year, month - 1, day)).getUTCDay()] ?? ''}`);
  values.set('time', hourOf(now, zone));
  values.set('greeting', hour < 5 ? '夜深了' : hour < 11 ? '早上好' : hour < 13 ? '中午好' : hour < 18 ? '下午好' : '晚上好');
}

function monthDay(at: number, zone: string): string {
  const { month, day } = wallTimeOf(at, zone);
  return `${month}月${day}日`;
}

function isoDay(at: number, zone: string): string {
  const { year, month, day } = wallTimeOf(at, zone);
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

const OPEN: ReadonlySet<OrderState> = new Set(['unpaid', 'paid', 'shipped', 'refunding']);

/** What tells an order from others of which nothing but its number is known. */
const ONLY_NUMBER = '只有编号';

/** The orders a text may be about, newest first: the open ones, else the newest; and newer ones of which nothing is known. */
function candidatesOf(orders: readonly Order[], zone: string): OrderChoice[] {
  const sorted = orders.toSorted(byNewest);
  const isOpen = sorted.some((order) => OPEN.has(order.state));
  const newest = sorted.find((order) => order.state !== 'unknown');
  const mayBe = (order: Order): boolean => {
    if (order.state === 'unknown') return mayBeNewest(order.no, sorted);
    return isOpen ? OPEN.has(order.state) : order === newest;
  };
  const may = sorted.filter(mayBe);
  return may.map((order) => {
    const found = Object.entries(factsOfOrder(order, zone)) as [FactName, string | undefined][];
    const values = new Map<FactName, string>();
    for (const [fact, value] of found) {
      const clean = cleanLine(value ?? '', MAX_VALUE);
      if (clean && !isHidden(fact, clean)) values.set(fact, clean);
    }
    const { createdAt, shippedAt, stateText, items } = order;
    const dates = new Map<FactName, number>();
    if (createdAt !== undefined) dates.set('orderDate', createdAt).set('orderIso', createdAt);
    if (shippedAt !== undefined) dates.set('shippedDate', shippedAt).set('shippedIso', shippedAt);
    const hint = [stateText, items[0]?.title].filter(Boolean).join(' · ');
    return { no: order.no, hint: hint || (order.state === 'unknown' ? ONLY_NUMBER : ''), values, dates };
  });
}

/** Returns what all of the maps agree on; nothing for none. */
function inCommon<T>(maps: readonly ReadonlyMap<FactName, T>[]): Map<FactName, T> {
  const [head, ...others] = maps;
  return new Map([...(head ?? [])].filter(([fact, value]) => others.every((other) => other.get(fact) === value)));
}

const STATES: Record<OrderState, string | undefined> = {
  unpaid: 'awaiting payment',
  paid: 'being prepared',
  shipped: 'shipped',
  done: 'completed',
  closed: 'closed',
  refunding: 'refund in progress',
  unknown: undefined,
};

function factsOfOrder(order: Order, zone: string) {
  const { items, tracking, recipient: to } = order;
  const quantities = items.map((item) => item.quantity);
  const total = quantities.reduce<number>((sum, quantity) => sum + (quantity ?? Number.NaN), 0);
  const title = items[0]?.title;
  return {
    orderNo: order.no,
    orderState: order.stateText,
    status: STATES[order.state],
    item: title && items.length > 1 ? `${title} 等${items.length}件商品` : title,
    product: title && items.length > 1 ? `${title} + ${items.length - 1}` : title,
    sku: items.length === 1 ? items[0]?.sku : undefined,
    quantity: items.length > 0 && total > 0 ? String(total) : undefined,
    paid: order.paid && formatMoney(order.paid),
    amount: order.paid && formatMoney(order.paid, 'en-US'),
    carrier: order.carrier,
    tracking: tracking?.length ? tracking.join(', ') : undefined,
    orderDate: order.createdAt === undefined ? undefined : monthDay(order.createdAt, zone),
    orderIso: order.createdAt === undefined ? undefined : isoDay(order.createdAt, zone),
    shippedDate: order.shippedAt === undefined ? undefined : monthDay(order.shippedAt, zone),
    shippedIso: order.shippedAt === undefined ? undefined : isoDay(order.shippedAt, zone),
    recipient: to?.name,
    address: [to?.region, to?.city, to?.address].every((part) => !part || !isMasked(part)) ? to?.address : undefined,
  };
}
