import { describe, expect, it } from 'vitest';
import type { TemplateBrief } from '#lib/domain/template.ts';
import { pinyinKeys } from '#lib/search/pinyin.ts';
import { rankTemplates } from '#lib/search/rank.ts';
import { prepareIndex } from '#lib/search/template-index.ts';

const NOW = Date.UTC(2026, 10, 3);

function template(title: string, fields: Partial<TemplateBrief> = {}): TemplateBrief {
  return { id: title, title, body: '', folder: '', language: 'zh', uses: 0, ...pinyinKeys(title), ...fields };
}

const LIST = [
  template('发货时效', { code: 'fh', body: '亲，48 小时内发出' }),
  template('重发补发说明'),
  template('银行转账说明'),
  template('长款尺码建议', { code: 'cm' }),
  template('堃垚玥龘礼盒'),
  template('EMS 快递查询', { body: '发货后可查' }),
  template('退货地址', { folder: '售后' }),
];

const find = (query: string, list: readonly TemplateBrief[] = LIST) => rankTemplates(prepareIndex(list, NOW), query);
const titles = (query: string, list?: readonly TemplateBrief[]): string[] => find(query, list).map((r) => r.template.title);

describe('rankTemplates', () => {
  it.each([
    ['发货', '发货时效'],
    ['fahuo', '发货时效'],
    ['fhsx', '发货时效'],
    ['fahsx', '发货时效'],
    ['shixiao', '发货时效'],
    ["fa'huo", '发货时效'],
    ['发h', '发货时效'],
    ['FH', '发货时效'],
    ['chongfa', '重发补发说明'],
    ['zhongfa', '重发补发说明'],
    ['cfbf', '重发补发说明'],
    ['yinhang', '银行转账说明'],
    ['yinxing', '银行转账说明'],
    ['changkuan', '长款尺码建议'],
    ['zhangkuan', '长款尺码建议'],
    ['kunyaoyueda', '堃垚玥龘礼盒'],
    ['kyyd', '堃垚玥龘礼盒'],
    ['垚', '堃垚玥龘礼盒'],
    ['lihe', '堃垚玥龘礼盒'],
    ['ems', 'EMS 快递查询'],
    ['emskuaidi', 'EMS 快递查询'],
    ['ekd', 'EMS 快递查询'],
    ['ems 查询', 'EMS 快递查询'],
    ['ＥＭＳ', 'EMS 快递查询'],
    ['售后', '退货地址'],
    ['48 小时', '发货时效'],
  ])('finds by %s', (query, title) => {
    expect(titles(query)[0]).toBe(title);
  });

  it('finds nothing where nothing fits', () => {
    expect(titles('zzzz')).toEqual([]);
    expect(titles('发货 退款')).toEqual([]);
    expect(titles('ahuo')).toEqual([]);
  });

  it('combines the readings of two polyphones', () => {
    expect(titles('zhangxing', [template('长行')])).toEqual(['长行']);
    expect(titles('changhang', [template('长行')])).toEqual(['长行']);
  });

  it('marks the hit in the title', () => {
    const [inside] = find('kuaidi');
    expect(inside?.hits).toEqual([[4, 6]]);
    expect(find('时效')[0]?.hits).toEqual([[2, 4]]);
    expect(find('fh')[0]?.hits).toEqual([[0, 2]]);
    expect(find('fh', [template('①发货')])[0]?.hits).toEqual([[1, 3]]);
  });

  it('puts the exact code first, then title, then pinyin, then body; use decides between equals only', () => {
    const list = [
      template('发货', { id: 'title', uses: 0 }),
      template('无关', { id: 'body', body: 'fh 发货', uses: 999, lastUsedAt: NOW }),
      template('返还', { id: 'pinyin', uses: 1 }),
      template('返回', { id: 'pinyin-used', uses: 50 }),
      template('别的', { id: 'code', code: 'fh' }),
    ];
    expect(find('fh', list).map((r) => r.template.id)).toEqual(['code', 'pinyin-used', 'pinyin', 'title', 'body']);
    expect(find('发货', list).map((r) => r.template.id)).toEqual(['title', 'body']);
  });

  it('shows what was used last and most for an empty query, in the given order otherwise', () => {
    const list = [
      template('甲'),
      template('乙', { uses: 3 }),
      template('丙', { uses: 3, lastUsedAt: NOW - 3_600_000 }),
      template('丁'),
    ];
    expect(titles('', list)).toEqual(['丙', '乙', '甲', '丁']);
    expect(titles('  ', list)).toHaveLength(4);
  });

  it('works for imported templates whose keys do not fit the title', () => {
    expect(titles('fahuo', [template('发货', { pinyin: ['fahuo'] })])).toEqual([]);
    expect(titles('fh', [template('发货', { pinyin: [], initials: ['fh'] })])).toEqual(['发货']);
  });

  it('is not slowed down beyond measure by a word that almost fits everywhere', () => {
    const index = prepareIndex([template('啊'.repeat(60), { id: 'a' })], NOW);
    const fastest = (length: number): number =>
      Math.min(
        ...Array.from({ length: 20 }, () => {
          const from = performance.now();
          expect(rankTemplates(index, `${'a'.repeat(length)}bb`)).toEqual([]);
          return performance.now() - from;
        }),
      );
    fastest(5);
    // Twice the letters may cost a few times as much; trying all ways to split them would cost a million times.
    expect(fastest(38) / fastest(19)).toBeLessThan(40);
  });
});

describe('slips, filters and versions', () => {
  const list = [
    template('Shipping time', { id: 'ship', language: 'en' }),
    template('Возврат денег', { id: 'refund', language: 'ru', tags: ['售后'] }),
    template('发货时效', { id: 'fh', tags: ['物流', '承诺'] }),
    template('退货地址', { id: 'addr', tags: ['售后'] }),
  ];
  const ids = (query: string, options = {}): string[] =>
    rankTemplates(prepareIndex(list, NOW), query, options).map((r) => r.template.id);

  it.each([
    ['shiping', 'ship'],
    ['shippinng', 'ship'],
    ['shpiping', 'ship'],
    ['shopping', 'ship'],
    ['возвраь', 'refund'],
    ['возварт', 'refund'],
    ['fahup', 'fh'],
    ['tuhuo', 'addr'],
  ])('forgives one slip: %s', (query, id) => {
    expect(ids(query)).toEqual([id]);
  });

  it('does not guess at short words, at two slips, or when something fits', () => {
    expect(ids('shp')).toEqual([]);
    expect(ids('shoppimg')).toEqual([]);
    expect(ids('возврат')).toEqual(['refund']);
  });

  it('forgives a wrong first letter when nothing else is near', () => {
    expect(ids('chipping')).toEqual(['ship']);
    expect(ids('hsipping')).toEqual(['ship']);
    expect(ids('вовзрат')).toEqual(['refund']);
    expect(ids('фозврат')).toEqual(['refund']);
    expect(ids('gahuo')).toEqual(['fh']);
    // Too short a word, or a second slip, is none.
    expect(ids('ehui')).toEqual([]);
    expect(ids('chippinq')).toEqual([]);
  });

  it('narrows by tag and language, with or without words', () => {
    expect(ids('标签:售后')).toEqual(['refund', 'addr']);
    expect(ids('标签：售 语言:ru')).toEqual(['refund']);
    expect(ids('语言:英语 ship')).toEqual(['ship']);
    expect(ids('tag:物流 tuihuo')).toEqual([]);
    expect(ids('fh 标签:承诺')).toEqual(['fh']);
    expect(ids('物流')).toEqual(['fh']);
  });

  it('shows of the versions of one reply the one in the buyer’s language, and all of them when asked', () => {
    const versions = [
      template('致歉', { id: 'zh', group: 'g' }),
      template('致歉', { id: 'en', group: 'g', language: 'en', uses: 9 }),
      template('致歉', { id: 'ru', group: 'g', language: 'ru' }),
    ];
    const index = prepareIndex(versions, NOW);
    const found = (query: string, language: string) => rankTemplates(index, query, { language }).map((r) => r.template.id);
    expect(found('zhiqian', 'ru-RU')).toEqual(['ru']);
    expect(found('', 'zh')).toEqual(['zh']);
    expect(found('致歉', 'ko')).toEqual(['en', 'zh', 'ru']);
    expect(found('致歉 语言:en', 'zh')).toEqual(['en']);
  });

  it('looks through the other versions of a reply where the one in the buyer’s language is not found', () => {
    const versions = [
      template('Ваш заказ отправлен', { id: 'ru', group: 'g', language: 'ru' }),
      template('Your order is on its way', { id: 'en', group: 'g', language: 'en' }),
      template('Заказ', { id: 'other', language: 'ru' }),
    ];
    const index = prepareIndex(versions, NOW);
    const found = (query: string) => rankTemplates(index, query, { language: 'ru' }).map((r) => r.template.id);
    expect(found('on its way')).toEqual(['en']);
    expect(found('заказ')).toEqual(expect.not.arrayContaining(['en']));
    expect(found('nothing at all')).toEqual([]);
  });

  it('leaves out what is not yet or no longer in force, where the moment counts', () => {
    const index = prepareIndex(
      [template('双11', { id: 'a', validFrom: NOW + 1 }), template('双11', { id: 'b', validUntil: NOW - 1 })],
      NOW,
    );
    expect(rankTemplates(index, '双11', { at: NOW })).toEqual([]);
    expect(rankTemplates(index, '双11')).toHaveLength(2);
    expect(rankTemplates(index, '双11', { at: NOW + 1 })).toHaveLength(1);
  });

  it('puts favourites before what is used more', () => {
    const index = prepareIndex([template('甲', { uses: 9 }), template('乙', { favourite: true })], NOW);
    expect(rankTemplates(index, '').map((r) => r.template.title)).toEqual(['乙', '甲']);
  });
});

describe('accents', () => {
  const list = [
    template('Política de devolución', { id: 'es', language: 'es', body: 'Puedes pedir la devolución', tags: ['Garantía'] }),
    template('Przesyłka w drodze', { id: 'pl', language: 'pl', body: 'Wysłaliśmy paczkę' }),
    template('Ещё раз', { id: 'ru', language: 'ru', body: 'Всё в порядке' }),
  ];
  const found = (query: string) => rankTemplates(prepareIndex(list, NOW), query);
  it.each([
    ['devolucion', 'es', 'title'],
    ['devolución', 'es', 'title'],
    ['DEVOLUCIÓN', 'es', 'title'],
    ['devolucio\u0301n', 'es', 'title'],
    ['pedir devolucion', 'es', 'body'],
    ['标签:garantia', 'es', 'recent'],
    ['garantia', 'es', 'folder'],
    ['przesylka', 'pl', 'title'],
    ['wyslalismy', 'pl', 'body'],
    ['paczke', 'pl', 'body'],
    ['еще', 'ru', 'title'],
    ['все в порядке', 'ru', 'body'],
  ])('are no matter: %s', (query, id, by) => {
    expect(found(query).map((each) => [each.template.id, each.by])).toEqual([[id, by]]);
  });

  it('leave the marks of a hit where it is', () => {
    expect(found('devolucion')[0]?.hits).toEqual([[12, 22]]);
    expect(found('przes')[0]?.hits).toEqual([[0, 5]]);
    expect(
      rankTemplates(prepareIndex([template('Devolucio\u0301n ya', { language: 'es' })], NOW), 'devolucion ya')[0]?.hits,
    ).toEqual([
      [0, 11],
      [12, 14],
    ]);
  });
});

describe('the buyer’s language', () => {
  const list = [
    template('发货时间', { id: 'en', language: 'en', code: 'en-ship', uses: 50 }),
    template('发货时间', { id: 'ru', language: 'ru', code: 'ru-ship' }),
    template('延迟发货致歉', { id: 'zh', language: 'zh', code: 'yc' }),
  ];
  const ids = (query: string, language?: string): string[] =>
    rankTemplates(prepareIndex(list, NOW), query, language ? { language } : {}).map((r) => r.template.id);

  it('comes before better matches and more used replies in other languages', () => {
    expect(ids('发货', 'zh')).toEqual(['zh', 'en', 'ru']);
    expect(ids('', 'ru-RU')).toEqual(['ru', 'en', 'zh']);
    expect(ids('发货')).toEqual(['en', 'ru', 'zh']);
  });

  it('gives way to an exact code', () => {
    expect(ids('en-ship', 'zh')[0]).toBe('en');
  });
});
