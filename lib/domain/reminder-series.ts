import { nextOccurrence, type Repeat } from './recurrence.ts';
import type { Reminder } from './reminder.ts';

/** Returns the id of the one that comes after a follow-up, whenever it is due. */
export function nextIdOf({ id, series }: Pick<Reminder, 'id' | 'series'>): string {
  return `${series?.of ?? id}~${(series?.n ?? 0) + 1}`;
}

/**
 * Returns which one comes after a follow-up that ended at `now` (epoch ms), and for when; `repeat` absent, it is due then.
 * `bought` (epoch ms) is the last purchase, for a cycle.
 */
function placeAfter(
  row: Pick<Reminder, 'id' | 'dueAt' | 'series' | 'awaits' | 'createdAt'>,
  repeat: Repeat | undefined,
  now: number,
  bought?: number,
): Required<Pick<Reminder, 'id' | 'dueAt' | 'series'>> {
  // While it waits for the buyer its moment is only when it would come back by itself: no occurrence of the series.
  let after = row.awaits ? now : row.dueAt;
  // Put off to a later day it is still the workday's that it was made for: that day's own is to come.
  if (repeat?.unit === 'workday' && after < now)
    after = Math.min(after, row.series ? nextOccurrence(repeat, row.createdAt, row.createdAt) : repeat.from);
  const series = { of: row.series?.of ?? row.id, n: (row.series?.n ?? 0) + 1 };
  return { id: nextIdOf(row), dueAt: repeat ? nextOccurrence(repeat, after, now, bought) : now, series };
}

/**
 * Returns the follow-up that comes after one that ended at `now` (epoch ms). Its id follows from the series and the place
 * in it, so that ending the same one twice, in two pages, makes one. `bought` is the last purchase, for a cycle.
 */
export function followingOf(row: Reminder, repeat: Repeat | undefined, now: number, bought?: number): Reminder {
  const next: Reminder = {
    ...placeAfter(row, repeat, now, bought),
    customerId: row.customerId,
    shopId: row.shopId,
    text: row.text,
    state: 'open',
    createdAt: now,
  };
  if (repeat) next.repeat = repeat;
  if (row.orderNo !== undefined) next.orderNo = row.orderNo;
  if (row.caseNo !== undefined) next.caseNo = row.caseNo;
  if (row.owner !== undefined) next.owner = row.owner;
  if (row.priority !== undefined) next.priority = row.priority;
  if (row.templateId !== undefined) next.templateId = row.templateId;
  return next;
}
