import type { ShopRef } from '#lib/domain/observation.ts';
import type { SiteMeta } from '../site.ts';

/** Country of each seller centre. A seller's account belongs to one country. */
const HOSTS: Readonly<Record<string, string>> = {
  'sellercenter.lazada.sg': 'sg',
  'sellercenter.lazada.com.my': 'my',
  'sellercenter.lazada.co.th': 'th',
  'sellercenter.lazada.vn': 'vn',
  'sellercenter.lazada.com.ph': 'ph',
  'sellercenter.lazada.co.id': 'id',
};

const MATCHES = Object.keys(HOSTS).map((host) => `https://${host}/*`);

/** Returns the seller centre an address belongs to, as a shop; the page names no account. */
export function centreOf(url: URL): ShopRef | null {
  const country = HOSTS[url.hostname];
  return country ? { site: 'lazada', key: country, name: `Lazada ${country.toUpperCase()}` } : null;
}

/** Lazada: the message window of the seller centres. No times and no amounts are read there. */
export const lazadaMeta: SiteMeta = {
  id: 'lazada',
  sibling: true,
  matches: MATCHES,
  scripts: [{ file: 'lazada.js', matches: MATCHES }],
  zone: 'Asia/Singapore',
  currency: 'SGD',
  pageKind(url) {
    const here = url.protocol === 'https:' && HOSTS[url.hostname] !== undefined;
    return here && /^\/apps\/im\/window\/?$/.test(url.pathname) ? 'chat' : null; // 2021
  },
  chatUrl(shopKey, peer) {
    const host = Object.keys(HOSTS).find((each) => HOSTS[each] === shopKey);
    if (!host || !peer.uid || !/^[\w.-]{1,64}$/.test(peer.uid)) return null;
    return `https://${host}/apps/im/window?isWindowOpen=true&buyerId=${encodeURIComponent(peer.uid)}`;
  },
};
