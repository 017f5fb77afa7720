import { inertCopy } from '../dom/copy.ts';
import type { MessageSeen } from '../domain/observation.ts';
import { unspaced } from '../domain/text.ts';
import type { RowMemo, RowRead } from '../sites/row-memo.ts';

/** Elements between a change and the row it is in, at most. */
const DEEPEST = 24;

/** Rows that are copied in the very task that changed them; where more change, a conversation is being drawn. */
const AT_ONCE = 64;

/** A person who switches chats does so by a click or a key; its effect on the page comes within so many milliseconds. */
const HANDLED_MS = 1000;

interface Remembered extends RowRead {
  circumstances: string;
}

/** A row as it was when something last came into it, and whether anything has gone from it since. */
interface Copy {
  row: Element;
  lost: boolean;
}

/** What happened to a row in a burst of changes. */
interface Changed {
  grown: boolean;
  /** The text of what was taken out. */
  gone: string;
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
  /** Rows that were not read yet: reading each by itself as it comes would cost several times as much. */
  #copies = new WeakMap<Element, Copy>();
  #way: Way | undefined;
  #waiting = new Set<Element>();
  /** What stands around all conversations, and around all messages. */
  #conversations: Element | null = null;
  #messages: Element | null = null;
  /** Something but these lists has changed. */
  #elsewhere = true;
  #address = '';
  #handledAt = -Infinity;
  /** Rows carry times: what they say is noted, as a site may empty them. */
  #timed = false;

  read(row: Element, circumstances: string, make: (row: Element) => RowRead): RowRead {
    if (this.#way?.circumstances !== circumstances) {
      // Another conversation: what was noted beside the former name says nothing about this one.
      this.#words = new WeakMap();
      this.#copies = new WeakMap();
      this.#waiting.clear();
    }
    this.#way = { circumstances, make };
    this.#readCopy(row);
    const known = this.#read.get(row);
    if (known?.circumstances === circumstances) return known;
    const now = { ...make(row), circumstances };
    const fresh = this.#before(row, now) ?? now;
    this.#read.set(row, fresh);
    this.#noteWords(row, fresh);
    this.#noteRow(row);
    return fresh;
  }

  #noteWords(row: Element, read: Remembered): void {
    const message = messageIn(read);
    if (message) this.#rows.set(message, row);
    if (!message || message.type === 'empty' || message.at === undefined) return;
    this.#words.set(row, read);
    this.#timed = true;
  }

  #noteRow(row: Element): void {
    if (!this.#touches.has(row)) this.#touches.set(row, 0);
    if (row.parentElement) this.#lists.add(row.parentElement);
  }

  /** Notes what a row said before something has gone from it; its copy has served then. */
  #readCopy(row: Element): void {
    const [copy, way] = [this.#copies.get(row), this.#way];
    this.#copies.delete(row);
    if (copy?.lost && way) this.#noteWords(row, { ...way.make(copy.row), circumstances: way.circumstances });
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
   * Tells at `now` whether nothing has changed since it was last asked but that messages came or were emptied and
   * conversations said something else, while nobody did anything in the page: the same chat is open as before, and whatever
   * else may be the case is read in a moment.
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

  /** Returns how often a row was changed since it was first read; one that was only emptied was not. */
  touchesOf(row: Element): number {
    return this.#touches.get(row) ?? 0;
  }

  /** Forgets the rows in which something changed, unless they were only emptied. */
  noteChanges(records: readonly MutationRecord[]): void {
    const changed = new Map<Element, Changed>();
    let last: { target: Node; row: Changed | undefined } | undefined;
    for (const { target, addedNodes, removedNodes } of records) {
      if (this.#lists.has(target as Element)) for (const row of addedNodes) this.#await(row);
      if (target === this.#messages && this.#mayGo(addedNodes, removedNodes)) this.#elsewhere = true;
      if (target !== last?.target) last = { target, row: this.#changedIn(target, changed) };
      if (!last.row) continue;
      if (addedNodes.length > 0 || removedNodes.length === 0) last.row.grown = true;
      else for (const node of removedNodes) last.row.gone += node.textContent ?? '';
    }
    for (const [row, how] of changed) this.#noteChanged(row, how);
    if (this.#waiting.size <= AT_ONCE) this.#copyWaiting();
    else this.#elsewhere = true;
  }

  /** Tells whether messages must be read soon: older ones are left behind in no time, and what is around rows is not copied. */
  #mayGo(added: NodeList, removed: NodeList): boolean {
    const next = added[added.length - 1]?.nextSibling as Element;
    const older = this.#touches.has(next) || this.#lists.has(next);
    return older || removed.length > 0 || (this.#timed && !this.#lists.has(this.#messages as Element));
  }

  /** Returns what is noted of the row around a change; none for a change that is in no row. */
  #changedIn(target: Node, changed: Map<Element, Changed>): Changed | undefined {
    const row = this.#rowAround(target);
    if (!row) {
      if (target !== this.#messages && !this.#conversations?.contains(target)) this.#elsewhere = true;
      return undefined;
    }
    const known = changed.get(row) ?? { grown: false, gone: '' };
    changed.set(row, known);
    return known;
  }

  #noteChanged(row: Element, { grown, gone }: Changed): void {
    const copy = this.#copies.get(row);
    if (!copy && !grown && this.#saysIn(row, gone)) return;
    this.#touches.set(row, this.touchesOf(row) + 1);
    if (copy) {
      copy.lost = true;
      if (!grown) return;
      this.#readCopy(row);
    }
    // A row may be used again for another message, also for one of another conversation: only a glance tells.
    this.#elsewhere = true;
    this.#read.delete(row);
    this.#await(row);
  }

  /** Tells whether what a row was known to say, and nothing else, has gone from it: that is what it says nevertheless. */
  #saysIn(row: Element, gone: string): boolean {
    const [read, words] = [this.#read.get(row), this.#words.get(row)];
    const text = read && read === words && messageIn(read)?.text;
    return !!text && unspaced(gone) === unspaced(text);
  }

  #await(row: Node): void {
    const isKnown = this.#read.get(row as Element)?.circumstances === this.#way?.circumstances;
    if (this.#way && row.nodeType === 1 && !isKnown) this.#waiting.add(row as Element);
  }

  /**
   * Copies the rows that came or changed, to be read when the page is: a site that empties what is out of view may have
   * done so by then. Looks at the document only, and has no style or layout worked out.
   */
  #copyWaiting(): void {
    for (const row of this.#waiting) {
      if (!row.isConnected) continue;
      this.#readCopy(row);
      this.#copies.set(row, { row: inertCopy(row), lost: false });
      this.#noteRow(row);
    }
    this.#waiting.clear();
  }

  /** Reads the rows that changed and were not copied the way they were read last, without waiting until the page is quiet. */
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
