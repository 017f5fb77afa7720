import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reconcile } from '#lib/background/reminders.ts';
import { db } from '#lib/db/database.ts';
import { addReminder } from '#lib/db/reminders.ts';
import { aCustomer, putCustomers, SHOP } from '../support/customers.ts';
import { dropFakeStorage, useFakeStorage } from '../support/browser-storage.ts';

const NOW = Date.UTC(2026, 10, 20, 8);
let shown: string[] = [];
let alarm: number | undefined;
let refuse = false;

beforeEach(async () => {
  const areas = useFakeStorage();
  shown = [];
  alarm = undefined;
  refuse = false;
  // The browser's side: what it shows and when it wakes us.
  Object.assign(globalThis.chrome, {
    storage: areas,
    runtime: { getURL: (path: string) => path },
    notifications: {
      create: async (id: string) => {
        if (refuse) throw new Error('Unable to download all specified images.');
        shown.push(id);
        return id;
      },
    },
    alarms: { create: async (_name: string, { when }: { when: number }) => void (alarm = when) },
    action: { setBadgeText: async () => undefined, setBadgeBackgroundColor: async () => undefined },
  });
  await putCustomers(db, aCustomer('c_1', '林间小雨88'));
});
afterEach(async () => {
  await db.delete();
  await db.open();
  dropFakeStorage();
});

const remind = (dueAt: number) => addReminder({ customerId: 'c_1', shopId: SHOP, text: '回访', dueAt });

describe('a follow-up that is due', () => {
  it('is shown once, however often and from however many pages it is looked for', async () => {
    await remind(NOW - 1000);
    await Promise.all([reconcile(NOW), reconcile(NOW), reconcile(NOW)]);
    await reconcile(NOW + 60_000);
    expect(shown).toHaveLength(1);
  });

  it('is shown later when the browser would not show it, and the next one still wakes us', async () => {
    await remind(NOW - 1000);
    await remind(NOW + 3_600_000);
    refuse = true;
    await expect(reconcile(NOW)).rejects.toThrow('images');
    expect(alarm).toBe(NOW + 60_000);
    refuse = false;
    await reconcile(NOW + 60_000);
    expect(shown).toHaveLength(1);
    await reconcile(NOW + 120_000);
    expect(shown).toHaveLength(1);
    expect(alarm).toBe(NOW + 3_600_000);
  });

  it('is shown again by the next wake when the worker was stopped before it could be shown', async () => {
    await remind(NOW - 1000);
    Object.assign(chrome.notifications, { create: () => new Promise(() => undefined) });
    void reconcile(NOW);
    await new Promise((resume) => setTimeout(resume, 300));
    expect((await db.reminders.toArray())[0]?.firedAt).toBe(NOW);
    Object.assign(chrome.notifications, { create: async (id: string) => shown.push(id) });
    await reconcile(NOW + 30 * 60_000);
    expect(shown).toHaveLength(1);
    await reconcile(NOW + 60 * 60_000);
    expect(shown).toHaveLength(1);
  });
});
