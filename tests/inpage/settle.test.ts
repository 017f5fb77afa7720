import { describe, expect, it } from 'vitest';
import { SETTLE_MS, Settling } from '#lib/inpage/settle.ts';

describe('Settling', () => {
  it('believes order numbers only after they stayed the same for a while', () => {
    const settling = new Settling();
    expect(settling.next('A', ['1'], 0)).toEqual({ orderNos: [], wait: SETTLE_MS });
    expect(settling.next('A', ['1', '2'], 200)).toEqual({ orderNos: [], wait: SETTLE_MS });
    expect(settling.next('A', ['1', '2'], 200 + SETTLE_MS)).toEqual({ orderNos: ['1', '2'], wait: null });
  });

  it('never gives the former buyer’s order numbers to the next buyer, however late the panel is', () => {
    const settling = new Settling();
    settling.next('A', ['1', '2'], 0);
    settling.next('A', ['1', '2'], 1000);
    expect(settling.next('B', ['1', '2'], 1100).orderNos).toEqual([]);
    expect(settling.next('B', ['1', '2'], 90_000).orderNos).toEqual([]);
    expect(settling.next('B', ['3'], 90_100)).toEqual({ orderNos: [], wait: SETTLE_MS });
    expect(settling.next('B', ['3'], 91_000)).toEqual({ orderNos: ['3'], wait: null });
  });

  it('keeps them away through a fast walk over several chats', () => {
    const settling = new Settling();
    settling.next('A', ['1'], 0);
    settling.next('B', ['1'], 20);
    settling.next('C', ['1'], 40);
    expect(settling.next('C', ['1'], 5000).orderNos).toEqual([]);
    expect(settling.next('A', ['1'], 5100).orderNos).toEqual([]);
    expect(settling.next('A', [], 5200).orderNos).toEqual([]);
  });

  it('finds a buyer’s orders again after coming back', () => {
    const settling = new Settling();
    settling.next('A', ['1'], 0);
    settling.next('B', ['1'], 1000);
    settling.next('B', ['2'], 1500);
    settling.next('A', ['2'], 3000);
    settling.next('A', ['1'], 3500);
    expect(settling.next('A', ['1'], 4000)).toEqual({ orderNos: ['1'], wait: null });
  });

  it('knows a buyer’s orders again after the page showed nobody for a moment', () => {
    const settling = new Settling();
    settling.next('A', ['1'], 0);
    settling.next('A', ['1'], 400);
    expect(settling.next(null, [], 500)).toEqual({ orderNos: [], wait: null });
    expect(settling.next('A', ['1'], 600)).toEqual({ orderNos: ['1'], wait: null });
  });

  it('keeps the former buyer’s away when the page showed nobody in between', () => {
    const settling = new Settling();
    settling.next('A', ['1'], 0);
    settling.next(null, [], 500);
    settling.next('B', ['1'], 600);
    expect(settling.next('B', ['1'], 5000).orderNos).toEqual([]);
  });
});
