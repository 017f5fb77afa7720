import type { PeerRef, SiteId } from './observation.ts';

/** Main language of countries as pages name them (English name or ISO code), where it is one we have replies in. */
const BY_COUNTRY: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    zh: ['CN', 'China', 'TW', 'Taiwan', 'HK', 'Hong Kong'],
    es: ['ES', 'Spain', 'MX', 'Mexico', 'CL', 'Chile', 'CO', 'Colombia', 'PE', 'Peru', 'AR', 'Argentina'],
    pt: ['BR', 'Brazil', 'PT', 'Portugal'],
    fr: ['FR', 'France'],
    ru: ['RU', 'Russian Federation', 'Russia', 'BY', 'Belarus', 'KZ', 'Kazakhstan'],
    de: ['DE', 'Germany', 'AT', 'Austria'],
    it: ['IT', 'Italy'],
    pl: ['PL', 'Poland'],
    ko: ['KR', 'Korea', 'South Korea'],
    ja: ['JP', 'Japan'],
    ar: [
      'SA',
      'Saudi Arabia',
      'AE',
      'United Arab Emirates',
      'KW',
      'Kuwait',
      'QA',
      'Qatar',
      'EG',
      'Egypt',
      'OM',
      'Oman',
      'IQ',
      'Iraq',
    ],
  }).flatMap(([language, countries]) => countries.map((country) => [country, language])),
);

/** Sites whose buyers are answered in Chinese. */
const IN_CHINESE: ReadonlySet<SiteId> = new Set<SiteId>(['taobao', 'goofish', 'alibaba1688', 'custom']);

/**
 * Returns the language in which a buyer is probably answered (BCP 47): the one the page names, else the main language of
 * the country, else the site's usual one. A guess that only orders suggestions; nothing is left out because of it.
 */
export function replyLanguage(
  site: SiteId,
  peer: PeerRef | null,
  customer: Pick<PeerRef, 'language' | 'country'> | null,
): string {
  if (IN_CHINESE.has(site)) return peer?.language ?? customer?.language ?? 'zh';
  const country = peer?.country ?? customer?.country ?? '';
  return peer?.language ?? customer?.language ?? BY_COUNTRY[country] ?? 'en';
}

/** Tells whether two language tags name the same language, whatever the region (`zh-CN`, `zh`). */
export function sameLanguage(a: string, b: string): boolean {
  return a.slice(0, 2).toLowerCase() === b.slice(0, 2).toLowerCase();
}
