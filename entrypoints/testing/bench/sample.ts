import { newCustomer, orderOf } from '#lib/domain/intake.ts';
import { keysOf } from '#lib/domain/identity.ts';
import { searchTokens, type Customer } from '#lib/domain/customer.ts';
import type { OrderSeen, OrderState, PeerRef, SiteId } from '#lib/domain/observation.ts';
import { statsOf, type Order } from '#lib/domain/order.ts';
import { shopIdOf } from '#lib/domain/ids.ts';

/** Orders of each invented customer. */
export const ORDERS_EACH = 10;

/** An invented shop: how many customers, on which platform. The same values always give the same orders. */
export interface SampleShape {
  customers: number;
  site: SiteId;
  /** The same share of unfinished orders in every year, as no platform leaves them: the worst that a file can be. */
  neverEnding?: boolean;
}

/** How the orders stand in a file: by time as real exports do, or a buyer's orders together. */
export type SampleOrder = 'by-time' | 'by-buyer';

const FIRST_AT = Date.UTC(2021, 0, 1);
const LAST_AT = Date.UTC(2026, 0, 1);
const SYLLABLES = [...'林雨海棠猫云星河青禾竹月风晴雪夏木南北山川花鸟鱼虫糖果茶米豆桃李杏梅兰菊松柏灯影书画琴棋小大阿老'];
const TITLES = [
  '秋冬新款 加绒连帽卫衣女宽松百搭',
  '纯色棉袜子长筒袜 5双装',
  '北欧床头小夜灯 可调光',
  '全棉水洗四件套 素色纯棉',
  '304不锈钢保温杯 500ml',
];
const SKUS = ['颜色分类:雾霾蓝;尺码:M', '颜色分类:燕麦色;尺码:L', '颜色分类:墨绿', '颜色分类:红色;尺码:均码'];
/** States of ten orders of the newest `OPEN_MS`. */
const RECENT: readonly OrderState[] = ['done', 'done', 'done', 'done', 'done', 'done', 'shipped', 'closed', 'paid', 'unpaid'];
/** The same ten later: the platforms close what is not paid and end what was sent, within days. */
const OLD: readonly OrderState[] = ['done', 'done', 'done', 'done', 'done', 'done', 'done', 'closed', 'done', 'closed'];
const OPEN_MS = 60 * 86_400_000;

/** Returns a number from 0 to 2^32 - 1 that is always the same for the same two numbers and spread evenly. */
export function mixed(a: number, b: number): number {
  let h = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 0x7f4a7c15, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return (h ^ (h >>> 15)) >>> 0;
}

/** Returns the shop of a sample. */
export function shopOfSample(site: SiteId): string {
  return shopIdOf(site, site === 'taobao' ? '青禾示例专卖店' : '100001');
}

const uidOf = (customer: number): string => String(2_200_000_000_000 + mixed(customer, 1) * 31);

/** Returns the end of a buyer's order numbers on Taobao: the uid's last six digits abcdef stand as abefcd. */
export function tailOfUid(uid: string): string {
  const six = uid.slice(-6);
  return six.slice(0, 2) + six.slice(4, 6) + six.slice(2, 4);
}

/** Returns the buyer with a number, as an order names it. */
export function buyerOf({ site }: SampleShape, customer: number): PeerRef {
  const at = (n: number): string => SYLLABLES[mixed(customer, n) % SYLLABLES.length] ?? '';
  const name = `${at(2)}${at(3)}${at(4)}${at(5)}${customer}`;
  return site === 'taobao' ? { nick: name, name } : { uid: uidOf(customer), name: `Buyer ${customer}`, country: 'ES' };
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

/** Returns a step that visits all customers of a round once, in an order of its own. */
function stepOf(round: number, count: number): number {
  let step = 1 + (mixed(round, 7) % count);
  while (gcd(step, count) !== 1) step += 1;
  return step;
}

/** Returns place → customer for one round of the file: every customer once, neighbours far apart. */
export function roundOf(round: number, count: number): Uint32Array {
  const step = stepOf(round, count);
  const customers = new Uint32Array(count);
  let customer = mixed(round, 9) % count;
  for (let place = 0; place < count; place++) {
    customers[place] = customer;
    customer = (customer + step) % count;
  }
  return customers;
}

/** Returns an order; `place` counts all orders of the file by time. */
export function orderAt(shape: SampleShape, customer: number, place: number): OrderSeen {
  const total = shape.customers * ORDERS_EACH;
  const random = mixed(customer, place + 11);
  const createdAt = FIRST_AT + Math.floor(((LAST_AT - FIRST_AT) / 1000) * (place / total)) * 1000;
  const states = shape.neverEnding || LAST_AT - createdAt < OPEN_MS ? RECENT : OLD;
  const state = states[random % states.length] ?? 'done';
  const minor = 990 + (random % 40_000);
  const money = { minor, currency: 'CNY' };
  const no =
    shape.site === 'taobao'
      ? `${1_500_000_000_000 + place * 97}${tailOfUid(uidOf(customer))}`
      : `82${String(place * 7).padStart(8, '0')}${String(random % 1_000_000).padStart(6, '0')}`;
  return {
    kind: 'order',
    no,
    state,
    createdAt,
    paid: money,
    buyer: buyerOf(shape, customer),
    ...(state === 'unpaid' || state === 'closed' ? {} : { paidAt: createdAt + 60_000 }),
    items: [
      {
        itemId: String(752_100_000_000 + (random % 5000)),
        title: TITLES[random % TITLES.length] ?? '',
        sku: SKUS[random % SKUS.length] ?? '',
        code: `A-${random % 300}`,
        quantity: 1 + (random % 3),
        price: money,
      },
    ],
    recipient: { name: '林示例', phone: '13000000000', address: `广东省 示例市 青禾区 练习街道${random % 900}号`, zip: '510000' },
    carrier: '中通快递',
    tracking: [`7${String(random).padStart(12, '0')}`],
  };
}

/** Yields the orders of a sample in pieces, as a file reader does. */
export async function* sampleBatches(
  shape: SampleShape,
  order: SampleOrder,
  size = 500,
): AsyncGenerator<{ rows: { line: number; order: OrderSeen }[]; bytesRead: number; bytesTotal: number }> {
  const total = shape.customers * ORDERS_EACH;
  let rows: { line: number; order: OrderSeen }[] = [];
  let line = 1;
  for (const seen of order === 'by-time' ? byTime(shape) : byBuyer(shape)) {
    rows.push({ line: ++line, order: seen });
    if (rows.length < size) continue;
    yield { rows, bytesRead: line - 1, bytesTotal: total };
    rows = [];
  }
  if (rows.length > 0) yield { rows, bytesRead: total, bytesTotal: total };
}

function* byTime(shape: SampleShape): Generator<OrderSeen> {
  for (let round = 0; round < ORDERS_EACH; round++) {
    const customers = roundOf(round, shape.customers);
    for (let i = 0; i < shape.customers; i++) yield orderAt(shape, customers[i] ?? 0, round * shape.customers + i);
  }
}

function* byBuyer(shape: SampleShape): Generator<OrderSeen> {
  const places = Array.from({ length: ORDERS_EACH }, (_, round) => {
    const customers = roundOf(round, shape.customers);
    const place = new Uint32Array(shape.customers);
    for (let i = 0; i < shape.customers; i++) place[customers[i] ?? 0] = i;
    return place;
  });
  for (let customer = 0; customer < shape.customers; customer++) {
    for (const [round, place] of places.entries())
      yield orderAt(shape, customer, round * shape.customers + (place[customer] ?? 0));
  }
}

/** Returns a customer with the given orders, as an import of them leaves it. */
export function customerOf(shape: SampleShape, customer: number, orders: readonly Order[]): Customer {
  const shopId = shopOfSample(shape.site);
  const peer = buyerOf(shape, customer);
  const fresh = newCustomer(shape.site, shopId, peer, keysOf(shopId, peer), LAST_AT);
  const stats = statsOf(orders);
  return { ...fresh, stats, activeAt: stats.lastAt ?? LAST_AT, tokens: searchTokens(fresh) };
}

/** Returns an order as it is kept. */
export function keptOrder(shape: SampleShape, seen: OrderSeen): Order {
  return orderOf(seen, shopOfSample(shape.site), LAST_AT);
}
