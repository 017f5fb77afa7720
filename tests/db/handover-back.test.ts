import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { undo } from '#lib/db/changes.ts';
import { KebanDatabase } from '#lib/db/database.ts';
import { acceptHandover, noteKnown, planHandover } from '#lib/db/handover.ts';
import { handedChanged, noteHanded } from '#lib/db/handover-back.ts';
import { addReminder, completeReminder, snoozeReminder } from '#lib/db/reminders.ts';
import { sweepAt } from '#lib/db/shift.ts';
import { readHandover, writeHandover, type Handover } from '#lib/files/handover-json.ts';
import { handablesOf, handoverOf } from '#lib/ui/use-sweep.ts';
import { aCustomer, anOrder, putCustomers, putOrders, SHOP } from '../support/customers.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let now: number;
let here: KebanDatabase;
let there: KebanDatabase;

beforeEach(async () => {
  now = Date.now();
  here = new KebanDatabase(`back-here-${Math.random()}`);
  there = new KebanDatabase(`back-there-${Math.random()}`);
  await putCustomers(here, aCustomer('c1', '林间小雨88'));
  for (const id of ['r_1', 'r_2', 'r_3'])
    await addReminder({ id, customerId: 'c1', shopId: SHOP, text: `回访 ${id}`, dueAt: now + HOUR }, here);
});
afterEach(async () => {
  await here.delete();
  await there.delete();
});

/** What one computer hands over, as the file says it. */
async function fileOf(db: KebanDatabase, at = now): Promise<Handover> {
  const nextShift = at + 12 * HOUR;
  const sweep = await sweepAt(at, nextShift, 'Asia/Shanghai', db);
  const text = writeHandover(handoverOf(await handablesOf({ sweep, nextShift }, db, at), nextShift, ''));
  const read = await readHandover(new TextEncoder().encode(text));
  if (read.status === 'refused') throw new Error(read.where);
  await noteHanded(read.handover.items, at, db);
  return { ...read.handover, exportedAt: at };
}
const take = async (file: Handover, db: KebanDatabase, at = now) => acceptHandover(file, at, db);
const states = async (file: Handover, db: KebanDatabase): Promise<string[]> =>
  (await planHandover(file, db)).map(({ item, state }) => `${item.id} ${state}`).toSorted();

it('what was finished or moved there is so here too once it comes back, and all of that can be undone', async () => {
  await take(await fileOf(here), there);
  await completeReminder('r_1', there);
  await snoozeReminder('r_2', now + 2 * DAY, there);
  const back = await fileOf(there);
  expect(await states(back, here)).toEqual(['r_1 done', 'r_2 moved', 'r_3 there']);
  // Also in a file that is written once more, but not in every one from then on.
  expect(await states(await fileOf(there), here)).toEqual(['r_1 done', 'r_2 moved', 'r_3 there']);
  expect((await fileOf(there, now + 13 * HOUR)).items.map(({ id }) => id)).toEqual(['r_3']);
  const done = await take(back, here);
  const [one, two, three] = await here.reminders.bulkGet(['r_1', 'r_2', 'r_3']);
  expect([one?.state, two?.state, two?.dueAt, three?.dueAt]).toEqual(['done', 'open', now + 2 * DAY, now + HOUR]);
  expect(await states(back, here)).toEqual(['r_1 there', 'r_2 there', 'r_3 there']);
  expect((await fileOf(here)).items.map(({ id }) => id)).toEqual(['r_3']);
  expect(await undo(done!.id, here)).toMatchObject({ outcome: 'undone' });
  expect(await here.reminders.get('r_1')).toMatchObject({ state: 'open', dueAt: now + HOUR });
});

it('goes to and fro, and leaves alone what was changed on both sides', async () => {
  await take(await fileOf(here), there);
  await snoozeReminder('r_1', now + 2 * DAY, there);
  await snoozeReminder('r_2', now + 2 * DAY, there);
  await snoozeReminder('r_2', now + 3 * DAY, here);
  const back = await fileOf(there);
  expect(await states(back, here)).toEqual(['r_1 moved', 'r_2 there', 'r_3 there']);
  await take(back, here);
  await snoozeReminder('r_1', now + 4 * DAY, here);
  expect(await states(await fileOf(here), there)).toContain('r_1 moved');
  // Told of as moved, it is known there as such when it is done.
  await take(await fileOf(here), there);
  await completeReminder('r_1', here);
  expect(await states(await fileOf(here), there)).toContain('r_1 done');
});

it('what is done is not made anew where it is not known', async () => {
  await take(await fileOf(here), there);
  await completeReminder('r_1', there);
  const third = new KebanDatabase(`back-third-${Math.random()}`);
  expect(await states(await fileOf(there), third)).toEqual(['r_1 there', 'r_2 add', 'r_3 add']);
  await third.delete();
});

it('what was moved beyond the next shift is not made anew where it is not known either: the one that moved it keeps it', async () => {
  await take(await fileOf(here), there);
  await snoozeReminder('r_1', now + 10 * DAY, there);
  await snoozeReminder('r_2', now + 2 * HOUR, there);
  const third = new KebanDatabase(`back-far-${Math.random()}`);
  const file = await fileOf(there);
  expect(await states(file, third)).toEqual(['r_1 there', 'r_2 add', 'r_3 add']);
  await take(file, third);
  expect((await third.reminders.toArray()).map(({ id }) => id)).toEqual(['r_2', 'r_3']);
  expect(await states(file, here)).toEqual(['r_1 moved', 'r_2 moved', 'r_3 there']);
  await third.delete();
});

it('comes back also where a file in between was never taken in', async () => {
  await take(await fileOf(here), there);
  await snoozeReminder('r_1', now + 2 * DAY, there);
  await snoozeReminder('r_2', now + 2 * DAY, there);
  await fileOf(there);
  await snoozeReminder('r_1', now + 3 * DAY, there);
  await fileOf(there);
  await completeReminder('r_1', there);
  await snoozeReminder('r_2', now + HOUR, there);
  const last = await fileOf(there);
  // Back where it was it is as it should be.
  expect(await states(last, here)).toEqual(['r_1 done', 'r_2 there', 'r_3 there']);
  expect(await states(await fileOf(there), here)).toEqual(['r_1 done', 'r_2 there', 'r_3 there']);
  await take(last, here);
  expect((await here.reminders.get('r_1'))?.state).toBe('done');
});

it('the next one of a series, that each makes by itself, comes back as well', async () => {
  const repeat = { unit: 'day', every: 1, from: now + HOUR, zone: 'Asia/Shanghai' } as const;
  await here.reminders.update('r_1', { repeat });
  await take(await fileOf(here), there);
  await completeReminder('r_1', there);
  await take(await fileOf(there), here);
  const [mine, theirs] = await Promise.all([here.reminders.get('r_1~1'), there.reminders.get('r_1~1')]);
  expect([mine?.state, mine?.dueAt]).toEqual(['open', theirs!.dueAt]);
  await completeReminder('r_1~1', there);
  const back = await fileOf(there);
  expect(await states(back, here)).toContain('r_1~1 done');
  // The other way round too: whoever learned of the first by a file tells of the second.
  await completeReminder('r_1~1', here);
  expect(await states(await fileOf(here), there)).toEqual(['r_1~1 there', 'r_2 there', 'r_3 there']);
});

it('the next one of a series by the own cycle comes back as well, and was moved by nobody', async () => {
  const cycle = { unit: 'cycle', every: 30, from: now + HOUR, zone: 'Asia/Shanghai' } as const;
  await putCustomers(there, aCustomer('c1', '林间小雨88'));
  for (const db of [here, there])
    await putOrders(
      db,
      'c1',
      ...[85, 55, 25].map((days) => anOrder(`45123001870002045${days}`, { createdAt: now - days * DAY })),
    );
  await here.reminders.update('r_1', { repeat: cycle });
  await take(await fileOf(here), there);
  await completeReminder('r_1', there);
  await take(await fileOf(there), here);
  const next = await there.reminders.get('r_1~1');
  expect(next!.dueAt).toBeLessThan(now + 6 * DAY);
  expect(await handedChanged(now, here)).toEqual([]);
  await completeReminder('r_1~1', there);
  expect(await states(await fileOf(there), here)).toContain('r_1~1 done');
});

it('the next one that was put off before the file was written is moved elsewhere too', async () => {
  await here.reminders.update('r_1', { repeat: { unit: 'day', every: 1, from: now + HOUR, zone: 'Asia/Shanghai' } });
  await take(await fileOf(here), there);
  await completeReminder('r_1', there);
  await snoozeReminder('r_1~1', now + 5 * DAY, there);
  await take(await fileOf(there), here);
  expect(await states(await fileOf(there), here)).toContain('r_1~1 moved');
});

/** Both computers have the same rows, as after a backup of one was restored in the other. */
async function copyOver(): Promise<void> {
  await putCustomers(there, aCustomer('c1', '林间小雨88'));
  await there.reminders.bulkPut(await here.reminders.toArray());
}

describe('what the other computer had already', () => {
  it('comes back done or moved, taken in or only looked at', async () => {
    await copyOver();
    const file = await fileOf(here);
    expect(await take(file, there)).toBeNull();
    await completeReminder('r_1', there);
    await snoozeReminder('r_2', now + 2 * DAY, there);
    expect(await states(await fileOf(there), here)).toEqual(['r_1 done', 'r_2 moved', 'r_3 there']);
  });

  it('comes back done that was done before the file came', async () => {
    await copyOver();
    await completeReminder('r_1', there);
    await noteKnown(await fileOf(here), now, there);
    expect(await states(await fileOf(there), here)).toContain('r_1 done');
  });

  it('comes back however long it is handed over each day', async () => {
    for (let day = 0; day <= 15; day++) await take(await fileOf(here, now + day * DAY), there, now + day * DAY);
    await completeReminder('r_1', there);
    expect(await states(await fileOf(there, now + 16 * DAY), here)).toContain('r_1 done');
  });

  it('stays on each side as it is where both moved it', async () => {
    await take(await fileOf(here), there);
    await snoozeReminder('r_1', now + 3 * HOUR, here);
    await snoozeReminder('r_1', now + 2 * DAY, there);
    // By then it is no longer told that it was moved.
    for (const at of [now, now + 13 * HOUR]) await take(await fileOf(here, at), there, at);
    expect(await states(await fileOf(there, now + 14 * HOUR), here)).toContain('r_1 there');
  });

  it('comes back from where it was moved to, though a file of before is read once more', async () => {
    const first = await fileOf(here);
    await take(first, there);
    await snoozeReminder('r_1', now + 3 * HOUR, there);
    await take(await fileOf(there), here);
    await take(first, there);
    await completeReminder('r_1', there);
    expect(await states(await fileOf(there), here)).toContain('r_1 done');
  });

  it('is told of once more where the file that told of it was never read', async () => {
    await take(await fileOf(here), there);
    await completeReminder('r_1', there);
    await snoozeReminder('r_2', now + 2 * DAY, there);
    await fileOf(there);
    await take(await fileOf(here, now + 20 * HOUR), there, now + 20 * HOUR);
    const told = await fileOf(there, now + 20 * HOUR);
    expect(await states(told, here)).toEqual(['r_1 done', 'r_2 moved', 'r_3 there']);
    await take(told, here, now + 20 * HOUR);
    await take(await fileOf(here, now + 40 * HOUR), there, now + 40 * HOUR);
    const next = await fileOf(there, now + 40 * HOUR);
    expect(next.items.filter(({ back }) => back).map(({ id }) => id)).toEqual([]);
  });

  it('is known by where it stands there, also when the files crossed', async () => {
    await take(await fileOf(here), there);
    await snoozeReminder('r_2', now + 2 * DAY, there);
    const moved = await fileOf(there);
    // Written before that was read, taken in after it was written.
    await take(await fileOf(here, now + 13 * HOUR), there, now + 14 * HOUR);
    await take(moved, here, now + 14 * HOUR);
    await completeReminder('r_2', there);
    expect(await states(await fileOf(there, now + 15 * HOUR), here)).toContain('r_2 done');
  });

  it('is not told of once more where it was reopened', async () => {
    await take(await fileOf(here), there);
    await completeReminder('r_1', there);
    const done = await take(await fileOf(there), here);
    await undo(done!.id, here);
    await take(await fileOf(here, now + HOUR / 2), there, now + HOUR / 2);
    expect((await fileOf(there, now + 13 * HOUR)).items.map(({ id }) => id)).not.toContain('r_1');
  });
});

it('put off there until the buyer writes, it waits for that here too', async () => {
  await take(await fileOf(here), there);
  await snoozeReminder('r_1', { dueAt: now + 2 * DAY, awaits: 'wake' }, there);
  const waiting = await there.reminders.get('r_1');
  await take(await fileOf(there), here);
  expect(await here.reminders.get('r_1')).toMatchObject({ awaits: 'wake', awaitSince: waiting!.awaitSince });
  await snoozeReminder('r_1', now + 3 * DAY, there);
  await take(await fileOf(there), here);
  expect(await here.reminders.get('r_1')).not.toHaveProperty('awaits');
});
