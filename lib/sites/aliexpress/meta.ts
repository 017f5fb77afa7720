import type { PageKind, SiteMeta } from '../site.ts';

const PORTALS = new Set(['csp.aliexpress.com', 'gsp.aliexpress.com']);

/** Paths of the seller portals (csp, gsp), with the month a public source last used them. */
const PORTAL_PATHS: readonly (readonly [RegExp, PageKind])[] = [
  // A slider or a login page stands in for the page asked for: its address must not pass for the page itself.
  [/\/_____tmd_____\/|\/csp_login\.htm$/, 'shell'],
  [/^\/m_apps\/(?:ai-im|im-chat)\/im\/?$/, 'chat'], // 2026-09
  [/^\/m_apps\/(?:biz_local\/)?order-manage\/orderList\/?$/, 'orders'], // 2026-04
  [/^\/m_apps\/(?:biz_local\/)?order-manage\/orderDetail\/?$/, 'order'], // 2026-04
  [/^\/m_apps\/(?:biz_local\/)?order-manage\/orderExport\/?$/, 'export'], // 2026-06
  [/^\/m_apps\/dispute-management\/list\/?$/, 'cases'], // 2026-02
  [/^\/m_apps\/dispute-management\/detail\/?$/, 'case'], // 2026-02
  [/^\/apps\/order\/index\/?$/, 'orders'], // 2024-11
  [/^\/apps\/order\/detail\/?$/, 'order'], // 2024-11
];

/** Returns the shop key an address names (`channelId`, digits), or null. */
export function channelOf(url: URL): string | null {
  const keys = new Set(url.searchParams.getAll('channelId'));
  const [key = ''] = keys;
  return PORTALS.has(url.hostname) && keys.size === 1 && /^\d{1,20}$/.test(key) ? key : null;
}

/** Returns the page's own id of the conversation (`#/window?sessionId=…`), or null. */
export function sessionOf(url: URL): string | null {
  const query = url.hash.split('?', 2)[1] ?? '';
  const id = new URLSearchParams(query).get('sessionId') ?? '';
  return /^[\w.@:=+/-]{1,128}$/.test(id) ? id : null;
}

/** Returns what an AliExpress address shows, or null for pages that are not read (buyer's pages, logistics, settings). */
function pageKind(url: URL): PageKind | null {
  if (url.protocol !== 'https:') return null;
  const { hostname, pathname } = url;
  if (PORTALS.has(hostname)) return PORTAL_PATHS.find(([path]) => path.test(pathname))?.[1] ?? null;
  if (hostname === 'msg.aliexpress.com' && pathname === '/sellerMsgListNew.htm') return 'chat'; // 2021
  if (hostname === 'feedback.aliexpress.com' && pathname === '/management/feedbackSellerList.htm') return 'reviews'; // 2024
  return null;
}

/** Returns the address of a chat page without anything but the shop and the conversation, or null for other pages. */
export function chatAddress(seen: URL): string | null {
  if (!PORTALS.has(seen.hostname) || pageKind(seen) !== 'chat') return null;
  const channel = channelOf(seen);
  const session = sessionOf(seen);
  const query = channel === null ? '' : `?channelId=${channel}`;
  const hash = session === null ? '#/window' : `#/window?sessionId=${encodeURIComponent(session)}`;
  return `${seen.origin}${seen.pathname}${query}${hash}`;
}

function chatUrl(shopKey: string, _peer: { nick?: string; uid?: string }, seenUrl?: string): string | null {
  if (!/^\d{1,20}$/.test(shopKey)) return null;
  const seen = seenUrl !== undefined && URL.canParse(seenUrl) ? new URL(seenUrl) : null;
  // A conversation of another shop would open with the wrong account.
  const own = seen && channelOf(seen) === shopKey ? chatAddress(seen) : null;
  return own ?? `https://csp.aliexpress.com/m_apps/ai-im/im?channelId=${shopKey}#/window`;
}

const MATCHES = [
  'https://csp.aliexpress.com/*',
  'https://gsp.aliexpress.com/*',
  'https://msg.aliexpress.com/*',
  'https://feedback.aliexpress.com/*',
] as const;

const AFTERSALES = 'aliexpress-aftersales.js';

/** The AliExpress seller portals. Times are US Pacific with daylight saving; amounts are in the shop's currency. */
export const aliexpressMeta: SiteMeta = {
  id: 'aliexpress',
  matches: MATCHES,
  scripts: [
    {
      file: 'aliexpress.js',
      matches: MATCHES,
      parts: { chat: 'aliexpress-chat.js', cases: AFTERSALES, case: AFTERSALES, reviews: AFTERSALES, order: AFTERSALES },
    },
  ],
  zone: 'America/Los_Angeles',
  currency: 'CNY',
  pageKind,
  chatUrl,
};
