import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { dayAt, dayNumber } from '#lib/domain/calendar-day.ts';
import { saveCadenceRules, cadenceRules } from '#lib/db/cadence-plan.ts';
import { stepCadence } from '#lib/db/cadence-run.ts';
import { KebanDatabase } from '#lib/db/database.ts';
import { leaveAsleep } from '#lib/db/night-there.ts';
import { editReminder } from '#lib/db/reminder-edit.ts';
import { snoozeReminder } from '#lib/db/reminders.ts';
import { formatTime, parseTime } from '#lib/domain/time.ts';
import { aCustomer, anOrder, putCustomers, putOrders } from '../support/customers.ts';

const ZONE = 'Asia/Shanghai';
const at = (text: string): number => parseTime(`2026-03-${text}:00`, ZONE)!;
let db: KebanDatabase;

beforeEach(async () => {
  db = new KebanDatabase(`night-${Math.random()}`);
});
afterEach(() => db.delete());

/** What a rule made on Monday at 8, as it is due once the browser is opened `late`. */
async function due(id: 'survey' | 'birthday', country: string, late: number): Promise<string[]> {
  await putCustomers(db, aCustomer('c1', 'Ana', { country, birthday: '03-02' }));
  await putOrders(
    db,
    'c1',
    anOrder('551', { state: 'done', createdAt: at('02 08:00') - 9e8, receivedAt: at('02 08:00') - 2.6e8 }),
  );
  const rules = (await cadenceRules(db)).map((rule) => ({ ...rule, on: rule.id === id }));
  await saveCadenceRules(rules, at('01 08:00'), db);
  await stepCadence(at('02 08:00'), 10_000, (thing) => thing, db);
  await leaveAsleep(late, db);
  const rows = await db.reminders.toArray();
  return rows.map(({ dueAt }) => formatTime(dueAt, ZONE).slice(5, 16));
}

it.each([
  // Madrid is seven hours behind: 9 there is 16 here.
  ['survey', 'ES', '02 23:30', '03-02 16:00'],
  ['survey', 'ES', '03 09:00', '03-03 16:00'],
  ['survey', 'ES', '03 17:00', '03-02 16:00'],
  ['survey', 'CN', '02 22:10', '03-03 09:00'],
  // A wish keeps its day as long as that lasts.
  ['birthday', 'CN', '02 22:10', '03-02 10:00'],
  ['birthday', 'CN', '03 00:10', '03-03 09:00'],
] as const)('%s in %s, first seen on %s', async (id, country, late, expected) => {
  expect(await due(id, country, at(late))).toEqual([expected]);
});

it('a follow-up that a person set, and one that is in time, are left alone', async () => {
  expect(await due('survey', 'CN', at('02 10:01'))).toEqual(['03-02 10:00']);
  const [row] = await db.reminders.toArray();
  const { rule: _rule, ...own } = row!;
  await db.reminders.put(own);
  await leaveAsleep(at('02 23:30'), db);
  expect((await db.reminders.toArray())[0]?.dueAt).toBe(row!.dueAt);
});

it('a moment that a person chose stays, at night as well', async () => {
  expect(await due('survey', 'CN', at('02 10:01'))).toEqual(['03-02 10:00']);
  const [row] = await db.reminders.toArray();
  const moments = async (late: string): Promise<string> => {
    await leaveAsleep(at(late), db);
    const [{ dueAt = NaN } = {}] = await db.reminders.toArray();
    return formatTime(dueAt, ZONE).slice(5, 16);
  };
  await snoozeReminder(row!.id, at('02 22:10'), db);
  expect(await moments('02 22:20')).toBe('03-02 22:10');
  await db.reminders.put(row!);
  await editReminder(row!.id, { text: '别的', dueAt: at('02 22:30') }, db);
  expect(await moments('02 22:40')).toBe('03-02 22:30');
  // Only written anew it is still as the rule set it.
  await db.reminders.put(row!);
  await editReminder(row!.id, { text: '别的', dueAt: row!.dueAt }, db);
  expect(await moments('02 22:40')).toBe('03-03 09:00');
});

it('however many are late, none is left to come at night', async () => {
  await due('survey', 'CN', at('02 10:01'));
  const [row] = await db.reminders.toArray();
  await db.reminders.bulkPut(Array.from({ length: 501 }, (_, i) => ({ ...row!, id: `cd_sleeping30~${i}` })));
  await leaveAsleep(at('02 23:30'), db);
  expect(await db.reminders.where('wakeAt').belowOrEqual(at('02 23:30')).count()).toBe(0);
});

it('what is put off has its new day, so that no other rule takes that', async () => {
  const dayOf = (text: string): number => dayNumber(dayAt(at(text), ZONE));
  const logged = async (): Promise<number[]> => (await db.cadenceLog.toArray()).map(({ day }) => day);
  await due('survey', 'CN', at('02 10:01'));
  expect(await logged()).toEqual([dayOf('02 10:00')]);
  await leaveAsleep(at('02 23:30'), db);
  expect(await logged()).toEqual([dayOf('03 09:00')]);
});
