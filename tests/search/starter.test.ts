import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { STAGES } from '#lib/domain/stage.ts';
import { parseTemplate } from '#lib/domain/template-parts.ts';
import { factNamed, slotsOf } from '#lib/domain/template-slots.ts';
import { TEMPLATE_LANGUAGES } from '#lib/domain/template.ts';
import { pinyinKeys } from '#lib/search/pinyin.ts';

interface Starter {
  id: string;
  title: string;
  body: string;
  code: string;
  folder: string;
  language: string;
  tags: string[];
  stages?: string[];
  group?: string;
  pinyin: string[];
  initials: string[];
}

const all = TEMPLATE_LANGUAGES.flatMap((language) => {
  const file = new URL(`../../assets/starter/templates.${language}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Starter[];
});

/** Words that platforms punish in service texts: contact elsewhere, superlatives, paid reviews. */
const FORBIDDEN =
  /微信|wechat|vx|QQ|支付宝|whatsapp|telegram|paypal|最|100\s*%|百分百|第一|绝对|国家级|好评返现|返现|刷单|五星|five[- ]star|5[- ]star|cinco estrellas/i;

describe('starter templates', () => {
  it('has enough of every language and kind', () => {
    const count = (language: string): number => all.filter((template) => template.language === language).length;
    expect(count('zh')).toBeGreaterThanOrEqual(60);
    for (const language of TEMPLATE_LANGUAGES.slice(1)) expect(count(language)).toBeGreaterThanOrEqual(40);
    const folders = new Set(all.filter((template) => template.language === 'zh').map((template) => template.folder));
    expect([...folders]).toEqual(
      expect.arrayContaining([
        '售前咨询',
        '发货物流',
        '物流查询',
        '退货退款',
        '换货补发',
        '发票',
        '评价',
        '致歉安抚',
        '回访',
        '清关税费',
        '节日',
      ]),
    );
  });

  it('has one tag each, and replies of every kind in every language', () => {
    const kinds = ['售前', '发货', '清关', '退货', '换货', '退款', '发票', '评价', '致歉', '回访', '节日'];
    for (const { id, tags } of all) expect([id, tags.length]).toEqual([id, 1]);
    for (const language of TEMPLATE_LANGUAGES) {
      const has = new Set(all.filter((template) => template.language === language).flatMap(({ tags }) => tags));
      expect([language, kinds.filter((kind) => !has.has(kind))]).toEqual([language, []]);
    }
  });

  it('is made for stages that there are, every stage in every language', () => {
    for (const language of TEMPLATE_LANGUAGES) {
      const stages = new Set(all.filter((template) => template.language === language).flatMap(({ stages = [] }) => stages));
      expect([language, [...stages].toSorted()]).toEqual([language, [...STAGES].toSorted()]);
    }
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
      // Japanese is written with Han characters too.
      if (language !== 'zh' && language !== 'ja')
        expect(
          parseTemplate(body)
            .map((part) => ('text' in part ? part.text : ''))
            .join(''),
        ).not.toMatch(/\p{Script=Han}/u);
    },
  );

  it('has every reply of another language as a version of one group, each language once', () => {
    const groups = new Map<string, string[]>();
    for (const { group, language } of all) if (group) groups.set(group, [...(groups.get(group) ?? []), language]);
    for (const languages of groups.values()) {
      expect(new Set(languages).size).toBe(languages.length);
      expect(languages).toEqual(expect.arrayContaining(TEMPLATE_LANGUAGES.slice(1)));
    }
    expect(all.every(({ language, group }) => language === 'zh' || group)).toBe(true);
    expect(groups.size).toBeGreaterThanOrEqual(40);
  });

  it('answers a wish for a refund in every language without agreeing to it', () => {
    const asks = all.filter(({ group }) => group === 'starter-refund-ask');
    expect(asks.map(({ language }) => language).toSorted()).toEqual([...TEMPLATE_LANGUAGES].toSorted());
    for (const { language, stages = [], body } of asks) {
      expect([language, stages]).toEqual([language, ['paid', 'shipped', 'received', 'aftersales']]);
      expect(body).not.toMatch(
        /agreed|accept|соглас|одобр|acept|aprob|同意|已处理|akzept|zugestimmt|accett|承りました|승인|zgodzi|وافقنا/i,
      );
    }
  });

  it('addresses a Spanish buyer as tú throughout', () => {
    const formal = all.filter(
      ({ language, body }) =>
        language === 'es' && /\b(?:usted|env[ií]e|pagó|atenderé|le (?:diré|envío|paso|ayudo)|su pedido)\b/i.test(body),
    );
    expect(formal.map(({ id }) => id)).toEqual([]);
  });

  it('asks in every language for the same facts', () => {
    const facts = (template: Starter): string[] =>
      [...new Set(slotsOf(template.body).flatMap(({ name }) => factNamed(name) ?? []))].filter(
        (fact) => !/buyer|name|shop/.test(fact),
      );
    for (const template of all.filter(({ language }) => language !== 'zh')) {
      const english = all.find(({ language, group }) => language === 'en' && group === template.group);
      expect([template.id, facts(template).toSorted()]).toEqual([template.id, english ? facts(english).toSorted() : []]);
    }
  });

  it('uses facts where there are facts', () => {
    const facts = new Set(all.flatMap(({ body }) => slotsOf(body).map(({ name }) => factNamed(name))));
    for (const fact of ['buyer', 'orderNo', 'carrier', 'tracking', 'item', 'shop', 'today', 'name'] as const)
      expect([...facts]).toContain(fact);
  });

  it('is filled with these facts and no others: a name that is one by chance would say something else', () => {
    const filled = all.flatMap(({ body }) => slotsOf(body).flatMap(({ name, fact }) => (fact ? [`${name}: ${fact}`] : [])));
    expect([...new Set(filled)].toSorted()).toEqual(
      [
        'carrier: carrier',
        'name: name',
        'order: orderNo',
        'shop: shop',
        'tracking: tracking',
        '买家昵称: buyer',
        '今天: today',
        '商品: item',
        '店铺: shop',
        '快递公司: carrier',
        '快递单号: tracking',
        '订单号: orderNo',
        '问候: greeting',
      ].toSorted(),
    );
  });

  it('asks for nothing that the text can do without', () => {
    const empty = all.filter(({ body }) => /\{[^{}]*\|\s*\}/.test(body));
    expect(empty.map(({ id }) => id)).toEqual([]);
  });

  it.each([
    // Which particle stands behind a word depends on its sound, and none stands apart.
    ['ko', /\{(?!end)[^{}]*\}(?: ?(?:은|는|이|가|을|를|와|과|로|으로)(?![가-힣])| (?:의|에|도)(?=\s))/u],
    // So does the form of the days behind a number.
    ['ru', /\{[^{}|]*\} (?:день|дня|дней)/u],
    ['ar', /\{[^{}|]*\} (?:يوم|أيام)/u],
  ] as const)('has nothing behind a slot that has to agree with what fills it: %s', (language, pattern) => {
    const wrong = all.filter((template) => template.language === language && pattern.test(template.body));
    expect(wrong.map(({ body }) => body)).toEqual([]);
  });
});
