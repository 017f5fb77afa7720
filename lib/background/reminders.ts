import { onRecorded } from '../db/changes.ts';
import { claimDue, confirmShown, nextDue } from '../db/reminder-claims.ts';
import { leaveAsleep } from '../db/night-there.ts';
import { beforeWakes } from '../db/reminder-wakes.ts';
import { completeReminder, countOpenUpTo, snoozeReminder, snoozeReminders } from '../db/reminders.ts';
import { db } from '../db/database.ts';
import { settleAll, settleDue } from '../db/reply-watch.ts';
import { noteOpen } from '../db/work-hours.ts';
import { SHOW_WITHIN, wake } from '../domain/reminder-claim.ts';
import { badgeText, reminderOfNotification, type Reminder } from '../domain/reminder.ts';
import { openChatOf } from './open-chat.ts';
import { clearOutdated, forgetGroup, GROUP_ID, groupedIds, groupMeant, notify, stillMeant } from './reminder-notices.ts';

const ALARM = 'tick';
/** Name of the alarm that stands while follow-ups are being written and `ALARM` does not know of them yet. */
const WRITING = 'tick-writing';
/** Most that one wake claims; whoever slept through more gets the rest a moment later. */
const MOST = 5000;
/** The badge shows `99+` beyond this. */
const COUNTED = 100;
const HOUR = 3_600_000;

/** Fires what is due, sets the one alarm to the next moment and paints the badge. Harmless to repeat. */
export async function reconcile(now: number = Date.now()): Promise<void> {
  await settleDue(now);
  await noteOpen(now).catch((error: unknown) => console.warn('hours', error));
  // What goes wrong with one buyer's night must not cost the others their notification.
  await leaveAsleep(now).catch((error: unknown) => console.warn('not put off', error));
  await wake({
    claim: () => claimAll(now),
    alarm: async (look) => {
      await setAlarm(now, look ? now + SHOW_WITHIN : Infinity);
      await releaseAlarm();
      await paintBadge(now);
    },
    show: (due) => notify(due, now),
    confirm: confirmShown,
  });
  await clearOutdated(now);
}

async function claimAll(now: number): Promise<Reminder[]> {
  const due: Reminder[] = [];
  for (;;) {
    const more = await claimDue(now);
    due.push(...more);
    if (more.length === 0 || due.length >= MOST) return due;
  }
}

/** Like `reconcile`, for the start of the browser: also makes up for what buyers wrote while nobody took note. */
export async function reconcileOnStart(now: number = Date.now()): Promise<void> {
  await settleAll(now);
  await reconcile(now);
}

/** Whether this page or worker has set `WRITING`, and when, epoch ms. */
let held = 0;

/**
 * Whoever is stopped between writing a follow-up and setting the alarm for it is made up for in a minute. Set before the
 * writing is committed, taken away once the alarm is right: no wake comes of it otherwise.
 */
function holdAlarm(): void {
  const now = Date.now();
  if (Math.abs(now - held) < SHOW_WITHIN / 2) return;
  held = now;
  chrome.alarms.create(WRITING, { when: now + SHOW_WITHIN }).catch((error: unknown) => console.warn('alarm', error));
}

async function releaseAlarm(): Promise<void> {
  if (held === 0) return;
  held = 0;
  await chrome.alarms.clear(WRITING);
}

/** Keeps alarm and badge in step with every follow-up that this page or worker sets, moves, ends or undoes. */
export function followReminders(): void {
  beforeWakes(holdAlarm);
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
  // The period counts from that moment, and every wake sets the alarm anew: only one that came to nothing is followed by it.
  await chrome.alarms.create(ALARM, { when: Math.max(when, now + 500), periodInMinutes: 30 });
}

/** Tells whether an alarm is ours. */
export function isTick(alarm: chrome.alarms.Alarm): boolean {
  return alarm.name === ALARM || alarm.name === WRITING;
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
  // One that was moved since and has come again is another notification.
  const single = await stillMeant(notificationId);
  if (single) await confirmShown([single.id]);
  if (notificationId !== GROUP_ID) return;
  await confirmShown(await groupedIds());
  await forgetGroup();
}

/** A click on a notification opens the chat with the profile, or the profile alone; on the grouped one, the list of follow-ups. */
export async function notificationClicked(notificationId: string): Promise<void> {
  await chrome.notifications.clear(notificationId);
  await notificationGone(notificationId);
  const named = reminderOfNotification(notificationId);
  const reminder = named && (await db.reminders.get(named.id));
  await (reminder ? openOrShow(reminder.customerId) : showPage('reminders'));
}

/**
 * Buttons of a notification: 0 done, 1 in an hour; of the grouped one 0 the chat of the first, 1 all in an hour. What was
 * decided of a follow-up since the notification was shown stands.
 */
export async function notificationButton(notificationId: string, button: number): Promise<void> {
  const single = await stillMeant(notificationId);
  const group = notificationId === GROUP_ID ? await groupMeant() : [];
  await chrome.notifications.clear(notificationId);
  await notificationGone(notificationId);
  const later = Date.now() + HOUR;
  if (single && button === 0) await completeReminder(single.id);
  else if (single) await snoozeReminder(single.id, later);
  else if (group[0] && button === 0) await openOrShow(group[0].customerId);
  else if (group.length > 0)
    await snoozeReminders(
      group.map(({ id }) => id),
      later,
    );
  else if (button === 0) await showPage('reminders');
  await reconcile();
}

/** Opens the chat with a customer, or the profile of one whose chat has no address. */
async function openOrShow(customerId: string): Promise<void> {
  const { outcome } = await openChatOf(customerId);
  if (outcome === 'no-address') await showPage(`customers/${encodeURIComponent(customerId)}`);
}

async function showPage(page: string): Promise<void> {
  await chrome.tabs.create({ url: chrome.runtime.getURL(`/dashboard.html#/${page}`) });
}
