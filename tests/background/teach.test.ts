import { beforeEach, describe, expect, it, vi } from 'vitest';
import { completeByRules } from '#lib/background/teach.ts';
import type { Report } from '#lib/messaging.ts';
import { keepRule } from '#lib/teach/store.ts';
import { fakeBrowser, type FakeBrowser } from './fake-browser.ts';

const HOST = 'market.m.taobao.com';
const outer = { tabId: 7, frameId: 0, url: `https://${HOST}/app/im/chat/index.html`, windowId: 1 };
const core = { ...outer, frameId: 3, url: `https://${HOST}/app/im/chat-core/index.html` };
const report = (over: Partial<Report>): Report => ({
  commandId: 'c0ffee00',
  reader: 'taobao/chat-2023',
  url: core.url,
  state: 'ready',
  health: { 'peer.name': 'missing' },
  observations: [],
  fingerprint: null,
  ...over,
});

// Node has no locks; nothing here waits for anything.
vi.stubGlobal('navigator', { locks: { request: (_name: string, act: () => unknown) => act() } });

let browser: FakeBrowser;
beforeEach(async () => {
  browser = fakeBrowser('test');
  await keepRule('taobao', HOST, { field: 'peer.name', candidates: [], at: 1, origin: 'own' });
});

describe('rules that a person taught', () => {
  it('are put into the frame of a chat whose reader misses what they find', async () => {
    await completeByRules(report({}), core);
    expect(browser.injected.map(({ tabId }) => tabId)).toContain(7);
  });

  it('are not put again and again into the frame around the chat, which has no buyer of its own', async () => {
    const { fingerprint: _none, ...shell } = report({ reader: 'taobao/shell-chat.2026', health: { 'chat.connection': 'found' } });
    for (let i = 0; i < 5; i++) await completeByRules(shell, outer);
    expect(browser.injected).toEqual([]);
  });

  it('are not put in again once they have spoken', async () => {
    await completeByRules(report({ health: { 'peer.name': 'missing', taught: 'found' } }), core);
    expect(browser.injected).toEqual([]);
  });
});
