import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { followReminders, isTick, reconcile } from '#lib/background/reminders.ts';
import { db } from '#lib/db/database.ts';
import { addReminder, completeReminder } from '#lib/db/reminders.ts';
import { dropFakeStorage, useFakeStorage } from '../support/browser-storage.ts';
import { aCustomer, putCustomers, SHOP } from '../support/customers.ts';

const HOUR = 3_600_000;
let alarms: Map<string, number>;
/** The page or worker is stopped when it asks for this alarm. */
let stoppedAt: string | null;
let stopped: () => void;
followReminders();

beforeEach(async () => {
  const areas = useFakeStorage();
  alarms = new Map();
  stoppedAt = null;
  Object.assign(globalThis.chrome, {
    storage: areas,
    notifications: { getAll: async () => ({}) },
    alarms: {
      create: (name: string, { when }: { when: number }): Promise<void> => {
        if (name === stoppedAt) return new Promise(() => stopped());
        alarms.set(name, when);
        return Promise.resolve();
      },
      clear: async (name: string) => alarms.delete(name),
    },
    action: { setBadgeText: async () => undefined, setBadgeBackgroundColor: async () => undefined },
  });
  await putCustomers(db, aCustomer('c_1', '林间小雨88'));
});
afterEach(async () => {
  await db.delete();
  await db.open();
  dropFakeStorage();
});

const remind = (id: string, dueAt: number) => addReminder({ id, customerId: 'c_1', shopId: SHOP, text: '回访', dueAt });
const wakes = () => [...alarms].filter(([name]) => isTick({ name } as chrome.alarms.Alarm));

it('whoever is stopped between writing a follow-up and setting its alarm is woken within a minute', async () => {
  stoppedAt = 'tick';
  const stop = new Promise<void>((resolve) => (stopped = resolve));
  await remind('r_1', Date.now() + 60_000);
  await stop;
  expect(wakes()).toHaveLength(1);
  expect(wakes()[0]![1]).toBeLessThanOrEqual(Date.now() + 60_000);
});

it('leaves no wake behind but that of the next follow-up', async () => {
  const at = Date.now() + HOUR / 2;
  await remind('r_1', at);
  await remind('r_2', at + HOUR);
  await reconcile();
  expect(wakes().map(([name]) => name)).toEqual(['tick']);
  expect(wakes()[0]![1]).toBeLessThanOrEqual(at);
  await completeReminder('r_1');
  await reconcile();
  expect(wakes().map(([name]) => name)).toEqual(['tick']);
});
