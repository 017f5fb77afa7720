import { ownMark, threadMark } from '../domain/chat.ts';
import type { MessageSeen, PeerSeen, Reading } from '../domain/observation.ts';
import { type MessagesReport, sendMessage } from '../messaging.ts';
import { ConversationBuffer, type Entry, noteStored } from './conversation-buffer.ts';
import type { Collecting } from './pack.ts';
import { isAlive, withRetry } from './send.ts';
import { SETTLE_MS } from './settle.ts';
import { TouchedRows } from './touched-rows.ts';

/** Conversations remembered at once; one that was let go is recognised by the database when it is opened again. */
const MOST_CONVERSATIONS = 16;

/** Hands messages over; answers with their names, or null when it is not known (yet) whose they are. */
export type SendMessages = (report: MessagesReport) => Promise<(string | null)[] | null>;

/** Marks of the open conversation, see `ChatReader`. */
export interface ChatMarks {
  fingerprint: string | null;
  thread: string | null;
}

/**
 * Collects the messages of the conversations that are opened in this page, over time. A list may still show the former
 * conversation after a switch: nothing is taken until the rows are new ones and have stayed the same for a while.
 */
export class MessageCollector {
  #rows: TouchedRows;
  #send: SendMessages;
  #buffers = new Map<string, ConversationBuffer>();
  #entries = new WeakMap<Element, Entry>();
  #open: string | null = null;
  #mark = '';
  #stored = '';
  /** Rows that were there before the switch, with how often they had been touched. */
  #former = new Map<Element, number>();
  #shown: readonly MessageSeen[] = [];
  /** Rows of what was shown last, with how often they had been touched then. */
  #shownRows = new Map<Element, number>();
  #since = 0;
  #settled = false;
  #unread = false;
  #reported: string | null = null;
  #sending = false;

  constructor(rows: TouchedRows, send: SendMessages) {
    this.#rows = rows;
    this.#send = send;
  }

  /** Messages of the open conversation are taken as they come; right after a switch they are not yet. */
  get isSettled(): boolean {
    return this.#settled;
  }

  /** The page has changed and will be read when it is quiet. */
  expectReading(): void {
    this.#unread = true;
  }

  /** Takes a reading of the page at `now` (epoch ms); returns after how many milliseconds to read again, or null. */
  take(reading: Reading, { fingerprint, thread }: ChatMarks, now: number): number | null {
    const peer = reading.observations.find((o): o is PeerSeen => o.kind === 'peer');
    const unread = this.#unread;
    this.#unread = false;
    if (fingerprint === null || !peer) return null;
    const messages = reading.observations.filter((o): o is MessageSeen => o.kind === 'message');
    if (fingerprint !== this.#open) {
      this.#open = fingerprint;
      // Lines that bear the nick of whom they are from were read only because it is the open buyer's.
      const isTold = messages.some(({ sender }) => sender?.nick);
      this.#switch(peer, thread ?? fingerprint, now, unread && !isTold ? messages : []);
    }
    if (!sameMessages(this.#shown, messages)) {
      this.#shown = messages;
      if (!this.#settled) this.#since = now;
    }
    this.#shownRows = this.#touchesOf(messages);
    const own = this.#ownRows(messages);
    if (own.length === 0) return null;
    const left = this.#since + SETTLE_MS - now;
    if (!this.#settled && left > 0) return left;
    this.#settled = true;
    this.#keep(fingerprint, own, now);
    return null;
  }

  /** The conversation of these marks is known to the worker: what was collected of it can be handed over. */
  reported(fingerprint: string | null): void {
    if (fingerprint !== this.#open) return;
    this.#reported = fingerprint;
    void this.#flush();
  }

  #switch(peer: PeerSeen, thread: string, now: number, unread: readonly MessageSeen[]): void {
    const mark = ownMark(peer) ?? thread;
    // Which of several rows of a name is open says nothing tomorrow; whose thread it is, the customer says.
    this.#stored = threadMark(peer, thread);
    this.#reported = null;
    this.#since = now;
    this.#settled = false;
    // Orders that come late make other marks of the same conversation: its rows are not a former one's.
    if (mark === this.#mark) return;
    this.#mark = mark;
    this.#former = new Map(this.#shownRows);
    // Rows that came right before the switch were never read beside the name they belong to.
    for (const [row, touches] of this.#touchesOf(unread)) this.#former.set(row, touches);
  }

  #touchesOf(messages: readonly MessageSeen[]): Map<Element, number> {
    return new Map(
      messages.flatMap((message) => {
        const row = this.#rows.rowOf(message);
        return row ? [[row, this.#rows.touchesOf(row)] as const] : [];
      }),
    );
  }

  /** Returns the messages that are not left from the conversation before; none while the list lags behind. */
  #ownRows(messages: readonly MessageSeen[]): readonly MessageSeen[] {
    if (this.#former.size === 0) return messages;
    const isLeft = (message: MessageSeen): boolean => {
      const row = this.#rows.rowOf(message);
      return row !== undefined && this.#former.get(row) === this.#rows.touchesOf(row);
    };
    const left = messages.filter(isLeft);
    if (left.length === 0) {
      if (messages.length > 0) this.#former.clear();
      return messages;
    }
    // A list that re-uses its rows writes other words into most of them; one that lags only gets rows beside them.
    const rewritten = messages.some((message) => {
      const row = this.#rows.rowOf(message);
      return message.side !== 'system' && row !== undefined && this.#former.has(row) && !isLeft(message);
    });
    if (rewritten) return messages;
    return left.every(({ side }) => side === 'system') ? messages.filter((message) => !left.includes(message)) : [];
  }

  #keep(fingerprint: string, messages: readonly MessageSeen[], now: number): void {
    const key = this.#mark;
    const buffer = this.#buffers.get(key) ?? new ConversationBuffer();
    this.#buffers.delete(key);
    this.#buffers.set(key, buffer);
    for (const old of this.#buffers.keys()) {
      if (this.#buffers.size <= MOST_CONVERSATIONS) break;
      this.#buffers.delete(old);
    }
    const entryOf = (message: MessageSeen): Entry | undefined => {
      const row = this.#rows.rowOf(message);
      return row && this.#entries.get(row);
    };
    const entries = buffer.take(messages, entryOf, now);
    for (const [i, message] of messages.entries()) {
      const row = this.#rows.rowOf(message);
      const entry = entries[i];
      if (row && entry) this.#entries.set(row, entry);
    }
    if (fingerprint === this.#reported) void this.#flush();
  }

  /** Hands over what the database has not heard, part by part; ends when the conversation is another one or nobody's. */
  async #flush(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    try {
      for (;;) {
        const fingerprint = this.#open;
        const batch =
          fingerprint !== null && fingerprint === this.#reported ? this.#buffers.get(this.#mark)?.nextBatch() : undefined;
        if (fingerprint === null || !batch || batch.items.length === 0 || !isAlive()) return;
        const { entries, items } = batch;
        const refs = await this.#send({ fingerprint, mark: this.#stored, items });
        if (refs) noteStored(entries, items, refs);
        else if (this.#open === fingerprint) return;
      }
    } catch (error) {
      // Whatever was not taken is sent with the next message that comes.
      console.debug('messages not handed over', error);
    } finally {
      this.#sending = false;
    }
  }
}

function sameMessages(a: readonly MessageSeen[], b: readonly MessageSeen[]): boolean {
  return a.length === b.length && a.every((message, i) => message === b[i] || sameWords(message, b[i]));
}

function sameWords(a: MessageSeen, b: MessageSeen | undefined): boolean {
  return a.side === b?.side && a.type === b.type && a.text === b.text && a.at === b.at && a.id === b.id;
}

/** Returns what collects the messages of this frame's chats and hands them to the worker. */
export function collectMessages(): Collecting {
  const rows = new TouchedRows();
  // Letters are typed into the draft; all else may switch chats.
  const handled = (event: Event): void => {
    // What fills in a form by itself says no key.
    if (event.type !== 'keydown' || (event as Partial<KeyboardEvent>).key?.length !== 1) rows.noteInput(event.timeStamp);
  };
  for (const type of ['pointerdown', 'keydown']) addEventListener(type, handled, { capture: true, passive: true });
  const send: SendMessages = async (report) => (await withRetry(() => sendMessage('messages', report))).refs;
  return { rows, collector: new MessageCollector(rows, send) };
}
