import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { payloadReaderFor, payloadReaders } from '../../lib/sites/payloads.ts';
import { pageReaders, readerFor } from '../../lib/sites/readers.ts';
import { pageAt, siteMeta, siteMetas, zoneOf } from '../../lib/sites/registry.ts';
import type { PageKind } from '../../lib/sites/site.ts';
import { pageOf } from './aliexpress/page-of.ts';

const TB = 'https://myseller.taobao.com/home.htm';
const CSP = 'https://csp.aliexpress.com/m_apps';
const GSP = 'https://gsp.aliexpress.com/m_apps';

/** Addresses that public sources name, and what each shows; null for pages that are not read. */
const ADDRESSES: readonly (readonly [string, 'taobao' | 'aliexpress', PageKind | null])[] = [
  ['https://market.m.taobao.com/app/im/chat/index.html?&uid=cntaobaonick&gid=&type=web#/', 'taobao', 'chat'],
  ['https://market.m.taobao.com/app/im/chat-core/index.html', 'taobao', 'chat'],
  ['https://market.m.taobao.com/app/qn/im-history-search/index.html', 'taobao', 'records'],
  [`${TB}/app-customer-service/toolpage/Message`, 'taobao', 'records'],
  [`${TB}/QnworkbenchHome/`, 'taobao', 'shell'],
  [`${TB}/batch-consign`, 'taobao', 'shell'],
  [`${TB}/comment-manage/ask-all`, 'taobao', 'shell'],
  [`${TB}/comment-manage/list/rateWait4PC?current=1&pageSize=20`, 'taobao', 'reviews'],
  [`${TB}/trade-platform/tp/sold`, 'taobao', 'orders'],
  [`${TB}/trade-platform/tp/order`, 'taobao', 'orders'],
  ['https://qn.taobao.com/home.htm/trade-platform/tp/sold', 'taobao', 'orders'],
  ['https://qn.taobao.com/home.htm/trade-platform/tp/detail?bizOrderId=4512300187000204539', 'taobao', 'order'],
  [`${TB}/trade-platform/tp/export-list`, 'taobao', 'export'],
  [`${TB}/refund-list/export-list`, 'taobao', 'export'],
  [`${TB}/trade-platform/refund-list`, 'taobao', 'cases'],
  [`${TB}/trade-platform/tp/refund-list`, 'taobao', 'cases'],
  [`${TB}/trade-platform/refund-list/detail?disputeId=1&type=1`, 'taobao', 'case'],
  ['https://trade.taobao.com/trade/itemlist/list_sold_items.htm', 'taobao', 'orders'],
  ['https://trade.taobao.com/trade/detail/trade_item_detail.htm?bizOrderId=4512300187000204539', 'taobao', 'order'],
  ['https://trade.taobao.com/detail/orderDetail.htm?bizOrderId=4512300187000204539', 'taobao', 'order'],
  ['https://trade.tmall.com/detail/orderDetail.htm?bizOrderId=4512300187000204539', 'taobao', 'order'],
  ['https://refund2.taobao.com/dispute/sellerDisputeList.htm', 'taobao', 'cases'],
  ['https://refund2.tmall.com/dispute/detail.htm', 'taobao', 'case'],
  ['https://item.taobao.com/item.htm?id=752100001302', 'taobao', null],
  ['https://login.taobao.com/', 'taobao', null],
  ['https://www.goofish.com/im?itemId=1&peerUserId=2', 'taobao', null],
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
  [`${GSP}/biz_local/order-manage/orderExport`, 'aliexpress', 'export'],
  [`${CSP}/dispute-management/list?channelId=100001`, 'aliexpress', 'cases'],
  [`${CSP}/dispute-management/detail?reverseOrderLineId=6302516863689763`, 'aliexpress', 'case'],
  ['https://feedback.aliexpress.com/management/feedbackSellerList.htm?page=2', 'aliexpress', 'reviews'],
  [`${CSP}/order-manage/orderList/_____tmd_____/punish?x5secdata=x`, 'aliexpress', 'shell'],
  ['https://csp.aliexpress.com/csp_login.htm?return_url=x', 'aliexpress', 'shell'],
  [`${CSP}/logistic/ship_cn`, 'aliexpress', null],
  [`${CSP}/logistic/create_ship_cn`, 'aliexpress', null],
  [`${GSP}/biz_local/logistic_local_supply_gsp/shipment?statusCode=ALL`, 'aliexpress', null],
  ['https://trade.aliexpress.com/orderList.htm', 'aliexpress', null],
  ['https://trade.aliexpress.com/order_detail.htm?orderId=3099000000023579', 'aliexpress', null],
  ['https://trade.aliexpress.com/issue/issueList.htm', 'aliexpress', null],
  ['https://msg.aliexpress.com/buyerMsgListNew.htm', 'aliexpress', null],
  ['https://login.aliexpress.com/user/seller/login?bizSegment=CSP', 'aliexpress', null],
  ['https://seller-acs.aliexpress.com/h5/mtop.gsp.im/1.0/', 'aliexpress', null],
  ['https://seller.aliexpress.ru/orders/orders/1', 'aliexpress', null],
  ['https://onetalk.alibaba.com/message/weblitePWA.htm', 'aliexpress', null],
];

function matches(pattern: string, url: URL): boolean {
  const literal = pattern.replace(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '.*');
  return new RegExp(`^${literal}$`).test(url.href);
}

describe('addresses', () => {
  it.each(ADDRESSES)('%s belongs to %s and shows %s', (address, site, kind) => {
    const url = new URL(address);
    const claims = siteMetas.flatMap((meta) => {
      const shown = meta.pageKind(url);
      return shown ? [[meta.id, shown]] : [];
    });
    expect(claims).toEqual(kind ? [[site, kind]] : []);
    expect(pageAt(url)?.kind ?? null).toBe(kind);
    if (kind) expect(siteMeta(site).matches.some((pattern) => matches(pattern, url))).toBe(true);
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
    for (const [address, site, kind] of ADDRESSES) {
      const found = readerFor(pageOf('<div id="root"></div>', address));
      if (found && found.kind !== 'shell') expect([address, found.site, found.kind]).toEqual([address, site, kind]);
    }
  });

  it('of the site that answered are asked where that is known', () => {
    const lost = { api: 'x', v: '1.0', ret: ['FAIL_SYS_SESSION_EXPIRED::x'], data: {} };
    for (const { id } of siteMetas) {
      const reader = payloadReaderFor(lost, id);
      expect([reader?.site, reader?.read(lost).state]).toEqual([id, 'login']);
    }
  });
});
