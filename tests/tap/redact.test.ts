import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answers } from '../../lib/sites/answers.ts';
import { answerReaderFor } from '../../lib/sites/answer-readers.ts';
import { hasSign } from '../../lib/tap/match.ts';
import { holdsSecret, redacted } from '../../lib/tap/redact.ts';

const HEX = '0123456789abcdef0123456789abcdef';
const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTYifQ.sflKxwRJSMeKKF2QT4fwpM';
const PHONE = '13900000001';
const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

/** Returns what is left of an object as it was before the walk. */
function left(value: unknown, keeps?: readonly string[]): unknown {
  const text = redacted(value, { keeps });
  return text === null ? null : JSON.parse(text);
}

const KEYS = [
  'token',
  'accessToken',
  'access_token',
  'refresh-token',
  'loginToken',
  '_m_h5_tk',
  '_m_h5_tk_enc',
  '_tb_token_',
  'tbToken',
  'cookie',
  'cookie2',
  'Set-Cookie',
  'sign',
  'x-sign',
  'signature',
  'sid',
  'sessionId',
  'JSESSIONID',
  'csessionid',
  'session_key',
  'umid',
  'umidToken',
  'x-umt-umid',
  'x5sec',
  'x5secdata',
  'password',
  'appSecret',
  'Authorization',
  'csrfToken',
  'bx-ua',
  'phone',
  'phoneNum',
  'mobile',
  'receiverMobile',
  'mobile_no',
  'alipayAccount',
  'mail',
  'idCardNo',
  'deviceId',
  'reg-id',
];

const VALUES: readonly (readonly [string, string])[] = [
  ['a JWT', JWT],
  ['a JWT in a sentence', `see ${JWT} here`],
  ['the cookie of the gateway', `${HEX}_1758876370709`],
  ['an MD5', HEX],
  ['an MD5 in capitals', HEX.toUpperCase()],
  ['a row of cookies', `cna=abc; _tb_token_=e3f5b1; cookie2=1c2d3e4f`],
  ['a named token', 'access_token=ab12cd34'],
  ['a named token in JSON', '"_m_h5_tk":"ab12cd34"'],
  ['a phone', PHONE],
  ['a phone with its country', `+86 ${PHONE}`],
  ['a phone in an address', `林某，86-${PHONE}，浙江省杭州市`],
  ['a phone behind percent signs', encodeURIComponent(`电话：${PHONE}`)],
  ['a token behind percent signs', encodeURIComponent('https://a.example/?x5secdata=abc123')],
  ['a token behind percent signs twice', encodeURIComponent(encodeURIComponent('?_tb_token_=abc123'))],
  ['a long random text', 'Zm9vYmFyYmF6MDEyMzQ1Njc4OUFCQ0RFRkdISUpLTE1OT1BRUlNUVVZXWFla'],
  ['an address with a token', 'https://h5api.m.taobao.com/h5/x/1.0/?sign=abcdef12&token=secretvalue1'],
  ['the address of a socket', 'wss://msgacs.m.aliexpress.com/accs/auth?token=AbC123xyz'],
  ['JSON in a text', JSON.stringify({ inner: { token: 'secretvalue1' } })],
  ['JSON in JSON in a text', JSON.stringify({ a: JSON.stringify({ b: { _tb_token_: 'secretvalue1' } }) })],
  ['JSON in base64', base64(JSON.stringify({ loginToken: 'secretvalue1', name: 'ok' }))],
];

describe('redacted', () => {
  it.each(KEYS)('drops what stands under %s', (key) => {
    expect(left({ ok: 1, [key]: 'zzzz-9999', deep: [{ [key]: { a: 'zzzz-9999' } }] })).toEqual({ ok: 1, deep: [{}] });
  });

  it.each(VALUES)('lets %s out neither as it is nor within something', (_what, value) => {
    const secrets = [
      'secretvalue1',
      HEX,
      HEX.toUpperCase(),
      PHONE,
      JWT,
      'e3f5b1',
      '1c2d3e4f',
      'ab12cd34',
      'abc123',
      'abcdef12',
      'AbC123xyz',
    ];
    for (const holder of [
      { v: value },
      { list: [1, value] },
      { v: JSON.stringify({ v: value }) },
      { v: base64(JSON.stringify({ v: value })) },
    ]) {
      const text = redacted({ ok: '好的', ...holder }) ?? '';
      const seen = [
        text,
        ...(text.match(/[A-Za-z0-9+/]{12,}={0,2}/g) ?? []).map((run) => Buffer.from(run, 'base64').toString('utf8')),
      ];
      for (const each of seen.flatMap((one) => [one, decoded(one), decoded(decoded(one))])) {
        expect(secrets.filter((secret) => each.includes(secret))).toEqual([]);
        expect(each).not.toContain('Zm9vYmFyYmF6MDEyMzQ1');
      }
    }
  });

  it('drops phones that are numbers and secrets that are keys', () => {
    expect(left({ a: 13_900_000_001, [JWT]: 1, [PHONE]: 2, __proto__: { x: 1 }, b: 7 })).toEqual({ b: 7 });
  });

  it('keeps what readers need', () => {
    const value = {
      id: '4512300187000204539',
      encodeId: 'RAzN8BZGVtby0xLWRlbW8tZGVtbw0',
      url: '//item.taobao.com/item.htm?id=752100001302',
      at: 1_758_876_370_709,
      cid: '1680203945.1-2299912345678.1#11001@cntaobao',
      eleven: '13912345678.1-2299912345678.1#11001@cntaobao',
      title: '女装 秋冬新款 2026 (A-01-R-M) 100% cotton',
    };
    expect(left(value)).toEqual(value);
  });

  it('cuts secret parameters out of addresses and keeps the rest', () => {
    expect(left({ url: 'https://a.example/detail?bizOrderId=4512300187000204539&sign=abcd1234&x5secdata=zz9' })).toEqual({
      url: 'https://a.example/detail?bizOrderId=4512300187000204539&',
    });
  });

  it('keeps a conversation’s id only where the table says so, and never one that is a secret', () => {
    const chat = { sessionId: 's-0001', sid: 's-0001' };
    expect(left(chat)).toEqual({});
    expect(left(chat, ['sessionid', 'sid'])).toEqual(chat);
    expect(left({ sessionId: HEX, sid: JWT }, ['sessionid', 'sid'])).toEqual({});
  });

  it('keeps of packed bytes only the marks that are asked for', () => {
    const data = Buffer.concat([
      Buffer.from([0x82, 0xff, 0x00]),
      Buffer.from('1680203945.1-2299912345678.1#11001@cntaobao tok=abc', 'latin1'),
    ]);
    const marks = /\d{5,16}\.1-\d{5,16}\.1#11001/;
    const text = redacted({ data: data.toString('base64') }, { marks }) ?? '';
    expect(Buffer.from((JSON.parse(text) as { data: string }).data, 'base64').toString()).toBe(
      '1680203945.1-2299912345678.1#11001',
    );
  });

  it('refuses what is too deep, too large, or no object', () => {
    let deep: unknown = 1;
    for (let i = 0; i < 40; i += 1) deep = { deep };
    expect(redacted(deep)).toBeNull();
    expect(redacted(Array.from({ length: 300_000 }, () => 1))).toBeNull();
    expect(redacted('text')).toBeNull();
    expect(redacted(undefined)).toBeNull();
  });
});

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

describe('holdsSecret', () => {
  it.each([
    `{"a":"${JWT}"}`,
    `{"a":"${HEX}"}`,
    `{"a":"${PHONE}"}`,
    `{"a":{"_tb_token_":"abcdef"}}`,
    `{"a":"{\\"umid\\":\\"abcdef\\"}"}`,
    `{"a":"${base64('{"access_token":"abcdef"}')}"}`,
    `{"a":"%7B%22access_token%22%3A%22abcdef%22"}`,
  ])('sees it in %s', (text) => {
    expect(holdsSecret(text)).toBe(true);
  });

  it('sees none in an ordinary answer', () => {
    expect(holdsSecret('{"id":"4512300187000204539","createTime":"2026-09-27 10:01:02","fee":"105.00"}')).toBe(false);
  });
});

const samples = ['taobao', 'aliexpress'].flatMap((site) => {
  const folder = join(import.meta.dirname, '..', 'sites', site);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json') && !name.includes('.expected.'))
    .map((name) => [`${site}/${name}`, join(folder, name)] as const);
});
const shared = join(import.meta.dirname, '..', '..', '..', 'shared', 'pages');
const recorded = existsSync(shared)
  ? (readdirSync(shared, { recursive: true }) as string[])
      .filter((name) => name.endsWith('.json'))
      .map((name) => [name, join(shared, name)] as const)
  : [];

function parsedFile(path: string): unknown {
  const bytes = readFileSync(path);
  try {
    return JSON.parse(new TextDecoder(path.includes('gb18030') ? 'gb18030' : 'utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}

it('has a sample for every answer of the table', () => {
  const read = new Set<string>();
  for (const [, path] of samples) {
    const payload = parsedFile(path);
    for (const row of answers) {
      if (hasSign(payload, row.signs) && row.readers.includes(answerReaderFor(row.site, payload)?.id ?? '')) read.add(row.id);
    }
  }
  expect(answers.map(({ id }) => id).filter((id) => !read.has(id))).toEqual([]);
});

describe.each([...samples, ...recorded])('%s', (_name, path) => {
  it('goes out without a secret and reads as before', () => {
    const payload = parsedFile(path);
    const all = Array.isArray(payload) ? payload : [payload];
    for (const each of all) {
      for (const row of answers.filter((one) => hasSign(each, one.signs))) {
        const reader = answerReaderFor(row.site, each);
        if (!reader || !row.readers.includes(reader.id)) continue;
        const text = redacted(each, row);
        expect(text).not.toBeNull();
        expect(holdsSecret(text ?? '')).toBe(false);
        const after = JSON.parse(text ?? 'null') as unknown;
        expect(answerReaderFor(row.site, after)?.id).toBe(reader.id);
        // Phones are not handed on by this way.
        const bare = (value: unknown): unknown =>
          JSON.parse(JSON.stringify(value, (key, inner: unknown) => (key === 'phone' || key === 'health' ? undefined : inner)));
        expect(bare(reader.read(after))).toEqual(bare(reader.read(each)));
      }
      const other = redacted(each);
      if (other !== null) expect(holdsSecret(other)).toBe(false);
    }
  });
});
