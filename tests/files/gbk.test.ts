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

  it('counts what only GB18030 has in two bytes as beyond GBK: code page 936 has 21791 characters in two bytes', () => {
    const decoder = new TextDecoder('gb18030');
    const chars = new Set<string>();
    for (let high = 0x81; high <= 0xfe; high += 1) {
      for (let low = 0x40; low <= 0xfe; low += 1) {
        const text = low === 0x7f ? '\ufffd' : decoder.decode(new Uint8Array([high, low]));
        if (text.length === 1 && text !== '\ufffd') chars.add(text);
      }
    }
    const inGbk = [...chars].filter((char) => char !== '€' && encodeGbk(char).beyondGbk.length === 0);
    expect(inGbk).toHaveLength(21_791);
    expect(encodeGbk('ǹḿ㐂龹\ue000①Ⅻ㎡〇—·é').beyondGbk).toEqual(['ǹ', 'ḿ', '㐂', '龹', '\ue000']);
  });

  it('writes the euro sign as code page 936 has it', () => {
    const { bytes, beyondGbk } = encodeGbk('€5');
    expect([[...bytes], beyondGbk, new TextDecoder('gbk').decode(bytes)]).toEqual([[0x80, 0x35], [], '€5']);
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
