import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tabMoved, takeReport } from '#lib/background/reports.ts';
import { noteRisk, reconcileTap, takeTapped } from '#lib/background/tap.ts';
import { tappedSchema } from '#lib/background/tap-schema.ts';
import { db } from '#lib/db/database.ts';
import { orderByNo } from '#lib/db/orders.ts';
import { setAttention } from '#lib/db/wait-rules.ts';
import type { OrderSeen } from '#lib/domain/observation.ts';
import type { Tapped } from '#lib/messaging.ts';
import { dayOf, nextDayOf, switchTap, tapState } from '#lib/tap/state.ts';
import { dropFakeStorage, useFakeStorage } from '../support/browser-storage.ts';

const origin = { tabId: 7, frameId: 0, url: 'https://myseller.taobao.com/home.htm/trade-platform/tp/sold', windowId: 1 };
const aliexpress = { ...origin, url: 'https://csp.aliexpress.com/m_apps/ai-im/im' };
const shop = { site: 'taobao' as const, key: '青禾示例专卖店' };
const order: OrderSeen = {
  kind: 'order',
  no: '4512300187000204539',
  state: 'paid',
  items: [],
  buyer: { name: '林**', masked: true, enc: 'RAzN8BZGVtby0xLWRlbW8tZGVtbw0' },
};

let n = 0;
const tapped = (over: Partial<Tapped> = {}): Tapped => ({
  commandId: `c0ffee00-${n++}`,
  site: 'taobao',
  shop,
  orders: [order],
  people: [],
  chats: [],
  seen: 1,
  refused: 0,
  ...over,
});

interface Registered {
  id: string;
}
let registered: Registered[];
let alarms: Map<string, number>;
let told: number[];

beforeEach(() => {
  useFakeStorage();
  registered = [];
  alarms = new Map();
  told = [];
  Object.assign(globalThis.chrome, {
    runtime: { id: 'keban-test' },
    scripting: {
      getRegisteredContentScripts: async () => structuredClone(registered),
      registerContentScripts: async (scripts: Registered[]) => {
        if (scripts.some(({ id }) => registered.some((each) => each.id === id))) throw new Error('Duplicate script ID');
        registered.push(...scripts);
      },
      unregisterContentScripts: async ({ ids }: { ids: string[] }) => {
        registered = registered.filter(({ id }) => !ids.includes(id));
      },
    },
    alarms: {
      create: async (name: string, { when }: { when: number }) => void alarms.set(name, when),
      clear: async (name: string) => alarms.delete(name),
    },
    tabs: {
      query: async () => [{ id: 7 }, {}],
      sendMessage: (id: number, _message: unknown, _options: unknown, respond: (answer: unknown) => void) => {
        told.push(id);
        respond({ res: { ok: true } });
      },
    },
  });
});
afterEach(async () => {
  await db.delete();
  await db.open();
  dropFakeStorage();
});

const now = Date.UTC(2026, 10, 22, 6);

describe('what the relay hands on', () => {
  it('changes nothing while it is off, and the relay is told to stop', async () => {
    expect(await takeTapped(tapped(), origin, now)).toEqual({ on: false });
    expect(await db.customers.count()).toBe(0);
    expect((await tapState('taobao', now)).counts.seen).toBe(0);
  });

  it('goes to its shop, with its counts', async () => {
    await switchTap('taobao', true);
    expect(await takeTapped(tapped(), origin, now)).toEqual({ on: true });
    await takeTapped(tapped({ orders: [], seen: 3, refused: 2 }), origin, now);
    const [customer] = await db.customers.toArray();
    expect(customer?.shopId).toBe('taobao|青禾示例专卖店');
    expect((await tapState('taobao', now)).counts).toEqual({ day: '2026-11-22', seen: 4, taken: 1, refused: 2 });
  });

  it('is refused without a shop, with another site’s, and from another site’s page', async () => {
    await switchTap('taobao', true);
    await takeTapped(tapped({ shop: undefined }), origin, now);
    await takeTapped(tapped({ shop: { site: 'aliexpress', key: '100001' } }), origin, now);
    await takeTapped(tapped({ shop: { site: 'taobao', key: '谁家', keyIsName: true } }), origin, now);
    expect((await tapState('taobao', now)).counts).toMatchObject({ seen: 3, taken: 0, refused: 3 });
    expect(await takeTapped(tapped(), aliexpress, now)).toEqual({ on: false });
    expect(await db.customers.count()).toBe(0);
    expect(await db.shops.count()).toBe(0);
  });

  it('tells pages whose address names no shop whose they are, until the tab goes elsewhere', async () => {
    await switchTap('aliexpress', true);
    const own = { site: 'aliexpress' as const, key: '100001', name: 'Demo Store' };
    const list = tapped({ site: 'aliexpress', shop: own, orders: [] });
    const seen = { commandId: 'c0ffee77', reader: 'aliexpress/orders-2026', url: aliexpress.url, state: 'ready' as const };
    const ali: OrderSeen = { kind: 'order', no: '8299000000012468', state: 'paid', items: [], buyer: { name: 'Nora' } };
    const report = { ...seen, health: { shop: 'missing' as const }, observations: [ali] };
    await takeReport(report, aliexpress);
    expect(await db.customers.count()).toBe(0);
    await takeTapped(list, aliexpress, now);
    expect(told).toContain(7);
    const times = told.length;
    await takeTapped(list, aliexpress, now);
    expect(told.length).toBe(times);
    await takeReport({ ...report, commandId: 'c0ffee78' }, aliexpress);
    expect((await db.customers.toArray()).map(({ shopId }) => shopId)).toEqual(['aliexpress|100001']);
    await tabMoved(7, undefined);
    await takeReport({ ...report, commandId: 'c0ffee79', observations: [{ ...ali, no: '8299000000034680' }] }, aliexpress);
    expect(await orderByNo('8299000000034680')).toBeNull();
  });

  it('makes buyers known by id and country, never by a name alone, never against what is known', async () => {
    await switchTap('aliexpress', true);
    const from = { site: 'aliexpress' as const, shop: { site: 'aliexpress' as const, key: '100001' }, orders: [] };
    const buyer = { name: 'Maria Silva', uid: 'buyer-0001', country: 'BR' };
    await takeTapped(tapped({ ...from, people: [buyer, { name: 'Nobody' }, buyer] }), aliexpress, now);
    await takeTapped(tapped({ ...from, people: [{ ...buyer, language: 'pt' }] }), aliexpress, now);
    const all = await db.customers.toArray();
    expect(all.map(({ uid, name, country, language, chatAt }) => [uid, name, country, language, chatAt])).toEqual([
      ['buyer-0001', 'Maria Silva', 'BR', 'pt', undefined],
    ]);
    expect((await db.customers.get(all[0]?.id ?? ''))?.shopId).toBe('aliexpress|100001');
  });

  it('keeps messages with the buyer they are of, and tells nobody', async () => {
    await switchTap('aliexpress', true);
    const from = { site: 'aliexpress' as const, shop: { site: 'aliexpress' as const, key: '100001' }, orders: [] };
    const peer = { name: 'Maria Silva', uid: 'buyer-0001' };
    const message = { kind: 'message' as const, id: 'm-1', side: 'buyer' as const, type: 'text' as const, text: 'Hi', at: now };
    const chats = [{ peer, conversation: 's-0001', items: [{ message }] }];
    // Not before it is known who that is.
    await takeTapped(tapped({ ...from, chats }), aliexpress, now);
    expect(await db.threads.count()).toBe(0);
    await takeTapped(tapped({ ...from, people: [peer] }), aliexpress, now);
    await takeTapped(tapped({ ...from, chats }), aliexpress, now);
    await takeTapped(tapped({ ...from, chats }), aliexpress, now);
    const [customer] = await db.customers.toArray();
    const [thread, ...others] = await db.threads.toArray();
    expect([thread?.customerId, thread?.mark, thread?.count, others.length]).toEqual([customer?.id, 's-0001', 1, 0]);
    expect((await tapState('aliexpress', now)).counts).toMatchObject({ seen: 4, taken: 3, refused: 0 });
  });

  it('notifies of an angry buyer who has just written, not of former days', async () => {
    await switchTap('aliexpress', true);
    await setAttention({ words: [], vip: [], notify: true, quietFrom: 0, quietTo: 0, shiftAt: 0 });
    const shown: string[] = [];
    const create = async (id: string): Promise<void> => void shown.push(id);
    Object.assign(globalThis.chrome, { notifications: { create } });
    Object.assign(globalThis.chrome.tabs, { get: async () => null });
    const from = { site: 'aliexpress' as const, shop: { site: 'aliexpress' as const, key: '100001' }, orders: [] };
    const write = async (uid: string, at: number, past: boolean): Promise<void> => {
      const peer = { name: `Buyer ${uid}`, uid };
      const said = { kind: 'message' as const, id: `m-${uid}`, side: 'buyer' as const, type: 'text' as const, at };
      const message = { ...said, text: 'You are scammers! I will open a dispute and report you!!' };
      await takeTapped(tapped({ ...from, people: [peer] }), aliexpress, now);
      const items = [past ? { message, past: true as const } : { message }];
      await takeTapped(tapped({ ...from, chats: [{ peer, conversation: `s-${uid}`, items }] }), aliexpress, now);
    };
    await write('b-1', now - 60_000, true);
    await write('b-2', now - 3 * 86_400_000, false);
    expect(shown).toEqual([]);
    await write('b-3', now - 60_000, false);
    expect(shown).toEqual(['wait-loud']);
  });

  it('must have the shape of orders, buyers and conversations', () => {
    expect(tappedSchema.safeParse(tapped()).success).toBe(true);
    const message = { kind: 'message', side: 'buyer', type: 'text', text: 'hi' };
    expect(tappedSchema.safeParse({ ...tapped(), orders: [message] }).success).toBe(false);
    expect(tappedSchema.safeParse({ ...tapped(), people: [{ uid: '<script>' }] }).success).toBe(false);
    const chat = { peer: { uid: '1680203945' }, items: [{ message }] };
    expect(tappedSchema.safeParse({ ...tapped(), chats: [chat] }).success).toBe(true);
    expect(
      tappedSchema.safeParse({ ...tapped(), chats: [{ ...chat, items: [{ message: { ...message, side: 'x' } }] }] }).success,
    ).toBe(false);
    expect(tappedSchema.safeParse({ ...tapped(), chats: [{ items: [{ message }] }] }).success).toBe(false);
    expect(tappedSchema.safeParse({ ...tapped(), site: 'goofish' }).success).toBe(false);
  });

  it('counts many at the same time without losing one', async () => {
    await switchTap('taobao', true);
    await Promise.all(Array.from({ length: 20 }, () => takeTapped(tapped({ orders: [], refused: 1 }), origin, now)));
    expect((await tapState('taobao', now)).counts).toMatchObject({ seen: 20, refused: 20 });
  });
});

describe('switches and rests', () => {
  it('registers both scripts once, however often it is asked', async () => {
    await switchTap('taobao', true);
    await Promise.all([reconcileTap(now), reconcileTap(now), reconcileTap(now)]);
    expect(registered.map(({ id }) => id)).toEqual(['tap-taobao-relay', 'tap-taobao-page']);
    await switchTap('taobao', false);
    await reconcileTap(now);
    expect(registered).toEqual([]);
    expect(told).toEqual([7]);
    expect(alarms.size).toBe(0);
  });

  it('rests for the day after the site’s protection was seen, and comes back by itself', async () => {
    await switchTap('taobao', true);
    await switchTap('aliexpress', true);
    await reconcileTap(now);
    expect(await takeTapped(tapped({ orders: [], seen: 0, risk: true }), origin, now)).toEqual({ on: false });
    expect(registered.map(({ id }) => id)).toEqual(['tap-aliexpress-relay', 'tap-aliexpress-page']);
    expect(await takeTapped(tapped(), origin, now + 60_000)).toEqual({ on: false });
    // Midnight in China.
    expect(alarms.get('tap')).toBe(Date.UTC(2026, 10, 22, 16));
    await reconcileTap(Date.UTC(2026, 10, 22, 15, 59));
    expect(registered).toHaveLength(2);
    await reconcileTap(Date.UTC(2026, 10, 22, 16));
    expect(registered).toHaveLength(4);
    expect(alarms.size).toBe(0);
  });

  it('cannot be switched back on for the same day, and stays off if nobody wants it any more', async () => {
    await switchTap('taobao', true);
    await noteRisk('taobao/orders-2025', 'punish', Date.now());
    await switchTap('taobao', false);
    await switchTap('taobao', true);
    await reconcileTap();
    expect(registered).toEqual([]);
    await switchTap('taobao', false);
    await reconcileTap(Date.now() + 86_400_000);
    expect(registered).toEqual([]);
  });

  it('takes no notice of other states and sites', async () => {
    await switchTap('taobao', true);
    await reconcileTap(now);
    for (const [reader, state] of [
      ['taobao/chat-2023', 'login'],
      ['taobao/chat-2023', 'unknown'],
      ['aliexpress/chat-2026', 'punish'],
      ['lazada/chat-2021', 'punish'],
    ] as const) {
      await noteRisk(reader, state, now);
    }
    expect(registered).toHaveLength(2);
  });

  it('knows the day of each site', () => {
    const at = Date.UTC(2026, 10, 22, 5, 30);
    expect([dayOf('taobao', at), dayOf('aliexpress', at)]).toEqual(['2026-11-22', '2026-11-21']);
    expect(nextDayOf('aliexpress', at)).toBe(Date.UTC(2026, 10, 22, 8));
    // The day the clocks go back in California has 25 hours.
    expect(nextDayOf('aliexpress', Date.UTC(2026, 10, 1, 7, 30))).toBe(Date.UTC(2026, 10, 2, 8));
  });
});
