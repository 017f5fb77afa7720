import type { MessageSeen } from '../domain/observation.ts';
import type { RowMemo, RowRead } from '../sites/row-memo.ts';

/** Elements between a change and the row it is in, at most. */
const DEEPEST = 24;

interface Remembered extends RowRead {
  circumstances: string;
}

/**
 * What the rows of the message list said when they were last read, forgotten for the rows that the page has touched
 * since. Also tells which row a message was read from, and whether a row has changed.
 */
export class TouchedRows implements RowMemo {
  #read = new WeakMap<Element, Remembered>();
  #rows = new WeakMap<MessageSeen, Element>();
  #touches = new WeakMap<Element, number>();

  read(row: Element, circumstances: string, make: () => RowRead): RowRead {
    const known = this.#read.get(row);
    if (known?.circumstances === circumstances) return known;
    const fresh = { ...make(), circumstances };
    this.#read.set(row, fresh);
    if (typeof fresh.found === 'object' && fresh.found) this.#rows.set(fresh.found, row);
    if (!this.#touches.has(row)) this.#touches.set(row, 0);
    return fresh;
  }

  /** Returns the row that a message was read from, if its reader says. */
  rowOf(message: MessageSeen): Element | undefined {
    return this.#rows.get(message);
  }

  /** Returns how often a row was changed since it was first read. */
  touchesOf(row: Element): number {
    return this.#touches.get(row) ?? 0;
  }

  /** Forgets the rows in which something changed. */
  noteChanges(records: readonly MutationRecord[]): void {
    let last: Node | null = null;
    for (const { target } of records) {
      if (target === last) continue;
      last = target;
      const row = this.#rowAround(target);
      if (!row) continue;
      this.#read.delete(row);
      this.#touches.set(row, this.touchesOf(row) + 1);
    }
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
