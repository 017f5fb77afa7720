import type { MessageSeen } from '../domain/observation.ts';
import type { RowMemo, RowRead } from '../sites/row-memo.ts';

/** Elements between a change and the row it is in, at most. */
const DEEPEST = 24;

/** Rows that are read in the very task that changed them; where more change, a conversation is being drawn. */
const AT_ONCE = 64;

/** A person who switches chats does so by a click or a key; its effect on the page comes within so many milliseconds. */
const HANDLED_MS = 1000;

interface Remembered extends RowRead {
  circumstances: string;
}

/** How rows were read last. */
interface Way {
  circumstances: string;
  make: (row: Element) => RowRead;
}

/**
 * What the rows of the message list said when they were last read, forgotten for the rows that the page has touched
 * since. Also tells which row a message was read from, and whether a row has changed.
 */
export class TouchedRows implements RowMemo {
  #read = new WeakMap<Element, Remembered>();
  #rows = new WeakMap<MessageSeen, Element>();
  #touches = new WeakMap<Element, number>();
  /** What stands around rows: whatever else comes there is a row as well. */
  #lists = new WeakSet<Element>();
  /** What rows said before the site emptied them. */
  #words = new WeakMap<Element, Remembered>();
  #way: Way | undefined;
  #waiting = new Set<Element>();
  /** What stands around all conversations, and around all messages. */
  #conversations: Element | null = null;
  #messages: Element | null = null;
  /** Something but these lists has changed. */
  #elsewhere = true;
  #address = '';
  #handledAt = -Infinity;

  read(row: Element, circumstances: string, make: (row: Element) => RowRead): RowRead {
    if (this.#way?.circumstances !== circumstances) {
      // Another conversation: what was noted beside the former name says nothing about this one.
      this.#words = new WeakMap();
      this.#waiting.clear();
    }
    this.#way = { circumstances, make };
    const known = this.#read.get(row);
    if (known?.circumstances === circumstances) return known;
    const now = { ...make(row), circumstances };
    const fresh = this.#before(row, now) ?? now;
    this.#read.set(row, fresh);
    const message = messageIn(fresh);
    if (message) this.#rows.set(message, row);
    if (message && message.type !== 'empty' && message.at !== undefined) this.#words.set(row, fresh);
    if (!this.#touches.has(row)) this.#touches.set(row, 0);
    if (row.parentElement) this.#lists.add(row.parentElement);
    return fresh;
  }

  /** What an emptied row said: it must still carry the side and the time it had then. */
  #before(row: Element, now: Remembered): Remembered | undefined {
    const [empty, words] = [messageIn(now), this.#words.get(row)];
    const full = words && messageIn(words);
    if (empty?.type !== 'empty' || words?.circumstances !== now.circumstances) return undefined;
    return full?.at === empty.at && full?.side === empty.side ? words : undefined;
  }

  listed(conversations: readonly Element[], messages: readonly Element[]): void {
    const [one, other] = [listAround(conversations), listAround(messages)];
    const apart = one && other && !one.contains(other) && !other.contains(one);
    [this.#conversations, this.#messages] = apart ? [one, other] : [null, null];
  }

  /** A person has done something in the page at `now` (ms of `performance.now()`). */
  noteInput(now: number): void {
    this.#handledAt = now;
  }

  /**
   * Tells at `now` whether nothing has changed since it was last asked but that messages came and rows said something
   * else, while nobody did anything in the page: the same chat is open as before, and whatever else may be the case is
   * read in a moment.
   */
  onlyLists(now: number): boolean {
    const { href } = location;
    const only = !this.#elsewhere && href === this.#address && now - this.#handledAt > HANDLED_MS;
    this.#elsewhere = false;
    this.#address = href;
    return only;
  }

  /** Returns the row that a message was read from, if its reader says. */
  rowOf(message: MessageSeen): Element | undefined {
    return this.#rows.get(message);
  }

  /** Returns how often a row was changed since it was first read. */
  touchesOf(row: Element): number {
    return this.#touches.get(row) ?? 0;
  }

  /** Forgets the rows in which something changed, unless they were only emptied. */
  noteChanges(records: readonly MutationRecord[]): void {
    const changed = new Map<Element, { grown: boolean }>();
    let last: { target: Node; row: { grown: boolean } | undefined } | undefined;
    for (const { target, addedNodes, removedNodes } of records) {
      if (this.#lists.has(target as Element)) for (const row of addedNodes) this.#await(row);
      if (target === this.#messages && removedNodes.length > 0) this.#elsewhere = true;
      if (target !== last?.target) {
        const row = this.#rowAround(target);
        const known = row ? (changed.get(row) ?? { grown: false }) : undefined;
        if (row && known) changed.set(row, known);
        else if (target !== this.#messages && !this.#conversations?.contains(target)) this.#elsewhere = true;
        last = { target, row: known };
      }
      if (last?.row && (addedNodes.length > 0 || removedNodes.length === 0)) last.row.grown = true;
    }
    for (const [row, { grown }] of changed) this.#noteChanged(row, grown);
    if (this.#waiting.size <= AT_ONCE) this.readWaiting();
  }

  #noteChanged(row: Element, grown: boolean): void {
    this.#touches.set(row, this.touchesOf(row) + 1);
    const words = this.#words.get(row);
    // The words were taken out of a row that still bears the writer's name: what it said is what it says.
    if (!grown && words && words === this.#read.get(row) && /\S/.test(row.textContent ?? '')) return;
    this.#read.delete(row);
    this.#await(row);
  }

  #await(row: Node): void {
    if (this.#way && row.nodeType === 1) this.#waiting.add(row as Element);
  }

  /**
   * Reads the rows that changed the way they were read last, without waiting until the page is quiet: a site that empties
   * what is out of view may have done so by then. Looks at the document only, and has no style or layout worked out.
   */
  readWaiting(): void {
    const rows = [...this.#waiting];
    this.#waiting.clear();
    const way = this.#way;
    if (!way) return;
    for (const row of rows) if (row.isConnected) this.read(row, way.circumstances, way.make);
  }

  #rowAround(node: Node): Element | null {
    let at: Node | null = node;
    for (let i = 0; at && i < DEEPEST; i++) {
      if (this.#touches.has(at as Element)) return at as Element;
      at = at.parentNode;
    }
    return null;
  }
}

/** What stands around all rows of a list; around a single one nothing tells where the list ends. */
function listAround(rows: readonly Element[]): Element | null {
  const [head, last] = [rows[0], rows.at(-1)];
  if (!head || !last || head === last) return null;
  let around = head.parentElement;
  while (around && !around.contains(last)) around = around.parentElement;
  return around;
}

function messageIn({ found }: RowRead): MessageSeen | undefined {
  return typeof found === 'object' && found ? found : undefined;
}
