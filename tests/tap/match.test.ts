import { describe, expect, it } from 'vitest';
import { answers } from '../../lib/sites/answers.ts';
import { answerAt, channelsIn, hasSign, linesIn, mayMatter, ordersIn, socketAt } from '../../lib/tap/match.ts';

const mtop = (api: string, query = ''): string => `https://seller-acs.aliexpress.com/h5/${api}/1.0/?jsv=2.7.2${query}`;

describe('answerAt', () => {
  it.each([
    ['https://trade.taobao.com/trade/itemlist/asyncSold.htm?event_submit_do_query=1', 'taobao/orders'],
    ['https://trade.tmall.com/trade/itemlist/asyncSold.htm', 'taobao/orders'],
    ['https://trade.taobao.com:443/detail/orderDetailQianNiu.htm?bizOrderId=1', 'taobao/order-prices'],
    ['https://h5api.m.taobao.com/h5/mtop.rm.sellercenter.list.data.pc/1.0/?x', 'taobao/reviews'],
    [mtop('mtop.gsp.im.use.web.seller.messagebox.querySessionList'), 'aliexpress/conversations'],
    [mtop('mtop.csp.im.use.web.seller.messagebox.querysessionlist'), 'aliexpress/conversations'],
    [mtop('mtop.csp.web.seller.js.sync'), 'aliexpress/sync'],
    [mtop('mtop.aliexpress.seller.reverse.reverseOrderLineDetailRender'), 'aliexpress/dispute'],
  ])('knows %s', (url, id) => {
    expect(answerAt(url)?.id).toBe(id);
    expect(mayMatter(url)).toBe(true);
  });

  it.each([
    'http://trade.taobao.com/trade/itemlist/asyncSold.htm',
    'https://trade.taobao.com.evil.example/trade/itemlist/asyncSold.htm',
    'https://evil.example/?https://trade.taobao.com/trade/itemlist/asyncSold.htm',
    'https://trade.taobao.com@evil.example/trade/itemlist/asyncSold.htm',
    'https://trade.taobao.com/trade/itemlist/asyncSold.htm/more',
    'https://h5api.m.taobao.com/h5/mtop.taobao.login.token.get.h5/2.0/',
    mtop('mtop.gsp.im.web.seller.gettoken'),
    mtop('mtop.csp.im.biz.seller.gettoken'),
    mtop('mtop.ae.im.biz.seller.send.msg'),
    mtop('mtop.gsp.im.use.web.seller.messagebox.querysessionlist.gettoken'),
    'https://h5api.m.taobao.com/h5/mtop.gsp.im.use.web.seller.messagebox.querysessionlist/1.0/',
    '',
    'data:application/json,{}',
  ])('does not look at %s', (url) => {
    expect(answerAt(url)).toBeNull();
  });

  it('names nothing that hands out a login', () => {
    const names = answers.flatMap(({ names: list }) => list);
    expect(names.filter((name) => /token|login|passport|secret/.test(name))).toEqual([]);
    expect(names.filter((name) => name !== name.toLowerCase() || name.startsWith('mtop.csp.'))).toEqual([]);
  });
});

describe('socketAt', () => {
  it('knows the sockets of both chats by host and path', () => {
    expect(socketAt('wss://wss-cntaobao.dingtalk.com/')?.id).toBe('taobao/im-frames');
    expect(socketAt('wss://msgacs.m.aliexpress.com/accs/auth?token=abc')?.id).toBe('aliexpress/push-frames');
    expect(socketAt('wss://msgacs.m.aliexpress.com/other')).toBeNull();
    expect(socketAt('wss://wss-goofish.dingtalk.com/')).toBeNull();
    expect(socketAt('ws://wss-cntaobao.dingtalk.com/')).toBeNull();
  });
});

describe('hasSign', () => {
  it('finds a key in objects and lists, not among values, not deeper than it looks', () => {
    expect(hasSign({ data: [{ a: 1 }, { mainOrders: [] }] }, ['mainOrders'])).toBe(true);
    expect(hasSign({ data: 'mainOrders' }, ['mainOrders'])).toBe(false);
    expect(hasSign(null, ['mainOrders'])).toBe(false);
    let deep: unknown = { mainOrders: 1 };
    for (let i = 0; i < 20; i += 1) deep = { deep };
    expect(hasSign(deep, ['mainOrders'])).toBe(false);
  });
});

describe('ordersIn', () => {
  it('finds the orders that a request asks for, plain and in its data', () => {
    const detail = 'https://trade.taobao.com/detail/orderDetailQianNiu.htm?bizOrderId=4512300187000204539&sifg=0';
    expect(ordersIn(detail)).toEqual(['4512300187000204539']);
    const data = encodeURIComponent(JSON.stringify({ orderId: '8299000000012468', tradeOrderId: '8299000000012468', page: 1 }));
    expect(ordersIn(mtop('x', `&data=${data}`))).toEqual(['8299000000012468', '8299000000012468']);
    expect(
      ordersIn(mtop('x', '&orderId=12345&orderIds=8299000000012468&subOrderId=8299000000012468&id=8299000000012468')),
    ).toEqual([]);
  });
});

describe('linesIn', () => {
  it('finds the line of a dispute that a request asks for, which is no order', () => {
    const data = encodeURIComponent(
      JSON.stringify({ _timezone: -8, reverseOrderLineId: '6302516863689763', channelId: '100001' }),
    );
    const url = mtop('mtop.aliexpress.seller.reverse.reverseOrderLineDetailRender', `&data=${data}`);
    expect([linesIn(url), ordersIn(url)]).toEqual([['6302516863689763'], []]);
    expect(linesIn(mtop('x', '&tradeOrderLineId=8287986728759763&reverseOrderLineId=12'))).toEqual([]);
  });
});

describe('channelsIn', () => {
  it('names the shops of a request, however it writes them', () => {
    const data = encodeURIComponent(JSON.stringify({ channelId: 100_001, x: '{"channelId":"200002"}' }));
    expect(channelsIn(mtop('x', `&channelId=100001&__channel-id__=300003&data=${data}`))).toEqual([
      '100001',
      '300003',
      '100001',
      '200002',
    ]);
    expect(channelsIn(mtop('x'))).toEqual([]);
    expect(channelsIn('https://a.example/?channelId=12%')).toEqual(['12']);
  });
});
