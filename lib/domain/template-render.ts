import type { Rendered } from './chat.ts';
import type { Customer } from './customer.ts';
import { formatMoney } from './money.ts';
import type { OrderState, PeerRef, ShopRef } from './observation.ts';
import { byNewest, type Order } from './order.ts';
import { factNamed, parseTemplate, type FactName } from './template-slots.ts';
import { cleanLine, cleanText, isCut, isMasked, LIMITS } from './text.ts';
import { wallTimeOf } from './time.ts';

/** Longest text a template may grow to, and the longest single value, in UTF-16 units. */
const MAX_TEXT = LIMITS.message;
const MAX_VALUE = 500;

/** What is known for filling a template; where several orders are open and differ, their values are `choices`. */
export interface Facts {
  values: ReadonlyMap<FactName, string>;
  choices: ReadonlyMap<FactName, readonly string[]>;
}

/** A slot that needs a person: its name, what to show beside the field, and values to choose from. */
interface OpenSlot {
  name: string;
  label: string;
  choices?: string[];
}

/**
 * Fills a body. A person's answer (by the slot's name) wins over the fact, the fact over the fallback; a slot with none
 * of them makes the outcome 'missing' with all such slots, and `partial` shows them as `＿＿`. A value is never parsed again.
 */
export function renderTemplate(body: string, facts: Facts, answers: Readonly<Record<string, string>> = {}): Rendered {
  const open = new Map<string, OpenSlot>();
  let text = '';
  for (const part of parseTemplate(body)) {
    if ('text' in part) {
      text += part.text;
      continue;
    }
    const value = valueOf(part.slot, part.fallback, facts, answers);
    text += value ?? '＿＿';
    if (value === null) open.set(part.slot, openSlot(part.slot, facts));
  }
  const whole = cutAt(text, MAX_TEXT);
  if (open.size > 0) return { outcome: 'missing', slots: [...open.values()], partial: whole };
  return { outcome: 'ready', text: whole };
}

function valueOf(
  name: string,
  fallback: string | undefined,
  facts: Facts,
  answers: Readonly<Record<string, string>>,
): string | null {
  const answer = Object.hasOwn(answers, name) ? cleanText(answers[name] ?? '', MAX_VALUE) : '';
  if (answer) return answer;
  const fact = factNamed(name);
  return (fact && facts.values.get(fact)) || fallback || null;
}

function openSlot(name: string, facts: Facts): OpenSlot {
  const fact = factNamed(name);
  const choices = fact ? facts.choices.get(fact) : undefined;
  return choices ? { name, label: name, choices: [...choices] } : { name, label: name };
}

/** Cuts without splitting a character that takes two units, such as an emoji. */
function cutAt(text: string, max: number): string {
  if (text.length <= max) return text;
  const last = text.charCodeAt(max - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? max - 1 : max);
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
}

/**
 * Gathers what is known for filling a template. A masked or cut name is no name to greet with; a masked address is left
 * out. Facts of an order come from the only open order, or from the newest one when none is open; when several are
 * open, only what they have in common is a value and the rest are choices, so that nobody is told about another parcel.
 */
export function factsFrom(sources: FactSources): Facts {
  const { customer, peer, orders, shop, now, zone } = sources;
  const values = new Map<FactName, string>();
  const put = (fact: FactName, value: string | undefined): void => {
    const clean = cleanLine(value ?? '', MAX_VALUE);
    if (clean && !isMasked(clean)) values.set(fact, clean);
  };
  const shown = peer?.nick ?? (peer?.masked ? undefined : peer?.name) ?? (customer?.masked ? undefined : customer?.name) ?? '';
  if (!isCut(shown)) put('buyer', shown);
  if (!isCut(shown) && !isMadeUp(shown)) put('name', shown);
  put('country', peer?.country ?? customer?.country);
  // The key of an AliExpress shop is a number that no buyer has ever seen.
  put('shop', shop?.name ?? (shop?.site === 'taobao' ? shop.key : undefined));
  put('staff', (sources.staff ?? shop?.staff)?.split(/[:：]/).at(-1));
  putDates(put, now, zone);
  const choices = orderFacts(orders, zone, put);
  return { values, choices };
}

/** Names that a platform gave to somebody who chose none: nothing to greet a foreign buyer with. */
function isMadeUp(name: string): boolean {
  return /^[a-z]{2}\d{4,}|\d{6,}$|\buser$/i.test(name);
}

const DAY = 86_400_000;
const WEEKDAYS = '日一二三四五六';

function putDates(put: (fact: FactName, value: string) => void, now: number, zone: string): void {
  const { year, month, day, hour, minute } = wallTimeOf(now, zone);
  put('today', monthDay(now, zone));
  put('tomorrow', monthDay(now + DAY, zone));
  put('dayAfter', monthDay(now + 2 * DAY, zone));
  put('yesterday', monthDay(now - DAY, zone));
  put('todayIso', isoDay(now, zone));
  put('tomorrowIso', isoDay(now + DAY, zone));
  put('weekday', `星期${WEEKDAYS[new Date(Date.UTC(year, month - 1, day)).getUTCDay()] ?? ''}`);
  put('time', `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
  put('greeting', hour < 5 ? '夜深了' : hour < 11 ? '早上好' : hour < 13 ? '中午好' : hour < 18 ? '下午好' : '晚上好');
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

/** Puts what all candidate orders agree on and returns the rest as choices, newest order first. */
function orderFacts(
  orders: readonly Order[],
  zone: string,
  put: (fact: FactName, value: string | undefined) => void,
): Map<FactName, string[]> {
  const sorted = orders.toSorted(byNewest);
  const open = sorted.filter((order) => OPEN.has(order.state));
  const candidates = (open.length > 0 ? open : sorted.slice(0, 1)).map((order) => factsOfOrder(order, zone));
  const choices = new Map<FactName, string[]>();
  for (const fact of Object.keys(candidates[0] ?? {}) as (keyof OrderFacts)[]) {
    const all = candidates.map((candidate) => candidate[fact]);
    const known = [...new Set(all.filter((value) => value !== undefined && !isMasked(value)))] as string[];
    if (known.length === 1 && all.every((value) => value === known[0])) put(fact, known[0]);
    else if (known.length > 0) choices.set(fact, known.slice(0, 9));
  }
  return choices;
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

type OrderFacts = ReturnType<typeof factsOfOrder>;

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
