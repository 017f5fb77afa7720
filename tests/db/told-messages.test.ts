import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { undo } from '../../lib/db/changes.ts';
import { KebanDatabase } from '../../lib/db/database.ts';
import { takeOrders } from '../../lib/db/intake.ts';
import { takePeople } from '../../lib/db/known-people.ts';
import { mergeCustomers } from '../../lib/db/merges.ts';
import { messagesIn, messagesOf, storeMessages, threadsOf } from '../../lib/db/messages.ts';
import { storeTold, withTold } from '../../lib/db/told-messages.ts';
import { queueAt, roundsSince, settleWaits, waitOf } from '../../lib/db/waiting.ts';
import type { MessageItem } from '../../lib/domain/message-stored.ts';
import type { MessageSeen, PeerRef, PeerSeen, SiteId } from '../../lib/domain/observation.ts';
import type { ToldChat } from '../../lib/domain/told-chat.ts';

/** Beijing 2026-11-27 10:00. */
const T0 = Date.UTC(2026, 10, 27, 2);
const MINUTE = 60_000;
const DAY = 86_400_000;
const RAIN: PeerRef = { name: '林间小雨88', nick: '林间小雨88', uid: '1680203945' };
const CODE = '1680203945.1-2299912345678.1#11001';
const MARIA: PeerRef = { name: 'Maria Silva', uid: 'buyer-0001' };
const sources = {
  taobao: { site: 'taobao' as const, shopId: 'taobao|青禾示例专卖店', shopKey: '青禾示例专卖店', at: T0 },
  aliexpress: { site: 'aliexpress' as const, shopId: 'aliexpress|100001', shopKey: '100001', at: T0 },
};

let db: KebanDatabase;
let round = 0;
beforeEach(() => {
  round += 1;
  db = new KebanDatabase(`told-${round}`);
});
afterEach(() => db.delete());

type Who = 'b' | 's';
type Said = [who: Who, text: string, at: number, more?: Partial<MessageSeen>];

const seen = ([who, text, at, more]: Said): MessageSeen => ({
  kind: 'message',
  side: who === 'b' ? 'buyer' : 'seller',
  type: 'text',
  text,
  at,
  ...more,
});
/** What an answer tells: ids and milliseconds. */
const told = (lines: Said[], past: boolean, chat: Partial<ToldChat> = {}): ToldChat => ({
  peer: RAIN,
  conversation: CODE,
  items: lines.map((line): MessageItem => ({
    message: { id: `${line[2]}.PNM`, ...seen(line) },
    ...(past ? { past: true as const } : {}),
  })),
  ...chat,
});
/** What the page shows: whole seconds, no ids. */
const shown = (lines: Said[]): MessageItem[] =>
  lines.map(([who, text, at, more]) => ({ message: seen([who, text, Math.floor(at / 1000) * 1000, more]) }));

async function known(peer: PeerRef, site: 'taobao' | 'aliexpress' = 'taobao'): Promise<string> {
  await takePeople(sources[site], [peer], db);
  const [customer] = (await db.customers.toArray()).filter(({ uid }) => uid === peer.uid);
  return customer?.id ?? '';
}
const take = async (chats: ToldChat[], at = T0, site: SiteId = 'taobao'): Promise<string[]> => {
  const customers = new Set<string>();
  for (const chat of chats) {
    const customerId = await storeTold({ ...sources[site as 'taobao'], at }, chat, db);
    if (customerId !== null) customers.add(customerId);
  }
  return [...customers];
};
const textsOf = async (id: string): Promise<string[]> => (await messagesOf(id, db)).map(({ text = '' }) => text);

describe('messages that an answer tells', () => {
  it('are kept once, whether the page or the answer comes first', async () => {
    const id = await known(RAIN);
    const of = { customerId: id, shopId: sources.taobao.shopId, mark: '林间小雨88' };
    const lines: Said[] = [
      ['b', '在吗', T0 - 9 * MINUTE + 123],
      ['b', '在吗', T0 - 8 * MINUTE + 456],
      ['s', '在的亲', T0 - 7 * MINUTE + 789],
    ];
    await storeMessages(of, shown(lines.slice(1)), T0, db);
    expect(await take([told(lines, true)])).toEqual([id]);
    await storeMessages(of, shown(lines), T0 + MINUTE, db);
    await take([told(lines.slice(0, 2), true)], T0 + MINUTE);
    expect(await textsOf(id)).toEqual(['在吗', '在吗', '在的亲']);
    expect((await messagesOf(id, db)).map((message) => message.id)).toEqual(lines.map(([, , at]) => `${at}.PNM`));
    expect(await threadsOf(id, db)).toHaveLength(1);
  });

  it('lie in the order in which they were written, however the answer gives them', async () => {
    const id = await known(RAIN);
    const lines = ['一', '二', '三', '四'].map((text, i): Said => [i % 2 ? 's' : 'b', text, T0 + i]);
    await take([told(lines.slice(2).toReversed(), true)]);
    await take([told(lines.toReversed(), true)]);
    expect(await textsOf(id)).toEqual(['一', '二', '三', '四']);
    const later: Said[] = ['五', '六', '七'].map((text, i) => ['b', text, T0 + 9 + (i >> 1), { id: `${text}.PNM` }]);
    await take([told(later.toReversed(), true)]);
    expect(await textsOf(id)).toEqual(['一', '二', '三', '四', '五', '六', '七']);
  });

  it('go to nobody without a sure id, and are not those of another account', async () => {
    const id = await known(RAIN);
    const line: Said[] = [['b', '在吗', T0]];
    expect(await take([told(line, true, { peer: { name: '林**', masked: true } })])).toEqual([]);
    expect(await take([told(line, true, { peer: { name: '别人', nick: '别人', uid: '999999' } })])).toEqual([]);
    await take([
      told(
        [
          ['s', '加微信', T0, { staff: '别家店:小明' }],
          ['s', '在的', T0 + 1, { staff: '青禾示例专卖店:小竹' }],
        ],
        true,
      ),
    ]);
    expect(await textsOf(id)).toEqual(['在的']);
  });

  it('older than is kept are left where they are', async () => {
    const id = await known(RAIN);
    await take([
      told(
        [
          ['b', '两年前', T0 - 700 * DAY],
          ['b', '上周', T0 - 7 * DAY],
        ],
        true,
      ),
    ]);
    expect(await textsOf(id)).toEqual(['上周']);
  });

  it('of AliExpress join a page that shows neither ids nor times, and tell it what a robot wrote', async () => {
    const id = await known(MARIA, 'aliexpress');
    const of = { customerId: id, shopId: sources.aliexpress.shopId, mark: 'Maria Silva' };
    const page = ([who, text]: Said): MessageItem => ({ message: { ...seen([who, text, 0]), at: undefined } });
    const lines: Said[] = [
      ['b', 'Hello, where is my order?', T0 - 3 * MINUTE],
      ['s', 'Automatic answer', T0 - 2 * MINUTE, { type: 'robot' }],
      ['b', 'I want to talk to a person', T0 - MINUTE],
    ];
    await storeMessages(of, lines.map(page), T0, db);
    const chat = { peer: MARIA, conversation: 's-0001' };
    await take([told(lines, true, chat)], T0 + MINUTE, 'aliexpress');
    await storeMessages({ ...of, mark: 's-0001' }, lines.map(page), T0 + 2 * MINUTE, db);
    await take([told([['b', 'old', T0 - 30 * DAY]], true, chat)], T0 + MINUTE, 'aliexpress');
    expect((await messagesOf(id, db)).map(({ text, type, at }) => [text, type, at])).toEqual([
      ['old', 'text', T0 - 30 * DAY],
      ...lines.map(([, text, at, more]) => [text, more?.type ?? 'text', at]),
    ]);
    expect(await threadsOf(id, db)).toHaveLength(1);
    expect(await messagesIn(id, ['s-0001'], db)).toHaveLength(4);
  });

  it('find the page’s conversation also when the answer was there first', async () => {
    const id = await known(MARIA, 'aliexpress');
    await take([told([['b', 'Hello', T0]], false, { peer: MARIA, conversation: 's-0001' })], T0, 'aliexpress');
    const of = { customerId: id, shopId: sources.aliexpress.shopId, mark: 'Maria Silva' };
    await storeMessages(of, [{ message: { ...seen(['b', 'Hello', 0]), at: undefined } }], T0 + MINUTE, db);
    expect(await textsOf(id)).toEqual(['Hello']);
  });
});

describe('a chat page that shows a conversation and a name', () => {
  const page = (name: string, conversation: string): PeerSeen => ({ kind: 'peer', peer: { name }, conversation, orderNos: [] });

  it('is of the buyer of whom an answer told both', async () => {
    await known(MARIA, 'aliexpress');
    await known({ name: 'Maria Silva', uid: 'buyer-0002' }, 'aliexpress');
    const told1 = told([['b', 'Hello', T0]], false, { peer: MARIA, conversation: 's-0001' });
    const uidOf = async (seen: PeerSeen): Promise<string | undefined> =>
      (await withTold(sources.aliexpress.shopId, seen, db)).peer.uid;
    expect(await uidOf(page('Maria Silva', 's-0001'))).toBeUndefined();
    await take([told1], T0, 'aliexpress');
    expect(await uidOf(page('Maria Silva', 's-0001'))).toBe('buyer-0001');
    // The panel may show the former buyer's name, and a conversation of which nothing was told may be anybody's.
    expect(await uidOf(page('Nora Lind', 's-0001'))).toBeUndefined();
    expect(await uidOf(page('Maria Silva', 's-0002'))).toBeUndefined();
    expect((await withTold('aliexpress|100002', page('Maria Silva', 's-0001'), db)).peer.uid).toBeUndefined();
  });

  it('tells nothing by a thread that only the page made', async () => {
    const id = await known(MARIA, 'aliexpress');
    const of = { customerId: id, shopId: sources.aliexpress.shopId, mark: 's-0009' };
    await storeMessages(of, [{ message: { ...seen(['b', 'Hello', 0]), at: undefined } }], T0, db);
    expect((await withTold(sources.aliexpress.shopId, page('Maria Silva', 's-0009'), db)).peer.uid).toBeUndefined();
  });
});

describe('a buyer who was known as two', () => {
  it('has the conversation once, told by the page and by answers, and twice again when that is undone', async () => {
    const told1 = await known(MARIA, 'aliexpress');
    const stub = {
      kind: 'order' as const,
      no: '8299000000012468',
      state: 'paid' as const,
      items: [],
      buyer: { name: 'Maria Silva' },
    };
    await takeOrders(sources.aliexpress, [stub], db);
    const page = (await db.customers.toArray()).find(({ id }) => id !== told1)?.id ?? '';
    const lines: Said[] = [
      ['b', 'Hello', T0 - 3 * MINUTE],
      ['s', 'We shipped it yesterday.', T0 - 2 * MINUTE],
      ['b', 'Thank you, and when will it arrive?', T0 - MINUTE],
    ];
    const shownOn = lines.slice(1).map(([who, text]) => ({ message: { ...seen([who, text, 0]), at: undefined } }));
    await storeMessages({ customerId: page, shopId: sources.aliexpress.shopId, mark: 'Maria Silva' }, shownOn, T0, db);
    await take([told(lines, false, { peer: MARIA, conversation: 's-0001' })], T0, 'aliexpress');
    expect(await db.threads.where('waiting').above(0).count()).toBe(2);
    const change = await mergeCustomers(page, told1, db);
    expect(await textsOf(page)).toEqual(lines.map(([, text]) => text));
    expect(new Set((await messagesOf(page, db)).map(({ m }) => m)).size).toBe(3);
    // Both records waited for an answer; one answer is enough.
    const answer: Said = ['s', 'Tomorrow', T0 + MINUTE];
    const [last] = shownOn.slice(-1);
    const onPage = [...(last ? [last] : []), { message: { ...seen(answer), at: undefined } as unknown as MessageSeen }];
    await storeMessages({ customerId: page, shopId: sources.aliexpress.shopId, mark: 'Maria Silva' }, onPage, T0 + MINUTE, db);
    expect(await waitOf(page, db)).toBeNull();
    await undo(change?.id ?? '', db);
    expect([(await textsOf(page)).length, (await textsOf(told1)).length]).toEqual([3, 3]);
  });
});

describe('who waits', () => {
  const question: Said[] = [['b', '什么时候发货', T0 - 2 * DAY]];

  it('is nobody for what was read out of a history', async () => {
    const id = await known(RAIN);
    await take([told(question, true)]);
    expect(await waitOf(id, db)).toBeNull();
    expect((await queueAt(T0, db)).lines).toEqual([]);
    expect((await roundsSince(T0 - 7 * DAY, T0, db)).flatMap(({ judged }) => judged)).toEqual([]);
  });

  it('is the buyer whose message has just come, or is shown on the page', async () => {
    const id = await known(RAIN);
    await take([told([['b', '在吗', T0]], false)]);
    expect(await waitOf(id, db)).toMatchObject({ waiting: T0 });
    await db.threads.clear();
    await db.messages.clear();
    await take([told(question, true)]);
    await storeMessages({ customerId: id, shopId: sources.taobao.shopId, mark: '林间小雨88' }, shown(question), T0, db);
    expect(await waitOf(id, db)).toMatchObject({ waiting: T0 - 2 * DAY });
  });

  it('has an answer that a history tells, with its time', async () => {
    const id = await known(RAIN);
    await take([told(question, false)]);
    await take([told([...question, ['s', '今天发', T0 - 2 * DAY + 5 * MINUTE]], true)]);
    expect(await waitOf(id, db)).toBeNull();
    const [shop] = await roundsSince(T0 - 7 * DAY, T0, db);
    expect(shop?.judged.map((one) => one.round.took)).toEqual([5 * MINUTE]);
  });

  it('does not wait again for a settled question of which a history tells more', async () => {
    const id = await known(RAIN);
    await take([told(question, false)]);
    const [thread] = await threadsOf(id, db);
    await settleWaits([thread?.id ?? ''], db);
    await take([told([['b', '你好', T0 - 2 * DAY - MINUTE], ...question, ['b', '在吗', T0 - 2 * DAY + MINUTE]], true)]);
    expect(await waitOf(id, db)).toBeNull();
    await take([told([['b', '还在等', T0]], false)]);
    expect(await waitOf(id, db)).toMatchObject({ waiting: T0, wait: { lines: 1 } });
  });
});
