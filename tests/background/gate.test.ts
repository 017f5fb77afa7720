import { beforeAll, describe, expect, it } from 'vitest';
import type * as Gate from '#lib/background/gate.ts';
import { reportSchema } from '#lib/background/schemas.ts';

const ID = 'abcdefghijklmnopabcdefghijklmnop';
let gate: typeof Gate;
beforeAll(async () => {
  // The browser's own answer to "who am I"; everything else of it is not used by the check.
  Object.assign(globalThis, { chrome: { runtime: { id: ID, onMessage: { addListener: () => undefined } } } });
  gate = await import('#lib/background/gate.ts');
});

const page = 'https://market.m.taobao.com/app/im/chat-core/index.html';
const sender = (over: object = {}): chrome.runtime.MessageSender =>
  ({
    id: ID,
    url: page,
    origin: 'https://market.m.taobao.com',
    frameId: 3,
    tab: { id: 7, windowId: 1 },
    ...over,
  }) as chrome.runtime.MessageSender;

describe('originOf', () => {
  it('accepts a frame of a shop page', () => {
    expect(gate.originOf(sender(), 1_000)).toEqual({ tabId: 7, frameId: 3, url: page, windowId: 1 });
  });

  it.each([
    ['another extension', { id: 'ponmlkjihgfedcbaponmlkjihgfedcba' }],
    ['a message without a tab', { tab: undefined }],
    [
      'a page of the extension itself',
      { tab: undefined, url: `chrome-extension://${ID}/popup.html`, origin: `chrome-extension://${ID}` },
    ],
    ['a site we do not know', { url: 'https://evil.example/app/im/chat-core/', origin: 'https://evil.example' }],
    [
      'a look-alike host',
      { url: 'https://market.m.taobao.com.evil.example/', origin: 'https://market.m.taobao.com.evil.example' },
    ],
    ['an unencrypted page', { url: 'http://market.m.taobao.com/app/im/', origin: 'http://market.m.taobao.com' }],
    ['an origin that differs from the address', { origin: 'https://evil.example' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['no address', { url: undefined }],
  ])('refuses %s', (_what, over) => {
    expect(() => gate.originOf(sender(over), 2_000)).toThrow(gate.Refused);
  });

  it('refuses a tab that sends more than its share, and only that tab', () => {
    const flood = sender({ tab: { id: 8, windowId: 1 } });
    for (let i = 0; i < gate.MAX_PER_SECOND; i++) gate.originOf(flood, 5_000 + i);
    expect(() => gate.originOf(flood, 5_100)).toThrow('too many');
    expect(gate.originOf(sender({ tab: { id: 9, windowId: 1 } }), 5_100).tabId).toBe(9);
    expect(gate.originOf(flood, 6_200).tabId).toBe(8);
  });
});

describe('reportSchema', () => {
  const report = {
    commandId: 'c0ffee00-0000-4000-8000-000000000000',
    reader: 'taobao/orders-2026',
    url: page,
    state: 'ready',
    health: {},
    observations: [{ kind: 'order', no: '4512300187000204539', state: 'paid', items: [] }],
  };

  it('accepts what readers send', () => {
    expect(reportSchema.safeParse(report).success).toBe(true);
  });

  it.each([
    [
      'an order number as a number',
      { observations: [{ kind: 'order', no: Number('4512300187000204539'), state: 'paid', items: [] }] },
    ],
    ['an unknown kind', { observations: [{ kind: 'command', run: 'x' }] }],
    [
      'a fraction of a cent',
      {
        observations: [
          { kind: 'order', no: '4512300187000204539', state: 'paid', items: [], paid: { minor: 1.5, currency: 'CNY' } },
        ],
      },
    ],
    ['too many observations', { observations: Array.from({ length: 51 }, () => report.observations[0]) }],
    ['a command id that is none', { commandId: '../x' }],
    ['an unknown state', { state: 'hacked' }],
    ['a shop of an unknown site', { shop: { site: 'evil', key: 'x' } }],
  ])('refuses %s', (_what, over) => {
    expect(reportSchema.safeParse({ ...report, ...over }).success).toBe(false);
  });

  it('drops fields nobody declared, so that none reaches the database', () => {
    const parsed = reportSchema.parse(
      JSON.parse(JSON.stringify({ ...report, extra: 1 }).replace('{', '{"__proto__":{"polluted":1},')),
    );
    expect(Object.keys(parsed)).not.toContain('extra');
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});
