import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Endpoint, EndpointKind, LanguageSettings } from '../../lib/domain/service.ts';
import { endpointOf, permissionOf } from '../../lib/language/endpoint.ts';
import { LanguageError, problemOf } from '../../lib/language/error.ts';
import { sentRequests } from '../../lib/language/sent.ts';
import { translate, type TranslationTask } from '../../lib/language/translate.ts';
import { browserState, resetBrowser } from '../components/fake-chrome.ts';
import { LanguageServer } from '../support/language-server.ts';

const TEXT = '订单号4512300187000204539，共¥105，11月3日发出，48小时内更新，见 https://a.example/t';
const KEY = 'sk-very-secret';
let server: LanguageServer;
let base: string;

beforeAll(async () => {
  server = new LanguageServer();
  base = await server.start();
});
afterAll(() => server.close());
beforeEach(() => {
  resetBrowser();
  browserState.granted.add(`${base}/*`);
  Object.assign(server, { heard: [], trouble: 'none', reply: (text: string, to: string) => `(${to}) ${text}` });
});

const endpoint = (kind: EndpointKind): Endpoint => ({
  kind,
  url: kind === 'openai' ? `${base}/v1` : base,
  ...(kind === 'openai' && { model: 'small' }),
  key: KEY,
});
const settings = (kind: EndpointKind): LanguageSettings => ({
  id: 'language',
  translate: true,
  draft: true,
  endpoint: endpoint(kind),
  agreed: base,
});
const task = (more: Partial<TranslationTask> = {}): TranslationTask => ({
  text: TEXT,
  from: 'zh',
  to: 'es',
  why: 'reply',
  ...more,
});
const reasonOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'came', problemOf);

describe.each(['openai', 'libretranslate', 'deepl'] as const)('an endpoint of kind %s', (kind) => {
  it('gets the masked text in its documented form, and what must not change comes back unchanged', async () => {
    const { result, check, by } = await translate(task(), settings(kind));
    expect(check).toMatchObject({ ok: true, doubtful: [] });
    expect(result).toContain('4512300187000204539');
    expect(result).toContain('¥105');
    expect(result).toContain('3 de noviembre');
    expect(by).toBe(base);
    expect(server.heard).toHaveLength(1);
    const { body, headers, method, path } = server.heard[0]!;
    expect([method, headers['content-type'], headers.cookie, headers.referer]).toEqual([
      'POST',
      'application/json',
      undefined,
      undefined,
    ]);
    expect(body).not.toContain('4512300187000204539');
    expect(body).toContain('⟦1⟧');
    const asked = JSON.parse(body) as Record<string, unknown>;
    if (kind === 'openai') {
      expect([path, headers.authorization, asked['model'], asked['stream']]).toEqual([
        '/v1/chat/completions',
        `Bearer ${KEY}`,
        'small',
        false,
      ]);
      expect((asked['messages'] as { role: string }[]).map(({ role }) => role)).toEqual(['system', 'user']);
    } else if (kind === 'deepl') {
      expect([path, headers.authorization, asked['source_lang'], asked['target_lang']]).toEqual([
        '/v2/translate',
        `DeepL-Auth-Key ${KEY}`,
        'ZH',
        'ES',
      ]);
    } else {
      expect([path, headers.authorization, asked['source'], asked['target'], asked['format'], asked['api_key']]).toEqual([
        '/translate',
        undefined,
        'zh',
        'es',
        'text',
        KEY,
      ]);
    }
  });

  it('gets the plain text once more when it spoils the signs, and is believed only as far as it is checked', async () => {
    server.reply = (text) => text.replaceAll(/⟦|⟧/g, '*');
    const spoiled = await translate(task({ text: '订单号4512300187000204539已发出' }), settings(kind));
    expect([server.heard.length, spoiled.check.ok, spoiled.result]).toEqual([2, true, '订单号4512300187000204539已发出']);
    server.reply = (text) => text.replaceAll(/⟦\d⟧/g, '').replace('4539', '4593');
    const changed = await translate(task({ text: '订单号4512300187000204539已发出' }), settings(kind));
    expect(changed.check).toMatchObject({ ok: false, missing: [{ raw: '4512300187000204539' }] });
  });

  it.each([
    [401, 'key-refused'],
    [403, 'key-refused'],
    [404, 'not-found'],
    [413, 'too-long'],
    [429, 'quota'],
    [456, 'quota'],
    [503, 'server'],
    ['garbage', 'bad-answer'],
    ['other-shape', 'bad-answer'],
    ['huge', 'too-large'],
    ['redirect', 'unreachable'],
  ] as const)('that answers with %s fails as %s', async (trouble, reason) => {
    server.trouble = trouble;
    expect(await reasonOf(translate(task(), settings(kind)))).toBe(reason);
    expect((await sentRequests())[0]?.origin).toBe(base);
  });

  it('is noted with everything that was sent, and without the key', async () => {
    await translate(task(), settings(kind));
    server.trouble = 500;
    await reasonOf(translate(task({ text: '在吗' }), settings(kind)));
    const sent = await sentRequests();
    expect(sent.map(({ origin, outcome, why }) => [origin, outcome, why])).toEqual([
      [base, 'failed', 'reply'],
      [base, 'answered', 'reply'],
    ]);
    expect(sent[1]?.body).toContain('⟦1⟧');
    expect(JSON.stringify(sent)).not.toContain(KEY);
    for (let i = 0; i < 40; i++) await reasonOf(translate(task({ text: `第${i}条` }), settings(kind)));
    expect(await sentRequests()).toHaveLength(30);
  });
});

describe('nothing is asked', () => {
  it('while it is off, without an engine, or without the permission', async () => {
    const on = settings('openai');
    expect(await reasonOf(translate(task(), { ...on, translate: false }))).toBe('off');
    expect(await reasonOf(translate(task(), { id: 'language', translate: true, draft: false }))).toBe('no-engine');
    for (const agreed of [undefined, 'https://elsewhere.example']) {
      const unagreed: LanguageSettings = { ...on, agreed: agreed ?? '' };
      for (const why of ['message', 'reply', 'back'] as const)
        expect(await reasonOf(translate(task({ why }), unagreed))).toBe('not-agreed');
    }
    browserState.granted.clear();
    expect(await reasonOf(translate(task(), on))).toBe('no-permission');
    expect(await reasonOf(translate(task({ text: '长'.repeat(30_000) }), on))).toBe('too-long');
    expect([server.heard, await sentRequests()]).toEqual([[], []]);
  });

  it('any longer once it is cancelled', async () => {
    server.trouble = 'silent';
    const stop = new AbortController();
    const waiting = reasonOf(translate(task(), settings('deepl'), stop.signal));
    await expect.poll(() => server.heard.length).toBe(1);
    stop.abort();
    expect(await waiting).toBe('cancelled');
  });

  it('of somebody who is not there', async () => {
    const url = 'http://127.0.0.1:9';
    const gone = { ...settings('libretranslate'), endpoint: { kind: 'libretranslate', url } as const, agreed: url };
    browserState.granted.add('http://127.0.0.1:9/*');
    expect(await reasonOf(translate(task(), gone))).toBe('unreachable');
  });

  it('and an error says nothing of what was sent', async () => {
    server.trouble = 401;
    const error = await translate(task(), settings('openai')).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(LanguageError);
    expect(String(error)).not.toMatch(/secret|订单/);
  });
});

describe('an address', () => {
  const form = { kind: 'openai', url: 'https://api.example.com/v1', model: 'm', key: '' } as const;
  it.each([
    [{}, 'https://api.example.com/v1', 'https://api.example.com/*'],
    [{ url: 'https://api.example.com/v1/chat/completions/' }, 'https://api.example.com/v1', 'https://api.example.com/*'],
    [{ url: ' http://localhost:11434/v1/ ' }, 'http://localhost:11434/v1', 'http://localhost:11434/*'],
    [{ kind: 'libretranslate', url: 'http://127.0.0.1:5000/translate' }, 'http://127.0.0.1:5000', 'http://127.0.0.1:5000/*'],
    [
      { kind: 'deepl', url: 'https://api-free.deepl.com', key: 'k:fx' },
      'https://api-free.deepl.com',
      'https://api-free.deepl.com/*',
    ],
  ] as const)('%o is %s', (more, url, permission) => {
    const made = endpointOf({ ...form, ...more });
    expect(made).toMatchObject({ endpoint: { url } });
    expect('endpoint' in made && permissionOf(made.endpoint)).toBe(permission);
  });

  it.each([
    [{ url: '' }, 'no-address'],
    [{ url: 'api.example.com' }, 'no-address'],
    [{ url: 'ftp://api.example.com' }, 'no-address'],
    [{ url: 'https://user:pass@api.example.com' }, 'no-address'],
    [{ url: 'https://intranet' }, 'no-address'],
    [{ url: 'http://api.example.com/v1' }, 'not-secure'],
    [{ url: 'http://localhost.evil.example/v1' }, 'not-secure'],
    [{ model: ' ' }, 'no-model'],
    [{ kind: 'deepl' }, 'no-key'],
  ] as const)('%o cannot be used: %s', (more, problem) => {
    expect(endpointOf({ ...form, ...more })).toEqual({ problem });
  });
});
