import { isFromPerson } from './message-kind.ts';
import type { StoredMessage } from './message-stored.ts';
import { isByMachine } from './wait-rounds.ts';

/**
 * Returns when the buyer last wrote in a conversation (oldest message first) after `since` (epoch ms), or null. Robots,
 * system cards and withdrawn messages are nobody's writing. A message without a readable time counts only when it was
 * seen to come after `since`, or first seen after it and stands below one that had been seen by then or at an earlier look:
 * an old one that was scrolled to is no news, nor what stands above one seen, or written, before.
 */
export function buyerWroteSince(list: readonly StoredMessage[], since: number): number | null {
  return wroteSince(list, since, ({ side }) => side === 'buyer');
}

/** Returns when anybody, buyer or shop, last wrote in a conversation after `since`, counted like `buyerWroteSince`. */
export function contactSince(list: readonly StoredMessage[], since: number): number | null {
  return wroteSince(list, since, isEither);
}

/** Robots, also those that write like a person, system cards and withdrawn messages are nobody's writing. */
const isWriting = (message: StoredMessage): boolean => isFromPerson(message) && !isByMachine(message);

const isEither = ({ side }: StoredMessage): boolean => side === 'buyer' || side === 'seller';

/**
 * Returns when anybody, buyer or shop, last wrote in a conversation (oldest message first), or null where no time is known.
 * A message without a readable time has that of its first sight only when it stands below one that was seen earlier: that
 * somebody opens an old conversation is no contact. An own one that nobody saw come was written elsewhere: since the sight before.
 */
export function lastContact(list: readonly StoredMessage[]): number | null {
  let looked = Infinity;
  const sights = new Set<number>();
  let last: number | null = null;
  for (const message of list) {
    const { at, came, seen, side } = message;
    const wrote = at ?? came ?? (seen > looked ? (side === 'seller' ? latestBelow(seen, sights) : seen) : undefined);
    looked = Math.min(looked, seen);
    sights.add(seen);
    if (wrote !== undefined && isEither(message) && isWriting(message)) last = Math.max(last ?? 0, wrote);
  }
  return last;
}

/** Returns the latest of some moments before another; there is one. */
function latestBelow(moment: number, moments: ReadonlySet<number>): number {
  let latest = -Infinity;
  for (const each of moments) if (each < moment && each > latest) latest = each;
  return latest;
}

/** What a page shows within this time (ms) may be one look at it: a chat opened in its middle is read to its end. */
const ONE_LOOK = 600_000;

function wroteSince(list: readonly StoredMessage[], since: number, counts: (message: StoredMessage) => boolean): number | null {
  let [below, looked] = [false, Infinity];
  let wrote: number | null = null;
  // What is news by a later look alone is none above what was seen, or written, before.
  let guessed: number[] = [];
  for (const message of list) {
    const { at = Infinity, came = -Infinity, seen, past } = message;
    if (seen <= since) below = true;
    guessed = at <= since ? [] : guessed.filter((one) => one <= seen + ONE_LOOK);
    const isNew = came > since || (seen > since && below);
    const isGuess = !past && seen > Math.max(since, looked + ONE_LOOK);
    // Behind what only a record tells of something may be missing.
    if (!past) looked = Math.min(looked, seen);
    if (!counts(message) || !isWriting(message)) continue;
    if (at < Infinity ? at > since : isNew) wrote = Math.max(wrote ?? 0, at < Infinity ? at : seen);
    else if (at === Infinity && isGuess) guessed.push(seen);
  }
  return guessed.length > 0 ? Math.max(wrote ?? 0, ...guessed) : wrote;
}
