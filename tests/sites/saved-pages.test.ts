import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readFile } from '../../scripts/read-file.ts';

/** A collection of saved pages that may lie beside the checkout; the tests of each site do not need it. */
const folder = fileURLToPath(new URL('../../../shared/pages/', import.meta.url));
const present = existsSync(folder);
if (!present) console.log('no collection of saved pages beside the checkout: only the pages in tests/sites are read');

/** What is no page and no response: nobody may know it. */
const STRANGERS = /INDEX\.md$/;

/** The address each saved page had; the page itself must be known there, too. */
const ADDRESSES: readonly (readonly [RegExp, string])[] = [
  [/csp-ai-im/, 'https://csp.aliexpress.com/m_apps/ai-im/im?channelId=100001#/window'],
  [/gsp-csp-im/, 'https://gsp.aliexpress.com/m_apps/im-chat/im?channelId=100001#/window'],
  [/mtop-error-envelopes/, 'https://csp.aliexpress.com/m_apps/ai-im/im?channelId=100001#/window'],
  [/msg-sellerMsgListNew/, 'https://msg.aliexpress.com/sellerMsgListNew.htm'],
  [/csp-order-list/, 'https://csp.aliexpress.com/m_apps/order-manage/orderList?channelId=100001'],
  [/csp-order-detail/, 'https://csp.aliexpress.com/m_apps/order-manage/orderDetail?orderId=8299000000012468&channelId=100001'],
  [/gsp-apps-order-index/, 'https://gsp.aliexpress.com/apps/order/index'],
  [/apps-order-detail/, 'https://gsp.aliexpress.com/apps/order/detail?orderId=3099000000023579'],
  [/csp-dispute-list\.dom/, 'https://csp.aliexpress.com/m_apps/dispute-management/list?channelId=100001'],
  [/feedbackSellerList/, 'https://feedback.aliexpress.com/management/feedbackSellerList.htm?page=1'],
  [/gsp-orderExport/, 'https://gsp.aliexpress.com/m_apps/biz_local/order-manage/orderExport'],
  [/sibling-lazada/, 'https://sellercenter.lazada.sg/apps/im/window'],
  [/sibling-alibaba/, 'https://message.alibaba.com/message/messenger.htm'],
  [/sibling-onetalk/, 'https://onetalk.alibaba.com/message/weblitePWA.htm?activeAccountId=buyer-1#/'],
  [/goofish/, 'https://www.goofish.com/im'],
  [/chat-records-outer/, 'https://myseller.taobao.com/home.htm/app-customer-service/toolpage/Message'],
  [/chat-records-inner/, 'https://market.m.taobao.com/app/qn/im-history-search/index.html'],
  [/order-detail-new/, 'https://qn.taobao.com/home.htm/trade-platform/tp/detail?bizOrderId=4512300187000204539'],
  [/order-detail-old/, 'https://trade.taobao.com/trade/detail/trade_item_detail.htm?bizOrderId=126520000000316642'],
  [/order-list-new/, 'https://qn.taobao.com/home.htm/trade-platform/tp/sold'],
  [/order-list-old/, 'https://trade.taobao.com/trade/itemlist/list_sold_items.htm'],
  [
    /refund-detail-new/,
    'https://myseller.taobao.com/home.htm/trade-platform/refund-list/detail?disputeId=285380000865108246&type=1',
  ],
  [/refund-list-new/, 'https://myseller.taobao.com/home.htm/trade-platform/refund-list'],
  [/refund-list-old/, 'https://refund2.taobao.com/dispute/sellerDisputeList.htm'],
  [/review-list-new/, 'https://myseller.taobao.com/home.htm/comment-manage/list/rateWait4PC'],
  [/web-wangwang-core/, 'https://market.m.taobao.com/app/im/chat-core/index.html?uid=cntaobao&type=web'],
  [/web-wangwang-outer/, 'https://market.m.taobao.com/app/im/chat/index.html?&uid=cntaobao&gid=&type=web#/'],
  [/workbench-shell/, 'https://myseller.taobao.com/home.htm/QnworkbenchHome/'],
];

function originOf(name: string): { name: string; url?: URL } {
  const address = /\.html$|error-envelopes/.test(name) ? ADDRESSES.find(([pattern]) => pattern.test(name))?.[1] : undefined;
  return { name, ...(address ? { url: new URL(address) } : {}) };
}

/** What is expected of the pages and responses in tests/sites, without their addresses. */
const expected = readdirSync(new URL('./', import.meta.url), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.expected.json'))
  .map((entry) => {
    const { url: _url, topUrl: _topUrl, ...reading } = JSON.parse(readFileSync(`${entry.parentPath}/${entry.name}`, 'utf8'));
    return reading as object;
  });

describe.runIf(present)('the collection of saved pages beside the checkout', () => {
  const files = present
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(folder, `${entry.parentPath}/${entry.name}`))
    : [];

  it.each(files.filter((file) => !STRANGERS.test(file)))('%s is read, exactly as is expected of it', async (file) => {
    const readings = await readFile(readFileSync(`${folder}/${file}`), originOf(file));
    expect(readings.length).toBeGreaterThan(0);
    const states = new Set(readings.map((reading) => reading.state));
    const refusals = /risk-control|error-envelopes/.test(file);
    for (const state of states) expect(refusals ? ['punish', 'login', 'loading', 'unknown'] : ['ready']).toContain(state);
    // Order files have no expected JSON: they are compared row by row where they are imported.
    const pages = readings.filter((reading) => !reading.reader.startsWith('file/'));
    for (const reading of pages) expect(expected).toContainEqual(JSON.parse(JSON.stringify(reading)));
    if (refusals) expect([...states]).toEqual(expect.arrayContaining(['punish', 'login']));
  });

  it.each(files.filter((file) => STRANGERS.test(file)))('%s is left alone', async (file) => {
    await expect(readFile(readFileSync(`${folder}/${file}`), originOf(file))).rejects.toThrow(
      /没有读取器|不是会读取|没有认得的内容/,
    );
  });
});

describe('what is no page of ours', () => {
  it('is refused in words', async () => {
    const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
    await expect(readFile(bytes('<p>x</p>'), { name: 'x.html' })).rejects.toThrow('--url');
    await expect(readFile(bytes('<p>x</p>'), { name: 'x.html', url: new URL('https://example.com/') })).rejects.toThrow(
      '不是会读取的页面',
    );
    await expect(readFile(bytes('{"a":'), { name: 'x.json' })).rejects.toThrow('不是完整的 JSON');
    await expect(readFile(bytes('{"a": 1}'), { name: 'x.json' })).rejects.toThrow('没有读取器');
    await expect(readFile(bytes('  '), { name: 'x.txt' })).rejects.toThrow('空');
    await expect(readFile(bytes('a\u0000b'), { name: 'x.bin' })).rejects.toThrow('不是文本');
  });
});
