import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { factsFrom } from '#lib/domain/template-facts.ts';
import { literalReadings } from '#lib/domain/template-literal.ts';
import { renderTemplate } from '#lib/domain/template-render.ts';
import { factNamed, slotsOf } from '#lib/domain/template-slots.ts';
import { TEMPLATE_LANGUAGES } from '#lib/domain/template.ts';
import { WordingChecker } from '#lib/domain/wording-check.ts';
import { languageOf } from '#lib/domain/wording-language.ts';
import { WORDING_PACK } from '#lib/domain/wording-pack.ts';
import { wordingInForce } from '#lib/domain/wording.ts';

interface Starter {
  id: string;
  title: string;
  body: string;
  folder: string;
  language: string;
}

const ofLanguage = (language: string): Starter[] => {
  const file = new URL(`../../assets/starter/templates.${language}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Starter[];
};
const checker = new WordingChecker(wordingInForce(WORDING_PACK, []));
const NOW = Date.UTC(2026, 10, 3, 6, 5);

/** All that a body can say of its own: its words, each fallback, each choice. */
const said = (body: string): string[] => literalReadings(body).map(({ text }) => text.replaceAll('\u0000', ' '));
/** The same without blanks and signs, to tell two texts from one. */
const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\p{P}\p{Z}\s]+/gu, '');

describe.each(TEMPLATE_LANGUAGES.map((language) => ({ language, all: ofLanguage(language) })))(
  'starter templates in $language',
  ({ language, all }) => {
    it('say nothing that the product itself would mark before sending', () => {
      const marked = all.flatMap(({ id, body }) =>
        said(body).flatMap((text) => checker.check(text).map(({ start, end }) => `${id}: ${text.slice(start, end)}`)),
      );
      expect(marked).toEqual([]);
    });

    it('are written in that language, and no other', () => {
      const others = all.flatMap(({ id, body }) => {
        const found = languageOf(said(body)[0] ?? '');
        return found === null || found === language ? [] : [`${id}: ${found}`];
      });
      expect(others).toEqual([]);
      // What is too short to tell is a small part.
      const untold = all.filter(({ body }) => languageOf(said(body)[0] ?? '') === null);
      expect(untold.length).toBeLessThan(all.length / 5);
    });

    it('are each there once', () => {
      const twice = (list: readonly string[]): string[] => list.filter((each, i) => list.indexOf(each) !== i);
      expect(twice(all.map(({ title }) => title))).toEqual([]);
      expect(twice(all.map(({ body }) => bare(body)))).toEqual([]);
    });

    it('ask for what no fact gives, in the letters of the language', () => {
      const free = [...new Set(all.flatMap(({ body }) => slotsOf(body)))].filter(({ name }) => factNamed(name) === null);
      for (const { name } of free) {
        expect([name, name.length <= 24]).toEqual([name, true]);
        const script = { zh: /\p{sc=Han}/u, ja: /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u, ko: /\p{sc=Hangul}/u };
        const letters = { ...script, ru: /\p{sc=Cyrillic}/u, ar: /\p{sc=Arabic}/u };
        expect([name, (letters[language as keyof typeof letters] ?? /\p{sc=Latin}/u).test(name)]).toEqual([name, true]);
      }
    });

    it('come out whole when everything is known, and ask rather than leave a gap when nothing is', () => {
      const order = {
        no: '2718281828459045235',
        shopId: 'taobao:青禾示例店',
        state: 'shipped' as const,
        stateText: '卖家已发货',
        seenAt: NOW,
        createdAt: NOW - 86_400_000,
        shippedAt: NOW,
        paid: { minor: 12_400, currency: 'CNY' },
        carrier: '中通快递',
        tracking: ['75312345678901'],
        items: [{ title: '围巾', sku: '米白', quantity: 2 }],
      };
      const base = { shop: { site: 'taobao' as const, key: '青禾示例店', staff: '小满' }, now: NOW, zone: 'Asia/Shanghai' };
      const full = factsFrom({ ...base, customer: { name: 'Maria', masked: false, country: 'ES' }, orders: [order] });
      const none = factsFrom({ ...base, customer: null, orders: [], shop: null });
      for (const { id, body } of all) {
        for (const facts of [full, none]) {
          let rendered = renderTemplate(body, facts);
          const answers: Record<string, string> = {};
          for (let asked = 0; rendered.outcome === 'missing' && asked < 4; asked++) {
            for (const { name, choices } of rendered.slots) answers[name] = choices?.[0] ?? '7';
            rendered = renderTemplate(body, facts, answers);
          }
          const text = rendered.outcome === 'ready' ? rendered.text : '';
          expect([id, text.trim() !== '']).toEqual([id, true]);
          expect([id, /[{}]|＿＿|undefined|null|NaN| {2}| [,.，。！？]|，[，。]|^\s|\s$/.exec(text)?.[0]]).toEqual([
            id,
            undefined,
          ]);
        }
      }
    });
  },
);

it('the same folders in all languages but Chinese, all of them known in Chinese', () => {
  const folders = (language: string): string[] => [...new Set(ofLanguage(language).map(({ folder }) => folder))].toSorted();
  const english = folders('en');
  for (const language of TEMPLATE_LANGUAGES.slice(1)) expect([language, folders(language)]).toEqual([language, english]);
  expect(folders('zh')).toEqual(expect.arrayContaining(english));
});
