import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forgetHealth } from '#lib/background/health.ts';
import { takeReport } from '#lib/background/reports.ts';
import { db } from '#lib/db/database.ts';
import { takePeople } from '#lib/db/known-people.ts';
import { messagesOf, storeMessages } from '#lib/db/messages.ts';
import { orderByNo } from '#lib/db/orders.ts';
import { storeTold } from '#lib/db/told-messages.ts';
import { queueAt } from '#lib/db/waiting.ts';
import type { Observation } from '#lib/domain/observation.ts';
import type { Report } from '#lib/messaging.ts';
import { activeChat } from '#lib/session.ts';
import { dropFakeStorage, useFakeStorage } from '../support/browser-storage.ts';

const origin = { tabId: 7, frameId: 3, url: 'https://market.m.taobao.com/app/qn/im-history-search/index.html', windowId: 1 };
const { observations, health } = JSON.parse(
  readFileSync(new URL('../sites/taobao/records-2026.expected.json', import.meta.url), 'utf8'),
) as Pick<Report, 'observations' | 'health'>;
const shop = { site: 'taobao' as const, key: '青禾示例专卖店' };
const NICK = '林间小雨88';

let n = 0;
const records = (over: Partial<Report> = {}): Report => ({
  commandId: `c0ffee11-${n++}`,
  reader: 'taobao/records-2026',
  url: origin.url,
  state: 'ready',
  health,
  shop,
  observations: observations.filter(({ kind }) => kind !== 'conversation'),
  ...over,
});

beforeEach(() => {
  forgetHealth();
  useFakeStorage();
  Object.assign(chrome, { tabs: { sendMessage: () => undefined }, runtime: { id: 'test' } });
});
afterEach(async () => {
  forgetHealth();
  await db.delete();
  await db.open();
  dropFakeStorage();
});

const kept = async (): Promise<unknown[]> => {
  const [customer] = await db.customers.toArray();
  return (await messagesOf(customer?.id ?? '')).map(({ side, type, text, staff }) => [side, type, text, staff]);
};
const ALL = [
  ['buyer', 'text', '在吗？我昨天拍的那件什么时候发货', undefined],
  ['seller', 'text', '亲，今天下午五点前发出哦~', '青禾示例专卖店:小竹'],
  ['buyer', 'image', undefined, undefined],
];

it('a chat of AliExpress whose conversation an answer named is of that buyer, with the orders beside it', async () => {
  const from = { site: 'aliexpress' as const, shopId: 'aliexpress|100001', shopKey: '100001', at: Date.now() };
  const peer = { name: 'Maria Silva', uid: 'buyer-0001' };
  await takePeople(from, [peer]);
  const message = { kind: 'message' as const, id: 'm-1', side: 'buyer' as const, type: 'text' as const, text: 'Hi', at: from.at };
  await storeTold(from, { peer, conversation: 's-0001', items: [{ message }] });
  const seen = { kind: 'peer' as const, peer: { name: 'Maria Silva' }, conversation: 's-0001', orderNos: ['8299000000012468'] };
  const own = { site: 'aliexpress' as const, key: '100001' };
  const more = { reader: 'aliexpress/chat-2026', fingerprint: 'Maria|s-0001', health: {}, shop: own, observations: [seen] };
  await takeReport(records({ ...more, url: 'https://csp.aliexpress.com/m_apps/ai-im/im' }), origin);
  const [customer, ...others] = await db.customers.toArray();
  expect([customer?.uid, others.length, (await activeChat(7))?.customerId]).toEqual(['buyer-0001', 0, customer?.id]);
  expect((await orderByNo('8299000000012468'))?.customerId).toBe(customer?.id);
});

describe('the chat-record search', () => {
  it('gives its messages to the buyer it names, once, and nobody waits for them', async () => {
    await takeReport(records(), origin);
    await takeReport(records(), origin);
    const [customer, ...others] = await db.customers.toArray();
    expect([customer?.nick, customer?.shopId, others.length]).toEqual([NICK, 'taobao|青禾示例专卖店', 0]);
    expect(await kept()).toEqual(ALL);
    expect((await queueAt(Date.UTC(2026, 8, 28))).count).toBe(0);
  });

  it('joins what the chat page showed', async () => {
    await takeReport(records({ observations: observations.slice(0, 1) }), origin);
    await takeReport(records({ observations: [observations[0], observations[3]] as Observation[] }), origin);
    const [customer] = await db.customers.toArray();
    const of = { customerId: customer?.id ?? '', shopId: 'taobao|青禾示例专卖店', mark: NICK };
    const items = observations.flatMap((message) => (message.kind === 'message' ? [{ message }] : []));
    await storeMessages(of, items, Date.now());
    await takeReport(records(), origin);
    expect(await kept()).toEqual(ALL);
    expect(await db.threads.count()).toBe(1);
  });

  it('gives nothing without a shop, without a full nick, and without times', async () => {
    await takeReport(records({ shop: undefined, health: { ...health, shop: 'missing' } }), origin);
    const masked = { kind: 'peer' as const, peer: { name: '林**', masked: true }, orderNos: [] };
    await takeReport(records({ observations: [masked, ...observations.slice(3)] }), origin);
    expect(await db.customers.count()).toBe(0);
    const timeless = observations.map((seen) => (seen.kind === 'message' ? { ...seen, at: undefined } : seen)) as Observation[];
    await takeReport(records({ observations: timeless }), origin);
    expect(await db.threads.count()).toBe(0);
  });
});
