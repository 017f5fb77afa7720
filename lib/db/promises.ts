import { isFromPerson } from '../domain/message-kind.ts';
import type { StoredMessage } from '../domain/message-stored.ts';
import { PROMISE_ID, promiseIdOf, promiseSaidAt, SAME_WITHIN } from '../domain/promise-id.ts';
import { mayReachFar } from '../domain/promise-far.ts';
import { FARTHEST_PROMISE, promisesIn, type PromiseFound } from '../domain/promise.ts';
import type { Reminder } from '../domain/reminder.ts';
import type { ShopGround } from '../domain/shop-ground.ts';
import { isByMachine } from '../domain/wait-rounds.ts';
import { db, type KebanDatabase } from './database.ts';
import { conversationsOf, newestThread } from './messages.ts';
import type { ReminderInput } from './reminders.ts';
import { shopGround } from './shop-ground.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** Days after which only those messages are read that may name a day farther off. */
const ALL_DAYS = 3;
const STILL = 1;
/** Days after which a promise that nobody closed counts as broken. */
const BROKEN_AFTER = 3;

/** A promise found in the shop's own messages that nobody has taken or declined yet. */
export interface Proposal extends PromiseFound {
  /** Id that the follow-up gets; the same for the same sentence. */
  id: string;
  customerId: string;
  /** Epoch ms at which it was written. */
  saidAt: number;
}

/**
 * Returns what the shop has promised a customer and what is not long over, soonest first, without what was taken or declined.
 * Only messages that staff wrote count, and of those only ones whose time is known, from the page or because a page saw
 * them come: until when is reckoned from it.
 */
export async function proposalsFor(
  customerId: string,
  now: number,
  zone: string,
  database: KebanDatabase = db,
): Promise<Proposal[]> {
  const since = now - FARTHEST_PROMISE;
  const thread = await newestThread(customerId, database);
  if (!thread || thread.newest < since) return [];
  const ground = { zone, country: (await shopGround(database)).country };
  const said = (await conversationsOf(customerId, database))
    .flat()
    .filter((message) => mayCount(message, since, now - ALL_DAYS * DAY));
  return proposable(
    said.flatMap((message) => promisedIn(message, customerId, ground)),
    now,
    database,
  );
}

/** A message and the conversation it stands in. */
interface Said {
  threadId: string;
  message: StoredMessage;
}

/**
 * Returns what the shop has promised any customer until a moment (epoch ms), however long ago it was said, soonest first,
 * without what was taken or declined.
 */
export async function proposalsUntil(
  moment: number,
  now: number,
  zone: string,
  database: KebanDatabase = db,
): Promise<Proposal[]> {
  const ground = { zone, country: (await shopGround(database)).country };
  const hour = Math.floor(now / HOUR) * HOUR;
  const recent = await saidSince(hour - ALL_DAYS * DAY, hour - ALL_DAYS * DAY, database);
  const said = [...(await farSaid(hour, ground, database)), ...recent];
  const threads = await database.threads.bulkGet([...new Set(said.map(({ threadId }) => threadId))]);
  const owners = new Map(threads.flatMap((thread) => (thread ? [[thread.id, thread.customerId] as const] : [])));
  const found = said.flatMap(({ threadId, message }) => {
    const customerId = owners.get(threadId);
    return customerId === undefined ? [] : promisedIn(message, customerId, ground);
  });
  return proposable(
    found.filter(({ until }) => until <= moment),
    now,
    database,
  );
}

/** What was said earlier and is not over, as it was looked for in an hour: months of chats are not gone through at each message that comes. */
const farOf = new WeakMap<KebanDatabase, { hour: number; said: Promise<Said[]> }>();

async function farSaid(hour: number, ground: ShopGround, database: KebanDatabase): Promise<Said[]> {
  const known = farOf.get(database);
  if (known?.hour === hour) return known.said;
  // Kept before it is there: what comes while it is being read waits for the same reading.
  const said = readFar(hour, ground, database);
  farOf.set(database, { hour, said });
  said.catch(() => farOf.delete(database));
  return said;
}

async function readFar(hour: number, ground: ShopGround, database: KebanDatabase): Promise<Said[]> {
  const all = ALL_DAYS * DAY;
  const said: Said[] = [];
  // A week at a time, so that not all of them are in memory at once.
  for (let from = hour - FARTHEST_PROMISE; from < hour; from += 7 * DAY) {
    const rows = await saidSince(hour - FARTHEST_PROMISE, hour - all, database, from, from + 7 * DAY);
    const far = rows.filter(({ message }) => (saidAtOf(message) ?? 0) < hour - all);
    said.push(...far.filter(({ message }) => promisedIn(message, '', ground).some(({ until }) => until >= hour - STILL * DAY)));
  }
  return said;
}

/** Returns the own words that may count, of the rows whose newest message lies in a range; all in epoch ms. */
async function saidSince(since: number, all: number, database: KebanDatabase, from = since, to = Infinity): Promise<Said[]> {
  const rows = await database.messages.where('newest').between(from, to).toArray();
  return rows.flatMap(({ threadId, list }) =>
    list.filter((message) => mayCount(message, since, all)).map((message) => ({ threadId, message })),
  );
}

/** When it was written (epoch ms): as the page says, or else when a page saw it come; undefined when neither is known. */
const saidAtOf = ({ at, came }: StoredMessage): number | undefined => at ?? came;

/** Written by staff and no machine, at a known time that is not before `since`; what was said before `all` (epoch ms) only if it may still last. */
function mayCount(message: StoredMessage, since: number, all: number): boolean {
  const saidAt = saidAtOf(message) ?? -Infinity;
  const own = message.side === 'seller' && message.type === 'text' && isFromPerson(message) && !isByMachine(message);
  return own && saidAt >= since && (saidAt >= all || mayReachFar(message.text ?? ''));
}

function promisedIn(message: StoredMessage, customerId: string, { zone, country }: ShopGround): Proposal[] {
  const { text = '' } = message;
  const saidAt = saidAtOf(message) ?? 0;
  return promisesIn(text, saidAt, zone, country).map((promise) => {
    return { ...promise, saidAt, customerId, id: promiseIdOf(customerId, { saidAt, sentence: promise.sentence }) };
  });
}

/** Leaves out what has long passed, is a follow-up already, was done or declined, and what was said twice; soonest first. */
async function proposable(all: readonly Proposal[], now: number, database: KebanDatabase): Promise<Proposal[]> {
  const found = all.filter(({ until }) => until >= now - STILL * DAY);
  const known = new Map<string, number[]>();
  const isNew = (customerId: string, { saidAt, sentence }: { saidAt: number; sentence: string }): boolean => {
    const name = `${customerId}|${sentence}`;
    const times = known.get(name) ?? [];
    known.set(name, [...times, saidAt]);
    return !times.some((at) => Math.abs(at - saidAt) <= SAME_WITHIN);
  };
  for (const customerId of new Set(found.map((proposal) => proposal.customerId))) {
    const range = database.reminders.where('[customerId+state]').between([customerId, ''], [customerId, '\uffff']);
    for (const { promise } of await range.toArray()) if (promise) isNew(customerId, promise);
  }
  return found.filter((proposal) => isNew(proposal.customerId, proposal)).toSorted((a, b) => a.until - b.until);
}

/** A promise is called up a quarter of its time before it is over, at most two hours: then there is still time to keep it. */
const LEAD_SHARE = 4;
const MOST_LEAD = 2 * 3_600_000;
const SOONEST = 60_000;

/**
 * Returns the follow-up that a proposal becomes at `now` (epoch ms). It is due some time before the promise is over, not
 * sooner than in a minute; what is over is due at once.
 */
export function followUpOf(
  { id, customerId, sentence, saidAt, until }: Proposal,
  shopId: string,
  now = Date.now(),
): ReminderInput & { id: string } {
  const lead = Math.min(MOST_LEAD, (until - saidAt) / LEAD_SHARE);
  const early = Math.floor(Math.max(until - lead, now + SOONEST));
  return { id, customerId, shopId, text: sentence, dueAt: Math.min(until, early), promise: { sentence, saidAt, until } };
}

/** How promises of a span of time ended. */
export interface PromiseFigures {
  kept: number;
  late: number;
  broken: number;
  /** Not yet due, or due for less than three days. */
  open: number;
}

/**
 * Returns how promises that were due in the last `days` days ended; `now` in epoch ms. They are found by their ids, so that
 * the other follow-ups, be they a hundred thousand, are not gone through; when it was said is read from the id.
 */
export async function promiseFigures(now: number, days: number, database: KebanDatabase = db): Promise<PromiseFigures> {
  const figures: PromiseFigures = { kept: 0, late: 0, broken: 0, open: 0 };
  const since = now - days * DAY;
  const ids = await database.reminders.where('id').startsWith(PROMISE_ID).primaryKeys();
  const recent = ids.filter((id) => (promiseSaidAt(id) ?? Infinity) >= since - FARTHEST_PROMISE);
  for (const row of await database.reminders.bulkGet(recent)) {
    const counts = row?.promise && row.state !== 'declined' && row.promise.until >= since;
    if (counts) figures[endOf(row, now)] += 1;
  }
  return figures;
}

function endOf(row: Reminder, now: number): keyof PromiseFigures {
  if (row.kept) return row.kept;
  return (row.promise?.until ?? now) < now - BROKEN_AFTER * DAY ? 'broken' : 'open';
}
