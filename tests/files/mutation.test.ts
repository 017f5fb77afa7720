import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderSchema } from '#lib/domain/observation.ts';
import { problemCodes } from '#lib/files/problem.ts';
import { readOrderFile } from '#lib/files/order-file.ts';
import type { OrderRow } from '#lib/files/order-row.ts';
import { errorsOf, readAll, sample, utf8 } from './read-all.ts';

const names = [
  'export-orders.2016-05.gbk.csv',
  'export-orders.2019.gbk.csv',
  'export-items.2018-05.gbk.csv',
  'export-items.2024-2026.headers.gbk.csv',
  'csp-order-export.zh_CN.2026-01.sample.csv',
  'csp-order-export.zh_CN.2026-01.sample.xlsx',
];
const samples = names.map(sample);

const change = fc.record({
  kind: fc.constantFrom('set', 'insert', 'delete', 'cut', 'swap', 'repeat'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 1, max: 40 }),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }),
  special: fc.option(fc.constantFrom('"', '""', ',', '\n', '\r\n', '\r', '="', "'", '\u0000', '\ufeff', '\ufffd', ';', '\t')),
});
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function changed(bytes: Uint8Array, { kind, at, length, bytes: random, special }: Change): Uint8Array {
  const list = [...bytes];
  const from = Math.floor(at * list.length);
  const put = special === null ? [...random] : [...utf8(special)];
  if (kind === 'cut') return new Uint8Array(list.slice(0, from));
  if (kind === 'delete') list.splice(from, length);
  else if (kind === 'insert') list.splice(from, 0, ...put);
  else if (kind === 'repeat') list.splice(from, 0, ...list.slice(from, from + length));
  else if (kind === 'swap')
    list.splice(from, 2 * length, ...list.slice(from + length, from + 2 * length), ...list.slice(from, from + length));
  else list.splice(from, put.length, ...put);
  return new Uint8Array(list);
}

async function rowsOf(bytes: Uint8Array): Promise<OrderRow[] | null> {
  const file = await readOrderFile(bytes, 'mutated');
  if (file.status === 'refused') {
    expect(problemCodes).toContain(file.problem.code);
    return null;
  }
  if (file.status === 'needsMapping') {
    expect(file.headers.length).toBeGreaterThan(0);
    return null;
  }
  const rows: OrderRow[] = [];
  for await (const batch of file.batches()) rows.push(...batch.rows);
  return rows;
}

describe('damaged files', () => {
  it('never bring the reader down, and every row is an order that fits the shape or a reason', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(samples.length - 1), fc.array(change, { minLength: 1, maxLength: 4 }), async (which, changes) => {
        const bytes = changes.reduce(changed, samples[which] ?? new Uint8Array());
        for (const row of (await rowsOf(bytes)) ?? []) {
          expect(row.line).toBeGreaterThan(1);
          if (row.order) expect(orderSchema.safeParse(row.order).success).toBe(true);
          else expect(problemCodes).toContain(row.error?.reason.code);
          expect(Boolean(row.order) !== Boolean(row.error)).toBe(true);
        }
      }),
      { seed: 20_261_121, numRuns: 700 },
    );
  }, 60_000);

  it('never bring it down with bytes at random', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.boolean(), async (bytes, zip) => {
        await rowsOf(zip ? new Uint8Array([0x50, 0x4b, 3, 4, ...bytes]) : bytes);
      }),
      { seed: 20_261_122, numRuns: 300 },
    );
  }, 60_000);
});

const head = '"订单编号","订单状态","买家留言","买家实付金额"';
const badCells: Record<string, (no: string) => string> = {
  badOrderNo: (no) => `"${no.slice(0, 9)}","交易成功","","1.00"`,
  missingOrderNo: () => '"","交易成功","","1.00"',
  badMoney: (no) => `"${no}","交易成功","","一元"`,
  extraCells: (no) => `"${no}","交易成功","","1.00","x"`,
  badCharacters: (no) => `"${no}","交易成功","\ufffd","1.00"`,
};

describe('bad rows among good ones', () => {
  it('are each reported at their own line, and no good row is lost', async () => {
    const note = fc
      .array(fc.constantFrom('a', '\n', '\r\n', '""', ',', '，', '留言', ' '), { maxLength: 12 })
      .map((parts) => parts.join(''));
    const row = fc.record({ note, bad: fc.option(fc.constantFrom(...Object.keys(badCells)), { freq: 3 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 40 }), fc.constantFrom('\n', '\r\n'), async (rows, eol) => {
        let text = head + eol;
        const errors: [number, string][] = [];
        const good: [number, string][] = [];
        rows.forEach(({ note: words, bad }, i) => {
          const no = `45123001870${String(i).padStart(4, '0')}4539`;
          const line = text.split('\n').length;
          text += bad ? badCells[bad]?.(no) : `"${no}","交易成功","${words}","1.00"`;
          text += eol;
          if (bad) errors.push([line, bad]);
          else good.push([line, no]);
        });
        const read = await readAll(utf8(text));
        expect(errorsOf(read.rows).map(([line, , code]) => [line, code])).toEqual(errors);
        expect(read.rows.flatMap(({ line, order }) => (order ? [[line, order.no]] : []))).toEqual(good);
      }),
      { seed: 7, numRuns: 150 },
    );
  }, 60_000);
});
