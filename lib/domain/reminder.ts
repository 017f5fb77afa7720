import type { Room } from './cadence-days.ts';
import type { Repeat } from './recurrence.ts';

/** How a follow-up that a rule made is put off. */
interface ByRule extends Room {
  /** Zone in which the buyer is taken to live. */
  zone: string;
  /** It was put off for the buyer's night, which is done once. */
  putOff: true;
}

/** A follow-up on a customer. `dueAt` and the others are epoch milliseconds. */
export interface Reminder {
  id: string;
  customerId: string;
  shopId: string;
  text: string;
  dueAt: number;
  /** `open` until a person marks it done; `declined` is a proposal that a person did not want. */
  state: 'open' | 'done' | 'declined';
  createdAt: number;
  /** When its notification was claimed; absent while not yet due. Snoozing removes it. */
  firedAt?: number;
  doneAt?: number;
  orderNo?: string;
  /** Number of the after-sales case it is about. */
  caseNo?: string;
  /** Comes again when it is done. */
  repeat?: Repeat;
  /** Which occurrence of its series it is: the id of the first and how many came before. */
  series?: { of: string; n: number };
  /** Who looks after it, as staff write the name. */
  owner?: string;
  priority?: 'high' | 'low';
  /** Reply that is put in from this follow-up. */
  templateId?: string;
  /** What the buyer's writing does to it: `wake` makes it due at once, `end` closes it. */
  awaits?: 'wake' | 'end';
  /** Since when the buyer's writing counts. */
  awaitSince?: number;
  /** With `end`: what the shop writes, and an order, close it as well. */
  anyContact?: true;
  /** Set when the buyer's writing closed it. */
  answeredAt?: number;
  /** A promise of the shop: the sentence, when it was said and until when it was promised. */
  promise?: { sentence: string; saidAt: number; until: number };
  /** How a promise ended. */
  kept?: 'kept' | 'late' | 'broken';
  /** The rule and its run that made it, and until a person moves it how it can be put off. */
  rule?: { id: string; run: string } & Partial<ByRule>;
  /**
   * Copy of `dueAt` while open and not fired, kept by the database (see `withWakes`): the next one is found by index
   * however many have fired and stay open.
   */
  wakeAt?: number;
}

/** Time after which a follow-up that fires late is shown as "due while you were away". */
export const MISSED_AFTER = 2 * 60_000;

/** Returns the moment by which an open follow-up that has not fired is looked for, undefined for all others. */
export function wakeOf({ state, firedAt, dueAt }: Pick<Reminder, 'state' | 'dueAt'> & { firedAt?: number }): number | undefined {
  return state === 'open' && firedAt === undefined ? dueAt : undefined;
}

/** Returns a follow-up as it is once a person chose its moment: that stands, whatever time it is for the buyer. */
export function setByHand<R extends Pick<Reminder, 'rule'>>({ rule, ...row }: R): Omit<R, 'rule'> & Pick<Reminder, 'rule'> {
  return rule ? { ...row, rule: { id: rule.id, run: rule.run } } : row;
}

/** Returns a follow-up as it is once a person moved it to a moment (epoch ms): not fired, and waiting for nobody. */
export function movedTo(row: Reminder, dueAt: number): Reminder {
  const { firedAt: _fired, awaits: _awaits, awaitSince: _since, anyContact: _any, ...rest } = row;
  return { ...setByHand(rest), dueAt };
}

/** Returns the id of the notification of a follow-up; the same moment never notifies twice. */
export function notificationIdOf(reminder: Pick<Reminder, 'id' | 'dueAt'>): string {
  return `rem:${reminder.id}:${reminder.dueAt}`;
}

/** Returns the follow-up that a notification id names, or null. */
export function reminderOfNotification(notificationId: string): { id: string; dueAt: number } | null {
  const m = /^rem:([^:]+):(\d+)$/.exec(notificationId);
  return m?.[1] ? { id: m[1], dueAt: Number(m[2]) } : null;
}

/** Returns the id of the reply attached to the follow-up that has been due longest at `now` (epoch ms), null when none has one. */
export function dueReply(open: readonly Pick<Reminder, 'dueAt' | 'templateId'>[], now: number): string | null {
  const due = open.filter(({ dueAt, templateId }) => templateId !== undefined && dueAt <= now);
  return due.toSorted((a, b) => a.dueAt - b.dueAt)[0]?.templateId ?? null;
}

/** Number on the badge: follow-ups that are overdue or due before the end of today (`endOfToday` epoch ms). */
export function badgeText(count: number): string {
  return count === 0 ? '' : count > 99 ? '99+' : String(count);
}
