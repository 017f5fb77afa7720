import { cny } from '../data/aliexpress.ts';
import { pacificStamp } from '../data/clock.ts';
import type { Buyer, Message, Order, Shop } from '../data/types.ts';
import { chatOf, findBuyer } from './state.ts';
import type { State } from './state.ts';

const STATES = { unpaid: '等待买家付款', paid: '等待发货', shipped: '等待买家收货', success: '交易成功', closed: '已关闭' };

function itemPicture(kind: string, itemId: string): string {
  return `https://ae01.alicdn.com/kf/${kind}-${itemId.slice(-6)}.jpg`;
}

function orderRow(shop: Shop, order: Order) {
  return {
    id: order.id,
    created: pacificStamp(order.createdAt),
    buyer: findBuyer(shop, order.buyer).name,
    session: findBuyer(shop, order.buyer).session,
    state: STATES[order.state],
    stateKey: order.state,
    total: cny(order.total),
    tags: order.tags,
    memo: order.memo,
    lines: order.lines.map((line) => ({
      title: line.title,
      picture: itemPicture(line.picture, line.itemId),
      code: line.code,
      spec: line.spec.map(({ name, value }) => `${name}: ${value}`).join(', '),
      price: cny(line.price),
      quantity: line.quantity,
      sum: cny(line.price * line.quantity),
    })),
  };
}

function orders({ shops: { aliexpress: shop }, clock }: State, query: URLSearchParams) {
  const page = Math.max(1, Number(query.get('page') ?? 1));
  const tab = query.get('tab') ?? 'all';
  const wanted = (query.get('q') ?? '').trim();
  const all = shop.orders.filter(
    (order) =>
      (tab === 'all' || order.state === tab) &&
      (!wanted || order.id.includes(wanted) || findBuyer(shop, order.buyer).name.includes(wanted)),
  );
  const count = (state: string) => shop.orders.filter((order) => order.state === state).length;
  const board = {
    今日新订单: shop.orders.filter((order) => pacificStamp(order.createdAt).slice(0, 10) === pacificStamp(clock()).slice(0, 10))
      .length,
    等待发货: count('paid'),
    等待买家付款: count('unpaid'),
    等待买家收货: count('shipped'),
    纠纷中: shop.refunds.filter((entry) => entry.open).length,
  };
  return {
    total: all.length,
    page,
    pages: Math.max(1, Math.ceil(all.length / 10)),
    board,
    rows: all.slice((page - 1) * 10, page * 10).map((order) => orderRow(shop, order)),
  };
}

function stars(text: string, keep: number): string {
  return text.slice(0, keep) + '*'.repeat(Math.max(0, text.length - keep));
}

function address({ contact }: Buyer, reveal: boolean): { label: string; value: string }[] {
  const { name, address: street, zip, phone, mail } = contact;
  return [
    { label: '收件人名称', value: reveal ? name : `${name.slice(0, 3)}********` },
    { label: '详细地址', value: reveal ? street : `********${street.slice(-9)}` },
    { label: '邮编', value: zip },
    { label: '联系邮件', value: reveal ? mail : mail.replace(/^(.{3})[^@]*/, '$1****') },
    { label: '联系电话', value: reveal ? phone : `${phone.slice(0, 3)}****${phone.slice(-3)}` },
    { label: 'Tax Number', value: '' },
    { label: 'National address（仅沙特使用）', value: '' },
  ];
}

function order(state: State, query: URLSearchParams) {
  const shop = state.shops.aliexpress;
  const found = shop.orders.find((entry) => entry.id === query.get('id'));
  if (!found) return null;
  const buyer = findBuyer(shop, found.buyer);
  const reveal = query.get('reveal') === '1';
  if (reveal) state.acts.push({ at: state.clock(), site: 'aliexpress', action: 'reveal', subject: found.id });
  const time = (at?: number) => (at ? pacificStamp(at) : '');
  const maskedName = buyer.name.length > 1 ? `${buyer.name[0]}**${buyer.name.at(-1)}` : `${stars(buyer.name, 0)}**`;
  return {
    ...orderRow(shop, found),
    buyer: reveal ? buyer.name : maskedName,
    country: buyer.country?.name ?? '',
    address: address(buyer, reveal),
    paid: time(found.paidAt),
    shipped: time(found.shippedAt),
    finished: time(found.finishedAt ?? found.closedAt),
    tracking: found.tracking ?? null,
    goods: cny(found.total - found.postage + found.discount),
    discount: cny(found.discount),
    post: cny(found.postage),
  };
}

/** The disputes, all or only the open ones, newest first. */
export function disputes(state: State, query: URLSearchParams) {
  const shop = state.shops.aliexpress;
  const rows = shop.refunds.filter((entry) => query.get('tab') !== 'open' || entry.open);
  return {
    total: rows.length,
    rows: rows.map((entry) => {
      const of = shop.orders.find((candidate) => candidate.id === entry.orderId);
      const [line] = of?.lines ?? [];
      const buyer = findBuyer(shop, entry.buyer);
      return {
        id: entry.id,
        lineId: entry.lineId,
        orderId: entry.orderId,
        applied: pacificStamp(entry.appliedAt),
        status: entry.status,
        kind: entry.kind === 'RETURN' ? '退货退款' : '仅退款',
        open: entry.open,
        reason: entry.reason,
        amount: cny(entry.amount),
        buyer: buyer.name,
        session: buyer.session,
        country: buyer.country?.code ?? '',
        title: line?.title ?? '',
        picture: line ? itemPicture(line.picture, line.itemId) : '',
        unit: line ? cny(line.price) : '',
        quantity: line?.quantity ?? 1,
        steps: entry.steps,
      };
    }),
  };
}

/** One message as the chat page shows it. */
export function messageView(message: Message) {
  return { ...message, at: pacificStamp(message.at).slice(0, 16) };
}

function sessions(state: State) {
  const shop = state.shops.aliexpress;
  const rows = shop.chats
    .filter((chat) => chat.messages.length > 0)
    .map((chat) => {
      const buyer = findBuyer(shop, chat.buyer);
      const last = chat.messages.at(-1);
      return {
        id: buyer.session,
        buyer: buyer.id,
        name: buyer.name,
        avatar: buyer.avatar,
        country: buyer.country?.code ?? '',
        unread: chat.unread,
        at: last?.at ?? 0,
        last: last ? messageView(last) : null,
      };
    });
  return { rows: rows.toSorted((a, b) => b.at - a.at) };
}

function messages(state: State, query: URLSearchParams) {
  const shop = state.shops.aliexpress;
  const buyer = findBuyer(shop, query.get('sessionId') ?? '');
  const chat = chatOf(shop, buyer);
  if (query.get('open') === '1') {
    chat.unread = 0;
    state.acts.push({ at: state.clock(), site: 'aliexpress', action: 'open', subject: buyer.session });
  }
  return { id: buyer.session, buyer: buyer.id, name: buyer.name, avatar: buyer.avatar, messages: chat.messages.map(messageView) };
}

function panel(state: State, query: URLSearchParams) {
  const shop = state.shops.aliexpress;
  const buyer = findBuyer(shop, query.get('sessionId') ?? '');
  return {
    id: buyer.session,
    name: buyer.name,
    avatar: buyer.avatar,
    star: buyer.star ?? '',
    remark: buyer.remark ?? '',
    // The country line is absent for one buyer, as the real panel leaves it out at times.
    country: buyer.id === 'buyer-0011' ? '' : (buyer.country?.name ?? ''),
    orders: shop.orders.filter((entry) => entry.buyer === buyer.id).map((entry) => orderRow(shop, entry)),
  };
}

/** Answers of the AliExpress pages' own data calls, with the shortest and longest delay in ms. */
export const ALIEXPRESS_VIEWS: Record<
  string,
  { delay: [number, number]; read: (state: State, query: URLSearchParams) => unknown }
> = {
  orders: { delay: [300, 800], read: orders },
  order: { delay: [300, 800], read: order },
  disputes: { delay: [300, 800], read: disputes },
  sessions: { delay: [200, 500], read: sessions },
  messages: { delay: [120, 400], read: messages },
  panel: { delay: [500, 1200], read: panel },
};
