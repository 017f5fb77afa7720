import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodeMessagePack } from '../../lib/sites/goofish/message-pack.ts';
import { payloadReaderFor } from '../../lib/sites/payloads.ts';
import { unpacked } from '../../lib/sites/unpack.ts';

const jsonOf = (name: string): unknown => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8')) as unknown;
const frame = jsonOf('aliexpress/json-push-frame.json') as { data: string };
const packed = (bytes: Buffer): object => ({ ...frame, compressType: 'GZIP', data: gzipSync(bytes).toString('base64') });
const read = (payload: unknown) => payloadReaderFor(payload, 'aliexpress')?.read(payload);

describe('frames of the AliExpress push channel', () => {
  it('are read the same whether they came compressed or not', async () => {
    const zipped = packed(Buffer.from(frame.data, 'base64'));
    expect(read(zipped)?.health).toEqual({ 'frame.data': 'refused' });
    expect(read(await unpacked(zipped))).toEqual(read(frame));
    expect(read(frame)?.observations).toHaveLength(1);
  });

  it('are found in the list and the wrappers in which they were recorded', async () => {
    const [one, two] = (await unpacked([{ note: 'x', frame: packed(Buffer.from(frame.data, 'base64')) }, 7])) as [
      unknown,
      number,
    ];
    expect(read(one)).toEqual(read(frame));
    expect(two).toBe(7);
  });

  it.each([
    ['damaged', { ...packed(Buffer.from('x')), data: 'H4sIAAAAAAAA' }],
    ['no base64', { ...frame, compressType: 'GZIP', data: '%%%' }],
    ['too large when unpacked', packed(Buffer.alloc(3_000_000, 97))],
  ])('stay packed and are said to be unread when they are %s', async (_what, broken) => {
    expect(await unpacked(broken)).toEqual(broken);
    expect(read(await unpacked(broken))?.observations).toEqual([]);
  });

  it('leaves everything else as it is', async () => {
    for (const payload of [null, 'x', 1, [], { data: { data: { a: [1] } } }]) expect(await unpacked(payload)).toEqual(payload);
  });
});

const bytes = (...parts: (number | string)[]): Uint8Array =>
  new Uint8Array(parts.flatMap((part) => (typeof part === 'number' ? [part] : [...Buffer.from(part)])));

describe('MessagePack', () => {
  it.each([
    [bytes(0x07), 7],
    [bytes(0xff), -1],
    [bytes(0xc0), null],
    [bytes(0xc3), true],
    [bytes(0xa2, 'hi'), 'hi'],
    [bytes(0xd9, 6, '海棠'), '海棠'],
    [bytes(0xcd, 0x01, 0x00), 256],
    [bytes(0xd2, 0xff, 0xff, 0xff, 0xfe), -2],
    [bytes(0xcf, 0x00, 0x00, 0x01, 0xa0, 0xe1, 0x06, 0x00, 0x50), 1790481662032],
    [bytes(0xcf, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff), '9223372036854775807'],
    [bytes(0x92, 1, 0xa1, 'x'), [1, 'x']],
    [bytes(0x81, 1, 0x81, 0xa1, '2', 0xc2), { 1: { 2: false } }],
    [bytes(0xc4, 2, 9, 9), null],
    [bytes(0xcb, 0x3f, 0xf8, 0, 0, 0, 0, 0, 0), 1.5],
  ])('%# is decoded', (packed, value) => {
    expect(decodeMessagePack(packed)).toEqual(value);
  });

  it.each([
    ['cut off', bytes(0xa5, 'hi')],
    ['more than one value', bytes(1, 2)],
    ['an unknown tag', bytes(0xc1)],
    ['no UTF-8', bytes(0xa1, 0xff)],
    ['a length that promises too much', bytes(0xdd, 0xff, 0xff, 0xff, 0xff)],
    ['nothing', bytes()],
    ['deeper than allowed', new Uint8Array(60).fill(0x91)],
  ])('%s gives nothing', (_what, broken) => {
    expect(decodeMessagePack(broken)).toBeNull();
  });

  it('opens the pushes of 闲鱼 so that their reader knows them', async () => {
    const words = bytes(0x84, 0xad, 'reminderTitle', 0xa6, '海棠', 0xac, 'senderUserId', 0xad, '2200000000001');
    const more = bytes(0xaf, 'reminderContent', 0xa9, '还在吗', 0xab, 'reminderUrl', 0xd9, 21, 'x?itemId=800000000001');
    const chat = bytes(0x81, 1, 0x83, 2, 0xb3, '50000000001@goofish', 5, 0xad, '1790481662000', 10);
    const data = Buffer.concat([chat, words, more]).toString('base64');
    const push = { lwp: '/s/para', headers: {}, body: { syncPushPackage: { data: [{ data }, { data: '%' }] } } };
    expect(payloadReaderFor(push)).toBeNull();
    const opened = await unpacked(push);
    const reader = payloadReaderFor(opened);
    expect([reader?.id, reader?.read(opened).health['message.text']]).toEqual(['goofish/json-push', 'found']);
    // Who wrote it cannot be told without knowing the own account: nothing is reported.
    expect(reader?.read(opened).observations).toEqual([]);
  });
});
