import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { undo } from '#lib/db/changes.ts';
import { dayAt, dayNumber } from '#lib/domain/calendar-day.ts';
import { KebanDatabase } from '#lib/db/database.ts';
import { importOrders } from '#lib/db/imports.ts';
import { takeOrders } from '#lib/db/intake.ts';
import { storeMessages } from '#lib/db/messages.ts';
import { takePasted } from '#lib/db/pasted.ts';
import { declineProposal, editReminder } from '#lib/db/reminder-edit.ts';
import { addReminder, completeReminder, completeReminders, snoozeReminder } from '#lib/db/reminders.ts';
import { buyerWrote, settleAll, settleDue } from '#lib/db/reply-watch.ts';
import { keysOf } from '#lib/domain/identity.ts';
import type { MessageSeen, OrderSeen } from '#lib/domain/observation.ts';
import type { Reminder } from '#lib/domain/reminder.ts';
import { aCustomer, anOrder, putCustomers, putOrders, SHOP } from '../support/customers.ts';

const DAY = 86_400_000;
let db: KebanDatabase;
beforeEach(async () => {
  db = new KebanDatabase(`verbs-${Math.random()}`);
  await putCustomers(db, aCustomer('c1', '林间小雨88'));
});
afterEach(() => db.delete());

const add = (more: Partial<Reminder> = {}) =>
  addReminder({ id: 'r1', customerId: 'c1', shopId: SHOP, text: '回访', dueAt: Date.now() - 1000, ...more }, db);
const all = () => db.reminders.toArray();
const message = (at: number | undefined, text: string, side: MessageSeen['side'] = 'buyer'): MessageSeen => ({
  kind: 'message',
  side,
  type: 'text',
  text,
  ...(at === undefined ? {} : { at }),
});
const says = (at: number, ...messages: MessageSeen[]) =>
  storeMessages(
    { customerId: 'c1', shopId: SHOP, mark: 'm' },
    messages.map((one) => ({ message: one })),
    at,
    db,
  );

describe('what comes again', () => {
  const from = Date.UTC(2026, 10, 2, 2);

  it('gets one next occurrence, however often and from however many pages it is ended', async () => {
    await add({ repeat: { unit: 'week', every: 1, from, zone: 'Asia/Shanghai' }, owner: '小林', priority: 'high' });
    const done = await completeReminder('r1', db);
    await Promise.all([completeReminder('r1', db), completeReminders(['r1'], db)]);
    const rows = await all();
    expect(rows.map((r) => [r.id, r.state])).toEqual([
      ['r1', 'done'],
      ['r1~1', 'open'],
    ]);
    expect(rows[1]).toMatchObject({ owner: '小林', priority: 'high', series: { of: 'r1', n: 1 } });
    expect(rows[1]!.dueAt).toBeGreaterThan(Date.now());
    expect((rows[1]!.dueAt - from) % (7 * DAY)).toBe(0);
    expect(await undo(done!.id, db)).toMatchObject({ outcome: 'undone' });
    expect((await all()).map((r) => [r.id, r.state, r.wakeAt !== undefined])).toEqual([['r1', 'open', true]]);
  });

  it("follows the customer's own gap between orders as it is by then", async () => {
    const orders = [0, 20, 50, 80].map((day, i) => anOrder(`10000000${i}`, { createdAt: from - (100 - day) * DAY }));
    await putOrders(db, 'c1', ...orders);
    await add({ repeat: { unit: 'cycle', every: 9, from, zone: 'Asia/Shanghai' } });
    await completeReminder('r1', db);
    const next = (await db.reminders.get('r1~1'))!;
    expect(next.repeat).toMatchObject({ every: 30 });
    expect(Math.round((next.dueAt - Date.now()) / DAY)).toBeGreaterThanOrEqual(29);
  });

  it('is counted from the last purchase; an order that was not paid is none', async () => {
    const orders = [90, 60, 30, 3].map((ago, i) => anOrder(`20000000${i}`, { createdAt: Date.now() - ago * DAY }));
    const unpaid = anOrder('200000009', { state: 'unpaid', createdAt: Date.now() - DAY });
    await putOrders(db, 'c1', ...orders, unpaid, { ...unpaid, no: '200000008', state: 'closed' });
    await add({ repeat: { unit: 'cycle', every: 9, from, zone: 'Asia/Shanghai' } });
    await completeReminder('r1', db);
    const next = (await db.reminders.get('r1~1'))!;
    expect(next.repeat).toMatchObject({ every: 30 });
    expect(Math.round((next.dueAt - Date.now()) / DAY)).toBeLessThanOrEqual(28);
    expect(Math.round((next.dueAt - Date.now()) / DAY)).toBeGreaterThanOrEqual(26);
  });
});

describe('waiting for the buyer', () => {
  it('until they write: becomes due when a message of the buyer is seen, not by own, old, robot or withdrawn ones', async () => {
    await says(1000, message(500, '旧的'));
    await add();
    const now = Date.now();
    await snoozeReminder('r1', { dueAt: now + 30 * DAY, awaits: 'wake' }, db);
    await says(now + 10, message(now + 5, '我们的回答', 'seller'), { ...message(now + 6, ''), type: 'card' });
    expect(await buyerWrote('c1', now + 20, db)).toBeNull();
    await says(now + 30, message(now + 25, '在吗'));
    await buyerWrote('c1', now + 40, db);
    const [row] = await all();
    expect(row).toMatchObject({ state: 'open', dueAt: now + 40, wakeAt: now + 40 });
    expect(row?.awaits).toBeUndefined();
    expect(await buyerWrote('c1', now + 50, db)).toBeNull();
  });

  it('if no reply: closes itself when the buyer writes; undone, it stands again', async () => {
    await add();
    const now = Date.now();
    await snoozeReminder('r1', { dueAt: now + 3 * DAY, awaits: 'end' }, db);
    await says(now + DAY, message(now + DAY, '收到了'));
    await settleAll(now + DAY, db);
    expect(await all()).toMatchObject([{ state: 'done', answeredAt: now + DAY }]);
    const [change] = (await db.changes.toArray()).toReversed();
    expect(change).toMatchObject({ actor: 'system' });
    await undo(change!.id, db);
    expect(await all()).toMatchObject([{ state: 'open', dueAt: now + 3 * DAY, awaits: 'end' }]);
  });

  it('takes a message without a time for news only below one that had been seen', async () => {
    await says(1000, message(undefined, '从前'));
    await add();
    await snoozeReminder('r1', { dueAt: Date.now() + 3 * DAY, awaits: 'end' }, db);
    // Later than the moment since which it waits, however long that took.
    const now = Date.now();
    await says(now + 10, message(undefined, '更早'), message(undefined, '从前'));
    expect(await buyerWrote('c1', now + 20, db)).toBeNull();
    await says(now + 30, message(undefined, '从前'), message(undefined, '刚写的'));
    expect(await buyerWrote('c1', now + 40, db)).not.toBeNull();
  });
});

describe('keeping in touch', () => {
  const touch = (now: number) => add({ dueAt: now + DAY, awaits: 'end', awaitSince: now, anyContact: true });

  it('is made needless by what the shop writes, and by an order, but "if no reply" is not', async () => {
    const now = Date.now();
    await touch(now);
    await add({ id: 'r2' });
    await snoozeReminder('r2', { dueAt: now + 3 * DAY, awaits: 'end' }, db);
    await says(now + 10, { ...message(now + 5, '自动'), side: 'seller', type: 'robot' });
    expect(await buyerWrote('c1', now + 20, db)).toBeNull();
    await says(now + 30, message(now + 25, '最近好吗', 'seller'));
    expect((await buyerWrote('c1', now + 40, db))?.label.key).toBe('change.contacted');
    expect((await all()).map(({ id, state, answeredAt }) => [id, state, answeredAt])).toEqual([
      ['r1', 'done', undefined],
      ['r2', 'open', undefined],
    ]);
  });

  it('is made needless by an order', async () => {
    const now = Date.now();
    await touch(now);
    await db.customers.update('c1', { 'stats.lastAt': now + 10 });
    await settleDue(now + DAY, db);
    expect(await all()).toMatchObject([{ state: 'done' }]);
  });

  describe('once it is shown', () => {
    const now = Date.now();
    const shown = async () => {
      await db.customers.update('c1', { keys: keysOf(SHOP, { nick: '林间小雨88' }) });
      await add({ dueAt: now - DAY, firedAt: now - DAY, awaits: 'end', awaitSince: now - 2 * DAY, anyContact: true });
    };
    const buyer = { nick: '林间小雨88', name: '林间小雨88' };
    const order = (no: string, createdAt: number): OrderSeen => ({
      kind: 'order',
      no,
      state: 'paid',
      createdAt,
      items: [],
      buyer,
    });
    const source = { site: 'taobao' as const, shopId: SHOP, at: now };

    it('closes with the order that a page shows, not with one from before', async () => {
      await shown();
      await takeOrders(source, [order('4512300187000204539', now - 5 * DAY)], db);
      expect(await all()).toMatchObject([{ state: 'open' }]);
      await takeOrders(source, [order('4512300187000204540', now - 1000)], db);
      expect(await all()).toMatchObject([{ state: 'done' }]);
    });

    it('closes with the order that a file brings', async () => {
      await shown();
      await add({ id: 'r2', awaits: 'end', awaitSince: now - 2 * DAY });
      async function* file() {
        yield { rows: [{ line: 2, order: order('4512300187000204541', now - 1000) }], bytesRead: 1, bytesTotal: 1 };
      }
      await importOrders(file(), { fileName: 'orders.csv', shopId: SHOP }, db);
      expect((await all()).map(({ id, state }) => [id, state])).toEqual([
        ['r1', 'done'],
        ['r2', 'open'],
      ]);
    });

    it('one about a long silence closes with an order later than the one it goes by, not with words', async () => {
      await db.customers.update('c1', { keys: keysOf(SHOP, { nick: '林间小雨88' }) });
      const last = dayNumber(dayAt(now - 40 * DAY, 'Asia/Shanghai'));
      const rule = { id: 'sleeping30', run: 'run_1' };
      await add({ id: `cd_sleeping30~c1~${last}`, dueAt: now - DAY });
      await db.reminders.update(`cd_sleeping30~c1~${last}`, { rule });
      await says(now + 30, message(now + 25, '在吗'));
      await buyerWrote('c1', now + 40, db);
      await takeOrders(source, [order('4512300187000204545', now - 40 * DAY)], db);
      expect(await all()).toMatchObject([{ state: 'open' }]);
      // Placed before the follow-up was made, and seen after it.
      await takeOrders(source, [order('4512300187000204546', now - 2 * DAY)], db);
      expect(await all()).toMatchObject([{ state: 'done' }]);
    });

    it('one about a long silence closes with the order that a file brings', async () => {
      await db.customers.update('c1', { keys: keysOf(SHOP, { nick: '林间小雨88' }) });
      const last = dayNumber(dayAt(now - 40 * DAY, 'Asia/Shanghai'));
      await add({ id: `cd_sleeping30~c1~${last}`, dueAt: now - DAY });
      await db.reminders.update(`cd_sleeping30~c1~${last}`, { rule: { id: 'sleeping30', run: 'run_1' } });
      async function* file(no: string, at: number) {
        yield { rows: [{ line: 2, order: order(no, at) }], bytesRead: 1, bytesTotal: 1 };
      }
      await importOrders(file('4512300187000204547', now - 40 * DAY), { fileName: 'old.csv', shopId: SHOP }, db);
      expect(await all()).toMatchObject([{ state: 'open' }]);
      await importOrders(file('4512300187000204548', now - 1000), { fileName: 'orders.csv', shopId: SHOP }, db);
      expect(await all()).toMatchObject([{ state: 'done' }]);
    });

    it('closes with what the shop wrote, copied from the client', async () => {
      await shown();
      const said = { ...message(now - 1000, '最近好吗', 'seller') };
      const peer = { kind: 'peer' as const, peer: buyer, orderNos: [] };
      await takePasted({ shopId: SHOP, peer, orders: [], messages: [said] }, db);
      expect(await all()).toMatchObject([{ state: 'done' }]);
    });
  });

  it('put off for an hour is still made needless by any contact', async () => {
    const now = Date.now();
    await touch(now);
    await snoozeReminder('r1', now + 2 * DAY, db);
    await says(now + 30, message(now + 25, '最近好吗', 'seller'));
    expect((await buyerWrote('c1', now + 40, db))?.label.key).toBe('change.contacted');
    expect(await all()).toMatchObject([{ state: 'done' }]);
  });

  it('put off by hand waits for the buyer alone', async () => {
    const now = Date.now();
    await touch(now);
    await snoozeReminder('r1', { dueAt: now + 3 * DAY, awaits: 'end' }, db);
    await says(now + 30, message(now + 25, '最近好吗', 'seller'));
    expect(await buyerWrote('c1', now + 40, db)).toBeNull();
  });
});

describe('what comes again and waits for the buyer', () => {
  const repeat = { unit: 'week' as const, every: 1, from: Math.floor(Date.now() / 60_000 - 1) * 60_000, zone: 'Asia/Shanghai' };

  it('comes again also when the buyer closes it by writing', async () => {
    const now = Date.now();
    await add({ repeat });
    await snoozeReminder('r1', { dueAt: now + 3 * DAY, awaits: 'end' }, db);
    await says(now + DAY, message(now + DAY, '收到了'));
    const change = await buyerWrote('c1', now + DAY, db);
    const rows = new Map((await all()).map((row) => [row.id, row]));
    expect(rows.get('r1')).toMatchObject({ state: 'done', answeredAt: now + DAY });
    expect(rows.get('r1~1')).toMatchObject({ state: 'open', dueAt: repeat.from + 7 * DAY });
    await undo(change!.id, db);
    expect((await all()).map(({ id, state }) => [id, state])).toEqual([['r1', 'open']]);
  });

  it('a promise is neither kept nor closed by what the buyer writes: it comes back in time', async () => {
    const now = Date.now();
    const until = now + 2 * DAY;
    await add({ promise: { sentence: '三天内补发', saidAt: now - DAY, until } });
    await add({ id: 'r2', promise: { sentence: '一天内补发', saidAt: now - DAY, until: now } });
    for (const id of ['r1', 'r2']) await snoozeReminder(id, { dueAt: now + 3 * DAY, awaits: 'end' }, db);
    await says(now + DAY, message(now + DAY, '怎么还没补发'));
    await buyerWrote('c1', now + DAY, db);
    const rows = await all();
    expect(rows.map(({ state, kept, awaits, dueAt }) => [state, kept, awaits, dueAt])).toEqual([
      ['open', undefined, undefined, until],
      ['open', undefined, undefined, now + DAY],
    ]);
    expect(await buyerWrote('c1', now + DAY + 1, db)).toBeNull();
  });

  it('skips nothing when it is done by hand long before it would have come back by itself', async () => {
    await add({ repeat });
    await snoozeReminder('r1', { dueAt: Date.now() + 30 * DAY, awaits: 'wake' }, db);
    await completeReminder('r1', db);
    expect((await all()).find(({ id }) => id === 'r1~1')?.dueAt).toBe(repeat.from + 7 * DAY);
  });
});

describe('editing', () => {
  it('moves, names and empties fields; a moved one fires again', async () => {
    await add({ owner: '小林' });
    await db.reminders.update('r1', { firedAt: 1 });
    await editReminder('r1', { text: '问尺码', owner: null, priority: 'high', caseNo: '7788' }, db);
    expect(await all()).toMatchObject([{ text: '问尺码', priority: 'high', caseNo: '7788', firedAt: 1 }]);
    expect((await all())[0]?.owner).toBeUndefined();
    await editReminder('r1', { dueAt: 99 }, db);
    expect((await all())[0]).toMatchObject({ dueAt: 99, wakeAt: 99 });
    expect(() => editReminder('r1', { text: '  ' }, db)).toThrow('text');
  });

  it('a proposal that was declined can not be set again by its id', async () => {
    const proposal = { id: 'pr_1', customerId: 'c1', shopId: SHOP, text: '补发', dueAt: 5 };
    await declineProposal(proposal, db);
    await addReminder(proposal, db);
    expect(await all()).toMatchObject([{ id: 'pr_1', state: 'declined' }]);
  });
});
