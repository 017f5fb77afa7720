import type { PageKind, SiteMeta } from '../site.ts';

const PATHS: Readonly<Record<string, readonly (readonly [RegExp, PageKind])[]>> = {
  'message.alibaba.com': [[/^\/message\/messenger\.htm$/, 'chat']], // 2026-05
  'onetalk.alibaba.com': [[/^\/message\/weblitePWA\.htm$/, 'chat']], // 2026-06
};

const MATCHES = ['https://message.alibaba.com/*', 'https://onetalk.alibaba.com/*'] as const;

/** Alibaba.com: messenger and OneTalk. Times are printed without a zone there, so none is read from the page. */
export const alibabaMeta: SiteMeta = {
  id: 'alibaba',
  sibling: true,
  matches: MATCHES,
  scripts: [{ file: 'alibaba.js', matches: MATCHES }],
  zone: 'Asia/Shanghai',
  currency: 'USD',
  pageKind(url) {
    if (url.protocol !== 'https:') return null;
    return PATHS[url.hostname]?.find(([path]) => path.test(url.pathname))?.[1] ?? null;
  },
  chatUrl(_shopKey, peer) {
    if (!peer.uid || !/^[\w-]{1,64}$/.test(peer.uid)) return null;
    return `https://onetalk.alibaba.com/message/weblitePWA.htm?activeAccountId=${encodeURIComponent(peer.uid)}#/`;
  },
};
