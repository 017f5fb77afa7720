import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reviewFollowUp } from '#lib/db/bad-reviews.ts';
import { KebanDatabase } from '#lib/db/database.ts';
import { takeOrders } from '#lib/db/intake.ts';
import { declineProposal } from '#lib/db/reminder-edit.ts';
import { addReminder } from '#lib/db/reminders.ts';
import { acceptHandover } from '#lib/db/handover.ts';
import { sweepAt } from '#lib/db/shift.ts';
import type { ReviewSeen } from '#lib/domain/observation.ts';
import { newsIn } from '#lib/domain/intake.ts';
import { readHandover, writeHandover } from '#lib/files/handover-json.ts';
import { handablesOf, handoverOf } from '#lib/ui/use-sweep.ts';

const SHOP = 'taobao|青禾示例专卖店';
const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 27, 12);
const NEXT = NOW + DAY / 2;
const BUYER = { name: '林间小雨', nick: '林间小雨' };
let db: KebanDatabase;

beforeEach(async () => {
  db = new KebanDatabase(`reviews-${Math.random()}`);
  await db.shops.put({ id: SHOP, site: 'taobao', key: '青禾示例专卖店', name: '青禾', seenAt: NOW });
});
afterEach(() => db.delete());

const order = (no: string) => ({
  kind: 'order' as const,
  no,
  state: 'done' as const,
  createdAt: NOW - 40 * DAY,
  items: [],
  buyer: BUYER,
});
const review = (orderNo: string, more: Partial<ReviewSeen>): ReviewSeen => ({ kind: 'review', orderNo, rating: 'bad', ...more });
const reads = (at: number, ...reviews: ReviewSeen[]) => {
  const orders = [...new Set(reviews.map(({ orderNo = '' }) => orderNo))].map(order);
  return takeOrders({ site: 'taobao', shopId: SHOP, at }, newsIn([...orders, ...reviews], at), db);
};
const shown = async (now = NOW) =>
  (await sweepAt(now, NEXT, 'Asia/Shanghai', db)).reviews.map(({ order: { no }, customer, review: { text, replyBy } }) => [
    no.slice(-4),
    customer?.name,
    text,
    replyBy,
  ]);

describe('bad reviews at the end of a shift', () => {
  it('are those that the page says can be answered, the soonest over first, and of a week those of which it says nothing', async () => {
    await reads(
      NOW - DAY,
      review('4512300187000204531', { text: '开线了', at: NOW - 2 * DAY, replyDaysLeft: 29 }),
      review('4512300187000204532', { text: '褪色', at: NOW - 28 * DAY, replyDaysLeft: 3 }),
      review('4512300187000204533', { text: '太小', at: NOW - 5 * DAY }),
      review('4512300187000204534', { text: '太大', at: NOW - 9 * DAY }),
      review('4512300187000204535', { text: '一般', at: NOW - DAY, rating: 'neutral', replyDaysLeft: 30 }),
      review('4512300187000204536', { text: '很好', at: NOW - DAY, rating: 'good', replyDaysLeft: 30 }),
    );
    expect(await shown()).toEqual([
      ['4532', '林间小雨', '褪色', NOW + 2 * DAY],
      ['4531', '林间小雨', '开线了', NOW + 28 * DAY],
      ['4533', '林间小雨', '太小', undefined],
    ]);
    // Three days on the first can not be answered any more, and the last is older than a week.
    expect((await shown(NOW + 3 * DAY)).map(([no]) => no)).toEqual(['4531']);
  });

  it('are gone once the countdown is gone and a week has passed, and come back with what the buyer adds', async () => {
    const no = '4512300187000204531';
    await reads(NOW - 10 * DAY, review(no, { text: '开线了', at: NOW - 10 * DAY, replyDaysLeft: 30 }));
    expect(await shown()).toHaveLength(1);
    await reads(NOW - DAY, review(no, { text: '开线了', at: NOW - 10 * DAY }));
    expect(await shown()).toEqual([]);
    await reads(NOW, review(no, { text: '开线了', at: NOW - 10 * DAY, appendText: '还是没人理', replyDaysLeft: 30 }));
    expect(await shown()).toHaveLength(1);
  });

  it('leave when a follow-up was made of them or is not wanted, and are handed over as that follow-up', async () => {
    const [a, b] = ['4512300187000204531', '4512300187000204532'];
    const seen = { at: NOW - 2 * DAY, replyDaysLeft: 28 };
    await reads(NOW, review(a, { text: '开线了', ...seen }), review(b, { text: '褪色', ...seen }));
    const sweep = await sweepAt(NOW, NEXT, 'Asia/Shanghai', db);
    const file = await readHandover(
      new Blob([writeHandover(handoverOf(await handablesOf({ sweep, nextShift: NEXT }, db), NEXT, ''))]) as File,
    );
    if (file.status === 'refused') throw new Error(file.where);
    const [first, second] = sweep.reviews.map((one) => reviewFollowUp({ ...one, customer: one.customer! }, '回复差评', NEXT));
    expect(first).toMatchObject({ dueAt: NEXT, text: '回复差评' });
    await addReminder(first!, db);
    await declineProposal(second!, db);
    expect(await shown()).toEqual([]);
    // Taken over where they were taken already, nothing is there twice.
    expect(await acceptHandover(file.handover, NOW, db)).toBeNull();
    const there = new KebanDatabase(`reviews-there-${Math.random()}`);
    await acceptHandover(file.handover, NOW, there);
    expect((await there.reminders.toArray()).map(({ text, orderNo }) => [text, orderNo]).toSorted()).toEqual([
      [`回复差评，订单 ${a}`, a],
      [`回复差评，订单 ${b}`, b],
    ]);
    await there.delete();
  });
});
