import { describe, expect, it } from 'vitest';
import { exportRows } from '#lib/files/export-customers.ts';
import { encodeGbk } from '#lib/files/gbk.ts';
import { bytesOfExport } from './read-all.ts';

describe('GBK', () => {
  it('writes the bytes that GBK defines', () => {
    expect(Buffer.from(encodeGbk('订单编号 abc￥，').bytes).toString('hex')).toBe('b6a9b5a5b1e0bac520616263a3a4a3ac');
  });

  it('decodes back every character of the basic plane that GB18030 has, and reports the others', () => {
    const decoder = new TextDecoder('gb18030');
    for (let start = 0x80; start < 0x10000; start += 0x100) {
      const chars = Array.from({ length: 0x100 }, (_, i) => String.fromCharCode(start + i));
      const { bytes, replaced } = encodeGbk(chars.join(''));
      const lost = new Set(replaced);
      expect(decoder.decode(bytes)).toBe(chars.map((c) => (lost.has(c) ? '\ufffd' : c)).join(''));
      if (start >= 0x4e00 && start < 0x9f00) expect(replaced).toEqual([]);
    }
  });

  it('says which characters are beyond GBK and which are lost, and never writes a question mark for them', () => {
    const { bytes, beyondGbk, replaced } = encodeGbk('吉𠮷😀\ud800?');
    expect(beyondGbk).toEqual(['𠮷', '😀']);
    expect(replaced).toEqual(['\ud800']);
    expect(new TextDecoder('gb18030').decode(bytes)).toBe('吉𠮷😀\ufffd?');
  });

  it('puts them into the report of the export', async () => {
    const file = await exportRows(
      'csv-gbk',
      [{ name: '😀甲' }, { name: '\udc00' }],
      [{ key: 'name', header: '昵称', type: 'text' }],
      { zone: 'Asia/Shanghai', exportedAt: 0 },
    );
    await bytesOfExport(file);
    expect(file.report).toMatchObject({ rows: 2, beyondGbk: ['😀'], replaced: ['\udc00'] });
  });
});
