import { align } from './message-align.ts';
import { CLOCKS_MS, type Line, SEEN_MS } from './message-pair.ts';

/** One message of the joined list: a known one, a seen one, or a known one that was seen again. */
export interface Joined {
  /** Index among the known, null for a new one. */
  known: number | null;
  /** Index among the seen, null for one that is not in view. */
  seen: number | null;
}

/**
 * Joins what is seen with what is known of a conversation, both oldest first, into one list without doubles. New ones
 * go between the neighbours they are seen with; where that leaves a choice, times decide. With nothing in common and
 * without times they are `apart` from what is known: newer when a page was opened anew, older when somebody jumped up.
 */
export function joinMessages(known: readonly Line[], seen: readonly Line[], apart: 'newer' | 'older' = 'newer'): Joined[] {
  const pairs = align(seen, known);
  const joined: Joined[] = [];
  let fresh: number[] = [];
  let next = 0;
  const upTo = (end: number, last: boolean): void => {
    const between = Array.from({ length: end - next }, (_, i) => next + i);
    const first = joined.length === 0 && next === 0;
    const atStart = first ? last && apart === 'older' : true;
    joined.push(...placed(fresh, between, { known, seen, atStart }));
    fresh = [];
    next = end;
  };
  for (const [i, line] of seen.entries()) {
    const partner = pairs[i] ?? null;
    if (partner === null) {
      if (isNew(line)) fresh.push(i);
      continue;
    }
    upTo(partner, false);
    joined.push({ known: partner, seen: i });
    next = partner + 1;
  }
  upTo(known.length, true);
  return joined;
}

/** Tells whether a line that is not known says what it is: an emptied bubble or a mere reference does not. */
function isNew(line: Line): boolean {
  return line.type !== 'empty' && line.ref === undefined;
}

interface Around {
  known: readonly Line[];
  seen: readonly Line[];
  /** Without times the new ones stand right behind what they follow, else right before what follows them. */
  atStart: boolean;
}

/** Puts new messages among known ones that are not in view and lie between the same neighbours. */
function placed(fresh: readonly number[], between: readonly number[], { known, seen, atStart }: Around): Joined[] {
  const result: Joined[] = between.map((index) => ({ known: index, seen: null }));
  const lineOf = (entry: Joined | undefined): Line | undefined =>
    entry && (entry.known === null ? seen[entry.seen ?? -1] : known[entry.known]);
  let from = 0;
  for (const index of fresh) {
    const { at, live } = seen[index] ?? {};
    // What comes in live stands at the end unless the clock of this machine would have to be wrong by hours.
    const clocks = live ? SEEN_MS : CLOCKS_MS;
    const place = at === undefined ? (atStart ? from : result.length) : placeByTime(result.map(lineOf), from, at, clocks);
    result.splice(place, 0, { known: null, seen: index });
    from = place + 1;
  }
  return result;
}

/**
 * Returns the place, not before `from`, behind the last one that is not newer than `at`. Those without a time go with the
 * one before them; of those behind it, or of all, what was first seen longer after `at` than clocks differ may be newer.
 */
function placeByTime(lines: readonly (Line | undefined)[], from: number, at: number, clocks: number): number {
  const newer = lines.findIndex((line, i) => i >= from && (line?.at ?? -1) > at);
  let place = newer < 0 ? lines.length : newer;
  const sawLater = (line: Line | undefined): boolean =>
    line?.at === undefined && line?.seen !== undefined && line.seen > at + clocks;
  if (newer < 0) while (place > from && sawLater(lines[place - 1])) place -= 1;
  return place;
}
