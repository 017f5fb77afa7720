import { queueAt } from '../db/waiting.ts';
import { inOrder } from '../domain/wait-queue.ts';
import { jumpTo, type JumpOutcome } from './jump.ts';

/** Brings the tab of whoever comes first in the queue to the front, of those whose shop has a page open. */
export async function jumpToFirst(now: number = Date.now()): Promise<JumpOutcome> {
  for (const line of inOrder((await queueAt(now)).lines, 'priority')) {
    const outcome = await jumpTo(line);
    if (outcome !== 'none') return outcome;
  }
  return 'none';
}

/** A click on the notification about buyers who wait goes to the first of them. */
export async function loudClicked(notificationId: string): Promise<void> {
  await chrome.notifications.clear(notificationId);
  await jumpToFirst();
}
