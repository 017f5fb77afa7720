import { before } from './clock.ts';
import { buildChat, buildOrder, need } from './build.ts';
import { TAOBAO_REFUNDS, TAOBAO_REVIEWS } from './taobao-aftersales.ts';
import { TAOBAO_CHATS, TAOBAO_UNREAD } from './taobao-chats.ts';
import { TAOBAO_ORDERS } from './taobao-orders.ts';
import { PASSER_BY_CHATS, TAOBAO_BUYERS, TAOBAO_ITEMS, TAOBAO_SHOP } from './taobao-people.ts';
import type { Buyer, Order, OrderPlan, Refund, Review, Shop } from './types.ts';

const MINUTE = 60_000;

/** Writes cents as "¥105.00" (Taobao shows no thousands comma). */
export function yuan(cents: number): string {
  return `￥${(cents / 100).toFixed(2)}`;
}

function orderId(plan: OrderPlan, buyer: Buyer): string {
  return String(4_512_300_960_000 - plan.ago * 7_711) + buyer.tail;
}

function nth(orders: Order[], buyer: string, position: number): Order {
  const own = orders.filter((order) => order.buyer === buyer);
  return need(own, (order) => own.indexOf(order) === position, `order ${position} of ${buyer}`);
}

function refunds(orders: Order[], now: number): Refund[] {
  return TAOBAO_REFUNDS.map(({ order: position, ago, leftMinutes, ...plan }): Refund => ({
    ...plan,
    lineId: plan.id,
    orderId: nth(orders, plan.buyer, position).id,
    appliedAt: before(now, ago, position),
    deadlineAt: now + leftMinutes * MINUTE,
  })).toSorted((a, b) => b.appliedAt - a.appliedAt);
}

function reviews(orders: Order[], now: number): Review[] {
  return TAOBAO_REVIEWS.map(({ order: position, ago, ...plan }, index): Review => ({
    ...plan,
    id: `71200000${String(index).padStart(4, '0')}`,
    orderId: nth(orders, plan.buyer, position).id,
    at: before(now, ago - 11 - index * 83, index),
    pictures: plan.pictures ?? [],
  })).toSorted((a, b) => b.at - a.at);
}

/** The whole invented Taobao shop as it stands at `now` (epoch ms). */
export function taobaoShop(now: number): Shop {
  const site = {
    now,
    items: TAOBAO_ITEMS,
    buyers: TAOBAO_BUYERS,
    id: orderId,
    carrier: (order: string) => ({ carrier: '示例快递', number: `YT7${order.slice(4, 16)}` }),
  };
  const orders = TAOBAO_ORDERS.map((plan) => buildOrder(plan, site)).toSorted((a, b) => b.createdAt - a.createdAt);
  const chats = TAOBAO_BUYERS.map((buyer) =>
    buildChat(buyer, TAOBAO_CHATS[buyer.id] ?? PASSER_BY_CHATS[buyer.id] ?? [], {
      now,
      items: TAOBAO_ITEMS,
      money: yuan,
      staff: TAOBAO_SHOP.staff,
      colleague: TAOBAO_SHOP.colleague,
      unread: TAOBAO_UNREAD[buyer.id] ?? 0,
    }),
  );
  return {
    site: 'taobao',
    name: TAOBAO_SHOP.name,
    staff: TAOBAO_SHOP.staff,
    buyers: TAOBAO_BUYERS,
    orders,
    chats,
    refunds: refunds(orders, now),
    reviews: reviews(orders, now),
  };
}
