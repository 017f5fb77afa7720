import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tabMoved, takeReport } from '#lib/background/reports.ts';
import { db } from '#lib/db/database.ts';
import type { Report } from '#lib/messaging.ts';
import { dropTitle, knownShop, sayTitle } from '#lib/db/shops.ts';
import { activeChat, allUnread, chosenShop, setChosenShop } from '#lib/session.ts';
import { nameless } from '#lib/ui/shop-choice.ts';
import { forgetHealth } from '#lib/background/health.ts';
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

/** Frames that answer when they are asked; who was asked. */
let there: Set<number>;
let asked: number[];

beforeEach(() => {
  forgetHealth();
  useFakeStorage();
  there = new Set([0, 3]);
  asked = [];
  type Done = (answer: unknown) => void;
  const tabs = {
    sendMessage: (_tab: number, _message: object, options: { frameId?: number } | undefined, done: Done) => {
      const frameId = options?.frameId ?? 0;
      asked.push(frameId);
      done(there.has(frameId) ? { res: { ok: true } } : undefined);
    },
  };
  Object.assign(chrome, { tabs, runtime: { id: 'test' } });
});
afterEach(async () => {
  forgetHealth();
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

  it('says under which mark its messages are kept: its own id, else the nick, else the shown name', async () => {
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
    expect(marks).toEqual(['77.1-88.2#11001@cntaobao', '林间小雨88', '林']);
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

  it('is not knocked out by a frame that shows nobody, unless the frame of the chat is gone', async () => {
    await takeReport(chat('海棠与猫'), origin);
    const beside = chat('', { fingerprint: null, observations: [], health: { 'reader.editor': 'missing' } });
    await takeReport(beside, { ...origin, frameId: 0 });
    expect(await activeChat(origin.tabId)).toMatchObject({ fingerprint: '海棠与猫', frameId: 3 });
    there.delete(3);
    await takeReport({ ...beside, commandId: 'c0ffee99' }, { ...origin, frameId: 0 });
    expect(await activeChat(origin.tabId)).toMatchObject({ fingerprint: null, frameId: 0 });
  });

  it('is gone when its own frame shows nobody any more', async () => {
    await takeReport(chat('海棠与猫'), origin);
    await takeReport(chat('', { fingerprint: null, observations: [] }), origin);
    expect(await activeChat(origin.tabId)).toMatchObject({ fingerprint: null, customerId: null });
  });

  it('is asked for by no frame that is stopped itself: two of them would ask each other for ever', async () => {
    const stopped = (frameId: number): Promise<unknown> =>
      takeReport(chat('', { state: 'punish', fingerprint: null, observations: [] }), { ...origin, frameId });
    for (const frameId of [0, 3, 0, 3]) await stopped(frameId);
    expect(asked).toEqual([]);
    await takeReport(chat('海棠与猫'), { ...origin, frameId: 5 });
    expect(asked).not.toEqual([]);
    expect(await activeChat(origin.tabId)).toMatchObject({ state: 'punish', fingerprint: null });
  });
});

describe('whose page a chat is', () => {
  const titled = {
    health: { 'shop.key': 'missing' as const },
    shop: { site: 'taobao' as const, key: '门店招牌', keyIsName: true as const },
  };
  const isAsked = async (): Promise<boolean> => (await nameless(origin.tabId, origin.frameId)) !== null;
  it('is asked only where no shop is known by what it shows, and not any more once that is said', async () => {
    await takeReport(chat('海棠与猫'), { ...origin, tabId: 9 });
    await takeReport(chat('林间小雨88', titled), origin);
    expect(await isAsked()).toBe(true);
    await sayTitle('taobao|青禾示例', '门店招牌');
    await takeReport(chat('林间小雨88', titled), origin);
    expect(await isAsked()).toBe(false);
    await takeReport(chat('林间小雨88', { ...titled, shop: { ...titled.shop, key: shop.name } }), origin);
    expect(await isAsked()).toBe(false);
  });

  it('is not asked where its host has been said', async () => {
    await setChosenShop('market.m.taobao.com', shop);
    const { shop: _shop, ...bare } = chat('林间小雨88', { health: { 'shop.key': 'missing' } });
    await takeReport(bare, origin);
    expect(await isAsked()).toBe(false);
  });
});

describe('orders of a page that does not say whose shop it is', () => {
  const orders = (over: Partial<Report> = {}): Report => {
    const { fingerprint: _chat, shop: _shop, ...base } = chat('');
    const order = { kind: 'order' as const, no: '4512300187000204539', state: 'paid' as const, items: [] };
    const buyer = { name: '林**', masked: true };
    return {
      ...base,
      reader: 'taobao/orders-2025',
      observations: [{ ...order, buyer }],
      health: { 'order.no': 'found' },
      ...over,
    };
  };
  const shell = (over: Partial<Report> = {}): Report =>
    orders({ reader: 'taobao/shell-2025', observations: [], health: {}, ...over });
  const inner = { ...origin, frameId: 4 };
  const outer = { ...origin, frameId: 0 };
  const health = async (): Promise<unknown> =>
    ((await chrome.storage.session.get(null))['page:7:4'] as { health: object } | undefined)?.health;

  it('are those of the shop that the frame around it names for certain', async () => {
    await takeReport(shell({ shop }), outer);
    await takeReport(orders(), inner);
    expect((await db.customers.toArray()).map(({ shopId }) => shopId)).toEqual(['taobao|青禾示例']);
    expect(await health()).toEqual({ 'order.no': 'found', shop: 'found' });
  });

  it('are asked for again once the frame around it has named the shop', async () => {
    await takeReport(orders(), inner);
    expect(await db.orders.count()).toBe(0);
    expect(await health()).toEqual({ 'order.no': 'found', shop: 'missing' });
    await takeReport(shell({ shop }), outer);
    expect(asked).not.toEqual([]);
    const times = asked.length;
    await takeReport(shell({ shop }), outer);
    expect(asked.length).toBe(times);
  });

  it('of a dispute that names only its line is known by what is kept, and then nothing is missed', async () => {
    const own = { site: 'aliexpress' as const, key: '100001' };
    const line = '6302516863689763';
    const dispute = { kind: 'case' as const, lineNo: line, stateText: '等待卖家响应' };
    const list = {
      kind: 'case' as const,
      no: '6302516863589763',
      lineNo: line,
      orderNo: '8287986728749763',
      stateText: '等待卖家响应',
    };
    const page = { reader: 'aliexpress/dispute-2026', observations: [dispute], shop: own };
    const seen = { 'case.lineNo': 'found' as const, 'case.orderNo': 'missing' as const, shop: 'found' as const };
    await takeReport(orders({ ...page, health: seen }), inner);
    expect(await health()).toMatchObject({ 'case.orderNo': 'missing' });
    await takeReport(orders({ ...page, observations: [list], health: {} }), { ...inner, frameId: 9 });
    await takeReport(orders({ ...page, health: seen }), inner);
    expect(await health()).toMatchObject({ 'case.orderNo': 'found' });
    expect(await db.orders.count()).toBe(1);
  });

  it('are missed with its reviews and refunds, and that is said', async () => {
    const review = { kind: 'review' as const, orderNo: '4512300187000204539', rating: 'bad' as const };
    await takeReport(
      orders({ reader: 'taobao/reviews-2024', observations: [review], health: { 'review.orderNo': 'found' } }),
      inner,
    );
    expect(await health()).toEqual({ 'review.orderNo': 'found', shop: 'missing' });
    expect(await db.orders.count()).toBe(0);
  });

  it('are nobody’s while two frames name two shops, a title stands for none, or the page refuses to say', async () => {
    await takeReport(shell({ shop: { ...shop, keyIsName: true } }), outer);
    await takeReport(orders(), inner);
    await takeReport(shell({ shop }), outer);
    await takeReport(orders({ health: { 'shop.key': 'refused' } }), inner);
    await takeReport(shell({ shop: { site: 'taobao', key: '别家示例' } }), { ...origin, frameId: 9 });
    await takeReport(orders(), inner);
    await takeReport(shell({ reader: 'aliexpress/chat-2026', shop: { site: 'aliexpress', key: '7' } }), { ...outer, tabId: 8 });
    await takeReport(orders(), { ...inner, tabId: 8 });
    expect(await db.orders.count()).toBe(0);
  });

  describe('once a person has said whose they are', () => {
    const HOST = 'market.m.taobao.com';
    const shops = async (): Promise<string[]> => (await db.customers.toArray()).map(({ shopId }) => shopId);

    it('are its, for the host where nothing is shown, until another shop is named there', async () => {
      await setChosenShop(HOST, shop);
      await takeReport(orders(), inner);
      expect(await shops()).toEqual(['taobao|青禾示例']);
      expect(await health()).toEqual({ 'order.no': 'found', shop: 'found' });
      await takeReport(shell({ shop: { site: 'taobao', key: '别家示例' } }), { ...outer, tabId: 9 });
      expect(await chosenShop(HOST)).toBeNull();
    });

    it('are nobody’s while another tab of that host names another shop', async () => {
      await takeReport(shell({ shop: { site: 'taobao', key: '别家示例' } }), { ...outer, tabId: 9 });
      await setChosenShop(HOST, shop);
      await takeReport(orders(), inner);
      expect(await shops()).toEqual([]);
      expect(await health()).toEqual({ 'order.no': 'found', shop: 'missing' });
      await tabMoved(9, undefined);
      await takeReport(orders(), inner);
      expect(await shops()).toEqual(['taobao|青禾示例']);
    });

    it('are not where the page refuses to say, two shops are named, or the choice is another site’s', async () => {
      await setChosenShop(HOST, shop);
      await takeReport(orders({ health: { 'shop.key': 'refused' } }), inner);
      await takeReport(orders({ reader: 'aliexpress/orders-2026' }), inner);
      await takeReport(shell({ shop }), outer);
      await takeReport(shell({ shop: { site: 'taobao', key: '别家示例' } }), { ...origin, frameId: 9 });
      await setChosenShop(HOST, shop);
      await takeReport(orders(), inner);
      expect(await db.orders.count()).toBe(0);
    });

    it('are never another’s than of the one shop that carries that key or title itself', async () => {
      for (const key of ['青禾示例', '别家示例', '三店示例'])
        await takeReport(shell({ shop: { site: 'taobao', key, name: key === '三店示例' ? '两家同名' : `${key}专卖店` } }), outer);
      const title = (key: string) => knownShop({ site: 'taobao', key, keyIsName: true }).then((found) => found?.key);
      for (const said of ['青禾示例', '青禾示例专卖店', '两家同名', '门店招牌']) await sayTitle('taobao|别家示例', said);
      expect(await Promise.all(['青禾示例', '青禾示例专卖店', '两家同名', '门店招牌'].map(title))).toEqual([
        '青禾示例',
        '青禾示例',
        '三店示例',
        '别家示例',
      ]);
      await takeReport(shell({ shop: { site: 'taobao', key: '四店示例', name: '两家同名' } }), { ...outer, tabId: 9 });
      expect(await title('两家同名')).toBeUndefined();
      await sayTitle('taobao|四店示例', '两家同名');
      expect(await title('两家同名')).toBe('四店示例');
    });

    it('are its for the title that the page shows, until that is taken back or said of another', async () => {
      await takeReport(shell({ shop }), { ...outer, tabId: 9 });
      await takeReport(shell({ shop: { site: 'taobao', key: '别家示例' } }), { ...outer, tabId: 8 });
      const titled = { shop: { site: 'taobao' as const, key: '门店招牌', keyIsName: true as const } };
      await takeReport(orders(titled), inner);
      expect(await shops()).toEqual([]);
      expect((await chrome.storage.session.get(null))['page:7:4']).toMatchObject({ title: '门店招牌' });
      await sayTitle('taobao|别家示例', '门店招牌');
      await sayTitle('taobao|青禾示例', '门店招牌');
      await takeReport(orders(titled), inner);
      expect(await shops()).toEqual(['taobao|青禾示例']);
      await dropTitle('taobao|青禾示例', '门店招牌');
      expect(await knownShop(titled.shop)).toBeUndefined();
      expect(await db.shops.filter(({ titles }) => titles !== undefined).count()).toBe(0);
    });
  });
});
