import type { Customer } from '../domain/customer.ts';
import { byNewest, type Order } from '../domain/order.ts';
import { earliestDue, NO_DEADLINE, refundOver } from '../domain/order-case.ts';
import type { Reminder } from '../domain/reminder.ts';
import { vipMarksOf } from '../domain/wait-attention.ts';
import { inOrder, type QueueLine } from '../domain/wait-queue.ts';
import { badReviews, type BadReview } from './bad-reviews.ts';
import { db, type KebanDatabase } from './database.ts';
import { newestOrders } from './newest-orders.ts';
import { orderByNo, ordersWithCase } from './orders.ts';
import { proposalsUntil, type Proposal } from './promises.ts';
import { countOpenUntil, remindersBetween } from './reminders.ts';
import { attention } from './wait-rules.ts';
import { queueAt } from './waiting.ts';

/** Whoever wrote within this time was talked to in this shift, ms. */
const THIS_SHIFT = 16 * 3_600_000;
const MOST_DISPUTES = 50;
/** Follow-ups read of those overdue, and of those due until the next shift. */
const MOST_DUE = 500;

/** A follow-up and whose it is. */
interface ShiftReminder {
  reminder: Reminder;
  customer: Customer | undefined;
}

/** What is looked at before a shift ends. */
export interface Sweep {
  /** Buyers who wait, the most important first. */
  unanswered: QueueLine[];
  /** Promises made in chats and due before the next shift that nobody has made a follow-up of. */
  promised: { proposal: Proposal; customer: Customer }[];
  /** Open follow-ups due before the next shift. */
  due: ShiftReminder[];
  /** Of those, the ones that were put off before. */
  moved: ShiftReminder[];
  /** How many more follow-ups are due before the next shift than are in `due` and `moved`. */
  cut: number;
  /** Orders in a refund or dispute, those due first before the others (`dueAt`, epoch ms, where a page showed it), then newest first. */
  disputes: { order: Order; customer: Customer | undefined; dueAt?: number }[];
  /** Bad reviews of the last 30 days that wait for an answer, as far as pages say. */
  reviews: BadReview[];
  /** Important customers who wrote in this shift and have no note. */
  vips: Customer[];
}

/** Returns the moment (epoch ms) at which the next shift begins, on this computer's clock. */
export function nextShiftAt(now: number, shiftAt: number): number {
  const at = new Date(now).setHours(Math.floor(shiftAt / 60), shiftAt % 60, 0, 0);
  return at > now ? at : new Date(at).setDate(new Date(at).getDate() + 1);
}

/**
 * Returns what is to be looked at before the shift that ends at `now` is handed over to the one at `nextShift` (epoch ms).
 * `zone` is the clock by which staff promise ("明天上午"), an IANA name.
 */
export async function sweepAt(now: number, nextShift: number, zone: string, database: KebanDatabase = db): Promise<Sweep> {
  const queue = await queueAt(now, database);
  const [promised, reminders, disputes, reviews, vips] = await Promise.all([
    promisedUntil(nextShift, now, zone, database),
    dueUntil(nextShift, now, database),
    disputesIn(queue.lines, now, database),
    badReviews(now, database),
    vipsWithoutNote(now - THIS_SHIFT, database),
  ]);
  const customers = await database.customers.bulkGet(reminders.map(({ customerId }) => customerId));
  const moved = await movedAmong(reminders, database);
  const all = reminders.map((reminder, i) => ({ reminder, customer: customers[i] }));
  return {
    unanswered: inOrder(queue.lines, 'priority'),
    promised,
    due: all.filter(({ reminder }) => !moved.has(reminder.id)),
    moved: all.filter(({ reminder }) => moved.has(reminder.id)),
    cut: reminders.length < MOST_DUE ? 0 : Math.max(0, (await countOpenUntil(nextShift - 1, database)) - reminders.length),
    disputes,
    reviews,
    vips,
  };
}

/** What is overdue must not crowd out what comes due tonight. */
async function dueUntil(nextShift: number, now: number, database: KebanDatabase): Promise<Reminder[]> {
  const overdue = await remindersBetween('open', 0, now, MOST_DUE, database);
  return [...overdue, ...(await remindersBetween('open', now, nextShift, MOST_DUE, database))];
}

async function promisedUntil(nextShift: number, now: number, zone: string, database: KebanDatabase): Promise<Sweep['promised']> {
  const found = await proposalsUntil(nextShift, now, zone, database);
  const customers = await database.customers.bulkGet(found.map(({ customerId }) => customerId));
  return found.flatMap((proposal, i) => {
    const customer = customers[i];
    return customer ? [{ proposal, customer }] : [];
  });
}

const PUT_OFF: ReadonlySet<string> = new Set(['change.reminderSnoozed', 'change.remindersSnoozed']);

/** Returns the ids of those follow-ups that a person has put off and not brought back. */
async function movedAmong(reminders: readonly Reminder[], database: KebanDatabase): Promise<Set<string>> {
  const refs = reminders.map(({ id }) => `reminders:${id}`);
  const changes = refs.length > 0 ? await database.changes.where('refs').anyOf(refs).distinct().toArray() : [];
  const keys = changes
    .filter(({ label, undoneBy }) => PUT_OFF.has(label.key) && !undoneBy)
    .flatMap(({ ops }) => ops.map(({ key }) => key));
  return new Set(keys);
}

/** Orders whose state or case says so, and those of buyers who wait of which a single item is in a refund. */
async function disputesIn(lines: readonly QueueLine[], now: number, database: KebanDatabase): Promise<Sweep['disputes']> {
  const shops = await database.shops.toCollection().primaryKeys();
  const byState = (await Promise.all(shops.map((id) => newestOrders(id, 'refunding', MOST_DISPUTES, database))))
    .flat()
    .filter(({ order }) => !refundOver(order));
  const byCase = (await Promise.all(shops.map((id) => ordersWithCase(id, now, MOST_DISPUTES, database)))).flat();
  const nos = lines.flatMap(({ why }) => why.flatMap(({ kind, what }) => (kind === 'dispute' && what ? [what] : [])));
  const ofWaiting = (await Promise.all(nos.map((no) => orderByNo(no, database)))).filter((found) => found !== null);
  const found = [...new Map([...ofWaiting, ...byCase, ...byState].map((one) => [one.order.no, one])).values()];
  const due = found.map((one) => ({ ...one, dueAt: earliestDue(one.order, now) }));
  const first = due.toSorted((a, b) => a.dueAt - b.dueAt || byNewest(a.order, b.order)).slice(0, MOST_DISPUTES);
  const customers = await database.customers.bulkGet(first.map(({ customerId }) => customerId));
  return first.map(({ order, dueAt }, i) => ({
    order,
    customer: customers[i],
    ...(dueAt < NO_DEADLINE ? { dueAt } : {}),
  }));
}

async function vipsWithoutNote(from: number, database: KebanDatabase): Promise<Customer[]> {
  const rows = await database.messages.where('newest').aboveOrEqual(from).toArray();
  const threads = await database.threads.bulkGet([...new Set(rows.map(({ threadId }) => threadId))]);
  const ids = [...new Set(threads.flatMap((thread) => (thread ? [thread.customerId] : [])))];
  const { vip } = await attention(database);
  const found = (await database.customers.bulkGet(ids)).filter((row) => row !== undefined && vipMarksOf(row, vip).length > 0);
  const counts = await Promise.all(
    found.map((row) => database.notes.where('[customerId+at]').between([row?.id, 0], [row?.id, Infinity]).count()),
  );
  return found.filter((row, i): row is Customer => row !== undefined && counts[i] === 0);
}
