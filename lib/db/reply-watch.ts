import { dayAt, dayNumber } from '../domain/calendar-day.ts';
import type { Change } from '../domain/change.ts';
import type { Reminder } from '../domain/reminder.ts';
import { buyerWroteSince, contactSince } from '../domain/reply-watch.ts';
import { change } from './changes.ts';
import { db, type KebanDatabase } from './database.ts';
import { conversationsOf } from './messages.ts';
import { finish } from './reminders.ts';
import { shopGround } from './shop-ground.ts';

/** Most follow-ups looked through at once; the rest follow at the next start. */
const AT_ONCE = 2000;

/** A follow-up that is settled, with when the buyer wrote; null when the shop did, or an order came. */
interface Settled {
  id: string;
  wrote: number | null;
}

/** So begin the ids of what rules make for customers who have not ordered for long; they end with the day of the last order. */
const SLEEPING = 'cd_sleeping';
/** Also one that was handed over; those that come after it in a series end with their place in it. */
const isSleeping = ({ id, series }: Reminder): boolean => series === undefined && id.startsWith(SLEEPING);

/** Tells whether an order at `orderedAt` (epoch ms) came after the one that a follow-up about a long silence goes by. */
const isAwake = (row: Reminder, orderedAt: number, zone: string): boolean =>
  isSleeping(row) && dayNumber(dayAt(orderedAt, zone)) > Number(row.id.split('~').at(-1));

/** Returns which of a customer's follow-ups are settled by what was written, or ordered, since they were set. */
async function settledOf(customerId: string, database: KebanDatabase): Promise<Settled[]> {
  const waiting = await database.reminders
    .where('[customerId+state]')
    .equals([customerId, 'open'])
    .filter((r) => r.awaits !== undefined || isSleeping(r))
    .toArray();
  if (waiting.length === 0) return [];
  const lists = await conversationsOf(customerId, database);
  const orderedAt = (await database.customers.get(customerId))?.stats.lastAt ?? 0;
  const { zone } = await shopGround(database);
  return waiting.flatMap((row): Settled[] => {
    const { id, awaitSince, createdAt, anyContact } = row;
    if (isAwake(row, orderedAt, zone)) return [{ id, wrote: null }];
    if (row.awaits === undefined) return [];
    const since = awaitSince ?? createdAt;
    const times = lists.map((list) => buyerWroteSince(list, since)).filter((at) => at !== null);
    if (times.length > 0) return [{ id, wrote: Math.max(...times) }];
    const touched = orderedAt > since || lists.some((list) => contactSince(list, since) !== null);
    return anyContact && touched ? [{ id, wrote: null }] : [];
  });
}

/**
 * Settles the follow-ups of a customer that wait for the buyer, if the buyer has written since they were set: "if no
 * reply" ones are closed, "until they write" ones become due at `now` (epoch ms). A promise is not closed by the buyer's
 * words: its wait ends. Those that any contact makes needless are closed by what the shop wrote and by an order too, those
 * about a long silence by an order alone. Harmless to repeat; returns the change or null.
 */
export async function buyerWrote(customerId: string, now: number, database: KebanDatabase = db): Promise<Change | null> {
  const settled = await settledOf(customerId, database);
  if (settled.length === 0) return null;
  const key = settled.some(({ wrote }) => wrote !== null) ? 'change.buyerWrote' : 'change.contacted';
  return change(
    { actor: 'system', label: { key, params: { n: settled.length } } },
    async (draft) => {
      for (const { id, wrote } of settled) {
        const row = await draft.get('reminders', id);
        const ordered = row !== null && isSleeping(row) && wrote === null;
        if (ordered || (row?.awaits === 'end' && !row.promise)) await finish(draft, row, now, wrote ?? undefined);
        else if (row?.state === 'open' && row.awaits) await draft.put('reminders', woken(row, now));
      }
    },
    database,
  );
}

/**
 * Closes at `now` (epoch ms) the follow-ups that a new order of these customers makes needless, also those that have been
 * shown. Whether it can must not cost the orders, which are stored by then.
 */
export async function ordersCame(customerIds: Iterable<string>, now: number, database: KebanDatabase = db): Promise<void> {
  try {
    for (const id of customerIds) await buyerWrote(id, now, database);
  } catch (error) {
    console.warn('follow-ups not settled', error);
  }
}

/** Like `ordersCame`, after many orders came at once: looks at the customers who have such a follow-up, not at all who ordered. */
export async function settleOrdered(now: number, database: KebanDatabase = db): Promise<void> {
  const touching = database.reminders.where('awaits').equals('end');
  const sleeping = database.reminders.where('id').startsWith(SLEEPING);
  const waiting = [
    ...(await touching
      .filter((r) => r.anyContact === true)
      .limit(AT_ONCE)
      .toArray()),
    ...(await sleeping
      .filter((r) => r.state === 'open' && isSleeping(r))
      .limit(AT_ONCE)
      .toArray()),
  ];
  const customers = await database.customers.bulkGet([...new Set(waiting.map((r) => r.customerId))]);
  const lastAt = new Map(customers.map((customer) => [customer?.id, customer?.stats.lastAt ?? 0]));
  const { zone } = await shopGround(database);
  const touched = waiting.filter((r) => {
    const orderedAt = lastAt.get(r.customerId) ?? 0;
    return isSleeping(r) ? isAwake(r, orderedAt, zone) : orderedAt > (r.awaitSince ?? r.createdAt);
  });
  await ordersCame(new Set(touched.map((r) => r.customerId)), now, database);
}

function woken(row: Reminder, now: number): Reminder {
  const { awaits: _awaits, awaitSince: _since, firedAt: _fired, ...rest } = row;
  // What was promised is due when it was promised for, not when the buyer asks for it.
  const dueAt = row.promise && row.awaits === 'end' ? Math.max(now, Math.min(row.dueAt, row.promise.until)) : now;
  return { ...rest, dueAt };
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
