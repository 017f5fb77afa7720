import { Dexie } from 'dexie';
import { newId } from '../domain/ids.ts';
import { takeIn } from '../domain/message-list.ts';
import type { MessageRow, Thread } from '../domain/message-stored.ts';
import type { MessageSeen } from '../domain/observation.ts';
import { withWait } from '../domain/wait-rounds.ts';
import type { KebanDatabase } from './database.ts';
import type { Draft } from './draft.ts';
import { inRows, keepMessages, threadAmong } from './messages.ts';

/** Whose messages a person brings in, and what tells their conversation apart. */
interface PastedThread {
  customerId: string;
  shopId: string;
  mark: string;
}

/**
 * Puts messages into a draft, oldest first: unlike what pages show, what a person brings in is a recorded change. They
 * join those that are kept already, each once. `at` is the epoch ms of the pasting.
 */
export async function draftMessages(
  draft: Draft,
  of: PastedThread,
  messages: readonly MessageSeen[],
  at: number,
  database: KebanDatabase,
): Promise<void> {
  if (messages.length === 0) return;
  const threads = (await draft.belongings('threads', of.customerId)).filter((thread) => thread.shopId === of.shopId);
  // A page that shows the same conversation may call it by its id.
  const known = threadAmong(threads, of) ?? (threads.length === 1 ? threads[0] : undefined);
  const thread: Thread = known ?? { id: newId('th', at), ...of, count: 0, newest: 0 };
  const rows = known ? await rowsIn(draft, known.id, database) : [];
  const taken = takeIn(
    rows.flatMap((row) => row.list),
    messages.map((message) => ({ message })),
    at,
  );
  if (!taken.changed) return;
  const list = taken.list.slice(-(await keepMessages(database)).most);
  const next = inRows(thread.id, rows, list);
  const kept = new Set(next.map((row) => row.id));
  for (const row of rows) if (!kept.has(row.id)) await draft.remove('messages', row.id);
  for (const row of next) await draft.put('messages', row);
  const newest = Math.max(0, ...next.map((row) => row.newest));
  await draft.put('threads', withWait({ ...thread, count: list.length, newest }, list));
}

async function rowsIn(draft: Draft, threadId: string, database: KebanDatabase): Promise<MessageRow[]> {
  const range = database.messages.where('[threadId+pos]').between([threadId, Dexie.minKey], [threadId, Dexie.maxKey]);
  const rows: MessageRow[] = [];
  for (const id of await range.primaryKeys()) {
    const row = await draft.get('messages', id);
    if (row) rows.push(row);
  }
  return rows;
}
