import { describe, expect, it } from 'vitest';
import { demoShops } from '../../demo/data.ts';
import { taobaoTail } from '../../demo/data/taobao-people.ts';
import { mask } from '../../demo/server/taobao-views.ts';

const NOW = Date.parse('2026-11-21T10:00:00Z');
const shops = demoShops(NOW);

describe.each(Object.values(shops))('the invented $site shop', (shop) => {
  const buyers = new Set(shop.buyers.map((buyer) => buyer.id));
  const orders = new Map(shop.orders.map((order) => [order.id, order]));

  it('is big enough to practise on', () => {
    expect(shop.buyers.length).toBeGreaterThanOrEqual(12);
    expect(shop.orders.length).toBeGreaterThanOrEqual(25);
    expect(new Set(shop.orders.map((order) => order.state))).toEqual(new Set(['unpaid', 'paid', 'shipped', 'success', 'closed']));
  });

  it('uses every id once', () => {
    expect(orders.size).toBe(shop.orders.length);
    expect(buyers.size).toBe(shop.buyers.length);
    expect(new Set(shop.buyers.map((buyer) => buyer.tail)).size).toBe(shop.buyers.length);
    expect(new Set(shop.refunds.map((refund) => refund.id)).size).toBe(shop.refunds.length);
  });

  it('gives each order a buyer, an id of the right length and the tail of its buyer', () => {
    for (const order of shop.orders) {
      const buyer = shop.buyers.find((entry) => entry.id === order.buyer);
      expect(order.id).toMatch(shop.site === 'taobao' ? /^\d{19}$/ : /^\d{16}$/);
      expect(order.id.endsWith(buyer?.tail ?? 'none'), order.id).toBe(true);
    }
  });

  it('adds up the money', () => {
    for (const order of shop.orders) {
      const goods = order.lines.reduce((sum, line) => sum + line.price * line.quantity, 0);
      expect(order.total, order.id).toBe(goods - order.discount + order.postage);
      expect(order.total).toBeGreaterThan(0);
      expect(Number.isInteger(order.total)).toBe(true);
    }
  });

  it('keeps the times of an order in order and in the past', () => {
    for (const order of shop.orders) {
      const times = [order.createdAt, order.paidAt, order.shippedAt, order.finishedAt ?? order.closedAt].filter(
        (at) => at !== undefined,
      );
      expect(times, order.id).toEqual(times.toSorted((a, b) => a - b));
      expect(Math.max(...times)).toBeLessThanOrEqual(NOW);
      expect(Boolean(order.paidAt)).toBe(['paid', 'shipped', 'success'].includes(order.state));
    }
  });

  it('refers only to orders and buyers that exist', () => {
    for (const entry of [...shop.refunds, ...shop.reviews]) {
      expect(orders.get(entry.orderId)?.buyer).toBe(entry.buyer);
      expect(buyers.has(entry.buyer)).toBe(true);
    }
    for (const refund of shop.refunds) expect(refund.amount).toBeLessThanOrEqual(orders.get(refund.orderId)?.total ?? 0);
    for (const refund of shop.refunds)
      expect(refund.appliedAt).toBeGreaterThan(orders.get(refund.orderId)?.createdAt ?? Infinity);
    for (const review of shop.reviews) expect(orders.get(review.orderId)?.state).toBe('success');
    for (const review of shop.reviews) expect(review.at).toBeGreaterThan(orders.get(review.orderId)?.finishedAt ?? Infinity);
  });

  it('has one conversation per buyer, oldest message first, none from the future', () => {
    expect(shop.chats.map((chat) => chat.buyer).toSorted()).toEqual([...buyers].toSorted());
    for (const chat of shop.chats) {
      const times = chat.messages.map((message) => Math.floor(message.at / 60_000));
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(Math.max(...chat.messages.map((message) => message.at))).toBeLessThanOrEqual(NOW);
      expect(chat.unread).toBeLessThanOrEqual(chat.messages.length);
      for (const said of chat.messages.flatMap((message) => message.text.match(/\d{16,19}/g) ?? []))
        expect(orders.has(said)).toBe(true);
    }
  });

  it('has buyers who asked and never bought', () => {
    const withOrders = new Set(shop.orders.map((order) => order.buyer));
    expect(shop.buyers.some((buyer) => !withOrders.has(buyer.id))).toBe(true);
  });

  it('is the same for the same moment and moves with it', () => {
    expect(demoShops(NOW)[shop.site]).toEqual(shop);
    const later = demoShops(NOW + 3_600_000)[shop.site];
    expect(later.orders.map((order) => order.id)).toEqual(shop.orders.map((order) => order.id));
    expect(later.orders[0]?.createdAt).toBe((shop.orders[0]?.createdAt ?? 0) + 3_600_000);
  });
});

describe('what the practice shop must offer', () => {
  it('keeps the people of the saved sample pages', () => {
    const { taobao, aliexpress } = shops;
    const of = (id: string) =>
      taobao.buyers.find((buyer) => buyer.id === taobao.orders.find((order) => order.id === id)?.buyer)?.name;
    expect(of('4512300187000204539')).toBe('林间小雨88');
    expect(of('4512288765001892301')).toBe('tb583920176');
    expect(of('4511977700004108246')).toBe('海棠与猫');
    expect(aliexpress.orders.find((order) => order.id === '8299000000012468')?.buyer).toBe('buyer-0003');
    expect(taobaoTail('1680203945')).toBe('204539');
    expect(mask('林间小雨88')).toBe('林**');
  });

  it('has traps: equal shown names, equal beginnings, equal first letters', () => {
    const names = shops.aliexpress.buyers.map((buyer) => buyer.name);
    expect(new Set(names).size).toBeLessThan(names.length);
    const masked = shops.taobao.buyers.map((buyer) => mask(buyer.name));
    expect(new Set(masked).size).toBeLessThan(masked.length);
    expect(
      shops.taobao.buyers.some((buyer) =>
        shops.taobao.buyers.some((other) => other !== buyer && other.name.startsWith(buyer.name)),
      ),
    ).toBe(true);
  });

  it('shows every kind of chat message', () => {
    const kinds = new Set(
      Object.values(shops).flatMap((shop) => shop.chats.flatMap((chat) => chat.messages.map((message) => message.kind))),
    );
    expect(kinds).toEqual(new Set(['text', 'image', 'file', 'item', 'template', 'system', 'withdrawn']));
  });
});
