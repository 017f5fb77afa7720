import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { cadenceRules, saveCadenceRules } from '#lib/db/cadence-plan.ts';
import { stepCadence } from '#lib/db/cadence-run.ts';
import { undo } from '#lib/db/changes.ts';
import { KebanDatabase } from '#lib/db/database.ts';
import { acceptHandover, planHandover } from '#lib/db/handover.ts';
import { takePeer } from '#lib/db/intake.ts';
import { storeMessages } from '#lib/db/messages.ts';
import { followUpOf, promiseFigures, proposalsFor } from '#lib/db/promises.ts';
import { addReminder } from '#lib/db/reminders.ts';
import { sweepAt } from '#lib/db/shift.ts';
import type { Handover } from '#lib/files/handover-json.ts';
import { parseTime } from '#lib/domain/time.ts';
import { handablesOf, handoverOf } from '#lib/ui/use-sweep.ts';

const SHOP = 'taobao|青禾示例专卖店';
const ZONE = 'Asia/Shanghai';
/** Monday. */
const NOW = parseTime('2026-03-02 08:00:00', ZONE)!;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NEXT = NOW + 13 * HOUR;
let here: KebanDatabase;
let there: KebanDatabase;
let mine: string;
let theirs: string;
let round = 0;

/** Both computers know the buyer, each by an id of its own. */
async function buyer(db: KebanDatabase): Promise<string> {
  const source = { site: 'taobao' as const, shopId: SHOP, at: NOW };
  await db.shops.put({ id: SHOP, site: 'taobao', key: '青禾示例专卖店', name: '青禾', seenAt: NOW });
  return (
    (await takePeer(source, { kind: 'peer', peer: { name: '林间小雨', nick: '林间小雨' }, orderNos: [] }, db)).customerId ?? ''
  );
}
const says = async (side: 'buyer' | 'seller', text: string): Promise<void> => {
  const message = { kind: 'message' as const, side, type: 'text' as const, text, at: NOW - HOUR };
  for (const [customerId, db] of [
    [mine, here],
    [theirs, there],
  ] as const)
    await storeMessages({ customerId, shopId: SHOP, mark: customerId }, [{ message }], NOW, db);
};
const handed = async (db: KebanDatabase): Promise<Handover> =>
  handoverOf(await handablesOf({ sweep: await sweepAt(NOW, NEXT, ZONE, db), nextShift: NEXT }, db), NEXT, '');
const states = async (file: Handover, db: KebanDatabase) => (await planHandover(file, db)).map(({ state }) => state);

beforeEach(async () => {
  round += 1;
  here = new KebanDatabase(`same-here-${round}`);
  there = new KebanDatabase(`same-there-${round}`);
  mine = await buyer(here);
  theirs = await buyer(there);
  expect(mine).not.toBe(theirs);
});
afterEach(async () => {
  await here.delete();
  await there.delete();
});

it('a promise that both have made a follow-up of is one', async () => {
  await says('seller', '2小时内给您答复');
  for (const [id, db] of [
    [mine, here],
    [theirs, there],
  ] as const) {
    const [proposal] = await proposalsFor(id, NOW, ZONE, db);
    await addReminder(followUpOf(proposal!, SHOP, NOW), db);
  }
  const file = await handed(here);
  expect(await states(file, there)).toEqual(['there']);
  await acceptHandover(file, NOW, there);
  expect(await promiseFigures(NOW, 30, there)).toEqual({ kept: 0, late: 0, broken: 0, open: 1 });
});

it('a question that both hand over is taken in once, asked anew after it was done once more', async () => {
  await says('buyer', '什么时候发货');
  const third = new KebanDatabase(`same-third-${round}`);
  const [one, other] = [await handed(here), await handed(there)];
  await acceptHandover(one, NOW, third);
  expect(await states(other, third)).toEqual(['there']);
  const [row] = await third.reminders.toArray();
  await third.reminders.update(row!.id, { state: 'done', doneAt: NOW });
  expect(await states(other, third)).toEqual(['there']);
  const later = { ...other, items: other.items.map((item) => ({ ...item, dueAt: NEXT + DAY })) };
  expect(await states(later, third)).toEqual(['add']);
  await third.delete();
});

it('what the rules of both made is one, and what was taken in is not made here once more', async () => {
  const switchOn = async (db: KebanDatabase, id: string): Promise<void> => {
    await db.customers.update(db === here ? mine : theirs, { birthday: '03-02' });
    const rules = (await cadenceRules(db)).map((rule) => ({ ...rule, on: ['birthday', 'touch'].includes(rule.id) }));
    await saveCadenceRules(rules, NOW - DAY, db);
    await db.customers.update(id, { tags: ['VIP'], 'stats.lastAt': NOW - 44 * DAY });
  };
  const step = (db: KebanDatabase) => stepCadence(NOW, 10_000, (thing) => thing, db);
  await switchOn(here, mine);
  await switchOn(there, theirs);
  await step(here);
  const file = await handed(here);
  expect(file.items.map(({ id }) => id.split('~')[0])).toEqual(['cd_birthday']);
  await acceptHandover(file, NOW, there);
  await step(there);
  expect((await there.reminders.toArray()).map(({ id }) => id)).toEqual([file.items[0]!.id]);
  expect(await states(await handed(there), here)).toEqual(['there']);
  // Made by the rules of each, it is the same as well.
  const again = new KebanDatabase(`same-again-${round}`);
  theirs = await buyer(again);
  await switchOn(again, theirs);
  await step(again);
  expect(await states(file, again)).toEqual(['there']);
  await again.delete();
});

it('what was taken in and taken back is made by the rule here, as if it had never come', async () => {
  for (const [id, db] of [
    [mine, here],
    [theirs, there],
  ] as const) {
    await db.customers.update(id, { birthday: '03-02' });
    await saveCadenceRules(
      (await cadenceRules(db)).map((rule) => ({ ...rule, on: rule.id === 'birthday' })),
      NOW - DAY,
      db,
    );
  }
  await stepCadence(NOW, 10_000, (thing) => thing, here);
  const taken = await acceptHandover(await handed(here), NOW, there);
  expect(await undo(taken!.id, there)).toMatchObject({ outcome: 'undone' });
  await stepCadence(NOW, 10_000, (thing) => thing, there);
  expect((await there.reminders.toArray()).map(({ id }) => id)).toEqual([`cd_birthday~${theirs}~2026`]);
});

it('keeping in touch is one, though each knows of another last contact', async () => {
  const touch = (id: string, day: number) => ({
    id: `cd_touch~${id}~${day}`,
    customerId: id,
    shopId: SHOP,
    text: '问候',
    dueAt: NOW,
  });
  await addReminder(touch(mine, 20500), here);
  await addReminder(touch(theirs, 20501), there);
  expect(await states(await handed(here), there)).toEqual(['there']);
});
