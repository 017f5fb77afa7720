import { describe, expect, it } from 'vitest';
import {
  buyerOf,
  orderAt,
  ORDERS_EACH,
  roundOf,
  sampleBatches,
  tailOfUid,
  type SampleShape,
} from '../../entrypoints/testing/bench/sample.ts';
import { orderSchema } from '../../lib/domain/observation.ts';
import { optionsFrom, sizeOf } from '../../scripts/bench/options.ts';
import {
  cellsOf,
  figures,
  keeps,
  markdownOf,
  missedOf,
  percentile,
  ratioOf,
  short,
  single,
  sizeName,
  tableOf,
  type Row,
} from '../../scripts/bench/statistics.ts';

async function ordersOf(shape: SampleShape, order: 'by-time' | 'by-buyer') {
  const rows = [];
  for await (const batch of sampleBatches(shape, order, 70)) rows.push(...batch.rows);
  return rows;
}

describe('statistics', () => {
  it('gives the nearest rank, whatever the order of the samples', () => {
    const samples = [9, 1, 8, 2, 7, 3, 6, 4, 5, 10];
    expect(percentile(samples, 0.5)).toBe(5);
    expect(percentile(samples, 0.95)).toBe(10);
    expect(percentile([3], 0.05)).toBe(3);
    expect(percentile([], 0.5)).toBeNaN();
    expect(figures(samples)).toEqual({ n: 10, p50: 5, p95: 10 });
    expect(samples[0]).toBe(9);
  });

  const row = (extra: Partial<Row>): Row => ({
    part: 'b',
    name: 'x',
    size: 1000,
    unit: 'ms',
    ours: { n: 9, p50: 2, p95: 12 },
    base: { n: 9, p50: 1, p95: 8 },
    ...extra,
  });

  it('compares the figure that the aim is about', () => {
    expect(ratioOf(row({}))).toBe(2);
    expect(ratioOf(row({ aim: { of: 'p95', rule: '<=', value: 50 } }))).toBe(1.5);
    expect(ratioOf({ part: 'f', name: 'x', size: 0, unit: 'kB', ours: single(3) })).toBeNull();
    expect(ratioOf(row({ base: single(0) }))).toBeNull();
  });

  it('holds a row to its aim', () => {
    expect(keeps(row({}))).toBeNull();
    expect(keeps(row({ aim: { of: 'p50', rule: '<=', value: 2 } }))).toBe(true);
    expect(keeps(row({ aim: { of: 'p95', rule: '<=', value: 11.9 } }))).toBe(false);
    expect(keeps(row({ ours: single(8), base: single(2), aim: { of: 'ratio', rule: '>=', value: 4 } }))).toBe(true);
    expect(keeps(row({ ours: single(7.9), base: single(2), aim: { of: 'ratio', rule: '>=', value: 4 } }))).toBe(false);
    expect(keeps(row({ ours: figures([]), aim: { of: 'p50', rule: '<=', value: 5 } }))).toBe(false);
  });

  it('writes numbers with the digits that matter', () => {
    expect([0, 0.1234, 1.5, 12.34, 123.4, 12_345, NaN].map(short)).toEqual(['0', '0.123', '1.50', '12.3', '123', '12,345', '–']);
    expect([1000, 100_000, 250].map(sizeName)).toEqual(['1k', '100k', '250']);
  });

  it('prints each row once, with its verdict', () => {
    const rows = [
      row({ name: 'kept', aim: { of: 'p50', rule: '<=', value: 5 } }),
      row({ name: 'missed', aim: { of: 'p50', rule: '<=', value: 1 } }),
    ];
    expect(cellsOf(rows[0] as Row)).toEqual(['b', 'kept', '1k', '2.00 / 12.0 ms', '1.00 / 8.00 ms', '2.00×', 'p50 <= 5', 'ok']);
    const lines = tableOf(rows).split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[2]).toMatch(/missed.*MISS$/);
    expect(markdownOf(rows).split('\n')).toHaveLength(4);
  });

  it('names what was missed, and fails for what must hold only', () => {
    const busy = { part: 'f', name: 'busy chat', size: 0, aim: { of: 'ratio', rule: '<=', value: 1.05, must: true } } as const;
    const kept = row({ ...busy, ours: single(104), base: single(100) });
    const missed = row({ ...busy, ours: single(107), base: single(100) });
    const wished = row({ name: 'look-up', aim: { of: 'p50', rule: '<=', value: 1 } });
    expect(missedOf([kept, row({})])).toEqual({ lines: [], fails: false });
    expect(missedOf([kept, wished])).toEqual({ lines: ['b  look-up, 1k: p50 2.00, aim <= 1'], fails: false });
    expect(missedOf([wished, missed])).toEqual({
      lines: ['b  look-up, 1k: p50 2.00, aim <= 1', 'f  busy chat: ratio 1.07, aim <= 1.05'],
      fails: true,
    });
    // What could not be measured is not met.
    expect(missedOf([row({ ...busy, ours: figures([]), base: figures([]) })]).fails).toBe(true);
  });
});

describe('options', () => {
  it('reads sizes and parts and refuses what it does not know', () => {
    expect(optionsFrom([])).toEqual({ sizes: [1000, 10_000, 100_000], parts: ['a', 'b', 'c', 'd', 'e', 'f'], quick: false });
    expect(optionsFrom(['--sizes', '10k,1k', '--only', 'a,d', '--quick'])).toEqual({
      sizes: [1000, 10_000],
      parts: ['a', 'd'],
      quick: true,
    });
    expect(sizeOf('250')).toBe(250);
    for (const wrong of ['0', '10m', '', '-1', '2000k']) expect(() => sizeOf(wrong), wrong).toThrow();
    expect(() => optionsFrom(['--only', 'a,x'])).toThrow('x');
    expect(() => optionsFrom(['--fast'])).toThrow('--fast');
  });
});

describe('generated orders', () => {
  const shape: SampleShape = { customers: 120, site: 'taobao' };

  it('are the same every time and in both orders of the file', async () => {
    const byTime = await ordersOf(shape, 'by-time');
    expect(await ordersOf(shape, 'by-time')).toEqual(byTime);
    const sorted = (rows: typeof byTime): string[] => rows.map(({ order }) => JSON.stringify(order)).toSorted();
    expect(sorted(await ordersOf(shape, 'by-buyer'))).toEqual(sorted(byTime));
    expect(byTime.map((row) => row.line)).toEqual(byTime.map((_, i) => i + 2));
  });

  it('stand by time, a buyer’s orders far apart, each buyer with as many', async () => {
    const rows = await ordersOf(shape, 'by-time');
    const times = rows.map(({ order }) => order.createdAt ?? 0);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    const places = new Map<string, number[]>();
    for (const [i, { order }] of rows.entries())
      places.set(order.buyer?.nick ?? '', [...(places.get(order.buyer?.nick ?? '') ?? []), i]);
    expect(places.size).toBe(120);
    expect([...places.values()].every((list) => list.length === ORDERS_EACH)).toBe(true);
    const gaps = [...places.values()].flatMap((list) => list.slice(1).map((at, i) => at - (list[i] ?? 0)));
    expect(gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length).toBeGreaterThan(60);
  });

  it('have numbers of the platforms’ shapes, each once, and pass the schema', async () => {
    const taobao = await ordersOf(shape, 'by-time');
    const aliexpress = await ordersOf({ customers: 120, site: 'aliexpress' }, 'by-time');
    for (const { order } of [...taobao, ...aliexpress]) expect(orderSchema.safeParse(order).success).toBe(true);
    for (const rows of [taobao, aliexpress]) expect(new Set(rows.map(({ order }) => order.no)).size).toBe(rows.length);
    expect(taobao.every(({ order }) => /^\d{19}$/.test(order.no))).toBe(true);
    expect(aliexpress.every(({ order }) => /^\d{16}$/.test(order.no))).toBe(true);
    // On Taobao a buyer's orders share their last six digits, on AliExpress they do not.
    const tails = (rows: typeof taobao): number => new Set(rows.map(({ order }) => order.no.slice(-6))).size;
    expect(tails(taobao)).toBeLessThanOrEqual(120);
    expect(tails(aliexpress)).toBeGreaterThan(1000);
    expect(tailOfUid('2200123456')).toBe('125634');
  });

  it('visit every customer once a round', () => {
    for (const count of [100, 997, 1000]) {
      for (const round of [0, 3, 9]) expect(new Set(roundOf(round, count)).size).toBe(count);
    }
    expect(roundOf(0, 1000)).not.toEqual(roundOf(1, 1000));
  });

  it('have room for a million', () => {
    const large: SampleShape = { customers: 100_000, site: 'taobao' };
    expect(orderAt(large, 99_999, 999_999).no).toMatch(/^\d{19}$/);
    expect(orderAt({ ...large, site: 'aliexpress' }, 5, 999_999).no).toMatch(/^\d{16}$/);
    const names = new Set(Array.from({ length: 100_000 }, (_, i) => buyerOf(large, i).nick));
    expect(names.size).toBe(100_000);
  });
});
