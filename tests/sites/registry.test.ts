import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { payloadReaderFor, payloadReaders } from '../../lib/sites/payloads.ts';
import { pageReaders, readerFor } from '../../lib/sites/readers.ts';
import { declaredMetas, pageAt, siteMeta, siteMetas, zoneOf } from '../../lib/sites/registry.ts';
import type { SiteId } from '../../lib/domain/observation.ts';
import type { PageKind } from '../../lib/sites/site.ts';
import { pageOf } from './aliexpress/page-of.ts';

const TB = 'https://myseller.taobao.com/home.htm';
const CSP = 'https://csp.aliexpress.com/m_apps';
const GSP = 'https://gsp.aliexpress.com/m_apps';

const TRADE = 'https://trade.taobao.com';
const AIR = 'https://air.1688.com/app/ocms-fusion-components-1688';

/** Why an address that is known is not read. */
const WHY = {
  login: 'a login page: nothing to read, and nobody may read it',
  buyer: "the buyer's side of the platform",
  answer: 'an answer, not a page: known by its shape wherever it is met',
  opener: 'only opens a chat elsewhere',
  unknown: 'its parts are not known well enough to read anything for certain',
  shipping: 'shipping tool: addresses and parcels are read from its answer only',
  client: 'inside the native client, which no extension enters: its copied text is read instead',
  other: 'another company; a site of its own can be taught by pointing',
  part: 'the way into a page, which then has an address of its own',
} as const;

/** Every address that public sources name, whose it is and what it shows; or why it is not read. */
const ADDRESSES: readonly (readonly [string, SiteId, PageKind] | readonly [string, keyof typeof WHY, null])[] = [
  ['https://market.m.taobao.com/app/im/chat/index.html?&uid=cntaobaonick&gid=&type=web#/', 'taobao', 'chat'],
  ['https://market.m.taobao.com/app/im/chat-core/index.html', 'taobao', 'chat'],
  ['https://market.m.taobao.com/app/qn/im-history-search/index.html', 'taobao', 'records'],
  [`${TB}/app-customer-service/toolpage/Message`, 'taobao', 'records'],
  [`${TB}/QnworkbenchHome/`, 'taobao', 'shell'],
  [`${TB}/_qn_old_iframe_?url=x`, 'taobao', 'shell'],
  [`${TB}/batch-consign`, 'taobao', 'shell'],
  [`${TB}/consign-order/?tradeId=1`, 'taobao', 'shell'],
  [`${TB}/consign-detail`, 'taobao', 'shell'],
  [`${TB}/package-center`, 'taobao', 'shell'],
  [`${TB}/qn-order/unshipped`, 'taobao', 'shell'],
  [`${TB}/SellManage/all`, 'taobao', 'shell'],
  [`${TB}/merchant-invoice/`, 'taobao', 'shell'],
  [`${TB}/price-center-manager`, 'taobao', 'shell'],
  [`${TB}/whale-accountant/x`, 'taobao', 'shell'],
  [`${TB}/control-tower`, 'taobao', 'shell'],
  [`${TB}/intelligent-assistant`, 'taobao', 'shell'],
  [`${TB}/comment-manage/ask-all`, 'taobao', 'shell'],
  [`${TB}/comment-manage/buyer-show`, 'taobao', 'shell'],
  [`${TB}/comment-manage/list/rateWait4PC?current=1&pageSize=20`, 'taobao', 'reviews'],
  [`${TB}/trade-platform/tp/sold`, 'taobao', 'orders'],
  [`${TB}/trade-platform/tp/order`, 'taobao', 'orders'],
  ['https://qn.taobao.com/home.htm/trade-platform/tp/sold', 'taobao', 'orders'],
  ['https://qn.taobao.com/home.htm/trade-platform/tp/detail?bizOrderId=4512300187000204539', 'taobao', 'order'],
  [`${TB}/trade-platform/tp/export-list`, 'taobao', 'export'],
  [`${TB}/refund-list/export-list`, 'taobao', 'export'],
  [`${TB}/trade-platform/refund-list/export-list`, 'taobao', 'export'],
  [`${TB}/trade-platform/refund-list`, 'taobao', 'cases'],
  [`${TB}/trade-platform/tp/refund-list`, 'taobao', 'cases'],
  [`${TB}/trade-platform/refund-list/detail?disputeId=1&type=1`, 'taobao', 'case'],
  [`${TRADE}/trade/itemlist/list_sold_items.htm`, 'taobao', 'orders'],
  [`${TRADE}/trade/detail/trade_item_detail.htm?bizOrderId=4512300187000204539`, 'taobao', 'order'],
  [`${TRADE}/detail/orderDetail.htm?bizOrderId=4512300187000204539`, 'taobao', 'order'],
  ['https://trade.tmall.com/detail/orderDetail.htm?bizOrderId=4512300187000204539', 'taobao', 'order'],
  ['https://refund2.taobao.com/dispute/sellerDisputeList.htm', 'taobao', 'cases'],
  ['https://refund2.taobao.com/dispute/detail.htm?disputeId=1', 'taobao', 'case'],
  ['https://refund2.tmall.com/dispute/detail.htm', 'taobao', 'case'],
  [`${TRADE}/trade/itemlist/asyncSold.htm?event_submit_do_query=1`, 'answer', null],
  [`${TRADE}/trade/json/memoInfo.htm?user_type=seller&orderid=1`, 'answer', null],
  [`${TRADE}/trade/memo/updateSellMemo.htm?bizOrderId=1`, 'unknown', null],
  [`${TRADE}/trade/itemlist/list_export_order.htm`, 'unknown', null],
  ['https://h5api.m.taobao.com/h5/mtop.rm.sellercenter.list.data.pc/1.0/', 'answer', null],
  ['https://rate.taobao.com/x', 'unknown', null],
  ['https://ecrm.taobao.com/shopbonusapply/x', 'unknown', null],
  ['https://amos.alicdn.com/getcid.aw', 'opener', null],
  ['https://www.taobao.com/webww/ww.php', 'opener', null],
  ['https://alires-webui/web_chat-packer/recent.html', 'client', null],
  ['https://item.taobao.com/item.htm?id=752100001302', 'buyer', null],
  ['https://login.taobao.com/', 'login', null],
  ['https://loginmyseller.taobao.com/', 'login', null],
  ['https://havanalogin.taobao.com/mini_login.htm', 'login', null],
  ['https://bixi.alicdn.com/punish/wait', 'unknown', null],
  ['https://www.goofish.com/im?itemId=1&peerUserId=2', 'goofish', 'chat'],
  ['https://www.goofish.com/item?id=800000000001', 'buyer', null],
  [`${AIR}/def_cbu_web_im/index.html?touid=cnalichnname#/`, 'alibaba1688', 'chat'],
  [`${AIR}/def_cbu_web_im_core/index.html`, 'alibaba1688', 'chat'],
  [`${CSP}/ai-im/im?channelId=100001#/window`, 'aliexpress', 'chat'],
  [`${GSP}/im-chat/im#/window`, 'aliexpress', 'chat'],
  [`${GSP}/im-chat/im#/setting`, 'aliexpress', 'chat'],
  ['https://msg.aliexpress.com/sellerMsgListNew.htm?x=1', 'aliexpress', 'chat'],
  [`${CSP}/order-manage/orderList?channelId=100001`, 'aliexpress', 'orders'],
  [`${GSP}/order-manage/orderList?channelId=100001`, 'aliexpress', 'orders'],
  [`${GSP}/biz_local/order-manage/orderList`, 'aliexpress', 'orders'],
  ['https://gsp.aliexpress.com/apps/order/index', 'aliexpress', 'orders'],
  ['https://csp.aliexpress.com/apps/order/index', 'aliexpress', 'orders'],
  [`${CSP}/order-manage/orderDetail?orderId=8299000000012468&channelId=100001`, 'aliexpress', 'order'],
  [`${GSP}/biz_local/order-manage/orderDetail?orderId=8299000000012468`, 'aliexpress', 'order'],
  ['https://gsp.aliexpress.com/apps/order/detail?orderId=3099000000023579', 'aliexpress', 'order'],
  ['https://csp.aliexpress.com/apps/order/detail?orderId=3099000000023579', 'aliexpress', 'order'],
  [`${GSP}/biz_local/order-manage/orderExport`, 'aliexpress', 'export'],
  [`${CSP}/dispute-management/list?channelId=100001`, 'aliexpress', 'cases'],
  [`${CSP}/dispute-management/detail?reverseOrderLineId=6302516863689763`, 'aliexpress', 'case'],
  ['https://feedback.aliexpress.com/management/feedbackSellerList.htm?page=2', 'aliexpress', 'reviews'],
  [`${CSP}/order-manage/orderList/_____tmd_____/punish?x5secdata=x`, 'aliexpress', 'shell'],
  ['https://csp.aliexpress.com/csp_login.htm?return_url=x', 'aliexpress', 'shell'],
  [`${CSP}/logistic/ship_cn`, 'shipping', null],
  [`${CSP}/logistic/create_ship_cn`, 'shipping', null],
  [`${GSP}/biz_local/logistic_local_supply_gsp/shipment?statusCode=ALL`, 'shipping', null],
  ['https://trade.aliexpress.com/orderList.htm', 'buyer', null],
  ['https://trade.aliexpress.com/order_detail.htm?orderId=3099000000023579', 'unknown', null],
  ['https://trade.aliexpress.com/issue/issueList.htm', 'unknown', null],
  ['https://sell.aliexpress.com/', 'part', null],
  ['https://message.aliexpress.com/', 'buyer', null],
  ['https://msg.aliexpress.com/buyerMsgListNew.htm', 'buyer', null],
  ['https://www.aliexpress.com/p/message/index.html', 'buyer', null],
  ['https://login.aliexpress.com/user/seller/login?bizSegment=CSP', 'login', null],
  ['https://passport.aliexpress.com/', 'login', null],
  ['https://seller-acs.aliexpress.com/h5/mtop.gsp.im.use.web.seller.messagebox.querySessionList/1.0/', 'answer', null],
  ['https://gsp-gw.aliexpress.com/openapi/param2/1/gateway.seller/api.order.list.get', 'answer', null],
  ['https://seller.aliexpress.ru/orders/orders/1?source=GlobalTrade', 'other', null],
  ['https://onetalk.alibaba.com/message/weblitePWA.htm?activeAccountId=1#/', 'alibaba', 'chat'],
  ['https://message.alibaba.com/message/messenger.htm', 'alibaba', 'chat'],
  ...['sg', 'com.my', 'co.th', 'vn', 'com.ph', 'co.id'].map(
    (end) => [`https://sellercenter.lazada.${end}/apps/im/window?isWindowOpen=true&buyerId=1`, 'lazada', 'chat'] as const,
  ),
  ['https://sellercenter.lazada.sg/apps/order/list', 'unknown', null],
  ['https://seller.shopee.sg/new-webchat/conversations', 'other', null],
  ['https://seller.tiktok.com/chat/inbox/current?oec_seller_id=1', 'other', null],
];

/** A page with a sign of many readers in it. */
const FULL =
  '<div id="im-chat"></div><div class="session-list"></div><div class="ww_conversation"></div><div class="message-topbar--x"></div><table class="next-table-row"></table>订单号：1';

function matches(pattern: string, url: URL): boolean {
  const literal = pattern.replace(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '.*');
  return new RegExp(`^${literal}$`).test(url.href);
}

describe('addresses', () => {
  it.each(ADDRESSES)('%s belongs to %s and shows %s', (address, owner, kind) => {
    const url = new URL(address);
    const claims = siteMetas.flatMap((meta) => {
      const shown = meta.pageKind(url);
      return shown ? [[meta.id, shown]] : [];
    });
    expect(claims).toEqual(kind ? [[owner, kind]] : []);
    expect(pageAt(url)?.kind ?? null).toBe(kind);
    if (!kind) return;
    const { matches: patterns, scripts } = siteMeta(owner as SiteId);
    // One script runs there, not none and not two.
    expect(patterns.some((pattern) => matches(pattern, url))).toBe(true);
    expect(scripts.filter((script) => script.matches.some((pattern) => matches(pattern, url)))).toHaveLength(1);
  });

  it.each(ADDRESSES.filter(([, , kind]) => kind))("%s is nobody's on a host that only looks like it", (address) => {
    const url = new URL(address);
    for (const host of [`${url.hostname}.example.com`, `x${url.hostname}`, 'example.com']) {
      expect(pageAt(new URL(`https://${host}${url.pathname}${url.search}${url.hash}`))).toBeNull();
    }
    expect(pageAt(new URL(address.replace('https:', 'http:')))).toBeNull();
  });

  it('carry the zone in which the site prints times', () => {
    expect([zoneOf('taobao'), zoneOf('aliexpress')]).toEqual(['Asia/Shanghai', 'America/Los_Angeles']);
  });
});

describe('readers', () => {
  const ids = [...pageReaders, ...payloadReaders].map((reader) => reader.id);
  const readings = siteMetas.flatMap(({ id }) => {
    const folder = new URL(`${id}/`, import.meta.url);
    return readdirSync(folder)
      .filter((name) => name.endsWith('.expected.json'))
      .map((name) => readFileSync(new URL(name, folder), 'utf8'));
  });

  it('have ids of their own that begin with their site', () => {
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect([...pageReaders, ...payloadReaders].filter(({ id, site }) => !id.startsWith(`${site}/`))).toEqual([]);
  });

  it.each(ids)('%s has a page or a response that it is tested with', (id) => {
    expect(readings.some((reading) => reading.includes(`"${id}"`))).toBe(true);
  });

  it('answer for a page of their own kind only', () => {
    for (const [address, owner, kind] of ADDRESSES) {
      const found = readerFor(pageOf('<div id="root"></div>', address));
      if (found && found.kind !== 'shell') expect([address, found.site, found.kind]).toEqual([address, owner, kind]);
    }
  });

  it('of which there is one for every kind of page that an address shows, and none for addresses that are not read', () => {
    const owned = new Set(pageReaders.map(({ site, kind }) => `${site} ${kind}`));
    const shown = new Set(ADDRESSES.flatMap(([, owner, kind]) => (kind ? [`${owner} ${kind}`] : [])));
    // A task list of exports holds no facts; of Taobao's nothing but its address is known.
    expect([...shown].filter((each) => !owned.has(each))).toEqual(['taobao export']);
    expect([...owned].filter((each) => !shown.has(each))).toEqual([]);
    const strangers = ADDRESSES.filter(([, , kind]) => !kind).map(([address]) => readerFor(pageOf(FULL, address))?.id);
    expect(strangers.filter(Boolean)).toEqual([]);
  });

  it('know a saved page at addresses of its own kind only', () => {
    for (const { id } of siteMetas) {
      const folder = new URL(`${id}/`, import.meta.url);
      for (const name of readdirSync(folder).filter((each) => each.endsWith('.html'))) {
        const expected = readFileSync(new URL(name.replace('.html', '.expected.json'), folder), 'utf8');
        const { reader: id, state, url } = JSON.parse(expected) as { reader: string; state: string; url: string };
        const reader = pageReaders.find((each) => each.id === id);
        const source = pageOf(readFileSync(new URL(name, folder), 'utf8'), url);
        if (!reader || reader.kind === 'shell' || state !== 'ready') continue;
        for (const [address, owner, kind] of ADDRESSES) {
          if (owner === reader.site && kind === reader.kind) continue;
          expect([name, address, reader.recognises({ ...source, url: new URL(address) })]).toEqual([name, address, false]);
        }
      }
    }
  });

  it('of the site that answered are asked where that is known', () => {
    const lost = { api: 'x', v: '1.0', ret: ['FAIL_SYS_SESSION_EXPIRED::x'], data: {} };
    for (const { id } of declaredMetas) {
      const reader = payloadReaderFor(lost, id);
      expect([reader?.site, reader?.read(lost).state]).toEqual([id, 'login']);
    }
  });
});
