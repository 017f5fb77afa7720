import type { Answer } from '../answers.ts';

const GATEWAY = ['seller-acs.aliexpress.com'] as const;
/** The chat's own ids of a conversation have the names of a session's. */
const CHAT_IDS = ['sessionid', 'sid'] as const;

/** Answers of AliExpress that may be copied; the same calls go by `mtop.gsp.` and `mtop.csp.`. Seen 2025 … 2026-09. */
export const aliexpressAnswers: readonly Answer[] = [
  {
    id: 'aliexpress/shops',
    site: 'aliexpress',
    hosts: GATEWAY,
    names: ['mtop.ae.csp.nav.shop.list'],
    signs: ['shopList'],
    readers: ['aliexpress/json-shops'],
  },
  {
    id: 'aliexpress/conversations',
    site: 'aliexpress',
    hosts: GATEWAY,
    names: ['mtop.gsp.im.use.web.seller.messagebox.querysessionlist', 'mtop.gsp.im.web.seller.messagebox.querysessionlist'],
    signs: ['sessionViewDTOList'],
    readers: ['aliexpress/json-conversations'],
    keeps: CHAT_IDS,
  },
  {
    id: 'aliexpress/sync',
    site: 'aliexpress',
    hosts: GATEWAY,
    names: ['mtop.gsp.web.seller.js.sync'],
    signs: ['syncDataValuesMap', 'bizData'],
    readers: ['aliexpress/json-sync', 'aliexpress/json-conversations'],
    keeps: CHAT_IDS,
  },
  {
    id: 'aliexpress/history',
    site: 'aliexpress',
    hosts: GATEWAY,
    names: ['mtop.gsp.im.web.seller.messagebox.direction.querybysessionid'],
    signs: ['typeData'],
    readers: ['aliexpress/json-history'],
    keeps: CHAT_IDS,
  },
  {
    id: 'aliexpress/push-frames',
    site: 'aliexpress',
    hosts: ['msgacs.m.aliexpress.com', 'ws-msgacs.m.aliexpress.com', 'ws-msgacs.aliexpress.com'],
    names: ['/accs/auth'],
    socket: true,
    signs: ['compressType', 'bizDataV2'],
    readers: ['aliexpress/json-push-frame', 'aliexpress/json-push'],
    keeps: CHAT_IDS,
  },
  {
    id: 'aliexpress/disputes',
    site: 'aliexpress',
    hosts: GATEWAY,
    names: ['mtop.aliexpress.seller.reverse.querysellerreverseorderlist'],
    signs: ['sellerReverseOrderLines'],
    readers: ['aliexpress/json-disputes'],
  },
  {
    id: 'aliexpress/dispute',
    site: 'aliexpress',
    hosts: GATEWAY,
    names: ['mtop.aliexpress.seller.reverse.reverseorderlinedetailrender'],
    signs: ['reverseDetailStatusText'],
    readers: ['aliexpress/json-dispute'],
  },
  {
    id: 'aliexpress/dispute-history',
    site: 'aliexpress',
    hosts: GATEWAY,
    names: ['mtop.aliexpress.seller.reverse.reverseorderlinehistoryrender'],
    signs: ['processSolutions'],
    readers: ['aliexpress/json-dispute-history'],
  },
  {
    id: 'aliexpress/order',
    site: 'aliexpress',
    hosts: GATEWAY,
    names: ['mtop.aliexpress.trade.seller.order.detail'],
    signs: ['logisticsNumber', 'logisticsServiceName'],
    readers: ['aliexpress/json-order'],
  },
  {
    id: 'aliexpress/shipments',
    site: 'aliexpress',
    hosts: GATEWAY,
    names: ['mtop.asf.local.supply.fulfillment.shipping.fulfill.record.get'],
    signs: ['fulfillmentOrderItemList'],
    readers: ['aliexpress/json-shipments'],
  },
  {
    id: 'aliexpress/orders-2019',
    site: 'aliexpress',
    hosts: ['gsp-gw.aliexpress.com'],
    names: ['/openapi/param2/1/gateway.seller/api.order.list.get'],
    signs: ['orderInfo'],
    readers: ['aliexpress/json-orders-2019'],
  },
];
