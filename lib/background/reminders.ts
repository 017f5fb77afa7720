import { onRecorded } from '../db/changes.ts';
import { claimDue, confirmShown, nextDue } from '../db/reminder-claims.ts';
import { completeReminder, countOpenUpTo, snoozeReminder, snoozeReminders } from '../db/reminders.ts';
import { settleAll, settleDue } from '../db/reply-watch.ts';
import { customerById } from '../db/customers.ts';
import { db } from '../db/database.ts';
import { SHOW_WITHIN } from '../domain/reminder-claim.ts';
import { badgeText, MISSED_AFTER, notificationIdOf, reminderOfNotification, type Reminder } from '../domain/reminder.ts';
import { t } from '../i18n-worker.ts';
import { openChatOf } from './open-chat.ts';

const ALARM = 'tick';
/** More due at once than this are shown as one notification. */
const GROUP_FROM = 3;
const GROUP_ID = 'rem-group';
/** Key in `meta` of the ids that the grouped notification stands for. */
const GROUPED = 'grouped';
/** Most that one wake claims; whoever slept through more gets the rest a moment later. */
const MOST = 5000;
/** The badge shows `99+` beyond this. */
const COUNTED = 100;
const HOUR = 3_600_000;
const ICON = '/icon-128.png';

/** Fires what is due, sets the one alarm to the next moment and paints the badge. Harmless to repeat. */
export async function reconcile(now: number = Date.now()): Promise<void> {
  await settleDue(now);
  const due: Reminder[] = [];
  for (;;) {
    const more = await claimDue(now);
    due.push(...more);
    if (more.length === 0 || due.length >= MOST) break;
  }
  // The alarm first: a notification that the browser refuses must not cost the next one its wake.
  await setAlarm(now, due.length > 0 ? now + SHOW_WITHIN : Infinity);
  await paintBadge(now);
  await notify(due, now);
  await confirmShown(due.map((reminder) => reminder.id));
}

/** Like `reconcile`, for the start of the browser: also makes up for what buyers wrote while nobody took note. */
export async function reconcileOnStart(now: number = Date.now()): Promise<void> {
  await settleAll(now);
  await reconcile(now);
}

/** Keeps alarm and badge in step with every follow-up that this page or worker sets, moves, ends or undoes. */
export function followReminders(): void {
  onRecorded(({ ops }) => {
    if (!ops.some((op) => op.table === 'reminders')) return;
    reconcile().catch((error: unknown) => console.warn('alarm and badge', error));
  });
}

/** Sets the one alarm to the next follow-up that has not fired, to midnight or to `look`, whichever is first. */
async function setAlarm(now: number, look: number): Promise<void> {
  const next = await nextDue(now);
  const midnight = new Date(now);
  midnight.setHours(24, 0, 5, 0);
  const when = Math.min(next ?? Infinity, midnight.getTime(), look);
  await chrome.alarms.create(ALARM, { when: Math.max(when, now + 500), periodInMinutes: 30 });
}

/** Tells whether an alarm is ours. */
export function isTick(alarm: chrome.alarms.Alarm): boolean {
  return alarm.name === ALARM;
}

async function notify(due: readonly Reminder[], now: number): Promise<void> {
  if (due.length === 0) return;
  const grouped = await groupOnShow();
  if (due.length >= GROUP_FROM || grouped.length > 0) return notifyGroup(due, grouped, now);
  for (const reminder of due) {
    const late = now - reminder.dueAt > MISSED_AFTER;
    await chrome.notifications.create(notificationIdOf(reminder), {
      type: 'basic',
      iconUrl: ICON,
      title: late ? t('notify.late', { name: await nameOf(reminder) }) : t('notify.due', { name: await nameOf(reminder) }),
      message: reminder.text,
      buttons: [{ title: t('notify.done') }, { title: t('notify.snooze') }],
      requireInteraction: true,
    });
  }
}

/** One notification for many; those of a group that is still on show stay in it. */
async function notifyGroup(due: readonly Reminder[], before: readonly Reminder[], now: number): Promise<void> {
  const ids = new Set(due.map((r) => r.id));
  const all = [...due, ...before.filter((r) => !ids.has(r.id))].toSorted(byWeight);
  await db.meta.put({ key: GROUPED, value: all.map((r) => r.id) });
  const late = all.filter((r) => now - r.dueAt > MISSED_AFTER).length;
  const items = await Promise.all(all.slice(0, 5).map(async (r) => ({ title: await nameOf(r), message: r.text })));
  const n = all.length;
  const title =
    late === 0 ? t('notify.many', { n }) : late === n ? t('notify.missed', { n }) : t('notify.someMissed', { n, late });
  await chrome.notifications.create(GROUP_ID, {
    type: 'list',
    iconUrl: ICON,
    title,
    message: '',
    items,
    buttons: [{ title: t('notify.openChat') }, { title: t('notify.snooze') }],
    requireInteraction: true,
  });
}

const WEIGHT = { high: 0, low: 2 } as const;
const weightOf = (r: Reminder): number => (r.priority ? WEIGHT[r.priority] : 1);
const byWeight = (a: Reminder, b: Reminder): number => weightOf(a) - weightOf(b) || a.dueAt - b.dueAt;

/** Returns the open follow-ups that the grouped notification stands for, while it is on show. */
async function groupOnShow(): Promise<Reminder[]> {
  const ids = await groupedIds();
  if (ids.length === 0 || !(GROUP_ID in (await chrome.notifications.getAll()))) return [];
  return (await db.reminders.bulkGet(ids)).filter((r): r is Reminder => r?.state === 'open' && r.firedAt !== undefined);
}

async function groupedIds(): Promise<string[]> {
  return ((await db.meta.get(GROUPED))?.value as string[] | undefined) ?? [];
}

async function nameOf(reminder: Reminder): Promise<string> {
  return (await customerById(reminder.customerId))?.name || t('notify.unknown');
}

/** Shows how many follow-ups are overdue or due today. */
async function paintBadge(now: number = Date.now()): Promise<void> {
  const end = new Date(now);
  end.setHours(23, 59, 59, 999);
  const count = await countOpenUpTo(end.getTime(), COUNTED);
  const overdue = count > 0 ? await countOpenUpTo(now, 1) : 0;
  await chrome.action.setBadgeText({ text: badgeText(count) });
  await chrome.action.setBadgeBackgroundColor({ color: overdue > 0 ? '#c62828' : '#9a6700' });
}

/** A notification went, by whomever: what it told is known to have been shown, and is not shown once more. */
export async function notificationGone(notificationId: string): Promise<void> {
  const named = reminderOfNotification(notificationId);
  if (named) await confirmShown([named.id]);
  if (notificationId !== GROUP_ID) return;
  await confirmShown(await groupedIds());
  await db.meta.delete(GROUPED);
}

/** A click on a notification opens the chat with the profile; on the grouped one, the list of follow-ups. */
export async function notificationClicked(notificationId: string): Promise<void> {
  await chrome.notifications.clear(notificationId);
  await notificationGone(notificationId);
  const named = reminderOfNotification(notificationId);
  if (!named) {
    await chrome.tabs.create({ url: chrome.runtime.getURL('/dashboard.html#/reminders') });
    return;
  }
  const reminder = await db.reminders.get(named.id);
  if (reminder) await openChatOf(reminder.customerId);
}

/** Buttons of a notification: 0 done, 1 in an hour; of the grouped one 0 the chat of the first, 1 all in an hour. */
export async function notificationButton(notificationId: string, button: number): Promise<void> {
  const ids = notificationId === GROUP_ID ? await groupedIds() : [];
  await chrome.notifications.clear(notificationId);
  await notificationGone(notificationId);
  const named = reminderOfNotification(notificationId);
  if (named && button === 0) await completeReminder(named.id);
  else if (named) await snoozeReminder(named.id, Date.now() + HOUR);
  else if (button === 0) await openFirst(ids);
  else await snoozeReminders(ids, Date.now() + HOUR);
  await reconcile();
}

async function openFirst(ids: readonly string[]): Promise<void> {
  const first = (await db.reminders.bulkGet([...ids])).find((r) => r?.state === 'open');
  const opened = first && (await openChatOf(first.customerId));
  if (!opened || opened.outcome === 'no-address')
    await chrome.tabs.create({ url: chrome.runtime.getURL('/dashboard.html#/reminders') });
}
