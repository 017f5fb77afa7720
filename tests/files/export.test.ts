import { Window } from 'happy-dom';
import Papa from 'papaparse';
import { unzipSync, strFromU8 } from 'fflate';
import { readSheet } from 'read-excel-file/universal';
import { describe, expect, it } from 'vitest';
import { guardCell, isFormulaLike, unguardCell } from '#lib/files/cell.ts';
import type { ExportColumn } from '#lib/files/export-cells.ts';
import type { ExportFormat } from '#lib/files/export-customers.ts';
import { blobOf, exportFormats, exportRows } from '#lib/files/export-customers.ts';
import { bytesOfExport, readAll } from './read-all.ts';

const zone = 'Asia/Shanghai';
const columns: ExportColumn[] = [
  { key: 'no', header: '订单编号', type: 'text' },
  { key: 'name', header: '昵称', type: 'text' },
  { key: 'paid', header: '实付', type: 'money' },
  { key: 'paid', header: '币种', type: 'currency' },
  { key: 'at', header: '时间', type: 'time' },
  { key: 'n', header: '件数', type: 'number' },
  { key: 'tags', header: '标签', type: 'text' },
];

/** Texts that a spreadsheet may run, or that break a careless writer. */
const attacks = [
  '=1+1',
  '=HYPERLINK("http://x.example","点我")',
  "=cmd|'/c calc'!A0",
  '+1+1',
  '-1+1',
  '@SUM(1)',
  '\t=1',
  '\r=1',
  '  =1',
  '\u00a0=1',
  '\ufeff=1',
  '\u3000=1',
  '\u200b=1',
  '＝1+1',
  '＋1',
  '－1',
  '＠SUM(1)',
  '\n=1',
  "'=1",
  "''=1",
  '=',
  '-',
  '- 5',
  '+86 13900000001',
];
const harmless = [
  '林间小雨88',
  '多行\n备注\r\n第二行',
  '引号"和，逗号,;',
  "'单引号'",
  '0012',
  '4512300187000204539',
  '13900000001',
  '<b>&amp;</b> ]]>',
  '𠮷野家😀',
  '_x0041_',
  'a_x005F_b',
  ' 前后空白 ',
  'a\u0001b',
  "it's",
  '',
];
const records = [...attacks, ...harmless].map((name, i) => ({
  no: `45123001870002${String(i).padStart(5, '0')}`,
  name,
  paid: { minor: i % 3 === 0 ? -1234 - i : 124_235 + i, currency: i % 2 ? 'CNY' : 'USD' },
  at: Date.parse('2026-09-27T10:01:02+08:00') + i * 1000,
  n: i % 5 === 0 ? 0 - i : i,
  tags: ['大码', '要发票'].slice(0, i % 3),
}));
const options = { zone, exportedAt: Date.parse('2026-11-21T00:00:00Z') };
const make = async (format: ExportFormat, rows: Iterable<Record<string, unknown>> = records): Promise<Uint8Array<ArrayBuffer>> =>
  bytesOfExport(await exportRows(format, rows, columns, options));

const decimal = (minor: number): string =>
  `${minor < 0 ? '-' : ''}${Math.trunc(Math.abs(minor) / 100)}.${String(Math.abs(minor) % 100).padStart(2, '0')}`;
/** Day fractions are binary: a moment comes back within a millisecond. */
const toSecond = (date: Date): string => new Date(Math.round(date.getTime() / 1000) * 1000).toISOString();
const clock = (i: number): string => `2026-09-27 10:0${1 + Math.floor((2 + i) / 60)}:${String((2 + i) % 60).padStart(2, '0')}`;
const expected = records.map((r, i) => [
  r.no,
  r.name,
  decimal(r.paid.minor),
  r.paid.currency,
  clock(i),
  String(r.n),
  r.tags.join('、'),
]);

describe('CSV', () => {
  it.each([
    ['csv', 'utf-8'],
    ['csv-gbk', 'gb18030'],
  ] as const)('%s gives back every cell', async (format, encoding) => {
    const bytes = await make(format);
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    const { data, errors } = Papa.parse<string[]>(text, { newline: '\r\n', skipEmptyLines: true });
    expect(errors).toEqual([]);
    expect(data[0]).toEqual(columns.map((c) => c.header));
    expect(data.slice(1).map((row) => row.map(unguardCell))).toEqual(expected);
  });

  it('starts with a byte order mark in UTF-8 and with none in GBK', async () => {
    expect(Array.from((await make('csv')).subarray(0, 4))).toEqual([0xef, 0xbb, 0xbf, 0x22]);
    expect(Array.from((await make('csv-gbk')).subarray(0, 5))).toEqual([0x22, 0xb6, 0xa9, 0xb5, 0xa5]);
  });

  it('quotes every cell and leaves none that a spreadsheet would run', async () => {
    const text = new TextDecoder('utf-8').decode(await make('csv'));
    const { data } = Papa.parse<string[]>(text, { newline: '\r\n', skipEmptyLines: true });
    const numeric = new Set([2, 5]);
    for (const row of data.slice(1)) {
      row.forEach((cell, i) => {
        if (numeric.has(i)) expect(cell).toMatch(/^-?\d+(?:\.\d\d)?$/);
        else expect(isFormulaLike(cell)).toBe(false);
      });
    }
    expect(text.charAt(0)).toBe('"');
    for (const name of attacks.filter((a) => !a.startsWith("'"))) expect(text).not.toContain(`,"${name.replaceAll('"', '""')}",`);
  });

  it.each(attacks)('marks %j and takes exactly that mark off again', (attack) => {
    const guarded = guardCell(attack);
    expect(guarded).toBe(`'${attack}`);
    expect(isFormulaLike(guarded)).toBe(false);
    expect(unguardCell(guarded)).toBe(attack);
  });

  it.each(harmless)('leaves %j as it is', (text) => {
    expect(guardCell(text)).toBe(text);
    expect(unguardCell(text)).toBe(text);
  });
});

describe('CSV for spreadsheet programs', () => {
  it.each(['csv', 'csv-gbk'] as const)(
    '%s keeps long numbers and zeros at the front, and our own import reads them',
    async (format) => {
      const heads: ExportColumn[] = [
        '订单编号',
        '买家会员名',
        '联系手机',
        '物流单号',
        '商家备注',
        '订单状态',
        '买家会员昵称',
      ].map((header) => ({ key: header, header, type: 'text' }));
      const record = {
        订单编号: '4512300187000204539',
        买家会员名: '=1+1',
        联系手机: '13900000001',
        物流单号: '75312300000001',
        商家备注: '007',
        订单状态: '交易成功',
      };
      const bytes = await bytesOfExport(await exportRows(format, [record], heads, { ...options, keepDigits: true }));
      const text = new TextDecoder(format === 'csv' ? 'utf-8' : 'gb18030').decode(bytes);
      const [, cells] = Papa.parse<string[]>(text, { newline: '\r\n', skipEmptyLines: true }).data;
      expect(cells).toEqual(['="4512300187000204539"', "'=1+1", '13900000001', '="75312300000001"', '="007"', '交易成功', '']);
      const { rows } = await readAll(bytes);
      expect(rows).toMatchObject([
        {
          order: {
            no: '4512300187000204539',
            buyer: { nick: '=1+1' },
            tracking: ['75312300000001'],
            recipient: { phone: '13900000001' },
            memo: '007',
          },
        },
      ]);
    },
  );
});

describe('XLSX', () => {
  it('gives back every cell, ids as text and amounts as numbers', async () => {
    const bytes = await make('xlsx');
    const sheet = (await readSheet(bytes.buffer, { trim: false })) as unknown[][];
    expect(sheet[0]).toEqual(columns.map((c) => c.header));
    const read = sheet
      .slice(1)
      .map(([no, name, paid, currency, at, n, tags]) => [no, name ?? '', paid, currency, toSecond(at as Date), n, tags ?? '']);
    expect(read).toEqual(
      records.map((r, i) => [
        r.no,
        r.name,
        r.paid.minor / 100,
        r.paid.currency,
        `${clock(i).replace(' ', 'T')}.000Z`,
        r.n,
        r.tags.join('、'),
      ]),
    );
  });

  it('holds no formula, formats amounts by currency and keeps the format rules', async () => {
    const parts = unzipSync(await make('xlsx'));
    const sheet = strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    const styles = strFromU8(parts['xl/styles.xml'] ?? new Uint8Array());
    expect(sheet).not.toContain('<f');
    expect(styles).toContain('&quot;CNY&quot; #,##0.00');
    expect(styles).toContain('&quot;USD&quot; #,##0.00');
    // eslint-disable-next-line no-control-regex
    expect(sheet).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
    const window = new Window();
    for (const [name, bytes] of Object.entries(parts)) {
      const xml = new window.DOMParser().parseFromString(strFromU8(bytes), 'application/xml');
      expect([name, xml.querySelector('parsererror')]).toEqual([name, null]);
    }
  });

  it('cleans the name of the sheet', async () => {
    const file = await exportRows('xlsx', [], columns, { ...options, sheetName: '客户[2026/11]:全部' });
    const parts = unzipSync(await bytesOfExport(file));
    expect(strFromU8(parts['xl/workbook.xml'] ?? new Uint8Array())).toContain('name="客户 2026 11  全部"');
  });
});

describe('times', () => {
  it('are written in the zone that is asked for, with its daylight saving', async () => {
    const rows = ['2026-01-15T12:00:00Z', '2026-07-15T12:00:00Z'].map((at) => ({ at: Date.parse(at) }));
    const file = await exportRows('csv', [...rows, { at: -1 }, { at: Number.NaN }], [{ key: 'at', header: 't', type: 'time' }], {
      ...options,
      zone: 'America/Los_Angeles',
    });
    const text = new TextDecoder().decode(await bytesOfExport(file));
    expect(text.split('\r\n')).toEqual(['"t"', '"2026-01-15 04:00:00"', '"2026-07-15 05:00:00"', '"\'-1"', '"NaN"', '']);
  });
});

describe('JSON', () => {
  it('is versioned and keeps minor units and instants', async () => {
    const parsed: unknown = JSON.parse(new TextDecoder().decode(await make('json')));
    expect(parsed).toEqual({
      schema: 'keban.table',
      version: 1,
      exportedAt: '2026-11-21T00:00:00.000Z',
      columns,
      rows: records.map(({ no, name, paid, at, n, tags }) => ({ no, name, paid, at, n, tags })),
    });
  });
});

describe('all formats', () => {
  it.each(exportFormats)('%s writes a file of no rows', async (format) => {
    expect((await make(format, [])).byteLength).toBeGreaterThan(20);
  });

  it.each(exportFormats)('%s hands out an async list in pieces', async (format) => {
    async function* many(): AsyncGenerator<Record<string, unknown>> {
      for (let i = 0; i < 5000; i++)
        yield { no: `4512300187000${i}`, name: `林间小雨${i * 7919}`, paid: { minor: i, currency: 'CNY' } };
    }
    const file = await exportRows(format, many(), columns, options);
    let chunks = 0;
    let total = 0;
    let largest = 0;
    for await (const chunk of file.chunks()) {
      chunks++;
      total += chunk.byteLength;
      largest = Math.max(largest, chunk.byteLength);
    }
    expect(file.report.rows).toBe(5000);
    expect(chunks).toBeGreaterThan(5);
    expect(largest).toBeLessThan(total / 2);
  });

  it('collects a file in a Blob and tells how far it is', async () => {
    const seen: number[] = [];
    const rows = Array.from({ length: 20_000 }, (_, i) => ({ no: String(i), name: 'x' }));
    const blob = await blobOf(await exportRows('csv', rows, columns, options), (n) => seen.push(n));
    expect(blob.type).toBe('text/csv;charset=utf-8');
    expect((await blob.text()).split('\r\n')).toHaveLength(20_002);
    expect(seen.length).toBeGreaterThan(1);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  });
});
