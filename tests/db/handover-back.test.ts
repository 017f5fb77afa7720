import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { undo } from '#lib/db/changes.ts';
import { KebanDatabase } from '#lib/db/database.ts';
import { acceptHandover, planHandover } from '#lib/db/handover.ts';
import { noteHanded } from '#lib/db/handover-back.ts';
import { addReminder, completeReminder, snoozeReminder } from '#lib/db/reminders.ts';
import { sweepAt } from '#lib/db/shift.ts';
import { readHandover, writeHandover, type Handover } from '#lib/files/handover-json.ts';
import { handablesOf, handoverOf } from '#lib/ui/use-sweep.ts';
import { aCustomer, putCustomers, SHOP } from '../support/customers.ts';

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
  return read.handover;
}
const take = async (file: Handover, db: KebanDatabase) => acceptHandover(file, now, db);
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
