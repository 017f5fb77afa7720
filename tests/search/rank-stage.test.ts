import { describe, expect, it } from 'vitest';
import type { Stage } from '#lib/domain/stage.ts';
import type { TemplateBrief } from '#lib/domain/template.ts';
import { pinyinKeys } from '#lib/search/pinyin.ts';
import { rankTemplates, type RankOptions } from '#lib/search/rank.ts';
import { prepareIndex } from '#lib/search/template-index.ts';

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

it('tells how long a search among 10,000 takes', () => {
  const words = '发货退款物流查询尺码建议优惠活动质量问题补发换货地址修改催付开票评价售后客服节日说明通知重长行乐'.split('');
  const pick = (i: number, n: number): string =>
    Array.from({ length: n }, (_, k) => words[(i * 7 + k * 13 + ((i >> 3) % 11)) % words.length]).join('');
  const list = Array.from({ length: 10_000 }, (_, i) =>
    template(`${pick(i, 4)}${i}`, {
      body: `${pick(i + 5, 40)} ${i}`,
      uses: i % 50,
      folder: pick(i, 2),
      tags: [pick(i, 2)],
      stages: i % 3 ? ['paid'] : ['shipped'],
    }),
  );
  const index = prepareIndex(list, NOW);
  const queries = [
    'f',
    'fh',
    'fahuo',
    '发货',
    '退',
    'tk',
    'wuliu',
    'zhongchang',
    '物流 查',
    'zzzz',
    'fahou',
    '标签:发货',
    '',
    'chaxun12',
    'wlcx',
  ];
  const times: number[] = [];
  for (let round = 0; round < 5; round++)
    for (const query of queries) {
      // Of the processor, not of the clock: others may be at work on the same machine.
      const started = process.cpuUsage();
      rankTemplates(index, query, { limit: 40, stage: 'paid', language: 'zh', shopId: null, at: NOW });
      const { user, system } = process.cpuUsage(started);
      times.push((user + system) / 1000);
    }
  times.sort((a, b) => a - b);
  const at = (share: number): string => (times[Math.floor(times.length * share)] ?? 0).toFixed(1);
  console.log(`search among 10,000 templates: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, most ${at(0.999)} ms`);
  expect(rankTemplates(index, 'fahuo', { limit: 40 })).toHaveLength(40);
});
