import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dayAt, dayNumber } from '#lib/domain/calendar-day.ts';
import { saveCadenceRules, cadenceRules } from '#lib/db/cadence-plan.ts';
import { stepCadence } from '#lib/db/cadence-run.ts';
import { KebanDatabase } from '#lib/db/database.ts';
import { leaveAsleep } from '#lib/db/night-there.ts';
import { claimDue } from '#lib/db/reminder-claims.ts';
import { editReminder } from '#lib/db/reminder-edit.ts';
import { snoozeReminder } from '#lib/db/reminders.ts';
import type { Reminder } from '#lib/domain/reminder.ts';
import { formatTime, parseTime } from '#lib/domain/time.ts';
import { aCustomer, anOrder, putCustomers, putOrders, SHOP } from '../support/customers.ts';

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
  ['survey', 'CN', '02 22:10', '03-03 10:00'],
  // The last day it may be on is the 6th: then it is shown at any hour.
  ['survey', 'CN', '05 22:10', '03-06 10:00'],
  ['survey', 'CN', '06 22:10', '03-02 10:00'],
  ['survey', 'CN', '09 03:10', '03-02 10:00'],
  // A wish keeps its day as long as that lasts, and is no better for waiting once it is over.
  ['birthday', 'CN', '02 22:10', '03-02 10:00'],
  ['birthday', 'CN', '03 00:10', '03-02 10:00'],
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
  expect(await moments('02 22:40')).toBe('03-03 10:00');
});

it('however many are late, none is left to come at night, and none is put off once more', async () => {
  await due('survey', 'CN', at('02 10:01'));
  const [row] = await db.reminders.toArray();
  const many = Array.from({ length: 501 }, (_, i) => ({ ...row!, id: `cd_sleeping30~${i}`, customerId: `d${i}` }));
  await db.reminders.bulkPut(many);
  const left = async (text: string): Promise<number> => {
    await leaveAsleep(at(text), db);
    return db.reminders.where('wakeAt').belowOrEqual(at(text)).count();
  };
  expect(await left('02 23:30')).toBe(0);
  expect(await left('03 23:30')).toBe(502);
});

it('one made before anybody noted where it can go waits for the next morning, once', async () => {
  await due('survey', 'ES', at('02 16:01'));
  const [row] = await db.reminders.toArray();
  const { id, run, zone } = row!.rule!;
  await db.reminders.put({ ...row!, rule: { id, run, zone: zone! } });
  const moment = async (text: string): Promise<string> => {
    await leaveAsleep(at(text), db);
    const [{ dueAt = NaN } = {}] = await db.reminders.toArray();
    return formatTime(dueAt, ZONE).slice(5, 16);
  };
  expect(await moment('03 08:00')).toBe('03-03 16:00');
  expect(await moment('04 08:00')).toBe('03-03 16:00');
});

describe('of several that are late', () => {
  const made = (id: string, more: Partial<Reminder>, rule: Partial<Reminder['rule']> & object = {}): Reminder => ({
    id: `cd_${id}~1`,
    customerId: 'c1',
    shopId: SHOP,
    text: id,
    dueAt: at('02 10:00'),
    state: 'open',
    createdAt: at('01 10:00'),
    rule: { id, run: 'run', zone: ZONE, until: day('06'), spare: spareUntil(rule?.until ?? day('06')), ...rule },
    ...more,
  });
  const day = (n: string): number => dayNumber(dayAt(at(`${n} 10:00`), ZONE));
  const spareUntil = (until: number): number[] =>
    ['03', '04', '05', '06'].filter((n) => day(n) <= until).map((n) => at(`${n} 10:00`));
  /** Puts them in as if made, and returns where each is once looked at. */
  async function placed(now: string, ...rows: Reminder[]): Promise<Record<string, string>> {
    await putCustomers(db, aCustomer('c1', '林'));
    await db.reminders.bulkPut(rows);
    await db.cadenceLog.bulkPut(rows.map(({ id, dueAt }) => ({ id, customerId: 'c1', day: dayNumber(dayAt(dueAt, ZONE)) })));
    await leaveAsleep(at(now), db);
    const log = new Map((await db.cadenceLog.toArray()).map((row) => [row.id, row.day]));
    const moments = (await db.reminders.toArray()).map((row) => {
      const shown = row.dueAt <= at(now) ? dayNumber(dayAt(at(now), ZONE)) : dayNumber(dayAt(row.dueAt, ZONE));
      expect([row.id, log.get(row.id)]).toEqual([row.id, shown]);
      return [row.text, row.dueAt <= at(now) ? 'now' : formatTime(row.dueAt, ZONE).slice(8, 16)];
    });
    return Object.fromEntries(moments) as Record<string, string>;
  }

  it('what has the least time left is shown, the others have a day each', async () => {
    const rows = [made('thanks', {}, { until: day('20') }), made('survey', {}), made('shipped', {}, { until: day('03') })];
    expect(await placed('03 11:00', ...rows)).toEqual({ shipped: 'now', survey: '04 10:00', thanks: '05 10:00' });
  });
  it('today belongs to what is still to come today', async () => {
    expect(await placed('03 09:00', made('survey', {}), made('shipped', { dueAt: at('03 10:00') }))).toEqual({
      survey: '04 10:00',
      shipped: '03 10:00',
    });
  });
  it('unless one has no other day, to which the other gives way', async () => {
    const last = made('survey', {}, { until: day('03') });
    expect(await placed('03 09:00', last, made('shipped', { dueAt: at('03 10:00') }))).toEqual({
      survey: 'now',
      shipped: '04 10:00',
    });
  });
  it('a wish gives way to nobody, and has its day kept before it is made', async () => {
    const last = made('survey', {}, { until: day('03') });
    const wish = made('birthday', { dueAt: at('03 10:00') }, { until: day('03'), spare: [] });
    expect(await placed('03 09:00', last, wish)).toEqual({ survey: '04 10:00', birthday: '03 10:00' });
    await db.reminders.clear();
    await db.cadenceLog.clear();
    expect(await placed('03 09:00', made('survey', {}, { keep: [day('03')], spare: [at('04 10:00')] }))).toEqual({
      survey: '04 10:00',
    });
    await db.reminders.clear();
    await db.cadenceLog.clear();
    expect(await placed('03 22:30', made('thanks', {}), wish)).toEqual({ thanks: '04 10:00', birthday: 'now' });
  });
  it('a day of which one was shown is not another one’s', async () => {
    const shown = made('shipped', { dueAt: at('03 08:30'), firedAt: at('03 08:30') });
    expect(await placed('03 09:00', made('survey', {}), shown)).toEqual({ survey: '04 10:00', shipped: 'now' });
  });
  it('one with no day left goes before what is still to come and has none either, else neither would be seen', async () => {
    const [late, pending] = [
      made('survey', {}, { until: day('03') }),
      made('thanks', { dueAt: at('06 10:00') }, { until: day('04') }),
    ];
    expect(await placed('06 09:00', { ...late, dueAt: at('05 10:00') }, pending)).toEqual({ survey: 'now', thanks: '07 10:00' });
    // What has its last day today keeps it.
    await db.reminders.clear();
    await db.cadenceLog.clear();
    expect(await placed('06 09:00', late, made('thanks', { dueAt: at('06 10:00') }))).toEqual({
      survey: '07 10:00',
      thanks: '06 10:00',
    });
  });
  it('all are seen where somebody is there only before the hour that they are due at', async () => {
    const old = ({ rule, ...row }: Reminder): Reminder => ({
      ...row,
      rule: { id: rule!.id, run: 'run', zone: 'America/Sao_Paulo' },
    });
    const ids = ['survey', 'thanks', 'nps'];
    const rows = ids.map((id, i) => old(made(id, { dueAt: at(`0${2 + i} 20:00`) })));
    await placed('05 09:00', ...rows);
    const left: number[] = [];
    for (const morning of ['06', '07', '08', '09', '10', '11']) {
      const now = at(`${morning} 09:00`);
      await leaveAsleep(now, db);
      await claimDue(now, db);
      left.push((await db.reminders.toArray()).filter(({ firedAt }) => firedAt === undefined).length);
    }
    expect(left.at(-1)).toBe(0);
  });
  it('those made before anybody noted where they can go have a morning each', async () => {
    const old = (id: string): Reminder => ({ ...made(id, {}), rule: { id, run: 'run', zone: ZONE } });
    expect(await placed('02 22:30', old('survey'), old('thanks'))).toEqual({ survey: '03 09:00', thanks: '04 09:00' });
  });
  it('with no day left that is known, as soon as there is one', async () => {
    const rows = ['survey', 'thanks', 'nps'].map((id) => made(id, {}));
    expect(await placed('20 11:00', ...rows)).toEqual({ nps: 'now', survey: '21 10:00', thanks: '22 10:00' });
  });
});

it('what is put off has its new day, so that no other rule takes that', async () => {
  const dayOf = (text: string): number => dayNumber(dayAt(at(text), ZONE));
  const logged = async (): Promise<number[]> => (await db.cadenceLog.toArray()).map(({ day }) => day);
  await due('survey', 'CN', at('02 10:01'));
  expect(await logged()).toEqual([dayOf('02 10:00')]);
  await leaveAsleep(at('02 23:30'), db);
  expect(await logged()).toEqual([dayOf('03 09:00')]);
  await leaveAsleep(at('05 11:00'), db);
  expect(await logged()).toEqual([dayOf('05 11:00')]);
});

describe('a birthday', () => {
  const rules = async (...on: string[]): Promise<void> =>
    saveCadenceRules(
      (await cadenceRules(db)).map((rule) => ({ ...rule, on: on.includes(rule.id) })),
      at('01 08:00'),
      db,
    );
  const step = async (text: string): Promise<string[]> => {
    await stepCadence(at(text), 10_000, (thing) => thing, db);
    const rows = await db.reminders.toArray();
    return rows.map(({ rule, dueAt }) => `${rule?.id} ${formatTime(dueAt, ZONE).slice(8, 16)}`).toSorted();
  };
  const received = (no: string, text: string) =>
    anOrder(no, { state: 'done', createdAt: at('01 08:00') - 9e8, receivedAt: at(text) });

  it('that is learned when its day has another already has the day all the same', async () => {
    await rules('birthday', 'delivered');
    await putCustomers(db, aCustomer('c1', '林'));
    await putOrders(db, 'c1', received('551', '02 09:00'));
    expect(await step('02 12:00')).toEqual(['delivered 03 10:00']);
    await db.customers.update('c1', { birthday: '03-03' });
    expect(await step('03 08:00')).toEqual(['birthday 03 10:00', 'delivered 04 10:00']);
    const log = await db.cadenceLog.toArray();
    expect(new Set(log.map(({ day }) => day)).size).toBe(2);
  });

  it('leaves a day each to what gives way to it and to what is made with it', async () => {
    await rules('birthday', 'delivered');
    await putCustomers(db, aCustomer('c1', '林'));
    await putOrders(db, 'c1', received('551', '02 09:00'));
    await step('02 12:00');
    await db.customers.update('c1', { birthday: '03-03' });
    await putOrders(db, 'c1', received('552', '03 09:00'));
    expect(await step('03 11:00')).toEqual(['birthday 03 10:00', 'delivered 04 10:00', 'delivered 05 10:00']);
  });

  it('has its day kept from what is put off before it is made', async () => {
    await rules('birthday', 'survey');
    await putCustomers(db, aCustomer('c1', '林', { birthday: '03-05' }));
    await putOrders(db, 'c1', received('551', '01 09:00'));
    expect(await step('03 12:00')).toEqual(['survey 04 10:00']);
    await leaveAsleep(at('04 22:30'), db);
    expect(await step('04 22:31')).toEqual(['birthday 05 10:00', 'survey 06 10:00']);
  });

  it('over which nobody came is greeted late, unless that was long ago or nobody knew of it then', async () => {
    await rules('birthday');
    const born = ['02', '03', '04'].map((day) => aCustomer(`c${day}`, day, { birthday: `03-${day}` }));
    await putCustomers(db, ...born);
    expect(await step('02 08:00')).toEqual(['birthday 02 10:00']);
    await putCustomers(db, aCustomer('c9', '周', { birthday: '03-01' }));
    expect(await step('05 08:00')).toEqual(['birthday 02 10:00', 'birthday 05 10:00', 'birthday 05 10:00']);
    expect(await step('06 08:00')).toHaveLength(3);
    expect(await step('20 08:00')).toHaveLength(3);
  });
});
