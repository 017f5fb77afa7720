import { beforeEach, describe, expect, it, vi } from 'vitest';
import { completeByRules, takePointed } from '#lib/background/teach.ts';
import type { Report } from '#lib/messaging.ts';
import { jobOf, startPointing } from '#lib/teach/job.ts';
import type { FieldRule, TeachPage } from '#lib/teach/rule.ts';
import { forgetRule, keepRule, rulesOf } from '#lib/teach/store.ts';
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

const WORKBENCH = 'qn.taobao.com';
const at = (path: string) => ({ tabId: 9, frameId: 0, url: `https://${WORKBENCH}/home.htm/trade-platform/${path}`, windowId: 1 });
const LIST = at('tp/sold');
const DETAIL = at('tp/detail?bizOrderId=4512300187000204539');
const PRINT = { site: 'taobao', zone: 'Asia/Shanghai', currency: 'CNY' } as const;
const paidIn = (row?: string): FieldRule => ({
  field: 'order.paid',
  ...(row === undefined ? {} : { row }),
  candidates: [{ by: 'class', selector: 'strong', hits: 0, misses: 0, against: 0 }],
  at: 1,
  origin: 'own',
});

/** Asks for the amount on a kind of page and answers from an address. */
async function point(page: TeachPage, from: typeof LIST, rule = paidIn()): Promise<{ ok: boolean }> {
  await startPointing({ tabId: 9, site: 'taobao', page, print: PRINT, steps: ['order.paid'] });
  const { token } = (await jobOf(9))!;
  return takePointed({ token, outcome: 'taken', rule }, from);
}

const kept = async (): Promise<[string, TeachPage | undefined, string | undefined][]> =>
  (await rulesOf(WORKBENCH))?.fields.map(({ field, page, row }) => [field, page, row]) ?? [];

describe('what a person points at', () => {
  beforeEach(() => {
    const tabs = { ...chrome.tabs, update: async () => undefined };
    Object.assign(chrome, { tabs });
  });

  it('is taken on the kind of page that was asked about, and on no other', async () => {
    await expect(point('orders', DETAIL)).rejects.toThrow('another kind of page');
    await expect(point('order', LIST)).rejects.toThrow('another kind of page');
    await expect(point('orders', at(''))).rejects.toThrow('another kind of page');
    expect(await kept()).toEqual([]);
    expect(await point('orders', LIST, paidIn('table.row'))).toEqual({ ok: true });
    expect(await kept()).toEqual([['order.paid', 'orders', 'table.row']]);
  });

  it('on the page of one order leaves what was shown on the list as it is', async () => {
    await point('orders', LIST, paidIn('table.row'));
    await point('order', DETAIL);
    const both = [
      ['order.paid', 'orders', 'table.row'],
      ['order.paid', 'order', undefined],
    ];
    expect(await kept()).toEqual(both);
    await point('order', DETAIL);
    expect(await kept()).toEqual(both);
    await forgetRule('taobao', WORKBENCH, { field: 'order.paid', page: 'order' });
    expect(await kept()).toEqual(both.slice(0, 1));
  });

  it('replaces a rule of before, which said no page, where it was for such a list', async () => {
    await keepRule('taobao', WORKBENCH, paidIn('tr.old'));
    await point('order', DETAIL);
    expect(await kept()).toContainEqual(['order.paid', undefined, 'tr.old']);
    await point('orders', LIST, paidIn('tr.new'));
    expect(await kept()).toEqual([
      ['order.paid', 'order', undefined],
      ['order.paid', 'orders', 'tr.new'],
    ]);
  });

  it('is put into the pages of its kind only', async () => {
    await point('orders', LIST, paidIn('table.row'));
    browser.injected.length = 0;
    const missing = { reader: 'taobao/order-2023', health: { 'order.paid': 'missing' as const } };
    const { fingerprint: _none, ...detail } = report({ ...missing, url: DETAIL.url });
    await completeByRules(detail, DETAIL);
    expect(browser.injected).toEqual([]);
    await completeByRules({ ...detail, url: LIST.url }, LIST);
    expect(browser.injected.length).toBeGreaterThan(0);
  });
});
