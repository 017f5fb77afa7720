import { describe, expect, it } from 'vitest';
import { detectLanguage } from '../../lib/domain/language-detect.ts';
import { TEMPLATE_LANGUAGES } from '../../lib/domain/template.ts';
import { SENTENCES } from './language-sentences.ts';

const labelled = Object.entries(SENTENCES).flatMap(([language, texts]) => texts.map((text) => ({ language, text })));

describe('the language of a short message', () => {
  it(`is told for 9 of 10 of ${labelled.length} labelled sentences in all languages`, () => {
    expect(Object.keys(SENTENCES).toSorted()).toEqual([...TEMPLATE_LANGUAGES].toSorted());
    expect(labelled.length).toBeGreaterThanOrEqual(200);
    const wrong = labelled.filter(({ language, text }) => detectLanguage(text)?.language !== language);
    const share = 1 - wrong.length / labelled.length;
    const said = wrong.map(({ language, text }) => `${language} as ${detectLanguage(text)?.language ?? '?'}: ${text}`);
    console.info(`language of ${labelled.length} sentences: ${(share * 100).toFixed(1)} % right`, said);
    expect(share).toBeGreaterThanOrEqual(0.9);
    for (const language of Object.keys(SENTENCES)) {
      const of = wrong.filter((one) => one.language === language).length / (SENTENCES[language]?.length ?? 1);
      expect([language, of <= 0.2]).toEqual([language, true]);
    }
  });

  it.each(['', '?', '👍👍', '12345', '4512300187000204539', 'https://a.com/the/and', '。。。', 'สวัสดี'])(
    'is not told for %s',
    (text) => {
      expect(detectLanguage(text)).toBeNull();
    },
  );

  it.each([
    ['iPhone 15 Pro Max 的手机壳', 'zh'],
    ['請問 SIZE XL 有貨嗎', 'zh'],
    ['JACK 赵先生 please send it today', 'en'],
  ])('%s: brands and names do not make a language', (text, language) => {
    expect(detectLanguage(text)?.language).toBe(language);
  });
});
