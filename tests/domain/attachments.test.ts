import { describe, expect, it } from 'vitest';
import { FILE_TYPES, fileName, fileType, idsOfKind, isAttachment, MAX_FILE } from '#lib/domain/attachments.ts';

const bytes = (...start: number[]): Uint8Array<ArrayBuffer> => new Uint8Array([...start, ...Array.from({ length: 40 }, () => 0)]);
const PDF = bytes(0x25, 0x50, 0x44, 0x46, 0x2d, 0x31);
const ZIP = bytes(0x50, 0x4b, 0x03, 0x04);
const OLE = bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1);
const MP4 = bytes(0, 0, 0, 0x20, 0x66, 0x74, 0x79, 0x70);
const EXE = bytes(0x4d, 0x5a, 0x90, 0);
const text = (value: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(value);

describe('a file for a template', () => {
  it.each([
    ['安装说明.pdf', PDF, 'pdf'],
    ['清单.DOCX', ZIP, 'docx'],
    ['旧清单.doc', OLE, 'doc'],
    ['尺码.xlsx', ZIP, 'xlsx'],
    ['尺码.xls', OLE, 'xls'],
    ['资料.zip', ZIP, 'zip'],
    ['安装.mp4', MP4, 'mp4'],
    ['地址.txt', text('广东省…'), 'txt'],
    ['两字节.txt', new Uint8Array([0xff, 0xfe, 0x41, 0]), 'txt'],
  ])('%s is taken', (name, data, ending) => {
    expect(fileType(name, data)).toEqual({ type: FILE_TYPES[ending] });
  });

  it.each([
    ['setup.exe', EXE, 'notFile'],
    ['说明.pdf.exe', PDF, 'notFile'],
    ['说明.scr', PDF, 'notFile'],
    ['宏.docm', ZIP, 'notFile'],
    ['运行.js', text('alert(1)'), 'notFile'],
    ['页面.html', text('<script>'), 'notFile'],
    ['图.svg', text('<svg onload=alert(1)>'), 'notFile'],
    ['没有后缀', PDF, 'notFile'],
    ['toString', PDF, 'notFile'],
    ['a.constructor', PDF, 'notFile'],
    // Its name reads `gp.exe` from the right: the ending is what counts.
    ['\u202Efdp.exe', PDF, 'notFile'],
    ['说明.pdf', EXE, 'damaged'],
    ['说明.pdf', new Uint8Array(), 'damaged'],
    ['安装.mp4', ZIP, 'damaged'],
    ['程序.txt', EXE, 'damaged'],
    ['大.pdf', new Uint8Array(MAX_FILE + 1), 'fileTooLarge'],
  ])('%s is refused', (name, data, fault) => {
    expect(fileType(name, data)).toEqual({ fault });
  });

  it('just as large as allowed is taken', () => {
    const data = new Uint8Array(MAX_FILE);
    data.set(PDF);
    expect(fileType('大.pdf', data)).toEqual({ type: 'application/pdf' });
  });
});

it.each([
  ['安装说明.pdf', '安装说明.pdf'],
  ['a/b\\c:d.pdf', 'a_b_c_d.pdf'],
  ['\u202Egpj.pdf', 'gpj.pdf'],
  [' 说明\n书.pdf ', '说明 书.pdf'],
  [`${'长'.repeat(200)}.xlsx`, `${'长'.repeat(75)}.xlsx`],
])('a name is kept so that every system takes it: %j', (raw, kept) => {
  expect(fileName(raw)).toBe(kept);
  expect(fileName(kept)).toBe(kept);
});

it('what a pack brings must be what it is called', () => {
  const png = bytes(0x89, 0x50, 0x4e, 0x47);
  const given = { name: '说明.pdf', type: 'application/pdf', data: PDF };
  expect(isAttachment(given)).toBe(true);
  expect(isAttachment({ ...given, type: 'text/html' })).toBe(false);
  expect(isAttachment({ ...given, name: '../说明.pdf' })).toBe(false);
  expect(isAttachment({ ...given, name: '说明.exe' })).toBe(false);
  expect(isAttachment({ name: 'x', type: 'image/png', data: png })).toBe(true);
  expect(isAttachment({ name: 'x', type: 'image/png', data: PDF })).toBe(false);
});

it('tells files from pictures by their ids', () => {
  const ids = ['pic_1', 'file_2', 'pic_3'];
  expect(idsOfKind(ids, 'file')).toEqual(['file_2']);
  expect(idsOfKind(ids, 'picture')).toEqual(['pic_1', 'pic_3']);
  expect(idsOfKind(undefined, 'picture')).toEqual([]);
});
