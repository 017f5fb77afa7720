import type { Answer } from '../answers.ts';

const TRADE = ['trade.taobao.com', 'trade.tmall.com'] as const;
const GATEWAY = ['h5api.m.taobao.com', 'h5api.m.tmall.com'] as const;

/** Answers of Taobao and Tmall that may be copied. Seen 2025-09 … 2026-10. */
export const taobaoAnswers: readonly Answer[] = [
  {
    id: 'taobao/orders',
    site: 'taobao',
    hosts: TRADE,
    names: ['/trade/itemlist/asyncsold.htm'],
    signs: ['mainOrders'],
    readers: ['taobao/async-sold'],
    charset: 'gb18030',
  },
  {
    id: 'taobao/order-prices',
    site: 'taobao',
    hosts: TRADE,
    names: ['/detail/orderdetailqianniu.htm'],
    signs: ['soldDetailPriceModule'],
    readers: ['taobao/order-prices-2026'],
    charset: 'gb18030',
  },
  {
    id: 'taobao/disputes',
    site: 'taobao',
    hosts: GATEWAY,
    names: [
      'mtop.alibaba.refundface2.disputeservice.qianniu.pc.disputelistv2',
      'mtop.alibaba.refundface2.disputeservice.qianniu.pc.disputelist',
    ],
    signs: ['disputeGridVOList', 'disputeBodyVO'],
    readers: ['taobao/disputes'],
  },
  {
    id: 'taobao/reviews',
    site: 'taobao',
    hosts: GATEWAY,
    names: ['mtop.rm.sellercenter.list.data.pc'],
    signs: ['rateContent'],
    readers: ['taobao/review-rows'],
  },
  {
    id: 'taobao/history-conversations',
    site: 'taobao',
    hosts: GATEWAY,
    names: ['mtop.taobao.wireless.amp2.paas.conversation.list'],
    signs: ['appCid'],
    readers: ['taobao/history-conversations'],
  },
  {
    id: 'taobao/history-messages',
    site: 'taobao',
    hosts: GATEWAY,
    names: ['mtop.taobao.wireless.amp2.im.paas.message.list'],
    signs: ['userMessages'],
    readers: ['taobao/history-messages'],
  },
  {
    id: 'taobao/im-frames',
    site: 'taobao',
    hosts: ['wss-cntaobao.dingtalk.com'],
    names: ['/'],
    socket: true,
    signs: ['userConvs', 'userMessageModels', 'syncPushPackage'],
    readers: ['taobao/im'],
    marks: /\d{5,16}\.1-\d{5,16}\.1#11001/,
  },
];
