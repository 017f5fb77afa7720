import { describe, expect, it } from 'vitest';
import { replyLanguage, sameLanguage } from '#lib/domain/reply-language.ts';

describe('replyLanguage', () => {
  it.each([
    ['taobao', null, null, 'zh'],
    ['taobao', { country: 'US' }, null, 'zh'],
    ['aliexpress', { country: 'Brazil' }, null, 'pt'],
    ['aliexpress', { country: 'ES' }, null, 'es'],
    ['aliexpress', null, { country: 'Russian Federation' }, 'ru'],
    ['aliexpress', { country: 'Atlantis' }, null, 'en'],
    ['aliexpress', { language: 'fr-CA', country: 'US' }, null, 'fr-CA'],
    ['aliexpress', null, null, 'en'],
    ['aliexpress', { country: 'US' }, null, 'ru', 'ru'],
    ['aliexpress', null, { country: 'Russian Federation' }, 'es', 'es'],
    ['aliexpress', null, { country: 'Russian Federation' }, 'ru', null],
    ['taobao', null, null, 'zh', 'en'],
    ['custom', null, null, 'zh'],
    ['custom', null, null, 'es', 'es'],
    ['custom', { language: 'en' }, null, 'fr', 'fr'],
    ['custom', { language: 'en' }, null, 'en', null],
    ['custom', null, { country: 'Brazil' }, 'pt', null],
  ] as const)('%s %j %j → %s (%s)', (site, peer, customer, expected, spoken?: string | null) => {
    expect(replyLanguage(site, peer, customer, spoken)).toBe(expected);
  });

  it('compares languages whatever the region', () => {
    expect(sameLanguage('fr-CA', 'fr')).toBe(true);
    expect(sameLanguage('es', 'en')).toBe(false);
  });
});
