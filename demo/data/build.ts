import { before } from './clock.ts';
import type { Buyer, Chat, ChatLine, Item, Message, Order, OrderLine, OrderPlan } from './types.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Finds an entry by key and fails loudly, since a typing slip in the plans must not go unnoticed. */
export function need<T>(list: readonly T[], test: (entry: T) => boolean, what: string): T {
  const found = list.find(test);
  if (!found) throw new Error(`practice shop: no ${what}`);
  return found;
}

function orderLine(items: readonly Item[], [key, variant, quantity]: [string, number, number]): OrderLine {
  const item = need(items, (entry) => entry.key === key, `item ${key}`);
  const { spec, code } = item.variants[variant] ?? need(item.variants, () => true, `variant of ${key}`);
  return { itemId: item.itemId, title: item.title, picture: item.picture, spec, code, price: item.price, quantity };
}

function orderTimes(plan: OrderPlan, createdAt: number, now: number) {
  if (plan.state === 'unpaid') return {};
  if (plan.state === 'closed') return { closedAt: Math.min(now - MINUTE, createdAt + 24 * HOUR) };
  const paidAt = createdAt + 28_000;
  if (plan.state === 'paid') return { paidAt };
  const shippedAt = Math.min(createdAt + 19 * HOUR + 12 * MINUTE, now - 30 * MINUTE);
  if (plan.state === 'shipped') return { paidAt, shippedAt };
  return { paidAt, shippedAt, finishedAt: Math.min(shippedAt + 6 * DAY, now - 20 * MINUTE) };
}

/** Turns a hand-written plan into an order; totals are computed, so they always add up. */
export function buildOrder(
  plan: OrderPlan,
  site: {
    now: number;
    items: readonly Item[];
    buyers: readonly Buyer[];
    carrier: (order: string) => { carrier: string; number: string };
    id: (plan: OrderPlan, buyer: Buyer) => string;
  },
): Order {
  const buyer = need(site.buyers, (entry) => entry.id === plan.buyer, `buyer ${plan.buyer}`);
  const id = plan.id ?? site.id(plan, buyer);
  const lines = plan.lines.map((line) => orderLine(site.items, line));
  const goods = lines.reduce((sum, line) => sum + line.price * line.quantity, 0);
  // Whole days would put every old order at the same minute; the tail gives each buyer another hour.
  const shift = plan.ago % 1440 === 0 ? Number(buyer.tail) % 611 : 0;
  const createdAt = before(site.now, plan.ago + shift, lines.length);
  const sent = plan.state === 'shipped' || plan.state === 'success';
  return {
    id,
    buyer: buyer.id,
    state: plan.state,
    lines,
    discount: plan.off ?? 0,
    postage: plan.post ?? 0,
    total: goods - (plan.off ?? 0) + (plan.post ?? 0),
    createdAt,
    ...orderTimes(plan, createdAt, site.now),
    ...(sent ? { tracking: site.carrier(id) } : {}),
    flag: plan.flag ?? 'none',
    memo: plan.memo ?? '',
    buyerNote: plan.note ?? '',
    tags: plan.tags ?? [],
  };
}

function special(text: string, items: readonly Item[], money: (cents: number) => string): Partial<Message> {
  const [, kind = 'text', rest = ''] = /^#(\w+):?(.*)$/s.exec(text) ?? [null, 'text', text];
  if (kind === 'img') return { kind: 'image', text: '', picture: rest };
  if (kind === 'file') {
    const [name = '', size = ''] = rest.split('|');
    return { kind: 'file', text: '', file: { name, size } };
  }
  if (kind === 'item') {
    const item = need(items, (entry) => entry.key === rest, `item ${rest}`);
    return {
      kind: 'item',
      text: '',
      item: { itemId: item.itemId, title: item.title, price: money(item.price), picture: item.picture },
    };
  }
  if (kind === 'tpl') {
    const [id = '', button = '', ...lines] = rest.split('|');
    return { kind: 'template', text: '', template: { id, button, lines }, robot: true };
  }
  if (kind === 'withdrawn') return { kind: 'withdrawn', text: '' };
  return { kind: 'text', text };
}

/** Turns hand-written chat lines into a conversation, oldest message first. */
export function buildChat(
  buyer: Buyer,
  lines: readonly ChatLine[],
  site: {
    now: number;
    items: readonly Item[];
    money: (cents: number) => string;
    staff: string;
    colleague: string;
    unread: number;
  },
): Chat {
  const sorted = lines.toSorted((a, b) => b[0] - a[0]);
  const messages = sorted.map(([ago, who, text, translation], index): Message => {
    const shop = who !== 'b' && who !== 'y';
    const nick = who === 'c' ? site.colleague : shop ? site.staff : buyer.name;
    return {
      id: `${buyer.id}-${String(index + 1).padStart(4, '0')}`,
      from: shop ? 'shop' : 'buyer',
      nick,
      at: before(site.now, ago, index),
      kind: 'text',
      text: '',
      ...(who === 'y' ? { kind: 'system' as const, text } : special(text, site.items, site.money)),
      ...(translation ? { translation } : {}),
      ...(who === 'r' ? { robot: true } : {}),
      ...(shop ? { read: index < sorted.length - 1 } : {}),
    };
  });
  return { buyer: buyer.id, unread: site.unread, messages };
}
