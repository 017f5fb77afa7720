import type { ServerResponse } from 'node:http';
import { chatOf, findBuyer } from './state.ts';
import type { State } from './state.ts';
import type { Buyer, Message } from '../data/types.ts';
import { disputes } from './aliexpress-views.ts';
import { gbkJson } from './gbk.ts';
import { orders } from './taobao-views.ts';

type SoldRow = ReturnType<typeof orders>['rows'][number];

const digits = (amount: string) => amount.replace(/[^\d.]/g, '');

/** A 29-character stand-in for the platform's encrypted buyer id; equal for equal buyers. */
function encodeId(buyer: string): string {
  return `RAzN8B${Buffer.from(`demo-${buyer}-demo-demo`).toString('base64url').slice(0, 23)}`;
}

function mainOrder(row: SoldRow, buyer: string) {
  const id = row.id;
  return {
    id,
    orderInfo: { id, createTime: row.created },
    buyer: { nick: row.nick, encodeId: encodeId(buyer) },
    payInfo: { actualFee: digits(row.total), postType: '(含快递)', operations: [] },
    statusInfo: {
      text: row.state,
      type: 't0',
      operations: [
        {
          id: 'viewDetail',
          style: 't16',
          text: '详情',
          type: 'operation',
          url: `//trade.taobao.com/trade/detail/trade_item_detail.htm?bizOrderId=${id}`,
          params: { qianNiuPCDetailUrl: `//qn.taobao.com/home.htm/trade-platform/tp/detail?bizOrderId=${id}` },
        },
      ],
    },
    extra: { sellerFlag: 0, sellerFlagPic: row.flag, currency: 'CNY', currencySymbol: '￥', inHold: false, batchSendGoods: 1 },
    operations: [],
    subOrders: row.lines.map((line, index) => ({
      id: `${id.slice(0, 10)}${String(index + 1).padStart(3, '0')}${id.slice(13)}`,
      idStr: `${id.slice(0, 10)}${String(index + 1).padStart(3, '0')}${id.slice(13)}`,
      quantity: String(line.quantity),
      priceInfo: { realTotal: digits(line.price) },
      itemInfo: {
        title: line.title,
        pic: line.picture,
        itemUrl: line.url,
        skuText: line.spec,
        extra: [{ name: '商家编码', value: line.code }],
      },
      operations: index === 0 && row.refund ? [{ text: row.refund.label, type: 'operation' }] : [],
    })),
  };
}

function asyncSold(state: State, form: URLSearchParams) {
  const query = new URLSearchParams({
    page: form.get('pageNum') ?? '1',
    tab: form.get('tabCode') ?? 'latest3Months',
    q: form.get('unionSearch') ?? '',
  });
  const { rows, total, page } = orders(state, query);
  const owner = (id: string) => state.shops.taobao.orders.find((order) => order.id === id)?.buyer ?? '';
  return {
    error: '',
    page: { currentPage: page, pageSize: 15, totalNumber: total, totalPage: Math.ceil(total / 15) },
    extra: { isQnNew: true, isQnNewHideNick: true, currencySymbol: '￥', sellerFlag: 0 },
    mainOrders: rows.map((row) => mainOrder(row, owner(row.id))),
  };
}

/** One message of the AliExpress chat in the gateway's own shape. */
export function imItem(message: Message, buyer: Buyer) {
  const own = message.from === 'shop';
  const card = { image: '3', item: '10003' }[message.kind as string] ?? '1';
  const template =
    message.kind === 'image'
      ? { imgUrl: `https://ae01.alicdn.com/kf/${message.picture}.jpg` }
      : message.kind === 'item'
        ? { productId: message.item?.itemId }
        : { txt: message.text };
  return {
    header: { type: 1 },
    body: {
      typeData: {
        mid: message.id,
        sid: buyer.session,
        from: own ? 'seller-1' : buyer.id,
        fromType: own ? 12 : 11,
        sendTime: message.at,
        status: message.kind === 'withdrawn' ? 1 : 0,
        ext: message.robot ? { fromCode: 'im_ai' } : {},
      },
      layoutData: { card },
      templateData: JSON.stringify(template),
    },
  };
}

function sessionList(state: State) {
  const shop = state.shops.aliexpress;
  const views = shop.chats
    .map((chat) => ({ chat, buyer: findBuyer(shop, chat.buyer), last: chat.messages.at(-1) }))
    .flatMap(({ chat, buyer, last }) =>
      last
        ? [
            {
              sessionId: buyer.session,
              realSessionId: buyer.session,
              entityId: buyer.id,
              namespace: 2,
              type: 103,
              serverTime: state.clock(),
              target: { targetId: buyer.id, userAccountType: 11 },
              sessionData: {
                title: buyer.name,
                content: last.text,
                country: buyer.country?.code,
                nonReadNumber: chat.unread,
                senderId: last.from === 'shop' ? 'seller-1' : buyer.id,
                senderAccountType: last.from === 'shop' ? '12' : '11',
                lastMessageId: last.id,
                lastMessageTime: String(last.at),
                tags: chat.unread > 0 ? ['un-replied'] : [],
                viewModifyTime: last.at,
              },
            },
          ]
        : [],
    );
  return { userIdToSessionView: { 1: { nameSpaceToSessionView: { 2: { sessionViewDTOList: views } } } } };
}

function disputeList(state: State) {
  const { rows } = disputes(state, new URLSearchParams());
  const dataSource = rows.map((row) => ({
    sellerReverseOrderLines: [
      {
        reverseOrderId: row.id,
        reverseOrderLineId: row.lineId,
        reverseStatus: row.status,
        reverseType: 'RETURN',
        gmtCreate: row.applied,
        gmtCreateTimestamp: state.shops.aliexpress.refunds.find((refund) => refund.id === row.id)?.appliedAt,
        tradeOrderId: row.orderId,
        tradeOrderLineId: String(BigInt(row.orderId) + 10_000n),
        item: {
          itemTitle: row.title,
          itemCount: row.quantity,
          itemUnitPrice: { cent: Math.round(Number(digits(row.unit)) * 100), currency: 'CNY', formatMoney: row.unit },
        },
        buyer: { fullName: row.buyer, country: row.country },
        detailUrl: `/m_apps/dispute-management/detail?reverseOrderLineId=${row.lineId}`,
      },
    ],
  }));
  return { data: { dataSource, pageInfo: { current: 1, pageSize: 20, total: rows.length } } };
}

/** mtop calls by lower-case name; each answers what stands under `data`. */
const MTOP: Record<string, (state: State, query: URLSearchParams) => unknown> = {
  'mtop.gsp.im.use.web.seller.messagebox.querysessionlist': sessionList,
  'mtop.gsp.im.web.seller.messagebox.direction.querybysessionid': (state, query) => {
    const { sessionId } = JSON.parse(query.get('data') ?? '{}') as { sessionId?: string };
    const shop = state.shops.aliexpress;
    const buyer = findBuyer(shop, sessionId ?? '');
    return { result: chatOf(shop, buyer).messages.map((message) => imItem(message, buyer)) };
  },
  'mtop.aliexpress.seller.reverse.querysellerreverseorderlist': disputeList,
};

/** Answers the true data addresses in the platforms' own shapes; false if the address is none of them. */
export function payload(state: State, host: string, url: URL, form: string, origin: string, response: ServerResponse): boolean {
  const head = {
    'cache-control': 'no-store',
    'access-control-allow-origin': origin || '*',
    'access-control-allow-credentials': 'true',
  };
  if (host === 'trade.taobao.com' && url.pathname === '/trade/itemlist/asyncSold.htm') {
    response.writeHead(200, { ...head, 'content-type': 'application/json;charset=GBK' });
    response.end(gbkJson(asyncSold(state, new URLSearchParams(form))));
    return true;
  }
  const [, name = '', version = ''] = /^\/h5\/([^/]+)\/([\d.]+)\/?$/.exec(url.pathname) ?? [];
  const read = host === 'seller-acs.aliexpress.com' ? MTOP[name.toLowerCase()] : undefined;
  if (!read) return false;
  response.writeHead(200, { ...head, 'content-type': 'application/json;charset=UTF-8' });
  response.end(
    JSON.stringify({
      api: url.searchParams.get('api') ?? name,
      v: version,
      ret: ['SUCCESS::调用成功'],
      data: read(state, url.searchParams),
    }),
  );
  return true;
}
