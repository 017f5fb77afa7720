import { describe, expect, it } from 'vitest';
import type { Stage } from '#lib/domain/stage.ts';
import type { TemplateBrief } from '#lib/domain/template.ts';
import { pinyinKeys } from '#lib/search/pinyin.ts';
import { rankTemplates, type RankOptions } from '#lib/search/rank.ts';
import { prepareIndex } from '#lib/search/template-index.ts';
import { QUERIES, sampleTemplates } from '../../entrypoints/testing/bench/reply-sample.ts';

const NOW = Date.UTC(2026, 10, 3);
const template = (title: string, fields: Partial<TemplateBrief> = {}): TemplateBrief => ({
  id: title,
  title,
  body: '',
  folder: '',
  language: 'zh',
  uses: 0,
  ...pinyinKeys(title),
  ...fields,
});
const titles = (list: TemplateBrief[], query: string, options: RankOptions = {}): string[] =>
  rankTemplates(prepareIndex(list, NOW), query, options).map((r) => r.template.title);

describe('the stage of the chat', () => {
  const list = [
    template('发货说明一', { stages: ['shipped'], uses: 3 }),
    template('发货说明二', { stages: ['paid'], uses: 1 }),
    template('发货说明三', { uses: 2 }),
    template('发货', { stages: ['received'] }),
    template('常用', { uses: 500, stages: ['received'] }),
  ];

  it.each<[Stage | null, string[]]>([
    ['paid', ['常用', '发货说明二', '发货说明三', '发货说明一', '发货']],
    ['shipped', ['常用', '发货说明一', '发货说明三', '发货说明二', '发货']],
    [null, ['常用', '发货说明一', '发货说明三', '发货说明二', '发货']],
  ])('%s: made for it first, made for others last, what is used very often stays in front', (stage, expected) => {
    expect(titles(list, '', { stage })).toEqual(expected);
  });

  it('decides among equally good hits only', () => {
    expect(titles(list, '发货', { stage: 'paid' })).toEqual(['发货', '发货说明二', '发货说明三', '发货说明一']);
    expect(titles(list, 'fhsm', { stage: 'shipped' })).toEqual(['发货说明一', '发货说明三', '发货说明二']);
  });

  it('leaves out what is for another shop', () => {
    const shops = [template('甲店', { shopId: 'taobao|a' }), template('通用')];
    expect(titles(shops, '', { shopId: 'taobao|a' })).toEqual(['甲店', '通用']);
    expect(titles(shops, '', { shopId: 'taobao|b' })).toEqual(['通用']);
    expect(titles(shops, 'jiadian', { shopId: null })).toEqual([]);
    expect(titles(shops, '')).toHaveLength(2);
  });
});

describe('spellings', () => {
  const list = [
    template('重新长时间行程说明'),
    template('音乐快乐礼盒'),
    template('Сроки доставки', { language: 'ru' }),
    template('Возврат товара', { language: 'ru', tags: ['售后'] }),
    template('Envío a México', { language: 'es' }),
  ];

  it.each([
    ['chongxinchangshijian', '重新长时间行程说明'],
    ['zhongxinzhangshijianhang', '重新长时间行程说明'],
    ['cxcsjxcsm', '重新长时间行程说明'],
    ['zxzsjhc', '重新长时间行程说明'],
    ['yinyuekuaile', '音乐快乐礼盒'],
    ['yinlekuaiyue', '音乐快乐礼盒'],
    ['доставк', 'Сроки доставки'],
    ['ДОСТАВКИ', 'Сроки доставки'],
    ['сд', 'Сроки доставки'],
    ['достакви', 'Сроки доставки'],
    ['возврт', 'Возврат товара'],
    ['fahou', undefined],
    ['yinyeu', '音乐快乐礼盒'],
    ['méxico', 'Envío a México'],
    ['标签:售后 товар', 'Возврат товара'],
    ['语言:俄语 сроки', 'Сроки доставки'],
    ['语言:es envío', 'Envío a México'],
  ])('%s', (query, title) => {
    expect(titles(list, query)[0]).toBe(title);
  });

  it.each([
    ['语言:俄', ['Сроки доставки', 'Возврат товара']],
    ['语言:西班', ['Envío a México']],
    ['lang:Russian', ['Сроки доставки', 'Возврат товара']],
    ['language:spa', ['Envío a México']],
    ['lang:русский', ['Сроки доставки', 'Возврат товара']],
    ['语言:r', ['Сроки доставки', 'Возврат товара']],
    ['语言:英', []],
    ['语言:火星', []],
    ['lang:RU', ['Сроки доставки', 'Возврат товара']],
  ])('%s narrows while it is typed', (query, expected) => {
    expect(titles(list, query)).toEqual(expected);
  });

  it.each(['标签:急件', '标签:急 件', '标签:"急 件"', '标签:“急 件', '标签：「急 件」 特快', 'tag:急'])(
    'finds a tag with a blank in it: %s',
    (query) => {
      expect(titles([template('特快', { tags: ['急 件'] }), template('特慢', { tags: ['缓 件'] })], query)).toEqual(['特快']);
    },
  );

  it('a filter that is only begun narrows nothing, and a word that ends like one is none', () => {
    expect(titles(list, '标签:')).toHaveLength(5);
    expect(titles(list, '标签:"')).toHaveLength(5);
    expect(titles(list, 'возврат 语言:')).toEqual(['Возврат товара']);
    expect(titles([template('etag:5 说明')], 'etag:5')).toEqual(['etag:5 说明']);
  });
});

describe('among 10,000 templates', () => {
  const list = sampleTemplates(10_000);
  const index = prepareIndex(list, NOW);
  const options = { limit: 40, stage: 'paid', language: 'zh', shopId: null, at: NOW } as const;
  const search = (query: string): unknown => rankTemplates(index, query, options);

  /** Milliseconds of this thread's processor: others may be at work, on the same machine and in the same process. */
  function spent(work: () => void, times: number): number {
    const from = process.threadCpuUsage();
    for (let i = 0; i < times; i++) work();
    const { user, system } = process.threadCpuUsage(from);
    return (user + system) / 1000 / times;
  }

  it('tells how long a search of each kind takes; foreign words take no longer than slips in pinyin', () => {
    const queries = Object.entries(QUERIES).flatMap(([kind, all]) => all.map((query) => ({ kind, query })));
    for (const { query } of [...queries, ...queries]) search(query);
    // The clock of a thread goes by ticks of up to 10 ms: many searches to a figure.
    const figures = queries
      .map(({ kind, query }) => ({ kind, query, ms: spent(() => search(query), 25) }))
      .toSorted((a, b) => a.ms - b.ms);
    const at = (share: number): string => (figures[Math.ceil(figures.length * share) - 1]?.ms ?? NaN).toFixed(1);
    const most = (of: RegExp): number => Math.max(...figures.flatMap(({ kind, ms }) => (of.test(kind) ? [ms] : [])));
    console.log(
      `search among 10,000 templates: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, most ${at(1)} ms (${figures.at(-1)?.query})`,
    );
    expect(most(/^Cyrillic|^Latin/)).toBeLessThan(most(/^slips/));
  });

  it.each([
    ['fahuo', 40, 'pinyin'],
    ['delivery', 40, 'title'],
    ['доставки', 40, 'title'],
    ['fahou', 40, 'typo'],
    ['delviery', 40, 'typo'],
    ['дсотавки', 40, 'typo'],
    ['wuliu jidnu', 40, 'typo'],
    ['q77777', 0, undefined],
    ['привет', 0, undefined],
    ['strange words here', 0, undefined],
  ])('%s finds %i', (query, count, by) => {
    const found = rankTemplates(index, query);
    expect([found.length, found[0]?.by]).toEqual([count, by]);
  });
});

describe('one slip', () => {
  // Every place and kind of slip in words of several lengths and scripts, found by a list that holds only the right one.
  it.each(['Delivery', 'Доставка', 'Kolor', 'Сроки', 'Возвращение', '发货时效说明', '物流查询'])(
    'anywhere in %s is forgiven',
    (title) => {
      const list = [template(title, { language: 'x' }), template('别的'), template('Other'), template('Другое')];
      const word = (list[0]?.pinyin[0] ?? title).replaceAll(' ', '').toLowerCase();
      const slips = Array.from(word, (_, at) => [
        `${word.slice(0, at)}q${word.slice(at + 1)}`,
        ...(at > 0 ? [word.slice(0, at) + word.slice(at + 1), `${word.slice(0, at)}q${word.slice(at)}`] : []),
        word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2),
      ]).flat();
      for (const slip of slips) expect([slip, titles(list, slip)]).toEqual([slip, [title]]);
    },
  );

  it('in several words is forgiven, unless one of them fits nothing', () => {
    const list = [template('Delivery time'), template('Delivery address')];
    expect(titles(list, 'delviery tmie')).toEqual(['Delivery time']);
    expect(titles(list, 'delviery zzzzz')).toEqual([]);
    expect(titles(list, 'zzzzz delivery')).toEqual([]);
  });
});
