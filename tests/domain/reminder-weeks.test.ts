import { expect, test } from 'vitest';
import { claim, overdueClaims, SHOW_WITHIN, type Showing } from '#lib/domain/reminder-claim.ts';
import { nextOccurrence, type Repeat } from '#lib/domain/recurrence.ts';
import { notificationIdOf, wakeOf, type Reminder } from '#lib/domain/reminder.ts';
import { wallTimeOf } from '#lib/domain/time.ts';
import { dice, type Dice } from '../support/dice.ts';

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

class Killed extends Error {}

/** A shop's follow-ups, the browser's notifications, and a count of what went wrong. */
class World {
  rows = new Map<string, Reminder>();
  showing: Showing[] = [];
  onShow = new Set<string>();
  /** How often each follow-up's moment came before somebody's eyes. */
  seen = new Map<string, number>();
  early = 0;
  doubled = 0;
  now = START;
  killIn = Infinity;
  #heap: { at: number; id: string }[] = [];

  put(row: Reminder): void {
    this.rows.set(row.id, row);
    const at = wakeOf(row);
    if (at === undefined) return;
    this.#heap.push({ at, id: row.id });
    for (let i = this.#heap.length - 1; i > 0;) {
      const up = (i - 1) >> 1;
      if (this.#heap[up]!.at <= this.#heap[i]!.at) break;
      [this.#heap[up], this.#heap[i]] = [this.#heap[i]!, this.#heap[up]!];
      i = up;
    }
  }

  /** The index: the earliest entry that its row still stands for. */
  first(): { at: number; id: string } | undefined {
    for (;;) {
      const top = this.#heap[0];
      if (!top) return undefined;
      const row = this.rows.get(top.id);
      if (row && wakeOf(row) === top.at) return top;
      this.pop();
    }
  }

  pop(): void {
    const last = this.#heap.pop();
    if (!last || this.#heap.length === 0) return;
    this.#heap[0] = last;
    for (let i = 0; ;) {
      const [l, r] = [2 * i + 1, 2 * i + 2];
      let least = i;
      if (l < this.#heap.length && this.#heap[l]!.at < this.#heap[least]!.at) least = l;
      if (r < this.#heap.length && this.#heap[r]!.at < this.#heap[least]!.at) least = r;
      if (least === i) return;
      [this.#heap[least], this.#heap[i]] = [this.#heap[i]!, this.#heap[least]!];
      i = least;
    }
  }

  /** A step after which the worker may be gone. */
  step(): void {
    this.killIn -= 1;
    if (this.killIn < 0) throw new Killed();
  }

  show(row: Reminder): void {
    const id = notificationIdOf(row);
    if (this.now < row.dueAt) this.early += 1;
    // The browser replaces a notification of the same name that is on show: nothing new to see.
    if (this.onShow.has(id)) return;
    this.onShow.add(id);
    const times = (this.seen.get(id) ?? 0) + 1;
    this.seen.set(id, times);
    if (times > 1) this.doubled += 1;
  }

  /** Somebody closes a notification; the worker is told and notes it, or is killed before it can. */
  close(id: string): void {
    this.onShow.delete(id);
    const reminder = /^rem:([^:]+):/.exec(id)?.[1];
    this.showing = this.showing.filter(([one]) => one !== reminder);
  }

  wake(): void {
    this.step();
    const due: Reminder[] = [];
    for (let top = this.first(); top && top.at <= this.now && due.length < 500; top = this.first()) {
      due.push(this.rows.get(top.id)!);
      this.pop();
    }
    const stopped = overdueClaims(this.showing, this.now).map((id) => this.rows.get(id));
    const next = claim(due, stopped, this.showing, this.now);
    // Killed before the commit: nothing of it happened, and the index has all of it still.
    try {
      this.step();
    } catch (error) {
      for (const row of due) this.put(row);
      throw error;
    }
    for (const row of next.claimed) this.rows.set(row.id, row);
    this.showing = next.showing;
    for (const row of next.claimed) {
      this.step();
      this.show(row);
    }
    this.step();
    const ids = new Set(next.claimed.map((r) => r.id));
    this.showing = this.showing.filter(([id]) => !ids.has(id));
    this.step();
  }
}

function repeatOf(d: Dice, from: number): Repeat | undefined {
  if (d.chance(0.7)) return undefined;
  const zone = d.pick(ZONES);
  const unit = d.pick(['day', 'week', 'month', 'year', 'workday', 'cycle'] as const);
  const every = d.int(1, 3);
  return unit === 'workday' ? { unit, every, from, zone, country: 'CN' } : { unit, every, from, zone };
}

function weeks(seed: number, count: number): { world: World; expected: Set<string>; kills: number } {
  const d = dice(seed);
  const world = new World();
  /** Moments that were never taken back before they came: each must be seen exactly once. */
  const expected = new Set<string>();
  let kills = 0;
  const add = (row: Reminder): void => {
    world.put(row);
    expected.add(notificationIdOf(row));
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
    add({ ...rest, id: `${series.of}~${series.n}`, series, dueAt: nextOccurrence(row.repeat, row.dueAt, world.now) });
  };
  let made = 0;
  const end = START + 42 * DAY;
  const ids: string[] = [];
  while (world.now < end || world.first()) {
    const late = world.now >= end;
    for (let n = 0; made < count && n < count / 600; n++) {
      const dueAt = world.now + d.int(MINUTE, 14 * DAY);
      const repeat = repeatOf(d, dueAt);
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
    world.killIn = d.chance(0.4) ? d.int(0, 12) : Infinity;
    try {
      world.wake();
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      kills += 1;
    }
  }
  // The worker is left alone for as long as it takes to make up for the last kill.
  world.killIn = Infinity;
  for (let n = 0; n < 4; n++) {
    world.now += SHOW_WITHIN;
    world.wake();
  }
  return { world, expected, kills };
}

test('over weeks of kills, sleeps, clocks put right, edits and snoozes no follow-up is lost, doubled or early', () => {
  let total = 0;
  let kills = 0;
  for (let seed = 1; seed <= 10; seed++) {
    const { world, expected, kills: killed } = weeks(seed, 10_500);
    const lost = [...expected].filter((id) => !world.seen.has(id));
    expect({ seed, lost: lost.length, doubled: world.doubled, early: world.early }).toEqual({
      seed,
      lost: 0,
      doubled: 0,
      early: 0,
    });
    total += world.seen.size;
    kills += killed;
  }
  expect(total).toBeGreaterThan(100_000);
  expect(kills).toBeGreaterThan(1000);
});

test('a claim that is forgotten before it is shown would be noticed', () => {
  const world = new World();
  world.put({ id: 'r', customerId: 'c', shopId: 's', text: 't', dueAt: START, state: 'open', createdAt: 0 });
  world.killIn = 2;
  expect(() => world.wake()).toThrow(Killed);
  expect(world.seen.size).toBe(0);
  world.killIn = Infinity;
  world.now += SHOW_WITHIN;
  world.wake();
  expect([...world.seen.values()]).toEqual([1]);
});

test('a claim whose owner was stopped is not forgotten when the clock is set back before its moment', () => {
  const world = new World();
  world.put({ id: 'r', customerId: 'c', shopId: 's', text: 't', dueAt: START, state: 'open', createdAt: 0 });
  world.now = START + MINUTE;
  world.killIn = 2;
  expect(() => world.wake()).toThrow(Killed);
  world.killIn = Infinity;
  for (world.now = START - 3 * HOUR; world.now < START; world.now += 20 * MINUTE) world.wake();
  expect(world.seen.size).toBe(0);
  world.now = START;
  world.wake();
  expect([...world.seen.values(), world.early]).toEqual([1, 0]);
});

test('what comes again comes at its hour where it is meant, on a later day, over changes of the clocks', () => {
  const d = dice(5);
  for (let n = 0; n < 4000; n++) {
    const from = START + d.int(0, 400) * DAY + d.int(0, 23) * HOUR;
    const repeat = repeatOf(d, from);
    if (!repeat) continue;
    const now = from + d.int(-2, 90) * DAY;
    const next = nextOccurrence(repeat, from, now);
    expect(next).toBeGreaterThan(Math.max(from, now));
    const [is, was] = [wallTimeOf(next, repeat.zone), wallTimeOf(from, repeat.zone)];
    // An hour that the clocks skip is the one after it.
    expect(Math.abs(is.hour * 60 + is.minute - was.hour * 60 - was.minute) % 1380).toBeLessThanOrEqual(60);
    expect(nextOccurrence(repeat, from, now)).toBe(next);
  }
});
