/** A follow-up on a customer. `dueAt` and the others are epoch milliseconds. */
export interface Reminder {
  id: string;
  customerId: string;
  shopId: string;
  text: string;
  dueAt: number;
  /** `open` until a person marks it done. */
  state: 'open' | 'done';
  createdAt: number;
  /** When its notification was claimed; absent while not yet due. Snoozing removes it. */
  firedAt?: number;
  doneAt?: number;
  orderNo?: string;
}

/** Time after which a follow-up that fires late is shown as "due while you were away". */
export const MISSED_AFTER = 2 * 60_000;

/** Returns the id of the notification of a follow-up; the same moment never notifies twice. */
export function notificationIdOf(reminder: Pick<Reminder, 'id' | 'dueAt'>): string {
  return `rem:${reminder.id}:${reminder.dueAt}`;
}

/** Returns the follow-up that a notification id names, or null. */
export function reminderOfNotification(notificationId: string): { id: string; dueAt: number } | null {
  const m = /^rem:([^:]+):(\d+)$/.exec(notificationId);
  return m?.[1] ? { id: m[1], dueAt: Number(m[2]) } : null;
}

/** Number on the badge: follow-ups that are overdue or due before the end of today (`endOfToday` epoch ms). */
export function badgeText(count: number): string {
  return count === 0 ? '' : count > 99 ? '99+' : String(count);
}
