import { describe, expect, it } from 'vitest';
import type { TemplateBrief } from '#lib/domain/template.ts';
import { pinyinKeys } from '#lib/search/pinyin.ts';
import { prepareIndex, rankTemplates } from '#lib/search/rank.ts';

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
    const index = prepareIndex([template('啊'.repeat(60))], NOW);
    const fastest = (length: number): number =>
      Math.min(
        ...Array.from({ length: 20 }, () => {
          const from = performance.now();
          expect(rankTemplates(index, `${'a'.repeat(length)}b`)).toEqual([]);
          return performance.now() - from;
        }),
      );
    fastest(5);
    // Twice the letters may cost a few times as much; trying all ways to split them would cost a million times.
    expect(fastest(38) / fastest(19)).toBeLessThan(40);
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
