import { describe, expect, it } from 'vitest';
import { orderStateOf } from '#lib/domain/order-state.ts';
import { taobaoMeta } from '#lib/sites/taobao/meta.ts';

const kind = (url: string) => taobaoMeta.pageKind(new URL(url));

describe('addresses', () => {
  it.each([
    ['https://market.m.taobao.com/app/im/chat-core/index.html?type=web', 'chat'],
    ['https://market.m.taobao.com/app/im/chat/index.html?&uid=cntaobaox#/', 'chat'],
    ['https://market.m.taobao.com/app/qn/im-history-search/index.html', 'records'],
    ['https://myseller.taobao.com/home.htm/app-customer-service/toolpage/Message', 'records'],
    ['https://qn.taobao.com/home.htm/trade-platform/tp/sold?x=1', 'orders'],
    ['https://myseller.taobao.com/home.htm/trade-platform/tp/order', 'orders'],
    ['https://trade.taobao.com/trade/itemlist/list_sold_items.htm', 'orders'],
    ['https://trade.taobao.com/trade/itemlist/listSoldItems.htm', 'orders'],
    ['https://qn.taobao.com/home.htm/trade-platform/tp/detail?bizOrderId=1', 'order'],
    ['https://trade.taobao.com/trade/detail/trade_item_detail.htm', 'order'],
    ['https://trade.tmall.com/detail/orderDetail.htm?bizOrderId=1', 'order'],
    ['https://myseller.taobao.com/home.htm/trade-platform/refund-list', 'cases'],
    ['https://myseller.taobao.com/home.htm/trade-platform/tp/refund-list', 'cases'],
    ['https://myseller.taobao.com/home.htm/trade-platform/refund-list/detail?disputeId=1', 'case'],
    ['https://refund2.tmall.com/dispute/detail.htm?disputeId=1', 'case'],
    ['https://refund2.taobao.com/dispute/sellerDisputeList.htm', 'cases'],
    ['https://myseller.taobao.com/home.htm/comment-manage/list/rateWait4PC', 'reviews'],
    ['https://qn.taobao.com/home.htm/trade-platform/tp/export-list', 'export'],
    ['https://qn.taobao.com/home.htm/QnworkbenchHome/', 'shell'],
  ])('%s → %s', (url, expected) => {
    expect(kind(url)).toBe(expected);
  });

  it.each([
    'https://www.taobao.com/',
    'http://qn.taobao.com/home.htm/trade-platform/tp/sold',
    'https://qn.taobao.com.example.com/home.htm/trade-platform/tp/sold',
    'https://market.m.taobao.com/app/other/index.html',
  ])('%s is not ours', (url) => {
    expect(kind(url)).toBeNull();
  });

  it('makes a chat address of a full nick only', () => {
    expect(taobaoMeta.chatUrl('店', { nick: '林间小雨88&x' })).toBe(
      'https://market.m.taobao.com/app/im/chat/index.html?&uid=cntaobao%E6%9E%97%E9%97%B4%E5%B0%8F%E9%9B%A888%26x&gid=&type=web#/',
    );
    expect(taobaoMeta.chatUrl('店', { nick: '林**' })).toBeNull();
    expect(taobaoMeta.chatUrl('店', { uid: '1680203945' })).toBeNull();
  });
});

describe('order states', () => {
  it.each([
    ['等待买家付款', 'unpaid'],
    ['待付款', 'unpaid'],
    ['买家已付款', 'paid'],
    ['买家已付款，等待卖家发货', 'paid'],
    ['当前订单状态：买家已付款，等待商家发货', 'paid'],
    ['待发货', 'paid'],
    ['卖家部分发货', 'paid'],
    ['卖家已发货', 'shipped'],
    ['卖家已发货，等待买家确认', 'shipped'],
    ['当前订单状态：商家已发货，等待买家确认', 'shipped'],
    ['交易成功', 'done'],
    ['交易关闭', 'closed'],
    ['已关闭', 'closed'],
    ['退款中', 'refunding'],
    ['', 'unknown'],
    ['没有申请退款', 'unknown'],
    ['不是已付款', 'unknown'],
  ])('taobao: %s → %s', (text, state) => {
    expect(orderStateOf('taobao', text)).toBe(state);
  });

  it.each([
    ['等待发货', 'paid'],
    ['等待仓库发货', 'paid'],
    ['等待买家收货', 'shipped'],
    ['等待付款', 'unpaid'],
    ['等待买家付款', 'unpaid'],
    ['交易成功', 'done'],
    ['交易完成', 'done'],
    ['已关闭', 'closed'],
    ['订单关闭', 'closed'],
    ['WAIT_SELLER_SEND_GOODS', 'paid'],
    ['WAIT_BUYER_ACCEPT_GOODS', 'shipped'],
    ['FINISH', 'done'],
    ['别的', 'unknown'],
  ])('aliexpress: %s → %s', (text, state) => {
    expect(orderStateOf('aliexpress', text)).toBe(state);
  });
});
