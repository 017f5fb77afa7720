import type { SiteMeta } from '../site.ts';

/** Returns the site of the user's own on one host: everything there may be its chat, and the shop is the host. */
export function customMetaOf(host: string): SiteMeta {
  const matches = [`https://${host}/*`];
  return {
    ...customMeta,
    matches,
    scripts: [{ file: 'taught.js', matches }],
    pageKind: (url) => (url.protocol === 'https:' && url.hostname === host ? 'chat' : null),
  };
}

/**
 * Chat sites that the user adds by pointing. There is no telling where their shops are: times and amounts are those of
 * this machine and of China, and a chat is found again where it was last seen.
 */
export const customMeta: SiteMeta = {
  id: 'custom',
  matches: [],
  scripts: [],
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone || 'Asia/Shanghai',
  currency: 'CNY',
  pageKind: () => null,
  chatUrl(shopKey, _peer, seenUrl) {
    const seen = seenUrl !== undefined && URL.canParse(seenUrl) ? new URL(seenUrl) : null;
    return seen?.hostname === shopKey && seen.protocol === 'https:' ? `${seen.origin}${seen.pathname}` : `https://${shopKey}/`;
  },
};
