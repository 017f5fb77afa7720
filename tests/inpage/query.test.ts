import { describe, expect, it } from 'vitest';
import { placeBeside } from '#lib/inpage/place.ts';
import { stillTyped, typedQuery } from '#lib/inpage/query.ts';

const typed = (text: string, at: number, caret = text.length, head = text.slice(0, at)) =>
  typedQuery({ text, start: caret, end: caret }, { kind: 'typed', at, length: 1 }, head);

describe('typedQuery', () => {
  it('is what stands between the trigger and the caret', () => {
    expect(typed('您好 /fh', 3)).toEqual({ query: 'fh', start: 3, end: 6 });
    expect(typed('/发货 时效后文', 0, 6)).toEqual({ query: '发货 时效', start: 0, end: 6 });
    expect(typed('、', 0)).toEqual({ query: '', start: 0, end: 1 });
  });

  it('is over when the trigger is gone, the draft before it changed, or it is no query', () => {
    expect(typed('fh', 0)).toBeNull();
    expect(typed('您好 /fh', 3, 2)).toBeNull();
    expect(typed('您好吗/fh', 3, 6, '您好 ')).toBeNull();
    expect(typed('/ fh', 0)).toBeNull();
    expect(typed('/f\nh', 0)).toBeNull();
    expect(typed(`/${'f'.repeat(41)}`, 0)).toBeNull();
  });

  it('is empty over a selection that keys opened it for, until something is typed over it', () => {
    const point = { kind: 'keys', at: 1, length: 0 } as const;
    expect(typedQuery({ text: '一二三', start: 1, end: 3 }, point, '一')).toEqual({ query: '', start: 1, end: 3 });
    expect(typedQuery({ text: '一fh', start: 3, end: 3 }, point, '一')).toEqual({ query: 'fh', start: 1, end: 3 });
    expect(typedQuery({ text: '一二三', start: 0, end: 3 }, point, '一')).toBeNull();
  });

  it('still stands while only what follows has changed', () => {
    const point = { kind: 'typed', at: 3, length: 1 } as const;
    const query = { query: 'fh', start: 3, end: 6 };
    expect(stillTyped('您好 /fh', point, '您好 ', query)).toBe(true);
    expect(stillTyped('您好 /fh!', point, '您好 ', query)).toBe(true);
    expect(stillTyped('您好 /f', point, '您好 ', query)).toBe(false);
    expect(stillTyped('您们 /fh', point, '您好 ', query)).toBe(false);
    expect(stillTyped('', point, '您好 ', query)).toBe(false);
  });
});

describe('placeBeside', () => {
  const viewport = { width: 1000, height: 700 };

  it('goes below the caret where there is room and above otherwise', () => {
    expect(placeBeside({ left: 100, top: 80, bottom: 100 }, 380, 400, viewport)).toEqual({
      side: 'below',
      left: 88,
      offset: 106,
      maxHeight: 400,
    });
    expect(placeBeside({ left: 100, top: 640, bottom: 660 }, 380, 400, viewport)).toEqual({
      side: 'above',
      left: 88,
      offset: 66,
      maxHeight: 400,
    });
  });

  it('stays inside the window at its edges and in small frames', () => {
    expect(placeBeside({ left: 980, top: 80, bottom: 100 }, 380, 400, viewport).left).toBe(612);
    expect(placeBeside({ left: 0, top: 80, bottom: 100 }, 380, 400, viewport).left).toBe(8);
    const small = placeBeside({ left: 10, top: 150, bottom: 170 }, 280, 400, { width: 300, height: 300 });
    expect(small).toMatchObject({ side: 'above', maxHeight: 136 });
  });
});
