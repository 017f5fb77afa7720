import type { Change } from '../domain/change.ts';
import type { Reminder } from '../domain/reminder.ts';
import { buyerWroteSince } from '../domain/reply-watch.ts';
import { change } from './changes.ts';
import { db, type KebanDatabase } from './database.ts';
import { conversationsOf } from './messages.ts';
import { finish } from './reminders.ts';

/** Most follow-ups looked through at once; the rest follow at the next start. */
const AT_ONCE = 2000;

/** Returns which of a customer's follow-ups the buyer's writing settles, with when it was written. */
async function settledOf(customerId: string, database: KebanDatabase): Promise<{ id: string; wrote: number }[]> {
  const waiting = await database.reminders
    .where('[customerId+state]')
    .equals([customerId, 'open'])
    .filter((r) => r.awaits !== undefined)
    .toArray();
  if (waiting.length === 0) return [];
  const lists = await conversationsOf(customerId, database);
  return waiting.flatMap((r) => {
    const times = lists.map((list) => buyerWroteSince(list, r.awaitSince ?? r.createdAt)).filter((at) => at !== null);
    return times.length > 0 ? [{ id: r.id, wrote: Math.max(...times) }] : [];
  });
}

/**
 * Settles the follow-ups of a customer that wait for the buyer, if the buyer has written since they were set: "if no
 * reply" ones are closed, "until they write" ones become due at `now` (epoch ms). Harmless to repeat; returns the change
 * or null.
 */
export async function buyerWrote(customerId: string, now: number, database: KebanDatabase = db): Promise<Change | null> {
  const settled = await settledOf(customerId, database);
  if (settled.length === 0) return null;
  return change(
    { actor: 'system', label: { key: 'change.buyerWrote', params: { n: settled.length } } },
    async (draft) => {
      for (const { id, wrote } of settled) {
        const row = await draft.get('reminders', id);
        if (row?.awaits === 'end') await finish(draft, row, now, wrote);
        else if (row?.state === 'open' && row.awaits) await draft.put('reminders', woken(row, now));
      }
    },
    database,
  );
}

function woken(row: Reminder, now: number): Reminder {
  const { awaits: _awaits, awaitSince: _since, firedAt: _fired, ...rest } = row;
  return { ...rest, dueAt: now };
}

/** Settles those that are due at `now` and must not be shown any more; what was missed when a message came is made up for here. */
export async function settleDue(now: number, database: KebanDatabase = db): Promise<void> {
  const due = await database.reminders
    .where('wakeAt')
    .belowOrEqual(now)
    .filter((r) => r.awaits === 'end')
    .limit(AT_ONCE)
    .toArray();
  for (const customerId of new Set(due.map((r) => r.customerId))) await buyerWrote(customerId, now, database);
}

/** Settles all that wait for a buyer; for the start of the browser. `now` in epoch ms. */
export async function settleAll(now: number, database: KebanDatabase = db): Promise<void> {
  const waiting = await database.reminders.where('awaits').anyOf('wake', 'end').limit(AT_ONCE).toArray();
  for (const customerId of new Set(waiting.map((r) => r.customerId))) await buyerWrote(customerId, now, database);
}
