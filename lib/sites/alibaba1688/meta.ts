import type { SiteMeta } from '../site.ts';

const MATCHES = ['https://air.1688.com/app/ocms-fusion-components-1688/*'] as const;

/** 1688: the web chat, the same component as Taobao's; nicks carry the prefix `cnalichn` in addresses. */
export const alibaba1688Meta: SiteMeta = {
  id: 'alibaba1688',
  sibling: true,
  matches: MATCHES,
  scripts: [{ file: 'alibaba1688.js', matches: MATCHES }],
  zone: 'Asia/Shanghai',
  currency: 'CNY',
  pageKind(url) {
    const here = url.protocol === 'https:' && url.hostname === 'air.1688.com';
    return here && /^\/app\/ocms-fusion-components-1688\/def_cbu_web_im(?:_core)?\//.test(url.pathname) ? 'chat' : null; // 2026-05
  },
  chatUrl(_shopKey, peer) {
    if (!peer.nick || peer.nick.includes('*')) return null;
    const uid = encodeURIComponent(`cnalichn${peer.nick}`);
    return `https://air.1688.com/app/ocms-fusion-components-1688/def_cbu_web_im/index.html?touid=${uid}#/`;
  },
};
