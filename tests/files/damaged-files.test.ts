import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { exportRows } from '#lib/files/export-customers.ts';
import { encodeGbk } from '#lib/files/gbk.ts';
import { readOrderFile } from '#lib/files/order-file.ts';
import { bytesOfExport, cny, csv, errorsOf, readAll, sample, utf8 } from './read-all.ts';

describe('rows that cannot be read', () => {
  const head = ['订单编号', '订单状态', '买家留言', '买家实付金额', '订单创建时间'];
  it('names line, column and reason, after cells with line breaks too, and keeps the others', async () => {
    const { rows } = await readAll(
      utf8(
        csv(
          head,
          ['1930670000173066', '交易成功', 'a\r\nb\r\nc', '1.00', '2020-01-02 03:04:05'], // 2 – 4
          ['193067', '交易成功', 'x\ny', '1.00', ''], // 5 – 6
          ['', '交易成功', '', '1.00', ''], // 7
          ['1930670000173067', '交易成功', '', '1.0.0', ''], // 8
          ['1930670000173068', '交易成功', '', '1.00', '2020-02-31 00:00'], // 9
          ['4.5123E+18', '交易成功', '', '1.00', ''], // 10
          ['4512300187000200000', '交易成功', '', '1.00', ''], // 11
          ['1930670000173069', '交易成功', 'b\ufffdd', '1.00', ''], // 12
          ['1930670000173070', '交易成功', '', '1.00', '', '更多'], // 13
          ['1930670000173071', '从未见过的状态', '', '', ''], // 14
        ),
      ),
    );
    expect(errorsOf(rows)).toEqual([
      [5, '订单编号', 'badOrderNo'],
      [7, '订单编号', 'missingOrderNo'],
      [8, '买家实付金额', 'badMoney'],
      [9, '订单创建时间', 'badTime'],
      [10, '订单编号', 'inexactNumber'],
      [11, '订单编号', 'inexactNumber'],
      [12, '买家留言', 'badCharacters'],
      [13, '', 'extraCells'],
    ]);
    expect(rows.filter((row) => row.order).map((row) => [row.line, row.order?.state])).toEqual([
      [2, 'done'],
      [14, 'unknown'],
    ]);
    expect(rows[3]?.error).toMatchObject({
      value: '1.0.0',
      reason: { key: 'files.problem.badMoney', params: { column: '买家实付金额' } },
    });
  });

  it('gives up one line at broken quotes and reads on', async () => {
    const text = `${head.join(',')}\n1930670000173066,交易成功,,1.00,\n1930670000173067,"交易"成功,,1.00,\n1930670000173068,交易成功,,1.00,\n1930670000173069,"交易成功,,1.00,\n1930670000173070,交易成功,,1.00,\n`;
    const { rows } = await readAll(utf8(text));
    expect(errorsOf(rows)).toEqual([
      [3, '', 'brokenQuotes'],
      [5, '', 'brokenQuotes'],
    ]);
    expect(rows.flatMap((row) => row.order?.no ?? [])).toEqual(['1930670000173066', '1930670000173068', '1930670000173070']);
  });

  it('reports a file cut off in its last row', async () => {
    const { rows } = await readAll(utf8(`${head.join(',')}\n1930670000173066,交易成功,,1.00,\n1930670000173067,交易`));
    expect(errorsOf(rows)).toEqual([[3, '', 'cutRow']]);
  });

  it('refuses the damaged characters of a cut UTF-8 file, not the file', async () => {
    const whole = utf8(
      csv(head, ...Array.from({ length: 30 }, (_, i) => [String(1_930_670_000_173_000 + i), '交易成功', '留言留言', '1.00', ''])),
    );
    const at = whole.lastIndexOf(0xe7);
    const damaged = new Uint8Array([...whole.slice(0, at + 1), ...whole.slice(at + 2)]);
    const { description, rows } = await readAll(damaged);
    expect(description).toMatchObject({ encoding: 'utf-8', clean: false });
    expect(errorsOf(rows)).toEqual([[31, '买家留言', 'badCharacters']]);
    expect(rows.filter((row) => row.order)).toHaveLength(29);
  });
});

describe('numbers that a spreadsheet program rounded', () => {
  const head = ['订单编号', '订单状态', '买家会员名', '联系手机', '物流公司', '物流单号'];
  it.each([
    ['7.53123E+13', '1.38E+10'],
    [' 7.53123e+13 ', '1.38E +10'],
    ['７．５３Ｅ＋１３', '１．３８Ｅ＋１０'],
    ['SF1001,7.53123E+13', '1E+10'],
    ['No:7.53123E+13', '="1.38E+10"'],
  ])('are left out with a warning, and the order stays: %s', async (tracking, phone) => {
    const { rows } = await readAll(
      utf8(
        csv(
          head,
          ['1930670000173066', '交易成功', '小雨', phone, '顺丰', tracking],
          ['1930670000173067', '', '', '', '', 'SF1E+1A'],
        ),
      ),
    );
    expect(errorsOf(rows)).toEqual([]);
    expect(rows[0]?.order).toMatchObject({ no: '1930670000173066', carrier: '顺丰', buyer: { nick: '小雨' } });
    expect(rows[0]?.order).not.toHaveProperty('tracking');
    expect(rows[0]?.order).not.toHaveProperty('recipient');
    expect(rows[0]?.warnings?.map(({ line, column, reason }) => [line, column, reason.code])).toEqual([
      [2, '联系手机', 'inexactNumber'],
      [2, '物流单号', 'inexactNumber'],
    ]);
    expect(rows[1]).toMatchObject({ order: { tracking: ['SF1E+1A'] } });
    expect(rows[1]).not.toHaveProperty('warnings');
  });
});

describe('encodings and dialects', () => {
  const text = csv(
    ['订单编号', '订单状态', '买家会员名', '买家实付金额'],
    ['1930670000173066', '交易成功', '林间小雨88', '1.00'],
  );
  const utf16 = (): Uint8Array => new Uint8Array(new Uint16Array([...`\ufeff${text}`].map((c) => c.charCodeAt(0))).buffer);
  it.each([
    ['UTF-8', 'utf-8', utf8(text)],
    ['UTF-8 with byte order mark', 'utf-8', utf8(`\ufeff${text}`)],
    ['GBK', 'gb18030', encodeGbk(text).bytes],
    ['UTF-16', 'utf-16le', utf16()],
    ['tabs', 'utf-8', utf8(text.replaceAll('","', '"\t"'))],
    ['semicolons', 'utf-8', utf8(text.replaceAll('","', '";"'))],
    ['lone line feeds', 'utf-8', utf8(text.replaceAll('\r\n', '\n'))],
    ['lone carriage returns', 'utf-8', utf8(text.replaceAll('\r\n', '\r'))],
    ['empty lines before and between', 'utf-8', utf8(`\r\n\r\n${text}\r\n`)],
  ])('reads %s', async (_, encoding, bytes) => {
    const { description, rows } = await readAll(bytes);
    expect(description.encoding).toBe(encoding);
    expect(rows.map((row) => row.order?.buyer?.nick)).toEqual(['林间小雨88']);
  });

  it('reads a Blob like bytes', async () => {
    const bytes = sample('export-orders.2016-05.gbk.csv');
    expect(await readAll(new Blob([bytes]))).toEqual(await readAll(bytes));
  });

  it.each([
    ['nothing', new Uint8Array(), 'empty'],
    ['blank lines', utf8('\n\n \n'), 'empty'],
    ['an old workbook', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'legacyXls'],
    ['a web page called .xls', utf8('<html><table><tr><td>订单编号</td></tr></table></html>'), 'htmlTable'],
    ['a broken workbook', new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3, 4, 5]), 'badXlsx'],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]), 'notText'],
  ])('refuses %s with a reason', async (_, bytes, code) => {
    const file = await readOrderFile(bytes, 'x');
    expect(file).toMatchObject({ status: 'refused', problem: { code, key: `files.problem.${code}` } });
  });
});

describe('a workbook that would unpack without end', () => {
  it('is refused by the size it states, before anything is unpacked', async () => {
    const zip = zipSync({ 'xl/worksheets/sheet1.xml': strToU8('<worksheet/>') });
    const entry = zip.findLastIndex((_, i) => zip[i] === 0x50 && zip[i + 1] === 0x4b && zip[i + 2] === 1 && zip[i + 3] === 2);
    new DataView(zip.buffer).setUint32(entry + 24, 0x7fff_ffff, true);
    expect(await readOrderFile(zip, 'x.xlsx')).toMatchObject({ status: 'refused', problem: { code: 'tooLarge' } });
  });
});

describe('workbooks with number cells', () => {
  const columns = (['订单编号', '订单状态', '买家实付金额', '订单创建时间'] as const).map((header, i) => ({
    key: header,
    header,
    type: (['number', 'text', 'money', 'time'] as const)[i] ?? 'text',
  }));
  it('takes exact numbers, refuses rounded ones, reads amounts and dates', async () => {
    const at = Date.parse('2024-02-29T23:59:58+08:00');
    const rows = [193_067_000_017_306, 8_299_000_000_012_468, 8_299_000_000_012_460, Number('4512300187000204539')].map((no) => ({
      订单编号: no,
      订单状态: '交易成功',
      买家实付金额: cny(10_530),
      订单创建时间: at,
    }));
    const file = await exportRows('xlsx', rows, columns, { zone: 'Asia/Shanghai', exportedAt: 0 });
    const read = await readAll(await bytesOfExport(file));
    expect(read.rows.flatMap((row) => row.order?.no ?? [])).toEqual(['193067000017306', '8299000000012468']);
    expect(errorsOf(read.rows)).toEqual([
      [4, '订单编号', 'inexactNumber'],
      [5, '订单编号', 'inexactNumber'],
    ]);
    expect(read.rows[0]?.order).toMatchObject({ paid: cny(10_530), createdAt: at });
  });
});
