import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkTokens, inventedTokens, type Written } from '../../lib/domain/token-check.ts';
import { maskTokens, unmaskTokens } from '../../lib/domain/token-mask.ts';
import { findTokens } from '../../lib/domain/tokens.ts';
import { TEMPLATE_LANGUAGES } from '../../lib/domain/template.ts';

const found = (text: string, language = 'zh'): string[] =>
  findTokens(text, language).map(({ kind, value }) => `${kind} ${value}`);

describe('what must not change', () => {
  it.each([
    ['订单号4512300187000204539已发出', 'zh', ['code 4512300187000204539']],
    ['快递单号 LP00123456789CN，顺丰SF1234567890123', 'zh', ['code LP00123456789CN', 'code SF1234567890123']],
    ['1Z999AA10123456784', 'en', ['code 1Z999AA10123456784']],
    ['5A5H30', 'en', ['code 5A5H30']],
    ['合计¥1,242.35，共105元，US $24.60', 'zh', ['price CNY 1242.35', 'price CNY 105', 'price USD 24.6']],
    ['1.000,50 € y 15,5 USD', 'es', ['price EUR 1000.5', 'price USD 15.5']],
    ['15 000 руб. и 24 доллара', 'ru', ['price RUB 15000', 'price USD 24']],
    ['¥105', 'ja', ['price JPY 105']],
    ['10,000원', 'ko', ['price KRW 10000']],
    ['11月3日、2026年11月3号、2026-11-03', 'zh', ['date --11-03', 'date 2026-11-03', 'date 2026-11-03']],
    ['Nov. 3rd, 2026; 3 November; the 3rd of November', 'en', ['date 2026-11-03', 'date --11-03', 'date --11-03']],
    ['3 de noviembre de 2026', 'es', ['date 2026-11-03']],
    ['до 3 ноября', 'ru', ['date --11-03']],
    ['am 3. November, 03.11.2026', 'de', ['date --11-03', 'date 2026-11-03']],
    ['11월 3일', 'ko', ['date --11-03']],
    ['في 3 نوفمبر', 'ar', ['date --11-03']],
    [
      '看 https://a.com/x?id=3。或www.b.cn/c，taobao.com/item',
      'zh',
      ['link https://a.com/x?id=3', 'link www.b.cn/c', 'link taobao.com/item'],
    ],
    ['写信到 shop@a.com。', 'zh', ['email shop@a.com']],
    ['尺码XL、2XL、S/M，38码', 'zh', ['size XL', 'size 2XL', 'size S', 'size M', 'number 38']],
    ['{买家|亲}，您好', 'zh', ['variable {买家|亲}']],
    ['３８码，٤٨ 小时', 'zh', ['number 38', 'number 48']],
    ['1.5万件，12k', 'zh', ['number 15000', 'number 12000']],
    ['20 % de remise', 'fr', ['percent 20%']],
    ['3:00 PM', 'en', ['time 15:00']],
    ['下午3:00、今晚8点半', 'zh', ['time 15:00', 'time 20:30']],
    ['tonight at 8:30', 'en', ['time 20:30']],
    ['3 дня, 2 ночи', 'ru', ['number 3', 'number 2']],
    ['满3件8.5折，三折伞', 'zh', ['number 3', 'percent 15%']],
    ['I’m here, it’s fine', 'en', []],
    ['2XL x2 3pcs', 'en', ['size 2XL', 'number 2', 'number 3']],
  ])('%s (%s)', (text, language, expected) => {
    expect(found(text, language)).toEqual(expected);
  });

  it.each([
    ['保修到2027年3月', 'en', 'Warranty until March 2027', true],
    ['保修到2027年3月', 'en', 'Warranty until Mar 2027', true],
    ['保修到 2027 年 3 月', 'en', 'Warranty until March 2027', true],
    ['保修到2027年3月', 'en', 'Warranty until May 2027', false],
    ['保修到2027年3月', 'en', 'Warranty until March 2028', false],
    ['保修到2027年3月', 'en', 'Warranty until 2027', false],
    ['保修到2027年3月', 'ru', 'Гарантия до марта 2027 года', true],
    ['在2027年3月到', 'ru', 'Прибудет в марте 2027', true],
    ['在2027年5月到', 'ru', 'Прибудет в марте 2027', false],
    ['保修到2027年3月', 'es', 'Garantía hasta marzo de 2027', true],
    ['保修到2027年3月', 'pl', 'Gwarancja w marcu 2027', true],
    ['保修到2027年3月', 'fr', 'Garantie jusqu’en mars 2027', true],
    ['保修到2027年3月', 'de', 'Garantie bis März 2027', true],
    ['保修到2027年3月', 'pt', 'Garantia até março de 2027', true],
    ['保修到2027年3月', 'it', 'Garanzia fino a marzo 2027', true],
    ['保修到2027年3月', 'ja', '保証は2027年3月まで', true],
    ['保修到2027年3月', 'ko', '2027년 3월까지 보증', true],
    ['保修到2027年3月，共3件', 'en', '3 pieces, warranty until March 2027', true],
    ['保修到2027年3月，共3件', 'en', 'Warranty until March 2027', false],
    ['从2027年3月到2027年5月', 'en', 'From March 2027 to May 2027', true],
    ['从2027年3月到2027年3月', 'en', 'March 2027', false],
    ['2027年3月5日到', 'en', 'Arrives on March 5, 2027', true],
    ['2027年3月5日到', 'en', 'Arrives in March 2027', false],
    ['2027年3月5日到，共3件', 'en', 'Arrives on March 5, 2027', false],
    ['共3月', 'en', 'In March', false],
    ['有效期到2027年5月', 'en', 'You may use the coupon until 2027', false],
    ['有效期到2027年5月', 'en', 'It may be kept until May 2027', true],
    ['有效期到2027年5月，共5件', 'en', 'You may use it until May 2027, pieces', false],
    ['有效期到2027年5月，共5件', 'en', 'You may use it until May 2027, 5 pieces', true],
    ['2027年3月发货', 'es', 'enviamos por mar en 2027', false],
    ['2027年9月发货', 'pt', 'enviamos em setembro de 2027', true],
    ['2027年03月发货', 'en', 'We ship in March, 2027', true],
    ['2025年12月到2026年3月', 'en', 'From December 2025 to March 2026', true],
    ['2025年12月到2026年3月', 'en', 'From March 2025 to December 2026', false],
    ['从2027年3月到2027年3月，共3件', 'en', 'From March 2027 to March 2027, pieces', false],
    ['2026年11月活动，满200减30', 'en', 'November 2026 promotion, 30 off over 200', true],
    ['2027年3月到货', 'ar', 'يصل في مارس 2027', true],
  ])('the month of a year may have a name: %s, %s: %s', (text, language, result, ok) => {
    expect(checkTokens({ text, language: 'zh' }, { text: result, language }).ok).toBe(ok);
  });

  it.each([
    ['1,000.50', 'en', '1.000,50', 'de', true],
    ['1,000', 'zh', '1.000', 'de', true],
    ['1,000', 'zh', '1 000', 'ru', true],
    ['1.5', 'zh', '1,5', 'fr', true],
    ['1000', 'zh', '1,000', 'en', true],
    ['1,000.50', 'en', '1.000,05', 'de', false],
    ['1.5', 'zh', '1.50', 'en', true],
    ['1.5', 'zh', '15', 'en', false],
    ['1,000', 'zh', '1', 'en', false],
    ['1.5万', 'zh', '15,000', 'en', true],
    ['¥100', 'zh', '$100', 'en', false],
    ['¥100', 'zh', '100 yuan', 'en', true],
    ['US $24.60', 'en', '24,6 доллара', 'ru', true],
    ['-10', 'zh', '10', 'en', false],
    ['15:00', 'zh', '3:00 pm', 'en', true],
    ['3:00', 'zh', '3:00 pm', 'en', false],
    ['请在下午3:00前付款', 'zh', 'please pay before 3:00 PM', 'en', true],
    ['请在下午3:00前付款', 'zh', 'please pay before 15:00', 'en', true],
    ['请在下午3:00前付款', 'zh', 'please pay before 3 PM', 'en', true],
    ['请在下午3:00前付款', 'zh', 'please pay before 3:00 AM', 'en', false],
    ['请在下午3:00前付款', 'zh', 'please pay before 3:00', 'en', false],
    ['请在下午3:00前付款', 'zh', 'pague antes de las 3:00 de la tarde', 'es', true],
    ['请在下午3:00前付款', 'zh', 'pague antes de las 3:00 p. m.', 'es', true],
    ['下午2:00-5:00', 'zh', '14:00–17:00', 'ru', true],
    ['上午9:30', 'zh', '9:30 AM', 'en', true],
    ['上午9:30', 'zh', '9:30 PM', 'en', false],
    ['上午12:00', 'zh', '12:00 PM', 'en', true],
    ['晚上8:30发货', 'zh', 'ships at 8:30 PM', 'en', true],
    ['晚上8:30发货', 'zh', 'ships at 8:30 in the evening', 'en', true],
    ['晚上8:30发货', 'zh', 'отправим в 20:30', 'ru', true],
    ['晚上8:30发货', 'zh', 'отправим в 8:30 вечера', 'ru', true],
    ['晚上8:30发货', 'zh', 'отправим в 8:30', 'ru', false],
    ['明晚8:30发货', 'zh', 'ships tomorrow at 8:30 PM', 'en', true],
    ['今晚8:30发货', 'zh', 'ships tonight at 8:30', 'en', true],
    ['最晚8:30发货', 'zh', 'ships at 8:30 at the latest', 'en', true],
    ['凌晨12:30', 'zh', '12:30 AM', 'en', true],
    ['中午12:30', 'zh', '12:30', 'ru', true],
    ['中午1:00', 'zh', '1:00 PM', 'en', true],
    ['晚上12:00', 'zh', '00:00', 'ru', true],
    ['下午3点', 'zh', '15:00', 'ru', true],
    ['下午3点', 'zh', '3 часа дня', 'ru', true],
    ['下午3点', 'zh', '3 Uhr am Nachmittag', 'de', true],
    ['下午3点', 'zh', '3 AM', 'en', false],
    ['下午三点半', 'zh', '3:30 PM', 'en', true],
    ['下午2点到5点', 'zh', 'from 2 to 5 PM', 'en', true],
    ['早上9点到晚上9点', 'zh', 'from 9 AM to 9 PM', 'en', true],
    ['早上9点到晚上9点', 'zh', 'from 9 AM to 9 AM', 'en', false],
    ['9点半', 'zh', 'at 9:30', 'en', true],
    ['9点半', 'zh', 'at 9:00', 'en', false],
    ['9点半', 'zh', 'at 9:30 PM', 'en', false],
    ['9点30分', 'zh', '9:30', 'ru', true],
    ['晚上9点半价', 'zh', 'half price at 21:00', 'en', true],
    ['晚点3点半发', 'zh', 'ships later at 3:30', 'en', true],
    ['9点发货', 'zh', 'ships at 9:00', 'en', true],
    ['9点发货', 'zh', 'ships at 9:00 PM', 'en', false],
    ['上午9点半', 'zh', 'half past nine in the morning', 'en', true],
    ['上午9点半', 'zh', 'half past nine in the evening', 'en', false],
    ['上午9点半', 'zh', 'half past ten in the morning', 'en', false],
    ['晚上9点半', 'zh', 'half past 9 in the evening', 'en', true],
    ['下午3点半', 'zh', 'half past three', 'en', false],
    ['half past nine', 'en', '9点半', 'zh', true],
    ['下午3点半', 'zh', 'a las tres y media de la tarde', 'es', true],
    ['上午9点半', 'zh', 'à neuf heures et demie du matin', 'fr', true],
    ['上午9点半', 'zh', 'um halb zehn', 'de', true],
    ['上午9点半', 'zh', 'um halb neun', 'de', false],
    ['下午3点', 'zh', "three o'clock in the afternoon", 'en', true],
    ['晚上10点', 'zh', '22 Uhr', 'de', true],
    ['晚上10点', 'zh', 'à 22h', 'fr', true],
    ['晚上10点', 'zh', 'à 21h', 'fr', false],
    ['晚上10点半', 'zh', 'à 22h30', 'fr', true],
    ['晚上10点半', 'zh', '22 Uhr 30', 'de', true],
    ['um 15 Uhr', 'de', '下午3点', 'zh', true],
    ['vers 15h', 'fr', '下午3点', 'zh', true],
    ['vers 15h', 'fr', '下午5点', 'zh', false],
    ['24h', 'fr', '24小时', 'zh', true],
    ['2小时30分钟', 'zh', '2h30', 'fr', true],
    ['1小时30分', 'zh', 'dans 1h30', 'fr', true],
    ['dans 1h30', 'fr', '1小时30分钟后', 'zh', true],
    ['2小时30分钟', 'zh', '2h40', 'fr', false],
    ['3小时30分钟', 'zh', '2h30', 'fr', false],
    ['晚上10点半', 'zh', 'à 21h30', 'fr', false],
    ['优惠3点50件起', 'zh', '3 points off from 50 pieces', 'en', true],
    ['优惠3点50件起', 'zh', '3 points off from 60 pieces', 'en', false],
    ['8点50发货', 'zh', 'ships at 8:50', 'en', true],
    ['凌晨1点发', 'zh', 'one in the package', 'en', false],
    ['凌晨1点发', 'zh', 'ships at one in the morning', 'en', true],
    ['a la una de la madrugada', 'es', '凌晨1点', 'zh', true],
    ['凌晨1点发', 'zh', 'una de la tienda', 'es', false],
    ['中午12点前', 'zh', 'before noon', 'en', true],
    ['中午12点前', 'zh', 'до полудня', 'ru', true],
    ['中午12点前', 'zh', 'before midnight', 'en', false],
    ['晚上12点前', 'zh', 'before midnight', 'en', true],
    ['before noon', 'en', '中午12点前', 'zh', true],
    ['before noon', 'en', '中午前', 'zh', true],
    ['10折', 'zh', '90% off', 'en', false],
    ['3天内', 'zh', 'в течение 3 дня', 'ru', true],
    ['午後3:00', 'ja', '下午3:00', 'zh', true],
    ['今天打8折', 'zh', '20% off today', 'en', true],
    ['今天打8折', 'zh', '80% off today', 'en', false],
    ['第二件5折', 'zh', 'the second one 50% off', 'en', true],
    ['八五折', 'zh', 'скидка 15%', 'ru', true],
    ['8.5折', 'zh', '15% de descuento', 'es', true],
    ['3折伞', 'zh', '3-fold umbrella', 'en', true],
    ['11月3日', 'zh', 'March 11', 'en', false],
    ['11月3日', 'zh', 'November 3', 'en', true],
    ['10', 'zh', '10%', 'en', false],
    ['XL', 'zh', 'ХL', 'ru', false],
    ['123456', 'zh', '\u{1D7CF}23456', 'en', false],
    ['¥199', 'zh', '¥199', 'ja', false],
    ['¥199', 'zh', 'CNY 199', 'ja', true],
    ['1,299', 'zh', '1,299', 'de', false],
    ['1,299', 'zh', '1.299', 'de', true],
    ['1.299%', 'zh', '1.299%', 'de', false],
    ['¥1,299.00', 'zh', '¥1.299,00', 'es', true],
    ['20块', 'zh', '20 yuan', 'en', true],
    ['20块钱', 'zh', '20 yuan', 'en', true],
    ['20块，', 'zh', '30 yuan', 'en', false],
    ['50块香皂', 'zh', '50 bars of soap', 'en', true],
  ])('%s (%s) and %s (%s): the same is %s', (a, from, b, to, same) => {
    expect(checkTokens({ text: `甲 ${a} 乙`, language: from }, { text: `x ${b} y`, language: to }).ok).toBe(same);
  });

  it('a time of day is put back with its half of the day, a discount as what is taken off', () => {
    const masked = maskTokens('请在下午3:00前付款，打8折', 'zh');
    expect(masked.text).toBe('请在⟦1⟧前付款，⟦2⟧');
    expect(unmaskTokens('pay before ⟦1⟧, ⟦2⟧', masked, 'en')).toBe('pay before 15:00, -20%');
    expect(unmaskTokens('⟦1⟧ ⟦2⟧', masked, 'ja')).toBe('15:00 -20%');
    expect(unmaskTokens('明晚⟦1⟧', maskTokens('明晚8:30', 'zh'), 'en')).toBe('明晚20:30');
  });

  it('takes a small number that was a word as doubtful, a large one or a price as added', () => {
    const check = (text: string) => checkTokens({ text: '两件，三天内发货', language: 'zh' }, { text, language: 'en' });
    expect(check('2 pieces, shipped within 3 days')).toMatchObject({ ok: true, doubtful: [{ value: '2' }, { value: '3' }] });
    expect(check('2 pieces, shipped within 300 days')).toMatchObject({ ok: false, extra: [{ value: '300' }] });
    expect(check('two pieces for $3')).toMatchObject({ ok: false, extra: [{ value: 'USD 3' }] });
  });
});

const digits = (min: number, max: number) =>
  fc
    .tuple(fc.integer({ min: 1, max: 9 }), fc.array(fc.integer({ min: 0, max: 9 }), { minLength: min - 1, maxLength: max - 1 }))
    .map(([head, rest]) => `${head}${rest.join('')}`);
const token = fc.oneof(
  digits(12, 19),
  digits(9, 12).map((n) => `LP${n}CN`),
  fc.tuple(digits(1, 4), digits(2, 2)).map(([a, b]) => `¥${a}.${b}`),
  fc.tuple(digits(1, 3), digits(2, 2)).map(([a, b]) => `US $${a}.${b}`),
  digits(1, 3).map((n) => `${n}元`),
  fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 })).map(([m, d]) => `${m}月${d}日`),
  fc
    .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
    .map((d) => d.toISOString().slice(0, 10)),
  fc.tuple(fc.stringMatching(/^[a-z]{3,8}$/), digits(1, 6)).map(([host, id]) => `https://${host}.example/i?id=${id}`),
  fc.stringMatching(/^[a-z]{3,8}$/).map((name) => `${name}@shop.example`),
  fc.constantFrom('XS', 'XL', 'XXL', '3XL'),
  digits(2, 5),
  digits(1, 2).map((n) => `${n}%`),
  fc.constantFrom('{买家}', '{订单号|稍后}', '{今天+3天}'),
);
const filler = fc.constantFrom('亲', '已经发出', '请稍等', '运费', '尺码', '谢谢', '我们', '好的呢');
const foreign = fc.constantFrom('parcel', 'hello', 'please', 'посылка', 'gracias', 'merci', 'ありがとう', 'dziękuję', 'شكرا');
const language = fc.constantFrom(...TEMPLATE_LANGUAGES.slice(1));
/** Pieces of a text; tokens stand between words, so that two of them never become one. */
const pieces = fc.array(fc.tuple(filler, token), { minLength: 1, maxLength: 6 });
const textOf = (parts: readonly (readonly [string, string])[]): Written => ({ text: parts.flat().join(' '), language: 'zh' });
/** Nothing a person would not have to look at. */
const letThrough = (source: Written, result: Written): boolean => {
  const { ok, doubtful } = checkTokens(source, result);
  return ok && doubtful.length === 0;
};
const RUNS = { numRuns: 3000 };

describe('a translator of any kind', () => {
  it('may change all words and the order of everything that is masked', () => {
    fc.assert(
      fc.property(
        pieces,
        language,
        fc.array(foreign, { minLength: 12, maxLength: 12 }),
        fc.integer(),
        (parts, to, words, turn) => {
          const source = textOf(parts);
          const masked = maskTokens(source.text, 'zh');
          const kept = masked.text.split(' ').filter((piece) => /⟦|^\d+$|^[SML]$/.test(piece));
          const by = Math.abs(turn) % kept.length;
          const turned = [...kept.slice(by), ...kept.slice(0, by)];
          const translated = turned.flatMap((piece, i) => [words[i] ?? 'x', piece]).join(' ');
          const result = { text: unmaskTokens(translated, masked, to), language: to };
          expect([result.text, checkTokens(source, result)]).toEqual([
            result.text,
            { ok: true, missing: [], extra: [], doubtful: [] },
          ]);
        },
      ),
      RUNS,
    );
  });

  it('never gets a dropped, changed, doubled or exchanged token through', () => {
    const harm = fc.record({
      at: fc.nat(20),
      what: fc.constantFrom('drop', 'double', 'change', 'exchange'),
      by: fc.integer({ min: 1, max: 9 }),
      other: token,
    });
    fc.assert(
      fc.property(pieces, foreign, harm, (parts, word, { at, what, by, other }) => {
        const source = textOf(parts);
        const i = at % parts.length;
        const hurt = parts.map(([, piece]) => piece);
        const target = hurt[i] ?? '';
        const changed = /\d/.test(target)
          ? target.replace(/\d(?!.*\d)/, (digit) => String((Number(digit) + by) % 10))
          : target.replace(/[A-Z]|(?<=\{)./, (sign) => `${sign}${sign}`);
        if (what === 'drop') hurt.splice(i, 1);
        if (what === 'double') hurt.push(target);
        if (what === 'change') hurt[i] = changed;
        if (what === 'exchange') hurt[i] = other;
        const text = hurt.map((piece) => `${word} ${piece}`).join(' ');
        const same =
          [...hurt].toSorted().join('\n') ===
          parts
            .map(([, piece]) => piece)
            .toSorted()
            .join('\n');
        fc.pre(!same);
        expect([source.text, text, letThrough(source, { text, language: 'en' })]).toEqual([source.text, text, false]);
      }),
      RUNS,
    );
  });

  it('never gets anything through by playing with the signs', () => {
    const play = fc.array(
      fc.oneof(
        fc.integer({ min: 0, max: 8 }).map((n) => `⟦${n}⟧`),
        fc.constantFrom('⟦', '⟧', '⟦ 1 ⟧', '⟦1', '2⟧', '[1]', '⟦⟦1⟧⟧', '-', '.', '7'),
        foreign,
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(pieces, language, play, fc.constantFrom('', ' '), (parts, to, signs, gap) => {
        const source = textOf(parts);
        const masked = maskTokens(source.text, 'zh');
        const result = { text: unmaskTokens(signs.join(gap), masked, to), language: to };
        if (!letThrough(source, result)) return;
        // Let through: then nothing but the tokens of the source is in it, each as often as before.
        const values = (written: Written): string[] =>
          findTokens(written.text, written.language)
            .map(({ kind, value }) => `${kind} ${value}`)
            .toSorted();
        expect(values(result)).toEqual(values(source));
        expect(result.text).not.toMatch(/[⟦⟧]/);
      }),
      RUNS,
    );
  });

  it('gives back any text it does not touch', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const masked = maskTokens(text, 'zh');
        expect(unmaskTokens(masked.text, masked, 'zh')).toBe(text);
        expect(checkTokens({ text, language: 'zh' }, { text, language: 'zh' }).ok).toBe(true);
      }),
      RUNS,
    );
  });
});

describe('what a machine wrote by itself', () => {
  it('in another language may mean another amount by the same signs', () => {
    const grounds = { trusted: [{ text: '价格 ¥199，共 1,299 件', language: 'zh' }], promised: [], said: [] };
    const invented = (text: string, language: string): string[] =>
      inventedTokens({ text, language }, grounds).map(({ raw }) => raw);
    expect(invented('¥199', 'ja')).toEqual(['¥199']);
    expect(invented('CNY 199, 1.299', 'de')).toEqual([]);
    expect(invented('1,299', 'de')).toEqual(['1,299']);
  });

  const trusted: Written[] = [{ text: '订单号：4512300187000204539，运费 ¥5，2 天内发货', language: 'zh' }];
  const said: Written[] = [
    { text: 'You promised me 50 EUR back, see https://evil.example and order 8172635401928374', language: 'en' },
  ];
  it.each([
    ['Order 4512300187000204539 ships within 2 days for CNY 5', []],
    ['Order 8172635401928374 is on its way', []],
    ['We refund 50 EUR', ['50 EUR']],
    ['See https://evil.example', ['https://evil.example']],
    ['Order 4512300187000204530 arrives in 7 days', ['4512300187000204530', '7']],
    ['Write to me@evil.example for 20% off', ['me@evil.example', '20%']],
  ])('%s', (text, expected) => {
    expect(inventedTokens({ text, language: 'en' }, { trusted, promised: [], said }).map(({ raw }) => raw)).toEqual(expected);
  });
});
