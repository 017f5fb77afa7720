import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { forgetHealth, forgetPages, noteHealth, noteInstalled, WRITE_STEP } from '../../lib/background/health.ts';
import { pageKey, type ReaderHealth } from '../../lib/domain/health.ts';
import type { Report } from '../../lib/messaging.ts';
import { dropFakeStorage, type FakeArea, useFakeStorage } from '../support/browser-storage.ts';

const T = 1_790_000_000_000;
const origin = { tabId: 7, frameId: 3, url: 'https://market.m.taobao.com/app/im/chat-core/index.html', windowId: 1 };
const report = (over: Partial<Report> = {}): Report => ({
  commandId: 'c0ffee00',
  reader: 'taobao/chat-2023',
  url: origin.url,
  state: 'ready',
  health: { 'peer.name': 'found', 'reader.editor': 'found' },
  observations: [],
  ...over,
});

let areas: { local: FakeArea; session: FakeArea };
let writes: { local: number; session: number };
const record = (): ReaderHealth | undefined => areas.local.values['health:taobao/chat-2023'] as ReaderHealth | undefined;

beforeEach(() => {
  vi.useFakeTimers({ now: T });
  areas = useFakeStorage();
  writes = { local: 0, session: 0 };
  areas.local.onChanged.addListener(() => (writes.local += 1));
  areas.session.onChanged.addListener(() => (writes.session += 1));
  forgetHealth();
});
afterEach(() => {
  forgetHealth();
  dropFakeStorage();
  vi.useRealTimers();
});

describe('what reports say about health', () => {
  it('is kept for the tab at once and for the reader a moment later', async () => {
    await noteHealth(report(), origin, T);
    expect(areas.session.values[pageKey(7, 3)]).toMatchObject({ reader: 'taobao/chat-2023', state: 'ready', at: T });
    await vi.advanceTimersByTimeAsync(0);
    expect(record()?.fields['peer.name']).toEqual({ now: 'found', rightAt: T });
  });

  it('is written once when a hundred reports say the same', async () => {
    for (let i = 0; i < 100; i += 1) {
      vi.setSystemTime(T + i * 1000);
      await noteHealth(report(), origin, T + i * 1000);
    }
    await vi.runAllTimersAsync();
    expect(writes).toEqual({ local: 1, session: 1 });
  });

  it('is written at most every five seconds while it flickers, and the last word stands', async () => {
    for (let i = 0; i < 200; i += 1) {
      await noteHealth(report({ health: { 'peer.name': i % 2 ? 'missing' : 'found' } }), origin, Date.now());
      await vi.advanceTimersByTimeAsync(100);
    }
    await vi.runAllTimersAsync();
    expect(writes.local).toBeLessThanOrEqual(20_000 / WRITE_STEP + 2);
    expect(record()?.fields['peer.name']?.now).toBe('missing');
  });

  it('is made up for after the worker died before it was written', async () => {
    await noteHealth(report(), origin, T);
    await vi.runAllTimersAsync();
    await noteHealth(report({ health: { 'peer.name': 'missing', 'reader.editor': 'found' } }), origin, T + 1000);
    forgetHealth();
    expect(record()?.fields['peer.name']?.now).toBe('found');
    await noteHealth(report({ reader: 'taobao/orders-2025', health: {} }), { ...origin, tabId: 8 }, T + 60_000);
    await vi.runAllTimersAsync();
    expect(record()?.fields['peer.name']).toEqual({ now: 'missing', rightAt: T, wrongSince: T + 1000 });
  });

  it('does not let the page of an old tab overwrite what is newer', async () => {
    await noteHealth(report({ health: { 'peer.name': 'missing' } }), origin, T);
    await noteHealth(report(), { ...origin, tabId: 9 }, T + 20_000);
    await vi.runAllTimersAsync();
    forgetHealth();
    await noteHealth(report({ reader: 'taobao/orders-2025', health: {} }), { ...origin, tabId: 8 }, T + 60_000);
    await vi.runAllTimersAsync();
    expect(record()?.fields['peer.name']?.now).toBe('found');
  });

  it('names no reader that is not one of ours by its form', async () => {
    await noteHealth(report({ reader: '<b>taobao</b>' }), origin, T);
    await vi.runAllTimersAsync();
    expect([areas.local.values, areas.session.values]).toEqual([{}, {}]);
  });

  it('is forgotten for a tab that went elsewhere, and for no other', async () => {
    await noteHealth(report(), origin, T);
    await noteHealth(report(), { ...origin, tabId: 77 }, T);
    expect(await forgetPages(7)).toBe(true);
    expect(Object.keys(areas.session.values)).toEqual([pageKey(77, 3)]);
    expect(await forgetPages(7)).toBe(false);
  });
});

describe('an installation', () => {
  it('is remembered with its version; the start of the browser is none', async () => {
    Object.assign(globalThis.chrome, { runtime: { getManifest: () => ({ version: '9.9.9' }) } });
    await noteInstalled('chrome_update', T);
    expect(areas.local.values).toEqual({});
    await noteInstalled('update', T);
    expect(areas.local.values['installed']).toEqual({ at: T, reason: 'update', version: '9.9.9' });
  });
});
