import { onRecorded } from '../db/changes.ts';
import {
  claimDue,
  completeReminder,
  confirmShown,
  countOpenUntil,
  nextDue,
  SHOW_WITHIN,
  snoozeReminder,
} from '../db/reminders.ts';
import { customerById } from '../db/customers.ts';
import { db } from '../db/database.ts';
import { badgeText, MISSED_AFTER, notificationIdOf, reminderOfNotification, type Reminder } from '../domain/reminder.ts';
import { t } from '../i18n-worker.ts';
import { openChatOf } from './open-chat.ts';

const ALARM = 'tick';
/** More due at once than this are shown as one notification. */
const GROUP_FROM = 3;
const GROUP_ID = 'rem-group';
const HOUR = 3_600_000;
const ICON = '/icon-128.png';

/** Fires what is due, sets the one alarm to the next moment and paints the badge. Harmless to repeat. */
export async function reconcile(now: number = Date.now()): Promise<void> {
  const due = await claimDue(now);
  // The alarm first: a notification that the browser refuses must not cost the next one its wake.
  await setAlarm(now, due.length > 0 ? now + SHOW_WITHIN : Infinity);
  await paintBadge(now);
  await notify(due, now);
  await confirmShown(due.map((reminder) => reminder.id));
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
  const next = await nextDue();
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
  if (due.length >= GROUP_FROM) {
    const late = due.filter((r) => now - r.dueAt > MISSED_AFTER).length;
    const items = await Promise.all(due.slice(0, 5).map(async (r) => ({ title: await nameOf(r), message: r.text })));
    const title = late > 0 ? t('notify.missed', { n: due.length }) : t('notify.many', { n: due.length });
    await chrome.notifications.create(GROUP_ID, { type: 'list', iconUrl: ICON, title, message: '', items });
    return;
  }
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

async function nameOf(reminder: Reminder): Promise<string> {
  return (await customerById(reminder.customerId))?.name || t('notify.unknown');
}

/** Shows how many follow-ups are overdue or due today. */
async function paintBadge(now: number = Date.now()): Promise<void> {
  const end = new Date(now);
  end.setHours(23, 59, 59, 999);
  const count = await countOpenUntil(end.getTime());
  const overdue = await countOpenUntil(now);
  await chrome.action.setBadgeText({ text: badgeText(count) });
  await chrome.action.setBadgeBackgroundColor({ color: overdue > 0 ? '#c62828' : '#9a6700' });
}

/** A click on a notification opens the chat with the profile; on the grouped one, the list of follow-ups. */
export async function notificationClicked(notificationId: string): Promise<void> {
  await chrome.notifications.clear(notificationId);
  const named = reminderOfNotification(notificationId);
  if (!named) {
    await chrome.tabs.create({ url: chrome.runtime.getURL('/dashboard.html#/reminders') });
    return;
  }
  const reminder = await db.reminders.get(named.id);
  if (reminder) await openChatOf(reminder.customerId);
}

/** Buttons of a notification: 0 done, 1 in an hour. */
export async function notificationButton(notificationId: string, button: number): Promise<void> {
  await chrome.notifications.clear(notificationId);
  const named = reminderOfNotification(notificationId);
  if (!named) return;
  if (button === 0) await completeReminder(named.id);
  else await snoozeReminder(named.id, Date.now() + HOUR);
  await reconcile();
}
