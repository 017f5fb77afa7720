import { describe, expect, it } from 'vitest';
import { REFUSED } from '#lib/sites/found.ts';
import { flagOfNumber } from '#lib/sites/taobao/shape.ts';

describe('the memo flag of its number', () => {
  it.each([
    [0, 'none'],
    ['1', 'red'],
    [5, 'purple'],
    ['', null],
    [null, null],
  ])('%j is %s', (value, flag) => {
    expect(flagOfNumber(value)).toBe(flag);
  });

  it.each([[[]], [true], [false], [{}], [[1]], [' '], ['1.0'], [6], [-1], [1.5]])('%j is none that is known', (value) => {
    expect(flagOfNumber(value)).toBe(REFUSED);
  });
});
