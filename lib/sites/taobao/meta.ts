import type { PageKind, SiteMeta } from '../site.ts';

const HOME: readonly (readonly [RegExp, PageKind])[] = [
  [/^\/home\.htm\/trade-platform\/tp\/(?:sold|order)\/?$/, 'orders'],
  [/^\/home\.htm\/trade-platform\/tp\/detail\/?$/, 'order'],
  [/^\/home\.htm\/trade-platform\/(?:tp\/)?refund-list\/detail\/?$/, 'case'],
  [/^\/home\.htm\/trade-platform\/(?:tp\/)?refund-list\/?$/, 'cases'],
  [/^\/home\.htm\/(?:trade-platform\/tp|refund-list|trade-platform\/refund-list)\/export-list\/?$/, 'export'],
  [/^\/home\.htm\/comment-manage\/list\//, 'reviews'],
  [/^\/home\.htm\/app-customer-service\/toolpage\/Message/, 'records'],
  [/^\/home\.htm(?:\/|$)/, 'shell'],
];

const TRADE: readonly (readonly [RegExp, PageKind])[] = [
  [/^\/trade\/itemlist\/list_?sold_?items/i, 'orders'],
  [/^\/trade\/detail\/trade_?item_?detail/i, 'order'],
  [/^\/detail\/orderDetail/i, 'order'],
];

const REFUND: readonly (readonly [RegExp, PageKind])[] = [
  [/^\/dispute\/detail/i, 'case'],
  [/^\/dispute\//i, 'cases'],
];

const CHAT: readonly (readonly [RegExp, PageKind])[] = [
  [/^\/app\/im\/chat(?:-core)?\//, 'chat'],
  [/^\/app\/qn\/im-history-search\//, 'records'],
];

const WORKBENCH: Record<string, readonly (readonly [RegExp, PageKind])[]> = {
  'myseller.taobao.com': HOME,
  'qn.taobao.com': HOME,
  'trade.taobao.com': TRADE,
  'trade.tmall.com': TRADE,
  'refund2.taobao.com': REFUND,
  'refund2.tmall.com': REFUND,
};
const PATHS: typeof WORKBENCH = { ...WORKBENCH, 'market.m.taobao.com': CHAT };

const WORKBENCH_HOSTS = Object.keys(WORKBENCH).map((host) => `https://${host}/*`);
const CHAT_HOST = ['https://market.m.taobao.com/app/im/*', 'https://market.m.taobao.com/app/qn/im-history-search/*'] as const;

/** Loaded where it is needed. */
const AFTERSALES = 'taobao-aftersales.js';

/** Taobao and Tmall: one seller back end on several hosts; times are China time, amounts yuan. */
export const taobaoMeta: SiteMeta = {
  id: 'taobao',
  matches: [...WORKBENCH_HOSTS, ...CHAT_HOST],
  scripts: [
    {
      file: 'taobao.js',
      matches: WORKBENCH_HOSTS,
      parts: { cases: AFTERSALES, case: AFTERSALES, reviews: AFTERSALES, order: 'taobao-order.js' },
    },
    { file: 'taobao-chat.js', matches: CHAT_HOST, parts: { records: 'taobao-records.js' } },
  ],
  zone: 'Asia/Shanghai',
  currency: 'CNY',
  pageKind(url) {
    if (url.protocol !== 'https:') return null;
    return PATHS[url.hostname]?.find(([path]) => path.test(url.pathname))?.[1] ?? null;
  },
  chatUrl(_shopKey, peer) {
    if (!peer.nick || peer.nick.includes('*')) return null;
    const uid = encodeURIComponent(`cntaobao${peer.nick}`);
    return `https://market.m.taobao.com/app/im/chat/index.html?&uid=${uid}&gid=&type=web#/`;
  },
};
