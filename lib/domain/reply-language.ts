import { countryCode } from './country.ts';
import type { PeerRef, SiteId } from './observation.ts';

/** Main language of countries, where it is one we have replies in. */
const BY_COUNTRY: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    zh: ['CN', 'TW', 'HK'],
    es: ['ES', 'MX', 'CL', 'CO', 'PE', 'AR'],
    pt: ['BR', 'PT'],
    fr: ['FR'],
    ru: ['RU', 'BY', 'KZ'],
    de: ['DE', 'AT'],
    it: ['IT'],
    pl: ['PL'],
    ko: ['KR'],
    ja: ['JP'],
    ar: ['SA', 'AE', 'KW', 'QA', 'EG', 'OM', 'IQ'],
  }).flatMap(([language, countries]) => countries.map((country) => [country, language])),
);

/** Sites whose buyers are answered in Chinese. */
const IN_CHINESE: ReadonlySet<SiteId> = new Set<SiteId>(['taobao', 'goofish', 'alibaba1688']);

/**
 * Returns the language in which a buyer is probably answered (BCP 47): the one the buyer writes in (`spoken`, where that is
 * told), else the one the page names, else the main language of the country, else the site's usual one (Chinese on sites of
 * the user's own). Buyers on Chinese sites are answered in Chinese unless the page says otherwise. A guess that only orders suggestions.
 */
export function replyLanguage(
  site: SiteId,
  peer: PeerRef | null,
  customer: Pick<PeerRef, 'language' | 'country'> | null,
  spoken?: string | null,
): string {
  if (IN_CHINESE.has(site)) return peer?.language ?? customer?.language ?? 'zh';
  const country = countryCode(peer?.country ?? customer?.country);
  return spoken ?? peer?.language ?? customer?.language ?? BY_COUNTRY[country ?? ''] ?? (site === 'custom' ? 'zh' : 'en');
}

/** Tells whether two language tags name the same language, whatever the region (`zh-CN`, `zh`). */
export function sameLanguage(a: string, b: string): boolean {
  return a.slice(0, 2).toLowerCase() === b.slice(0, 2).toLowerCase();
}
