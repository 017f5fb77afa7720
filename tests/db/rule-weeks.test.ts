import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { cadenceRules, saveCadenceRules } from '#lib/db/cadence-plan.ts';
import { stepCadence } from '#lib/db/cadence-run.ts';
import { KebanDatabase } from '#lib/db/database.ts';
import { leaveAsleep } from '#lib/db/night-there.ts';
import { claimDue, confirmShown } from '#lib/db/reminder-claims.ts';
import { noteOpen } from '#lib/db/work-hours.ts';
import { isQuiet } from '#lib/domain/buyer-hours.ts';
import { dayAt, dayNumber, dayOfNumber, momentOn } from '#lib/domain/calendar-day.ts';
import type { Reminder } from '#lib/domain/reminder.ts';
import { isWorkday } from '#lib/domain/workdays.ts';
import { aCustomer, anOrder, putCustomers, putOrders } from '../support/customers.ts';
import { dice } from '../support/dice.ts';

/*
 * Weeks of a shop whose browser is open for some hours of a day and closed on others, with every rule on and buyers in many
 * zones: the real planning, putting off and claiming, as the worker and the pages call them.
 */
const ZONE = 'Asia/Shanghai';
const HOUR = 3_600_000;
const START = dayNumber({ year: 2026, month: 8, day: 31 });
const WEEKS = 9;
const COUNTRIES = ['CN', 'ES', 'RU', 'US', 'BR', 'CL', 'AR', 'CA'];

/** When the browser is open. */
interface Opening {
  hours: readonly [from: number, to: number];
  weekends: boolean;
  /** Share of workdays on which nobody comes. */
  closed: number;
}

interface Shown {
  row: Reminder;
  day: number;
  at: number;
}

const dayOf = (at: number): number => dayNumber(dayAt(at, ZONE));
const momentOf = (day: number, hour: number, minute = 0): number => momentOn(dayOfNumber(day), hour, minute, ZONE);

async function shop(seed: number, database: KebanDatabase): Promise<Map<string, string>> {
  const d = dice(seed);
  const rules = (await cadenceRules(database)).map((rule) => ({ ...rule, on: true, who: {}, lasts: [{ word: '*', days: 40 }] }));
  await saveCadenceRules(rules, momentOf(START - 1, 8), database);
  const born = new Map<string, string>();
  for (let i = 0; i < 16; i++) {
    // Not in the first days, in which nobody knows yet when somebody is there.
    const birthday = `${String(d.int(9, 10)).padStart(2, '0')}-${String(d.int(4, 28)).padStart(2, '0')}`;
    born.set(`c${i}`, birthday);
    await putCustomers(database, aCustomer(`c${i}`, `买家${i}`, { birthday, country: COUNTRIES[i % COUNTRIES.length]! }));
    const orders = Array.from({ length: d.int(1, 4) }, (_, n) => {
      const createdAt = momentOf(START + d.int(0, 40), d.int(0, 23), 7);
      const times = { createdAt, paidAt: createdAt + HOUR, shippedAt: createdAt + 24 * HOUR };
      const paid = { minor: d.int(1000, 90_000), currency: 'CNY' };
      const items = [{ title: '滤芯' }];
      return anOrder(`7${i}${n}`, { ...times, state: 'done', receivedAt: createdAt + d.int(3, 12) * 24 * HOUR, paid, items });
    });
    await putOrders(database, `c${i}`, ...orders);
  }
  return born;
}

/** What the worker does at a moment. */
async function tick(shown: Shown[], now: number, database: KebanDatabase): Promise<void> {
  await noteOpen(now, database);
  await leaveAsleep(now, database);
  for (let due = await claimDue(now, database); due.length > 0; due = await claimDue(now, database)) {
    await confirmShown(
      due.map(({ id }) => id),
      database,
    );
    shown.push(...due.map((row) => ({ row, day: dayOf(now), at: now })));
  }
}

async function weeks(seed: number, { hours: [from, to], weekends, closed }: Opening, database: KebanDatabase) {
  const d = dice(seed + 100);
  const shown: Shown[] = [];
  const open: number[] = [];
  for (let day = START; day < START + WEEKS * 7; day++) {
    if ((!weekends && !isWorkday(day)) || d.chance(closed)) continue;
    open.push(day);
    const minute = d.int(0, 20);
    for (let hour = from; hour < to; hour++) {
      // The worker is there before a page is.
      await tick(shown, momentOf(day, hour, minute), database);
      await stepCadence(momentOf(day, hour, minute + 1), 10_000, (thing) => thing, database);
      await tick(shown, momentOf(day, hour, minute + 2), database);
      await tick(shown, momentOf(day, hour, 59), database);
    }
  }
  return { shown, open };
}

/** Returns the birthdays that were not greeted, or not on their day though somebody was there. */
function notGreeted(born: ReadonlyMap<string, string>, shown: readonly Shown[], open: readonly number[]): unknown[] {
  return [...born].flatMap(([id, birthday]) => {
    let day = dayNumber({ year: 2026, month: Number(birthday.slice(0, 2)), day: Number(birthday.slice(3)) });
    while (!isWorkday(day)) day -= 1;
    const wish = shown.find(({ row }) => row.id === `cd_birthday~${id}~2026`);
    return wish && (wish.day === day || !open.includes(day)) ? [] : [{ id, birthday, day, shown: wish?.day }];
  });
}

const OPENINGS: readonly Opening[] = [
  { hours: [9, 18], weekends: true, closed: 0 },
  { hours: [9, 18], weekends: false, closed: 0.15 },
  { hours: [10, 20], weekends: true, closed: 0.1 },
  { hours: [10, 20], weekends: false, closed: 0 },
  { hours: [14, 23], weekends: true, closed: 0.1 },
];

describe('a shop that is not always open', () => {
  it.each(OPENINGS.map((opening, i) => ({ ...opening, seed: i * 100 + 1 })))(
    'from $hours, weekends $weekends, $closed of days closed (%#)',
    async ({ seed, ...opening }) => {
      const database = new KebanDatabase(`weeks-${seed}`);
      const born = await shop(seed, database);
      const { shown, open } = await weeks(seed, opening, database);
      // Whatever was put off comes within days, with nothing new made.
      for (let day = START + WEEKS * 7; day < START + WEEKS * 7 + 30; day++) await tick(shown, momentOf(day, 10), database);
      const rows = await database.reminders.toArray();
      const times = new Map<string, number>();
      for (const { row } of shown) times.set(row.id, (times.get(row.id) ?? 0) + 1);
      const never = rows.filter(({ id }) => !times.has(id));
      const doubled = [...times].filter(([, n]) => n > 1);
      const byDay = Map.groupBy(shown, ({ row, day }) => `${row.customerId} ${day}`);
      const crowded = [...byDay].filter(([, list]) => list.length > 1).map(([key, list]) => [key, list.map(({ row }) => row.id)]);
      // Past its last day only where each day that it could have had, with somebody there, was another one's.
      const late = shown.filter(({ row: { customerId, createdAt, rule }, day }) => {
        const could = open.filter((one) => one > dayOf(createdAt) && one <= (rule?.until ?? -1));
        const busy = (one: number): boolean => byDay.has(`${customerId} ${one}`) || rule?.keep?.includes(one) === true;
        return rule?.until === undefined || (day > rule.until && !could.every(busy));
      });
      expect({ never, doubled, crowded, late }).toEqual({ never: [], doubled: [], crowded: [], late: [] });
      expect(notGreeted(born, shown, open)).toEqual([]);
      expect(shown.length).toBeGreaterThan(150);
      // Where the shop's hours and the buyer's day meet, hardly one comes at night: a second time late, or on its last day.
      const meet = (zone: string): boolean => opening.hours[0] === 14 || /Shanghai|Madrid|Moscow/.test(zone);
      const asleep = shown.filter(({ row, at }) => row.rule?.zone && meet(row.rule.zone) && isQuiet(at, row.rule.zone));
      expect(asleep.length).toBeLessThan(shown.length * 0.02);
      await database.delete();
    },
  );
});

it('out of 20,000 that are open only those that are late are read, and what their customers have to come', async () => {
  const database = new KebanDatabase('weeks-many');
  const now = momentOf(START, 9, 30);
  const row = (i: number, dueAt: number): Reminder => ({
    id: `cd_survey~${i}`,
    customerId: `c${i}`,
    shopId: 'taobao|店',
    text: '回访',
    dueAt,
    state: 'open',
    createdAt: 0,
    rule: { id: 'survey', run: 'run', zone: 'America/Sao_Paulo', until: START + 5, spare: [now + 24 * HOUR] },
  });
  await database.reminders.bulkPut(Array.from({ length: 20_000 }, (_, i) => row(i, i < 7 ? now - HOUR : now + i * 1000)));
  const read: string[] = [];
  database.reminders.hook('reading', (one) => {
    read.push(one.id);
    return one;
  });
  await leaveAsleep(now, database);
  expect(new Set(read).size).toBe(7);
  expect(read.length).toBeLessThan(50);
  await database.delete();
});
