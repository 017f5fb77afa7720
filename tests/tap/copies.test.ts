import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Answer, answers } from '../../lib/sites/answers.ts';
import { charsetOf, LARGEST, takePayload, takeText, textOf, type Word } from '../../lib/tap/copies.ts';
import { isRiskAnswer } from '../../lib/tap/risk.ts';

const folder = join(import.meta.dirname, '..', 'sites');
const row = (id: string): Answer => {
  const found = answers.find((each) => each.id === id);
  if (!found) throw new Error(`no row ${id}`);
  return found;
};

function said(id: string, text: string, url = ''): Word[] {
  const words: Word[] = [];
  takeText(row(id), url, text, (word) => void words.push(word));
  return words;
}

const ORDERS = readFileSync(join(folder, 'taobao', 'async-sold.2026.json'), 'utf8');

describe('a copy', () => {
  it('holds the names as the charset writes them', () => {
    const orders = row('taobao/orders');
    const bytes = readFileSync(join(folder, 'taobao', 'async-sold.2026.gb18030.json'));
    for (const type of ['application/json;charset=GBK', 'text/html; charset="gb18030"', null]) {
      expect(textOf(bytes, charsetOf(type, orders))).toContain('林**');
    }
    expect(textOf(bytes, charsetOf('application/json;charset=utf-8', orders))).toBeNull();
    expect(textOf(bytes, 'no-such-charset')).toBeNull();
  });

  it('is refused when the browser could not decode it', () => {
    expect(said('taobao/orders', ORDERS.replaceAll('林', '�'))).toEqual([
      { kind: 'refused', id: 'taobao/orders', why: 'charset' },
    ]);
  });

  it('is handed on with the shops its request named', () => {
    const [word] = said('taobao/orders', ORDERS, 'https://a.example/?channelId=1');
    expect(word).toMatchObject({ kind: 'copy', id: 'taobao/orders', channels: ['1'] });
    expect(said('taobao/orders', `mtopjsonp3(${ORDERS})`)[0]?.kind).toBe('copy');
  });

  it.each([
    ['another answer under a known name', JSON.stringify({ ret: ['SUCCESS::x'], data: {} }), 'shape'],
    ['no JSON', 'hello', 'shape'],
    ['too much', `{"mainOrders":"${'x'.repeat(LARGEST)}"}`, 'size'],
    ['a secret nobody can drop', JSON.stringify({ mainOrders: Array.from({ length: 250_000 }, () => 1) }), 'secret'],
  ] as const)('is refused: %s', (_what, text, why) => {
    expect(said('taobao/orders', text)).toEqual([{ kind: 'refused', id: 'taobao/orders', why }]);
  });

  it('of a socket is silent about everything else that a socket carries', () => {
    for (const text of ['{"lwp":"/!","headers":{}}', '{"code":200,"headers":{"sid":"x"}}', 'ping-ping-ping-ping-ping']) {
      expect(said('taobao/im-frames', text)).toEqual([]);
    }
  });
});

const RISKS: unknown[] = [
  { rgv587_flag: 'sm', url: 'https://bixi.alicdn.com/punish/wait?x5secdata=x' },
  { ret: ['FAIL_SYS_USER_VALIDATE', 'RGV587_ERROR::SM::x'], data: {} },
  { ret: ['RGV587_ERROR::SM::demo'], data: {} },
  { ret: ['SUCCESS::x'], data: { url: 'https://h5api.m.taobao.com:443//h5/x/1.0/_____tmd_____/punish?x5secdata=x' } },
];

describe('the site’s protection', () => {
  it.each(RISKS)('is known by %j', (payload) => {
    const words: Word[] = [];
    takePayload(row('taobao/orders'), '', payload, (word) => void words.push(word));
    expect(words).toEqual([{ kind: 'risk' }]);
  });

  it('is known by its page in place of data', () => {
    expect(said('taobao/orders', '<html><script>sufei("x5secdata=1")</script>')).toEqual([{ kind: 'risk' }]);
  });

  it('is not known by a buyer’s words, a token that ran out or a lost login', () => {
    const chat = { data: { result: [{ txt: 'RGV587_ERROR FAIL_SYS_USER_VALIDATE /_____tmd_____/punish rgv587_flag' }] } };
    for (const payload of [
      chat,
      { ret: ['FAIL_SYS_TOKEN_EXOIRED::令牌过期'] },
      { ret: ['FAIL_SYS_SESSION_EXPIRED::Session过期'] },
      { ret: ['FAIL_SYS_ILLEGAL_ACCESS::非法请求'] },
      { ret: ['SUCCESS::调用成功'] },
      null,
      [],
    ]) {
      expect(isRiskAnswer(payload)).toBe(false);
    }
  });

  const shared = join(import.meta.dirname, '..', '..', '..', 'shared', 'pages');
  it.runIf(existsSync(shared))('is known in the recorded envelopes', () => {
    const taobao = JSON.parse(readFileSync(join(shared, 'taobao/reconstructed/risk-control.responses.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    expect(
      Object.entries(taobao)
        .filter(([, payload]) => isRiskAnswer(payload))
        .map(([name]) => name),
    ).toEqual(['asyncSold_under_risk', 'mtop_under_risk']);
    const others = JSON.parse(readFileSync(join(shared, 'aliexpress/reconstructed/mtop-error-envelopes.json'), 'utf8')) as {
      meaning: string;
      body: unknown;
    }[];
    expect(others.map(({ meaning, body }) => isRiskAnswer(body) === meaning.startsWith('anti-bot'))).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });
});
