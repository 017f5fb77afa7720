import { Dexie } from 'dexie';
import { answerTimes, type AnswerTimes } from '../domain/answer-times.ts';
import type { Change } from '../domain/change.ts';
import type { MessageRow, Thread } from '../domain/message-stored.ts';
import { splitShopId } from '../domain/ids.ts';
import { inOrder, queueLine, type QueueLine } from '../domain/wait-queue.ts';
import { roundsOf, settledIn, withoutNeed, withWait, type Round } from '../domain/wait-rounds.ts';
import { judge, type Judged, type WaitRules } from '../domain/wait-rules.ts';
import { change } from './changes.ts';
import { db, type KebanDatabase } from './database.ts';
import { lastMessages, newestThread, rowsOf, threadsOf } from './messages.ts';
import { ordersOfMany } from './orders.ts';
import { attention, rulesOfMany } from './wait-rules.ts';

const DAY = 86_400_000;
/** Whoever has been waiting for longer than this is not in the queue any more. */
const FORGOTTEN = 14 * DAY;
/** Most who are shown in an order; more than a person can look at. */
const MOST = 200;

/** The queue as it stands. */
export interface Queue {
  /** The first of each order, in no particular one, see `inOrder`. */
  lines: QueueLine[];
  /** All who wait; more than `lines` when there are very many. */
  count: number;
}

/**
 * Returns who waits at `now` (epoch ms), with the reasons that put them in order. Reads only conversations that are
 * marked, and all of those: whoever matters most may have come last.
 */
export async function queueAt(now: number, database: KebanDatabase = db): Promise<Queue> {
  const threads = await database.threads
    .where('waiting')
    .aboveOrEqual(now - FORGOTTEN)
    .toArray();
  const ids = [...new Set(threads.map(({ customerId }) => customerId))];
  const [customers, orders, watched, rules] = await Promise.all([
    database.customers.bulkGet(ids),
    ordersOfMany(ids, database),
    attention(database),
    rulesOfMany(
      threads.map(({ shopId }) => splitShopId(shopId).site),
      database,
    ),
  ]);
  const known = new Map(customers.flatMap((customer) => (customer ? [[customer.id, customer] as const] : [])));
  const lines = threads.flatMap((thread) => {
    const customer = known.get(thread.customerId);
    const pack = rules.get(splitShopId(thread.shopId).site);
    if (!customer || !pack || !thread.wait) return [];
    const waiting = { thread, wait: thread.wait, customer, orders: orders.get(customer.id) ?? [] };
    return [queueLine(waiting, judge(thread.wait, pack, now), watched, now)];
  });
  return { lines: firstOf(lines), count: lines.length };
}

function firstOf(lines: QueueLine[]): QueueLine[] {
  if (lines.length <= MOST) return lines;
  return [...new Set((['priority', 'deadline'] as const).flatMap((by) => inOrder(lines, by).slice(0, MOST)))];
}

/** Returns how fast the shop answered in the conversation with a customer that was written in last, or null, see `answerTimes`. */
export async function answerTimesOf(customerId: string, database: KebanDatabase = db): Promise<AnswerTimes | null> {
  const newest = await newestThread(customerId, database);
  if (!newest) return null;
  const list = (await rowsOf(newest.id, database)).flatMap((row) => row.list);
  return answerTimes(roundsOf(list, settledIn(newest)));
}

/** Returns the mark of a customer who waits in one of the conversations, the one that waits longest, or null. */
export async function waitOf(customerId: string, database: KebanDatabase = db): Promise<Thread | null> {
  const marked = (await threadsOf(customerId, database)).filter(({ waiting }) => waiting !== undefined);
  return marked.toSorted((a, b) => (a.waiting ?? 0) - (b.waiting ?? 0))[0] ?? null;
}

/** Says that the questions of these conversations need no answer; a new line of the buyer asks anew. */
export function settleWaits(threadIds: readonly string[], database: KebanDatabase = db): Promise<Change | null> {
  return change(
    { actor: 'staff', label: { key: 'change.waitSettled', params: { n: threadIds.length } } },
    async (draft) => {
      for (const id of threadIds) {
        const thread = await draft.get('threads', id);
        if (thread?.wait) await draft.put('threads', withoutNeed(thread));
      }
    },
    database,
  );
}

/** The rounds of one shop since a moment. */
export interface ShopRounds {
  shopId: string;
  rules: WaitRules;
  judged: Judged[];
  /** Rounds of which a person said that they need no answer. */
  settled: number;
}

/**
 * Returns the rounds whose question was written (or, with an unknown time, first seen) since `from`, judged at `now`
 * (both epoch ms), shop by shop. Reads only the messages of conversations that have had any since then.
 */
export async function roundsSince(from: number, now: number, database: KebanDatabase = db): Promise<ShopRounds[]> {
  const rows = await database.messages.where('newest').aboveOrEqual(from).toArray();
  const byThread = new Map<string, MessageRow[]>();
  for (const row of rows) byThread.set(row.threadId, [...(byThread.get(row.threadId) ?? []), row]);
  const threads = (await database.threads.bulkGet([...byThread.keys()])).filter((thread) => thread !== undefined);
  const packs = await rulesOfMany(
    threads.map(({ shopId }) => splitShopId(shopId).site),
    database,
  );
  const shops = new Map<string, ShopRounds>();
  for (const thread of threads) {
    const rules = packs.get(splitShopId(thread.shopId).site);
    if (!rules) continue;
    const shop = shops.get(thread.shopId) ?? { shopId: thread.shopId, rules, judged: [], settled: 0 };
    shops.set(thread.shopId, shop);
    for (const round of await recentRounds(thread, byThread.get(thread.id) ?? [], from, database)) {
      if (round.settled) shop.settled += 1;
      else shop.judged.push(judge(round, rules, now));
    }
  }
  return [...shops.values()];
}

/** Returns the rounds since a moment out of a conversation's last rows, with what came right before them for context. */
async function recentRounds(
  thread: Thread,
  found: readonly MessageRow[],
  from: number,
  database: KebanDatabase,
): Promise<Round[]> {
  const rows = found.toSorted((a, b) => a.pos - b.pos);
  const first = rows[0];
  const starts = first?.list[0];
  const before =
    first && starts && (starts.at ?? starts.seen) >= from
      ? await database.messages
          .where('[threadId+pos]')
          .between([first.threadId, Dexie.minKey], [first.threadId, first.pos], true, false)
          .last()
      : undefined;
  const list = [...(before ? [before] : []), ...rows].flatMap((row) => row.list);
  return roundsOf(list, settledIn(thread)).filter(
    ({ since, seen, past, answer, settled }) => (since ?? seen) >= from && (!past || settled || answer !== undefined),
  );
}

/** Key in `meta`: conversations kept before there were marks have been looked through. */
const MARKED = 'waitMarks';
const BATCH = 50;

/** Marks those who wait in conversations that were kept before there were marks, once, a few at a time. */
export async function markOldWaits(now: number, database: KebanDatabase = db): Promise<number> {
  if (await database.meta.get(MARKED)) return 0;
  let marked = 0;
  const ids = await database.threads.toCollection().primaryKeys();
  for (let i = 0; i < ids.length; i += BATCH) {
    marked += await markSome(ids.slice(i, i + BATCH), now - FORGOTTEN, database);
  }
  await database.meta.put({ key: MARKED, value: now });
  return marked;
}

function markSome(ids: readonly string[], from: number, database: KebanDatabase): Promise<number> {
  return database.transaction('rw', [database.threads, database.messages], async () => {
    let marked = 0;
    for (const thread of await database.threads.bulkGet([...ids])) {
      if (!thread || thread.newest < from || thread.waiting !== undefined) continue;
      const next = withWait(thread, await lastMessages(thread.id, 2, database));
      if (next.waiting === undefined) continue;
      await database.threads.put(next);
      marked += 1;
    }
    return marked;
  });
}
