import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { undo } from '#lib/db/changes.ts';
import { cadenceRules, planChunk, saveCadenceRules } from '#lib/db/cadence-plan.ts';
import { cadenceRuns, stepCadence, undoCadenceRun } from '#lib/db/cadence-run.ts';
import { KebanDatabase } from '#lib/db/database.ts';
import { mergeCustomers } from '#lib/db/merges.ts';
import { storeMessages } from '#lib/db/messages.ts';
import { completeReminder } from '#lib/db/reminders.ts';
import { buyerWrote } from '#lib/db/reply-watch.ts';
import { newTouchRule } from '#lib/domain/cadence-rules.ts';
import type { MessageSeen } from '#lib/domain/observation.ts';
import { parseTime } from '#lib/domain/time.ts';
import { aCustomer, anOrder, putCustomers, putOrders, SHOP } from '../support/customers.ts';

const DAY = 86_400_000;
/** Monday. */
const NOW = parseTime('2026-03-02 08:00:00', 'Asia/Shanghai')!;
let db: KebanDatabase;

async function fill(): Promise<void> {
  for (let i = 0; i < 12; i++) {
    await putCustomers(db, aCustomer(`c${i}`, `买家${i}`, { birthday: '03-02' }));
    const receivedAt = NOW - 3 * DAY + 1000;
    await putOrders(db, `c${i}`, anOrder(`55${i}`, { state: 'done', createdAt: NOW - 8 * DAY, receivedAt }));
  }
}
const switchOn = async (...ids: string[]): Promise<void> => {
  const rules = await cadenceRules(db);
  await saveCadenceRules(
    rules.map((rule) => ({ ...rule, on: ids.includes(rule.id) })),
    NOW - DAY,
    db,
  );
};
const words = (thing: string): string => thing;
const step = (now = NOW) => stepCadence(now, 10_000, words, db);
const ids = async (): Promise<string[]> => (await db.reminders.orderBy('id').primaryKeys()).toSorted();

beforeEach(async () => {
  db = new KebanDatabase(`cadence-${Math.random()}`);
  await fill();
});
afterEach(() => db.delete());

describe('carrying the rules out', () => {
  it('makes each follow-up once, however often it is run, and never two for a customer on a day', async () => {
    await switchOn('survey', 'birthday');
    await Promise.all([step(), step()]);
    await step();
    const first = await db.reminders.toArray();
    // Both fall on this day: the birthday can not wait, the survey comes a day later.
    expect(first.map((r) => r.rule?.id)).toEqual(Array.from({ length: 12 }, () => 'birthday'));
    await step(NOW + DAY);
    await step(NOW + 2 * DAY);
    const all = await db.reminders.toArray();
    const perDay = all.map((r) => `${r.customerId} ${Math.floor(r.dueAt / DAY)}`);
    expect(new Set(perDay).size).toBe(perDay.length);
    expect(all.map((r) => r.rule?.id).filter((id) => id === 'survey')).toHaveLength(12);
    expect(all).toHaveLength(24);
  });

  it('goes on where it was stopped', async () => {
    await switchOn('survey');
    let steps = 0;
    for (let more = true; more; steps++) more = (await stepCadence(NOW, -1, words, db)).more;
    expect(await ids()).toHaveLength(12);
    await db.meta.put({ key: 'cadence', value: { ...((await db.meta.get('cadence'))!.value as object), after: '' } });
    await step();
    expect(await ids()).toHaveLength(12);
  });

  it('goes through more customers than one piece holds, wherever it is stopped between two', async () => {
    for (let i = 100; i < 350; i++) await putCustomers(db, aCustomer(`c${i}`, `买家${i}`, { birthday: '03-02' }));
    await switchOn('birthday');
    const more = [];
    for (let n = 0; n < 2; n++) more.push((await stepCadence(NOW, -1, words, db)).more);
    expect(more).toEqual([true, true]);
    expect(await ids()).toHaveLength(200);
    const rest = await Promise.all([step(), step()]);
    expect(rest.map((one) => one.more)).toEqual([false, false]);
    expect(await ids()).toHaveLength(262);
  });

  it('is undone as one, leaves what was finished, and does not make it again', async () => {
    await switchOn('survey');
    await step();
    const [first, ...others] = await ids();
    await completeReminder(first!, db);
    const [run] = await cadenceRuns(db);
    expect([run?.ids.length, run?.left]).toEqual([12, 12]);
    const change = await undoCadenceRun(run!.run, db);
    expect(await ids()).toEqual([first]);
    await step(NOW + DAY);
    expect(await ids()).toEqual([first]);
    await undo(change!.id, db);
    expect(await ids()).toEqual([first, ...others].toSorted());
  });

  it('does nothing for what was before a rule was switched on, and nothing while all are off', async () => {
    const rules = await cadenceRules(db);
    await saveCadenceRules(
      rules.map((rule) => ({ ...rule, on: false })),
      NOW,
      db,
    );
    expect(await step()).toEqual({ more: false, made: 0 });
    await saveCadenceRules(
      rules.map((rule) => ({ ...rule, on: rule.id === 'survey' })),
      NOW + 5 * DAY,
      db,
    );
    await step(NOW + 5 * DAY);
    expect(await ids()).toEqual([]);
  });
});

it('keeps in touch by several rules, each for its own customers, until there was any contact', async () => {
  const rules = (await cadenceRules(db)).map((rule) => ({ ...rule, on: rule.id === 'touch' }));
  const gold = { ...newTouchRule('touch_2', '问候'), on: true, days: 30, within: 37, who: { level: '黄金' } };
  await saveCadenceRules([...rules, gold], NOW - DAY, db);
  const stats = (ago: number) => ({ count: 1, paidCount: 1, paid: [], lastAt: NOW - ago * DAY });
  await db.customers.update('c1', { tags: ['VIP'], stats: stats(45) });
  await db.customers.update('c2', { level: '黄金会员', stats: stats(30) });
  await step();
  const made = await db.reminders.toArray();
  expect(made.map(({ customerId, rule }) => [customerId, rule?.id]).toSorted()).toEqual([
    ['c1', 'touch'],
    ['c2', 'touch_2'],
  ]);
  const said = { kind: 'message' as const, side: 'seller' as const, type: 'text' as const, text: '最近好吗', at: NOW + 1000 };
  await storeMessages({ customerId: 'c1', shopId: SHOP, mark: 'm' }, [{ message: said }], NOW + 2000, db);
  await buyerWrote('c1', NOW + 3000, db);
  expect((await db.reminders.toArray()).map(({ customerId, state }) => [customerId, state]).toSorted()).toEqual([
    ['c1', 'done'],
    ['c2', 'open'],
  ]);
  await saveCadenceRules(rules, NOW, db);
  expect((await cadenceRules(db)).some(({ id }) => id === 'touch_2')).toBe(false);
});

it('takes only what people wrote for contact, not that a conversation without times is opened or that a machine wrote', async () => {
  await switchOn('touch');
  const stats = { count: 1, paidCount: 1, paid: [], lastAt: NOW - 45 * DAY };
  for (const id of ['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8']) await db.customers.update(id, { tags: ['VIP'], stats });
  const message = { kind: 'message' as const, side: 'buyer' as const, type: 'text' as const, text: '好的' };
  const see = (id: string, at: number, ...messages: MessageSeen[]) =>
    storeMessages(
      { customerId: id, shopId: SHOP, mark: id },
      messages.map((one) => ({ message: one })),
      at,
      db,
    );
  await see('c1', NOW - DAY, message, { ...message, side: 'seller', text: '再来' });
  await see('c2', NOW - DAY, { ...message, at: NOW - 50 * DAY }, { ...message, side: 'system', type: 'card', at: NOW - DAY });
  await see('c3', NOW - DAY, { ...message, side: 'seller', type: 'robot', at: NOW - DAY });
  await see('c4', NOW - DAY, { ...message, at: NOW - DAY });
  await see('c5', NOW - 20 * DAY, message);
  await see('c5', NOW - DAY, message, { ...message, text: '还有吗' });
  // Answered elsewhere, nobody knows when; and by a machine that writes like a person.
  const own = { ...message, side: 'seller' as const };
  await see('c6', NOW - 60 * DAY, message);
  await see('c6', NOW - DAY, message, { ...own, text: '再来' });
  await see('c7', NOW - DAY, { ...own, at: NOW - DAY, text: '自动回复：亲，在的' });
  // Written here while somebody looked.
  await see('c8', NOW - DAY, message);
  await storeMessages(
    { customerId: 'c8', shopId: SHOP, mark: 'c8' },
    [{ message }, { message: { ...own, text: '再来' }, came: NOW - DAY }],
    NOW - DAY,
    db,
  );
  await step();
  expect((await db.reminders.toArray()).map(({ customerId }) => customerId).toSorted()).toEqual(['c1', 'c2', 'c3', 'c6', 'c7']);
});

it('reads only the newest of a conversation in which nothing has a time, and many conversations at once', async () => {
  await switchOn('touch');
  const message = { kind: 'message' as const, side: 'buyer' as const, type: 'text' as const };
  for (const id of ['c1', 'c2', 'c3', 'c4']) {
    await db.customers.update(id, { tags: ['VIP'] });
    const list = Array.from({ length: 1500 }, (_, i) => ({ message: { ...message, text: `${i}` } }));
    await storeMessages({ customerId: id, shopId: SHOP, mark: id }, list, NOW - DAY, db);
  }
  const read = { rows: 0, side: 0, most: 0 };
  const counted = async <T>(asking: Promise<T>): Promise<T> => {
    read.side += 1;
    read.most = Math.max(read.most, read.side);
    return asking.finally(() => (read.side -= 1));
  };
  db.close();
  db.use({
    stack: 'dbcore',
    create: (core) => ({
      ...core,
      table: (name) => {
        const table = core.table(name);
        if (name !== 'messages') return table;
        const { openCursor, query } = table;
        return { ...table, openCursor: (asked) => counted(openCursor(asked)), query: (asked) => counted(query(asked)) };
      },
    }),
  });
  await db.open();
  db.messages.hook('reading', (row) => {
    read.rows += 1;
    return row;
  });
  await step();
  expect(read.most).toBe(4);
  expect(read.rows).toBeLessThanOrEqual(4 * 10);
});

it('a customer whose orders of two weeks come in late gets one follow-up a day from today, none past its limit', async () => {
  await switchOn('shipped', 'delivered', 'survey', 'thanks', 'visit');
  await saveCadenceRules(
    (await cadenceRules(db)).map((rule) => ({ ...rule, since: NOW - 30 * DAY })),
    NOW - 20 * DAY,
    db,
  );
  await step(NOW - 14 * DAY);
  const received = { state: 'done', paidAt: NOW - 16 * DAY, shippedAt: NOW - 15 * DAY, receivedAt: NOW - 5 * DAY } as const;
  const paid = { minor: 90_000, currency: 'CNY' };
  await putCustomers(db, aCustomer('z1', '后来的'));
  await putOrders(db, 'z1', anOrder('8801', { ...received, createdAt: NOW - 16 * DAY, paid }));
  const perRun: string[][] = [];
  for (let day = 0; day < 5; day++) {
    const before = await ids();
    await step(NOW + day * DAY);
    perRun.push((await ids()).filter((id) => !before.includes(id) && /z1|8801/.test(id)));
  }
  const rows = (await db.reminders.toArray()).filter(({ customerId }) => customerId === 'z1');
  expect(rows.map(({ rule }) => rule?.id).toSorted()).toEqual(['survey', 'thanks', 'visit']);
  expect(rows.every(({ dueAt }) => dueAt >= NOW)).toBe(true);
  expect(new Set(rows.map(({ dueAt }) => Math.floor(dueAt / DAY))).size).toBe(3);
  expect(Math.max(...perRun.map((made) => made.length))).toBeLessThanOrEqual(2);
});

describe('customers who are joined', () => {
  const thanked = async (): Promise<string[]> => (await ids()).filter((id) => id.startsWith('cd_thanks'));

  it('do not get again what one of them had, and are as before when taken apart', async () => {
    await switchOn('thanks');
    await putCustomers(db, aCustomer('a0', '同一人'), aCustomer('b0', '同一个人', { keys: [] }));
    await putOrders(db, 'b0', anOrder('7701', { state: 'done', createdAt: NOW - 3 * DAY }));
    await step();
    expect(await thanked()).toContain('cd_thanks~b0');
    const merge = await mergeCustomers('a0', 'b0', db);
    expect(merge).not.toBeNull();
    await step(NOW + DAY);
    await step(NOW + 2 * DAY);
    expect(await thanked()).not.toContain('cd_thanks~a0');
    await undo(merge!.id, db);
    await putOrders(db, 'a0', anOrder('7702', { state: 'done', createdAt: NOW }));
    await step(NOW + 3 * DAY);
    await step(NOW + 4 * DAY);
    expect((await thanked()).filter((id) => /~[ab]0$/.test(id))).toEqual(['cd_thanks~a0', 'cd_thanks~b0']);
    expect((await db.customers.get('a0'))?.joined).toBeUndefined();
  });
});

it('a dry run tells what would have been made and writes nothing', async () => {
  const rules = (await cadenceRules(db)).map((rule) => ({ ...rule, on: rule.id === 'survey' }));
  const { planned, next, looked } = await planChunk(rules, { from: NOW - 30 * DAY, to: NOW + DAY, dry: true }, '', 5, db);
  expect([planned.length, looked, next]).toEqual([5, 5, planned.at(-1)?.customerId]);
  expect(await db.reminders.count()).toBe(0);
  expect(await db.cadenceLog.count()).toBe(0);
});

it('a dry run tells also what found no day, and why', async () => {
  const wanted = ['survey', 'birthday'];
  const rules = (await cadenceRules(db)).map((rule) => ({ ...rule, on: wanted.includes(rule.id), within: 3 }));
  const { planned, left } = await planChunk(rules, { from: NOW - 30 * DAY, to: NOW + DAY, dry: true }, '', 500, db);
  expect(planned.map(({ ruleId }) => ruleId)).toEqual(Array.from({ length: 12 }, () => 'birthday'));
  expect(left.map(({ ruleId, why, by }) => [ruleId, why, ...by])).toEqual(
    Array.from({ length: 12 }, () => ['survey', 'taken', 'birthday']),
  );
});
