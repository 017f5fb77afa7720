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
  ] as const)('%s %j %j → %s', (site, peer, customer, expected) => {
    expect(replyLanguage(site, peer, customer)).toBe(expected);
  });

  it('compares languages whatever the region', () => {
    expect(sameLanguage('fr-CA', 'fr')).toBe(true);
    expect(sameLanguage('es', 'en')).toBe(false);
  });
});
