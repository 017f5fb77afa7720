import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { notificationButton, notificationClicked, reconcile } from '#lib/background/reminders.ts';
import { db } from '#lib/db/database.ts';
import { addReminder, completeReminder, completeReminders, snoozeReminder } from '#lib/db/reminders.ts';
import { aCustomer, putCustomers, SHOP } from '../support/customers.ts';
import { dice } from '../support/dice.ts';
import { dropFakeStorage, useFakeStorage } from '../support/browser-storage.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 20, 8);
let shown: string[] = [];
let titles: string[] = [];
/** What is on show, and how many lines it has. */
let onShow: Map<string, number>;
let messages: string[];
let opened: string[];
let alarm: number | undefined;
let refuse = false;

beforeEach(async () => {
  const areas = useFakeStorage();
  shown = [];
  titles = [];
  messages = [];
  onShow = new Map();
  opened = [];
  alarm = undefined;
  refuse = false;
  // The browser's side: what it shows and when it wakes us.
  Object.assign(globalThis.chrome, {
    storage: areas,
    runtime: { getURL: (path: string) => path },
    notifications: {
      create: async (id: string, { items, title, message }: { items?: unknown[]; title: string; message: string }) => {
        if (refuse) throw new Error('Unable to download all specified images.');
        shown.push(id);
        titles.push(title);
        messages.push(message);
        onShow.set(id, items?.length ?? 1);
        return id;
      },
      update: async (id: string, { items }: { items?: unknown[] }) => void onShow.set(id, items?.length ?? 1),
      clear: async (id: string) => onShow.delete(id),
      getAll: async () => Object.fromEntries([...onShow.keys()].map((id) => [id, true])),
    },
    tabs: { create: async ({ url }: { url: string }) => ({ id: opened.push(url) }) },
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

  it('by a rule, and late, waits for the morning where the buyer lives; a zone that is none costs no other', async () => {
    await remind(NOW - DAY);
    const [row] = await db.reminders.toArray();
    const rule = { id: 'survey', run: 'run_1', zone: 'America/Chicago' };
    await db.reminders.put({ ...row!, rule });
    await reconcile(NOW);
    expect(shown).toEqual([]);
    await reconcile(NOW + 7 * 3_600_000);
    expect(shown).toHaveLength(1);
    await remind(NOW);
    await db.reminders.put({ ...row!, id: 'r_bad', rule: { ...rule, zone: 'Nowhere/None' } });
    await reconcile(NOW + DAY);
    expect(shown).toHaveLength(3);
  });

  it('by a rule, where nobody is there by day at the buyer’s, is shown and says that it is night', async () => {
    await remind(NOW - 1000);
    const [row] = await db.reminders.toArray();
    const rule = { id: 'survey', run: 'run_1', zone: 'America/Chicago', until: 0, spare: [] };
    await db.reminders.put({ ...row!, rule });
    await reconcile(NOW);
    expect(messages).toEqual(['回访（TA那边是夜里）']);
    await db.reminders.put({ ...row!, id: 'r_awake', rule: { ...rule, zone: 'Asia/Shanghai' } });
    await reconcile(NOW + 1000);
    expect(messages.at(-1)).toBe('回访');
  });

  it('of what came due in a sleep, one notification says how many, whatever was done or put off before', async () => {
    const d = dice(5);
    for (let sleep = 0; sleep < 12; sleep++) {
      const from = NOW + sleep * 90 * DAY;
      const due = d.int(3, 12);
      for (let i = 0; i < due; i++) await remind(from + d.int(1, 2 * DAY));
      const before = shown.length;
      const gone = (await db.reminders.toArray()).filter((r) => r.dueAt > from && d.chance(0.2)).slice(0, due - 3);
      for (const { id } of gone) await (d.chance(0.5) ? completeReminder(id) : snoozeReminder(id, from + 60 * DAY));
      await reconcile(from + 3 * DAY);
      expect(shown.slice(before)).toEqual(['rem-group']);
      expect(titles.at(-1)).toContain(`${due - gone.length} 条跟进在你离开时到期`);
      await reconcile(from + 3 * DAY + 1000);
      expect(shown).toHaveLength(before + 1);
      // Dealt with before the next sleep.
      await completeReminders((await db.reminders.toArray()).filter((r) => r.state === 'open').map(({ id }) => id));
      onShow.clear();
    }
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

describe('a notification on show', () => {
  const ids = async (): Promise<string[]> => (await db.reminders.toArray()).map(({ id }) => id);
  const rowOf = async (id: string | undefined) => (await db.reminders.get(id ?? ''))!;

  it.each([0, 1])('does not overwrite with its button %i what was decided since', async (button) => {
    await remind(NOW - 1000);
    await reconcile(NOW);
    const [id] = await ids();
    const [notice] = [...onShow.keys()];
    const to = Date.now() + 5 * 86_400_000;
    await snoozeReminder(id!, to);
    await notificationButton(notice!, button);
    expect(await rowOf(id)).toMatchObject({ state: 'open', dueAt: to });
  });

  it('does not put off with the button of the group what was done or moved since', async () => {
    for (let n = 0; n < 4; n++) await remind(NOW - 1000 - n);
    await reconcile(NOW);
    const [a, b, c, d] = await ids();
    const to = Date.now() + 5 * 86_400_000;
    await completeReminder(a!);
    await snoozeReminder(b!, to);
    await notificationButton('rem-group', 1);
    expect((await rowOf(a)).state).toBe('done');
    expect((await rowOf(b)).dueAt).toBe(to);
    for (const id of [c, d]) expect((await rowOf(id)).firedAt).toBeUndefined();
  });

  it('goes, or is drawn anew, when what it tells was done or moved elsewhere', async () => {
    await remind(NOW - 1000);
    await reconcile(NOW);
    const [first] = await ids();
    await completeReminder(first!);
    await reconcile(NOW + 1000);
    expect([...onShow]).toEqual([]);
    for (let n = 0; n < 3; n++) await remind(NOW + 2000 + n);
    await reconcile(NOW + 3000);
    const many = (await ids()).filter((id) => id !== first);
    await completeReminder(many[0]!);
    await reconcile(NOW + 4000);
    expect([...onShow]).toEqual([['rem-group', 2]]);
    for (const id of many.slice(1)) await snoozeReminder(id, NOW + 86_400_000);
    await reconcile(NOW + 5000);
    expect([...onShow]).toEqual([]);
    expect(shown).toHaveLength(2);
  });

  it('opens the profile when the chat has no address', async () => {
    await db.customers.update('c_1', { nick: '林***' });
    await remind(NOW - 1000);
    await reconcile(NOW);
    await notificationClicked([...onShow.keys()][0]!);
    expect(opened).toEqual(['/dashboard.html#/customers/c_1']);
  });
});
