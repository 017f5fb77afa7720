import { describe, expect, it } from 'vitest';
import { pinyinKeys } from '#lib/search/pinyin.ts';

describe('pinyinKeys', () => {
  it('spells by context first and keeps the other readings of polyphones', () => {
    expect(pinyinKeys('银行').pinyin[0]).toBe('yin hang');
    expect(pinyinKeys('行李').pinyin[0]).toBe('xing li');
    for (const [title, spelling, initials] of [
      ['重发', 'chong fa', 'cf'],
      ['重量', 'zhong liang', 'zl'],
      ['银行', 'yin xing', 'yx'],
      ['长款', 'zhang kuan', 'zk'],
      ['长款', 'chang kuan', 'ck'],
    ] as const) {
      expect(pinyinKeys(title).pinyin).toContain(spelling);
      expect(pinyinKeys(title).initials).toContain(initials);
    }
  });

  it('knows rare characters of names', () => {
    expect(pinyinKeys('堃垚玥龘')).toEqual({ pinyin: ['kun yao yue da'], initials: ['kyyd'] });
  });

  it('keeps Latin words and digits as units, drops punctuation, writes ü as v', () => {
    expect(pinyinKeys('EMS 发货（48h）')).toEqual({ pinyin: ['ems fa huo 48h'], initials: ['efh4'] });
    expect(pinyinKeys('绿').pinyin[0]).toBe('lv');
    expect(pinyinKeys('')).toEqual({ pinyin: [''], initials: [''] });
  });

  it('stays aligned behind characters of two units and unknown ones', () => {
    expect(pinyinKeys('😀𠮷货').pinyin[0]?.split(' ').at(-1)).toBe('huo');
    expect(pinyinKeys('😀𠮷货').pinyin[0]?.split(' ')).toHaveLength(2);
  });
});
