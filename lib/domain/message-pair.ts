import type { MessageSeen } from './observation.ts';
import { unspaced } from './text.ts';

/** What of a message is compared. `ref` says that it is known to be a certain one. */
export interface Line extends Pick<MessageSeen, 'side' | 'type' | 'text' | 'at' | 'id'> {
  ref?: string | undefined;
  /** Epoch ms at which a known one was first seen: it was not written later. */
  seen?: number | undefined;
  /** Only a record tells of it, see `StoredMessage.past`. */
  past?: true | undefined;
  /** It has just come in, see `MessageItem.live`. */
  live?: true | undefined;
  /** It was there as another message before it was withdrawn. */
  withdrawn?: true | undefined;
}

/** Worth of a pair by what makes it one. */
const SAME_ID = 12;
const SAME_TIME = 6;
const SAME_TEXT = 3;
/** A picture, a card without words: one looks like the next. */
const SAME_KIND = 1.2;
const NOW_WITHDRAWN = 1.6;
/** An own message that was shown before the site had it, with the time of this machine. */
const OWN_ECHO = 1.4;
/** Milliseconds by which the time of an own message may move when the site takes it over. */
const ECHO_MS = 90_000;
/** Milliseconds by which the clock of this machine may differ from the site's. */
export const CLOCKS_MS = 120_000;

/** Returns what two lines have in common as a number, or -Infinity when they are not one message. */
export function worth(seen: Line, known: Line): number {
  if (seen.ref !== undefined || known.ref !== undefined) {
    if (seen.ref === known.ref) return SAME_ID;
    if (seen.ref !== undefined && known.ref !== undefined) return -Infinity;
  }
  if (seen.id !== undefined && known.id !== undefined) return seen.id === known.id ? SAME_ID : -Infinity;
  if (seen.type === 'withdrawn') return worthOfWithdrawn(seen, known);
  if (seen.side !== known.side || seen.type === 'empty' || known.type === 'withdrawn') return -Infinity;
  if (wasThereBefore(known, seen)) return -Infinity;
  if (!saysTheSame(seen, known)) return mayBeOne(seen, known) ? SAME_KIND : -Infinity;
  if (seen.at !== undefined && known.at !== undefined) {
    if (isSameMoment(seen.at, known.at)) return SAME_TIME;
    return seen.side === 'seller' && Math.abs(seen.at - known.at) <= ECHO_MS ? OWN_ECHO : -Infinity;
  }
  const text = seen.text ?? '';
  return text === '' ? SAME_KIND : SAME_TEXT + Math.min(text.length / 8, 3);
}

/** Pages print whole seconds where answers tell milliseconds. */
function isSameMoment(a: number, b: number): boolean {
  return a === b || ((a % 1000 === 0 || b % 1000 === 0) && Math.floor(a / 1000) === Math.floor(b / 1000));
}

/** Clocks that are set by hand are wrong by hours: only what was seen longer before than this (ms) is certain to be another. */
export const SEEN_MS = 12 * 3_600_000;

/** What a page without times has shown cannot have been written later. */
function wasThereBefore(known: Line, { at }: Line): boolean {
  return at !== undefined && known.at === undefined && known.seen !== undefined && known.seen + SEEN_MS < at;
}

/** Of two sources one gives ids and the other none (an answer, a page), or one is a record and the other a chat. */
const areApart = (a: Line, b: Line): boolean => (a.id === undefined) !== (b.id === undefined) || a.past !== b.past;

/** The page of a record shows cards, files and withdrawn messages as words. */
const isOfRecord = ({ id, past }: Line): boolean => past === true && id === undefined;

/** A page does not tell what a robot wrote from what a person did, breaks lines, and shows the numbers that copies leave out. */
function saysTheSame(seen: Line, known: Line): boolean {
  const [a, b] = [seen.text ?? '', known.text ?? ''];
  if (seen.type === known.type && a === b) return true;
  if (!areApart(seen, known)) return false;
  return (seen.type === known.type || isRobots(seen, known) || isRobots(known, seen)) && folded(a) === folded(b);
}

const isRobots = (a: Line, b: Line): boolean => a.type === 'robot' && (b.type === 'text' || b.type === 'card');

/** A telephone number of China, and what stands in its place where it was taken out. */
const PHONES = /(?<!\d)(?:\+?86[- ]?)?1[3-9]\d{9}(?!\d)/g;
const folded = (text: string): string => unspaced(text).replace(PHONES, '***********');

/** Cards and pictures of the same moment, called or worded otherwise by another source. */
function mayBeOne(seen: Line, known: Line): boolean {
  if (!areApart(seen, known)) return false;
  const worded = (seen.type === 'text' && !isOfRecord(seen)) || (known.type === 'text' && !isOfRecord(known));
  if (worded || (seen.type === 'text' && known.type === 'text')) return false;
  return seen.at !== undefined && known.at !== undefined && isSameMoment(seen.at, known.at);
}

function worthOfWithdrawn(seen: Line, known: Line): number {
  const timed = seen.at !== undefined && known.at !== undefined;
  if (timed && !isSameMoment(seen.at as number, known.at as number)) return -Infinity;
  if (known.type === 'withdrawn' || known.withdrawn) return timed ? SAME_TIME : SAME_TEXT;
  return known.side === 'system' ? -Infinity : NOW_WITHDRAWN + (timed ? SAME_TEXT : 0);
}
