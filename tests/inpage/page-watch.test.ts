// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { PeerSeen } from '#lib/domain/observation.ts';
import type { PageWatch } from '#lib/inpage/page-watch.ts';
import type { Report } from '#lib/messaging.ts';
import { aliexpressMeta } from '#lib/sites/aliexpress/meta.ts';
import { aliexpressReaders } from '#lib/sites/aliexpress/readers.ts';
import { later, stubExtension, watchAt } from './watched-page.ts';

let sent: Report[];
let stop: AbortController;

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  stop = new AbortController();
  stubExtension((type, data: Report) => {
    if (type === 'report') sent.push(data);
    return { ok: true };
  });
});
afterEach(() => {
  stop.abort();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const watch = (url: string): PageWatch => watchAt(url, { site: aliexpressMeta, readers: aliexpressReaders, signal: stop.signal });

/** Draws the page anew. */
function draw(html: string): void {
  document.body.replaceChildren(...new DOMParser().parseFromString(html, 'text/html').body.childNodes);
}

const peersIn = (reports: readonly Report[]): PeerSeen[] =>
  reports.flatMap(({ observations }) => observations.filter((each): each is PeerSeen => each.kind === 'peer'));

const CHAT = 'https://csp.aliexpress.com/m_apps/ai-im/im?channelId=100001#/window';

function chatOf(open: number, orders: readonly string[]): string {
  const rows = [0, 1].map(
    (i) =>
      `<div class="im-session-item ${i === open ? 'active' : ''}"><p class="im-session-item-name-content"><b>Maria Silva</b></p></div>`,
  );
  const cards = orders.map((no) => `<div class="im-order-card"><span class="im-order-card-subtitle">${no}</span></div>`);
  return `${rows.join('')}<textarea></textarea><div class="user-name__1">Maria Silva</div>${cards.join('')}`;
}

it('gives the orders of the first buyer of a name never to the second one', async () => {
  draw(chatOf(0, ['8299000000012468']));
  watch(CHAT);
  await later(1000);
  expect(peersIn(sent).at(-1)?.orderNos).toEqual(['8299000000012468']);
  const before = sent.length;
  // The list says at once that it is the other one; the panel follows much later.
  draw(chatOf(1, ['8299000000012468']));
  await later(5000);
  expect(sent.length).toBeGreaterThan(before);
  expect(peersIn(sent.slice(before)).flatMap(({ orderNos }) => orderNos)).toEqual([]);
  draw(chatOf(1, ['3099000000023579']));
  await later(1000);
  expect(peersIn(sent).at(-1)?.orderNos).toEqual(['3099000000023579']);
});

const LIST = 'https://csp.aliexpress.com/m_apps/order-manage/orderList?channelId=100001';

/** A list of so many orders, one of them with another state. */
function listOf(count: number, paid?: number): string {
  const orders = Array.from({ length: count }, (_, i) => {
    const no = `82990000000${String(10_000 + i)}`;
    const state = i === paid ? '等待发货' : '交易成功';
    return `<table class="next-table-row"><tbody><tr class="next-table-group-header"><td>
      <span>订单号:</span><span class="header--valueHighLight--a">${no}</span></td></tr>
      <tr><td><div class="chc-state-label__stateText">${state}</div></td></tr></tbody></table>`;
  });
  return orders.join('');
}

it('reports a long list in parts, and afterwards only the part in which something changed', async () => {
  draw(listOf(50));
  watch(LIST);
  await later(1000);
  const numbers = (reports: readonly Report[]): number[] => reports.map(({ observations }) => observations.length);
  expect(numbers(sent)).toEqual([20, 20, 10]);
  document.body.append(document.createElement('p'));
  await later(1000);
  expect(sent).toHaveLength(3);
  draw(listOf(50, 25));
  await later(1000);
  expect(numbers(sent.slice(3))).toEqual([20]);
  draw(listOf(20, 25));
  await later(1000);
  draw(listOf(50, 25));
  await later(1000);
  // What was gone for a while may have been forgotten meanwhile.
  expect(numbers(sent.slice(4))).toEqual([20, 10]);
});
