import type { FieldHealth, MessageSeen } from '../domain/observation.ts';
import { absorb, createTally, type Found, type Tally } from './found.ts';

/** What reading one row of a list gave, with the health of its fields. */
export interface RowRead {
  found: Found<MessageSeen>;
  health: Record<string, FieldHealth>;
}

/** Remembers what the rows of a long list said, so that only those are read again that the page has touched. */
export interface RowMemo {
  /** Returns what is remembered of a row under the same circumstances, else what `make` gives for it. */
  read(row: Element, circumstances: string, make: (row: Element) => RowRead): RowRead;
  /** Hears which rows the list of conversations and that of messages have: what comes there switches no chat by itself. */
  listed?(conversations: readonly Element[], messages: readonly Element[]): void;
}

/** Reads one row of a message list, or recalls what it said. `circumstances` names all that the reading depends on but the row. */
export function readRow(
  memo: RowMemo | undefined,
  row: Element,
  circumstances: string,
  tally: Tally,
  make: (row: Element, tally: Tally) => Found<MessageSeen>,
): Found<MessageSeen> {
  const fresh = (each: Element): RowRead => {
    const own = createTally();
    return { found: make(each, own), health: own.health };
  };
  const { found, health } = memo ? memo.read(row, circumstances, fresh) : fresh(row);
  absorb(tally, health);
  return found;
}
