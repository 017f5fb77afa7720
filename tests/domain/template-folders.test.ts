import { describe, expect, it } from 'vitest';
import { stageFit, stageOf } from '#lib/domain/stage.ts';
import { canMove, cleanFolder, folderTree, isInFolder, movedFolder } from '#lib/domain/template-folders.ts';

describe('folders', () => {
  it.each([
    [' 售后 ／ 退款 /', '售后/退款'],
    ['a//b/c/d/e', 'a/b/c/d'],
    ['/', ''],
  ])('cleanFolder(%s)', (raw, clean) => {
    expect(cleanFolder(raw)).toBe(clean);
  });

  it('makes a tree with counts, those above too, no folder last', () => {
    expect(
      folderTree(['', '售后/退款', '售后/退款', '售后', '发货/国际/俄罗斯']).map(({ path, depth, own, all }) => [
        path,
        depth,
        own,
        all,
      ]),
    ).toEqual([
      ['发货', 0, 0, 1],
      ['发货/国际', 1, 0, 1],
      ['发货/国际/俄罗斯', 2, 1, 1],
      ['售后', 0, 1, 3],
      ['售后/退款', 1, 2, 2],
      ['', 0, 1, 1],
    ]);
  });

  it('moves a folder with all in it, never into itself', () => {
    expect(movedFolder('售后/退款', '售后', '客服/售后')).toBe('客服/售后/退款');
    expect(movedFolder('售后服务', '售后', 'x')).toBeNull();
    expect(movedFolder('售后/退款', '售后', '')).toBe('退款');
    expect(canMove(['售后/退款'], '售后', '售后/旧')).toBe(false);
    expect(canMove(['a/b/c/d'], 'a', 'x/a')).toBe(false);
    expect(canMove(['a/b/c'], 'a', 'x/a')).toBe(true);
    expect(isInFolder('售后服务', '售后')).toBe(false);
  });
});

describe('the stage of a chat', () => {
  it.each([
    ['no orders', [], 'presale'],
    [
      'the newest order counts',
      [
        ['done', 1],
        ['unpaid', 5],
      ],
      'unpaid',
    ],
    [
      'a refund of an older order goes before all',
      [
        ['refunding', 1],
        ['paid', 5],
      ],
      'aftersales',
    ],
    ['closed is over', [['closed', 5]], 'presale'],
    ['what is not known is not guessed', [['unknown', 5]], null],
    [
      'an order of which only the number is known may be the newest',
      [
        ['done', 5],
        ['unknown', undefined],
      ],
      null,
    ],
  ] as const)('%s', (_, orders, stage) => {
    expect(stageOf(orders.map(([state, createdAt], i) => ({ state, createdAt, no: String(i), shopId: 'taobao|s' })))).toBe(stage);
  });

  it('fits', () => {
    expect([
      stageFit(['paid'], 'paid'),
      stageFit(undefined, 'paid'),
      stageFit(['shipped'], 'paid'),
      stageFit(['paid'], null),
    ]).toEqual([1, 0, -1, 0]);
  });
});
