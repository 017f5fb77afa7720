import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { undo } from '../../lib/db/changes.ts';
import { addTag } from '../../lib/db/customers.ts';
import { KebanDatabase } from '../../lib/db/database.ts';
import { takeOrders, takePeer } from '../../lib/db/intake.ts';
import { mergeCustomers } from '../../lib/db/merges.ts';
import { storeMessages } from '../../lib/db/messages.ts';
import { redo } from '../../lib/db/redo.ts';
import { attention, resetRules, rulesOf, setAttention, setRule } from '../../lib/db/wait-rules.ts';
import { markOldWaits, queueAt, roundsSince, settleWaits, waitOf } from '../../lib/db/waiting.ts';
import type { MessageItem } from '../../lib/domain/message-stored.ts';
import { inOrder } from '../../lib/domain/wait-queue.ts';

const SHOP = 'taobao|青禾示例专卖店';
/** Beijing 2026-11-27 10:00, within the hours that count. */
const T0 = Date.UTC(2026, 10, 27, 2);
const MINUTE = 60_000;
let db: KebanDatabase;
let round = 0;

beforeEach(() => {
  round += 1;
  db = new KebanDatabase(`waiting-${round}`);
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
const keep = (customerId: string, items: MessageItem[], at = T0 + 60 * MINUTE): Promise<unknown> =>
  storeMessages({ customerId, shopId: SHOP, mark: customerId }, items, at, db);
const names = async (now: number, by: 'priority' | 'deadline' = 'priority'): Promise<string[]> =>
  inOrder((await queueAt(now, db)).lines, by).map(({ name }) => name);

describe('a buyer who waits', () => {
  it('is marked with the message, and no more with the answer', async () => {
    const id = await buyer('林间小雨');
    await keep(id, [said('在吗', 0), said('发货了吗', 1)]);
    expect(await waitOf(id, db)).toMatchObject({
      waiting: T0,
      wait: { since: T0, lines: 2, text: '在吗\n发货了吗', opening: true },
    });
    await keep(id, [said('发货了吗', 1), said('发了亲', 2, 'seller')]);
    expect(await waitOf(id, db)).toBeNull();
    await keep(id, [said('发了亲', 2, 'seller'), said('好的谢谢', 3)]);
    expect(await db.threads.where('waiting').above(0).count()).toBe(0);
  });

  it('goes with the customer into another record', async () => {
    const [a, b] = [await buyer('林间小雨'), await buyer('雨')];
    await keep(b, [said('在吗', 0)]);
    await db.customers.update(b, { keys: [], nick: undefined });
    await mergeCustomers(a, b, db);
    expect((await queueAt(T0, db)).lines).toMatchObject([{ customerId: a, name: '林间小雨' }]);
  });

  it('is settled by a person, can be brought back, and asks anew with the next line', async () => {
    const id = await buyer('林间小雨');
    await keep(id, [said('随便问问', 0)]);
    const thread = await waitOf(id, db);
    const done = await settleWaits([thread?.id ?? ''], db);
    expect(await waitOf(id, db)).toBeNull();
    await keep(id, [said('随便问问', 0), { message: { kind: 'message', side: 'system', type: 'system', text: '提示' } }]);
    expect(await waitOf(id, db)).toBeNull();
    expect(await undo(done?.id ?? '', db)).toMatchObject({ outcome: 'undone' });
    await settleWaits([thread?.id ?? ''], db);
    await keep(id, [said('随便问问', 0), said('还在吗', 9)]);
    expect(await waitOf(id, db)).toMatchObject({ waiting: T0 + 9 * MINUTE, wait: { text: '还在吗', lines: 1 } });
  });

  it('who was settled does not come back with a goodbye, and what is asked later counts from then', async () => {
    const id = await buyer('林间小雨');
    const lines = [said('发货了吗', 0)];
    await keep(id, lines);
    const settle = async (): Promise<unknown> => settleWaits([(await waitOf(id, db))?.id ?? ''], db);
    await settle();
    lines.push(said('好的谢谢', 60));
    await keep(id, lines, T0 + 60 * MINUTE);
    expect(await waitOf(id, db)).toBeNull();
    lines.push(said('能改地址吗', 120));
    await keep(id, lines, T0 + 120 * MINUTE);
    expect(await waitOf(id, db)).toMatchObject({ waiting: T0 + 120 * MINUTE, wait: { text: '能改地址吗' } });
    lines.push(said('可以', 121, 'seller'), said('那几天到', 180));
    await keep(id, lines, T0 + 180 * MINUTE);
    await settle();
    lines.push(said('谢谢', 200), said('包邮吗', 240), said('包的', 242, 'seller'));
    await keep(id, lines, T0 + 242 * MINUTE);
    const [shop] = await roundsSince(T0, T0 + 300 * MINUTE, db);
    expect(shop?.settled).toBe(2);
    expect(shop?.judged.map(({ verdict, round: { took } }) => [verdict, took])).toEqual([
      ['in-time', MINUTE],
      ['in-time', 2 * MINUTE],
    ]);
  });

  it('comes back at once when settling is undone', async () => {
    const id = await buyer('林间小雨');
    await keep(id, [said('在吗', 0)]);
    const before = await waitOf(id, db);
    const done = await settleWaits([before?.id ?? ''], db);
    await undo(done?.id ?? '', db);
    expect(await waitOf(id, db)).toEqual(before);
  });

  it('is found in conversations that were kept before there were marks', async () => {
    const [a, b] = [await buyer('林间小雨'), await buyer('海边的信')];
    await keep(a, [said('在吗', 0)]);
    await keep(b, [said('在吗', 0), said('在的', 1, 'seller')]);
    await db.threads.toCollection().modify((thread) => {
      delete thread.wait;
      delete thread.waiting;
    });
    expect(await names(T0)).toEqual([]);
    expect(await markOldWaits(T0, db)).toBe(1);
    expect(await names(T0)).toEqual(['林间小雨']);
    expect(await markOldWaits(T0, db)).toBe(0);
  });
});

describe('the queue', () => {
  const order = (no: string, state: 'paid' | 'refunding' | 'done', yuan: number, nick: string) => ({
    kind: 'order' as const,
    no,
    state,
    createdAt: T0,
    paid: { minor: yuan * 100, currency: 'CNY' },
    items: [],
    buyer: { name: nick, nick },
  });

  it('puts disputes first, then VIPs, order value, history, and who came first; the upset before others of their rank', async () => {
    const nicks = ['先来', '后来', '老客', '大单', '贵宾', '生气', '气的贵宾', '退款'];
    const ids = new Map<string, string>();
    for (const [i, nick] of nicks.entries()) {
      const id = await buyer(nick);
      ids.set(nick, id);
      await keep(id, [said(nick.includes('气') ? '你们是骗子吧，太过分了' : '什么时候发货', i)]);
    }
    const source = { site: 'taobao' as const, shopId: SHOP, at: T0 };
    const orders = [
      order('4512300000000000001', 'refunding', 10, '退款'),
      order('4512300000000000002', 'paid', 2000, '大单'),
      ...[3, 4, 5].map((n) => order(`451230000000000000${n}`, 'done', 10, '老客')),
    ];
    await takeOrders(source, orders, db);
    await addTag([ids.get('贵宾') ?? '', ids.get('气的贵宾') ?? ''], 'vip', db);
    const expected = ['退款', '气的贵宾', '贵宾', '大单', '老客', '生气', '先来', '后来'];
    expect(await names(T0 + 10 * MINUTE)).toEqual(expected);
    expect(await names(T0 + 10 * MINUTE, 'deadline')).toEqual(nicks);
    const { lines } = await queueAt(T0 + 10 * MINUTE, db);
    const why = Object.fromEntries(
      lines.map((line) => [line.name, line.why.map(({ kind, what, n }) => `${kind} ${what ?? n ?? ''}`.trim())]),
    );
    expect(why['退款']).toEqual(['dispute 4512300000000000001', 'value', 'history 1']);
    expect(why['生气']?.[0]).toMatch(/^(?:angry|threatening) /);
    expect(why['贵宾']).toEqual(['vip vip']);
    expect(why['气的贵宾']).toEqual(['vip vip', expect.stringMatching(/^(?:angry|threatening) /)]);
    expect(why['老客']).toEqual(['history 3']);
    expect(why['先来']).toEqual(['arrival']);
    expect(
      lines
        .filter(({ loud }) => loud)
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(['生气', '贵宾', '气的贵宾', '退款'].toSorted());
  });

  it('listens to the words that a person watches', async () => {
    const [a, b] = [await buyer('甲'), await buyer('乙')];
    await keep(a, [said('有货吗', 0)]);
    await keep(b, [said('要开发票', 1)]);
    expect(await names(T0)).toEqual(['甲', '乙']);
    const set = await setAttention({ words: ['发票'] }, db);
    expect(await names(T0)).toEqual(['乙', '甲']);
    // However loud: nobody passes an important customer, or a larger order, by a word.
    await addTag([a], 'vip', db);
    expect(await names(T0)).toEqual(['甲', '乙']);
    expect((await queueAt(T0, db)).lines.every(({ loud }) => loud)).toBe(true);
    await undo(set?.id ?? '', db);
    expect((await attention(db)).words).toContain('投诉');
    expect(await names(T0)).toEqual(['甲', '乙']);
  });

  it('judges by the rules of the shop, who is late first', async () => {
    const id = await buyer('甲');
    await keep(id, [said('有货吗', 0)]);
    const line = async (now: number) => (await queueAt(now, db)).lines[0]?.judged;
    expect(await line(T0 + 2 * MINUTE)).toMatchObject({ verdict: 'open', dueAt: T0 + 3 * MINUTE });
    expect(await line(T0 + 4 * MINUTE)).toMatchObject({ verdict: 'open-late' });
    const rule = { value: 10, source: '店里的约定', asOf: '2026-11-01', own: true as const };
    const set = await setRule('taobao', 'first', rule, db);
    expect(await line(T0 + 4 * MINUTE)).toMatchObject({ verdict: 'open', dueAt: T0 + 10 * MINUTE });
    await undo(set?.id ?? '', db);
    expect(await line(T0 + 4 * MINUTE)).toMatchObject({ verdict: 'open-late' });
  });
});

describe('the rules', () => {
  const rule = { value: 5, source: '店里的约定', asOf: '2026-11-01', own: true as const };

  it('are kept, undone, reset, and carried out again from the journal', async () => {
    const set = await setRule('taobao', 'first', rule, db);
    expect((await rulesOf('taobao', db)).first).toEqual(rule);
    const reset = await resetRules('taobao', db);
    expect((await rulesOf('taobao', db)).first.value).toBe(3);
    await undo(reset?.id ?? '', db);
    expect((await rulesOf('taobao', db)).first).toEqual(rule);
    await db.waitRules.clear();
    if (set) await redo(set, db);
    expect((await rulesOf('taobao', db)).first).toEqual(rule);
    expect(await resetRules('aliexpress', db)).toBeNull();
  });

  it('are refused with a reason, and nothing is changed', async () => {
    await expect(setRule('taobao', 'first', { ...rule, value: 0 }, db)).rejects.toThrow('minutes');
    expect(await db.waitRules.count()).toBe(0);
  });
});

describe('the rounds of a day', () => {
  it('are counted by shop, without yesterday and without what was settled', async () => {
    const [a, b, c] = [await buyer('甲'), await buyer('乙'), await buyer('丙')];
    const DAY = 24 * 60;
    await keep(a, [said('昨天问的', -DAY), said('答', 1 - DAY, 'seller'), said('今天问的', 0), said('答了', 2, 'seller')]);
    await keep(b, [said('有货吗', 0), said('有', 9, 'seller'), said('那包邮吗', 10)]);
    await keep(c, [said('随便看看', 0)]);
    await settleWaits([(await waitOf(c, db))?.id ?? ''], db);
    const [shop, ...others] = await roundsSince(T0 - 60 * MINUTE, T0 + 11 * MINUTE, db);
    expect(others).toEqual([]);
    expect(shop).toMatchObject({ shopId: SHOP, settled: 1 });
    expect(shop?.judged.map(({ verdict }) => verdict).toSorted()).toEqual(['in-time', 'late', 'open']);
  });

  it('know what came right before, in the row before', async () => {
    const id = await buyer('甲');
    const old = Array.from({ length: 130 }, (_, i) => said(`第${i}条`, i - 3000, i % 2 ? 'seller' : 'buyer'));
    await keep(id, [...old, said('昨晚问的', -900)]);
    await keep(id, [said('昨晚问的', -900), said('早上答', 0, 'seller')]);
    expect(await db.messages.count()).toBeGreaterThan(1);
    expect((await roundsSince(T0 - 1, T0, db))[0]?.judged).toEqual([]);
  });
});
