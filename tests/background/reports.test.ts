import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tabMoved, takeReport } from '#lib/background/reports.ts';
import { db } from '#lib/db/database.ts';
import type { Report } from '#lib/messaging.ts';
import { activeChat, allUnread } from '#lib/session.ts';
import { dropFakeStorage, useFakeStorage } from '../support/browser-storage.ts';

const origin = { tabId: 7, frameId: 3, url: 'https://market.m.taobao.com/app/im/chat-core/index.html', windowId: 1 };
const shop = { site: 'taobao' as const, key: '青禾示例', name: '青禾示例专卖店' };

let n = 0;
const chat = (nick: string, over: Partial<Report> = {}): Report => ({
  commandId: `c0ffee00-${n++}`,
  reader: 'taobao/chat-2023',
  url: origin.url,
  state: 'ready',
  health: {},
  shop,
  fingerprint: nick,
  observations: [{ kind: 'peer', peer: { name: nick, nick }, orderNos: [] }],
  ...over,
});

beforeEach(() => void useFakeStorage());
afterEach(async () => {
  await db.delete();
  await db.open();
  dropFakeStorage();
});

describe('the chat of a tab', () => {
  it('is the one reported last, also when the shop of an earlier report takes longer to note', async () => {
    await takeReport(chat('海棠与猫'), origin);
    const slow = takeReport(chat('林间小雨88', { shop: { site: 'taobao', key: '别家示例' } }), origin);
    const quick = takeReport(chat('海棠与猫'), origin);
    await Promise.all([slow, quick]);
    const open = await activeChat(origin.tabId);
    expect(open?.fingerprint).toBe('海棠与猫');
    expect((await db.customers.get(open?.customerId ?? ''))?.nick).toBe('海棠与猫');
  });

  it('says under which mark its messages are kept: its own id, else the nick, else its marks', async () => {
    const marks: (string | undefined)[] = [];
    const peer = { kind: 'peer' as const, orderNos: [] };
    for (const seen of [
      { ...peer, peer: { name: '林', nick: '林间小雨88' }, conversation: '77.1-88.2#11001@cntaobao' },
      { ...peer, peer: { name: '林', nick: '林间小雨88' } },
      { ...peer, peer: { name: '林' } },
    ]) {
      await takeReport(chat('fp', { observations: [seen] }), origin);
      marks.push((await activeChat(origin.tabId))?.mark);
    }
    expect(marks).toEqual(['77.1-88.2#11001@cntaobao', '林间小雨88', 'fp']);
  });

  it('keeps who else has written without being read, as long as the list says so', async () => {
    const row = (name: string, unread?: number) => ({
      kind: 'conversation' as const,
      peer: { name },
      ...(unread === undefined ? {} : { unread }),
    });
    const [peer] = chat('海棠与猫').observations;
    if (!peer) throw new Error('no peer');
    await takeReport(chat('海棠与猫', { observations: [peer, row('蓝鲸', 2), row('山茶')] }), origin);
    expect(await allUnread()).toMatchObject([{ tabId: origin.tabId, rows: [{ name: '蓝鲸', unread: 2 }] }]);
    await takeReport(chat('海棠与猫'), origin);
    expect(await allUnread()).toEqual([]);
    await takeReport(chat('海棠与猫', { observations: [peer, row('蓝鲸', 2)] }), origin);
    await tabMoved(origin.tabId, 'https://example.com/');
    expect(await allUnread()).toEqual([]);
  });
});
