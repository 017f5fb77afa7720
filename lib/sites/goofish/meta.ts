import type { SiteMeta } from '../site.ts';

const MATCHES = ['https://www.goofish.com/*'] as const;

/** 闲鱼: the web message centre. It prints no account of its own: what is read belongs to whoever is signed in. */
export const goofishMeta: SiteMeta = {
  id: 'goofish',
  sibling: true,
  matches: MATCHES,
  scripts: [{ file: 'goofish.js', matches: MATCHES }],
  zone: 'Asia/Shanghai',
  currency: 'CNY',
  pageKind(url) {
    const here = url.protocol === 'https:' && url.hostname === 'www.goofish.com';
    return here && /^\/im\/?$/.test(url.pathname) ? 'chat' : null; // 2026-05
  },
  chatUrl(_shopKey, peer) {
    return peer.uid && /^\d{5,16}$/.test(peer.uid) ? `https://www.goofish.com/im?itemId=&peerUserId=${peer.uid}` : null;
  },
};
