import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { undo } from '#lib/db/changes.ts';
import { KebanDatabase } from '#lib/db/database.ts';
import { storeMessages } from '#lib/db/messages.ts';
import { claimDue } from '#lib/db/reminder-claims.ts';
import { addReminder, completeReminder, snoozeReminder, snoozeReminders } from '#lib/db/reminders.ts';
import { buyerWrote, settleDue } from '#lib/db/reply-watch.ts';
import type { MessageSeen } from '#lib/domain/observation.ts';
import { SILENCES, snoozeTo } from '#lib/domain/snooze.ts';
import { aCustomer, putCustomers, SHOP } from '../support/customers.ts';
import { dice } from '../support/dice.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const ZONE = 'Asia/Shanghai';
const SET = Date.UTC(2026, 10, 2, 3);
let db: KebanDatabase;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: SET });
  db = new KebanDatabase(`duties-${Math.random()}`);
});
afterEach(async () => {
  await db.delete();
  vi.useRealTimers();
});

describe('"if no reply"', () => {
  it('closes itself when the buyer wrote, however late that is read, and by nothing else', async () => {
    const d = dice(6);
    for (let n = 0; n < 60; n++) {
      const customerId = `c${n}`;
      const set = SET + n * HOUR;
      await putCustomers(db, aCustomer(customerId, `买家${n}`));
      vi.setSystemTime(set);
      await addReminder({ id: `r${n}`, customerId, shopId: SHOP, text: '问问', dueAt: set }, db);
      const days = d.pick(SILENCES);
      await snoozeReminder(`r${n}`, snoozeTo({ kind: 'silence', days }, set, ZONE)!, db);
      const side = d.pick(['buyer', 'buyer', 'seller', 'system'] as const);
      // Before the follow-up was set it is no answer to it.
      const wrote = set + d.int(-2 * DAY, (days + 3) * DAY);
      const read = Math.max(wrote, set) + d.int(1, 10 * DAY);
      if (read > set + days * DAY && d.chance(0.5)) await claimDue(Math.min(read, set + days * DAY + 1), db);
      vi.setSystemTime(read);
      const message: MessageSeen = { kind: 'message', side, type: 'text', text: '看到了', at: wrote };
      await storeMessages({ customerId, shopId: SHOP, mark: 'm' }, [{ message }], read, db);
      await buyerWrote(customerId, read, db);
      const row = await db.reminders.get(`r${n}`);
      const answered = side === 'buyer' && wrote > set;
      expect([n, row?.state, row?.answeredAt]).toEqual([n, answered ? 'done' : 'open', answered ? wrote : undefined]);
    }
  });

  it('is not shown when the buyer had written before it came due, although nobody settled it when that was read', async () => {
    await putCustomers(db, aCustomer('c', '买家'));
    await addReminder({ id: 'r', customerId: 'c', shopId: SHOP, text: '问问', dueAt: SET }, db);
    await snoozeReminder('r', snoozeTo({ kind: 'silence', days: 3 }, SET, ZONE)!, db);
    const message: MessageSeen = { kind: 'message', side: 'buyer', type: 'text', text: '看到了', at: SET + DAY };
    await storeMessages({ customerId: 'c', shopId: SHOP, mark: 'm' }, [{ message }], SET + 4 * DAY, db);
    await settleDue(SET + 5 * DAY, db);
    expect(await claimDue(SET + 5 * DAY, db)).toEqual([]);
  });
});

it('several that are put off together are undone as one, each as it was', async () => {
  const d = dice(7);
  await putCustomers(db, aCustomer('c', '买家'));
  for (let round = 0; round < 15; round++) {
    const ids = Array.from({ length: d.int(2, 12) }, (_, i) => `r${round}-${i}`);
    for (const id of ids) {
      const extra = d.chance(0.3) ? { awaits: d.pick(['wake', 'end'] as const), awaitSince: SET - DAY } : {};
      await addReminder({ id, customerId: 'c', shopId: SHOP, text: '回访', dueAt: SET + d.int(-5, 5) * HOUR, ...extra }, db);
    }
    if (d.chance(0.5)) await claimDue(SET, db);
    await completeReminder(ids[0]!, db);
    const before = await db.reminders.bulkGet(ids);
    const changes = await db.changes.count();
    const change = await snoozeReminders(ids, snoozeTo({ kind: 'silence', days: d.pick(SILENCES) }, SET, ZONE)!, db);
    expect(await db.changes.count()).toBe(changes + 1);
    const moved = await db.reminders.bulkGet(ids.slice(1));
    expect(moved.every((row) => row?.awaits === 'end' && row.firedAt === undefined && row.dueAt > SET + DAY)).toBe(true);
    expect((await undo(change!.id, db)).outcome).toBe('undone');
    expect(await db.reminders.bulkGet(ids)).toEqual(before);
  }
});
