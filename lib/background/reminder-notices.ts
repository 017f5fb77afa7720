import { customerById } from '../db/customers.ts';
import { db } from '../db/database.ts';
import { isNightThere } from '../domain/buyer-hours.ts';
import { MISSED_AFTER, notificationIdOf, reminderOfNotification, type Reminder } from '../domain/reminder.ts';
import { t } from '../i18n-worker.ts';

/** More due at once than this are shown as one notification. */
const GROUP_FROM = 3;
/** The one notification for many. */
export const GROUP_ID = 'rem-group';
/** Key in `meta` of the ids that the grouped notification stands for. */
const GROUPED = 'grouped';
const ICON = '/icon-128.png';

/** Shows follow-ups that have become due, one by one or as one; `now` in epoch ms. */
export async function notify(due: readonly Reminder[], now: number): Promise<void> {
  if (due.length === 0) return;
  const grouped = await groupOnShow();
  if (due.length >= GROUP_FROM || grouped.length > 0) {
    const ids = new Set(due.map((r) => r.id));
    const all = [...due, ...grouped.filter((r) => !ids.has(r.id))];
    await db.meta.put({ key: GROUPED, value: all.map((r) => r.id) });
    await chrome.notifications.create(GROUP_ID, await groupNotice(all, now));
    return;
  }
  for (const reminder of due) {
    const late = now - reminder.dueAt > MISSED_AFTER;
    await chrome.notifications.create(notificationIdOf(reminder), {
      type: 'basic',
      iconUrl: ICON,
      title: late ? t('notify.late', { name: await nameOf(reminder) }) : t('notify.due', { name: await nameOf(reminder) }),
      message: textOf(reminder, now),
      buttons: [{ title: t('notify.done') }, { title: t('notify.snooze') }],
      requireInteraction: true,
    });
  }
}

/** Returns what a follow-up says, and that it is night for the buyer where a rule made it in spite of that. */
function textOf({ text, rule }: Reminder, now: number): string {
  return isNightThere(rule?.zone, now) ? t('notify.nightThere', { text }) : text;
}

/** One notification for many, the most pressing first. */
async function groupNotice(reminders: readonly Reminder[], now: number): Promise<chrome.notifications.NotificationCreateOptions> {
  const all = reminders.toSorted(byWeight);
  const late = all.filter((r) => now - r.dueAt > MISSED_AFTER).length;
  const items = await Promise.all(all.slice(0, 5).map(async (r) => ({ title: await nameOf(r), message: textOf(r, now) })));
  const n = all.length;
  const title =
    late === 0 ? t('notify.many', { n }) : late === n ? t('notify.missed', { n }) : t('notify.someMissed', { n, late });
  return {
    type: 'list',
    iconUrl: ICON,
    title,
    message: '',
    items,
    buttons: [{ title: t('notify.openChat') }, { title: t('notify.snooze') }],
    requireInteraction: true,
  };
}

const WEIGHT = { high: 0, low: 2 } as const;
const weightOf = (r: Reminder): number => (r.priority ? WEIGHT[r.priority] : 1);
const byWeight = (a: Reminder, b: Reminder): number => weightOf(a) - weightOf(b) || a.dueAt - b.dueAt;

/** Takes away what the notifications on show say of follow-ups that were done, moved or undone since; `now` in epoch ms. */
export async function clearOutdated(now: number): Promise<void> {
  const shown = Object.keys(await chrome.notifications.getAll());
  for (const id of shown) {
    if (reminderOfNotification(id) && !(await stillMeant(id))) await chrome.notifications.clear(id);
  }
  if (!shown.includes(GROUP_ID)) return;
  const left = await db.transaction('rw', db.meta, db.reminders, async () => {
    const [ids, meant] = [await groupedIds(), await groupMeant()];
    if (meant.length === ids.length) return null;
    await db.meta.put({ key: GROUPED, value: meant.map((r) => r.id) });
    return meant;
  });
  if (!left) return;
  if (left.length === 0) {
    await chrome.notifications.clear(GROUP_ID);
    return;
  }
  // Changed where it stands: it tells nothing new.
  await chrome.notifications.update(GROUP_ID, await groupNotice(left, now));
  // Another page may have shown more in it meanwhile, which must not be drawn over.
  const after = await groupMeant();
  if (after.length > left.length) await chrome.notifications.update(GROUP_ID, await groupNotice(after, now));
}

/** Returns the follow-up of a single notification if it is still open and due at the moment that it was shown for. */
export async function stillMeant(notificationId: string): Promise<Reminder | null> {
  const named = reminderOfNotification(notificationId);
  const row = named && (await db.reminders.get(named.id));
  return row?.state === 'open' && row.dueAt === named?.dueAt ? row : null;
}

/** Returns those of the grouped notification that are still open and have fired, the most pressing first. */
export async function groupMeant(): Promise<Reminder[]> {
  const rows = await db.reminders.bulkGet(await groupedIds());
  return rows.filter((r): r is Reminder => r?.state === 'open' && r.firedAt !== undefined).toSorted(byWeight);
}

/** Returns the open follow-ups that the grouped notification stands for, while it is on show. */
async function groupOnShow(): Promise<Reminder[]> {
  const meant = await groupMeant();
  return meant.length > 0 && GROUP_ID in (await chrome.notifications.getAll()) ? meant : [];
}

/** Returns the ids of the follow-ups that the grouped notification stands for. */
export async function groupedIds(): Promise<string[]> {
  return ((await db.meta.get(GROUPED))?.value as string[] | undefined) ?? [];
}

/** Forgets what the grouped notification stood for, when it went. */
export async function forgetGroup(): Promise<void> {
  await db.meta.delete(GROUPED);
}

async function nameOf(reminder: Reminder): Promise<string> {
  return (await customerById(reminder.customerId))?.name || t('notify.unknown');
}
