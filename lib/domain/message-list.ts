import type { Line } from './message-pair.ts';
import { joinMessages } from './message-merge.ts';
import type { MessageItem, StoredMessage } from './message-stored.ts';
import type { MessageSeen } from './observation.ts';

/** What taking part of a conversation in makes of the stored list. */
export interface TakenIn {
  list: StoredMessage[];
  /** Names of the items' messages, null for a name that is not there any more. */
  refs: (string | null)[];
  changed: boolean;
}

/**
 * Joins what a page saw of a conversation with the stored list, oldest first. `seenAt` is the epoch ms of the sight.
 * Taking the same in again changes nothing.
 */
export function takeIn(stored: readonly StoredMessage[], items: readonly MessageItem[], seenAt: number): TakenIn {
  const known = stored.map((message): Line => ({ ...message, ref: message.m }));
  const names = new Set(stored.map(({ m }) => m));
  const seen = items.map((item) => lineOf(item, names));
  let next = nextName(stored);
  let changed = false;
  const refs: (string | null)[] = items.map(() => null);
  const list = joinMessages(known, seen).map(({ known: k, seen: s }) => {
    const old = k === null ? undefined : stored[k];
    const item = s === null ? undefined : items[s];
    const message = old ? (item ? renewed(old, item) : old) : newMessage(item, (next++).toString(36), seenAt);
    if (message !== old) changed = true;
    if (s !== null) refs[s] = message.m;
    return message;
  });
  return { list, refs, changed };
}

/** A name that is not there any more says nothing; what is said besides is looked for anew. */
function lineOf({ ref, message, past, live }: MessageItem, names: ReadonlySet<string>): Line {
  const known = { ...(ref !== undefined && names.has(ref) ? { ref } : {}), ...(past ? { past } : {}), ...(live ? { live } : {}) };
  return message ? { ...shown(message), ...known } : { side: 'system', type: 'empty', ...known };
}

function shown({ side, type, text, at, id }: MessageSeen): Line {
  return {
    side,
    type,
    ...(text === undefined ? {} : { text }),
    ...(at === undefined ? {} : { at }),
    ...(id === undefined ? {} : { id }),
  };
}

function nextName(stored: readonly StoredMessage[]): number {
  return stored.reduce((most, { m }) => Math.max(most, Number.parseInt(m, 36) + 1 || 0), 0);
}

function newMessage(item: MessageItem | undefined, m: string, seen: number): StoredMessage {
  const { message, withdrawn, came, past } = item ?? {};
  return {
    m,
    ...shown(message as MessageSeen),
    ...(message?.staff === undefined ? {} : { staff: message.staff }),
    seen,
    ...(came === undefined || message?.at !== undefined ? {} : { came: Math.min(came, seen) }),
    ...(past ? { past } : {}),
    ...(withdrawn ? { withdrawn } : {}),
  } as StoredMessage;
}

/** What stands in a copied text where a telephone number was. */
const TAKEN_OUT = '***********';

function renewed(old: StoredMessage, { message, withdrawn, past }: MessageItem): StoredMessage {
  const gone = withdrawn || (message?.type === 'withdrawn' && old.type !== 'withdrawn');
  const isFuller = old.text?.includes(TAKEN_OUT) && message?.text !== undefined && !message.text.includes(TAKEN_OUT);
  const learned = {
    ...(gone && !old.withdrawn ? { withdrawn: true as const } : {}),
    ...(old.at === undefined && message?.at !== undefined ? { at: message.at } : {}),
    ...(old.id === undefined && message?.id !== undefined ? { id: message.id } : {}),
    ...(old.staff === undefined && message?.staff !== undefined ? { staff: message.staff } : {}),
    ...(message?.type === 'robot' && old.type !== 'robot' ? { type: message.type } : {}),
    ...(isFuller && message?.type === old.type ? { text: message.text } : {}),
  };
  if (old.past && !past) {
    const { past: _past, ...rest } = old;
    return { ...rest, ...learned };
  }
  return Object.keys(learned).length > 0 ? { ...old, ...learned } : old;
}
