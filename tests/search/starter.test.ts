import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseTemplate } from '#lib/domain/template-parts.ts';
import { factNamed, slotsOf } from '#lib/domain/template-slots.ts';
import { pinyinKeys } from '#lib/search/pinyin.ts';

const LANGUAGES = ['zh', 'en', 'es', 'ru', 'pt', 'fr'];

interface Starter {
  id: string;
  title: string;
  body: string;
  code: string;
  folder: string;
  language: string;
  pinyin: string[];
  initials: string[];
}

const all = LANGUAGES.flatMap((language) => {
  const file = new URL(`../../assets/starter/templates.${language}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Starter[];
});

/** Words that platforms punish in service texts: contact elsewhere, superlatives, paid reviews. */
const FORBIDDEN =
  /微信|wechat|vx|QQ|支付宝|whatsapp|telegram|paypal|最|100\s*%|百分百|第一|绝对|国家级|好评返现|返现|刷单|五星|five[- ]star|5[- ]star|cinco estrellas/i;

describe('starter templates', () => {
  it('has enough of every language and kind', () => {
    const count = (language: string): number => all.filter((template) => template.language === language).length;
    expect(count('zh')).toBeGreaterThanOrEqual(40);
    for (const language of ['en', 'es', 'ru', 'pt', 'fr']) expect(count(language)).toBeGreaterThanOrEqual(10);
    const folders = new Set(all.filter((template) => template.language === 'zh').map((template) => template.folder));
    expect([...folders]).toEqual(
      expect.arrayContaining(['售前咨询', '发货物流', '物流查询', '退货退款', '换货补发', '发票', '评价', '致歉安抚', '回访']),
    );
  });

  it('has search keys that are up to date (run scripts/make-starter.ts)', () => {
    for (const { title, pinyin, initials } of all) expect({ title, pinyin, initials }).toEqual({ title, ...pinyinKeys(title) });
  });

  it('has ids, and codes within a language, only once', () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(new Set(all.map(({ code }) => code)).size).toBe(all.length);
  });

  it.each(all.map((template) => [template.id, template] as const))(
    '%s says nothing forbidden and has no stray brace',
    (_, { title, body, language }) => {
      expect(`${title} ${body}`).not.toMatch(FORBIDDEN);
      expect(body.length).toBeLessThanOrEqual(400);
      expect(slotsOf(body).map(({ name }) => name)).not.toEqual(expect.arrayContaining(['{']));
      if (language !== 'zh')
        expect(
          parseTemplate(body)
            .map((part) => ('text' in part ? part.text : ''))
            .join(''),
        ).not.toMatch(/\p{Script=Han}/u);
    },
  );

  it('uses facts where there are facts', () => {
    const facts = new Set(all.flatMap(({ body }) => slotsOf(body).map(({ name }) => factNamed(name))));
    for (const fact of ['buyer', 'orderNo', 'carrier', 'tracking', 'item', 'shop', 'today', 'name'] as const)
      expect([...facts]).toContain(fact);
  });
});
