import { beforeAll, expect, it, vi } from 'vitest';
import { noRequests } from '../../lib/background/no-requests.ts';

const OWN = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop/';
const asked = vi.fn(async (_input: RequestInfo | URL, _init?: RequestInit) => new Response('ok'));

beforeAll(() => {
  Object.assign(globalThis, { chrome: { runtime: { getURL: (path: string) => new URL(path, OWN).href } }, fetch: asked });
  noRequests();
});

it.each([`${OWN}starter/templates.zh.json`, '/icon-128.png', 'icon-128.png'])(
  'lets a file of its own through: %s',
  async (url) => {
    const before = asked.mock.calls.length;
    expect((await fetch(url)).ok).toBe(true);
    expect(asked.mock.calls.slice(before)).toEqual([[url, { redirect: 'error' }]]);
  },
);

it.each([
  'https://outside.example/',
  '//outside.example/icon-128.png',
  'http://localhost:11434/v1',
  'chrome-extension://ponmlkjihgfedcbaponmlkjihgfedcba/icon-128.png',
  'data:text/plain,hello',
])('asks nobody else: %s', async (url) => {
  const before = asked.mock.calls.length;
  await expect(fetch(url)).rejects.toThrow('asks nobody outside');
  await expect(fetch(new Request(new URL(url, OWN)))).rejects.toThrow('asks nobody outside');
  expect(asked.mock.calls.length).toBe(before);
});
