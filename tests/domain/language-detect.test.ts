import { describe, expect, it } from 'vitest';
import { detectLanguage } from '../../lib/domain/language-detect.ts';
import { languageByScript } from '../../lib/domain/template-record.ts';
import { languageOf } from '../../lib/domain/wording-language.ts';
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
    ['么么哒(づ￣3￣)づ 已发货', 'zh'],
    ['ヾ(≧▽≦*)o 好的呢', 'zh'],
    ['青禾の店 新品上架', 'zh'],
    ['谢谢亲(｡･ω･｡)', 'zh'],
    ['好哒 (´Д`)', 'zh'],
    ['亲，这款「ふわふわ」系列已经发货了', 'zh'],
    ['商品発送予定日は何日ですか', 'ja'],
    ['送料は？', 'ja'],
    ['了解です（税込￥500）', 'ja'],
    ['サイズXLの在庫はありますか', 'ja'],
  ])('%s is %s by the share of its characters, not by one of them', (text, language) => {
    expect(detectLanguage(text)?.language).toBe(language);
    expect(languageByScript(text, 'en')).toBe(language);
  });

  it.each([
    ['Hi {买家昵称|dear}, your parcel is on its way', 'en'],
    ['Hello from 青禾, we ship tomorrow morning', 'en'],
    ['{name}，您好', 'zh'],
    ['{{ contact.first_name }} 您的包裹延误了', 'zh'],
    ['{姓名}', 'zh'],
    ['12345', 'en'],
    ['Здравствуйте, {name}! Отправим iPhone завтра', 'ru'],
    ['안녕하세요 {name}', 'ko'],
  ])('%s of a file is %s', (text, language) => {
    expect(languageByScript(text, 'en')).toBe(language);
  });

  it.each([
    ['iPhone 15 Pro Max 的手机壳', 'zh'],
    ['請問 SIZE XL 有貨嗎', 'zh'],
    ['JACK 赵先生 please send it today', 'en'],
  ])('%s: brands and names do not make a language', (text, language) => {
    expect(detectLanguage(text)?.language).toBe(language);
  });

  it.each([
    'Де моя посилка? Ще немає її',
    'Дякую',
    'Коли буде доставка?',
    'Здравейте, кога ще пристигне пратката?',
    'Благодаря',
    'Къде е поръчката ми',
    'Где је мој пакет?',
    'Хвала, још увек чекам љубичасту',
    'Калі прыйдзе пасылка? Дзякуй, чакаю ўжо тыдзень і нічога',
    'Скільки коштує доставка в Київ?',
    'Мене звати Наталія, посилка не прийшла',
    'Колко струва доставката до Київ?',
    'Сәлеметсіз бе, тапсырысым қайда?',
  ])('%s is not Russian', (text) => {
    expect(detectLanguage(text)).toBeNull();
    expect(languageOf(text)).toBeNull();
    expect(languageByScript(text, 'en')).toBe('en');
  });

  it.each([
    'Отправьте в Київ, пожалуйста',
    'Сколько стоит доставка в Київ?',
    'Когда доставите в Чернівці?',
    'А можно отправить в Запоріжжя',
    'Где мой заказ?',
    'объясните подъезд',
    'Добрый день',
    'Когда',
    'спасибо',
  ])('%s is', (text) => {
    expect(detectLanguage(text)?.language).toBe('ru');
    expect(languageOf(text)).toBe('ru');
  });
});
