import { chinaStamp } from '../data/clock.ts';
import { yuan } from '../data/taobao.ts';
import type { Buyer, Message, Order, Refund, Shop } from '../data/types.ts';
import { chatOf, findBuyer } from './state.ts';
import type { State } from './state.ts';

const STATES = { unpaid: '等待买家付款', paid: '买家已付款', shipped: '卖家已发货', success: '交易成功', closed: '交易关闭' };
const FLAG_URL = {
  red: 'https://img.alicdn.com/imgextra/i4/O1CN015SWzPn1ZYOkHKAWft_!!6000000003206-2-tps-120-120.png?getAvatar=avatar',
  purple: 'https://img.alicdn.com/imgextra/i3/O1CN01cXPJrS1BzNIMCmPdu_!!6000000000016-2-tps-120-120.png?getAvatar=avatar',
  none: 'https://gw.alicdn.com/imgextra/i3/O1CN01kOL67z1j0BDjYiCKU_!!6000000004485-2-tps-120-120.png?getAvatar=avatar',
  white: 'https://img.alicdn.com/imgextra/i1/O1CN01k51piZ1htTu279fNe_!!6000000000000-2-tps-120-120.png?getAvatar=avatar',
};

/** "林间小雨88" → "林**", the mask of the order, refund and review pages. */
export function mask(nick: string): string {
  return `${[...nick][0] ?? ''}**`;
}

function itemPicture(kind: string, itemId: string): string {
  return `//img.alicdn.com/imgextra/i1/${kind}-${itemId.slice(-6)}.jpg_sum.jpg`;
}

function owner(shop: Shop, order: Order): Buyer {
  return findBuyer(shop, order.buyer);
}

function orderRow(shop: Shop, order: Order) {
  const refund = shop.refunds.find((entry) => entry.orderId === order.id);
  return {
    id: order.id,
    created: chinaStamp(order.createdAt),
    nick: mask(owner(shop, order).name),
    state: STATES[order.state],
    stateKey: order.state,
    total: yuan(order.total),
    postage: order.postage ? `(含快递:${yuan(order.postage)})` : '(含快递:￥0.00)',
    flag: FLAG_URL[order.flag],
    protectedNumber: order.state === 'paid',
    memo: order.memo,
    refund: refund ? { id: refund.id, label: refund.open ? '退款中' : refund.status } : null,
    lines: order.lines.map((line) => ({
      title: line.title,
      url: `//item.taobao.com/item.htm?id=${line.itemId}`,
      picture: itemPicture(line.picture, line.itemId),
      spec: line.spec,
      code: line.code,
      price: yuan(line.price),
      quantity: line.quantity,
    })),
  };
}

const TABS: Record<string, (order: Order, shop: Shop) => boolean> = {
  latest3Months: () => true,
  waitBuyerPay: (order) => order.state === 'unpaid',
  waitSend: (order) => order.state === 'paid',
  haveSendGoods: (order) => order.state === 'shipped',
  refunding: (order, shop) => shop.refunds.some((entry) => entry.orderId === order.id && entry.open),
  success: (order) => order.state === 'success',
  closed: (order) => order.state === 'closed',
};

/** One page of the order list: fifteen orders of the wanted tab and search. */
export function orders({ shops: { taobao: shop } }: State, query: URLSearchParams) {
  const wanted = (query.get('q') ?? '').trim();
  const page = Math.max(1, Number(query.get('page') ?? 1));
  const test = TABS[query.get('tab') ?? ''] ?? TABS['latest3Months'];
  const all = shop.orders.filter(
    (order) =>
      test?.(order, shop) &&
      (!wanted ||
        order.id.includes(wanted) ||
        order.lines.some((line) => line.itemId === wanted || line.title.includes(wanted)) ||
        owner(shop, order).contact.name === wanted ||
        owner(shop, order).name === wanted),
  );
  const counts = Object.fromEntries(
    Object.entries(TABS).map(([tab, fits]) => [tab, shop.orders.filter((order) => fits(order, shop)).length]),
  );
  return {
    total: all.length,
    page,
    pageSize: 15,
    counts,
    rows: all.slice((page - 1) * 15, page * 15).map((order) => orderRow(shop, order)),
  };
}

function order(state: State, query: URLSearchParams) {
  const shop = state.shops.taobao;
  const found = shop.orders.find((entry) => entry.id === query.get('id'));
  if (!found) return null;
  const { contact } = owner(shop, found);
  const reveal = query.get('reveal') === '1';
  if (reveal) state.acts.push({ at: state.clock(), site: 'taobao', action: 'reveal', subject: found.id });
  const row = orderRow(shop, found);
  const time = (at?: number) => (at ? chinaStamp(at) : '');
  return {
    ...row,
    paid: time(found.paidAt),
    shipped: time(found.shippedAt),
    finished: time(found.finishedAt ?? found.closedAt),
    alipay: `20260000220010000000${found.id.slice(-8)}`,
    note: found.buyerNote,
    tracking: found.tracking ?? null,
    address: reveal
      ? `${contact.name}，${contact.phone}${found.id.slice(-4)}，${contact.address}，${contact.zip}`
      : `${mask(contact.name)}，*******${found.id.slice(-4)}，${contact.address.replace(/\S+$/, '*****')}，${contact.zip}`,
    goods: yuan(found.total - found.postage + found.discount),
    discount: yuan(found.discount),
    post: yuan(found.postage),
  };
}

/** "1天 3时 20分" of the milliseconds that remain. */
function left(ms: number): { days: number; hours: number; minutes: number } {
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  return { days: Math.floor(minutes / 1440), hours: Math.floor(minutes / 60) % 24, minutes: minutes % 60 };
}

function refundView(state: State, refund: Refund) {
  const shop = state.shops.taobao;
  const of = shop.orders.find((entry) => entry.id === refund.orderId);
  const [line] = of?.lines ?? [];
  return {
    id: refund.id,
    orderId: refund.orderId,
    kind: refund.kind,
    amount: yuan(refund.amount),
    reason: refund.reason,
    status: refund.status,
    open: refund.open,
    applied: chinaStamp(refund.appliedAt),
    left: left(refund.deadlineAt - state.clock()),
    steps: refund.steps,
    tracking: refund.tracking ?? null,
    nick: of ? mask(owner(shop, of).name) : '',
    paid: of?.paidAt ? chinaStamp(of.paidAt) : '',
    orderTotal: of ? yuan(of.total) : '',
    title: line?.title ?? '',
    picture: line ? itemPicture(line.picture, line.itemId) : '',
    url: `//item.taobao.com/item.htm?id=${line?.itemId ?? ''}`,
  };
}

function refunds(state: State, query: URLSearchParams) {
  const rows = state.shops.taobao.refunds.filter((entry) => query.get('tab') !== 'open' || entry.open);
  return {
    total: rows.length,
    open: state.shops.taobao.refunds.filter((entry) => entry.open).length,
    rows: rows.map((entry) => refundView(state, entry)),
  };
}

function reviews(state: State, query: URLSearchParams) {
  const shop = state.shops.taobao;
  const filter = query.get('filter') ?? '';
  const rows = shop.reviews.filter((entry) => (filter === 'append' ? entry.append : filter === 'noReply' ? !entry.reply : true));
  return {
    total: rows.length,
    rows: rows.map((entry) => {
      const of = shop.orders.find((candidate) => candidate.id === entry.orderId);
      const [line] = of?.lines ?? [];
      return {
        ...entry,
        at: chinaStamp(entry.at).slice(0, 16),
        nick: mask(findBuyer(shop, entry.buyer).name),
        buyer: undefined,
        title: line?.title ?? '',
        itemUrl: `//item.taobao.com/item.htm?id=${line?.itemId ?? ''}`,
        picture: line ? itemPicture(line.picture, line.itemId) : '',
        left: Math.max(0, 30 - Math.floor((state.clock() - entry.at) / 86_400_000)),
      };
    }),
  };
}

/** One message as the chat pages show it. */
export function messageView(message: Message) {
  return { ...message, at: chinaStamp(message.at) };
}

function conversations(state: State) {
  const shop = state.shops.taobao;
  const rows = shop.chats
    .filter((chat) => chat.messages.length > 0)
    .map((chat) => {
      const buyer = findBuyer(shop, chat.buyer);
      const last = chat.messages.at(-1);
      return {
        uid: buyer.id,
        nick: buyer.name,
        avatar: buyer.avatar,
        unread: chat.unread,
        at: last?.at ?? 0,
        last: last ? messageView(last) : null,
      };
    });
  return { now: state.clock(), rows: rows.toSorted((a, b) => b.at - a.at) };
}

function messages(state: State, query: URLSearchParams) {
  const shop = state.shops.taobao;
  const buyer = findBuyer(shop, query.get('uid') ?? '');
  const chat = chatOf(shop, buyer);
  if (query.get('open') === '1') {
    chat.unread = 0;
    state.acts.push({ at: state.clock(), site: 'taobao', action: 'open', subject: buyer.name });
  }
  return { uid: buyer.id, nick: buyer.name, avatar: buyer.avatar, messages: chat.messages.map(messageView) };
}

function panel(state: State, query: URLSearchParams) {
  const shop = state.shops.taobao;
  const buyer = findBuyer(shop, query.get('uid') ?? '');
  return {
    uid: buyer.id,
    shop: shop.name,
    orders: shop.orders.filter((entry) => entry.buyer === buyer.id).map((entry) => orderRow(shop, entry)),
  };
}

/** Answers of the Taobao pages' own data calls, with the shortest and longest delay in ms. */
export const TAOBAO_VIEWS: Record<string, { delay: [number, number]; read: (state: State, query: URLSearchParams) => unknown }> =
  {
    orders: { delay: [250, 800], read: orders },
    order: { delay: [250, 700], read: order },
    refunds: { delay: [250, 800], read: refunds },
    refund: {
      delay: [250, 700],
      read: (state, query) => {
        const found = state.shops.taobao.refunds.find((entry) => entry.id === query.get('id'));
        return found ? refundView(state, found) : null;
      },
    },
    reviews: { delay: [250, 800], read: reviews },
    conversations: { delay: [150, 400], read: conversations },
    messages: { delay: [120, 350], read: messages },
    panel: { delay: [300, 900], read: panel },
  };
