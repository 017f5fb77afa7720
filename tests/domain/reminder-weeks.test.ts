import { afterEach, expect, test } from 'vitest';
import { SHOW_WITHIN } from '#lib/domain/reminder-claim.ts';
import { nextOccurrence, type Repeat } from '#lib/domain/recurrence.ts';
import { notificationIdOf, type Reminder } from '#lib/domain/reminder.ts';
import { formatTime } from '#lib/domain/time.ts';
import { dice, type Dice } from '../support/dice.ts';
import { Killed, World } from './reminder-world.ts';
import { momentsOf, onTheWall, wallAt } from './wall-clock.ts';

/*
 * Weeks of a shop in virtual time over the decisions that the worker makes: what a wake claims, what it remembers, when a
 * follow-up comes again. Transactions are all or nothing, as the database gives them; the worker may be killed between
 * any two of them and between any two things it tells the browser. tests/db/reminder-weeks.test.ts does the same with the
 * real database code on a smaller number.
 */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ZONES = ['Asia/Shanghai', 'Europe/Madrid', 'America/Los_Angeles', 'Europe/Moscow'];
// Over the end of summer time in Europe and America.
const START = Date.UTC(2026, 9, 12, 1);

function repeatOf(d: Dice, from: number, zone = d.pick(ZONES)): Repeat | undefined {
  if (d.chance(0.7)) return undefined;
  const unit = d.pick(['day', 'week', 'month', 'year', 'workday', 'cycle'] as const);
  const every = d.int(1, 3);
  return unit === 'workday' ? { unit, every, from, zone, country: 'CN' } : { unit, every, from, zone };
}

async function weeks(
  seed: number,
  count: number,
): Promise<{ world: World; expected: Set<string>; kills: number; again: number }> {
  const d = dice(seed);
  const world = new World(START);
  /** Moments that were never taken back before they came: each must be seen exactly once. */
  const expected = new Set<string>();
  let kills = 0;
  let again = 0;
  const add = (row: Reminder, dueAt = row.dueAt): void => {
    world.put(row);
    expected.add(notificationIdOf({ id: row.id, dueAt }));
  };
  const takeBack = (row: Reminder): void => {
    // One that is due and has not been seen yet may be called or not: whoever changes it has seen it.
    if (!world.seen.has(notificationIdOf(row))) expected.delete(notificationIdOf(row));
  };
  const move = (row: Reminder, dueAt: number): void => {
    takeBack(row);
    const { firedAt: _fired, ...rest } = row;
    world.onShow.delete(notificationIdOf(row));
    world.showing = world.showing.filter(([id]) => id !== row.id);
    add({ ...rest, dueAt });
  };
  const finish = (row: Reminder): void => {
    takeBack(row);
    world.put({ ...row, state: 'done', doneAt: world.now });
    if (!row.repeat) return;
    const series = { of: row.series?.of ?? row.id, n: (row.series?.n ?? 0) + 1 };
    const { firedAt: _fired, ...rest } = row;
    const next = { ...rest, id: `${series.of}~${series.n}`, series };
    // Expected is what the clock on the wall says, whatever the product makes of it.
    add({ ...next, dueAt: nextOccurrence(row.repeat, row.dueAt, world.now) }, onTheWall(row.repeat, row.dueAt, world.now));
    again += 1;
  };
  let made = 0;
  let zone = d.pick(ZONES);
  const end = START + 42 * DAY;
  const ids: string[] = [];
  while (world.now < end || world.first()) {
    const late = world.now >= end;
    for (let n = 0; made < count && n < count / 600; n++) {
      const dueAt = world.now + d.int(MINUTE, 14 * DAY);
      const repeat = repeatOf(d, dueAt, zone);
      const id = `r_${seed}_${made++}`;
      ids.push(id);
      const row: Reminder = { id, customerId: 'c', shopId: 's', text: 't', dueAt, state: 'open', createdAt: world.now };
      add(repeat ? { ...row, repeat } : row);
    }
    const edits = late ? 0 : count / 3000;
    for (let n = 0; n < edits; n++) {
      const row = world.rows.get(d.pick(ids));
      if (row?.state !== 'open') continue;
      if (d.chance(0.5)) move(row, world.now + d.int(-HOUR, 7 * DAY));
      else finish(row);
    }
    for (const id of d.chance(0.3) ? [...world.onShow].slice(0, 20) : []) world.close(id);
    // Minutes of work, nights, weekends in the cupboard.
    world.now += d.chance(0.05) ? d.int(HOUR, 4 * DAY) : d.int(1, 30) * MINUTE;
    // Somebody puts the clock right.
    if (!late && d.chance(0.02)) world.now -= d.int(1, 180) * MINUTE;
    // The computer travels: what is set from now on is meant there, what was set before where it was.
    if (d.chance(0.02)) process.env['TZ'] = zone = d.pick(ZONES);
    world.killIn = d.chance(0.4) ? d.int(0, 12) : Infinity;
    try {
      await world.wake();
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      kills += 1;
    }
  }
  // The worker is left alone for as long as it takes to make up for the last kill.
  world.killIn = Infinity;
  for (let n = 0; n < 4; n++) {
    world.now += SHOW_WITHIN;
    await world.wake();
  }
  return { world, expected, kills, again };
}

const zoneHere = process.env['TZ'];
afterEach(() => {
  if (zoneHere === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zoneHere;
});

test('over weeks of kills, sleeps, clocks put right, travels, edits and snoozes no follow-up is lost, doubled or early', async () => {
  let [total, kills, again] = [0, 0, 0];
  for (let seed = 1; seed <= 10; seed++) {
    const { world, expected, ...more } = await weeks(seed, 10_500);
    const lost = [...expected].filter((id) => !world.seen.has(id));
    const [doubled, early] = [world.doubled, world.early];
    expect({ seed, lost: lost.length, doubled, early }).toEqual({ seed, lost: 0, doubled: 0, early: 0 });
    total += world.seen.size;
    kills += more.kills;
    again += more.again;
  }
  expect(total).toBeGreaterThan(100_000);
  expect(kills).toBeGreaterThan(1000);
  expect(again).toBeGreaterThan(1000);
});

test('a claim that is forgotten before it is shown would be noticed', async () => {
  const world = new World(START);
  world.put({ id: 'r', customerId: 'c', shopId: 's', text: 't', dueAt: START, state: 'open', createdAt: 0 });
  world.killIn = 2;
  await expect(world.wake()).rejects.toThrow(Killed);
  expect(world.seen.size).toBe(0);
  world.killIn = Infinity;
  world.now += SHOW_WITHIN;
  await world.wake();
  expect([...world.seen.values()]).toEqual([1]);
});

test('a claim whose owner was stopped is not forgotten when the clock is set back before its moment', async () => {
  const world = new World(START);
  world.put({ id: 'r', customerId: 'c', shopId: 's', text: 't', dueAt: START, state: 'open', createdAt: 0 });
  world.now = START + MINUTE;
  world.killIn = 2;
  await expect(world.wake()).rejects.toThrow(Killed);
  world.killIn = Infinity;
  for (world.now = START - 3 * HOUR; world.now < START; world.now += 20 * MINUTE) await world.wake();
  expect(world.seen.size).toBe(0);
  world.now = START;
  await world.wake();
  expect([...world.seen.values(), world.early]).toEqual([1, 0]);
});

/** Repeats, when they begin and when one of them is done: any, and those in hours that the clocks skip or have twice. */
function* repeats(d: Dice): Generator<{ repeat: Repeat; from: number; now: number }> {
  for (let n = 0; n < 6000; n++) {
    const from = START + d.int(0, 400) * DAY + d.int(0, 95) * 15 * MINUTE;
    const repeat = repeatOf(d, from);
    if (repeat) yield { repeat, from, now: from + d.int(-2, 90) * DAY };
  }
  const changes = [
    ['Europe/Madrid', { year: 2026, month: 10, day: 25 }],
    ['Europe/Madrid', { year: 2027, month: 3, day: 28 }],
    ['America/Los_Angeles', { year: 2026, month: 11, day: 1 }],
    ['America/Los_Angeles', { year: 2027, month: 3, day: 14 }],
  ] as const;
  for (const [zone, day] of changes)
    for (let n = 0; n < 200; n++) {
      const [hour, minute] = [d.int(1, 3), d.int(0, 3) * 15];
      const before = d.int(1, 4);
      const [from = 0] = momentsOf({ ...day, day: day.day - 7 * before, hour, minute }, zone);
      const repeat = { unit: d.pick(['day', 'week'] as const), every: 1, from, zone };
      yield { repeat, from, now: from + (before * 7 - 1) * DAY };
    }
}

test('what comes again comes at its hour where it is meant, on a later day, over changes of the clocks', () => {
  let [exact, skipped] = [0, 0];
  for (const { repeat, from, now } of repeats(dice(5))) {
    const next = nextOccurrence(repeat, from, now);
    expect(next).toBeGreaterThan(Math.max(from, now));
    expect([repeat, formatTime(next, repeat.zone)]).toEqual([repeat, formatTime(onTheWall(repeat, from, now), repeat.zone)]);
    expect(next).toBe(onTheWall(repeat, from, now));
    const [is, was] = [wallAt(next, repeat.zone), wallAt(from, repeat.zone)];
    const minutes = (is.hour - was.hour) * 60 + is.minute - was.minute;
    // Only an hour that does not exist that day is the one after it.
    const exists = momentsOf({ ...is, hour: was.hour, minute: was.minute }, repeat.zone).length > 0;
    expect([repeat, minutes]).toEqual([repeat, exists ? 0 : 60]);
    if (exists) exact += 1;
    else skipped += 1;
    expect(nextOccurrence(repeat, from, now)).toBe(next);
  }
  expect(exact).toBeGreaterThan(2000);
  expect(skipped).toBeGreaterThan(50);
});
