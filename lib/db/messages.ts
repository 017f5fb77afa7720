import { type Collection, Dexie } from 'dexie';
import { newId } from '../domain/ids.ts';
import { takeIn } from '../domain/message-list.ts';
import { isTwin, listsOf } from '../domain/message-threads.ts';
import { momentOf, type MessageItem, type MessageRow, type StoredMessage, type Thread } from '../domain/message-stored.ts';
import { withoutWait, withWait } from '../domain/wait-rounds.ts';
import { db, type KebanDatabase } from './database.ts';

/** Messages of one row: a row grows to twice as many before it is divided. */
const PER_ROW = 64;
const DAY = 86_400_000;
/** Other marks that a conversation remembers. */
const MOST_MARKS = 8;
/** Settings of what is kept, a row of `meta`. */
const KEEP = 'keepMessages';

/** How long messages are kept, and how many of one conversation. */
export interface KeepMessages {
  days: number;
  most: number;
}

/** What is kept unless a person says otherwise. */
const KEEP_DEFAULT: KeepMessages = { days: 180, most: 20_000 };

/** Returns how long and how many messages are kept. */
export async function keepMessages(database: KebanDatabase = db): Promise<KeepMessages> {
  const value = (await database.meta.get(KEEP))?.value as Partial<KeepMessages> | undefined;
  return { ...KEEP_DEFAULT, ...value };
}

/** Sets how long and how many messages are kept; what is too old goes at once. */
export async function setKeepMessages(keep: KeepMessages, database: KebanDatabase = db): Promise<void> {
  await database.meta.put({ key: KEEP, value: keep });
  await pruneMessages(Date.now(), database);
}

/** Whose conversation a page shows, as it was resolved. */
export interface ThreadOf {
  customerId: string;
  shopId: string;
  /** What tells the conversation apart. */
  mark: string;
  /** Other marks that pages may show it under. */
  also?: readonly string[];
}

const rangeOf = (threadId: string, database: KebanDatabase): Collection<MessageRow, string> =>
  database.messages.where('[threadId+pos]').between([threadId, Dexie.minKey], [threadId, Dexie.maxKey]);

/** Returns the rows of a conversation's messages, oldest first. */
export const rowsOf = (threadId: string, database: KebanDatabase): Promise<MessageRow[]> => rangeOf(threadId, database).toArray();

/** Returns the messages of a conversation's last rows (`count` of them), oldest first. */
export async function lastMessages(threadId: string, count: number, database: KebanDatabase = db): Promise<StoredMessage[]> {
  const rows = await rangeOf(threadId, database).reverse().limit(count).toArray();
  return rows.toReversed().flatMap(({ list }) => list);
}

/** Returns the conversations with a customer. */
export const threadsOf = (customerId: string, database: KebanDatabase): Promise<Thread[]> =>
  database.threads.where('[customerId+mark]').between([customerId, Dexie.minKey], [customerId, Dexie.maxKey]).toArray();

const hasMark = (thread: Thread, marks: readonly string[]): boolean =>
  [thread.mark, ...(thread.also ?? [])].some((mark) => marks.includes(mark));

/** Returns the conversation of these marks among those of a customer; by another mark than its own only if it is the only one. */
export function threadAmong(
  threads: readonly Thread[],
  { shopId, mark, also = [] }: Omit<ThreadOf, 'customerId'>,
): Thread | undefined {
  const own = threads.find((thread) => thread.mark === mark);
  if (own) return own;
  const [alike, ...others] = threads.filter((thread) => thread.shopId === shopId && hasMark(thread, [mark, ...also]));
  return others.length === 0 ? alike : undefined;
}

/** Returns the conversation with the marks it is called by besides its own. */
function called(thread: Thread, { mark, also = [] }: ThreadOf): Thread {
  const marks = new Set([...(thread.also ?? []), mark, ...also]);
  marks.delete(thread.mark);
  return marks.size > 0 ? { ...thread, also: [...marks].slice(-MOST_MARKS) } : thread;
}

/**
 * Takes in what a page saw of a conversation at `at` (epoch ms), oldest first. Returns the names of the messages, or
 * null when the customer is not there (any more): then nothing is kept. Repeating it changes nothing.
 */
export function storeMessages(
  of: ThreadOf,
  items: readonly MessageItem[],
  at: number,
  database: KebanDatabase = db,
): Promise<(string | null)[] | null> {
  const { customers, threads, messages, meta } = database;
  return database.transaction('rw', [customers, threads, messages, meta], async () => {
    if ((await customers.where('id').equals(of.customerId).count()) === 0) return null;
    const all = await threadsOf(of.customerId, database);
    const known = threadAmong(all, of);
    const { customerId, shopId, mark } = of;
    const thread = called(known ?? { id: newId('th', at), customerId, shopId, mark, count: 0, newest: 0 }, of);
    const rows = known ? await rowsOf(thread.id, database) : [];
    const { list, refs, changed } = takeIn(
      rows.flatMap((row) => row.list),
      items,
      at,
    );
    if (changed) {
      const { most } = await keepMessages(database);
      await writeList(thread, rows, list.slice(-most), database);
      // What is known here is newer than what a twin knows of who waits.
      const twins = all.filter((other) => other.waiting !== undefined && isTwin(other, thread));
      await threads.bulkPut(twins.map((twin) => withoutWait(twin)));
    }
    return refs;
  });
}

/** Writes the list of a thread in place of its rows; rows that stay as they were are not written. */
async function writeList(
  thread: Thread,
  rows: readonly MessageRow[],
  list: readonly StoredMessage[],
  database: KebanDatabase,
): Promise<void> {
  const next = inRows(thread.id, rows, list);
  const kept = new Set(next.map(({ id }) => id));
  await database.messages.bulkDelete(rows.filter(({ id }) => !kept.has(id)).map(({ id }) => id));
  await database.messages.bulkPut(next.filter((row) => !rows.includes(row)));
  const newest = Math.max(0, ...next.map((row) => row.newest));
  await database.threads.put(withWait({ ...thread, count: list.length, newest }, list));
}

/** Returns the rows for a list: messages stay in the row they are in, new ones go where the one before them is. */
export function inRows(threadId: string, rows: readonly MessageRow[], list: readonly StoredMessage[]): MessageRow[] {
  const home = new Map(rows.flatMap((row, i) => row.list.map(({ m }) => [m, i] as const)));
  const first = list.map(({ m }) => home.get(m)).find((i) => i !== undefined) ?? 0;
  const lists: StoredMessage[][] = [];
  let at = first;
  for (const message of list) {
    at = Math.max(at, home.get(message.m) ?? at);
    (lists[at] ??= []).push(message);
  }
  const result: MessageRow[] = [];
  for (const [i, part] of lists.entries()) {
    const row = rows[i];
    if (!part || part.length === 0) continue;
    if (row && sameList(row.list, part)) result.push(row);
    else if (part.length <= 2 * PER_ROW) result.push(rowOf(threadId, row?.id, row?.pos ?? i, part));
    else result.push(...divided(threadId, row, part, rows[i + 1]?.pos));
  }
  const ordered = result.every((row, i) => i === 0 || row.pos > (result[i - 1]?.pos ?? -Infinity));
  return ordered ? result : result.map((row, i) => ({ ...row, pos: i }));
}

const sameList = (a: readonly StoredMessage[], b: readonly StoredMessage[]): boolean =>
  a.length === b.length && a.every((message, i) => message === b[i]);

function rowOf(threadId: string, id: string | undefined, pos: number, list: StoredMessage[]): MessageRow {
  return { id: id ?? `${threadId}#${newId('r', 0)}`, threadId, pos, list, newest: Math.max(...list.map(momentOf)) };
}

function divided(threadId: string, row: MessageRow | undefined, part: StoredMessage[], after: number | undefined): MessageRow[] {
  const pieces = Math.ceil(part.length / PER_ROW);
  const pos = row?.pos ?? 0;
  const step = ((after ?? pos + pieces) - pos) / pieces;
  return Array.from({ length: pieces }, (_, i) =>
    rowOf(threadId, i === 0 ? row?.id : undefined, pos + i * step, part.slice(i * PER_ROW, (i + 1) * PER_ROW)),
  );
}

/** Returns the one that was written in last, undefined without any. */
const newestOf = (threads: readonly Thread[]): Thread | undefined => threads.toSorted((a, b) => b.newest - a.newest)[0];

/** Returns the conversation with a customer that was written in last, undefined without any. */
export async function newestThread(customerId: string, database: KebanDatabase = db): Promise<Thread | undefined> {
  return newestOf(await threadsOf(customerId, database));
}

/** Returns the messages kept of a customer, one list for each conversation, oldest first. */
export async function conversationsOf(customerId: string, database: KebanDatabase = db): Promise<StoredMessage[][]> {
  const threads = await threadsOf(customerId, database);
  const listOf = async ({ id }: Thread): Promise<StoredMessage[]> => (await rowsOf(id, database)).flatMap((row) => row.list);
  return listsOf(await Promise.all(threads.map(async (thread) => ({ thread, list: await listOf(thread) }))));
}

/** Returns all messages kept of a customer, oldest first. A message without a time stays beside its neighbours. */
export async function messagesOf(customerId: string, database: KebanDatabase = db): Promise<StoredMessage[]> {
  const lists = await conversationsOf(customerId, database);
  if (lists.length <= 1) return lists[0] ?? [];
  const dated = lists.flatMap((list) => {
    let last = 0;
    return list.map((message) => ({ message, at: (last = Math.max(last, momentOf(message))) }));
  });
  return dated.toSorted((a, b) => a.at - b.at).map(({ message }) => message);
}

/** Returns the messages kept of one conversation of a customer, oldest first; `marks` are all it may be kept under, see `marksOf`. */
export async function messagesIn(
  customerId: string,
  marks: readonly string[],
  database: KebanDatabase = db,
): Promise<StoredMessage[]> {
  const thread = newestOf((await threadsOf(customerId, database)).filter((each) => hasMark(each, marks)));
  return thread ? (await rowsOf(thread.id, database)).flatMap((row) => row.list) : [];
}

/** Returns how many messages of a customer are kept. */
export async function countMessages(customerId: string, database: KebanDatabase = db): Promise<number> {
  return (await threadsOf(customerId, database)).reduce((sum, { count }) => sum + count, 0);
}

/** Returns the newest message of a customer, or null. */
export async function newestMessage(customerId: string, database: KebanDatabase = db): Promise<StoredMessage | null> {
  const thread = await newestThread(customerId, database);
  return (thread && (await lastMessages(thread.id, 1, database)).at(-1)) ?? null;
}

/** Returns the messages written (or, with an unknown time, seen) since a moment in epoch ms, with whose they are. */
export async function messagesSince(
  moment: number,
  database: KebanDatabase = db,
): Promise<{ customerId: string; message: StoredMessage }[]> {
  const rows = await database.messages.where('newest').aboveOrEqual(moment).toArray();
  const threads = await database.threads.bulkGet([...new Set(rows.map(({ threadId }) => threadId))]);
  const owners = new Map(threads.flatMap((thread) => (thread ? [[thread.id, thread.customerId] as const] : [])));
  return rows.flatMap(({ threadId, list }) => {
    const customerId = owners.get(threadId);
    return customerId ? list.filter((one) => momentOf(one) >= moment).map((message) => ({ customerId, message })) : [];
  });
}

/** Removes what is older than is kept, row by row, and threads that have nothing left; `now` in epoch ms. */
export async function pruneMessages(now: number, database: KebanDatabase = db): Promise<void> {
  const { days } = await keepMessages(database);
  const old = await database.messages
    .where('newest')
    .below(now - days * DAY)
    .toArray();
  for (const threadId of new Set(old.map((row) => row.threadId))) {
    await database.transaction('rw', [database.threads, database.messages], async () => {
      await database.messages.bulkDelete(old.filter((row) => row.threadId === threadId).map(({ id }) => id));
      const left = await rowsOf(threadId, database);
      const count = left.reduce((sum, row) => sum + row.list.length, 0);
      if (count === 0) await database.threads.delete(threadId);
      else await database.threads.update(threadId, { count });
    });
  }
}
