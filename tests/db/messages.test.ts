import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Dexie } from 'dexie';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { undo } from '../../lib/db/changes.ts';
import { KebanDatabase } from '../../lib/db/database.ts';
import {
  countMessages,
  inRows,
  keepMessages,
  messagesOf,
  messagesSince,
  newestMessage,
  pruneMessages,
  setKeepMessages,
  storeMessages,
} from '../../lib/db/messages.ts';
import { mergeCustomers } from '../../lib/db/merges.ts';
import { takePeer } from '../../lib/db/intake.ts';
import type { MessageItem, StoredMessage } from '../../lib/domain/message-stored.ts';

const SHOP = 'taobao|青禾示例专卖店';
const T0 = Date.UTC(2026, 10, 1);
const MINUTE = 60_000;
let db: KebanDatabase;
let round = 0;

beforeEach(() => {
  round += 1;
  db = new KebanDatabase(`messages-${round}`);
});
afterEach(() => db.delete());

async function buyer(nick: string): Promise<string> {
  const source = { site: 'taobao' as const, shopId: SHOP, at: T0 };
  const { customerId } = await takePeer(source, { kind: 'peer', peer: { name: nick, nick }, orderNos: [] }, db);
  return customerId ?? '';
}

const said = (text: string, minute: number, side: 'buyer' | 'seller' = 'buyer'): MessageItem => ({
  message: { kind: 'message', side, type: 'text', text, at: T0 + minute * MINUTE },
});
const textsOf = async (id: string): Promise<string> => (await messagesOf(id, db)).map(({ text }) => text).join(' ');
const keep = (customerId: string, items: MessageItem[], at = T0 + 9_000_000, mark = 'nick'): Promise<(string | null)[] | null> =>
  storeMessages({ customerId, shopId: SHOP, mark }, items, at, db);

describe('messages of a conversation', () => {
  it('are kept once, in order, however often and in whatever parts they are seen', async () => {
    const id = await buyer('林间小雨');
    const first = await keep(id, [said('四', 4), said('五', 5)]);
    expect(await keep(id, [said('四', 4), said('五', 5)])).toEqual(first);
    const [older] = (await keep(id, [said('一', 1), said('二', 2)])) ?? [];
    await keep(id, [{ ref: older ?? '' }, said('二', 2), said('三', 3), { ref: first?.[0] ?? '' }]);
    await keep(id, [{ ref: first?.[1] ?? '' }, said('六', 6, 'seller')]);
    expect(await textsOf(id)).toBe('一 二 三 四 五 六');
    expect(await countMessages(id, db)).toBe(6);
    expect(await newestMessage(id, db)).toMatchObject({ text: '六', side: 'seller', at: T0 + 6 * MINUTE });
    expect((await messagesSince(T0 + 5 * MINUTE, db)).map(({ customerId, message }) => [customerId, message.text])).toEqual([
      [id, '五'],
      [id, '六'],
    ]);
  });

  it('are of nobody else, and of nobody at all when the customer is gone', async () => {
    const [a, b] = [await buyer('林间小雨'), await buyer('林间小雨88')];
    await keep(a, [said('我是一号', 1)]);
    await keep(b, [said('我是二号', 1)]);
    expect([await textsOf(a), await textsOf(b)]).toEqual(['我是一号', '我是二号']);
    expect(await keep('c_nobody', [said('谁', 1)])).toBeNull();
    expect(await db.threads.count()).toBe(2);
  });

  it('are marked when they are withdrawn, and keep an unknown time unknown', async () => {
    const id = await buyer('林间小雨');
    const [ref] = (await keep(id, [{ message: { kind: 'message', side: 'buyer', type: 'text', text: '说错了' } }])) ?? [];
    await keep(id, [
      { ref: ref ?? '', message: { kind: 'message', side: 'buyer', type: 'text', text: '说错了' }, withdrawn: true },
    ]);
    const [only] = await messagesOf(id, db);
    expect(only).toMatchObject({ text: '说错了', withdrawn: true });
    expect(only && 'at' in only).toBe(false);
  });

  it('by the thousand lie in rows that fit together, with none lost when they come from the newest to the oldest', async () => {
    const id = await buyer('林间小雨');
    const all = Array.from({ length: 1200 }, (_, i) => said(['在吗', '好的', '嗯'][i % 3] ?? '', i >> 1));
    let refs: (string | null)[] = [];
    for (let end = all.length; end > 0; end -= 50) {
      const part = all.slice(Math.max(0, end - 50), end);
      const context = refs.slice(0, 4).map((ref) => ({ ref: ref ?? '' }));
      refs = (await keep(id, [...part, ...context])) ?? [];
    }
    const list = await messagesOf(id, db);
    expect(list.map(({ text, at }) => `${text}${at}`)).toEqual(all.map(({ message }) => `${message?.text}${message?.at}`));
    expect(new Set(list.map(({ m }) => m)).size).toBe(1200);
    const rows = await db.messages.toArray();
    expect(Math.max(...rows.map((row) => row.list.length))).toBeLessThanOrEqual(128);
    expect(rows.length).toBeGreaterThan(9);
  });

  it('write only the rows they are in', () => {
    const list = Array.from({ length: 200 }, (_, i): StoredMessage => ({
      m: i.toString(36),
      side: 'buyer',
      type: 'text',
      seen: i,
    }));
    const rows = inRows('t', [], list);
    expect(rows.map((row) => row.list.length)).toEqual([50, 50, 50, 50].map(() => expect.any(Number)));
    const more = [...list, { m: 'new', side: 'buyer', type: 'text', seen: 999 } satisfies StoredMessage];
    const next = inRows('t', rows, more);
    expect(next.filter((row) => !rows.includes(row)).map((row) => row.list.at(-1)?.m)).toEqual(['new']);
  });
});

describe('what is kept of them', () => {
  it('is limited by days and by number, both settable', async () => {
    const id = await buyer('林间小雨');
    expect(await keepMessages(db)).toEqual({ days: 180, most: 20_000 });
    const now = T0 + 400 * 86_400_000;
    const day = (n: number): number => n * 24 * 60;
    await keep(id, [said('旧', day(0))]);
    const other = await buyer('别人');
    await keep(other, [said('新', day(399))]);
    await pruneMessages(now, db);
    expect([await textsOf(id), await textsOf(other)]).toEqual(['', '新']);
    expect(await db.threads.count()).toBe(1);
    await setKeepMessages({ days: 9999, most: 3 }, db);
    await keep(
      other,
      [1, 2, 3, 4].map((n) => said(`${n}`, day(399) + n)),
    );
    expect(await textsOf(other)).toBe('2 3 4');
  });
});

describe('when two customers are joined', () => {
  it('the messages are with the one that stays, and with the other again when it is undone', async () => {
    const [a, b] = [await buyer('林间小雨'), await buyer('tb583920176')];
    await db.customers.update(b, { keys: [], nick: undefined, standing: 'orders-only' } as object);
    await keep(a, [said('一', 1), said('三', 3)]);
    await keep(b, [said('二', 2)], undefined, 'other');
    const change = await mergeCustomers(a, b, db);
    expect([await textsOf(a), await textsOf(b)]).toEqual(['一 二 三', '']);
    await keep(a, [said('二', 2), said('四', 4)], undefined, 'other');
    expect(await undo(change?.id ?? '', db)).toMatchObject({ outcome: 'undone' });
    expect([await textsOf(a), await textsOf(b)]).toEqual(['一 三', '二 四']);
  });
});

describe('a database from before messages were kept', () => {
  it('is opened, keeps everything and takes messages in', async () => {
    const v1 = JSON.parse(readFileSync(join(import.meta.dirname, 'versions', 'v1.json'), 'utf8')) as {
      stores: Record<string, string>;
      rows: Record<string, unknown[]>;
    };
    const old = new Dexie(`messages-old`);
    old.version(1).stores(v1.stores);
    for (const [table, list] of Object.entries(v1.rows)) await old.table(table).bulkPut(list);
    old.close();
    await db.delete();
    db = new KebanDatabase('messages-old');
    const customer = await db.customers.toCollection().first();
    await keep(customer?.id ?? '', [said('在吗', 1)]);
    expect(await textsOf(customer?.id ?? '')).toBe('在吗');
    expect(await db.notes.count()).toBe(v1.rows['notes']?.length);
  });
});
