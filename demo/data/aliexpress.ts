import { ALIEXPRESS_CHATS, ALIEXPRESS_UNREAD } from './aliexpress-chats.ts';
import { ALIEXPRESS_DISPUTES, ALIEXPRESS_ORDERS } from './aliexpress-orders.ts';
import { ALIEXPRESS_BUYERS, ALIEXPRESS_ITEMS, ALIEXPRESS_SHOP } from './aliexpress-people.ts';
import { buildChat, buildOrder, need } from './build.ts';
import { before } from './clock.ts';
import type { Buyer, Order, OrderPlan, Refund, Shop } from './types.ts';

/** Writes cents as "CN￥ 1,242.35", the form of the AliExpress seller pages. */
export function cny(cents: number): string {
  return `CN￥ ${(cents / 100).toLocaleString('en-US', { minimumFractionDigits: 2 })}`;
}

function orderId(plan: OrderPlan, buyer: Buyer): string {
  return String(829_900_000_100 - plan.ago * 411) + buyer.tail;
}

function disputes(orders: Order[], now: number): Refund[] {
  return ALIEXPRESS_DISPUTES.map(({ order: position, ago, leftMinutes, ...plan }): Refund => {
    const own = orders.filter((order) => order.buyer === plan.buyer);
    const order = need(own, (entry) => own.indexOf(entry) === position, `order ${position} of ${plan.buyer}`);
    return {
      ...plan,
      lineId: String(BigInt(plan.id) + 10_000n),
      orderId: order.id,
      appliedAt: before(now, ago, position),
      deadlineAt: now + leftMinutes * 60_000,
    };
  }).toSorted((a, b) => b.appliedAt - a.appliedAt);
}

/** The whole invented AliExpress shop as it stands at `now` (epoch ms). */
export function aliexpressShop(now: number): Shop {
  const site = {
    now,
    items: ALIEXPRESS_ITEMS,
    buyers: ALIEXPRESS_BUYERS,
    id: orderId,
    carrier: (order: string) => ({ carrier: 'AliExpress Standard Shipping', number: `LP00${order.slice(2, 14)}` }),
  };
  const orders = ALIEXPRESS_ORDERS.map((plan) => buildOrder(plan, site)).toSorted((a, b) => b.createdAt - a.createdAt);
  const chats = ALIEXPRESS_BUYERS.map((buyer) =>
    buildChat(buyer, ALIEXPRESS_CHATS[buyer.id] ?? [], {
      now,
      items: ALIEXPRESS_ITEMS,
      money: cny,
      staff: ALIEXPRESS_SHOP.staff,
      colleague: ALIEXPRESS_SHOP.colleague,
      unread: ALIEXPRESS_UNREAD[buyer.id] ?? 0,
    }),
  );
  return {
    site: 'aliexpress',
    name: ALIEXPRESS_SHOP.name,
    staff: ALIEXPRESS_SHOP.staff,
    buyers: ALIEXPRESS_BUYERS,
    orders,
    chats,
    refunds: disputes(orders, now),
    reviews: [],
  };
}
