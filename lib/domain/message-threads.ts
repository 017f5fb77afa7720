import { takeIn } from './message-list.ts';
import type { StoredMessage, Thread } from './message-stored.ts';

/** A conversation as it is kept, with its messages, oldest first. */
export interface KeptThread {
  thread: Thread;
  list: StoredMessage[];
}

/**
 * Returns the messages of a customer's conversations, one list each. A buyer who was known as two may have one
 * conversation twice, as the page and as answers told it: those of a mark in common are one, each message once.
 */
export function listsOf(kept: readonly KeptThread[]): StoredMessage[][] {
  const groups: { threads: Thread[]; list: StoredMessage[] }[] = [];
  for (const { thread, list } of kept) {
    const same = groups.find(({ threads }) => threads.some((other) => isTwin(thread, other)));
    if (!same) {
      groups.push({ threads: [thread], list });
      continue;
    }
    same.threads.push(thread);
    same.list = joined(same.list, list);
  }
  return groups.map(({ list }) => list);
}

const marksOf = ({ mark, also = [] }: Thread): string[] => [mark, ...also];

/** Tells whether two threads are one conversation that is kept twice. */
export function isTwin(a: Thread, b: Thread): boolean {
  return a.id !== b.id && a.shopId === b.shopId && marksOf(a).some((mark) => marksOf(b).includes(mark));
}

/** Those of `more` that are not in the list yet are given names that are free in it. */
function joined(list: readonly StoredMessage[], more: readonly StoredMessage[]): StoredMessage[] {
  const items = more.map(({ past, withdrawn, ...message }) => ({
    message: { kind: 'message' as const, ...message },
    past,
    withdrawn,
  }));
  const taken = takeIn(list, items, 0);
  const known = new Set(list.map(({ m }) => m));
  const from = new Map(taken.refs.map((m, i) => [m, more[i]] as const));
  return taken.list.map((message) => (known.has(message.m) ? message : { ...(from.get(message.m) ?? message), m: message.m }));
}
