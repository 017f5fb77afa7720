import 'fake-indexeddb/auto';
import type { DBCore, Dexie } from 'dexie';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { notificationButton, notificationGone, reconcile, reconcileOnStart } from '#lib/background/reminders.ts';
import { db } from '#lib/db/database.ts';
import { addReminder, completeReminder, snoozeReminder } from '#lib/db/reminders.ts';
import type { Reminder } from '#lib/domain/reminder.ts';
import { aCustomer, putCustomers, SHOP } from '../support/customers.ts';
import { dropFakeStorage, useFakeStorage } from '../support/browser-storage.ts';
import { dice } from '../support/dice.ts';

/*
 * The worker's real code on a real database in virtual time. It is killed before any request to the database and before
 * or after anything it asks of the browser: from then on nothing of that wake happens any more, and what was not
 * committed is rolled back.
 */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = Date.UTC(2026, 9, 20, 1);

class Killed extends Error {}

/** Steps until the kill, and how many requests were made. */
const fate = { left: Infinity, requests: 0 };
function step(): void {
  fate.requests += 1;
  fate.left -= 1;
  if (fate.left < 0) throw new Killed();
}

/** Every request to the database is a step. Put under all other layers, once for the process. */
(db as Dexie).use({
  stack: 'dbcore',
  name: 'fate',
  level: -5,
  create: (core: DBCore): DBCore => ({
    ...core,
    table: (name) => {
      const table = core.table(name);
      const stepped =
        <A extends unknown[], R>(run: (...args: A) => Promise<R>) =>
        (...args: A): Promise<R> => {
          step();
          return run(...args);
        };
      return {
        ...table,
        mutate: stepped(table.mutate.bind(table)),
        get: stepped(table.get.bind(table)),
        getMany: stepped(table.getMany.bind(table)),
        query: stepped(table.query.bind(table)),
        openCursor: stepped(table.openCursor.bind(table)),
        count: stepped(table.count.bind(table)),
      };
    },
  }),
});

interface Shown {
  options: { items?: unknown[] };
}
let onShow: Map<string, Shown>;
/** How often a follow-up's moment came before somebody's eyes, by id and moment. */
let seen: Map<string, number>;
let alarm: number;
let clock: number;

beforeEach(async () => {
  const areas = useFakeStorage();
  onShow = new Map();
  seen = new Map();
  alarm = Infinity;
  fate.left = Infinity;
  const browser = async <T>(effect: () => T): Promise<T> => {
    step();
    const result = effect();
    step();
    return result;
  };
  Object.assign(globalThis.chrome, {
    storage: areas,
    runtime: { getURL: (path: string) => path },
    notifications: {
      create: (id: string, options: Shown['options']) => browser(() => void onShow.set(id, { options })),
      update: (id: string, options: Shown['options']) => browser(() => void onShow.set(id, { options })),
      clear: (id: string) => browser(() => onShow.delete(id)),
      getAll: () => browser(() => Object.fromEntries([...onShow.keys()].map((id) => [id, true]))),
    },
    alarms: { create: (_name: string, { when }: { when: number }) => browser(() => void (alarm = when)) },
    action: { setBadgeText: async () => undefined, setBadgeBackgroundColor: async () => undefined },
    tabs: { create: async () => ({ id: 1 }) },
  });
  await putCustomers(db, aCustomer('c_1', '林间小雨88'));
});
const zone = process.env['TZ'];
afterEach(async () => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
  fate.left = Infinity;
  await db.delete();
  await db.open();
  dropFakeStorage();
});

/** What the notifications on show stand for now; those that were not there before have come before somebody's eyes. */
async function look(known: Set<string>): Promise<{ early: number; now: Set<string> }> {
  const left = fate.left;
  fate.left = Infinity;
  const ids: string[] = [];
  for (const id of onShow.keys()) {
    const single = /^rem:([^:]+):/.exec(id)?.[1];
    if (single) ids.push(single);
    else ids.push(...(((await db.meta.get('grouped'))?.value as string[] | undefined) ?? []));
  }
  const rows = (await db.reminders.bulkGet([...new Set(ids)])).filter((r): r is Reminder => r !== undefined);
  const now = new Set<string>();
  let early = 0;
  for (const row of rows) {
    const key = `${row.id}@${row.dueAt}`;
    // One that stays on show while the clock is set back before its moment is still the same notification.
    if (row.state !== 'open' || (row.firedAt === undefined && !known.has(key))) continue;
    now.add(key);
    if (known.has(key)) continue;
    if (row.dueAt > clock) early += 1;
    seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  fate.left = left;
  return { early, now };
}

async function killed(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return false;
  } catch (error) {
    if (fate.left >= 0) throw error;
    return true;
  } finally {
    fate.left = Infinity;
  }
}

describe('a shop over weeks, with a worker that is killed anywhere', () => {
  it.each([1, 2, 3, 4])('loses, doubles and hurries nothing (%i)', async (seed) => {
    const d = dice(seed);
    clock = START;
    let known = new Set<string>();
    let early = 0;
    let kills = 0;
    const expected = new Set<string>();
    let made = 0;
    for (let round = 0; round < 90; round++) {
      const rows: Reminder[] = Array.from({ length: made < 600 ? 15 : 0 }, () => {
        const dueAt = clock + d.int(MINUTE, 10 * DAY);
        return { id: `r_${made++}`, customerId: 'c_1', shopId: SHOP, text: '回访', dueAt, state: 'open', createdAt: clock };
      });
      await db.reminders.bulkPut(rows);
      for (const row of rows) expected.add(`${row.id}@${row.dueAt}`);
      // People at work, through the verbs of the pages.
      for (let n = 0; n < 4; n++) {
        const row = await db.reminders.get(`r_${d.int(0, Math.max(0, made - 1))}`);
        if (row?.state !== 'open') continue;
        const key = `${row.id}@${row.dueAt}`;
        if (!seen.has(key)) expected.delete(key);
        known.delete(key);
        if (d.chance(0.4)) await completeReminder(row.id);
        else {
          const to = clock + d.int(MINUTE, 5 * DAY);
          await snoozeReminder(row.id, to);
          expected.add(`${row.id}@${to}`);
        }
      }
      if (d.chance(0.3)) {
        for (const id of [...onShow.keys()].slice(0, 3)) {
          onShow.delete(id);
          await notificationGone(id);
        }
      }
      known = (await look(known)).now;
      clock += d.chance(0.1) ? d.int(HOUR, 3 * DAY) : d.int(1, 8 * 60) * MINUTE;
      // The computer travels, and somebody puts its clock right.
      if (d.chance(0.1)) process.env['TZ'] = d.pick(['Asia/Shanghai', 'Europe/Madrid', 'America/Los_Angeles', 'Asia/Kathmandu']);
      if (d.chance(0.1)) clock -= d.int(1, 4 * 60) * MINUTE;
      fate.left = d.chance(0.6) ? d.int(0, 40) : Infinity;
      if (await killed(() => (d.chance(0.2) ? reconcileOnStart(clock) : reconcile(clock)))) kills += 1;
      const after = await look(known);
      early += after.early;
      known = after.now;
    }
    for (let n = 0; n < 12; n++) {
      clock += DAY;
      await reconcile(clock);
      const after = await look(known);
      early += after.early;
      known = after.now;
    }
    const lost = [...expected].filter((key) => !seen.has(key));
    const doubled = [...seen].filter(([, times]) => times > 1);
    expect({ lost, doubled, early }).toEqual({ lost: [], doubled: [], early: 0 });
    expect(seen.size).toBeGreaterThan(550);
    expect(kills).toBeGreaterThan(15);
  });
});

describe('many thousand open follow-ups', () => {
  /** Fills the table: half overdue and fired long ago, half to come. */
  async function fill(n: number): Promise<void> {
    await db.reminders.bulkPut(
      Array.from({ length: n }, (_, i): Reminder => {
        const past = i % 2 === 0;
        const dueAt = past ? START - i * MINUTE : START + HOUR + i * MINUTE;
        const fired = past ? { firedAt: dueAt } : {};
        return { id: `r_${i}`, customerId: 'c_1', shopId: SHOP, text: '', dueAt, state: 'open', createdAt: 0, ...fired };
      }),
    );
  }

  it('ask as few requests of a tick as ten, and no wake before the next one is due', async () => {
    await fill(10);
    fate.requests = 0;
    await reconcile(START);
    const few = fate.requests;
    await db.reminders.clear();
    await fill(20_000);
    fate.requests = 0;
    const before = performance.now();
    await reconcile(START);
    const cost = performance.now() - before;
    expect(fate.requests).toBeLessThanOrEqual(few + 1);
    const { dueAt: next } = (await db.reminders.get('r_1'))!;
    expect(alarm).toBe(next);
    // Compared with reading them all, which is what a tick must not do; absolute times are for the bench.
    const all = performance.now();
    await db.reminders.toArray();
    expect(cost).toBeLessThan((performance.now() - all) / 4);
  });
});

describe('one notification for many', () => {
  const add = (dueAt: number) => addReminder({ customerId: 'c_1', shopId: SHOP, text: '回访', dueAt });

  it('keeps those of a group that is still on show, and snoozes all of them with one button', async () => {
    clock = START;
    for (let n = 0; n < 3; n++) await add(START - HOUR);
    await reconcile(START);
    await add(START + MINUTE);
    await reconcile(START + 2 * MINUTE);
    expect([...onShow.keys()]).toEqual(['rem-group']);
    expect(onShow.get('rem-group')?.options.items).toHaveLength(4);
    await notificationButton('rem-group', 1);
    const rows = await db.reminders.toArray();
    expect(rows.every((r) => r.firedAt === undefined && r.dueAt > Date.now())).toBe(true);
    expect(onShow.size).toBe(0);
  });
});
