import type { Line } from '../domain/message-pair.ts';
import { type Joined, joinMessages } from '../domain/message-merge.ts';
import type { MessageItem } from '../domain/message-stored.ts';
import type { MessageSeen } from '../domain/observation.ts';

/** Messages of one conversation that are remembered, the newest of them; what lies before is recognised by the database. */
const MOST = 3000;
/** Messages sent at once, and how many known ones go with them on either side to show where they belong. */
const BATCH = 50;
const CONTEXT = 4;
const MOST_CHARACTERS = 40_000;
/** Time (ms) after a look at the end of a conversation within which what is new there has come since. */
const FOLLOWED_MS = 3_600_000;
/** A conversation that grows by more at once is being scrolled or loaded. */
const MOST_COME = 3;

/** One message of a conversation as this page has seen it. */
export interface Entry {
  line: Line;
  message: MessageSeen;
  /** Its name in the database, once it is there. */
  ref?: string;
  /** There is something about it that the database has not heard. */
  news: boolean;
  /** Epoch ms at which it was seen to come, see `StoredMessage.came`. */
  came?: number;
}

/** Names of entries in this page: never two of one name, whatever conversation they are of. */
let made = 0;

/** All that was seen of one conversation in this page, oldest first. */
export class ConversationBuffer {
  #entries: Entry[] = [];
  #last: { messages: readonly MessageSeen[]; entries: (Entry | null)[] } = { messages: [], entries: [] };
  #lookedAt = -Infinity;

  /**
   * Takes in what is visible at `now` (epoch ms), oldest first. `entryOf` gives the entry that an emptied bubble stood for
   * before. Returns the entries of the messages in their order, null for bubbles of which nothing is known.
   */
  take(messages: readonly MessageSeen[], entryOf: (message: MessageSeen) => Entry | undefined, now: number): (Entry | null)[] {
    const before = this.#last;
    const end = this.#entries.at(-1);
    const followed = end && now - this.#lookedAt <= FOLLOWED_MS && before.entries.includes(end) ? end : null;
    this.#lookedAt = now;
    const [head, tail] = unchanged(before.messages, messages);
    const entries: (Entry | null)[] = Array.from({ length: messages.length }, () => null);
    for (let i = 0; i < head; i++) entries[i] = before.entries[i] ?? null;
    for (let i = 1; i <= tail; i++) entries[messages.length - i] = before.entries[before.entries.length - i] ?? null;
    if (head + tail < messages.length) this.#takePart(messages, entries, { head, tail, entryOf });
    this.#last = { messages, entries };
    if (followed) this.#noteCome(followed, now);
    return entries;
  }

  /** Notes of own messages without a time, right behind what was the end at the last look, that they have come just now. */
  #noteCome(end: Entry, now: number): void {
    const come = this.#entries.slice(this.#entries.indexOf(end) + 1);
    if (come.length > MOST_COME) return;
    for (const entry of come) if (entry.message.side === 'seller' && entry.message.at === undefined) entry.came = now;
  }

  /** Aligns the part of the list that is not as it was, with some rows around it. */
  #takePart(
    messages: readonly MessageSeen[],
    entries: (Entry | null)[],
    { head, tail, entryOf }: { head: number; tail: number; entryOf: (message: MessageSeen) => Entry | undefined },
  ): void {
    const from = Math.max(0, head - CONTEXT);
    const to = Math.min(messages.length, messages.length - tail + CONTEXT);
    const part = messages.slice(from, to);
    const seen = part.map((message, i): Line => {
      const known = entries[from + i] ?? (message.type === 'empty' ? entryOf(message) : undefined);
      return known ? { ...known.line } : lineOf(message);
    });
    const known = this.#entries.map(({ line }) => line);
    const place = new Map(this.#entries.map((entry, i) => [entry, i]));
    const sure = (entry: Entry | null | undefined): number => (entry ? (place.get(entry) ?? -1) : -1);
    // Only what lies between the rows that stayed can be what the changed ones are.
    const low = head > 0 ? Math.max(0, sure(entries[from])) : 0;
    const high = tail > 0 ? sure(entries[to - 1]) + 1 || known.length : known.length;
    const [start, joined] = this.#joinNear(known, seen, [low, high], sure);
    const grown = joined.map(({ known: k, seen: s }): Entry => {
      const message = s === null ? undefined : part[s];
      const entry = k === null ? this.#newEntry(message as MessageSeen) : (this.#entries[start + k] as Entry);
      if (message && k !== null) renew(entry, message);
      if (s !== null) entries[from + s] = entry;
      return entry;
    });
    const replaced = joined.filter((one) => one.known !== null).length;
    this.#entries.splice(start, replaced, ...grown);
    this.#shorten();
  }

  /** Joins with what lies around the last view, where a list that is scrolled still is; with all of it after a jump. */
  #joinNear(
    known: readonly Line[],
    seen: readonly Line[],
    [low, high]: [number, number],
    sure: (entry: Entry | null) => number,
  ): [number, Joined[]] {
    const places = this.#last.entries.map(sure).filter((place) => place >= 0);
    const margin = 2 * seen.length;
    const from = Math.max(low, Math.min(...places) - margin);
    const to = Math.min(high, Math.max(...places) + 1 + margin);
    if (places.length > 0 && to - from < high - low) {
      const joined = joinMessages(known.slice(from, to), seen, 'older');
      if (joined.some((one) => one.known !== null && one.seen !== null)) return [from, joined];
    }
    return [low, joinMessages(known.slice(low, high), seen, 'older')];
  }

  #newEntry(message: MessageSeen): Entry {
    return { line: { ...lineOf(message), ref: `${(made += 1)}` }, message, news: true };
  }

  /** Old ones that the database has are let go. */
  #shorten(): void {
    const spare = this.#entries.length - MOST;
    if (spare <= 0) return;
    const gone = this.#entries.slice(0, spare);
    if (gone.every(({ news }) => !news)) this.#entries.splice(0, spare);
  }

  /** Returns the entries of the next message to the database with what is sent of them; none when it knows everything. */
  nextBatch(): { entries: Entry[]; items: MessageItem[] } {
    for (let most = BATCH; ; most = Math.ceil(most / 2)) {
      const entries = this.#part(most);
      const items = entries.map(itemOf);
      if (most === 1 || JSON.stringify(items).length <= MOST_CHARACTERS) return { entries, items };
    }
  }

  /** Returns a run of entries with news, at most so many, with known ones on either side: beginning where one is known. */
  #part(most: number): Entry[] {
    const all = this.#entries;
    const first = all.findIndex(({ news }) => news);
    if (first < 0) return [];
    const known = all.findIndex(({ news }, i) => i > first && !news);
    const end = known < 0 ? all.length : known;
    const from = known < 0 ? first : Math.max(first, end - most);
    return all.slice(Math.max(0, from - CONTEXT), Math.min(end, from + most) + CONTEXT);
  }
}

function itemOf({ ref, message, line, news, came }: Entry): MessageItem {
  return {
    ...(ref === undefined ? {} : { ref }),
    ...(news ? { message } : {}),
    ...(news && came !== undefined ? { came } : {}),
    ...(news && line.withdrawn ? { withdrawn: true as const } : {}),
  };
}

/** Notes the names that the database gave. An entry without one is not offered again: it is a known one that was let go. */
export function noteStored(entries: readonly Entry[], sent: readonly MessageItem[], refs: readonly (string | null)[]): void {
  for (const [i, entry] of entries.entries()) {
    const ref = refs[i];
    if (ref) entry.ref = ref;
    const item = sent[i];
    if (item?.message === entry.message && item.withdrawn === entry.line.withdrawn) entry.news = false;
  }
}

function lineOf({ side, type, text, at, id }: MessageSeen): Line {
  return {
    side,
    type,
    ...(text === undefined ? {} : { text }),
    ...(at === undefined ? {} : { at }),
    ...(id === undefined ? {} : { id }),
  };
}

/** Lets an entry learn what a later sight of it tells: a time, an id, that it was withdrawn. */
function renew(entry: Entry, message: MessageSeen): void {
  const { line } = entry;
  if (message.type === 'empty') return;
  if (message.type === 'withdrawn' && line.type !== 'withdrawn') {
    if (!line.withdrawn) Object.assign(entry, { line: { ...line, withdrawn: true }, news: true });
    return;
  }
  const learns = (line.at === undefined && message.at !== undefined) || (line.id === undefined && message.id !== undefined);
  if (!learns) return;
  entry.line = { ...line, ...lineOf({ ...entry.message, ...message }) };
  Object.assign(entry, { message: { ...entry.message, ...message }, news: true });
}

/** Returns how many messages at the beginning and at the end of two lists are the very same. */
function unchanged(before: readonly MessageSeen[], now: readonly MessageSeen[]): [number, number] {
  const most = Math.min(before.length, now.length);
  let head = 0;
  while (head < most && before[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
  return [head, tail];
}
