import { describe, expect, it, test } from 'vitest';
import { guessMapping } from '#lib/files/guess-mapping.ts';
import { headersOf } from '#lib/files/headers.ts';
import type { OrderField, OrderFileKind } from '#lib/files/order-columns.ts';
import { csv, errorsOf, readAll, utf8 } from './read-all.ts';
import files from './guess/files.json' with { type: 'json' };
import names from './guess/names.json' with { type: 'json' };

const NO = '2612345678901234567';

describe('what a column is, by its name and a value, beside a number in a Taobao file', () => {
  it.each(names as [string, string, OrderField | null][])('%s, %s: %s', (header, value, field) => {
    const head = field === 'no' ? [header, '甲'] : ['订单编号', header];
    const rows = field === 'no' ? [[value, '乙']] : [[NO, value]];
    const { columns } = guessMapping(headersOf(head, 1), rows, 'taobao-orders');
    expect(Object.entries(columns).find(([, name]) => name === header)?.[0] ?? null).toBe(field);
  });
});

interface FileCase {
  name: string;
  headers: string[];
  row: string[];
  kind: OrderFileKind;
  zone?: string;
  columns: Record<string, string>;
}

describe('what the columns of files of other programs are', () => {
  it.each(files as unknown as FileCase[])('$name', async ({ headers, row, kind, zone, columns }) => {
    const rows = row.length > 0 ? [row] : [];
    const guess = guessMapping(headersOf(headers, 1), rows);
    expect(guess).toEqual({ kind, columns, ...(zone && { zone }) });
    // Nothing that was guessed makes a row fail, but for a number that is none.
    const read = await readAll(utf8(csv(headers, ...rows)), { mapping: guess });
    expect(errorsOf(read.rows).filter(([, , code]) => code !== 'badOrderNo')).toEqual([]);
  });
});

test('of columns that are called alike the one is taken that can be read as that', () => {
  const head = ['内部订单号', '线上订单号', '付款时间', '支付时间'];
  const rows = [['100234', NO, '未付', '2026-01-05 12:00:00']];
  expect(guessMapping(headersOf(head, 1), rows).columns).toEqual({ no: '线上订单号', paidAt: '支付时间' });
});
