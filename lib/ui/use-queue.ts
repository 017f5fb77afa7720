import { useEffect, useMemo, useState } from 'preact/hooks';
import { focusTab, jumpTo, pageFor } from '../background/jump.ts';
import { queueAt, settleWaits, type Queue } from '../db/waiting.ts';
import type { ActiveChat } from '../domain/chat.ts';
import { inOrder, type QueueLine, type QueueOrder } from '../domain/wait-queue.ts';
import { allActiveChats, allUnread, type UnreadList } from '../session.ts';
import { doing, showFailure, showNotice } from './notices.ts';
import { useLive, type Live } from './use-live.ts';

/** Who waits, in order, and what can be done about it. */
export interface QueueOnShow {
  live: Live<Queue>;
  lines: readonly QueueLine[];
  by: QueueOrder;
  setBy: (by: QueueOrder) => void;
  /** What the lists of open pages show as not read, where they do: names and numbers only. */
  unread: readonly UnreadList[];
  /** Tells whether a page of the shop is open in this browser. */
  hasPage: (line: QueueLine) => boolean;
}

/** Returns what the session knows of all tabs, again whenever something under `prefix` changes. `ask` must stay the same. */
function useSession<T>(prefix: string, ask: () => Promise<readonly T[]>): readonly T[] {
  const [known, setKnown] = useState<readonly T[]>([]);
  useEffect(() => {
    let gone = false;
    const read = (): void => void ask().then((all) => !gone && setKnown(all), showFailure);
    read();
    const onChanged = (changes: Record<string, unknown>): void => {
      if (Object.keys(changes).some((key) => key.startsWith(prefix))) read();
    };
    chrome.storage.session.onChanged.addListener(onChanged);
    return () => {
      gone = true;
      chrome.storage.session.onChanged.removeListener(onChanged);
    };
  }, []);
  return known;
}

/** Returns the queue and follows it. */
export function useQueue(): QueueOnShow {
  const [by, setBy] = useState<QueueOrder>('priority');
  const live = useLive(() => queueAt(Date.now()), []);
  const chats = useSession<ActiveChat>('chat:', allActiveChats);
  const unread = useSession<UnreadList>('unread:', allUnread);
  const lines = useMemo(() => inOrder(live.value?.lines ?? [], by), [live.value, by]);
  return { live, lines, by, setBy, unread, hasPage: (line) => pageFor(line, chats) !== null };
}

/** Goes to the tab of one who waits and says what is left to do there; returns whether there was a tab. */
export async function jump(line: QueueLine | undefined): Promise<boolean> {
  if (!line) {
    showNotice({ kind: 'info', label: { key: 'waiting.nobodyToJump' } });
    return false;
  }
  try {
    const outcome = await jumpTo(line);
    const kind = outcome === 'none' ? 'failed' : 'info';
    showNotice({ kind, label: { key: `waiting.jumped.${outcome}`, params: { name: line.name } } });
    return outcome !== 'none';
  } catch (error) {
    showFailure(error);
    return false;
  }
}

/** Says that somebody's question needs no answer. */
export const settle = (line: QueueLine): Promise<boolean> => doing(() => settleWaits([line.threadId]));

/** Brings the tab of a list to the front. */
export async function showTab(tabId: number): Promise<void> {
  try {
    await focusTab(tabId);
  } catch (error) {
    showFailure(error);
  }
}
