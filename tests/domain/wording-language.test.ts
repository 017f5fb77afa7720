import { describe, expect, it } from 'vitest';
import { languageOf, languageOfAll, wrongLanguage } from '../../lib/domain/wording-language.ts';
import { namesIn, orderNumbersIn } from '../../lib/domain/wording-others.ts';

describe('the language of a text', () => {
  it.each([
    ['您好，今天发货', 'zh'],
    ['这款 iPhone 15 Pro Max 手机壳 (MagSafe) 有货', 'zh'],
    ['Hello, when will you ship my order?', 'en'],
    ['Здравствуйте, когда отправите?', 'ru'],
    ['Hola, ¿cuándo llega mi pedido? Gracias', 'es'],
    ['Olá, quando chega o meu pedido? Obrigado', 'pt'],
    ['Bonjour, quand est-ce que vous envoyez ma commande ?', 'fr'],
    ['Guten Tag, wann kommt meine Bestellung an? Danke', 'de'],
    ['Olá, sinto muito, esta opção está esgotada no momento. Outra cor ou tamanho serviria?', 'pt'],
    ['Buongiorno, le foto mostrano l’articolo reale, ma schermo e luce possono cambiare un po’ il colore.', 'it'],
    ['Ciao, quando arriva il mio ordine? Grazie', 'it'],
    ['Dzień dobry, kiedy wyślecie moje zamówienie?', 'pl'],
    ['こんにちは、いつ届きますか', 'ja'],
    ['么么哒(づ￣3￣)づ', 'zh'],
    ['青禾の店', 'zh'],
    ['送料は（税込）いくら？', 'ja'],
    ['안녕하세요 언제 배송되나요', 'ko'],
    ['مرحبا متى يصل طلبي', 'ar'],
    ['8123456789012345', null],
    ['https://www.17track.net/en', null],
    ['ok', null],
    ['👍👍', null],
  ])('%j is %j', (text, language) => expect(languageOf(text)).toBe(language));

  it('is that of the newest text that tells it', () => {
    expect(languageOfAll(['您好', 'Здравствуйте, где заказ?', '👍', '12'])).toBe('ru');
    expect(languageOfAll([])).toBeNull();
  });

  it.each([
    ['您好，今天可以发货', 'ru', 'zh'],
    ['Hello, we ship it today', 'ru', null],
    ['Здравствуйте, отправим сегодня', 'zh', 'ru'],
    ['Hello dear, we will ship the parcel today', 'zh', 'en'],
    ['OK, VIP 99', 'zh', null],
    ['Hola, le enviamos su pedido hoy, gracias', 'ru', 'es'],
    ['您好', 'zh', null],
  ] as const)('%j to somebody who writes %j is wrong as %j', (draft, buyer, wrong) =>
    expect(wrongLanguage(draft, buyer)).toBe(wrong),
  );
});

describe('other buyers in a draft', () => {
  const found = (text: string, names: string[], own: string[] = []): string[] =>
    namesIn(text, names, own).map(([start, end]) => text.slice(start, end));

  it('are found as whole words, but not when they say little or belong to the own buyer', () => {
    expect(found('海棠与猫的包裹', ['海棠与猫'])).toEqual(['海棠与猫']);
    expect(found('Hello nora testperson!', ['Nora Testperson'])).toEqual(['nora testperson']);
    expect(found('tb5839201761', ['tb583920176'])).toEqual([]);
    expect(found('您好，李雷', ['林**', 'Ann'])).toEqual([]);
    expect(found('Dear customer, your order', ['Customer', 'Buyer'])).toEqual([]);
    expect(found('林间小雨88 您好', ['林间小雨'], ['林间小雨88'])).toEqual([]);
  });

  it('are found wherever they stand, behind longer words too', () => {
    expect(found('Mariana ordered, Maria too', ['Maria'])).toEqual(['Maria']);
    expect(found('Hello Mariana, Maria ordered', ['Maria'], ['Mariana'])).toEqual(['Maria']);
    expect(found('海棠与猫的给海棠与猫', ['海棠与猫'])).toEqual(['海棠与猫', '海棠与猫']);
    expect(found('Hello Maria Lopez', ['Maria'], ['Maria Lopez'])).toEqual([]);
  });

  it.each([
    ['您好，李雷', '李雷'],
    ['张三您好，货发了', '张三'],
    ['张三，货发了', '张三'],
    ['收件人：张三 13812345678', '张三'],
    ['这是给小雨的订单', '小雨'],
    ['小雨女士您好', '小雨'],
    ['您好，小雨', '小雨'],
    ['Hi Ann, it was shipped', 'Ann'],
    ['hello juan!', 'juan'],
    ['Ann, it was shipped', 'Ann'],
    ["This is Ann's order", 'Ann'],
    ['Здравствуйте, Иван!', 'Иван'],
    ['Hola Juan, ya salió', 'Juan'],
  ])('are found by a short name where somebody is spoken to or of: %s', (text, name) => {
    expect(found(text, [name])).toEqual([name]);
    expect(found(text, [name], [name])).toEqual([]);
  });

  it.each([
    ['您好，明天发货', '明天'],
    ['明天，我们发货', '明天'],
    ['马上给您发', '马上'],
    ['这款小雨伞', '小雨'],
    ['Will it fit? May I ask', 'Will'],
    ['You may ask', 'May'],
    ['Anna, it was shipped', 'Ann'],
    ['on the 5th of May, we ship', 'May'],
    ['您的宝贝的快递到了', '宝贝'],
    ['宝贝的快递到了', '宝贝'],
    ['今天的订单已发', '今天'],
    ['夏天的货都到了', '夏天'],
    ['给小猫', '小猫'],
    ['May, June and July are busy', 'May'],
    ['Well, we ship today', 'Well'],
    ['Hello dear, thanks', 'Dear'],
  ])('are not seen in other words: %s', (text, name) => {
    expect(found(text, [name])).toEqual([]);
  });

  it('have order numbers of twelve to twenty digits', () => {
    expect(orderNumbersIn('订单4512300187000204539，单号SF1234567890123，电话13812345678').map(({ no }) => no)).toEqual([
      '4512300187000204539',
    ]);
  });
});
